"""Calibration plot: dots where the numbers say, and in words."""

import xml.etree.ElementTree as ET

import pytest

from analyses.plots.calibration import CalibrationPoint, calibration_svg

POINTS = [
    CalibrationPoint(said=0.4, right=0.5, low=0.3, high=0.7, n=20),
    CalibrationPoint(said=0.9, right=0.8, low=0.6, high=0.95, n=80),
]


def test_dots_stand_at_said_and_right_and_grow_with_the_answers() -> None:
    root = ET.fromstring(calibration_svg(POINTS, plot_id="plot-a", title="Direction"))
    first, second = (e for e in root.iter("{http://www.w3.org/2000/svg}circle"))
    x, y, r = ([float(c.attrib[name]) for c in (first, second)] for name in ("cx", "cy", "r"))
    # the side of the square is 1 on both axes, and y goes down
    assert x[1] - x[0] == pytest.approx(0.5 / 0.3 * (y[0] - y[1]), abs=0.05)
    assert r[1] > r[0]


def test_the_text_alternative_holds_the_numbers() -> None:
    svg = calibration_svg(POINTS, plot_id="plot-a", title="Direction")
    assert "said 0.40 on average, right 0.50 (0.30 to 0.70) of 20" in svg


def test_a_share_outside_its_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        CalibrationPoint(said=0.4, right=0.8, low=0.3, high=0.7, n=20)
