"""Leaving clusters and effects out equals fitting without them."""

from __future__ import annotations

import numpy as np
import pytest

from analyses.models.cluster_deletion import leave_one_cluster_out
from analyses.models.cluster_influence import cluster_influence
from analyses.models.errors import ModelError
from analyses.models.multilevel import fit_multilevel


@pytest.mark.parametrize("rho", [0.0, 0.6])
@pytest.mark.parametrize("method", ["REML", "ML"])
def test_each_deletion_is_a_fit_of_the_rest(nested_effects, rho, method) -> None:
    data = nested_effects(3, studies=7)
    settings = {"rho": rho, "method": method, "test": "t", "df_rule": "contain"}
    x = data.x[:, :2]
    whole = fit_multilevel(data.yi, data.vi, [data.study, data.effect], x, **settings)
    found = leave_one_cluster_out(whole)
    assert list(found.labels) == list(dict.fromkeys(data.study.tolist()))
    for n, label in enumerate(found.labels):
        rows = data.study != label
        rest = fit_multilevel(
            data.yi[rows], data.vi[rows], [data.study[rows], data.effect[rows]], x[rows], **settings
        )
        assert found.k[n] == rows.sum()
        assert found.b[n] == pytest.approx(rest.b, rel=1e-6, abs=1e-9)
        assert found.se[n] == pytest.approx(rest.se, rel=1e-6)
        assert found.p_values[n] == pytest.approx(rest.p_values, rel=1e-5)
        assert found.sigma2[n] == pytest.approx(rest.sigma2, rel=1e-5, abs=1e-9)
        assert found.qe[n] == pytest.approx(rest.qe, rel=1e-9)
        assert found.reasons[n] == ""


def test_one_study_left_has_no_variance_between_studies() -> None:
    yi, vi = [0.1, 0.9, 0.4, 1.5, 0.2], [0.04, 0.05, 0.03, 0.06, 0.04]
    fit = fit_multilevel(yi, vi, [list("aaabb"), list(range(5))])
    found = leave_one_cluster_out(fit)
    assert found.sigma2[:, 0].tolist() == [0.0, 0.0]


def test_without_the_only_study_of_two_effects_the_sum_is_divided() -> None:
    yi, vi = [0.1, 0.9, 0.4, 1.5, -0.2], [0.04, 0.05, 0.03, 0.06, 0.04]
    fit = fit_multilevel(yi, vi, [list("aabcd"), list(range(5))])
    found = leave_one_cluster_out(fit)
    assert found.sigma2[0, 0] == pytest.approx(found.sigma2[0, 1])
    rest = fit_multilevel(yi[2:], vi[2:], [list("bcd")])
    assert found.sigma2[0].sum() == pytest.approx(rest.sigma2[0], rel=1e-6)


def test_a_study_that_carries_a_coefficient_gives_a_reason(nested_effects) -> None:
    data = nested_effects(4, studies=6)
    only = (data.study == data.study[0]).astype(float)
    x = np.column_stack([np.ones(data.k), only])
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect], x)
    found = leave_one_cluster_out(fit)
    assert np.isnan(found.b[0]).all()
    assert found.reasons[0] != ""
    assert np.isfinite(found.b[1:]).all()
    assert np.isnan(cluster_influence(fit).cook[0])
    assert np.isfinite(cluster_influence(fit).cook[1:]).all()


def test_influence_equals_fits_with_the_components_held(dense, nested_effects) -> None:
    data = nested_effects(5, studies=6)
    levels = [data.study, data.effect]
    fit = fit_multilevel(data.yi, data.vi, levels, data.x, rho=0.5)
    m = dense.covariance(data.vi, levels, fit.sigma2, 0.5, data.study)
    found = cluster_influence(fit)

    def held(rows):
        w = np.linalg.inv(m[np.ix_(rows, rows)])
        vb = np.linalg.inv(data.x[rows].T @ w @ data.x[rows])
        return vb @ data.x[rows].T @ w @ data.yi[rows], vb

    everything = np.arange(data.k)
    for n, label in enumerate(found.labels):
        out = data.study == label
        b, vb = held(everything[~out])
        change = fit.b - b
        assert found.cook[n] == pytest.approx(change @ np.linalg.solve(fit.vb, change), rel=1e-7)
        spread = m[np.ix_(out, out)] + data.x[out] @ vb @ data.x[out].T
        gone = data.yi[out] - data.x[out] @ b
        assert found.x2[n] == pytest.approx(gone @ np.linalg.solve(spread, gone), rel=1e-7)
        assert found.rstudent_cluster[out] == pytest.approx(gone / np.sqrt(np.diag(spread)))
    for row in everything:
        b, vb = held(np.delete(everything, row))
        spread = m[row, row] + data.x[row] @ vb @ data.x[row]
        gone = data.yi[row] - data.x[row] @ b
        assert found.rstudent[row] == pytest.approx(gone / np.sqrt(spread), rel=1e-7)
    w = np.linalg.inv(m)
    hat = data.x @ fit.vb @ data.x.T @ w
    assert found.hat == pytest.approx(np.diag(hat))
    residual = (np.eye(data.k) - hat) @ data.yi
    assert found.rstandard == pytest.approx(
        residual / np.sqrt(np.diag(m - data.x @ fit.vb @ data.x.T))
    )


def test_clusters_that_cut_across_levels_are_refused(nested_effects) -> None:
    data = nested_effects(6)
    fit = fit_multilevel(data.yi, data.vi, [data.study, data.effect])
    with pytest.raises(ModelError, match="in several clusters"):
        leave_one_cluster_out(fit, data.effect)
    with pytest.raises(ModelError, match="one cluster"):
        leave_one_cluster_out(fit, ["all"] * data.k)
