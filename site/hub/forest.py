"""Draw forest plots and bar charts as accessible inline SVG.

Pure functions from numbers to a string: text stays text, colours come from the style sheet
(``site/theme/assets/css/hub.css``), and the same input always gives the same characters.
Put the result inside a ``figure`` element, so that Markdown leaves it alone.
"""

import math
import statistics
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from hub.svg import box, figure, link, number, place, stroke, text

WIDTH = 740.0
BARS_WIDTH = 360.0
LINE = 15.0
GAP = 9.0
CHARACTER = 7.2  # a generous mean width of one character at the figure's font size
LABEL_CHARACTERS = 36
ARROW = 7.0


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
        _require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
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
        _require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
        if (self.pi_lb is None) != (self.pi_ub is None):
            raise ValueError(f"{self.label}: a prediction interval needs both ends")
        if self.pi_lb is not None and self.pi_ub is not None:
            _require_interval(self.label, self.estimate, self.pi_lb, self.pi_ub)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: a count and the words shown for it."""

    label: str
    href: str | None
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """The drawn part of the number line, from `first` to `last` in whole steps."""

    first: int
    last: int
    step: float
    left: float
    right: float

    @property
    def low(self) -> float:
        return self.first * self.step

    @property
    def high(self) -> float:
        return self.last * self.step

    def x(self, value: float) -> float:
        """Return the position of a value, held at the edge when it lies outside."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


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
    """
    if not rows:
        raise ValueError(f"{plot_id}: a forest plot needs at least one row")
    axis = _axis(rows, summary)
    heaviest = max(row.weight for row in rows) or 1.0
    body, y = [_heading(columns)], LINE + GAP
    for row in rows:
        drawn, y = _row(row, axis, y, heaviest)
        body.append(drawn)
    if summary is not None:
        drawn, y = _summary(summary, axis, y + GAP / 2)
        body.append(drawn)
    scale, height = _scale(axis, y + GAP / 2, favours, x_label)
    size, linked = (WIDTH, height), any(row.href for row in rows)
    drawing = [scale, *body]
    return figure("forest__plot", plot_id, title, description, size, drawing, linked=linked)


def bars_svg(rows: Sequence[BarRow], *, plot_id: str, title: str, description: str) -> str:
    """Return a small horizontal bar chart as one ``svg`` element, bars in the order given.

    Parameters are those of `forest_svg`; a value must not be negative.
    """
    if not rows or any(not math.isfinite(row.value) or row.value < 0 for row in rows):
        raise ValueError(f"{plot_id}: bars need at least one row and no negative value")
    longest = max(row.value for row in rows) or 1.0
    body = []
    for index, row in enumerate(rows):
        y, length = 34.0 * index, BARS_WIDTH * row.value / longest
        body.append(box("bars__track", 0, y + 19, BARS_WIDTH, 9, 'fill-opacity="0.12"'))
        body.append(box("bars__bar", 0, y + 19, length, 9))
        body.append(link(row.href, text(0, y + 13, row.label)))
        body.append(text(BARS_WIDTH, y + 13, row.text, "bars__value", "end"))
    linked = any(row.href for row in rows)
    size = (BARS_WIDTH, 34.0 * len(rows))
    return figure("bars__plot", plot_id, title, description, size, body, linked=linked)


def _require_interval(label: str, estimate: float, lower: float, upper: float) -> None:
    """Raise unless the three numbers are finite and in order."""
    if not all(math.isfinite(value) for value in (estimate, lower, upper)):
        raise ValueError(f"{label}: not a finite number in {estimate} [{lower}, {upper}]")
    if not lower <= estimate <= upper:
        raise ValueError(f"{label}: estimate {estimate} lies outside [{lower}, {upper}]")


def _central(values: Sequence[float]) -> list[float]:
    """Return the values without far outliers (beyond three interquartile ranges)."""
    if len(values) < 5:
        return list(values)
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
    fence = 3 * max(upper - lower, 0.1)
    return [value for value in values if lower - fence <= value <= upper + fence]


def _axis(rows: Sequence[ForestRow], summary: ForestSummary | None) -> _Axis:
    """Choose the drawn range: all central estimates and the diamond, wide intervals cut."""
    core = [0.0, *_central([row.estimate for row in rows])]
    ends = [end for row in rows for end in (row.ci_lb, row.ci_ub)]
    if summary is not None:
        core += [summary.ci_lb, summary.ci_ub]
        ends += [end for end in (summary.pi_lb, summary.pi_ub) if end is not None]
    reach = 0.75 * max(max(core) - min(core), 0.4)
    low = min(*core, max(min(ends), min(core) - reach))
    high = max(*core, min(max(ends), max(core) + reach))
    step = _step((high - low) / 5)
    numbers = [_interval(row) for row in rows]
    labels = [min(len(row.label), LABEL_CHARACTERS) for row in rows]
    if summary is not None:
        numbers.append(_interval(summary))
        labels.append(24)
    left = CHARACTER * max(labels) + 16
    right = WIDTH - CHARACTER * max(17, *map(len, numbers)) - 16
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return _Axis(first, max(last, first + 1), step, left, right)


def _step(rough: float) -> float:
    """Return the next round step (1, 2 or 5 times a power of ten) that is not smaller."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def _heading(columns: tuple[str, str]) -> str:
    left = text(0, LINE - 2, columns[0], "forest__heading")
    return left + text(WIDTH, LINE - 2, columns[1], "forest__heading", "end")


