"""Number lines with round steps, and the checks and measures that the drawings share."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyses.plots.svg import number, place, polygon, stroke, text

WIDTH = 740.0
LINE = 15.0
GAP = 9.0
CHARACTER = 7.2  # a generous mean width of one character at the figure's font size
ARROW = 7.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The drawn part of the number line, from `first` to `last` in whole steps.

    ``left`` and ``right`` are coordinates of its ends; an upright axis has its foot at ``left``.
    """

    first: int
    last: int
    step: float
    left: float
    right: float

    @property
    def low(self) -> float:
        """The value at the first tick."""
        return self.first * self.step

    @property
    def high(self) -> float:
        """The value at the last tick."""
        return self.last * self.step

    def x(self, value: float) -> float:
        """Return the position of a value, held at the edge when it lies outside."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def holds(self, value: float) -> bool:
        """Say whether a value lies on the drawn part."""
        return self.low <= value <= self.high

    def ticks(self) -> list[tuple[float, str]]:
        """Return the value of each tick and its words."""
        places = max(0, -math.floor(math.log10(self.step) + 1e-9))
        values = [index * self.step for index in range(self.first, self.last + 1)]
        return [(value, number(value, places)) for value in values]


def axis_over(low: float, high: float, left: float, right: float, steps: int = 5) -> Axis:
    """Return an axis in round steps that holds both values."""
    if not high > low:
        high = low + 1.0
    step = round_step((high - low) / steps)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis(first, max(last, first + 1), step, left, right)


def round_step(rough: float) -> float:
    """Return the next round step (1, 2 or 5 times a power of ten) that is not smaller."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def central(values: Sequence[float]) -> list[float]:
    """Return the values without far outliers (beyond three interquartile ranges)."""
    if len(values) < 5:
        return list(values)
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
    fence = 3 * max(upper - lower, 0.1)
    return [value for value in values if lower - fence <= value <= upper + fence]


def effect_range(
    estimates: Sequence[float], sure: Iterable[float], ends: Iterable[float]
) -> tuple[float, float]:
    """Return the range to draw: zero, central estimates and sure values, wide intervals cut."""
    core = [0.0, *central(estimates), *sure]
    reached = [*ends, *core]
    reach = 0.75 * max(max(core) - min(core), 0.4)
    low = min(*core, max(min(reached), min(core) - reach))
    high = max(*core, min(max(reached), max(core) + reach))
    return low, high


def whisker(name: str, axis: Axis, lower: float, upper: float, y: float, extra: str = "") -> str:
    """Draw an interval; an end outside the axis becomes an arrow at the edge."""
    line = stroke(name, axis.x(lower), y, "H", axis.x(upper), extra)
    return line + "".join(
        f'<path class="forest__arrow" d="M{place(tip)} {place(y)}l{place(back)} -4v8z"/>'
        for tip, back, outside in (
            (axis.left, ARROW, lower < axis.low),
            (axis.right, -ARROW, upper > axis.high),
        )
        if outside
    )


def diamond(name: str, axis: Axis, ends: tuple[float, float, float], y: float) -> str:
    """Draw a pooled estimate: lower end, estimate and upper end of its interval."""
    lower, centre, upper = (axis.x(value) for value in ends)
    points = [(lower, y), (centre, y - 7), (upper, y), (centre, y + 7)]
    return polygon(name, points)


def scale(
    axis: Axis,
    top: float,
    bottom: float,
    favours: tuple[str, str] | None,
    x_label: str,
) -> tuple[str, float]:
    """Draw axis, ticks, the zero line and the words under them; return them and the height."""
    parts = [stroke("forest__zero", axis.x(0.0), top, "V", bottom)] if axis.holds(0.0) else []
    parts.append(stroke("forest__axis", axis.left, bottom, "H", axis.right))
    for value, words in axis.ticks():
        x = axis.x(value)
        parts.append(stroke("forest__axis", x, bottom, "V", bottom + 5))
        parts.append(text(x, bottom + 19, words, "forest__tick", "middle"))
    middle = (axis.left + axis.right) / 2
    parts.append(text(middle, bottom + 37, x_label, "forest__label", "middle"))
    height = bottom + 45
    if favours is not None:
        left, right = f"← {favours[0]}", f"{favours[1]} →"
        # on a narrow axis the two would run into each other
        narrow = 6.9 * (len(left) + len(right)) + 8 > axis.right - axis.left
        below = LINE if narrow else 0.0
        parts.append(text(axis.left, bottom + 54, left, "forest__favours"))
        parts.append(text(axis.right, bottom + 54 + below, right, "forest__favours", "end"))
        height = bottom + 62 + below
    return f'<g class="forest__scale">{"".join(parts)}</g>', height


def upright(axis: Axis, x: float, y_label: str, lift: float = 12.0) -> str:
    """Draw an upright axis with its name written level above it, ``lift`` away."""
    top = min(axis.left, axis.right)
    parts = [stroke("plot__axis", x, axis.left, "V", axis.right)]
    for value, words in axis.ticks():
        y = axis.x(value)
        parts.append(stroke("plot__axis", x - 5, y, "H", x))
        parts.append(text(x - 9, y + 4.5, words, "plot__tick", "end"))
    parts.append(text(0, top - lift, y_label, "plot__label"))
    return f'<g class="plot__scale">{"".join(parts)}</g>'


def interval_words(estimate: float, ci_lb: float, ci_ub: float) -> str:
    """Return an estimate with its interval for reading."""
    return f"{number(estimate)} [{number(ci_lb)}, {number(ci_ub)}]"


def require_interval(label: str, estimate: float, lower: float, upper: float) -> None:
    """Raise unless the three numbers are finite and in order."""
    if not all(math.isfinite(value) for value in (estimate, lower, upper)):
        raise ValueError(f"{label}: not a finite number in {estimate} [{lower}, {upper}]")
    if not lower <= estimate <= upper:
        raise ValueError(f"{label}: estimate {estimate} lies outside [{lower}, {upper}]")


def require_finite(label: str, *values: float) -> None:
    """Raise unless every number is finite."""
    if not all(math.isfinite(value) for value in values):
        raise ValueError(f"{label}: not a finite number in {values}")
