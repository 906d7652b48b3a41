"""Scores of clusters and their adjustments: what robust variances and their tests are made of.

The coefficients move by G_j' e_j when the residuals e_j of cluster j come in, so that the robust
variance is the sum of G_j' e_j e_j' G_j. CR0 to CR3 differ in G_j only (Pustejovsky & Tipton 2018,
J. Bus. Econ. Stat. 36:672). The working covariance is that of the fitted model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.errors import ModelError
from analyses.models.multilevel import MultilevelFit
from analyses.models.nesting import (
    Integers,
    Labels,
    label_codes,
    lies_within,
    starts_of,
    sums_over,
)

Floats = NDArray[np.float64]
KINDS = ("CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3")
BATCH = 2**21  # numbers of blocks that are decomposed at once
WHOLE = 1e-8  # share of a coefficient that rests on one cluster, below 1 by less than this


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """Scores of m clusters, for the columns of the model matrix as given.

    Attributes
    ----------
    score : array, shape (m, p)
        G_j' e_j.
    own : array, shape (m, p, p)
        G_j' M_j G_j, M the working covariance.
    reach : array, shape (m, p, p)
        X_j' G_j.
    vb : array, shape (p, p)
        (X' M^-1 X)^-1.
    labels : tuple
        Label of each cluster.
    """

    score: Floats
    own: Floats
    reach: Floats
    vb: Floats
    labels: tuple[object, ...]

    @property
    def m(self) -> int:
        """Number of clusters."""
        return int(self.score.shape[0])

    @property
    def covariance(self) -> Floats:
        """Robust covariance of the coefficients, shape (p, p)."""
        return np.asarray(self.score.T @ self.score)


@dataclass(frozen=True, slots=True)
class _Clusters:
    """Effects in order of clusters: model matrix, residuals and M^-1 of both."""

    order: Integers
    codes: Integers
    labels: tuple[object, ...]
    x: Floats
    e: Floats
    mx: Floats
    me: Floats
    vb: Floats

    def information(self) -> Floats:
        """Return X_j' M_j^-1 X_j, shape (m, p, p)."""
        k, p = self.x.shape
        outer = (self.x[:, :, None] * self.mx[:, None, :]).reshape(k, p * p)
        return np.asarray(sums_over(self.codes) @ outer).reshape(-1, p, p)

    def plain(self) -> Floats:
        """Return X_j' M_j^-1 e_j, shape (m, p)."""
        return np.asarray(sums_over(self.codes) @ (self.mx * self.e[:, None]))


def cluster_scores(
    fit: MultilevelFit, cluster: Labels | None = None, kind: str = "CR2"
) -> ClusterScores:
    """Return the scores of clusters.

    Parameters
    ----------
    fit : MultilevelFit
        The model.
    cluster : labels, optional
        Cluster of each effect; the outermost level by default. Effects that the model correlates
        must share a cluster.
    kind : {"CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3"}
        Adjustment.

    Raises
    ------
    ModelError
        For an unknown kind, clusters that cut across groups of the model, or a single cluster.
    """
    if kind not in KINDS:
        raise ModelError(f"kind {kind!r}; expected one of {', '.join(KINDS)}")
    data = _clusters(fit, cluster)
    information = data.information()
    if kind == "CR2":
        score, own, reach = _cr2(fit, data, information)
    elif kind == "CR3":
        score, own, reach = _cr3(data, information)
    else:
        score, own, reach = _linear(data, information, np.broadcast_to(data.vb, information.shape))
        factor = _factor(kind, len(data.labels), fit.k, fit.p)
        score, own, reach = math.sqrt(factor) * score, factor * own, math.sqrt(factor) * reach
    # the columns worked with are orthogonal; the coefficients asked for are those of x as given
    back = fit.structure.back
    forth = np.linalg.inv(back).T
    return ClusterScores(
        score @ back.T, back @ own @ back.T, forth @ reach @ back.T, fit.vb, data.labels
    )


def _factor(kind: str, m: int, n: int, p: int) -> float:
    if kind == "CR0":
        return 1.0
    if kind == "CR1":
        return m / (m - 1)
    if kind == "CR1p":
        if m <= p:
            raise ModelError(f"CR1p: {m} clusters and {p} coefficients; one cluster more is needed")
        return m / (m - p)
    return m * (n - 1) / ((m - 1) * (n - p))


def _clusters(fit: MultilevelFit, cluster: Labels | None) -> _Clusters:
    structure, likelihood = fit.structure, fit.model.at(fit.theta)
    p = fit.p
    labels, numbers = cluster_codes(fit, cluster)
    if len(labels) < 2:
        raise ModelError("one cluster; robust variances need two or more")
    order = np.argsort(numbers, kind="stable")
    x = structure.x
    e = structure.marginal.u[:, p] - x @ likelihood.beta
    solved, _ = structure.marginal.solve(fit.theta, np.column_stack([x, e]))
    return _Clusters(
        order,
        numbers[order],
        labels,
        x[order],
        e[order],
        solved[order, :p],
        solved[order, p],
        likelihood.inverse,
    )


def cluster_codes(
    fit: MultilevelFit, cluster: Labels | None
) -> tuple[tuple[object, ...], Integers]:
    """Return the labels of the clusters, and the cluster of each effect in nested order.

    Raises
    ------
    ModelError
        When clusters cut across groups of the model.
    """
    nesting = fit.structure.nesting
    given = nesting.labels if cluster is None else cluster
    codes, labels = label_codes(given, fit.k, "cluster")
    numbers = codes[nesting.order]
    groups = [node.codes for node in fit.structure.marginal.nodes]
    if not all(lies_within(group, numbers) for group in groups):
        raise ModelError("cluster: effects of one group of the model are in several clusters")
    return tuple(labels), numbers


def _linear(data: _Clusters, information: Floats, after: Floats) -> tuple[Floats, Floats, Floats]:
    """Return scores for G_j = M_j^-1 X_j ``after``_j: nothing but cross-products is needed."""
    score = np.einsum("jab,ja->jb", after, data.plain())
    reach = information @ after
    return score, np.asarray(after.transpose(0, 2, 1) @ reach), np.asarray(reach)


def _shares(data: _Clusters, information: Floats) -> tuple[Floats, Floats, Floats]:
    """Return L with B = L L', and eigenvalues (m, p) and vectors of L' X_j' M_j^-1 X_j L.

    The eigenvalues are the shares of the estimation that rest on a cluster; a share of 1 is a
    direction of which the other clusters say nothing, and for which no residual is left.
    """
    root = np.linalg.cholesky(data.vb)
    values, vectors = np.linalg.eigh(root.T @ information @ root)
    return np.asarray(root), values, vectors


def _cr3(data: _Clusters, information: Floats) -> tuple[Floats, Floats, Floats]:
    """Return scores with (I - H_j)^-1, from X'W (I - X B X'W)^-1 = (I - X'W X B)^-1 X'W."""
    root, shares, vectors = _shares(data, information)
    rest = 1 - shares
    inverse = np.divide(1.0, rest, out=np.zeros_like(rest), where=rest > WHOLE)
    turned = root @ vectors
    return _linear(data, information, (turned * inverse[:, None, :]) @ turned.transpose(0, 2, 1))


def _cr2(fit: MultilevelFit, data: _Clusters, information: Floats) -> tuple[Floats, Floats, Floats]:
    """Return scores with the adjustment A_j that solves A S A = M, S = M - X B X'.

    A = D'(D S D')^(-1/2) D for any root M = D'D; directions without residual are left out.
    """
    root, shares, vectors = _shares(data, information)
    # coefficients of the directions that rest on the cluster alone, in the columns of x
    gone = (root @ vectors) * (shares > 1 - WHOLE)[:, None, :]
    m, p = shares.shape
    score, own, reach = np.zeros((m, p)), np.zeros((m, p, p)), np.zeros((m, p, p))
    starts = starts_of(data.codes)
    sizes = np.diff(np.append(starts, data.codes.size))
    for n in np.unique(sizes):
        chosen = np.flatnonzero(sizes == n)
        for part in np.array_split(chosen, -(-chosen.size * n * n // BATCH)):
            rows = starts[part][:, None] + np.arange(n)
            g, turned = _loadings(fit, data, rows, gone[part])
            score[part] = np.einsum("jna,jn->ja", g, data.e[rows])
            reach[part] = data.x[rows].transpose(0, 2, 1) @ g
            own[part] = turned.transpose(0, 2, 1) @ turned
    return score, own, reach


def _loadings(
    fit: MultilevelFit, data: _Clusters, rows: Integers, gone: Floats
) -> tuple[Floats, Floats]:
    """Return G = A M^-1 X B and L'G, M = L L', of clusters of one size n, shape (m, n, p)."""
    lower = np.linalg.cholesky(fit.structure.marginal.blocks(fit.theta, data.order[rows]))
    upper = lower.transpose(0, 2, 1)
    inner, turned, middle = upper @ lower, upper @ data.x[rows], upper @ data.mx[rows]
    left = inner @ inner - turned @ data.vb @ turned.transpose(0, 2, 1)
    side = middle @ data.vb
    if gone.any():
        # taken out by hand: rounding would leave a root of 0 to be divided by
        left = _without(left, np.linalg.solve(lower, data.mx[rows] @ gone))
    values, vectors = np.linalg.eigh(left)
    lost = np.any(gone != 0, axis=1).sum(axis=1)[:, None]
    # beside a direction that is lost, what is small against the covariance is its rounding
    least = np.where(lost > 0, WHOLE * np.abs(inner).max(axis=(1, 2))[:, None] ** 2, 0.0)
    kept = (np.arange(rows.shape[1]) >= lost) & (values > least)
    roots = np.where(kept, 1 / np.sqrt(np.where(kept, values, 1.0)), 0.0)
    g = lower @ (vectors @ (roots[:, :, None] * (vectors.transpose(0, 2, 1) @ side)))
    return np.asarray(g), np.asarray(upper @ g)


def _without(square: Floats, null: Floats) -> Floats:
    """Return (I - N) ``square`` (I - N), N the projection on the columns of ``null`` (m, n, p)."""
    gram = np.linalg.pinv(null.transpose(0, 2, 1) @ null, rcond=WHOLE, hermitian=True)
    projection = null @ gram @ null.transpose(0, 2, 1)
    once = square - projection @ square
    return np.asarray(once - once @ projection)
