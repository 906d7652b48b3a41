"""Selection models: the likelihood, its maximum, and what cannot be estimated."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from analyses.bias import FOUR_PARAMETER, TooFewError, selection_model, vevea_woods
from analyses.bias.selection_likelihood import step_data, step_likelihood
from analyses.models.errors import ModelError
from analyses.models.random_effects import fit_random_effects

# dat.cohen1981 of metadat: correlations with sample sizes
RI = np.array(
    [
        *(0.68, 0.56, 0.23, 0.64, 0.49, -0.04, 0.49, 0.33, 0.58, 0.18),
        *(-0.11, 0.27, 0.26, 0.4, 0.49, 0.51, 0.4, 0.34, 0.42, 0.16),
    ]
)
NI = np.array([10, 20, 13, 22, 28, 12, 12, 36, 19, 12, 36, 75, 33, 121, 37, 14, 40, 16, 14, 20])
YI, VI = np.arctanh(RI), 1 / (NI - 3.0)
STEPS = np.array([0.025, 0.5, 1.0])
DELTA = np.array([1.0, 0.6, 0.3])


@pytest.mark.parametrize(
    ("severity", "alternative", "mean", "tau2"),
    [
        ("moderate", "greater", 0.351894, 0.004500),
        ("severe", "greater", 0.321518, 0.009544),
        ("moderate", "two-sided", 0.362019, 0.002774),
        ("severe", "two-sided", 0.332180, 0.005652),
    ],
)
def test_assumed_weights_give_the_published_values(
    severity: str, alternative: str, mean: float, tau2: float
) -> None:
    """Vevea & Woods (2005), as metafor's own tests print them for these data."""
    found = vevea_woods(YI, VI, severity=severity, alternative=alternative)
    assert found.b[0] == pytest.approx(mean, abs=1e-6)
    assert found.tau2 == pytest.approx(tau2, abs=1e-6)
    assert found.lrt_df == 0
    assert np.isnan(found.lrt_p)


@pytest.mark.parametrize("alternative", ["greater", "less", "two-sided"])
def test_the_density_of_a_seen_effect_integrates_to_one(alternative: str) -> None:
    v, mu, tau2 = 0.05, 0.2, 0.03

    def density(y: float) -> float:
        data = step_data(np.array([y]), np.array([v]), np.ones((1, 1)), STEPS, alternative)
        return float(np.exp(step_likelihood(data, np.array([mu]), tau2, DELTA).value))

    ends = -norm.ppf(STEPS[:2] / (2 if alternative == "two-sided" else 1)) * np.sqrt(v)
    edges = np.unique([-4.0, *-ends, *ends, 4.0])
    total = sum(quad(density, a, b)[0] for a, b in pairwise(edges))
    assert total == pytest.approx(1.0, abs=1e-8)


@pytest.mark.parametrize("alternative", ["greater", "less", "two-sided"])
def test_derivatives_equal_differences(alternative: str) -> None:
    x = np.column_stack([np.ones(20), np.linspace(-1, 1, 20)])
    data = step_data(YI, VI, x, STEPS, alternative)
    theta = np.array([0.3, 0.1, 0.05, 1.0, 0.6, 0.3])

    def at(t: np.ndarray):
        return step_likelihood(data, t[:2], float(t[2]), t[3:])

    h, here = 1e-6, at(theta)
    for j, unit in enumerate(np.eye(6)):
        up, down = at(theta + h * unit), at(theta - h * unit)
        assert here.gradient[j] == pytest.approx((up.value - down.value) / (2 * h), abs=1e-5)
        assert here.hessian[j] == pytest.approx((up.gradient - down.gradient) / (2 * h), abs=1e-3)


def test_equal_weights_are_no_selection() -> None:
    found = selection_model(YI, VI, weights=[1.0, 1.0])
    plain = fit_random_effects(YI, VI, method="ML", test="z")
    assert found.b == pytest.approx(plain.b)
    assert found.tau2 == pytest.approx(plain.tau2)
    assert found.lrt == pytest.approx(0.0, abs=1e-9)


def test_selection_that_is_there_is_undone() -> None:
    """Of 4,000 results with mean .2 only a fifth of the insignificant ones is published."""
    rng = np.random.default_rng(7)
    v = rng.uniform(0.01, 0.1, 4000)
    y = rng.normal(0.2, np.sqrt(v + 0.02))
    seen = (norm.sf(y / np.sqrt(v)) <= 0.025) | (rng.random(4000) < 0.2)
    found = selection_model(y[seen], v[seen])
    assert found.unadjusted.b[0] > 0.27
    assert found.b[0] == pytest.approx(0.2, abs=0.03)
    assert found.weights.delta[1] == pytest.approx(0.2, abs=0.04)
    assert found.lrt_p < 1e-6


def test_the_higher_of_two_maxima_is_found() -> None:
    """metafor stops at the lower one, where the unadjusted fit leads."""
    path = Path(__file__).parent / "metafor_bias.json"
    data = json.loads(path.read_text(encoding="utf-8"))["two_maxima"]
    found = selection_model(data["yi"], data["vi"], alternative=data["alternative"])
    assert found.log_lik > data["logLik"] + 1.5
    assert found.tau2 == 0
    assert np.isnan(found.se_tau2)


def test_an_empty_interval_is_an_error_unless_its_weight_is_assumed() -> None:
    high = np.abs(YI) + 1
    with pytest.raises(TooFewError, match=r"no effect has a p-value between 0\.025 and 1"):
        selection_model(high, VI)
    assert selection_model(high, VI, weights=[1.0, 0.5]).b[0] < high.mean()


def test_no_significant_effect_puts_the_weight_at_its_bound() -> None:
    low = np.linspace(-0.1, 0.1, 12)
    found = selection_model(low, np.full(12, 0.04))
    assert found.weights.at_bound.tolist() == [False, True]
    assert "at its bound" in found.summary()


def test_one_very_precise_study_does_not_stop_the_climb() -> None:
    found = selection_model(np.append(YI, 0.2), np.append(VI, 1e-12))
    assert np.isfinite(found.se).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"steps": [0.5, 0.025]}, "steps"),
        ({"steps": [1.0]}, "steps"),
        ({"steps": []}, "steps"),
        ({"weights": [1.0]}, "weights"),
        ({"weights": [None, 1.0]}, "weights"),
        ({"weights": [1.0, 0.0]}, "weights"),
        ({"alternative": "up"}, "alternative"),
    ],
)
def test_bad_arguments_are_named(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        selection_model(YI, VI, **arguments)  # type: ignore[arg-type]


def test_one_effect_is_too_few() -> None:
    with pytest.raises(TooFewError):
        selection_model(YI[:1], VI[:1])


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(20)), st.floats(1e-3, 1e3))
def test_order_unit_and_sign_do_not_matter(order: list[int], unit: float) -> None:
    plain = selection_model(YI, VI, steps=FOUR_PARAMETER)
    turned = selection_model(
        -unit * YI[order], unit**2 * VI[order], steps=FOUR_PARAMETER, alternative="less"
    )
    assert turned.b[0] == pytest.approx(-unit * plain.b[0], rel=1e-6)
    assert turned.weights.delta == pytest.approx(plain.weights.delta, rel=1e-5)
    assert turned.lrt == pytest.approx(plain.lrt, rel=1e-6)