def _row(row: ForestRow, axis: _Axis, top: float, heaviest: float) -> tuple[str, float]:
    """Draw a study; return it with the y of the next one."""
    label = textwrap.wrap(row.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …") or [""]
    note = textwrap.wrap(row.note, LABEL_CHARACTERS + 4, max_lines=2, placeholder=" …")
    bottom = top + LINE * (len(label) + len(note)) + GAP
    middle, first = (top + bottom - GAP) / 2, top + LINE - 3
    words = [text(0, first + LINE * i, line) for i, line in enumerate(label)]
    after = first + LINE * len(label)
    notes = [text(0, after + LINE * i, line, "forest__note") for i, line in enumerate(note)]
    marks = _whisker("forest__interval", axis, row.ci_lb, row.ci_ub, middle)
    if axis.low <= row.estimate <= axis.high:
        side = 8.0 if row.hollow else max(4.0, 14.0 * math.sqrt(row.weight / heaviest))
        left = axis.x(row.estimate) - side / 2
        name = "forest__square forest__square--hollow" if row.hollow else "forest__square"
        extra = 'fill="none" stroke="currentColor"' if row.hollow else ""
        marks += box(name, left, middle - side / 2, side, side, extra)
    figures = text(WIDTH, middle + 4.5, _interval(row), "forest__number", "end")
    drawn = link(row.href, "".join(words)) + "".join(notes) + marks + figures
    return f'<g class="forest__row">{drawn}</g>', bottom


def _summary(summary: ForestSummary, axis: _Axis, top: float) -> tuple[str, float]:
    """Draw the diamond and the prediction interval; return them with the y below."""
    label = textwrap.wrap(summary.label, LABEL_CHARACTERS, max_lines=2, placeholder=" …") or [""]
    words = [text(0, top + LINE * (i + 1) - 3, line) for i, line in enumerate(label)]
    middle, bottom = top + LINE * len(label) / 2, top + LINE * len(label) + GAP
    lower, centre, upper = (
        place(axis.x(value)) for value in (summary.ci_lb, summary.estimate, summary.ci_ub)
    )
    points = f"{lower},{place(middle)} {centre},{place(middle - 7)} {upper},{place(middle)}"
    diamond = f'<polygon class="forest__diamond" points="{points} {centre},{place(middle + 7)}"/>'
    figures = text(WIDTH, middle + 4.5, _interval(summary), "forest__number", "end")
    parts = ["".join(words), diamond, figures]
    if summary.pi_lb is not None and summary.pi_ub is not None:
        middle, bottom = bottom + LINE / 2, bottom + LINE + GAP
        parts.append(text(0, middle + 4.5, "95% prediction interval", "forest__note"))
        parts.append(_whisker("forest__prediction", axis, summary.pi_lb, summary.pi_ub, middle))
        words_pi = f"[{number(summary.pi_lb)}, {number(summary.pi_ub)}]"
        parts.append(text(WIDTH, middle + 4.5, words_pi, "forest__number", "end"))
    rule = stroke("forest__rule", 0, top - 5, "H", WIDTH)
    return f'<g class="forest__summary">{rule}{"".join(parts)}</g>', bottom


def _whisker(name: str, axis: _Axis, lower: float, upper: float, y: float) -> str:
    """Draw an interval; an end outside the axis becomes an arrow at the edge."""
    dashes = 'stroke-dasharray="5 4"' if name == "forest__prediction" else ""
    whisker = stroke(name, axis.x(lower), y, "H", axis.x(upper), dashes)
    return whisker + "".join(
        f'<path class="forest__arrow" d="M{place(tip)} {place(y)}l{place(back)} -4v8z"/>'
        for tip, back, outside in (
            (axis.left, ARROW, lower < axis.low),
            (axis.right, -ARROW, upper > axis.high),
        )
        if outside
    )


def _scale(axis: _Axis, bottom: float, favours: tuple[str, str], x_label: str) -> tuple[str, float]:
    """Draw axis, ticks, the zero line and the words under them; return them and the height."""
    places = max(0, -math.floor(math.log10(axis.step) + 1e-9))
    parts = [
        stroke("forest__zero", axis.x(0.0), LINE + GAP / 2, "V", bottom),
        stroke("forest__axis", axis.left, bottom, "H", axis.right),
    ]
    for index in range(axis.first, axis.last + 1):
        x = axis.x(index * axis.step)
        parts.append(stroke("forest__axis", x, bottom, "V", bottom + 5))
        value = number(index * axis.step, places)
        parts.append(text(x, bottom + 19, value, "forest__tick", "middle"))
    middle = (axis.left + axis.right) / 2
    parts.append(text(middle, bottom + 37, x_label, "forest__label", "middle"))
    parts.append(text(axis.left, bottom + 54, f"← {favours[0]}", "forest__favours"))
    parts.append(text(axis.right, bottom + 54, f"{favours[1]} →", "forest__favours", "end"))
    return f'<g class="forest__scale">{"".join(parts)}</g>', bottom + 62


def _interval(entry: ForestRow | ForestSummary) -> str:
    return f"{number(entry.estimate)} [{number(entry.ci_lb)}, {number(entry.ci_ub)}]"
