"""d_ppc2 against the five studies of Morris (2008)."""

import numpy as np
import pytest

from analyses.measures import MeasureError, dppc2, hedges_j

# Morris (2008), table 5, five studies of Carlson & Schmidt (1999); values from metafor's test suite
MORRIS = {
    "pre1i": [30.6, 23.5, 0.5, 53.4, 35.6],
    "post1i": [38.5, 26.8, 0.7, 75.9, 36.0],
    "sd1i": [15.0, 3.1, 0.1, 14.5, 4.7],
    "n1i": [20, 50, 9, 10, 14],
    "pre2i": [23.1, 24.9, 0.6, 55.7, 34.8],
    "post2i": [19.7, 25.3, 0.6, 60.7, 33.4],
    "sd2i": [13.8, 4.1, 0.2, 17.3, 3.1],
    "n2i": [20, 42, 9, 11, 14],
    "ri": [0.47, 0.64, 0.77, 0.89, 0.44],
}


def test_effects_and_variances_of_morris() -> None:
    found = dppc2(**MORRIS)
    np.testing.assert_allclose(found.yi, [0.7684, 0.8010, 1.2045, 1.0476, 0.4389], atol=6e-5)
    np.testing.assert_allclose(found.vi, [0.1134, 0.0350, 0.1425, 0.0681, 0.1634], atol=6e-5)


def test_the_exact_variance_without_an_effect_is_that_of_a_t() -> None:
    same = {**MORRIS, "post1i": MORRIS["pre1i"], "post2i": MORRIS["pre2i"]}
    n1, n2, r = (np.array(MORRIS[name]) for name in ("n1i", "n2i", "ri"))
    m = n1 + n2 - 2
    expected = hedges_j(m) ** 2 * m / (m - 2) * 2 * (1 - r) * (1 / n1 + 1 / n2)
    np.testing.assert_allclose(dppc2(vtype="exact", **same).vi, expected)


def test_a_missing_number_makes_its_row_missing() -> None:
    found = dppc2(**{**MORRIS, "ri": [None, 0.6, 0.6, 0.6, 0.6]})
    assert found.computed.tolist() == [False, True, True, True, True]


def test_mistakes_are_named() -> None:
    with pytest.raises(MeasureError, match="DPPC2: found columns pre1i; pre1i, post1i"):
        dppc2(pre1i=1)
    with pytest.raises(MeasureError, match="vtype: found 'UB'"):
        dppc2(vtype="UB", **MORRIS)
