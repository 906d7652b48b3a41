"""Cluster-robust tests of coefficients with small-sample degrees of freedom.

CR2 with Satterthwaite degrees of freedom: Bell & McCaffrey (2002), Surv. Methodol. 28:169; Tipton
(2015), Psychol. Methods 20:375; Pustejovsky & Tipton (2018), J. Bus. Econ. Stat. 36:672. Values
agree with clubSandwich 0.5.8 (``coef_test``) and, for `robust_simple`, with metafor's ``robust``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analyses.models.cluster_scores import ClusterScores, cluster_scores
from analyses.models.coefficient_tests import quantile, two_sided
from analyses.models.errors import ModelError
from analyses.models.multilevel import MultilevelFit
from analyses.models.nesting import Labels

Floats = NDArray[np.float64]
NOTHING = 1e-6  # share of the model's variance below which a robust one is rounding
FEW = 4.0  # degrees of freedom below which a p-value is not to be trusted (Tipton 2015)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustFit:
    """Robust tests of the coefficients of a model.

    Attributes
    ----------
    kind : str
        CR0, CR1, CR1p, CR1S, CR2 or CR3.
    level : float
        Level of the intervals.
    n_clusters : int
        Clusters.
    names : tuple of str
        Names of the coefficients.
    b, se, stat : array, shape (p,)
        Coefficients, robust standard errors and their ratio; NaN for a coefficient that one
        cluster alone decides.
    df : array, shape (p,)
        Satterthwaite degrees of freedom under the working model.
    p_values, ci_lb, ci_ub : array, shape (p,)
        From t with ``df``.
    p_normal, p_naive, p_naive_less : array, shape (p,)
        From the normal distribution, and from t with m - 1 and m - p degrees of freedom.
    vb : array, shape (p, p)
        Robust covariance.
    """

    kind: str
    level: float
    n_clusters: int
    names: tuple[str, ...]
    b: Floats
    se: Floats
    stat: Floats
    df: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    p_normal: Floats
    p_naive: Floats
    p_naive_less: Floats
    vb: Floats
    scores: ClusterScores = field(repr=False, compare=False)

    def summary(self) -> str:
        """Return the tests in a few lines of plain text; says where df are too few."""
        lines = [f"{self.kind} robust tests, {self.n_clusters} clusters"]
        for j, name in enumerate(self.names):
            if np.isnan(self.df[j]):
                lines.append(f"{name}: {self.b[j]:.4f}, no test: it rests on one cluster alone")
                continue
            warning = " (too few to trust the p-value)" if self.df[j] < FEW else ""
            lines.append(
                f"{name}: {self.b[j]:.4f} [{self.ci_lb[j]:.4f}, {self.ci_ub[j]:.4f}], "
                f"p = {self.p_values[j]:.4f}, df = {self.df[j]:.1f}{warning}"
            )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleRobust:
    """Robust tests with the factor m / (m - p) and t with m - p degrees of freedom."""

    n_clusters: int
    df: float
    se: Floats
    stat: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats

    def summary(self) -> str:
        """Return the tests in a line each."""
        rows = zip(self.se, self.ci_lb, self.ci_ub, self.p_values, strict=True)
        return "\n".join(
            f"SE {s:.4f} [{low:.4f}, {high:.4f}], p = {p:.4f}, df = {self.df:g}"
            for s, low, high, p in rows
        )


def robust_test(
    fit: MultilevelFit, cluster: Labels | None = None, kind: str = "CR2", *, level: float = 0.95
) -> RobustFit:
    """Test the coefficients of a multilevel model with a cluster-robust variance.

    Parameters
    ----------
    fit : MultilevelFit
        The model, whose fitted covariance is the working model.
    cluster : labels, optional
        Independent clusters (studies); the outermost level by default.
    kind : {"CR2", "CR0", "CR1", "CR1p", "CR1S", "CR3"}
        Small-sample adjustment. CR1: m/(m-1); CR1p: m/(m-p); CR1S: m(n-1)/((m-1)(n-p)).
    level : float
        Level of the intervals.

    Raises
    ------
    ModelError
        See `cluster_scores`.
    """
    scores = cluster_scores(fit, cluster, kind)
    vb = scores.covariance
    df, seen = satterthwaite(scores)
    se = np.where(seen, np.sqrt(np.diag(vb)), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        stat = fit.b / se
    half = quantile(0.5 + level / 2, df) * se
    m, ones = scores.m, np.ones(fit.p)
    return RobustFit(
        kind=kind,
        level=level,
        n_clusters=m,
        names=fit.names,
        b=fit.b,
        se=se,
        stat=stat,
        df=df,
        p_values=two_sided(stat, df),
        ci_lb=fit.b - half,
        ci_ub=fit.b + half,
        p_normal=two_sided(stat, ones * np.inf),
        p_naive=two_sided(stat, ones * (m - 1)),
        p_naive_less=two_sided(stat, ones * (m - fit.p)),
        vb=vb,
        scores=scores,
    )


def satterthwaite(scores: ClusterScores) -> tuple[Floats, NDArray[np.bool_]]:
    """Return degrees of freedom of the robust variances, and whether there are any, shape (p,).

    With normal errors that follow the working model the variance is a quadratic form with matrix
    P = diag(a_j) - F B F' over clusters, a_j the own variance of cluster j and F its reaches; the
    degrees of freedom are tr(P)^2 / tr(P P). Nothing of size m x m is formed. A coefficient that
    one cluster alone decides has no residual to estimate its variance: P is 0.
    """
    a = np.diagonal(scores.own, axis1=1, axis2=2)
    return trace_ratio(a, scores.reach, scores.vb)


def trace_ratio(a: Floats, f: Floats, b: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return tr(P)^2 / tr(P P) of P = diag(a) - f' b f for each column, and whether tr(P) > 0.

    Shapes: a (m, p), f (m, p, p) whose last axis is the column, b (p, p).
    """
    fbf = np.einsum("jac,ab,jbc->jc", f, b, f, optimize=True)
    gram = np.einsum("jac,jbc->cab", f, f, optimize=True)
    turned = b @ gram
    squares = (a**2 - 2 * a * fbf).sum(axis=0) + np.einsum("cab,cba->c", turned, turned)
    trace = (a - fbf).sum(axis=0)
    seen = trace > NOTHING * np.diag(b)
    safe = np.where(seen & (squares > 0), squares, 1.0)
    return np.where(seen, trace**2 / safe, np.nan), seen


def robust_simple(
    fit: MultilevelFit, cluster: Labels | None = None, *, level: float = 0.95
) -> SimpleRobust:
    """Test coefficients with the sandwich variance times m / (m - p), t with m - p df.

    Hedges, Tipton & Johnson (2010), Res. Synth. Methods 1:39; the default of metafor's ``robust``.
    With fewer than 40 clusters `robust_test` is the better choice.

    Raises
    ------
    ModelError
        When there are not more clusters than coefficients.
    """
    scores = cluster_scores(fit, cluster, "CR1p")
    df = float(scores.m - fit.p)
    if df <= 0:
        raise ModelError(f"{scores.m} clusters and {fit.p} coefficients; more clusters are needed")
    _, seen = satterthwaite(scores)
    se = np.where(seen, np.sqrt(np.diag(scores.covariance)), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        stat = fit.b / se
    every = np.full(fit.p, df)
    half = quantile(0.5 + level / 2, every) * se
    return SimpleRobust(
        n_clusters=scores.m,
        df=df,
        se=se,
        stat=stat,
        p_values=two_sided(stat, every),
        ci_lb=fit.b - half,
        ci_ub=fit.b + half,
    )
