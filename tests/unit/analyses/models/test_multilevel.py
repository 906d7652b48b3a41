"""Multilevel models: the linear likelihood equals the dense one, and the fit is its maximum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.models.errors import CollinearityError, ModelError
from analyses.models.multilevel import fit_multilevel
from analyses.models.multilevel_prediction import predict_multilevel
from analyses.models.random_effects import fit_random_effects
from analyses.models.robust import robust_test

DESIGNS = {
    "three levels": (["study", "effect"], 0.0, "study"),
    "four levels": (["study", "sample", "effect"], 0.0, "study"),
    "no effect level": (["study", "sample"], 0.0, "study"),
    "correlated errors": (["study", "effect"], 0.6, "study"),
    "errors correlated in samples": (["study", "effect"], 0.6, "sample in study"),
    "four levels, correlated": (["study", "sample", "effect"], 0.8, "study"),
    "effects in correlated studies": (["effect"], 0.5, "study"),
}


def labels(data, name):
    if name == "sample in study":
        return [f"{a}-{b}" for a, b in zip(data.study, data.sample, strict=True)]
    return getattr(data, name)


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("method", ["REML", "ML"])
@pytest.mark.parametrize("columns", [[0], [0, 1, 2], [1, 2]])
def test_likelihood_equals_the_dense_one(dense, nested_effects, name, method, columns) -> None:
    data = nested_effects(3)
    levels, rho, within = DESIGNS[name]
    given_levels = {n: labels(data, n) for n in levels}
    x = data.x[:, columns]
    fit = fit_multilevel(
        data.yi, data.vi, given_levels, x, rho=rho, within=labels(data, within), method=method
    )

    def value(sigma2):
        m = dense.covariance(
            data.vi, list(given_levels.values()), sigma2, rho, labels(data, within)
        )
        return dense.log_likelihood(data.yi, x, m, method == "REML")

    assert fit.log_lik == pytest.approx(value(fit.sigma2), rel=1e-11)
    at, h = fit.sigma2 + 0.05, 1e-5
    theta = at[: fit.structure.r]
    likelihood = fit.model.at(theta)
    for i in range(theta.size):
        up, down = at.copy(), at.copy()
        up[i], down[i] = at[i] + h, at[i] - h
        slope = (value(up) - value(down)) / (2 * h)
        assert likelihood.score[i] == pytest.approx(slope, rel=1e-6, abs=1e-6)
        bent = (fit.model.at(up).score - fit.model.at(down).score) / (2 * h)
        assert likelihood.observed[i] == pytest.approx(-bent, rel=1e-6, abs=1e-5)


@pytest.mark.parametrize("name", ["three levels", "correlated errors", "four levels, correlated"])
def test_expected_information_is_half_the_trace_of_projections(dense, nested_effects, name) -> None:
    data = nested_effects(5)
    levels, rho, _ = DESIGNS[name]
    chosen = [labels(data, n) for n in levels]
    fit = fit_multilevel(data.yi, data.vi, chosen, data.x, rho=rho)
    m = dense.covariance(data.vi, chosen, fit.sigma2, rho, data.study)
    w = np.linalg.inv(m)
    p = w - w @ data.x @ np.linalg.inv(data.x.T @ w @ data.x) @ data.x.T @ w
    unit = np.eye(len(levels))
    zero = np.zeros(data.k)
    z = [dense.covariance(zero, chosen, one, 0.0, data.effect) for one in unit]
    wanted = [[np.trace(p @ a @ p @ b) / 2 for b in z] for a in z]
    assert fit.expected == pytest.approx(np.array(wanted), rel=1e-9)


def test_one_effect_a_group_is_the_two_level_model(nested_effects) -> None:
    data = nested_effects(1)
    many = fit_multilevel(data.yi, data.vi, [data.effect], data.x)
    two = fit_random_effects(data.yi, data.vi, data.x, test="z")
    assert many.sigma2[0] == pytest.approx(two.tau2, rel=1e-7)
    assert many.b == pytest.approx(two.b, rel=1e-8)
    assert many.log_lik == pytest.approx(two.fit.log_lik_reml, rel=1e-10)
    assert many.i2[0] == pytest.approx(two.i2, rel=1e-7)


@given(seed=st.integers(0, 200), scale=st.sampled_from([1e-4, 0.1, 1.0, 5e3]))
@settings(max_examples=40, deadline=None)
def test_order_sign_and_scale_do_not_matter(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    study = np.repeat(np.arange(6), rng.integers(1, 5, 6))
    k = study.size
    if k < 4:
        return
    vi = rng.uniform(0.01, 0.2, k)
    yi = rng.normal(0, 0.4, 6)[study] + rng.normal(0, 0.2, k) + rng.normal(0, np.sqrt(vi))
    one = fit_multilevel(yi, vi, [study, np.arange(k)], rho=0.5)
    order = rng.permutation(k)
    two = fit_multilevel(-scale * yi[order], scale**2 * vi[order], [study[order], order], rho=0.5)
    slack = 1e-7 * float(np.median(vi))
    assert two.sigma2 / scale**2 == pytest.approx(one.sigma2, rel=1e-6, abs=slack)
    assert two.b[0] / scale == pytest.approx(-one.b[0], rel=1e-6, abs=1e-9)
    assert two.qe == pytest.approx(one.qe, rel=1e-9)


def test_the_same_label_in_two_studies_is_two_groups() -> None:
    yi, vi = [0.1, 0.5, 0.3, 0.9, 0.2, 0.7], [0.04, 0.05, 0.03, 0.06, 0.02, 0.05]
    study = ["a", "a", "b", "b", "c", "c"]
    counted_within = fit_multilevel(yi, vi, [study, [1, 2, 1, 2, 1, 2]])
    counted_on = fit_multilevel(yi, vi, [study, [1, 2, 3, 4, 5, 6]])
    assert counted_within.n_groups == (3, 6)
    assert counted_within.log_lik == pytest.approx(counted_on.log_lik)


def test_equal_effects_have_no_heterogeneity() -> None:
    fit = fit_multilevel([0.3] * 6, [0.1] * 6, [list("aabbcc"), list(range(6))])
    assert fit.sigma2.tolist() == [0.0, 0.0]
    assert fit.at_bound.all()
    assert fit.b[0] == pytest.approx(0.3)
    assert fit.qe == pytest.approx(0.0, abs=1e-12)


def test_levels_that_divide_alike_share_their_variance_and_say_so() -> None:
    yi, vi = [0.1, 0.9, -0.4, 1.2], [0.04, 0.05, 0.03, 0.06]
    fit = fit_multilevel(yi, vi, {"study": list("abcd"), "effect": list("1234")})
    assert fit.sigma2[0] == fit.sigma2[1] > 0
    assert "only the sum of their variances" in fit.summary()


def test_a_level_with_one_group_gets_no_variance_and_says_so() -> None:
    fit = fit_multilevel([0.1, 0.9, -0.4], [0.04, 0.05, 0.03], [["a"] * 3, [1, 2, 3]])
    assert fit.sigma2[0] == 0
    assert "one group" in fit.summary()


def test_variances_over_eight_decades_converge() -> None:
    rng = np.random.default_rng(52)
    vi = np.exp(rng.normal(-3, 3, 40))
    yi = rng.normal(0, np.sqrt(vi + 0.05))
    study = np.repeat(np.arange(10), 4)
    fit = fit_multilevel(yi, vi, [study, np.arange(40)], rho=0.99)
    assert np.isfinite(fit.log_lik)
    inside = ~fit.at_bound
    assert np.abs(fit.score[inside]) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"levels": []}, "no level"),
        ({"levels": [["a", "a", "b"]]}, "3 labels; expected 4"),
        ({"levels": [["a", None, "b", "c"]]}, "a label is missing"),
        ({"levels": [[1.0, float("nan"), 2.0, 3.0]]}, "a label is missing"),
        ({"rho": 1.0}, "below 1"),
        ({"rho": -0.1}, "below 1"),
        ({"within": ["x", "y", "x", "y"], "rho": 0.5}, "cut across"),
        ({"method": "DL"}, "expected REML or ML"),
        ({"test": "knha"}, "expected z or t"),
        ({"df_rule": "m - 1"}, "expected residual or contain"),
        ({"level": 95}, "between 0 and 1"),
        ({"vi": [0.1, 0.0, 0.1, 0.1]}, "finite number above 0"),
        ({"yi": [0.1, float("nan"), 0.1, 0.1]}, "finite number above 0"),
        ({"x": np.eye(4)}, "one effect more"),
    ],
)
def test_bad_input_is_named(change, words) -> None:
    settings = {
        "yi": [0.1, 0.5, 0.3, 0.8],
        "vi": [0.1, 0.2, 0.1, 0.1],
        "levels": [["a", "a", "b", "b"], [1, 2, 3, 4]],
    } | change
    with pytest.raises(ModelError, match=words):
        fit_multilevel(**settings)


def test_collinear_moderators_are_named(nested_effects) -> None:
    data = nested_effects(2)
    x = np.column_stack([data.x, 2 * data.x[:, 1] - 1])
    with pytest.raises(CollinearityError, match="dose is a combination"):
        fit_multilevel(data.yi, data.vi, [data.study], x, names=("intrcpt", "week", "team", "dose"))


def test_an_uncentred_year_costs_no_digits(nested_effects) -> None:
    data = nested_effects(8)
    year = 1990.0 + np.arange(data.k) % 30
    ones = np.ones(data.k)
    raw = fit_multilevel(data.yi, data.vi, [data.study, data.effect], np.c_[ones, year])
    centred = fit_multilevel(data.yi, data.vi, [data.study, data.effect], np.c_[ones, year - 2005])
    assert raw.b[1] == pytest.approx(centred.b[1], rel=1e-10)
    assert raw.sigma2 == pytest.approx(centred.sigma2, rel=1e-10)


def test_prediction_adds_all_components(nested_effects) -> None:
    data = nested_effects(4)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], data.x, test="t")
    found = predict_multilevel(fit, [[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    half = (found.pi_ub - found.pi_lb) / 2
    inner = (found.ci_ub - found.ci_lb) / 2
    assert half**2 - inner**2 == pytest.approx((inner / found.se) ** 2 * fit.sigma2.sum())
    assert predict_multilevel(fit).pred == pytest.approx(data.x @ fit.b)


def test_prediction_with_robust_tests_uses_their_variance(nested_effects) -> None:
    data = nested_effects(4)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect])
    robust = robust_test(fit)
    found = predict_multilevel(fit, robust=robust)
    assert (found.ci_lb[0], found.ci_ub[0]) == pytest.approx((robust.ci_lb[0], robust.ci_ub[0]))
    other = robust_test(fit_multilevel(data.yi + data.vi, data.vi, [data.study]))
    with pytest.raises(ModelError, match="another model"):
        predict_multilevel(fit, robust=other)
