"""Draw a drapery plot of p-value functions: Rücker & Schwarzer (2021), doi:10.1002/jrsm.1410."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import ndtr, ndtri, stdtr, stdtrit

from analyses.plots.axis import WIDTH, Axis, axis_over, effect_range, require_finite, scale, upright
from analyses.plots.svg import figure, number, path, polygon, stroke, text

LEFT, RIGHT, TOP, BOTTOM = 64.0, WIDTH - 12.0, 40.0, 350.0
POINTS = 28  # a side; close enough for a smooth line
ALPHA = 0.05
DOTS = 'stroke-dasharray="2 3"'


@dataclass(frozen=True, slots=True)
class Drape:
    """A p-value function: an estimate with its standard error, and t (normal when df is None)."""

    label: str
    estimate: float
    se: float
    df: float | None = None

    def __post_init__(self) -> None:
        require_finite(self.label, self.estimate, self.se)
        if self.se <= 0:
            raise ValueError(f"{self.label}: standard error {self.se}; expected above 0")

    def p_value(self, value: float) -> float:
        """Return the two-sided p-value of a hypothetical true value."""
        distance = -abs(self.estimate - value) / self.se
        return float(2 * (ndtr(distance) if self.df is None else stdtr(self.df, distance)))

    def interval(self, alpha: float = ALPHA) -> tuple[float, float]:
        """Return where p exceeds alpha."""
        tail = 1 - alpha / 2
        half = float(ndtri(tail) if self.df is None else stdtrit(self.df, tail)) * self.se
        return self.estimate - half, self.estimate + half


def drapery_svg(
    studies: Sequence[Drape],
    *,
    pooled: Drape,
    prediction: Drape | None,
    plot_id: str,
    title: str,
    x_label: str,
    description: str = "",
    favours: tuple[str, str] = ("favours comparison", "favours intervention"),
) -> str:
    """Return the p-value functions of studies, of their mean and of a new setting.

    Parameters
    ----------
    studies : sequence of Drape
        One for each study.
    pooled : Drape
        The mean, with the df of the model.
    prediction : Drape or None
        A new setting: the mean again with sqrt(se^2 + tau2) as its standard error.
    plot_id, title, x_label, favours : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    """
    if not studies:
        raise ValueError(f"{plot_id}: a drapery plot needs at least one study")
    wide = [*studies, pooled, *([prediction] if prediction else [])]
    ends = [end for drape in wide for end in drape.interval()]
    low, high = effect_range([d.estimate for d in studies], [pooled.estimate], ends)
    across = axis_over(low, high, LEFT, RIGHT, 6)
    up = axis_over(0.0, 1.0, BOTTOM, TOP)
    drawn, height = scale(across, TOP, BOTTOM, favours, x_label)
    body = [drawn, upright(up, LEFT, "p-value of each possible true effect")]
    body.append(_threshold(across, up))
    if prediction is not None:
        body.append(_area(prediction, across, up))
    thin = 'stroke-opacity="0.45"'
    body += [_curve("drapery__study", drape, across, up, thin) for drape in studies]
    body.append(_curve("drapery__pooled", pooled, across, up, 'stroke-width="3"'))
    body.append(_legend(height + 14, prediction is not None))
    words = description or describe_drapery(studies, pooled, prediction)
    size = (WIDTH, height + 42)
    return figure("drapery__plot", plot_id, title, words, size, body, linked=False)


def describe_drapery(studies: Sequence[Drape], pooled: Drape, prediction: Drape | None) -> str:
    """Return the text alternative: the intervals that the curves cross at p = 0.05."""
    lower, upper = pooled.interval()
    words = (
        f"P-value functions of {len(studies)} studies and of their mean. The mean peaks at "
        f"{number(pooled.estimate)}; its curve is above p = 0.05 from {number(lower)} to "
        f"{number(upper)}, and p is {_p_words(pooled.p_value(0.0))} for no effect."
    )
    if prediction is not None:
        lower, upper = prediction.interval()
        words += f" For a new setting that range is {number(lower)} to {number(upper)}."
    return words


def _p_words(p: float) -> str:
    return "below 0.001" if p < 0.001 else f"{p:.3f}"


def _curve(name: str, drape: Drape, across: Axis, up: Axis, extra: str) -> str:
    """Draw one function over the part of the axis where it can be told from 0."""
    return path(name, _points(drape, across, up), extra)


def _points(drape: Drape, across: Axis, up: Axis) -> list[tuple[float, float]]:
    lower, upper = drape.interval(0.002)
    low, high = max(lower, across.low), min(upper, across.high)
    # steps grow with the distance from the peak, which is always one of the points
    steps = [(i / POINTS) ** 2 for i in range(POINTS + 1)]
    peak = min(max(drape.estimate, low), high)
    left = [peak - (peak - low) * step for step in reversed(steps)]
    values = [*left, *(peak + (high - peak) * step for step in steps[1:])]
    return [(across.x(value), up.x(drape.p_value(value))) for value in values]


def _area(drape: Drape, across: Axis, up: Axis) -> str:
    points = _points(drape, across, up)
    foot = [(points[-1][0], up.left), (points[0][0], up.left)]
    shade = polygon("drapery__area", [*points, *foot], 'fill-opacity="0.1"')
    return shade + path("drapery__prediction", points, 'stroke-dasharray="5 4" stroke-width="1.5"')


def _threshold(across: Axis, up: Axis) -> str:
    return stroke("drapery__threshold", across.left, up.x(ALPHA), "H", across.right, DOTS)


def _legend(y: float, prediction: bool) -> str:
    samples = [
        ("pooled effect", 'stroke-width="3"'),
        ("p = 0.05: where a curve crosses, its 95% interval ends", DOTS),
        ("one study", 'stroke-opacity="0.45"'),
    ]
    if prediction:
        samples.append(("a new setting (prediction)", 'stroke-dasharray="5 4" stroke-width="1.5"'))
    parts = []
    for index, (words, extra) in enumerate(samples):
        x, level = LEFT + 170.0 * (index % 2), y + 18.0 * (index // 2)
        parts.append(stroke("plot__sample", x, level - 4, "H", x + 30, extra))
        parts.append(text(x + 36, level, words, "plot__note"))
    return f'<g class="plot__legend">{"".join(parts)}</g>'
