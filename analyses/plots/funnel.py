"""Draw a contour-enhanced funnel plot: Peters et al. (2008), J. Clin. Epidemiol. 61:991."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy.special import ndtri

from analyses.plots.axis import WIDTH, Axis, axis_over, require_finite, scale, upright
from analyses.plots.svg import disc, figure, link, number, path, polygon, stroke, text, tip

LEFT, RIGHT, TOP, BOTTOM = 64.0, WIDTH - 12.0, 46.0, 356.0
# What the plot says; a caller may say it in another language, its places kept.
WORDS = {
    "y": "Standard error (precise studies on top)",
    "pooled": "pooled {estimate}",
    "study": "study",
    "added": "study added by trim and fill",
    "point": "{label}: {estimate}, standard error {se}",
    "described": "Funnel plot; studies: {n}, with standard errors from {least} to {most}.",
    "described-added": "Added by trim and fill: {n}.",
    "described-pooled": (
        "The pooled estimate is {estimate}. Below it: {below}, above: {above}; of the {small} "
        "least precise, below: {small_below}, above: {small_above}."
    ),
    "described-clear": "With p below 0.05: {clear} of {n}.",
}
CONTOURS = (0.1, 0.05, 0.01)
DASHES = {0.1: "2 3", 0.05: "7 4", 0.01: ""}
SHADES = {0.1: "0.04", 0.05: "0.09", 0.01: "0.14"}


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One study: an estimate and its standard error; hollow = added by trim and fill."""

    label: str
    href: str | None
    estimate: float
    se: float
    hollow: bool = False

    def __post_init__(self) -> None:
        require_finite(self.label, self.estimate, self.se)
        if self.se <= 0:
            raise ValueError(f"{self.label}: standard error {self.se}; expected above 0")


def funnel_svg(
    points: Sequence[FunnelPoint],
    *,
    pooled: float | None,
    plot_id: str,
    title: str,
    x_label: str,
    description: str = "",
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
    words: Mapping[str, str] = WORDS,
) -> str:
    """Return a funnel plot with contours of p as one ``svg`` element.

    Parameters
    ----------
    points : sequence of FunnelPoint
        Studies; one at least.
    pooled : float or None
        The pooled estimate, drawn as a line.
    plot_id, title, x_label, favours : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    words : mapping
        `WORDS`, or the same in another language.
    """
    if not points:
        raise ValueError(f"{plot_id}: a funnel plot needs at least one study")
    sure = [0.0, *(p.estimate for p in points), *([] if pooled is None else [pooled])]
    margin = 0.06 * max(max(sure) - min(sure), 0.2)
    across = axis_over(min(sure) - margin, max(sure) + margin, LEFT, RIGHT, 6)
    down = axis_over(0.0, 1.04 * max(p.se for p in points), TOP, BOTTOM, 4)
    body = [_contours(across, down), upright(down, LEFT, words["y"], 28.0)]
    drawn, height = scale(across, TOP, BOTTOM, favours, x_label)
    body.append(drawn)
    if pooled is not None:
        line = stroke("funnel__pooled", across.x(pooled), TOP, "V", BOTTOM, 'stroke-width="2"')
        said = words["pooled"].format(estimate=number(pooled))
        body.append(line + text(across.x(pooled), TOP - 6, said, "plot__note", "middle"))
    body += [_point(p, across, down, words) for p in points]
    body.append(_legend(height + 14, any(p.hollow for p in points), words))
    alternative = description or describe_funnel(points, pooled, words)
    size, linked = (WIDTH, height + 24), any(p.href for p in points)
    return figure("funnel__plot", plot_id, title, alternative, size, body, linked=linked)


def describe_funnel(
    points: Sequence[FunnelPoint], pooled: float | None, words: Mapping[str, str] = WORDS
) -> str:
    """Return the text alternative: how many studies, their range, and their sides."""
    real = [p for p in points if not p.hollow]
    errors = [p.se for p in points]
    least, most = number(min(errors)), number(max(errors))
    said = [words["described"].format(n=len(real), least=least, most=most)]
    if len(real) < len(points):
        said.append(words["described-added"].format(n=len(points) - len(real)))
    if pooled is not None and real:
        below = sum(p.estimate < pooled for p in real)
        middle = sorted(p.se for p in real)[len(real) // 2]
        small = [p for p in real if p.se >= middle]
        under = sum(p.estimate < pooled for p in small)
        sides = {"below": below, "above": len(real) - below, "small": len(small)}
        sides |= {"small_below": under, "small_above": len(small) - under}
        said.append(words["described-pooled"].format(estimate=number(pooled), **sides))
    clear = sum(abs(p.estimate) / p.se > float(ndtri(0.975)) for p in real)
    said.append(words["described-clear"].format(clear=clear, n=len(real)))
    return " ".join(said)


def _contours(across: Axis, down: Axis) -> str:
    """Shade the regions by p and draw their borders; the darker, the smaller p."""
    parts = []
    for p in CONTOURS:
        z = float(ndtri(1 - p / 2))
        for edge in (across.low, across.high):
            outside = _region(z, edge, across, down)
            if len(outside) > 2:
                parts.append(polygon("funnel__region", outside, f'fill-opacity="{SHADES[p]}"'))
                dash = f'stroke-dasharray="{DASHES[p]}"' if DASHES[p] else ""
                line = path("funnel__contour", outside[:2], f'{dash} stroke-opacity="0.7"'.strip())
                parts.append(line)
    return f'<g class="funnel__contours">{"".join(parts)}</g>'


def _region(z: float, edge: float, across: Axis, down: Axis) -> list[tuple[float, float]]:
    """Return the corners of |estimate| > z x se on one side, border first, cut at the frame."""
    sign = 1.0 if edge > 0 else -1.0
    if edge == 0:
        return []
    lowest, reach = down.high, abs(edge)
    end = min(lowest, reach / z)
    border = [(across.x(0.0), down.x(0.0)), (across.x(sign * z * end), down.x(end))]
    corners = [(across.x(edge), down.x(lowest))] if end == lowest else []
    return [*border, *corners, (across.x(edge), down.x(0.0))]


def _point(point: FunnelPoint, across: Axis, down: Axis, words: Mapping[str, str]) -> str:
    mark = disc(
        "funnel__mark", across.x(point.estimate), down.x(point.se), 4.5, hollow=point.hollow
    )
    shown = {"estimate": number(point.estimate), "se": number(point.se)}
    said = words["point"].format(label=point.label, **shown)
    return link(point.href, tip(said, mark, "funnel__point"), said)


def _legend(y: float, hollow: bool, words: Mapping[str, str]) -> str:
    """Name the contours and the marks, with a sample of each."""
    parts, x = [], LEFT
    for p in CONTOURS:
        dash = f'stroke-dasharray="{DASHES[p]}"' if DASHES[p] else ""
        parts.append(stroke("funnel__contour", x, y - 4, "H", x + 30, dash))
        parts.append(text(x + 36, y, f"p = {p:.2f}", "plot__note"))
        x += 106
    parts.append(disc("funnel__mark", x + 6, y - 4, 4.5))
    parts.append(text(x + 16, y, words["study"], "plot__note"))
    if hollow:
        parts.append(disc("funnel__mark", x + 76, y - 4, 4.5, hollow=True))
        parts.append(text(x + 86, y, words["added"], "plot__note"))
    return f'<g class="plot__legend">{"".join(parts)}</g>'
