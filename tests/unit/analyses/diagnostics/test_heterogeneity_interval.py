"""Q-profile and profile-likelihood intervals: what defines them, and their edges."""

import numpy as np
import pytest
from scipy.stats import chi2

from analyses.diagnostics import profile_likelihood, q_profile
from analyses.models.errors import ModelError
from analyses.models.random_effects import fit_random_effects
from analyses.models.weighted import problem, solve

RANDOM = np.random.default_rng(2)
VI = RANDOM.uniform(0.01, 0.3, 15)
YI = RANDOM.normal(0.3, np.sqrt(VI + 0.2))
X = np.column_stack([np.ones(15), RANDOM.normal(size=15)])


def q_at(tau2: float) -> float:
    return solve(problem(YI, VI, X), 1 / (VI + tau2)).rss


def test_q_is_at_its_quantiles_on_the_bounds() -> None:
    found = q_profile(fit_random_effects(YI, VI, X), level=0.9)
    assert q_at(found.tau2.lower) == pytest.approx(chi2.ppf(0.95, 13), rel=1e-10)
    assert q_at(found.tau2.upper) == pytest.approx(chi2.ppf(0.05, 13), rel=1e-10)


@pytest.mark.parametrize("method", ["ML", "REML"])
def test_likelihood_has_fallen_by_half_a_quantile_on_the_bounds(method: str) -> None:
    fit = fit_random_effects(YI, VI, X, method=method)
    found = profile_likelihood(fit)

    def height(tau2: float) -> float:
        solution = solve(fit.data, 1 / (VI + tau2))
        value = np.log(solution.w).sum() - solution.rss
        return float(value + (method == "REML") * np.linalg.slogdet(solution.inverse)[1]) / 2

    fallen = height(fit.tau2) - height(found.tau2.upper)
    assert fallen == pytest.approx(chi2.ppf(0.95, 1) / 2, rel=1e-9)
    bound = found.tau2.lower
    if bound == 0:
        assert height(fit.tau2) - height(0) < chi2.ppf(0.95, 1) / 2
    else:
        assert height(fit.tau2) - height(bound) == pytest.approx(chi2.ppf(0.95, 1) / 2, rel=1e-9)


def test_measures_go_with_tau2() -> None:
    fit = fit_random_effects(YI, VI)
    found = q_profile(fit)
    for end in ("estimate", "lower", "upper"):
        tau2 = getattr(found.tau2, end)
        assert getattr(found.tau, end) ** 2 == pytest.approx(tau2)
        assert getattr(found.i2, end) == pytest.approx(tau2 / (tau2 + fit.vt))
        assert getattr(found.h2, end) == pytest.approx(1 + tau2 / fit.vt)
    assert found.i2.estimate == pytest.approx(fit.i2)


def test_too_little_variation_says_so() -> None:
    found = q_profile(fit_random_effects([0.2, 0.2, 0.2, 0.2], [0.1, 0.2, 0.1, 0.3]))
    assert found.empty
    assert found.tau2.upper == 0
    assert "less variation than chance" in found.summary()


def test_interval_spans_two_maxima() -> None:
    # two precise effects far apart beside a cloud of imprecise ones: ML is bimodal
    yi, vi = np.array([0.0, 0.05, 3, -3, 4, -4]), np.array([1e-5, 1e-5, 9, 9, 9, 9])
    found = profile_likelihood(fit_random_effects(yi, vi, method="ML"))
    assert found.tau2.lower <= found.tau2.estimate <= found.tau2.upper


def test_scale_does_not_matter() -> None:
    one = profile_likelihood(fit_random_effects(YI, VI))
    for scale in (1e-5, 1e4):
        two = profile_likelihood(fit_random_effects(scale * YI, scale**2 * VI))
        assert two.tau2.upper / scale**2 == pytest.approx(one.tau2.upper, rel=1e-9)


def test_what_has_no_tau2_is_refused() -> None:
    with pytest.raises(ModelError, match="common-effect"):
        q_profile(fit_random_effects(YI, VI, method="FE"))
    with pytest.raises(ModelError, match="ML or REML"):
        profile_likelihood(fit_random_effects(YI, VI, method="DL"))
    with pytest.raises(ModelError, match="degree of freedom"):
        q_profile(fit_random_effects([0.1], [0.2]))
    with pytest.raises(ModelError, match="level"):
        q_profile(fit_random_effects(YI, VI), level=95)
