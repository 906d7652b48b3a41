"""Draw a Baujat plot: Baujat et al. (2002), Stat. Med. 21:2641."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import WIDTH, Axis, axis_over, require_finite, scale, upright
from analyses.plots.labels import Spot, place_labels
from analyses.plots.svg import disc, figure, link, number, text, tip

LEFT, RIGHT, TOP, BOTTOM = 64.0, WIDTH - 12.0, 40.0, 340.0
NAMED = 8  # studies that get their name written, the most remarkable first


@dataclass(frozen=True, slots=True)
class BaujatPoint:
    """One study: its part of the heterogeneity and its influence on the pooled effect."""

    label: str
    href: str | None
    heterogeneity: float
    influence: float

    def __post_init__(self) -> None:
        require_finite(self.label, self.heterogeneity, self.influence)
        if self.heterogeneity < 0 or self.influence < 0:
            raise ValueError(f"{self.label}: a negative part of heterogeneity or influence")


def baujat_svg(
    points: Sequence[BaujatPoint],
    *,
    plot_id: str,
    title: str,
    description: str = "",
    x_label: str = "Contribution to heterogeneity",
    y_label: str = "Influence on the pooled effect",
) -> str:
    """Return a Baujat plot as one ``svg`` element.

    Parameters
    ----------
    points : sequence of BaujatPoint
        Studies; one at least.
    plot_id, title, x_label, y_label : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    """
    if not points:
        raise ValueError(f"{plot_id}: a Baujat plot needs at least one study")
    across = axis_over(0.0, max(p.heterogeneity for p in points) * 1.03, LEFT, RIGHT)
    up = axis_over(0.0, max(p.influence for p in points) * 1.03, BOTTOM, TOP)
    spots = [Spot(across.x(p.heterogeneity), up.x(p.influence), 4.5, p.label) for p in points]
    named = _remarkable(points)[:NAMED]
    placed, _ = place_labels(spots, named, (LEFT + 4, TOP - 8, RIGHT, BOTTOM - 2))
    drawn, height = scale(across, TOP, BOTTOM, None, x_label)
    body = [drawn, upright(up, LEFT, y_label)]
    body += [_point(p, across, up) for p in points]
    body += [text(label.x, label.y, label.words, "plot__name", label.anchor) for label in placed]
    words = description or describe_baujat(points)
    size, linked = (WIDTH, height), any(p.href for p in points)
    return figure("baujat__plot", plot_id, title, words, size, body, linked=linked)


def describe_baujat(points: Sequence[BaujatPoint]) -> str:
    """Return the text alternative: which studies stand out, on which side."""
    whole = sum(p.heterogeneity for p in points)
    most = max(points, key=lambda p: p.heterogeneity)
    mighty = max(points, key=lambda p: p.influence)
    words = f"Baujat plot of {len(points)} studies."
    if whole > 0:
        words += f" {most.label} adds most to the heterogeneity ({most.heterogeneity / whole:.0%})."
    return f"{words} {mighty.label} moves the pooled effect most ({number(mighty.influence)})."


def _remarkable(points: Sequence[BaujatPoint]) -> list[int]:
    """Return the places of the points, the farthest from the origin first."""
    wide = max(p.heterogeneity for p in points) or 1.0
    high = max(p.influence for p in points) or 1.0
    return sorted(
        range(len(points)),
        key=lambda i: -((points[i].heterogeneity / wide) ** 2) - (points[i].influence / high) ** 2,
    )


def _point(point: BaujatPoint, across: Axis, up: Axis) -> str:
    mark = disc("baujat__mark", across.x(point.heterogeneity), up.x(point.influence), 4.5)
    words = (
        f"{point.label}: heterogeneity {number(point.heterogeneity)}, "
        f"influence {number(point.influence)}"
    )
    return link(point.href, tip(words, mark, "baujat__point"), words)
