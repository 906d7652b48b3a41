"""Intervals and tests of variance components, and the working covariance of sampling errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2

from analyses.models.errors import ModelError
from analyses.models.multilevel import fit_multilevel
from analyses.models.profile import component_tests, profile_intervals, profile_log_lik
from analyses.models.working_covariance import aggregate_effects, constant_correlation


def test_interval_ends_lie_where_the_profile_has_fallen(nested_effects) -> None:
    data = nested_effects(3, studies=15)
    levels = {"study": data.study, "effect": data.effect}
    fit = fit_multilevel(data.yi, data.vi, levels, rho=0.4)
    floor = fit.log_lik - chi2.ppf(0.95, 1) / 2
    for found in profile_intervals(fit):
        assert found.lower <= found.sigma2 <= found.upper
        ends = [found.upper] + ([found.lower] if found.lower > 0 else [])
        for end in ends:
            assert profile_log_lik(fit, found.level_name, end) == pytest.approx(floor, abs=1e-6)


def test_a_component_without_evidence_has_lower_end_0() -> None:
    fit = fit_multilevel([0.3, 0.31, 0.29, 0.3], [0.1] * 4, [list("aabb"), list(range(4))])
    for found in profile_intervals(fit):
        assert found.lower == 0
        assert found.upper > 0


def test_components_that_cannot_be_told_apart_get_no_interval() -> None:
    fit = fit_multilevel([0.1, 0.9, -0.4, 1.2], [0.04] * 4, [list("abcd"), list(range(4))])
    assert all(math.isnan(found.upper) for found in profile_intervals(fit))
    assert [test.statistic for test in component_tests(fit)] == [0.0, 0.0]


def test_likelihood_ratio_is_that_of_the_smaller_model(nested_effects) -> None:
    data = nested_effects(5, studies=14)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect])
    only_effects = fit_multilevel(data.yi, data.vi, [data.effect])
    only_studies = fit_multilevel(data.yi, data.vi, [data.study])
    found = component_tests(fit)
    assert found[0].statistic == pytest.approx(2 * (fit.log_lik - only_effects.log_lik), abs=1e-8)
    assert found[1].statistic == pytest.approx(2 * (fit.log_lik - only_studies.log_lik), abs=1e-8)
    assert found[0].p == pytest.approx(chi2.sf(found[0].statistic, 1))


def test_bad_profile_requests_are_named(nested_effects) -> None:
    data = nested_effects(1)
    fit = fit_multilevel(data.yi, data.vi, {"study": data.study})
    with pytest.raises(ModelError, match="expected a level of the model"):
        profile_log_lik(fit, "district", 0.1)
    with pytest.raises(ModelError, match="between 0 and 1"):
        profile_intervals(fit, 95)


def test_covariance_blocks(dense, nested_effects) -> None:
    data = nested_effects(2)
    found = constant_correlation(data.vi, data.study, 0.6)
    wanted = dense.covariance(data.vi, [], [], 0.6, data.study)
    assert found.block(np.arange(data.k)) == pytest.approx(wanted)
    assert found.total == pytest.approx(wanted.sum())
    assert found.trace == pytest.approx(np.trace(wanted))
    assert found.log_det == pytest.approx(np.linalg.slogdet(wanted)[1])


@pytest.mark.parametrize("rho", [0.0, 0.6, 0.99])
def test_aggregates_are_generalised_means(dense, nested_effects, rho) -> None:
    data = nested_effects(2)
    v = dense.covariance(data.vi, [], [], rho, data.study)
    weighted = aggregate_effects(data.yi, data.vi, data.study, rho)
    plain = aggregate_effects(data.yi, data.vi, data.study, rho, weighted=False)
    assert list(weighted.labels) == list(dict.fromkeys(data.study.tolist()))
    for n, label in enumerate(weighted.labels):
        rows = np.flatnonzero(data.study == label)
        w = np.linalg.inv(v[np.ix_(rows, rows)])
        assert weighted.vi[n] == pytest.approx(1 / w.sum(), rel=1e-9)
        assert weighted.yi[n] == pytest.approx((w @ data.yi[rows]).sum() / w.sum(), rel=1e-7)
        assert plain.yi[n] == pytest.approx(data.yi[rows].mean())
        assert plain.vi[n] == pytest.approx(v[np.ix_(rows, rows)].sum() / rows.size**2)


@pytest.mark.parametrize("rho", [-0.1, 1.0])
def test_a_rho_out_of_range_is_named(rho) -> None:
    with pytest.raises(ModelError, match="below 1"):
        constant_correlation([0.1, 0.2], ["a", "a"], rho)
