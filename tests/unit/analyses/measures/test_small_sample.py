"""Hedges' correction against exact values."""

from decimal import Decimal, getcontext

import numpy as np
import pytest

from analyses.measures import hedges_j

PI = Decimal("3.14159265358979323846264338327950288419716939937510")


def exact(df: int) -> Decimal:
    """J in 50 digits: Gamma ratios of halves by the recursion R(m) R(m - 1) = (m - 2) / 2."""
    getcontext().prec = 50
    ratio = 1 / PI.sqrt()
    for m in range(3, df + 1):
        ratio = (Decimal(m - 2) / 2) / ratio
    return ratio / (Decimal(df) / 2).sqrt()


@pytest.mark.parametrize("df", [2, 3, 8, 20, 39, 40, 41, 100, 1000, 5000])
def test_j_has_all_its_digits(df: int) -> None:
    assert float(Decimal(float(hedges_j(df))) / exact(df) - 1) == pytest.approx(0, abs=6e-15)


def test_j_is_not_defined_for_one_degree_of_freedom() -> None:
    assert np.isnan(hedges_j([0, 1])).all()


def test_the_approximation_is_near() -> None:
    assert hedges_j(8) / hedges_j(8, exact=False) - 1 == pytest.approx(-5.8e-4, abs=2e-5)
