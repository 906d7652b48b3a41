"""Draw the levels beside each other: estimate, 95% interval and prediction interval of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import (
    CHARACTER,
    GAP,
    LINE,
    WIDTH,
    Axis,
    axis_over,
    diamond,
    effect_range,
    interval_words,
    require_interval,
    scale,
    whisker,
)
from analyses.plots.svg import figure, link, number, text

ROW = 3 * LINE


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level: its pooled estimate with both intervals, or the words why there is none."""

    label: str
    note: str
    href: str
    estimate: float | None = None
    ci_lb: float | None = None
    ci_ub: float | None = None
    pi_lb: float | None = None
    pi_ub: float | None = None

    def __post_init__(self) -> None:
        if self.interval is not None:
            require_interval(self.label, self.interval[1], self.interval[0], self.interval[2])

    @property
    def interval(self) -> tuple[float, float, float] | None:
        """Lower end, estimate and upper end; None when nothing was pooled."""
        if self.estimate is None or self.ci_lb is None or self.ci_ub is None:
            return None
        return self.ci_lb, self.estimate, self.ci_ub

    @property
    def prediction(self) -> tuple[float, float] | None:
        """The prediction interval, when there is one."""
        return None if self.pi_lb is None or self.pi_ub is None else (self.pi_lb, self.pi_ub)


def level_intervals_svg(
    rows: Sequence[LevelRow],
    *,
    plot_id: str,
    title: str,
    description: str,
    x_label: str,
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
    new_setting: str = "new setting",
) -> str:
    """Return the levels beside each other as one ``svg`` element.

    A diamond is an estimate with its 95% interval, the dashed line below it the range that a new
    setting may see. A level without an estimate keeps its row and says why.

    Parameters
    ----------
    rows : sequence of LevelRow
        The levels in the order to be shown; one at least has an estimate.
    plot_id : str
        Lower-case slug, unique on the page.
    title, description : str
        The accessible name and description, plain text.
    x_label : str
        The name of the axis, with its unit.
    favours : tuple of str
        What a negative and a positive estimate mean.
    new_setting : str
        The name of the range that a new setting may see.
    """
    pooled = [row.interval for row in rows if row.interval is not None]
    if not pooled:
        raise ValueError(f"{plot_id}: no level has an estimate")
    sure = [end for ends in pooled for end in (ends[0], ends[2])]
    ends = [end for row in rows if row.prediction for end in row.prediction]
    low, high = effect_range([p[1] for p in pooled], sure, [*sure, *ends])
    left = CHARACTER * max(max(len(r.label), len(r.note)) for r in rows) + 16
    axis = axis_over(low, high, left, WIDTH - CHARACTER * 20)
    body = [_row(row, axis, LINE + ROW * i, new_setting) for i, row in enumerate(rows)]
    bottom = LINE + ROW * len(rows)
    drawn, height = scale(axis, LINE / 2, bottom, favours, x_label)
    drawing = [drawn, *body]
    return figure(
        "forest__plot", plot_id, title, description, (WIDTH, height), drawing, linked=True
    )


def _row(row: LevelRow, axis: Axis, top: float, new_setting: str) -> str:
    words = link(row.href, text(0, top + LINE - 3, row.label))
    words += text(0, top + 2 * LINE - 3, row.note, "forest__note")
    if row.interval is None:
        return f'<g class="forest__row">{words}</g>'
    marks = diamond("forest__diamond", axis, row.interval, top + LINE / 2 + GAP / 4)
    lower, centre, upper = row.interval
    shown = interval_words(centre, lower, upper)
    words += text(WIDTH, top + LINE - 3, shown, "forest__number", "end")
    if row.prediction is not None:
        lower, upper = row.prediction
        y = top + 1.5 * LINE + GAP / 4
        marks += whisker("forest__prediction", axis, lower, upper, y, 'stroke-dasharray="5 4"')
        shown = f"{new_setting} [{number(lower)}, {number(upper)}]"
        words += text(WIDTH, top + 2 * LINE - 3, shown, "forest__note", "end")
    return f'<g class="forest__row">{marks}{words}</g>'
