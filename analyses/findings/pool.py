"""The model of a finding: correlated and hierarchical effects with robust variance, or its kin.

Pustejovsky & Tipton (2022), Prevention Science 23:425: effects within studies within the set,
sampling errors of one study correlated by an assumed rho, CR2 standard errors with Satterthwaite
degrees of freedom. When every study has one effect the model is the two-level one, with the
Knapp-Hartung adjustment.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from analyses.models.errors import ModelError
from analyses.models.multilevel import MultilevelFit, fit_multilevel
from analyses.models.random_effects import fit_random_effects
from analyses.models.robust import robust_test

Row = Mapping[str, Any]
Floats = NDArray[np.float64]
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A pooled effect.

    Attributes
    ----------
    model : {"CHE-CR2", "REML-KH", "common"}
        Which model it is.
    k, n_studies : int
        Effects and studies.
    estimate, se, df, p, ci_lb, ci_ub : float
        Mean effect with its test against 0 (t with ``df`` degrees of freedom).
    pi_lb, pi_ub : float or None
        95% prediction interval: t with n_studies - 1 degrees of freedom, the variances between and
        within studies added to the squared standard error. None for the common-effect model.
    sigma2_study, sigma2_effect, tau2 : float
        Variance between studies, within studies, and their sum.
    i2, i2_study, i2_effect : float
        Shares of the variance (0 to 1): all heterogeneity, between and within studies.
    q, q_p : float
        Cochran's Q and its p.
    rho : float or None
        Assumed correlation within studies, when it is used.
    weights : tuple of float
        Share of each effect, in the order given, adding up to 1.
    largest_study : float
        Share of the study with the largest weight.
    """

    model: str
    k: int
    n_studies: int
    estimate: float
    se: float
    df: float | None
    p: float
    ci_lb: float
    ci_ub: float
    pi_lb: float | None
    pi_ub: float | None
    sigma2_study: float
    sigma2_effect: float
    tau2: float
    i2: float
    i2_study: float
    i2_effect: float
    q: float
    q_p: float
    rho: float | None
    weights: tuple[float, ...]
    largest_study: float


def pool(effects: Sequence[Row], *, rho: float = 0.6, method: str = "REML") -> Pooled:
    """Pool effects, several a study allowed.

    Parameters
    ----------
    effects : sequence of mapping
        ``study_id, yi, vi`` of each.
    rho : float
        Assumed correlation of the sampling errors of effects of one study.
    method : str
        ``REML`` or ``ML``.

    Raises
    ------
    ModelError
        For fewer than two studies, bad numbers, or a model that does not converge.
    """
    studies = [str(e["study_id"]) for e in effects]
    if len(set(studies)) < 2:
        raise ModelError(f"not pooled: {'one study' if effects else 'no study'}")
    if len(set(studies)) == len(effects):
        return pool_independent(effects, method=method)
    yi, vi = _numbers(effects)
    labels: dict[str, list[Any]] = {"study": studies, "effect": list(range(len(effects)))}
    fit = fit_multilevel(yi, vi, labels, rho=rho, method=method)
    robust = robust_test(fit, studies, "CR2", level=LEVEL)
    between, within = float(fit.sigma2[0]), float(fit.sigma2[1])
    se, m = float(robust.se[0]), len(set(studies))
    pi = _prediction(float(fit.b[0]), se, between + within, m)
    weights = _weights(fit, vi, studies, rho)
    by_study = [sum(w for w, s in zip(weights, studies, strict=True) if s == n) for n in studies]
    return Pooled(
        model="CHE-CR2",
        k=len(effects),
        n_studies=m,
        estimate=float(fit.b[0]),
        se=se,
        df=float(robust.df[0]),
        p=float(robust.p_values[0]),
        ci_lb=float(robust.ci_lb[0]),
        ci_ub=float(robust.ci_ub[0]),
        pi_lb=pi[0],
        pi_ub=pi[1],
        sigma2_study=between,
        sigma2_effect=within,
        tau2=between + within,
        i2=float(fit.i2.sum()),
        i2_study=float(fit.i2[0]),
        i2_effect=float(fit.i2[1]),
        q=fit.qe,
        q_p=fit.qe_p,
        rho=rho,
        weights=weights,
        largest_study=max(by_study),
    )


def pool_independent(effects: Sequence[Row], *, method: str = "REML", test: str = "knha") -> Pooled:
    """Pool one effect a study with the two-level model (or the common-effect model, ``FE``)."""
    yi, vi = _numbers(effects)
    if len(effects) < 2:
        raise ModelError(f"not pooled: {'one study' if effects else 'no study'}")
    fit = fit_random_effects(yi, vi, method=method, test="z" if method == "FE" else test)
    w = 1 / (vi + fit.tau2)
    pi: tuple[float | None, float | None] = (None, None)
    if method != "FE":
        pi = _prediction(float(fit.b[0]), float(fit.se[0]), fit.tau2, len(effects))
    return Pooled(
        model="common" if method == "FE" else "REML-KH",
        k=len(effects),
        n_studies=len(effects),
        estimate=float(fit.b[0]),
        se=float(fit.se[0]),
        df=fit.df,
        p=float(fit.p_values[0]),
        ci_lb=float(fit.ci_lb[0]),
        ci_ub=float(fit.ci_ub[0]),
        pi_lb=pi[0],
        pi_ub=pi[1],
        sigma2_study=fit.tau2,
        sigma2_effect=0.0,
        tau2=fit.tau2,
        i2=fit.i2,
        i2_study=fit.i2,
        i2_effect=0.0,
        q=fit.qe,
        q_p=fit.qe_p,
        rho=None,
        weights=tuple((w / w.sum()).tolist()),
        largest_study=float(w.max() / w.sum()),
    )


def _numbers(effects: Sequence[Row]) -> tuple[Floats, Floats]:
    yi = np.array([e["yi"] for e in effects], dtype=float)
    return yi, np.array([e["vi"] for e in effects], dtype=float)


def _prediction(estimate: float, se: float, tau2: float, m: int) -> tuple[float, float]:
    half = float(student.ppf(0.5 + LEVEL / 2, m - 1)) * math.sqrt(se**2 + tau2)
    return estimate - half, estimate + half


def _weights(
    fit: MultilevelFit, vi: Floats, studies: Sequence[str], rho: float
) -> tuple[float, ...]:
    """Return each effect's share of the mean: 1' M^-1 of its study's block, normalised."""
    weights = np.zeros(len(studies))
    names = np.array(studies)
    for study in sorted(set(studies)):
        rows = np.flatnonzero(names == study)
        s = np.sqrt(vi[rows])
        block = rho * np.outer(s, s) + fit.sigma2[0]
        block[np.diag_indices(rows.size)] = vi[rows] + fit.sigma2[0] + fit.sigma2[1]
        weights[rows] = np.linalg.solve(block, np.ones(rows.size))
    return tuple((weights / weights.sum()).tolist())
