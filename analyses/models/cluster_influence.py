"""Influence of clusters and effects on a multilevel model, with its variance components held.

Deletion formulas: a cluster that is left out takes X_j' M_j^-1 X_j with it, an effect changes the
coefficients by its conditional residual (Cook & Weisberg 1982; Haslett & Haslett 2007, Int. Stat.
Rev. 75:1), so nothing is refitted. Values agree with metafor 3.8 (``cooks.distance``,
``hatvalues``, ``rstandard``, ``rstudent``, all with ``reestimate=FALSE``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyses.models.cluster_scores import cluster_codes
from analyses.models.multilevel import MultilevelFit
from analyses.models.nesting import Integers, Labels, sums_over

Floats = NDArray[np.float64]
CONDITION = 1e-12  # reciprocal condition below which the others do not tell the coefficients


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterInfluence:
    """Influence of clusters and of single effects.

    Attributes
    ----------
    labels : tuple
        Label of each cluster, m of them, in order of first appearance.
    n_effects : array of int, shape (m,)
        Effects of each cluster.
    cook : array, shape (m,)
        Squared change of the coefficients without the cluster, in their covariance.
    x2 : array, shape (m,)
        Squared length of the cluster's residuals from the model without it: chi-square with
        ``n_effects`` degrees of freedom when the cluster follows the model.
    hat : array, shape (k,)
        Leverage of each effect, in the order of the data; adds up to p.
    rstandard, rstudent, rstudent_cluster : array, shape (k,)
        Residual over its standard error: from the model, from the model without the effect, and
        from the model without its whole cluster.
    """

    labels: tuple[Any, ...]
    n_effects: Integers
    cook: Floats
    x2: Floats
    hat: Floats
    rstandard: Floats
    rstudent: Floats
    rstudent_cluster: Floats

    def summary(self) -> str:
        """Return the three most influential clusters."""
        order = np.argsort(-np.nan_to_num(self.cook, nan=-1.0), kind="stable")[:3]
        return "\n".join(
            f"{self.labels[n]}: Cook's distance {self.cook[n]:.3f}, X2 {self.x2[n]:.2f} "
            f"({self.n_effects[n]} effects)"
            for n in order
        )


@dataclass(frozen=True, slots=True)
class ClusterProducts:
    """X_j'W X_j, X_j'W y_j and y_j'W y_j of each cluster, stacked as (m, p + 1, p + 1)."""

    blocks: Floats

    @property
    def others(self) -> Floats:
        """Sums over the other clusters; from both ends, so that nothing is subtracted."""
        before = np.cumsum(self.blocks, axis=0)
        after = np.cumsum(self.blocks[::-1], axis=0)[::-1]
        found = np.zeros_like(self.blocks)
        found[1:] += before[:-1]
        found[:-1] += after[1:]
        return found


def cluster_products(columns: Floats, solved: Floats, codes: Integers) -> ClusterProducts:
    """Return the products of ``columns`` (k, c) with W times them, per cluster; any code order."""
    order = np.argsort(codes, kind="stable")
    k, c = columns.shape
    outer = (columns[order, :, None] * solved[order, None, :]).reshape(k, c * c)
    sums = np.asarray(sums_over(codes[order]) @ outer)
    return ClusterProducts(sums.reshape(-1, c, c))


