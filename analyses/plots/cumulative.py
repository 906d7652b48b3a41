"""Draw a cumulative meta-analysis: the pooled effect as studies came in."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import (
    GAP,
    LINE,
    WIDTH,
    Axis,
    interval_words,
    require_interval,
    scale,
    whisker,
)
from analyses.plots.forest import LABEL_CHARACTERS, ForestRow, forest_axis
from analyses.plots.svg import disc, figure, link, number, path, stroke, text

COUNT_WIDTH = 56.0


@dataclass(frozen=True, slots=True)
class CumulativeRow:
    """The pooled effect with a study added: its name, the result, and how many studies by then."""

    label: str
    href: str | None
    estimate: float
    ci_lb: float
    ci_ub: float
    k: int

    def __post_init__(self) -> None:
        require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)


def cumulative_svg(
    rows: Sequence[CumulativeRow],
    *,
    plot_id: str,
    title: str,
    x_label: str,
    description: str = "",
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
    columns: tuple[str, str] = ("Study added", "Pooled [95% CI]"),
) -> str:
    """Return a cumulative forest plot as one ``svg`` element.

    Parameters
    ----------
    rows : sequence of CumulativeRow
        In the order in which studies were added; one at least.
    plot_id, title, x_label, favours, columns : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    """
    if not rows:
        raise ValueError(f"{plot_id}: a cumulative plot needs at least one row")
    last = rows[-1]
    plain = [ForestRow(r.label, r.href, r.estimate, r.ci_lb, r.ci_ub, 1.0) for r in rows]
    axis = forest_axis(plain, None, COUNT_WIDTH)
    body, track, y = [_heading(columns, axis)], [], LINE + GAP
    for row in rows:
        drawn, at, y = _row(row, axis, y)
        body.append(drawn)
        if axis.holds(row.estimate):
            track.append((axis.x(row.estimate), at))
    guide = stroke(
        "cumulative__now", axis.x(last.estimate), LINE + GAP / 2, "V", y, 'stroke-dasharray="2 3"'
    )
    trace = path("cumulative__track", track, 'stroke-opacity="0.6"') if len(track) > 1 else ""
    drawn, height = scale(axis, LINE + GAP / 2, y, favours, x_label)
    words = description or describe_cumulative(rows)
    size, linked = (WIDTH, height), any(row.href for row in rows)
    drawing = [drawn, guide, trace, *body]
    return figure("forest__plot", plot_id, title, words, size, filter(None, drawing), linked=linked)


def describe_cumulative(rows: Sequence[CumulativeRow]) -> str:
    """Return the text alternative: where it began, where it is, and since when it is clear."""
    first, last = rows[0], rows[-1]
    words = (
        f"The pooled effect after each of {len(rows)} studies: "
        f"{interval_words(first.estimate, first.ci_lb, first.ci_ub)} with {first.k}, "
        f"{interval_words(last.estimate, last.ci_lb, last.ci_ub)} with {last.k}."
    )
    clear = [row.ci_lb > 0 or row.ci_ub < 0 for row in rows]
    if not clear[-1]:
        return f"{words} The interval includes no effect at the end."
    since = max((i for i, sure in enumerate(clear) if not sure), default=-1) + 1
    return f"{words} The interval has excluded no effect since {rows[since].label}."


def _heading(columns: tuple[str, str], axis: Axis) -> str:
    return (
        text(0, LINE - 2, columns[0], "forest__heading")
        + text(axis.right + COUNT_WIDTH, LINE - 2, "Studies", "forest__heading", "end")
        + text(WIDTH, LINE - 2, columns[1], "forest__heading", "end")
    )


def _row(row: CumulativeRow, axis: Axis, top: float) -> tuple[str, float, float]:
    """Draw one step; return it with its own y and that of the next one."""
    label = textwrap.wrap(row.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …") or [""]
    bottom = top + LINE * len(label)
    middle = (top + bottom) / 2
    words = [text(0, top + LINE * (i + 1) - 3, line) for i, line in enumerate(label)]
    marks = whisker("forest__interval", axis, row.ci_lb, row.ci_ub, middle)
    if axis.holds(row.estimate):
        marks += disc("forest__dot", axis.x(row.estimate), middle, 4.5)
    at, figures = axis.right + COUNT_WIDTH, interval_words(row.estimate, row.ci_lb, row.ci_ub)
    marks += text(at, middle + 4.5, number(row.k, 0), "forest__weight", "end")
    marks += text(WIDTH, middle + 4.5, figures, "forest__number", "end")
    drawn = f'<g class="forest__row">{link(row.href, "".join(words))}{marks}</g>'
    return drawn, middle, bottom + GAP
