"""Draw a specification curve: every way of pooling, its result, and the choices behind it.

Simonsohn, Simmons & Nelson (2020), Nat. Hum. Behav. 4:1208.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from analyses.plots.axis import CHARACTER, WIDTH, Axis, axis_over, upright
from analyses.plots.svg import disc, figure, number, place, stroke, text

TOP, CURVE, ROW = 44.0, 230.0, 17.0
GROUP_GAP = 9.0
TICK = 10.0
# What the plot says beside the choices; a caller may say it in another language, its places kept.
WORDS = {
    "none": "no effect",
    "excludes": "interval excludes no effect",
    "includes": "interval includes it",
    "headline": "headline",
    "several": "several marks in a group: these give the same result",
    "described": (
        "{n} results of different ways of pooling, from {least} to {most}; the interval of {clear} "
        "excludes no effect."
    ),
    "described-headline": "The headline analysis gives {estimate}, place {place}.",
}


class Specified(Protocol):
    """One result of a multiverse, such as `analyses.multiverse.curve.CurvePoint`."""

    @property
    def estimate(self) -> float:
        """The pooled effect."""

    @property
    def ci_lb(self) -> float:
        """Lower end of its interval."""

    @property
    def ci_ub(self) -> float:
        """Upper end of its interval."""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Factor and option of each choice that leads to it, several where they do not matter."""

    @property
    def reference(self) -> bool:
        """Whether it is the analysis behind the headline."""


def specification_curve_svg(
    points: Sequence[Specified],
    *,
    plot_id: str,
    title: str,
    y_label: str,
    description: str = "",
    options: Sequence[tuple[str, str]] = (),
    choices: Mapping[str, str] | None = None,
    words: Mapping[str, str] = WORDS,
) -> str:
    """Return a specification curve as one ``svg`` element.

    Parameters
    ----------
    points : sequence of Specified
        Results; drawn from the smallest to the largest estimate.
    plot_id, title : str
        As in `analyses.plots.forest.forest_svg`.
    y_label : str
        The name of the effect, with its unit.
    description : str
        The text alternative; made from the numbers when empty.
    options : sequence of (factor, option)
        The order of the choices, such as that of the declaration; by name without.
    choices : mapping of str, optional
        What to write for a factor or option, where its name is not for readers.
    words : mapping
        `WORDS`, or the same in another language.
    """
    if not points:
        raise ValueError(f"{plot_id}: a specification curve needs at least one result")
    ordered = sorted(points, key=lambda p: (p.estimate, p.ci_lb, p.options))
    rows = _options(ordered, options)
    said = choices or {}
    left = 30 + CHARACTER * max(len(said.get(option, option)) for _, option in rows)
    left = max(left, 64.0)
    columns = [left + (WIDTH - 8 - left) * (i + 0.5) / len(ordered) for i in range(len(ordered))]
    up = _axis(ordered)
    body = [upright(up, left, y_label), _curve(ordered, columns, up, left, words["none"])]
    drawn, height = _choices(ordered, columns, rows, said)
    body += [drawn, _legend(left, height + 20, words)]
    alternative = description or describe_specifications(ordered, words)
    size = (WIDTH, height + 46)
    return figure("specs__plot", plot_id, title, alternative, size, body, linked=False)


def describe_specifications(points: Sequence[Specified], words: Mapping[str, str] = WORDS) -> str:
    """Return the text alternative: how many results, their range, how many are clear."""
    estimates = [p.estimate for p in points]
    clear = sum(_clear(p) for p in points)
    least, most = number(min(estimates)), number(max(estimates))
    said = words["described"].format(n=len(points), least=least, most=most, clear=clear)
    for rank, point in enumerate(points, start=1):
        if point.reference:
            shown = {"estimate": number(point.estimate), "place": rank}
            said += f" {words['described-headline'].format(**shown)}"
    return said


def _clear(point: Specified) -> bool:
    return point.ci_lb > 0 or point.ci_ub < 0


