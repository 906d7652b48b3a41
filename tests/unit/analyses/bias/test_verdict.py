"""The verdict, the power of studies, and the data of the funnel plot."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

from analyses.bias import funnel_contours, small_study_verdict, study_means, study_power
from analyses.models.errors import ModelError
from analyses.models.multilevel import fit_multilevel
from analyses.models.random_effects import fit_random_effects

K = 40
VI = np.geomspace(0.004, 0.3, K)
NOISE = norm.ppf((np.arange(K) * 17 % K + 0.5) / K)  # fixed, spread like a normal sample
FAIR = 0.3 + NOISE * np.sqrt(VI)
BIASED = 0.1 + 1.5 * np.sqrt(VI) + 0.5 * NOISE * np.sqrt(VI)


def test_fewer_than_ten_studies_say_nothing() -> None:
    found = small_study_verdict(BIASED[:9], VI[:9])
    assert found.answer == "too_few"
    assert "9 studies, at least 10 are needed" in found.sentence
    assert all(check.says == "cannot_say" for check in found.checks)
    assert found.corrected == ()


def test_studies_are_counted_not_effects() -> None:
    found = small_study_verdict(BIASED, VI, study=np.arange(K) % 9)
    assert (found.k, found.n_studies, found.answer) == (K, 9, "too_few")


def test_equally_precise_studies_say_nothing() -> None:
    found = small_study_verdict(FAIR, np.linspace(0.04, 0.1, K))
    assert found.answer == "too_few"
    assert "equally precise" in found.sentence


def test_larger_effects_in_small_studies_are_suspected() -> None:
    found = small_study_verdict(BIASED, VI)
    assert found.answer == "suspected"
    assert found.sentence.startswith("Small studies show larger effects")
    assert {mean.name for mean in found.corrected} >= {"trim and fill"}
    assert min(mean.estimate for mean in found.corrected) < found.pooled.estimate


def test_a_symmetric_funnel_shows_no_sign() -> None:
    found = small_study_verdict(FAIR, VI)
    assert found.answer == "no_sign"
    assert found.sentence.startswith("No sign")


def test_smaller_effects_in_small_studies_are_not_publication_bias() -> None:
    found = small_study_verdict(1.0 - BIASED, VI)
    assert found.answer == "no_sign"
    assert any("not publication bias" in check.note for check in found.checks)


def test_no_sign_in_few_studies_is_called_weak() -> None:
    rows = slice(0, K, 3)
    assert "the tests miss much" in small_study_verdict(FAIR[rows], VI[rows]).sentence


def test_direction_turns_everything() -> None:
    plain, turned = (
        small_study_verdict(BIASED, VI),
        small_study_verdict(-BIASED, VI, alternative="less"),
    )
    assert turned.answer == plain.answer
    assert turned.pooled.estimate == pytest.approx(-plain.pooled.estimate)
    assert turned.pooled.ci_lb == pytest.approx(-plain.pooled.ci_ub)
    with pytest.raises(ModelError, match="alternative"):
        small_study_verdict(BIASED, VI, alternative="two-sided")


def test_several_effects_a_study_use_the_multilevel_test() -> None:
    study = np.repeat(np.arange(K // 2), 2)
    found = small_study_verdict(BIASED, VI, study=study)
    assert found.n_studies == K // 2
    assert " df" in found.checks[0].note


def test_study_means_by_hand() -> None:
    """Two errors with variances .04 and .09, correlation .5: (.04 + .09 + 2 x .5 x .06) / 4."""
    means, variances = study_means([0.2, 0.4, 1.0], [0.04, 0.09, 0.01], ["b", "b", "a"], 0.5)
    assert means == pytest.approx([0.3, 1.0])
    assert variances == pytest.approx([0.19 / 4, 0.01])


def test_power_by_hand() -> None:
    """An effect of 2.8 standard errors is found with 80% power (Cohen 1988)."""
    found = study_power([0.28, 0.28], [0.01, 0.01], effect=0.28)
    assert found.power == pytest.approx([0.7995, 0.7995], abs=1e-4)
    assert study_power([0.0, 0.0], [0.01, 0.02]).median == pytest.approx(0.05)


def test_waap_averages_the_powerful_or_all_when_they_are_too_few() -> None:
    yi, vi = np.array([0.30, 0.20, 0.9, 1.1]), np.array([0.001, 0.001, 0.2, 0.3])
    found = study_power(yi, vi)
    assert (found.n_adequate, found.n_used) == (2, 2)
    assert found.estimate == pytest.approx(0.25)
    few = study_power(yi, vi * 100)
    assert (few.n_adequate, few.n_used) == (0, 4)
    assert "too few to stand alone" in few.summary()


def test_expected_and_observed_significant_results() -> None:
    found = study_power(FAIR, VI)
    assert found.expected == pytest.approx(found.power.sum())
    assert found.observed == int((np.abs(FAIR) / np.sqrt(VI) > norm.ppf(0.975)).sum())
    assert 0 < found.excess_p <= 1
    with pytest.raises(ModelError, match="alpha"):
        study_power(FAIR, VI, alpha=2.0)


def test_contours_divide_effects_by_their_p() -> None:
    yi = np.array([0.0, 1.7, 2.0, 3.0])
    found = funnel_contours(fit_random_effects(yi, np.ones(4)))
    assert found.region.tolist() == [0, 1, 2, 3]
    assert found.counts.tolist() == [1, 1, 1, 1]
    assert found.slopes == pytest.approx([1.6449, 1.9600, 2.5758], abs=1e-4)
    lower, upper = found.lines(np.array([0.0, 2.0]))
    assert upper[1] == pytest.approx([0.0, 3.9199], abs=1e-4)
    assert lower == pytest.approx(-upper)
    assert found.centre == pytest.approx(yi.mean())


def test_contours_of_other_models_and_bad_levels() -> None:
    several = fit_multilevel(FAIR, VI, {"study": np.arange(K) // 2, "effect": range(K)})
    assert funnel_contours(several).yi.tolist() == FAIR.tolist()
    x = np.column_stack([np.ones(K), NOISE])
    assert math.isnan(funnel_contours(fit_random_effects(FAIR, VI, x)).centre)
    with pytest.raises(ModelError, match="levels"):
        funnel_contours(several, levels=(0.01, 0.1))


def test_every_result_has_a_summary() -> None:
    found = small_study_verdict(BIASED, VI)
    results = [found, *found.checks, found.pooled, *found.corrected, study_power(BIASED, VI)]
    assert all(result.summary().strip() for result in results)
