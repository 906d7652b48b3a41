"""Robust variance estimation with approximate weights (CORR and HIER)."""

from __future__ import annotations

import numpy as np
import pytest

from analyses.models.errors import ModelError
from analyses.models.robu import fit_robu


def test_single_effects_with_no_heterogeneity_are_inverse_variance_weighted() -> None:
    yi, vi = np.array([0.2, 0.25, 0.22, 0.24]), np.array([0.5, 0.6, 0.4, 0.7])
    for weights in ("CORR", "HIER"):
        fit = fit_robu(yi, vi, list("abcd"), weights=weights)
        assert fit.tau2 == 0
        assert fit.b[0] == pytest.approx((yi / vi).sum() / (1 / vi).sum())


def test_large_sample_variance_is_the_scaled_sandwich(nested_effects) -> None:
    data = nested_effects(3)
    fit = fit_robu(data.yi, data.vi, data.study, small=False)
    sizes = np.bincount(data.study)[data.study]
    mean = (np.bincount(data.study, data.vi) / np.bincount(data.study))[data.study]
    w = 1 / (sizes * (mean + fit.tau2))
    e = data.yi - (w @ data.yi) / w.sum()
    scores = np.bincount(data.study, w * e) / w.sum()
    m = scores.size
    assert fit.se[0] ** 2 == pytest.approx((scores**2).sum() * m / (m - 1))
    assert fit.df[0] == m - 1


@pytest.mark.parametrize("weights", ["CORR", "HIER"])
def test_order_of_rows_does_not_matter(nested_effects, weights) -> None:
    data = nested_effects(5)
    one = fit_robu(data.yi, data.vi, data.study, data.x, weights=weights)
    order = np.argsort(data.vi)
    two = fit_robu(
        data.yi[order], data.vi[order], data.study[order], data.x[order], weights=weights
    )
    assert two.b == pytest.approx(one.b)
    assert two.se == pytest.approx(one.se)
    assert two.df == pytest.approx(one.df)


def test_a_level_in_one_study_gets_no_test() -> None:
    rng = np.random.default_rng(4)
    study = np.repeat(np.arange(6), 3)
    only = (study == 5).astype(float)
    fit = fit_robu(rng.normal(size=18), [0.2] * 18, study, np.column_stack([1 - only, only]))
    assert np.isfinite(fit.p_values[0]) and np.isnan(fit.p_values[1])
    assert "rests on one study" in fit.summary()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weights": "EQUAL"}, "expected CORR or HIER"),
        ({"rho": 1.5}, "expected 0 to 1"),
        ({"study": list("aaaa")}, "1 studies and 1 coefficients"),
        ({"study": ["a", "b", None, "c"]}, "a label is missing"),
    ],
)
def test_bad_input_is_named(change, words) -> None:
    settings = {"yi": [0.1, 0.2, 0.4, 0.3], "vi": [0.1] * 4, "study": list("aabb")} | change
    with pytest.raises(ModelError, match=words):
        fit_robu(**settings)