def _options(
    points: Sequence[Specified], order: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the factors and options that differ, by factor, in the order given."""
    used = {pair for point in points for pair in point.options}
    ranked = [*(pair for pair in order if pair in used), *sorted(used - set(order))]
    groups: dict[str, list[str]] = {}
    for factor, option in dict.fromkeys(ranked):
        groups.setdefault(factor, []).append(option)
    kept = {factor: some for factor, some in groups.items() if len(some) > 1} or groups
    return [(factor, option) for factor, some in kept.items() for option in some]


def _axis(points: Sequence[Specified]) -> Axis:
    """Choose the drawn range: most of every interval, since they are what is compared."""
    spans = sorted(p.ci_ub - p.ci_lb for p in points)
    usual = spans[int(0.9 * (len(spans) - 1))]
    ends = [
        end
        for p in points
        for end in (max(p.ci_lb, p.estimate - usual), min(p.ci_ub, p.estimate + usual))
    ]
    return axis_over(min(0.0, *ends), max(0.0, *ends), TOP + CURVE, TOP)


def _curve(
    points: Sequence[Specified], columns: Sequence[float], up: Axis, left: float, none: str
) -> str:
    """Draw estimates and intervals; hollow and thin where the interval includes no effect."""
    width = (WIDTH - 8 - left) / len(columns)
    radius = min(4.0, max(1.2, 0.42 * width))
    parts = [stroke("specs__zero", left, up.x(0.0), "H", WIDTH - 8)]
    if left >= 112:  # beside the tick of 0
        parts.append(text(0, up.x(0.0) + 4.5, none, "plot__note"))
    placed = list(zip(columns, points, strict=True))
    for clear in (True, False):
        some = [(x, p) for x, p in placed if _clear(p) == clear]
        parts.append(_intervals(some, up, width, "" if clear else ' stroke-opacity="0.5"'))
    for x, point in placed:
        parts.append(disc("specs__mark", x, up.x(point.estimate), radius, hollow=not _clear(point)))
        parts.append(_cut(x, point, up, min(4.0, 0.5 * width)))
        if point.reference:
            parts.append(_pointer(x, up.x(point.ci_ub) - 8))
    return f'<g class="specs__curve">{"".join(parts)}</g>'


def _intervals(
    placed: Sequence[tuple[float, Specified]], up: Axis, width: float, extra: str
) -> str:
    """Draw many intervals as one shape, which keeps a curve of hundreds small."""
    course = "".join(
        f"M{place(x)} {place(up.x(p.ci_lb))}V{place(up.x(p.ci_ub))}" for x, p in placed
    )
    if not course:
        return ""
    thick = place(min(1.5, max(0.6, 0.3 * width)))
    return (
        f'<path class="specs__interval" d="{course}" stroke="currentColor" '
        f'stroke-width="{thick}"{extra}/>'
    )


def _cut(x: float, point: Specified, up: Axis, half: float) -> str:
    """Draw an arrow where an interval goes on beyond the drawn range."""
    marks = ""
    if point.ci_ub > up.high:
        marks += (
            f'<path d="M{place(x)} {place(up.right - 5)}l{place(-half)} 5h{place(2 * half)}z"/>'
        )
    if point.ci_lb < up.low:
        marks += (
            f'<path d="M{place(x)} {place(up.left + 5)}l{place(-half)} -5h{place(2 * half)}z"/>'
        )
    return marks


def _pointer(x: float, y: float) -> str:
    """Mark the headline analysis by a triangle above its interval."""
    return f'<path class="specs__reference" d="M{place(x)} {place(y)}l-6 -10h12z"/>'


def _choices(
    points: Sequence[Specified],
    columns: Sequence[float],
    rows: Sequence[tuple[str, str]],
    said: Mapping[str, str],
) -> tuple[str, float]:
    """Draw a line of marks for each option; return them and the y below."""
    parts, y, before = [], TOP + CURVE + 14, ""
    for factor, option in rows:
        if factor != before:
            y += GROUP_GAP + ROW
            parts.append(text(0, y, said.get(factor, factor.replace("_", " ")), "specs__factor"))
            before = factor
        y += ROW
        parts.append(text(14, y, said.get(option, option.replace("_", " ")), "plot__note"))
        chosen = [x for x, p in zip(columns, points, strict=True) if (factor, option) in p.options]
        course = "".join(f"M{place(x)} {place(y - TICK)}v{place(TICK)}" for x in chosen)
        width = min(4.0, max(0.8, 0.5 * (WIDTH - columns[0]) / len(columns)))
        parts.append(
            f'<path class="specs__choice" d="{course}" stroke="currentColor" '
            f'stroke-width="{place(width)}"/>'
        )
    return f'<g class="specs__choices">{"".join(parts)}</g>', y


def _legend(left: float, y: float, words: Mapping[str, str]) -> str:
    parts = [
        disc("specs__mark", left + 6, y - 4, 4.0),
        text(left + 16, y, words["excludes"], "plot__note"),
        disc("specs__mark", left + 206, y - 4, 4.0, hollow=True),
        text(left + 216, y, words["includes"], "plot__note"),
        _pointer(left + 356, y + 1),
        text(left + 368, y, words["headline"], "plot__note"),
        text(left, y + 17, words["several"], "plot__note"),
    ]
    return f'<g class="plot__legend">{"".join(parts)}</g>'
