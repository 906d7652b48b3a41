"""Leaving out: the same as fitting again, whatever the method, and at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.diagnostics import (
    baujat,
    cumulative,
    influence,
    leave_one_out,
    standardised_residuals,
    studentised_residuals,
)
from analyses.models.errors import ModelError
from analyses.models.random_effects import fit_random_effects
from analyses.models.tau2 import METHODS

RANDOM = np.random.default_rng(11)
VI = RANDOM.uniform(0.01, 0.3, 12)
YI = RANDOM.normal(0.3, np.sqrt(VI + 0.05))
X = np.column_stack([np.ones(12), RANDOM.normal(size=12)])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("test", ["z", "t", "knha", "adhoc"])
def test_is_the_model_of_the_rest(method: str, test: str) -> None:
    found = leave_one_out(fit_random_effects(YI, VI, X, method=method, test=test))
    for i in (0, 5, 11):
        rest = np.arange(12) != i
        fit = fit_random_effects(YI[rest], VI[rest], X[rest], method=method, test=test)
        np.testing.assert_allclose(found.estimate[i], fit.b, rtol=1e-9)
        np.testing.assert_allclose(found.se[i], fit.se, rtol=1e-9)
        np.testing.assert_allclose(found.p_values[i], fit.p_values, rtol=1e-8)
        np.testing.assert_allclose(found.ci_ub[i], fit.ci_ub, rtol=1e-9)
        assert found.tau2[i] == pytest.approx(fit.tau2, rel=1e-10, abs=1e-14)
        assert found.qe_p[i] == pytest.approx(fit.qe_p, rel=1e-9)
        assert (found.i2[i], found.h2[i]) == pytest.approx((fit.i2, fit.h2), abs=1e-12)


def test_many_effects_are_worked_on_in_parts() -> None:
    random = np.random.default_rng(5)
    vi = random.uniform(0.05, 0.2, 400)
    yi = random.normal(0, np.sqrt(vi + 0.1))
    found = leave_one_out(fit_random_effects(yi, vi))
    assert found.estimate.shape == (400, 1)
    last = fit_random_effects(yi[:-1], vi[:-1])
    assert found.tau2[-1] == pytest.approx(last.tau2, rel=1e-10)


def test_an_effect_that_alone_decides_a_coefficient_leaves_nothing_known() -> None:
    group = np.array([0.0, 0, 0, 0, 1])
    fit = fit_random_effects(YI[:5], VI[:5], np.column_stack([np.ones(5), group]))
    found = leave_one_out(fit)
    assert np.isnan(found.estimate[4]).all()
    assert np.isfinite(found.estimate[:4]).all()
    assert np.isnan(influence(fit).cook_d[4])
    assert np.isnan(studentised_residuals(fit).z[4])
    assert "without effect" in found.summary()


def test_two_effects_leave_one_with_its_own_standard_error() -> None:
    found = leave_one_out(fit_random_effects([0.1, 0.5], [0.04, 0.09]))
    np.testing.assert_allclose(found.estimate[:, 0], [0.5, 0.1])
    np.testing.assert_allclose(found.se[:, 0], [0.3, 0.2])
    np.testing.assert_allclose(found.tau2, 0)


def test_one_effect_cannot_be_left_out() -> None:
    with pytest.raises(ModelError, match="one effect"):
        leave_one_out(fit_random_effects([0.1], [0.04]))


def test_an_unweighted_model_is_refused() -> None:
    fit = fit_random_effects(YI, VI, weighted=False)
    for diagnostic in (leave_one_out, influence, standardised_residuals):
        with pytest.raises(ModelError, match="unweighted"):
            diagnostic(fit)


def test_equal_effects_are_no_outliers() -> None:
    fit = fit_random_effects([0.2] * 4, [0.1, 0.2, 0.1, 0.3])
    assert not influence(fit).influential.any()
    np.testing.assert_array_equal(standardised_residuals(fit).residual, 0)


def test_a_far_effect_is_influential_and_first_in_baujats_plot() -> None:
    yi = np.append(YI, 5.0)
    fit = fit_random_effects(yi, np.append(VI, 0.01))
    assert influence(fit).influential[12]
    plot = baujat(fit)
    assert np.argmax(plot.heterogeneity) == np.argmax(plot.influence) == 12
    assert "effect 13" in plot.summary()


def test_cumulative_ends_with_the_whole_model() -> None:
    fit = fit_random_effects(YI, VI, method="PM")
    order = np.argsort(-YI)
    found = cumulative(fit, order.tolist())
    assert found.estimate[0] == pytest.approx(YI.max())
    assert found.se[0] == pytest.approx(np.sqrt(VI[order[0]]))
    assert found.estimate[-1] == pytest.approx(fit.b[0], rel=1e-12)
    assert found.ci_lb[-1] == pytest.approx(fit.ci_lb[0], rel=1e-12)


@pytest.mark.parametrize("order", [[0, 1], [0] * 12])
def test_an_order_names_every_row_once(order: list[int]) -> None:
    with pytest.raises(ModelError, match="order"):
        cumulative(fit_random_effects(YI, VI), order)


effects = st.lists(
    st.tuples(st.floats(-2, 2), st.floats(0.01, 1)), min_size=3, max_size=12, unique=True
)


@settings(max_examples=40, deadline=None)
@given(effects, st.sampled_from([1e-4, 1e3]), st.randoms(use_true_random=False))
def test_order_sign_and_scale(
    rows: list[tuple[float, float]], scale: float, random: object
) -> None:
    y, v = np.array(rows).T
    order = np.array(random.sample(range(len(rows)), len(rows)))  # type: ignore[attr-defined]
    one = leave_one_out(fit_random_effects(y, v, test="z"))
    two = leave_one_out(fit_random_effects(-scale * y[order], scale**2 * v[order], test="z"))
    size = np.abs(y).max() + 1
    np.testing.assert_allclose(two.estimate / scale, -one.estimate[order], atol=1e-7 * size)
    np.testing.assert_allclose(two.tau2 / scale**2, one.tau2[order], atol=1e-7 * size**2)
