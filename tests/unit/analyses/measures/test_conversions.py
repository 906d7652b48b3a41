"""Conversions against metafor's grid and textbook examples."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.measures import MeasureError, hedges_j
from analyses.measures import conversions as cv
from analyses.measures import t_f_and_p as ts
from analyses.measures import transformations as tr

GRID = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parent / "conversion_reference.json").read_text(encoding="utf-8")
    )["cases"]
}
SINGLE = {
    "transf.rtoz": tr.r_to_z,
    "transf.ztor": tr.z_to_r,
    "transf.logit": tr.logit,
    "transf.ilogit": tr.inverse_logit,
    "transf.arcsin": tr.arcsine,
    "transf.iarcsin": tr.inverse_arcsine,
    "transf.ahw": tr.hakstian_whalen,
    "transf.iahw": tr.inverse_hakstian_whalen,
    "transf.abt": tr.bonett,
    "transf.iabt": tr.inverse_bonett,
    "transf.dtou1": tr.d_to_u1,
    "transf.dtou2": tr.d_to_u2,
    "transf.dtou3": tr.d_to_u3,
    "transf.dtocles": tr.d_to_superiority,
    "transf.dtobesd": tr.d_to_besd,
    "transf.dtorpb.balanced": tr.d_to_point_biserial,
}
SECOND = {
    "transf.pft": (tr.double_arcsine, "ni"),
    "transf.ipft": (tr.inverse_double_arcsine, "ni"),
    "transf.ipft.hm": (tr.inverse_double_arcsine_harmonic, "ni"),
    "transf.logortorr": (tr.log_or_to_rr, "pc"),
    "transf.logortord": (tr.log_or_to_rd, "pc"),
}


def close(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found, np.array(expected, dtype=float), rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("name", SINGLE)
def test_transformations_equal_metafor(name: str) -> None:
    case = GRID[name]
    close(SINGLE[name](case["args"]["x"]), case["result"]["out"])


@pytest.mark.parametrize("name", SECOND)
def test_transformations_of_two_arguments_equal_metafor(name: str) -> None:
    function, argument = SECOND[name]
    case = GRID[name]
    close(function(case["args"]["x"], case["args"][argument]), case["result"]["out"])


def test_j_equals_metafor() -> None:
    for name, exact in (("hedges_J_exact", True), ("hedges_J_approx", False)):
        case = GRID[name]
        close(hedges_j(case["args"]["m"], exact=exact), case["result"]["J"])


def test_d_from_odds_ratios_and_correlations_equals_r() -> None:
    for name, distribution in (("lnOR_to_d.logistic", "logistic"), ("lnOR_to_d.normal", "normal")):
        case = GRID[name]
        yi, vi = cv.log_or_to_d(case["args"]["yi"], case["args"]["vi"], distribution=distribution)
        close(yi, case["result"]["yi"])
        close(vi, case["result"]["vi"])
    case = GRID["r_to_d"]
    r, n = case["args"]["r"], case["args"]["ni"]
    yi, vi = cv.r_to_d(r, cv.correlation_variance(r, n))
    close(yi, case["result"]["yi"])
    close(vi, case["result"]["vi"])


def test_the_textbook_examples_of_borenstein() -> None:
    # Borenstein et al. (2009), ch. 7: r = 0.50, V = 0.0058 is d = 1.1547, V = 0.0550, and back
    d, v = cv.r_to_d(0.50, 0.0058)
    assert (float(d), float(v)) == pytest.approx((1.1547, 0.0550), abs=5e-5)
    r, v = cv.d_to_r(1.1547, 0.0550, 100, 100)
    assert (float(r), float(v)) == pytest.approx((0.5000, 0.0058), abs=5e-5)
    d, v = cv.log_or_to_d(0.9069, 0.0676)
    assert (float(d), float(v)) == pytest.approx((0.5000, 0.0205), abs=5e-5)


@given(d=st.floats(-3, 3), v=st.floats(1e-3, 2))
def test_conversions_return(d: float, v: float) -> None:
    for there, back in ((cv.d_to_log_or, cv.log_or_to_d), (cv.d_to_r, cv.r_to_d)):
        y, w = back(*there(d, v))
        assert (float(y), float(w)) == pytest.approx((d, v), rel=1e-9, abs=1e-12)


@given(t=st.floats(-6, 6), df=st.integers(3, 400))
def test_t_p_and_f_return(t: float, df: int) -> None:
    assert float(ts.t_from_f(t**2, t)) == pytest.approx(t, abs=1e-9)
    p = float(ts.p_from_t(t, df))
    assert float(ts.t_from_p(np.copysign(p, t), df)) == pytest.approx(t, rel=1e-6, abs=1e-6)
    assert float(cv.t_to_r(t, df)) == pytest.approx(t / np.sqrt(t**2 + df))
    assert float(cv.r_to_t(cv.t_to_r(t, df), df + 2)) == pytest.approx(t, rel=1e-9, abs=1e-12)
    assert float(cv.d_to_t(cv.t_to_d(t, 12, 17), 12, 17)) == pytest.approx(t)


def test_standard_errors_of_intervals_and_p_values() -> None:
    # Cochrane Handbook 6.3.1: half a 95% interval over 1.96; with few people, over t
    assert float(cv.interval_to_se(1.0, 4.92)) == pytest.approx(1.0, rel=1e-4)
    assert float(cv.interval_to_se(0, 2 * 2.228139, df=10)) == pytest.approx(1.0, rel=1e-6)
    assert float(cv.p_to_se(1.96, 0.04999579)) == pytest.approx(1.0, rel=1e-6)
    assert np.isnan(cv.p_to_se(0.0, 0.5))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cv.interval_to_se(2, 1), "lower limit"),
        (lambda: cv.interval_to_se(1, 2, level=95), "level: found 95"),
        (lambda: cv.p_to_se(1, 0), "outside 0 to 1"),
        (lambda: cv.log_or_to_d(1, 1, distribution="uniform"), "found 'uniform'"),
    ],
)
def test_mistakes_are_named(call: Any, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        call()