def solve_each(a: Floats, b: Floats) -> Floats:
    """Solve a[j] x = b[j], shape (m, p, p) and (m, p); NaN where a[j] is singular."""
    size = np.sqrt(np.maximum(np.diagonal(a, axis1=1, axis2=2), 0.0))
    scale = np.where(size > 0, size, 1.0)
    values, vectors = np.linalg.eigh(a / scale[:, :, None] / scale[:, None, :])
    bad = (values[:, 0] <= CONDITION * values[:, -1]) | (size == 0).any(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        along = np.einsum("jba,jb->ja", vectors, b / scale) / values
        found = np.einsum("jab,jb->ja", vectors, along) / scale
    found[bad] = np.nan
    return np.asarray(found)


def cluster_influence(fit: MultilevelFit, cluster: Labels | None = None) -> ClusterInfluence:
    """Return influence measures of a multilevel model.

    Parameters
    ----------
    fit : MultilevelFit
        The model; its variance components are held.
    cluster : labels, optional
        Clusters to leave out; the outermost level by default.

    Returns
    -------
    ClusterInfluence
        A cluster without which the coefficients cannot be estimated has NaN.

    Raises
    ------
    ModelError
        When clusters cut across groups of the model.
    """
    structure, p = fit.structure, fit.p
    labels, codes = cluster_codes(fit, cluster)
    at = fit.model.at(fit.theta)
    u = structure.marginal.u[:, : p + 1]
    solved, diagonal = structure.marginal.solve(fit.theta, u)
    products = cluster_products(u, solved, codes)
    without = _without(products, fit.p)
    cook, x2 = _of_clusters(products, without, at.beta, at.inverse)
    far = _far_residuals(fit, u, products, without, codes)
    hat, rstandard, rstudent = _of_effects(fit, u, solved, diagonal, at.beta, at.inverse)
    back = np.empty(fit.k, dtype=np.int64)
    back[structure.nesting.order] = np.arange(fit.k)
    return ClusterInfluence(
        labels=labels,
        n_effects=np.bincount(codes),
        cook=cook,
        x2=x2,
        hat=hat[back],
        rstandard=rstandard[back],
        rstudent=rstudent[back],
        rstudent_cluster=far[back],
    )


def _without(products: ClusterProducts, p: int) -> Floats:
    """Return the coefficients without each cluster, shape (m, p)."""
    others = products.others
    return solve_each(others[:, :p, :p], others[:, :p, p])


def _far_residuals(
    fit: MultilevelFit, u: Floats, products: ClusterProducts, without: Floats, codes: Integers
) -> Floats:
    """Return residuals from the model without the effect's cluster, over their standard errors."""
    p, x = fit.p, u[:, : fit.p]
    others = products.others[:, :p, :p]
    columns = [solve_each(others, np.broadcast_to(unit, without.shape)) for unit in np.eye(p)]
    covariance = np.stack(columns, axis=2)
    spread = np.einsum("ka,kab,kb->k", x, covariance[codes], x)
    marginal = fit.structure.data.vi[fit.structure.nesting.order] + float(fit.sigma2.sum())
    gone = u[:, p] - np.einsum("ka,ka->k", x, without[codes])
    return np.asarray(gone / np.sqrt(marginal + spread))


def _of_clusters(
    products: ClusterProducts, without: Floats, beta: Floats, inverse: Floats
) -> tuple[Floats, Floats]:
    p = beta.size
    own = products.blocks
    moved = beta - without
    information = np.linalg.inv(inverse)
    cook = np.einsum("ja,ab,jb->j", moved, information, moved)
    # r'(M + X A^-1 X')^-1 r by Woodbury, A of the others; A plus the cluster's own is the whole
    side = own[:, :p, p] - np.einsum("jab,jb->ja", own[:, :p, :p], without)
    squares = (
        own[:, p, p]
        - 2 * np.einsum("ja,ja->j", without, own[:, :p, p])
        + np.einsum("ja,jab,jb->j", without, own[:, :p, :p], without)
    )
    return cook, squares - np.einsum("ja,ab,jb->j", side, inverse, side)


def _of_effects(
    fit: MultilevelFit,
    u: Floats,
    solved: Floats,
    diagonal: Floats,
    beta: Floats,
    inverse: Floats,
) -> tuple[Floats, Floats, Floats]:
    p = fit.p
    x, wx = u[:, :p], solved[:, :p]
    residual = u[:, p] - x @ beta
    conditional = solved[:, p] - wx @ beta
    marginal = fit.structure.data.vi[fit.structure.nesting.order] + float(fit.sigma2.sum())
    fitted = np.einsum("ka,ab,kb->k", x, inverse, x)
    hat = np.einsum("ka,ab,kb->k", x, inverse, wx)
    own = diagonal - np.einsum("ka,ab,kb->k", wx, inverse, wx)
    with np.errstate(divide="ignore", invalid="ignore"):
        rstandard = residual / np.sqrt(np.maximum(marginal - fitted, 0.0))
        gone = residual + hat * conditional / own
        rstudent = gone / np.sqrt(marginal + fitted + hat**2 / own)
    return hat, rstandard, rstudent
