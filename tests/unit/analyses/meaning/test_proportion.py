"""The share of true effects above a threshold, and its two intervals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap

from analyses.meaning.checks import MeaningError
from analyses.meaning.proportion import proportion_above, proportion_bootstrap


def test_the_normal_table_gives_the_share() -> None:
    """Mean 0.5, tau 0.25: 0.25 is one standard deviation below: Phi(1) = 0.841345."""
    assert proportion_above(0.5, 0.0625, 0.25).proportion == pytest.approx(0.841345, abs=1e-6)


def test_the_delta_method_by_hand() -> None:
    """z = 1, phi(1) = 0.2419707; 0.2419707 x sqrt(0.04 / 0.25 + 0.01 x 1 / (4 x 0.0625))."""
    found = proportion_above(1.0, 0.25, 0.5, se=0.2, se_tau2=0.1)
    assert found.se == pytest.approx(0.2419707 * math.sqrt(0.16 + 0.04), abs=1e-7)
    assert found.ci_lb == pytest.approx(0.841345 - 1.959964 * found.se, abs=1e-6)
    assert found.ci_ub == 1.0  # kept within 0 and 1


def test_the_delta_method_agrees_with_drawing_mean_and_tau2() -> None:
    """Many draws of a well-known mean and tau2 spread as the delta method says."""
    rng = np.random.default_rng(7)
    mean, tau2 = rng.normal(0.4, 0.01, 200_000), rng.normal(0.09, 0.002, 200_000)
    drawn = [proportion_above(m, t, 0.2).proportion for m, t in zip(mean, tau2, strict=True)]
    found = proportion_above(0.4, 0.09, 0.2, se=0.01, se_tau2=0.002)
    assert found.se == pytest.approx(float(np.std(drawn)), rel=0.01)


@given(st.floats(-2, 2), st.floats(0.01, 2), st.floats(-2, 2))
def test_above_a_threshold_and_below_its_mirror_are_the_same(
    mean: float, tau2: float, threshold: float
) -> None:
    above = proportion_above(mean, tau2, threshold).proportion
    assert proportion_above(-mean, tau2, -threshold).proportion == pytest.approx(1 - above)


def test_without_differences_the_share_is_all_or_none_and_says_so() -> None:
    found = proportion_above(0.4, 0.0, 0.2, se=0.1, se_tau2=0.1)
    assert (found.proportion, found.ci_lb, found.method) == (1.0, None, "none")
    assert "tau2 = 0" in found.assumptions[0]
    assert proportion_above(0.1, 0.0, 0.2).proportion == 0.0
    assert "no interval" in found.summary()


def test_near_the_ends_the_delta_method_warns() -> None:
    found = proportion_above(1.0, 0.04, 0.0, se=0.1, se_tau2=0.02)
    assert any("bootstrap" in words for words in found.assumptions)


def moments(yi: np.ndarray, vi: np.ndarray) -> tuple[float, float]:
    """A model simple enough to see through: plain mean, Hedges' tau2."""
    return float(yi.mean()), max(0.0, float(yi.var(ddof=1) - vi.mean()))


Y = np.array([0.1, 0.3, 0.35, 0.6, 0.8, 0.2, 0.9, -0.1, 0.5, 0.4, 0.7, 0.05])
V = np.full(12, 0.02)


def test_the_bootstrap_agrees_with_that_of_scipy() -> None:
    def share(y: np.ndarray, v: np.ndarray) -> float:
        mean, tau2 = moments(y, v)
        return proportion_above(mean, tau2, 0.2).proportion

    theirs = bootstrap(
        (Y, V), share, paired=True, vectorized=False, n_resamples=8000, method="BCa", rng=3
    ).confidence_interval
    ours = proportion_bootstrap(Y, V, 0.2, moments, draws=8000, seed=5)
    assert ours.ci_lb == pytest.approx(theirs.low, abs=0.015)
    assert ours.ci_ub == pytest.approx(theirs.high, abs=0.015)


def test_the_same_seed_gives_the_same_interval() -> None:
    one = proportion_bootstrap(Y, V, 0.2, moments, draws=200, seed=2)
    assert proportion_bootstrap(Y, V, 0.2, moments, draws=200, seed=2) == one
    assert proportion_bootstrap(Y, V, 0.2, moments, draws=200, seed=3) != one


def test_draws_that_all_lie_on_one_side_give_no_interval() -> None:
    found = proportion_bootstrap(
        Y, V, 0.2, lambda y, v: (9.0 if y is Y else 0.0, 1.0), draws=50, seed=1
    )
    assert found.ci_lb is None
    assert any("no interval" in words for words in found.assumptions)


def test_two_effects_are_too_few_to_draw_from() -> None:
    with pytest.raises(MeaningError, match="k >= 3"):
        proportion_bootstrap([0.1, 0.2], [0.1, 0.1], 0.2, moments)
