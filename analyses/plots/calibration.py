"""Draw what was said against what was right: a calibration plot with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import axis_over, require_finite, scale, upright
from analyses.plots.svg import disc, figure, path, stroke, text, tip

SIDE = 300.0
LEFT, TOP = 64.0, 40.0
RIGHT, BOTTOM = LEFT + SIDE, TOP + SIDE
WIDTH = RIGHT + 24.0
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
    points: Sequence[CalibrationPoint], *, plot_id: str, title: str, description: str = ""
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
    """
    if not points:
        raise ValueError(f"{plot_id}: a calibration plot needs at least one bin")
    across, up = axis_over(0.0, 1.0, LEFT, RIGHT), axis_over(0.0, 1.0, BOTTOM, TOP)
    drawn, height = scale(across, TOP, BOTTOM, None, "Confidence said")
    diagonal = path("calibration__even", [(LEFT, BOTTOM), (RIGHT, TOP)], 'stroke-dasharray="6 4"')
    note = text(RIGHT - 4, BOTTOM - 10, "dashed: said = right", "plot__note", "end")
    body = [upright(up, LEFT, "Share right", 26.0), drawn, diagonal, note]
    largest = max(p.n for p in points)
    for p in points:
        x, y = across.x(p.said), up.x(p.right)
        radius = LEAST + (MOST - LEAST) * (p.n / largest) ** 0.5
        line = stroke("calibration__interval", x, up.x(p.low), "V", up.x(p.high))
        words = f"said {p.said:.2f}, right {p.right:.2f} of {p.n}"
        body.append(tip(words, line + disc("calibration__mark", x, y, radius), "calibration__bin"))
    words = description or describe_calibration(points)
    return figure("calibration__plot", plot_id, title, words, (WIDTH, height), body, linked=False)


def describe_calibration(points: Sequence[CalibrationPoint]) -> str:
    """Return the text alternative: what each bin said and how much of it was right."""
    bins = "; ".join(
        f"said {p.said:.2f} on average, right {p.right:.2f} ({p.low:.2f} to {p.high:.2f}) of {p.n}"
        for p in points
    )
    return f"Calibration plot, from the least to the most confident answers: {bins}."
