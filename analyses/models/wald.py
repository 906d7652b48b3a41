"""Robust Wald tests of several coefficients together: HTZ and seven others.

Tipton & Pustejovsky (2015), J. Educ. Behav. Stat. 40:604, compare them; HTZ (an approximate
Hotelling's T2 with matched total variance) holds its level best and is the default. Names and
values are those of clubSandwich 0.5.8 (``Wald_test``). Every quantity comes from sums over clusters
of p x p matrices, so the cost is linear in their number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.models.cluster_scores import ClusterScores, cluster_scores
from analyses.models.coefficient_tests import upper_f
from analyses.models.errors import ModelError
from analyses.models.multilevel import MultilevelFit
from analyses.models.nesting import Labels
from analyses.models.robust import NOTHING

Floats = NDArray[np.float64]
TESTS = ("chi-sq", "Naive-F", "Naive-Fp", "HTA", "HTB", "HTZ", "EDF", "EDT")
SINGULAR = 1e-12  # ratio of eigenvalues of the scaled covariance
TINY = 1e-300
LEAST_DF = 4.1  # EDF needs the variance of F, which exists above 4 degrees of freedom


@dataclass(frozen=True, slots=True, kw_only=True)
class WaldTest:
    """A robust test of q constraints.

    Attributes
    ----------
    test, kind : str
        Name of the test, kind of robust variance.
    statistic : float
        delta * Q / q, compared with F(q, df); Q is the robust Wald statistic.
    delta : float
        Factor that makes Q / q an F (1 where there is none).
    df_num : int
        q.
    df_denom : float
        Denominator degrees of freedom; infinite for chi-square.
    p : float
        P-value; NaN when ``df_denom`` is not positive (too few clusters to test).
    """

    test: str
    kind: str
    statistic: float
    delta: float
    df_num: int
    df_denom: float
    p: float

    def summary(self) -> str:
        """Return the test in one line; says when there is too little to test."""
        if math.isnan(self.p):
            return f"{self.test}: not tested, too few clusters (df {self.df_denom:.2f})"
        return (
            f"{self.test}: F({self.df_num}, {self.df_denom:.1f}) = {self.statistic:.3f}, "
            f"p = {self.p:.4f}"
        )


def wald_test(
    fit: MultilevelFit,
    constraints: Sequence[int] | ArrayLike,
    cluster: Labels | None = None,
    kind: str = "CR2",
    tests: Sequence[str] = ("HTZ",),
) -> tuple[WaldTest, ...]:
    """Test whether constraints on the coefficients hold.

    Parameters
    ----------
    fit : MultilevelFit
        The model.
    constraints : sequence of int, or array_like of shape (q, p)
        Columns whose coefficients are 0 together, or a matrix C with C b = 0.
    cluster : labels, optional
        Independent clusters; the outermost level by default.
    kind : str
        Kind of robust variance (see `robust_test`).
    tests : sequence of str
        Any of chi-sq, Naive-F, Naive-Fp, HTA, HTB, HTZ, EDF, EDT.

    Returns
    -------
    tuple of WaldTest
        In the order of ``tests``.

    Raises
    ------
    ModelError
        For an unknown test, constraints that do not fit the model or depend on each other, a
        robust variance that is singular for them (no more clusters than constraints), or
        constraints that one cluster alone decides.
    """
    unknown = [t for t in tests if t not in TESTS]
    if unknown:
        raise ModelError(f"test {unknown[0]!r}; expected one of {', '.join(TESTS)}")
    c = _constraints(constraints, fit.p)
    scores = cluster_scores(fit, cluster, kind)
    q_statistic = _statistic(c @ fit.b, c @ scores.covariance @ c.T)
    small = _SmallSample(scores, c) if set(tests) - set(TESTS[:3]) else None
    found = []
    for name in tests:
        delta, df, statistic = _one(name, q_statistic, c, fit, scores, small)
        p = upper_f(statistic, c.shape[0], df)
        found.append(
            WaldTest(
                test=name,
                kind=kind,
                statistic=statistic,
                delta=delta,
                df_num=c.shape[0],
                df_denom=df,
                p=p,
            )
        )
    return tuple(found)


def _constraints(constraints: Sequence[int] | ArrayLike, p: int) -> Floats:
    given = np.asarray(constraints)
    if given.ndim == 1 and given.size and given.dtype.kind in "iu":
        if (given < 0).any() or (given >= p).any():
            raise ModelError(f"constraints {given.tolist()}; expected columns 0 to {p - 1}")
        return np.asarray(np.eye(p)[given])
    if given.ndim != 2 or given.shape[1] != p or given.shape[0] == 0:
        raise ModelError(f"constraints of shape {given.shape}; expected (q, {p}) or columns")
    matrix = given.astype(float)
    if np.linalg.matrix_rank(matrix) < matrix.shape[0]:
        raise ModelError("constraints that are combinations of each other")
    return matrix


def _statistic(b: Floats, vb: Floats) -> float:
    size = np.sqrt(np.diag(vb))
    if np.all(size > 0):
        values, vectors = np.linalg.eigh(vb / np.outer(size, size))
        if values[0] > SINGULAR * values[-1]:
            return float(((vectors.T @ (b / size)) ** 2 / values).sum())
    raise ModelError(f"robust covariance of {b.size} constraints is singular: too few clusters")


class _SmallSample:
    """Moments of D, the robust covariance of the constraints scaled to expectation I.

    ``covariance`` is Cov(d_st, d_uv), shape (q, q, q, q), under the working model.
    """

    def __init__(self, scores: ClusterScores, c: Floats) -> None:
        self.scores, self.c = scores, c
        own = c @ scores.own @ c.T
        reach = scores.reach @ c.T
        omega = own.sum(axis=0) - np.einsum("jas,ab,jbt->st", reach, scores.vb, reach)
        size = np.sqrt(np.diag(c @ scores.vb @ c.T))
        values, _ = np.linalg.eigh((omega + omega.T) / (2 * np.outer(size, size)))
        if values[0] < NOTHING:
            raise ModelError("constraints that one cluster alone decides; they cannot be tested")
        values, vectors = np.linalg.eigh((omega + omega.T) / 2)
        self.root = (vectors / np.sqrt(values)) @ vectors.T
        self.own = self.root @ own @ self.root
        self.reach = reach @ self.root
        # d = sum of z_i z_j over clusters: P_st,ij = [i = j] own_st - f_is' B f_jt
        inner = np.einsum("jas,ab,jbt->jst", self.reach, scores.vb, self.reach, optimize=True)
        self.pairs = self._pairs(inner)
        self.covariance = np.einsum("sutv->stuv", self.pairs) + np.einsum("svtu->stuv", self.pairs)

    def _pairs(self, inner: Floats) -> Floats:
        """Return the sum over clusters i, j of P_su,ij P_tv,ij, indexed s, u, t, v."""
        own = self.own
        both = np.einsum("jsu,jtv->sutv", own, own, optimize=True)
        once = np.einsum("jsu,jtv->sutv", own, inner, optimize=True)
        gram = np.einsum("jas,jbt->stab", self.reach, self.reach, optimize=True)
        turned = np.einsum("stab,bc->stac", gram, self.scores.vb)
        far = np.einsum("tsab,uvba->sutv", turned, turned, optimize=True)
        return np.asarray(both - once - once.transpose(2, 3, 0, 1) + far)

    def directions(self, robust: Floats) -> tuple[Floats, Floats, Floats]:
        """Return eigenvalues and vectors of the scaled robust covariance, and a df for each."""
        values, vectors = np.linalg.eigh(self.root @ self.c @ robust @ self.c.T @ self.root)
        spread = np.einsum(
            "sk,uk,tk,vk,sutv->k", vectors, vectors, vectors, vectors, self.pairs, optimize=True
        )
        return np.maximum(values, 0.0), vectors, 1 / np.maximum(spread, TINY)


def _one(
    name: str,
    q_statistic: float,
    c: Floats,
    fit: MultilevelFit,
    scores: ClusterScores,
    small: _SmallSample | None,
) -> tuple[float, float, float]:
    """Return delta, denominator df and statistic of one test."""
    q = c.shape[0]
    if name == "chi-sq" or small is None:
        df = {"chi-sq": math.inf, "Naive-F": scores.m - 1.0}.get(name, float(scores.m - fit.p))
        return 1.0, df, q_statistic / q
    if name == "Naive-F":
        return 1.0, scores.m - 1.0, q_statistic / q
    if name == "Naive-Fp":
        return 1.0, float(scores.m - fit.p), q_statistic / q
    if name in ("HTA", "HTB", "HTZ"):
        nu = _wishart_df(name, small.covariance)
        delta = max((nu - q + 1) / nu, 0.0)
        return delta, nu - q + 1, delta * q_statistic / q
    values, vectors, df_each = small.directions(scores.covariance)
    if name == "EDF":
        delta, df = _eigen_f(df_each)
        return delta, df, delta * q_statistic / q
    with np.errstate(divide="ignore", invalid="ignore"):
        t = vectors.T @ small.root @ c @ fit.b / np.sqrt(values)
        return 1.0, math.inf, float((_normal_of_t(t, df_each) ** 2).mean())


def _wishart_df(name: str, covariance: Floats) -> float:
    """Return the degrees of freedom of the Wishart distribution that is nearest to D.

    HTZ matches the total variance of D (Zhang 2012); HTA and HTB come nearest in least squares to
    its covariances, over all elements (A) or its lower triangle (B).
    """
    q = covariance.shape[0]
    variance = np.einsum("stst->st", covariance)
    if name == "HTZ":
        return float(q * (q + 1) / variance.sum())
    if name == "HTA":
        return 2 * float(variance.sum()) / float((covariance**2).sum())
    low = np.tril_indices(q)
    part = covariance[low[0], low[1]][:, low[0], low[1]]
    lower = np.tril_indices(part.shape[0])
    return 2 * float(variance[low].sum()) / float((part[lower] ** 2).sum())


def _eigen_f(df_each: Floats) -> tuple[float, float]:
    """Return delta and df of the F with the mean and variance of a sum of F(1, df) (EDF)."""
    df, q = np.maximum(df_each, LEAST_DF), df_each.size
    mean = float((df / (df - 2)).sum())
    variance = 2 * float((df**2 * (df - 1) / ((df - 2) ** 2 * (df - 4))).sum())
    if q * variance <= 2 * mean**2:
        return q / mean, math.inf
    delta = (mean**2 * (q - 2) + 2 * q * variance) / (mean * (variance + mean**2))
    return delta, 4 + 2 * mean**2 * (q + 2) / (q * variance - 2 * mean**2)


def _normal_of_t(t: Floats, df: Floats) -> Floats:
    """Return the normal deviate of a t (Hill 1970, Commun. ACM 13:617), for EDT."""
    a = df - 0.5
    b = 48 * a**2
    z = np.sqrt(a * np.log1p(t**2 / df))
    tail = 4 * z**7 + 33 * z**5 + 240 * z**3 + 855 * z
    return np.asarray(
        z + (z**3 + 3 * z) / b - tail / (10 * b**2 + 8 * b * z**4 + 1000 * b), dtype=float
    )
