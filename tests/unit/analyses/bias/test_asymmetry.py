"""Regression and rank tests of funnel asymmetry, and PET-PEESE."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import linregress

from analyses.bias import (
    TooFewError,
    multilevel_regression_test,
    pet_peese,
    rank_test,
    regression_test,
)
from analyses.models.errors import CollinearityError, ModelError

YI = np.array([0.10, 0.35, 0.22, 0.60, 0.48, 0.81, 0.15, 0.90])
VI = np.array([0.01, 0.04, 0.02, 0.09, 0.06, 0.16, 0.015, 0.25])


def test_egger_equals_the_regression_of_the_standard_normal_deviate() -> None:
    """Egger et al. (1997) regress y/se on 1/se: their intercept is our slope."""
    sei = np.sqrt(VI)
    classic = linregress(1 / sei, YI / sei)
    found = regression_test(YI, VI)
    assert found.slope == pytest.approx(classic.intercept)
    assert found.se == pytest.approx(classic.intercept_stderr)
    assert found.limit == pytest.approx(classic.slope)
    assert found.df == 6


def test_sample_sizes_are_turned_into_predictors() -> None:
    ni = 4 / VI
    by_size = regression_test(YI, VI, predictor="sqrtninv", ni=ni)
    by_error = regression_test(YI, VI, predictor="sei")
    assert by_size.stat == pytest.approx(by_error.stat)  # 1/sqrt(4/v) is half the standard error
    assert by_size.slope == pytest.approx(2 * by_error.slope)
    assert np.isnan(regression_test(YI, VI, predictor="ni", ni=ni).limit)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"model": "ols"}, "model 'ols'"),
        ({"predictor": "n"}, "predictor 'n'"),
        ({"predictor": "ninv"}, "needs sample sizes"),
        ({"predictor": "ninv", "ni": [0.0] * 8}, "sample size is not"),
    ],
)
def test_bad_arguments_are_named(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        regression_test(YI, VI, **arguments)  # type: ignore[arg-type]


def test_two_effects_are_too_few_for_a_line() -> None:
    with pytest.raises(TooFewError, match="2 effects"):
        regression_test(YI[:2], VI[:2])


def test_equal_precision_has_no_slope() -> None:
    with pytest.raises(CollinearityError, match="sei"):
        regression_test(YI, np.full(8, 0.04))


def test_effects_on_a_line_give_an_error_not_rounding_noise() -> None:
    with pytest.raises(ModelError, match="on a line"):
        regression_test(np.full(8, 0.3), VI)


def test_pet_peese_chooses_by_the_test_of_pet() -> None:
    strong = pet_peese(YI + 1, VI)
    assert strong.chosen == "PEESE"
    assert strong.estimate == strong.peese.b[0]
    weak = pet_peese(YI, VI)
    assert weak.chosen == "PET"
    assert weak.estimate == weak.pet.b[0]
    assert pet_peese(-YI - 1, VI, alternative="less").chosen == "PEESE"
    assert pet_peese(-YI - 1, VI, alternative="greater").chosen == "PET"


def test_rank_test_without_ties_counts_all_orders() -> None:
    """The p-value is the share of orders whose tau is as far from 0, counted one by one."""
    yi, vi = np.array([0.1, 0.5, 0.3, 0.45, 0.9]), np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    found = rank_test(yi, vi)
    taus = []
    for order in permutations(range(5)):
        pairs = [np.sign(order[j] - order[i]) for i in range(5) for j in range(i + 1, 5)]
        taus.append(sum(pairs) / 10)
    share = np.mean(np.abs(taus) >= abs(found.tau) - 1e-12)
    assert found.exact
    assert found.p == pytest.approx(share)


def test_rank_test_of_equal_effects_has_no_answer() -> None:
    found = rank_test(np.full(6, 0.3), VI[:6])
    assert np.isnan(found.tau)
    assert np.isnan(found.p)


def test_multilevel_test_with_one_effect_a_study_has_the_slope_of_the_two_level_model() -> None:
    several = multilevel_regression_test(YI, VI, range(8))
    one = regression_test(YI, VI, model="rma")
    assert several.slope == pytest.approx(one.slope, rel=1e-6)
    assert several.n_studies == 8


def test_multilevel_test_needs_three_studies_and_warns_of_few_degrees_of_freedom() -> None:
    with pytest.raises(TooFewError, match="2 studies"):
        multilevel_regression_test(YI, VI, [1] * 4 + [2] * 4)
    few = multilevel_regression_test(YI, VI, [1, 1, 2, 2, 3, 3, 4, 4])
    assert not few.trustworthy
    assert "too few degrees of freedom" in few.summary()


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)), st.sampled_from([-1.0, 1.0]), st.floats(1e-3, 1e3))
def test_order_sign_and_unit_do_not_matter(order: list[int], sign: float, unit: float) -> None:
    y, v = sign * unit * YI[order], unit**2 * VI[order]
    egger, plain = regression_test(y, v), regression_test(YI, VI)
    assert egger.stat == pytest.approx(sign * plain.stat, rel=1e-7)
    assert egger.limit == pytest.approx(sign * unit * plain.limit, rel=1e-7, abs=1e-12)
    assert rank_test(y, v).tau == pytest.approx(sign * rank_test(YI, VI).tau)
    assert rank_test(y, v).p == pytest.approx(rank_test(YI, VI).p)
