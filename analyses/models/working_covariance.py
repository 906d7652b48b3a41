"""Sampling covariance with a constant correlation within clusters, and what is done with it.

V = (1 - rho) diag(v) + rho s s' within a cluster, s = sqrt(v). It is what ``vcalc(rho)`` of metafor
and ``impute_covariance_matrix(r)`` of clubSandwich return; here it stays a few numbers a cluster.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.models.errors import ModelError
from analyses.models.marginal import Marginal, make_node
from analyses.models.nesting import Integers, Labels, Nesting, nest, starts_of, sums_over

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCovariance:
    """A covariance matrix in blocks.

    Attributes
    ----------
    vi : array, shape (k,)
        Sampling variances, in the order of the data.
    rho : float
        Correlation within a cluster.
    n_clusters : int
        Clusters.
    total, trace, log_det : float
        Sum of all elements, trace, log of the determinant.
    """

    vi: Floats
    rho: float
    n_clusters: int
    total: float
    trace: float
    log_det: float
    nesting: Nesting = field(repr=False, compare=False)

    @property
    def clusters(self) -> Integers:
        """Cluster of each effect as a number, in the order of the data."""
        found = np.empty(self.vi.size, dtype=np.int64)
        found[self.nesting.order] = self.nesting.codes[0]
        return found

    def block(self, rows: ArrayLike) -> Floats:
        """Return the covariance of some effects (positions in the data), shape (n, n)."""
        chosen = np.asarray(rows, dtype=np.int64)
        s, group = np.sqrt(self.vi[chosen]), self.clusters[chosen]
        found = self.rho * np.outer(s, s) * (group[:, None] == group)
        np.fill_diagonal(found, self.vi[chosen])
        return np.asarray(found)

    def summary(self) -> str:
        """Return one line."""
        return (
            f"{self.vi.size} effects in {self.n_clusters} clusters, sampling errors correlated "
            f"{self.rho:g} within a cluster (assumed)"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AggregatedEffects:
    """One effect a cluster, in order of first appearance.

    Attributes
    ----------
    labels : tuple
        Label of each cluster.
    yi, vi : array, shape (m,)
        Aggregated effects and their variances.
    n_effects : array of int, shape (m,)
        Effects of each cluster.
    rho : float
        Correlation assumed within a cluster.
    """

    labels: tuple[Any, ...]
    yi: Floats
    vi: Floats
    n_effects: Integers
    rho: float

    def summary(self) -> str:
        """Return one line."""
        return (
            f"{int(self.n_effects.sum())} effects made {self.yi.size}, one a cluster "
            f"(rho {self.rho:g} assumed)"
        )


def constant_correlation(vi: ArrayLike, cluster: Labels, rho: float) -> WorkingCovariance:
    """Return the covariance of sampling errors with one correlation within clusters.

    Parameters
    ----------
    vi : array_like, shape (k,)
        Sampling variances, > 0.
    cluster : labels, length k
        Cluster (study) of each effect.
    rho : float
        Correlation, 0 <= rho < 1.

    Raises
    ------
    ModelError
        For variances that are not positive, missing labels, or a rho out of range.
    """
    v, nesting = _checked(vi, cluster, rho)
    order, codes = nesting.order, nesting.codes[0]
    s = np.sqrt(v[order])
    sums = sums_over(codes) @ s
    node = make_node(0, codes, None, None, rho)
    _, log_det = Marginal(s[:, None], (1 - rho) * v[order], None, (node,)).products(np.zeros(0))
    return WorkingCovariance(
        vi=v,
        rho=rho,
        n_clusters=nesting.sizes[0],
        total=float((1 - rho) * v.sum() + rho * sums @ sums),
        trace=float(v.sum()),
        log_det=float(log_det[()]),
        nesting=nesting,
    )


def aggregate_effects(
    yi: ArrayLike, vi: ArrayLike, cluster: Labels, rho: float, *, weighted: bool = True
) -> AggregatedEffects:
    """Combine the effects of each cluster into one.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    cluster : labels, length k
        Cluster of each effect.
    rho : float
        Correlation of the sampling errors within a cluster, 0 <= rho < 1.
    weighted : bool
        Generalised least squares with V: mean 1'V^-1 y / 1'V^-1 1, variance 1 / 1'V^-1 1. False
        gives the plain mean, with variance 1'V 1 / n^2 (Borenstein et al. 2009, ch. 24).

    Raises
    ------
    ModelError
        See `constant_correlation`; also for effects that are not finite.
    """
    v, nesting = _checked(vi, cluster, rho)
    y = np.asarray(yi, dtype=float).ravel()
    if y.size != v.size or not np.isfinite(y).all():
        raise ModelError(f"{y.size} effects for {v.size} variances; expected finite, one each")
    order, codes = nesting.order, nesting.codes[0]
    y, v, sums = y[order], v[order], sums_over(codes)
    n = np.bincount(codes)
    s = np.sqrt(v)
    if weighted:
        w = 1 / ((1 - rho) * v)
        a, b, c, d = (sums @ np.column_stack([w, w * s, w * y, w * s * y])).T
        shrink = rho / (1 + rho * n / (1 - rho))
        information = a - shrink * b**2
        mean, variance = (c - shrink * b * d) / information, 1 / information
    else:
        mean = (sums @ y) / n
        variance = ((1 - rho) * (sums @ v) + rho * (sums @ s) ** 2) / n**2
    first = order[starts_of(codes)]
    place = np.argsort(first)
    return AggregatedEffects(
        labels=tuple(nesting.labels[row] for row in first[place]),
        yi=mean[place],
        vi=variance[place],
        n_effects=n[place],
        rho=rho,
    )


def _checked(vi: ArrayLike, cluster: Labels, rho: float) -> tuple[Floats, Nesting]:
    v = np.asarray(vi, dtype=float).ravel()
    if v.size == 0 or not (np.isfinite(v).all() and (v > 0).all()):
        raise ModelError(f"{v.size} variances; expected one or more, finite and above 0")
    if not 0 <= rho < 1:
        raise ModelError(f"rho = {rho!r}; expected a correlation of 0 or more, below 1")
    return v, nest({"cluster": cluster}, v.size)
