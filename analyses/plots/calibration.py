"""Draw what was said against what was right: a calibration plot with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyses.plots.axis import axis_over, require_finite, scale, upright
from analyses.plots.svg import disc, figure, path, stroke, text, tip

SIDE = 300.0
LEFT, TOP = 64.0, 40.0
RIGHT, BOTTOM = LEFT + SIDE, TOP + SIDE
WIDTH = RIGHT + 24.0
# What the plot says; a caller may say it in another language, its places kept.
WORDS = {
    "x": "Confidence said",
    "y": "Share right",
    "note": "dashed: said = right",
    "point": "said {said}, right {right} of {n}",
    "described-bin": "said {said} on average, right {right} ({low} to {high}) of {n}",
    "described": "Calibration plot, from the least to the most confident answers: {bins}.",
}
LEAST, MOST = 3.0, 9.0  # radii of the smallest and the largest dot


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """A bin: mean confidence said, share right with its interval, and how many answers."""

    said: float
    right: float
    low: float
    high: float
    n: int

    def __post_init__(self) -> None:
        require_finite("calibration", self.said, self.right, self.low, self.high)
        if not 0 <= self.low <= self.right <= self.high <= 1:
            raise ValueError(f"share {self.right} [{self.low}, {self.high}]; expected in order")
        if self.n < 1:
            raise ValueError(f"a bin of {self.n} answers; expected one at least")


def calibration_svg(
    points: Sequence[CalibrationPoint],
    *,
    plot_id: str,
    title: str,
    description: str = "",
    words: Mapping[str, str] = WORDS,
) -> str:
    """Return a calibration plot as one ``svg`` element.

    Parameters
    ----------
    points : sequence of CalibrationPoint
        Bins; one at least. A dot's area is the number of answers.
    plot_id, title : str
        As in `analyses.plots.forest.forest_svg`.
    description : str
        The text alternative; made from the numbers when empty.
    words : mapping
        `WORDS`, or the same in another language.
    """
    if not points:
        raise ValueError(f"{plot_id}: a calibration plot needs at least one bin")
    across, up = axis_over(0.0, 1.0, LEFT, RIGHT), axis_over(0.0, 1.0, BOTTOM, TOP)
    drawn, height = scale(across, TOP, BOTTOM, None, words["x"])
    diagonal = path("calibration__even", [(LEFT, BOTTOM), (RIGHT, TOP)], 'stroke-dasharray="6 4"')
    note = text(RIGHT - 4, BOTTOM - 10, words["note"], "plot__note", "end")
    body = [upright(up, LEFT, words["y"], 26.0), drawn, diagonal, note]
    largest = max(p.n for p in points)
    for p in points:
        x, y = across.x(p.said), up.x(p.right)
        radius = LEAST + (MOST - LEAST) * (p.n / largest) ** 0.5
        line = stroke("calibration__interval", x, up.x(p.low), "V", up.x(p.high))
        said = words["point"].format(said=f"{p.said:.2f}", right=f"{p.right:.2f}", n=p.n)
        body.append(tip(said, line + disc("calibration__mark", x, y, radius), "calibration__bin"))
    said = description or describe_calibration(points, words)
    return figure("calibration__plot", plot_id, title, said, (WIDTH, height), body, linked=False)


def describe_calibration(
    points: Sequence[CalibrationPoint], words: Mapping[str, str] = WORDS
) -> str:
    """Return the text alternative: what each bin said and how much of it was right."""
    bins = "; ".join(
        words["described-bin"].format(
            **{name: f"{getattr(p, name):.2f}" for name in ("said", "right", "low", "high")}, n=p.n
        )
        for p in points
    )
    return words["described"].format(bins=bins)
