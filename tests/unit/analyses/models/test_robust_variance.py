"""Robust variances and tests equal plain dense computations; edges say what is wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import f as fisher

from analyses.models.cluster_scores import KINDS
from analyses.models.errors import ModelError
from analyses.models.multilevel import fit_multilevel
from analyses.models.robust import robust_simple, robust_test
from analyses.models.saddlepoint import saddlepoint
from analyses.models.wald import wald_test


def fitted(data, dense, x, rho):
    levels = [data.study, data.sample, data.effect]
    fit = fit_multilevel(data.yi, data.vi, levels, x, rho=rho)
    return fit, dense.covariance(data.vi, levels, fit.sigma2, rho, data.study)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rho", [0.0, 0.7])
def test_cr2_and_satterthwaite_equal_the_dense_ones(dense, nested_effects, seed, rho) -> None:
    data = nested_effects(seed, studies=8 + seed)
    fit, m = fitted(data, dense, data.x, rho)
    wanted = dense.cr2(data.yi, data.x, m, data.study)
    found = robust_test(fit)
    assert found.vb == pytest.approx(wanted.vcov, rel=1e-8)
    assert found.df == pytest.approx(wanted.df, rel=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_hotelling_equals_the_dense_one(dense, nested_effects, seed) -> None:
    data = nested_effects(seed, studies=12)
    fit, m = fitted(data, dense, data.x, 0.5)
    wanted = dense.cr2(data.yi, data.x, m, data.study)
    c = np.array([[0.0, 1.0, 0.0], [0.0, 1.0, -1.0]])
    nu = dense.hotelling_df(wanted.p_array, c)
    q = fit.b @ c.T @ np.linalg.inv(c @ wanted.vcov @ c.T) @ c @ fit.b
    (found,) = wald_test(fit, c)
    assert found.df_denom == pytest.approx(nu - 1, rel=1e-7)
    assert found.statistic == pytest.approx((nu - 1) / nu * q / 2, rel=1e-7)
    assert found.p == pytest.approx(fisher.sf(found.statistic, 2, nu - 1), rel=1e-7)


def test_cr2_is_unbiased_under_the_working_model(dense, nested_effects) -> None:
    data = nested_effects(6, studies=7)
    _, m = fitted(data, dense, data.x, 0.4)
    found = dense.cr2(data.yi, data.x, m, data.study)
    expectation = np.einsum("stii->st", found.p_array)
    assert expectation == pytest.approx(np.linalg.inv(data.x.T @ np.linalg.inv(m) @ data.x))


def test_clusters_coarser_than_the_outermost_level(dense, nested_effects) -> None:
    data = nested_effects(2, studies=12)
    region = data.study % 4
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect])
    m = dense.covariance(data.vi, [data.study, data.effect], fit.sigma2, 0.0, data.study)
    wanted = dense.cr2(data.yi, np.ones((data.k, 1)), m, region)
    found = robust_test(fit, region)
    assert found.n_clusters == 4
    assert found.se[0] ** 2 == pytest.approx(wanted.vcov[0, 0], rel=1e-9)
    assert found.df[0] == pytest.approx(wanted.df[0], rel=1e-9)


@given(seed=st.integers(0, 100), kind=st.sampled_from(KINDS))
@settings(max_examples=40, deadline=None)
def test_order_of_rows_and_sign_do_not_matter(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    study = np.repeat(np.arange(6), rng.integers(1, 5, 6))
    k = study.size
    if k < 8:
        return
    vi, x = rng.uniform(0.01, 0.2, k), np.column_stack([np.ones(k), rng.normal(size=k)])
    yi = rng.normal(0, 0.4, 6)[study] + rng.normal(0, np.sqrt(vi))
    order = rng.permutation(k)
    one = robust_test(fit_multilevel(yi, vi, [study, np.arange(k)], x), kind=kind)
    two = robust_test(
        fit_multilevel(-yi[order], vi[order], [study[order], order], x[order]), kind=kind
    )
    assert two.stat == pytest.approx(-one.stat, rel=1e-5)
    assert two.df == pytest.approx(one.df, rel=1e-5)


def test_small_samples_correct_upwards(nested_effects) -> None:
    fit_data = nested_effects(7)
    fit = fit_multilevel(fit_data.yi, fit_data.vi, [fit_data.study, fit_data.effect])
    se = {kind: robust_test(fit, kind=kind).se[0] for kind in KINDS}
    assert se["CR0"] < se["CR2"] < se["CR3"]
    assert se["CR0"] < se["CR1"]


def test_balanced_intercept_has_one_df_less_than_clusters() -> None:
    rng = np.random.default_rng(3)
    study = np.repeat(np.arange(10), 3)
    fit = fit_multilevel(rng.normal(size=30), [0.1] * 30, [study, np.arange(30)])
    found = robust_test(fit)
    assert found.df[0] == pytest.approx(9.0)
    assert saddlepoint(found)[0] == pytest.approx(found.p_values[0], rel=0.05)


def test_one_constraint_is_the_squared_t(nested_effects) -> None:
    data = nested_effects(9)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], data.x)
    robust = robust_test(fit)
    for test in wald_test(fit, [2], tests=("HTA", "HTB", "HTZ")):
        assert test.statistic == pytest.approx(robust.stat[2] ** 2, rel=1e-9)
        assert test.df_denom == pytest.approx(robust.df[2], rel=1e-8)
        assert test.p == pytest.approx(robust.p_values[2], rel=1e-8)


def test_a_level_in_one_study_gets_no_test() -> None:
    rng = np.random.default_rng(4)
    study = np.repeat(np.arange(6), 3)
    only = (study == 5).astype(float)
    x = np.column_stack([1 - only, only])
    yi = rng.normal(size=18)
    fit = fit_multilevel(yi, [0.2] * 18, [study, np.arange(18)], x)
    found = robust_test(fit)
    assert np.isfinite(found.p_values[0])
    assert math.isnan(found.p_values[1]) and math.isnan(found.df[1])
    assert "rests on one cluster" in found.summary()


def test_too_few_clusters_for_a_joint_test_is_no_number(nested_effects) -> None:
    data = nested_effects(11, studies=6)
    x = np.column_stack([data.x, (data.study == 2) * data.vi, (data.study == 3) * data.vi])
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], x)
    (found,) = wald_test(fit, [1, 3, 4])
    assert found.df_denom < 1
    assert math.isnan(found.p) == (found.df_denom <= 0)
    assert ("too few clusters" in found.summary()) == math.isnan(found.p)


def test_as_many_constraints_as_clusters_less_one_is_named(nested_effects) -> None:
    data = nested_effects(11, studies=4)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], data.x)
    with pytest.raises(ModelError, match="singular: too few clusters"):
        wald_test(fit, [0, 1, 2])


def test_simple_variance_is_cr1p_with_its_df(nested_effects) -> None:
    data = nested_effects(12)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], data.x)
    found = robust_simple(fit)
    assert found.se == pytest.approx(robust_test(fit, kind="CR1p").se)
    assert found.df == found.n_clusters - 3


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda fit: robust_test(fit, kind="HC3"), "expected one of CR0"),
        (lambda fit: robust_test(fit, cluster=["x"] * fit.k), "one cluster"),
        (lambda fit: robust_test(fit, cluster=range(fit.k)), "in several clusters"),
        (lambda fit: wald_test(fit, [3]), "columns 0 to 2"),
        (lambda fit: wald_test(fit, [[1.0, 0.0]]), "constraints of shape"),
        (lambda fit: wald_test(fit, [[0, 1.0, 0], [0, 2.0, 0]]), "combinations of each other"),
        (lambda fit: wald_test(fit, [1], tests=["F"]), "expected one of chi-sq"),
    ],
)
def test_bad_requests_are_named(nested_effects, call, words) -> None:
    data = nested_effects(13)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], data.x)
    with pytest.raises(ModelError, match=words):
        call(fit)
