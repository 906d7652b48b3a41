"""Every measure against values of metafor; the list of measures cannot shrink unseen."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analyses.measures import MEASURES, escalc

CASES = json.loads((Path(__file__).parent / "escalc_reference.json").read_text(encoding="utf-8"))[
    "cases"
]
# Not among the cases: these are pinned by published values and hand calculation below.
ELSEWHERE = {"RTET", "PCOR", "ZPCOR", "SPCOR", "ARAW", "AHW", "ABT"}


def floats(values: Any) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in np.atleast_1d(values)], dtype=float)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_effects_and_variances_equal_metafor(case: dict[str, Any]) -> None:
    columns = {name: floats(values) for name, values in case["columns"].items()}
    found = escalc(**case["args"], **columns)
    np.testing.assert_allclose(found.yi, floats(case["yi"]), rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose(found.vi, floats(case["vi"]), rtol=1e-11, atol=1e-14)


def test_every_measure_is_pinned() -> None:
    assert {case["args"]["measure"] for case in CASES} | ELSEWHERE == set(MEASURES)


def test_partial_correlations_equal_the_values_of_metafors_own_tests() -> None:
    # Aloe & Thompson (2013), first study; values printed in metafor's test suite (3.x).
    study = {"ti": 4.61, "ni": 218, "mi": 4}
    partial, z = escalc("PCOR", **study), escalc("ZPCOR", **study)
    semi = escalc("SPCOR", r2i=0.240, **study)
    assert (partial.yi[0], partial.vi[0]) == pytest.approx((0.3012, 0.0039), abs=5e-5)
    assert (z.yi[0], z.vi[0]) == pytest.approx((0.3108, 0.0047), abs=5e-5)
    assert (semi.yi[0], semi.vi[0]) == pytest.approx((0.2754, 0.0033), abs=5e-5)


def test_alphas_by_hand() -> None:
    # alpha 0.875 of 8 items in 102 people: 1 - alpha = 1/8, so its cube root is 1/2
    scale = {"ai": 0.875, "mi": 8, "ni": 102}
    raw, cubic, log = (escalc(m, **scale) for m in ("ARAW", "AHW", "ABT"))
    assert (raw.yi[0], raw.vi[0]) == pytest.approx((0.875, 16 / 64 / 700))
    assert (cubic.yi[0], cubic.vi[0]) == pytest.approx((0.5, 18 * 8 * 101 / 4 / (7 * 907**2)))
    assert (log.yi[0], log.vi[0]) == pytest.approx((np.log(8), 16 / 700))


@pytest.mark.parametrize(
    ("measure", "yi", "sei"),
    [
        ("PHI", 0.1309, 0.0789),
        ("YUQ", 0.3846, 0.1901),
        ("YUY", 0.2000, 0.1071),
        ("RTET", 0.2603, 0.1423),
        ("PBIT", 0.4399, 0.2456),
        ("OR2DL", 0.4471, 0.2460),
        ("OR2DN", 0.4915, 0.2704),
    ],
)
def test_a_published_table(measure: str, yi: float, sei: float) -> None:
    # Table 13.4 of the Handbook of Research Synthesis and Meta-Analysis, as in metafor's test suite
    found = escalc(measure, ai=135, bi=15, ci=40, di=10)
    assert found.yi[0] == pytest.approx(yi, abs=6e-5)
    assert found.sei[0] == pytest.approx(sei, abs=6e-5)


def test_variances_that_average_over_studies_use_the_mean() -> None:
    r, n = np.array([0.2, 0.5]), np.array([30, 70])
    mean = (0.2 * 30 + 0.5 * 70) / 100
    expected = (1 - mean**2) ** 2 / (n - 1)
    np.testing.assert_allclose(escalc("COR", vtype="AV", ri=r, ni=n).vi, expected)
    x = np.array([6, 35])
    p = 41 / 100
    np.testing.assert_allclose(escalc("PR", vtype="AV", xi=x, ni=n).vi, p * (1 - p) / n)
    np.testing.assert_allclose(
        escalc("PLO", vtype="AV", xi=x, ni=n).vi, 1 / (p * n) + 1 / ((1 - p) * n)
    )
    rd = escalc("RD", vtype="AV", ai=x, n1i=n, ci=x, n2i=n)
    np.testing.assert_allclose(rd.vi, 2 * p * (1 - p) / n)


def test_phi_of_fixed_groups_has_the_delta_method_variance() -> None:
    # Numerical derivative of phi in the two risks, each a binomial with its own size
    counts = np.array([12.0, 28.0, 25.0, 20.0])

    def phi(p1: float, p2: float) -> float:
        a, c = 40 * p1, 45 * p2
        b, d = 40 - a, 45 - c
        return float((a * d - b * c) / np.sqrt(40 * 45 * (a + c) * (b + d)))

    p1, p2, h = 12 / 40, 25 / 45, 1e-6
    d1 = (phi(p1 + h, p2) - phi(p1 - h, p2)) / (2 * h)
    d2 = (phi(p1, p2 + h) - phi(p1, p2 - h)) / (2 * h)
    expected = d1**2 * p1 * (1 - p1) / 40 + d2**2 * p2 * (1 - p2) / 45
    a, b, c, d = counts
    found = escalc("PHI", vtype="ST", ai=a, bi=b, ci=c, di=d)
    assert found.vi[0] == pytest.approx(expected, rel=1e-7)
