"""The tetrachoric correlation reproduces its table; its variance is the inverse information."""

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import multivariate_normal

from analyses.measures import escalc

TABLES = [(135, 15, 40, 10), (1, 5, 3, 900), (1000, 1, 1, 1000), (3, 1, 1, 3), (0.5, 9.5, 4, 7)]


def cell(h: float, k: float, r: float) -> float:
    return float(multivariate_normal.cdf([h, k], cov=[[1, r], [r, 1]]))


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_model_reproduces_the_table(table: tuple[float, ...]) -> None:
    a, b, c, d = table
    n = a + b + c + d
    r = escalc("RTET", ai=a, bi=b, ci=c, di=d).yi[0]
    assert cell(ndtri((a + b) / n), ndtri((a + c) / n), r) == pytest.approx(a / n, abs=1e-12)


def test_the_variance_is_that_of_a_numerical_derivative() -> None:
    p = np.array([0.4, 0.15, 0.2, 0.25])
    n, h = 200.0, 1e-5

    def correlation(q: np.ndarray) -> float:
        a, b, c, d = q * n
        return float(escalc("RTET", ai=a, bi=b, ci=c, di=d).yi[0])

    slope = [
        (correlation(p + h * e) - correlation(p - h * e)) / (2 * h)
        for e in np.eye(4)[:3] - np.eye(4)[3]
    ]
    covariance = (np.diag(p[:3]) - np.outer(p[:3], p[:3])) / n
    expected = float(np.array(slope) @ covariance @ np.array(slope))
    a, b, c, d = p * n
    assert escalc("RTET", ai=a, bi=b, ci=c, di=d).vi[0] == pytest.approx(expected, rel=1e-6)


def test_empty_cells() -> None:
    found = escalc("RTET", ai=[5, 0, 9, 0], bi=[0, 4, 0, 0], ci=[3, 2, 0, 5], di=[7, 6, 8, 6])
    np.testing.assert_array_equal(found.yi, [1, -1, 1, np.nan])
    np.testing.assert_array_equal(found.vi, [np.nan, np.nan, 0, np.nan])
    assert not found.computed.any()
