"""Means that outlying effects move little."""

import numpy as np
import pytest

from analyses.diagnostics import weighted_median, without_influential, without_outliers
from analyses.models.errors import ModelError
from analyses.models.random_effects import fit_random_effects

RANDOM = np.random.default_rng(8)
VI = np.append(RANDOM.uniform(0.02, 0.1, 14), 0.02)
YI = np.append(RANDOM.normal(0.3, np.sqrt(VI[:14])), 4.0)


def test_an_outlier_is_left_out() -> None:
    found = without_outliers(fit_random_effects(YI, VI))
    assert 14 in found.left_out
    kept = np.setdiff1d(np.arange(15), found.left_out)
    again = fit_random_effects(YI[kept], VI[kept])
    assert found.fit.b[0] == again.b[0]
    assert "left out" in found.summary()


def test_an_influential_effect_is_left_out() -> None:
    assert 14 in without_influential(fit_random_effects(YI, VI)).left_out


def test_without_outliers_the_model_is_that_of_all() -> None:
    fit = fit_random_effects(YI[:14], VI[:14])
    found = without_outliers(fit, limit=10)
    assert found.left_out.size == 0
    assert found.fit is fit


def test_median_of_equal_weights_is_the_median() -> None:
    found = weighted_median(fit_random_effects([5.0, 1, 2, 4, 100], np.ones(5), method="FE"))
    assert found.estimate == pytest.approx(4)
    # five signs all one way have probability 2 / 32: no interval within the data holds 95 %
    assert weighted_median(fit_random_effects([1.0, 2, 3], np.ones(3), method="FE")).ci_ub == np.inf


def test_median_interval_inverts_the_sign_test() -> None:
    yi = np.arange(1.0, 21.0)
    found = weighted_median(fit_random_effects(yi, np.ones(20), method="FE"))
    # |n above - n below| <= 1.96 sqrt(20) = 8.77: from 6 to 14 effects below
    assert (found.estimate, found.ci_lb, found.ci_ub) == pytest.approx((10.5, 6, 15))


def test_median_barely_moves() -> None:
    far = weighted_median(fit_random_effects(YI, VI)).estimate
    near = weighted_median(fit_random_effects(YI[:14], VI[:14])).estimate
    assert abs(far - near) < 0.1


def test_median_of_a_model_with_moderators_is_refused() -> None:
    x = np.column_stack([np.ones(15), np.arange(15.0)])
    with pytest.raises(ModelError, match="moderators"):
        weighted_median(fit_random_effects(YI, VI, x))
