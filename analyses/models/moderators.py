"""What moderators explain: R2, likelihood-ratio and term tests, subgroups with their own tau2."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import chi2

from analyses.models.errors import ModelError
from analyses.models.random_effects import (
    RandomEffectsFit,
    fit_problem,
    fit_random_effects,
    omnibus,
)
from analyses.models.tau2 import COMMON
from analyses.models.weighted import problem, solve, without_rounding

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTest:
    """A Wald-type test of the columns of one term: chi-square, or F with two degrees of freedom."""

    term: str
    columns: tuple[int, ...]
    qm: float
    qm_df: tuple[float, float]
    qm_p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelihoodRatio:
    """A likelihood-ratio test of nested models, both by ML."""

    statistic: float
    df: int
    p: float
    log_lik_full: float
    log_lik_reduced: float
    qe_full: float
    qe_reduced: float
    r2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Subgroups:
    """One model a group, and the test of their difference."""

    labels: tuple[str, ...]
    fits: tuple[RandomEffectsFit, ...]
    q_between: float
    df: int
    p: float

    def summary(self) -> str:
        """Return each group's mean and the test between them."""
        lines = [
            f"{name}: {f.b[0]:.4f} [{f.ci_lb[0]:.4f}, {f.ci_ub[0]:.4f}], {f.k} effects, "
            f"tau2 {f.tau2:.4g}"
            for name, f in zip(self.labels, self.fits, strict=True)
        ]
        return "\n".join(
            [*lines, f"Q between = {self.q_between:.3f}, df {self.df}, p {self.p:.4f}"]
        )


def r_squared(fit: RandomEffectsFit) -> float:
    """Return the share (0 to 1) of heterogeneity that the moderators explain; NaN without any.

    Random effects: (tau2 without - tau2 with) / tau2 without, cut at 0 (Raudenbush 2009). Common
    effect: the adjusted R2 of the weighted regression, cut at 0.
    """
    if not fit.data.has_intercept or fit.p < 2:
        return math.nan
    if fit.method in COMMON:
        w = 1 / fit.data.vi
        mean = float(w @ fit.data.yi / w.sum())
        total = float(without_rounding(w @ (fit.data.yi - mean) ** 2))
        rest = solve(fit.data, w).rss
        if total == 0 or fit.k == fit.p:
            return 0.0
        return max(0.0, 1 - rest / total * (fit.k - 1) / (fit.k - fit.p))
    alone = problem(fit.data.yi, fit.data.vi)
    without = fit_problem(alone, method=fit.method, test="z").tau2
    return max(0.0, (without - fit.tau2) / without) if without > 0 else 0.0


def term_test(fit: RandomEffectsFit, term: str, columns: Sequence[int]) -> TermTest:
    """Test the coefficients of some columns together (see `omnibus`)."""
    qm, df, p = omnibus(fit.data, fit.b, fit.vb, fit.df, columns)
    return TermTest(term=term, columns=tuple(columns), qm=qm, qm_df=df, qm_p=p)


def likelihood_ratio(full: RandomEffectsFit, reduced: RandomEffectsFit) -> LikelihoodRatio:
    """Compare nested models of the same effects by their ML likelihoods.

    Raises
    ------
    ModelError
        When the models are not fitted by ML to the same effects, or are not of different size.
    """
    same = full.k == reduced.k and bool(np.array_equal(full.data.yi, reduced.data.yi))
    if not same or {full.method, reduced.method} - {"ML", "FE", "EE"}:
        raise ModelError("two models of the same effects, both fitted by ML")
    df = full.p + (full.method == "ML") - reduced.p - (reduced.method == "ML")
    if df < 1:
        raise ModelError(f"{full.p} and {reduced.p} coefficients; the first model is the larger")
    statistic = max(0.0, 2 * (full.fit.log_lik_ml - reduced.fit.log_lik_ml))
    r2 = max(0.0, (reduced.tau2 - full.tau2) / reduced.tau2) if reduced.tau2 > 0 else 0.0
    return LikelihoodRatio(
        statistic=statistic,
        df=df,
        p=float(chi2.sf(statistic, df)),
        log_lik_full=full.fit.log_lik_ml,
        log_lik_reduced=reduced.fit.log_lik_ml,
        qe_full=full.qe,
        qe_reduced=reduced.qe,
        r2=r2,
    )


def subgroups(
    yi: ArrayLike,
    vi: ArrayLike,
    by: Sequence[Any],
    *,
    method: str = "REML",
    test: str = "z",
    common_tau2: bool = False,
) -> Subgroups:
    """Fit one model to each group and test whether their means differ.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and variances.
    by : sequence, length k
        Group of each effect; groups are sorted by name.
    method, test : str
        As in `fit_random_effects`.
    common_tau2 : bool
        Use the tau2 of the model with the groups as moderator for every group.

    Returns
    -------
    Subgroups
        Q between is the heterogeneity of the group means with their squared standard errors as
        variances (Borenstein et al. 2009, ch. 19), chi-square with groups - 1 degrees of freedom.
    """
    y, v = np.asarray(yi, dtype=float), np.asarray(vi, dtype=float)
    names = np.array([str(value) for value in by])
    labels = tuple(sorted(set(names.tolist())))
    if len(labels) < 2:
        raise ModelError("one group; two or more are needed")
    fits = []
    if common_tau2:
        x = np.column_stack([names == label for label in labels]).astype(float)
        whole = fit_random_effects(y, v, x, method=method, test="z")
        shared = whole.tau2
    for label in labels:
        rows = names == label
        if common_tau2:
            fit = fit_random_effects(y[rows], v[rows] + shared, method="FE", test=test)
            fits.append(replace(fit, tau2=shared))
        else:
            fits.append(fit_random_effects(y[rows], v[rows], method=method, test=test))
    means = np.array([f.b[0] for f in fits])
    between = fit_random_effects(means, np.array([f.vb[0, 0] for f in fits]), method="FE", test="z")
    return Subgroups(
        labels=labels,
        fits=tuple(fits),
        q_between=between.qe,
        df=len(labels) - 1,
        p=float(chi2.sf(between.qe, len(labels) - 1)),
    )
