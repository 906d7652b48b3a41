"""Draw an orchard plot: every effect, the mean, its interval and the prediction interval.

Nakagawa et al. (2021), Res. Synth. Methods 12:4.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import (
    CHARACTER,
    LINE,
    WIDTH,
    Axis,
    axis_over,
    effect_range,
    interval_words,
    require_finite,
    require_interval,
    scale,
)
from analyses.plots.svg import disc, figure, link, number, polygon, stroke, text, tip

ROW = 92.0
TOP = 24.0
CROWN = 30.0  # room for the effects, above and below the middle of a row
LABEL_CHARACTERS = 24
SMALLEST, LARGEST = 2.5, 8.0


@dataclass(frozen=True, slots=True)
class Fruit:
    """One effect: an estimate and its standard error."""

    label: str
    estimate: float
    se: float

    def __post_init__(self) -> None:
        require_finite(self.label, self.estimate, self.se)
        if self.se <= 0:
            raise ValueError(f"{self.label}: standard error {self.se}; expected above 0")


@dataclass(frozen=True, slots=True)
class OrchardGroup:
    """A group of effects with their mean, its interval, and the prediction interval if any."""

    label: str
    href: str | None
    estimate: float
    ci_lb: float
    ci_ub: float
    pi_lb: float | None
    pi_ub: float | None
    n_studies: int
    effects: tuple[Fruit, ...]

    def __post_init__(self) -> None:
        require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
        if (self.pi_lb is None) != (self.pi_ub is None):
            raise ValueError(f"{self.label}: a prediction interval needs both ends")
        if not self.effects:
            raise ValueError(f"{self.label}: a group without an effect")


def orchard_svg(
    groups: Sequence[OrchardGroup],
    *,
    plot_id: str,
    title: str,
    x_label: str,
    description: str = "",
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
) -> str:
    """Return an orchard plot as one ``svg`` element.

    Parameters
    ----------
    groups : sequence of OrchardGroup
        In the order to be shown, from above; one at least.
    plot_id, title, x_label, favours : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    """
    if not groups:
        raise ValueError(f"{plot_id}: an orchard plot needs at least one group")
    axis = _axis(groups)
    finest = min(fruit.se for group in groups for fruit in group.effects)
    body = [_group(g, axis, TOP + ROW * (i + 0.5), finest) for i, g in enumerate(groups)]
    bottom = TOP + ROW * len(groups)
    drawn, height = scale(axis, TOP - 10, bottom, favours, x_label)
    body.append(_legend(axis, height + 14))
    words = description or describe_orchard(groups)
    size, linked = (WIDTH, height + 40), any(group.href for group in groups)
    return figure("orchard__plot", plot_id, title, words, size, [drawn, *body], linked=linked)


def describe_orchard(groups: Sequence[OrchardGroup]) -> str:
    """Return the text alternative: a sentence for each group."""
    sentences = []
    for group in groups:
        words = (
            f"{group.label}: {interval_words(group.estimate, group.ci_lb, group.ci_ub)}, "
            f"{len(group.effects)} effects in {group.n_studies} studies"
        )
        if group.pi_lb is not None and group.pi_ub is not None:
            words += f", a new setting {number(group.pi_lb)} to {number(group.pi_ub)}"
        sentences.append(f"{words}.")
    return " ".join(sentences)


def _axis(groups: Sequence[OrchardGroup]) -> Axis:
    sure = [end for group in groups for end in (group.ci_lb, group.ci_ub)]
    estimates = [fruit.estimate for group in groups for fruit in group.effects]
    ends = [end for group in groups for end in (group.pi_lb, group.pi_ub) if end is not None]
    low, high = effect_range(estimates, sure, [*ends, *estimates])
    widest = max(min(len(group.label), LABEL_CHARACTERS) for group in groups)
    return axis_over(low, high, CHARACTER * max(widest, 17) + 16, WIDTH - 12, 6)


def _group(group: OrchardGroup, axis: Axis, y: float, finest: float) -> str:
    """Draw a group around the middle y of its row."""
    label = textwrap.wrap(group.label, LABEL_CHARACTERS, max_lines=3, placeholder=" …") or [""]
    first = y - LINE * (len(label) + 1) / 2 + 10
    words = "".join(text(0, first + LINE * i, line) for i, line in enumerate(label))
    counts = f"{len(group.effects)} effects, {group.n_studies} studies"
    parts = [
        link(group.href, words),
        text(0, first + LINE * len(label), counts, "plot__note"),
        *_fruits(group.effects, axis, y, finest),
    ]
    if group.pi_lb is not None and group.pi_ub is not None:
        twig = 'stroke-width="1.5" stroke-dasharray="5 4"'
        parts.append(_line("orchard__twig", axis, group.pi_lb, group.pi_ub, y, twig))
    branch = 'stroke-width="5"'
    parts.append(_line("orchard__branch", axis, group.ci_lb, group.ci_ub, y, branch))
    parts.append(_trunk(axis.x(group.estimate), y))
    numbers = interval_words(group.estimate, group.ci_lb, group.ci_ub)
    parts.append(text(axis.right, y - ROW / 2 + 12, numbers, "plot__number", "end"))
    return f'<g class="orchard__group">{"".join(parts)}</g>'


def _trunk(x: float, y: float) -> str:
    """Draw the mean as a diamond, wider than the interval it lies on."""
    return polygon("orchard__trunk", [(x - 9, y), (x, y - 9), (x + 9, y), (x, y + 9)])


def _line(name: str, axis: Axis, lower: float, upper: float, y: float, extra: str) -> str:
    return stroke(name, axis.x(lower), y, "H", axis.x(upper), extra)


def _fruits(effects: Sequence[Fruit], axis: Axis, y: float, finest: float) -> list[str]:
    """Draw the effects, the precise ones larger, beside each other where they would overlap."""
    drawn: list[str] = []
    placed: list[tuple[float, float, float]] = []
    for index, fruit in enumerate(sorted(effects, key=lambda f: (f.estimate, f.se, f.label))):
        if not axis.holds(fruit.estimate):
            continue
        radius = max(SMALLEST, LARGEST * math.sqrt(finest / fruit.se))
        x = axis.x(fruit.estimate)
        off = _free(x, radius, placed, index)
        placed.append((x, off, radius))
        words = f"{fruit.label}: {number(fruit.estimate)}, standard error {number(fruit.se)}"
        mark = disc("orchard__mark", x, y + off, radius, hollow=True)
        drawn.append(tip(words, mark, "orchard__fruit"))
    return drawn


def _free(x: float, radius: float, placed: Sequence[tuple[float, float, float]], n: int) -> float:
    """Return the distance from the middle where a disc meets no other, the nearest first.

    When the row is full, a van der Corput sequence spreads the rest evenly.
    """
    near = [other for other in placed[-60:] if x - other[0] < radius + other[2] + 1]
    step, start = 3.0, radius + 10.0  # the middle belongs to mean and intervals
    for ring in range(max(1, int((CROWN - start) / step) + 1)):
        for off in (-(start + ring * step), start + ring * step):
            if all(math.hypot(x - ox, off - oy) >= radius + r + 1 for ox, oy, r in near):
                return off
    share, bit, rest = 0.0, 0.5, n + 1
    while rest:
        share, bit, rest = share + bit * (rest % 2), bit / 2, rest // 2
    return (2 * share - 1) * CROWN


def _legend(axis: Axis, y: float) -> str:
    x = axis.left
    parts = [
        _trunk(x + 8, y - 4),
        text(x + 20, y, "mean", "plot__note"),
        stroke("orchard__branch", x + 70, y - 4, "H", x + 100, 'stroke-width="5"'),
        text(x + 106, y, "95% interval", "plot__note"),
        stroke(
            "orchard__twig",
            x + 206,
            y - 4,
            "H",
            x + 236,
            'stroke-width="1.5" stroke-dasharray="5 4"',
        ),
        text(x + 242, y, "a new setting (prediction)", "plot__note"),
        disc("orchard__mark", x + 8, y + 15, 5, hollow=True),
        text(x + 20, y + 19, "one effect, larger when more precise", "plot__note"),
    ]
    return f'<g class="plot__legend">{"".join(parts)}</g>'
