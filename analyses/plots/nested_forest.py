"""Draw a three-level forest plot: effects within studies, and the mean over both levels."""

from __future__ import annotations

import math
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
from analyses.plots.forest import (
    LABEL_CHARACTERS,
    WEIGHT_WIDTH,
    ForestRow,
    ForestSummary,
    forest_axis,
    forest_summary,
    heading,
)
from analyses.plots.svg import box, disc, figure, link, number, text

INDENT = 16.0


@dataclass(frozen=True, slots=True)
class NestedStudy:
    """A study: its mean over its effects, its weight from 0 to 1, and the effects themselves."""

    label: str
    href: str | None
    estimate: float
    ci_lb: float
    ci_ub: float
    weight: float
    effects: tuple[ForestRow, ...]

    def __post_init__(self) -> None:
        require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
        if not 0 <= self.weight <= 1:
            raise ValueError(f"{self.label}: weight {self.weight} is not between 0 and 1")
        if not self.effects:
            raise ValueError(f"{self.label}: a study without an effect")


def nested_forest_svg(
    studies: Sequence[NestedStudy],
    summary: ForestSummary | None,
    *,
    plot_id: str,
    title: str,
    x_label: str,
    description: str = "",
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
    columns: tuple[str, str] = ("Study and its effects", "Estimate [95% CI]"),
) -> str:
    """Return a forest plot of effects nested in studies as one ``svg`` element.

    Parameters
    ----------
    studies : sequence of NestedStudy
        In the order to be shown; one at least. A study with one effect takes one row.
    summary : ForestSummary or None
        The mean over studies and effects, with the prediction interval.
    plot_id, title, x_label, favours, columns : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    """
    if not studies:
        raise ValueError(f"{plot_id}: a forest plot needs at least one study")
    rows = [row for study in studies for row in (_as_row(study), *study.effects)]
    axis = forest_axis(rows, summary, WEIGHT_WIDTH)
    heaviest = max(study.weight for study in studies) or 1.0
    body, y = [heading(columns, axis, True)], LINE + GAP
    for study in studies:
        drawn, y = _study(study, axis, y, heaviest)
        body.append(drawn)
    if summary is not None:
        drawn, y = forest_summary(summary, axis, y + GAP / 2)
        body.append(drawn)
    drawn, height = scale(axis, LINE + GAP / 2, y + GAP / 2, favours, x_label)
    words = description or describe_nested(studies, summary)
    linked = any(row.href for row in rows)
    size = (WIDTH, height)
    return figure("forest__plot", plot_id, title, words, size, [drawn, *body], linked=linked)


def describe_nested(studies: Sequence[NestedStudy], summary: ForestSummary | None) -> str:
    """Return the text alternative: counts, range and mean."""
    effects = [row.estimate for study in studies for row in study.effects]
    words = (
        f"{len(effects)} effects in {len(studies)} studies, from {number(min(effects))} to "
        f"{number(max(effects))}."
    )
    if summary is None:
        return f"{words} Not pooled."
    ends = f"{number(summary.ci_lb)} to {number(summary.ci_ub)}"
    words += f" Their mean is {number(summary.estimate)}, 95% interval {ends}."
    if summary.prediction:
        lower, upper = summary.prediction
        words += f" A new setting may see {number(lower)} to {number(upper)}."
    return words


def _as_row(study: NestedStudy) -> ForestRow:
    return ForestRow(
        study.label, study.href, study.estimate, study.ci_lb, study.ci_ub, study.weight
    )


def _study(study: NestedStudy, axis: Axis, top: float, heaviest: float) -> tuple[str, float]:
    """Draw a study with its effects; return it with the y of the next one."""
    label = textwrap.wrap(study.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …") or [""]
    alone = len(study.effects) == 1
    only = study.effects[0]
    note = [_shortened(only.label, LABEL_CHARACTERS)] if alone and only.label else []
    lines = [text(0, top + LINE * (i + 1) - 3, words) for i, words in enumerate(label)]
    y = top + LINE * len(label)
    parts = [link(study.href, "".join(lines))]
    if note:
        parts.append(link(only.href, text(0, y + LINE - 3, note[0], "forest__note")))
        y += LINE
    parts.append(_mean(study, axis, (top + y) / 2, heaviest))
    if not alone:
        for effect in study.effects:
            parts.append(_effect(effect, axis, y + LINE / 2))
            y += LINE
    return f'<g class="forest__study">{"".join(parts)}</g>', y + GAP


def _mean(study: NestedStudy, axis: Axis, y: float, heaviest: float) -> str:
    """Draw the mean of a study: square by weight, thick interval, numbers."""
    marks = whisker("forest__interval", axis, study.ci_lb, study.ci_ub, y, 'stroke-width="2"')
    if axis.holds(study.estimate):
        side = max(4.0, 14.0 * math.sqrt(study.weight / heaviest))
        corner = axis.x(study.estimate) - side / 2
        marks += box("forest__square", corner, y - side / 2, side, side)
    share = f"{number(100 * study.weight, 1)}%"
    at = axis.right + WEIGHT_WIDTH
    words = interval_words(study.estimate, study.ci_lb, study.ci_ub)
    return (
        marks
        + text(at, y + 4.5, share, "forest__weight", "end")
        + text(WIDTH, y + 4.5, words, "forest__number", "end")
    )


def _effect(effect: ForestRow, axis: Axis, y: float) -> str:
    """Draw one effect of a study: small, indented, thin."""
    words = _shortened(effect.label, LABEL_CHARACTERS - 2)
    marks = whisker("forest__interval", axis, effect.ci_lb, effect.ci_ub, y, 'stroke-opacity="0.6"')
    if axis.holds(effect.estimate):
        marks += disc("forest__dot", axis.x(effect.estimate), y, 3.0, hollow=effect.hollow)
    figures = interval_words(effect.estimate, effect.ci_lb, effect.ci_ub)
    return (
        link(effect.href, text(INDENT, y + 4.5, words, "forest__note"))
        + marks
        + text(WIDTH, y + 4.5, figures, "forest__number", "end")
    )


def _shortened(words: str, room: int) -> str:
    """Return words on one line, cut where there is no room for them."""
    return (textwrap.wrap(words, room, max_lines=1, placeholder=" …") or [""])[0]
