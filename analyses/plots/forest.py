"""Draw forest plots: studies, their pooled effect and what a new setting may see.

Text stays text, colours come from the style sheet, and the same input always gives the same
characters. Put the result inside a ``figure`` element, so that Markdown leaves it alone.
"""

from __future__ import annotations

import math
import textwrap
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
from analyses.plots.svg import box, figure, link, number, stroke, text

LABEL_CHARACTERS = 36
WEIGHT_WIDTH = 62.0


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One study: an estimate, its 95% interval and its weight from 0 to 1; hollow = not pooled."""

    label: str
    href: str | None
    estimate: float
    ci_lb: float
    ci_ub: float
    weight: float
    note: str = ""
    hollow: bool = False

    def __post_init__(self) -> None:
        require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
        if not 0 <= self.weight <= 1:
            raise ValueError(f"{self.label}: weight {self.weight} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class ForestSummary:
    """The pooled estimate, its 95% interval and, when there is one, the prediction interval."""

    label: str
    estimate: float
    ci_lb: float
    ci_ub: float
    pi_lb: float | None
    pi_ub: float | None

    def __post_init__(self) -> None:
        require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
        if (self.pi_lb is None) != (self.pi_ub is None):
            raise ValueError(f"{self.label}: a prediction interval needs both ends")
        if self.pi_lb is not None and self.pi_ub is not None:
            require_interval(self.label, self.estimate, self.pi_lb, self.pi_ub)

    @property
    def prediction(self) -> tuple[float, float] | None:
        """The prediction interval, when there is one."""
        if self.pi_lb is None or self.pi_ub is None:
            return None
        return self.pi_lb, self.pi_ub


def forest_svg(
    rows: Sequence[ForestRow],
    summary: ForestSummary | None,
    *,
    plot_id: str,
    title: str,
    description: str,
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
    x_label: str,
    columns: tuple[str, str] = ("Study", "Estimate [95% CI]"),
    prediction: str = "95% prediction interval",
    weights: bool = False,
) -> str:
    """Return a forest plot as one ``svg`` element.

    Parameters
    ----------
    rows : sequence of ForestRow
        The studies in the order to be shown; one at least.
    summary : ForestSummary or None
        The pooled result; None when nothing was pooled.
    plot_id : str
        Lower-case slug, unique on the page; every id in the figure starts with it.
    title, description : str
        The accessible name and description, plain text.
    favours : tuple of str
        What a negative and a positive estimate mean, written under the axis.
    x_label : str
        The name of the axis, with its unit.
    columns : tuple of str
        Headings over the labels and over the numbers.
    prediction : str
        The name of the range that a new setting may see.
    weights : bool
        Whether the weights stand beside the numbers, in a column of their own.
    """
    if not rows:
        raise ValueError(f"{plot_id}: a forest plot needs at least one row")
    axis = forest_axis(rows, summary, WEIGHT_WIDTH if weights else 0.0)
    heaviest = max(row.weight for row in rows) or 1.0
    body, y = [heading(columns, axis, weights)], LINE + GAP
    for row in rows:
        drawn, y = forest_row(row, axis, y, heaviest, weights)
        body.append(drawn)
    if summary is not None:
        drawn, y = forest_summary(summary, axis, y + GAP / 2, prediction)
        body.append(drawn)
    drawn, height = scale(axis, LINE + GAP / 2, y + GAP / 2, favours, x_label)
    size, linked = (WIDTH, height), any(row.href for row in rows)
    drawing = [drawn, *body]
    return figure("forest__plot", plot_id, title, description, size, drawing, linked=linked)


def forest_axis(
    rows: Sequence[ForestRow], summary: ForestSummary | None, beside: float = 0.0
) -> Axis:
    """Choose the drawn range between labels and numbers; ``beside`` is kept for a column."""
    sure = [] if summary is None else [summary.ci_lb, summary.ci_ub]
    ends = [end for row in rows for end in (row.ci_lb, row.ci_ub)]
    if summary is not None and summary.prediction:
        ends += summary.prediction
    low, high = effect_range([row.estimate for row in rows], sure, ends)
    numbers = [interval_words(row.estimate, row.ci_lb, row.ci_ub) for row in rows]
    labels = [min(len(row.label), LABEL_CHARACTERS) for row in rows]
    if summary is not None:
        numbers.append(interval_words(summary.estimate, summary.ci_lb, summary.ci_ub))
        labels.append(24)
    left = CHARACTER * max(labels) + 16
    right = WIDTH - CHARACTER * max(17, *map(len, numbers)) - 16 - beside
    return axis_over(low, high, left, right)


def heading(columns: tuple[str, str], axis: Axis, weights: bool = False) -> str:
    """Draw the headings of the columns."""
    words = text(0, LINE - 2, columns[0], "forest__heading")
    if weights:
        words += text(axis.right + WEIGHT_WIDTH, LINE - 2, "Weight", "forest__heading", "end")
    return words + text(WIDTH, LINE - 2, columns[1], "forest__heading", "end")


def forest_row(
    row: ForestRow, axis: Axis, top: float, heaviest: float, weights: bool = False
) -> tuple[str, float]:
    """Draw a study; return it with the y of the next one."""
    label = textwrap.wrap(row.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …") or [""]
    note = textwrap.wrap(row.note, LABEL_CHARACTERS + 4, max_lines=2, placeholder=" …")
    bottom = top + LINE * (len(label) + len(note)) + GAP
    middle, first = (top + bottom - GAP) / 2, top + LINE - 3
    words = [text(0, first + LINE * i, line) for i, line in enumerate(label)]
    after = first + LINE * len(label)
    notes = [text(0, after + LINE * i, line, "forest__note") for i, line in enumerate(note)]
    figures = text(
        WIDTH,
        middle + 4.5,
        interval_words(row.estimate, row.ci_lb, row.ci_ub),
        "forest__number",
        "end",
    )
    if weights:
        share = "not pooled" if row.hollow else f"{number(100 * row.weight, 1)}%"
        at = axis.right + WEIGHT_WIDTH
        figures += text(at, middle + 4.5, share, "forest__weight", "end")
    drawn = link(row.href, "".join(words)) + "".join(notes)
    return (
        f'<g class="forest__row">{drawn}{study_mark(row, axis, middle, heaviest)}{figures}</g>',
        bottom,
    )


def study_mark(row: ForestRow, axis: Axis, y: float, heaviest: float) -> str:
    """Draw the interval of a study and its square."""
    marks = whisker("forest__interval", axis, row.ci_lb, row.ci_ub, y)
    if not axis.holds(row.estimate):
        return marks
    side = 8.0 if row.hollow else max(4.0, 14.0 * math.sqrt(row.weight / heaviest))
    name = "forest__square forest__square--hollow" if row.hollow else "forest__square"
    extra = 'fill="none" stroke="currentColor"' if row.hollow else ""
    return marks + box(name, axis.x(row.estimate) - side / 2, y - side / 2, side, side, extra)


def forest_summary(
    summary: ForestSummary, axis: Axis, top: float, prediction: str = "95% prediction interval"
) -> tuple[str, float]:
    """Draw the diamond and the prediction interval; return them with the y below."""
    label = textwrap.wrap(summary.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …") or [""]
    words = [text(0, top + LINE * (i + 1) - 3, line) for i, line in enumerate(label)]
    middle, bottom = top + LINE * len(label) / 2, top + LINE * len(label) + GAP
    ends = (summary.ci_lb, summary.estimate, summary.ci_ub)
    figures = interval_words(summary.estimate, summary.ci_lb, summary.ci_ub)
    parts = [
        stroke("forest__rule", 0, top - 5, "H", WIDTH),
        *words,
        diamond("forest__diamond", axis, ends, middle),
        text(WIDTH, middle + 4.5, figures, "forest__number", "end"),
    ]
    if summary.prediction:
        middle, bottom = bottom + LINE / 2, bottom + LINE + GAP
        lower, upper = summary.prediction
        dashes = 'stroke-dasharray="5 4"'
        parts.append(text(0, middle + 4.5, prediction, "forest__note"))
        parts.append(whisker("forest__prediction", axis, lower, upper, middle, dashes))
        words_pi = f"[{number(lower)}, {number(upper)}]"
        parts.append(text(WIDTH, middle + 4.5, words_pi, "forest__number", "end"))
    return f'<g class="forest__summary">{"".join(parts)}</g>', bottom
