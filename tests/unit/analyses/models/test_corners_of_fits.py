"""Corners of fits, with the values of R 4.2.2 and metafor 3.8-1 (tight convergence)."""

import numpy as np
import pytest

from analyses.models.moderators import r_squared
from analyses.models.multilevel import fit_multilevel
from analyses.models.random_effects import fit_random_effects
from analyses.models.sparse_tables import mantel_haenszel
from analyses.models.weighted import problem, solve

Y = np.array([0.21, 0.43, -0.3, 0.11, 0.95, -1.2, 2.1, 0.33])
SEVEN_DECADES = 10.0 ** -np.arange(8)
EQUAL = {"yi": np.full(4, 0.4), "vi": np.array([0.05, 0.02, 0.3, 0.1])}


@pytest.mark.parametrize(
    ("method", "tau2", "error"),
    [
        ("DL", 1.55126460819635, 2.0242096636001),
        ("HS", 0.282047995196825, 0.0669161014038068),
        ("HSk", 0.322340668796373, 0.0874006276090205),
        ("SJ", 0.901891776325676, 0.476821787857654),
    ],
)
def test_variances_over_seven_decades_cost_no_digits_of_the_standard_error(method, tau2, error):
    fit = fit_random_effects(Y, SEVEN_DECADES, method=method, test="z")
    assert (fit.tau2, fit.se_tau2) == pytest.approx((tau2, error), rel=1e-9)


def test_variances_over_seven_decades_cost_no_digits_of_the_typical_variance():
    x = np.column_stack([np.ones(8), np.sqrt(SEVEN_DECADES)])
    fit = fit_random_effects(Y, SEVEN_DECADES, x, method="REML", test="z")
    assert fit.vt == pytest.approx(3.36033201678937e-06, rel=1e-9)
    assert fit.i2 == pytest.approx(0.999996871290694, rel=1e-12)


@pytest.mark.parametrize("spread", [0, 2, 4, 8])
def test_traces_are_those_of_the_whole_matrix(spread):
    rng = np.random.default_rng(spread)
    w = 10 ** rng.uniform(0, spread, 9)
    data = problem(rng.normal(size=9), 1 / w, np.column_stack([np.ones(9), rng.normal(size=9)]))
    half = np.sqrt(w)[:, None]
    u = np.linalg.qr(half * data.q)[0]
    p = half * (np.eye(9) - u @ u.T) * half.T
    d, e = rng.uniform(0.1, 1, (2, 9))
    fit = solve(data, w)
    assert fit.trace_p == pytest.approx(np.trace(p), rel=1e-6)
    assert fit.trace_pp() == pytest.approx(np.trace(p @ p), rel=1e-6)
    assert fit.trace_pdpd(d, e) == pytest.approx(np.trace(p * d @ p * e), rel=1e-6)


@pytest.mark.parametrize("method", ["FE", "DL", "REML", "PM"])
def test_equal_effects_leave_knapp_and_hartung_no_spread(method):
    fit = fit_random_effects(**EQUAL, method=method, test="knha")
    assert (fit.s2w, fit.se[0], fit.stat[0], fit.p_values[0]) == (0, 0, np.inf, 0)
    assert np.isnan([fit.qm, fit.qm_p]).all()


def test_equal_effects_leave_nothing_to_explain():
    x = np.column_stack([np.ones(4), [0, 1, 1, 0]])
    assert r_squared(fit_random_effects(**EQUAL, x=x, method="FE", test="z")) == 0


@pytest.mark.parametrize(
    ("yi", "vi", "method", "s2w", "error"),
    [
        (Y[:4], [0.05, 0.02, 0.3, 0.1], "REML", 0.840873470629405, 0.157696340678021),
        ([0.2, 0.5, -0.1, 0.9, 1.3], [0.04, 0.02, 0.09, 0.05, 0.3], "FE", 2.8678510998308, None),
    ],
)
def test_knapp_and_hartung_of_equal_weights_takes_the_spread_of_the_weighted_fit(
    yi, vi, method, s2w, error
):
    fit = fit_random_effects(yi, vi, method=method, test="knha", weighted=False)
    assert fit.s2w == pytest.approx(s2w, rel=1e-8)
    assert fit.se[0] == pytest.approx(error or 0.239493260858455, rel=1e-8)


def test_containment_leaves_one_degree_of_freedom_at_least():
    fit = fit_multilevel(
        [0.1, 0.4, 0.2, 0.6, 0.3, 0.5],
        [0.04, 0.09] * 3,
        {"study": [1, 1, 1, 2, 2, 2], "effect": range(6)},
        np.column_stack([np.ones(6), [1, 2, 4, 3, 5, 2]]),
        test="t",
        df_rule="contain",
    )
    assert fit.df == pytest.approx([1, 4])
    assert fit.p_values == pytest.approx([0.446217705290955, 0.917078023091423], rel=1e-6)


def test_one_table_with_an_effect_has_no_heterogeneity():
    pooled = mantel_haenszel([0, 1], [0, 0], n1i=[10, 1], n2i=[1, 6], measure="RD")
    assert (pooled.k_effects, pooled.qe, pooled.qe_p) == (1, 0, 1)
