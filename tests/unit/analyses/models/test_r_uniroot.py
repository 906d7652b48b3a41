"""The root search of R, which some of its numbers are left at."""

from __future__ import annotations

import pytest

from analyses.reference.r_uniroot import TOLERANCE, uniroot


def test_stops_within_its_tolerance_of_the_root() -> None:
    assert uniroot(lambda s: s**3 - 2, 0.0, 3.0) == pytest.approx(2 ** (1 / 3), abs=TOLERANCE)


def test_a_tight_tolerance_finds_the_root() -> None:
    assert uniroot(lambda s: s**3 - 2, 0.0, 3.0, 1e-14) == pytest.approx(2 ** (1 / 3), rel=1e-13)


def test_an_infinite_end_is_an_end() -> None:
    root = uniroot(lambda s: 1 / (1 - s) - 4 if s < 1 else float("inf"), 0.0, 1.0, 1e-12)
    assert root == pytest.approx(0.75, rel=1e-10)
