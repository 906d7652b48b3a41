"""Leave-one-study-out of multilevel models: every cluster in turn, all components re-estimated.

The effects of a cluster get weight 0 in sums that are there already, and each search starts from
the components of the whole; so a refit costs a few passes over the effects.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyses.models.cluster_influence import cluster_products, solve_each
from analyses.models.cluster_scores import cluster_codes
from analyses.models.coefficient_tests import quantile, two_sided
from analyses.models.components import Maximum, search
from analyses.models.errors import ModelError
from analyses.models.marginal import Marginal
from analyses.models.multilevel import MultilevelFit
from analyses.models.nesting import Integers, Labels, starts_of
from analyses.models.structure import starts

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
FEW = 30  # clusters below which one of them can move the maximum to another place


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterDeletion:
    """A multilevel model without each of m clusters in turn.

    Attributes
    ----------
    labels : tuple
        The cluster left out, in order of first appearance.
    k : array of int, shape (m,)
        Effects left.
    b, se, p_values, ci_lb, ci_ub : array, shape (m, p)
        Coefficients; NaN where the model cannot be fitted.
    sigma2 : array, shape (m, levels)
        Variance components.
    qe : array, shape (m,)
        Residual heterogeneity.
    reasons : tuple of str
        Why there is no fit; empty where there is one.
    """

    labels: tuple[Any, ...]
    k: Integers
    b: Floats
    se: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    sigma2: Floats
    qe: Floats
    reasons: tuple[str, ...]

    def summary(self) -> str:
        """Return the range of the first coefficient and where its ends come from."""
        first = self.b[:, 0]
        if np.isnan(first).all():
            return "no cluster can be left out"
        low, high = int(np.nanargmin(first)), int(np.nanargmax(first))
        return (
            f"{first[low]:.4f} (without {self.labels[low]}) to {first[high]:.4f} "
            f"(without {self.labels[high]})"
        )


def leave_one_cluster_out(fit: MultilevelFit, cluster: Labels | None = None) -> ClusterDeletion:
    """Fit a multilevel model again without each cluster.

    Parameters
    ----------
    fit : MultilevelFit
        The model; its method, test and rho are kept.
    cluster : labels, optional
        Clusters to leave out (studies); the outermost level by default.

    Returns
    -------
    ClusterDeletion
        A level with a single group left gets component 0, as in `fit_multilevel`.

    Raises
    ------
    ModelError
        For one cluster, or clusters that cut across groups of the model.
    """
    labels, codes = cluster_codes(fit, cluster)
    m = len(labels)
    if m < 2:
        raise ModelError("one cluster; two or more are needed to leave one out")
    left = _groups_left(fit, codes, m)
    begin = [fit.theta, *starts(fit.structure)[: 1 if m <= FEW else 0]]
    rows = [_without(fit, (codes != j).astype(float), left[:, j], begin) for j in range(m)]
    b, se, sigma2 = (np.array([row[n] for row in rows]) for n in range(3))
    k = fit.k - np.bincount(codes)
    df = _df(fit, k, left)
    half = quantile(0.5 + fit.level / 2, df) * se
    with np.errstate(divide="ignore", invalid="ignore"):
        stat = b / se
    return ClusterDeletion(
        labels=labels,
        k=k,
        b=b,
        se=se,
        p_values=two_sided(stat, df),
        ci_lb=b - half,
        ci_ub=b + half,
        sigma2=sigma2,
        qe=_heterogeneity(fit, codes),
        reasons=tuple(row[3] for row in rows),
    )


def _without(
    fit: MultilevelFit, keep: Floats, left: Integers, begin: list[Floats]
) -> tuple[Floats, Floats, Floats, str]:
    """Return coefficients, standard errors, components and the reason for none."""
    structure = fit.structure
    held = np.zeros(structure.r, dtype=bool)
    for number, groups in zip(structure.parameter, left, strict=True):
        if number >= 0:
            held[number] = groups < 2
    try:
        if keep.sum() <= fit.p:
            raise ModelError(f"{keep.sum():.0f} effects left for {fit.p} coefficients")
        model = fit.model.without(keep)
        near = [np.where(held, 0.0, theta) for theta in begin]
        found: Maximum = search(model, near, fixed=held, climbs=len(near))
    except ModelError as err:
        none = np.full(fit.p, np.nan)
        return none, none, np.full(len(structure.parameter), np.nan), str(err)
    b, vb = structure.coefficients(found.likelihood.beta, found.likelihood.inverse)
    return b, np.sqrt(np.diag(vb)), structure.sigma2(_shared(found.theta, held, fit, left)), ""


def _shared(theta: Floats, held: Flags, fit: MultilevelFit, left: Integers) -> Floats:
    """Divide what two components have in common when their levels became alike."""
    groups = np.zeros(theta.size, dtype=np.int64)
    for number, count in zip(fit.structure.parameter, left, strict=True):
        if number >= 0:
            groups[number] = count
    # levels are nested: the same number of groups is the same groups
    alike = [np.flatnonzero((groups == n) & ~held) for n in np.unique(groups)]
    found = theta.copy()
    for numbers in alike:
        if numbers.size:
            found[numbers] = theta[numbers].mean()
    return found


def _groups_left(fit: MultilevelFit, codes: Integers, m: int) -> Integers:
    """Return the groups of each level without each cluster, shape (levels, m)."""
    found = []
    for level in fit.structure.nesting.codes:
        of_group = codes[starts_of(level)]
        found.append(of_group.size - np.bincount(of_group, minlength=m))
    return np.array(found)


def _df(fit: MultilevelFit, k: Integers, left: Integers) -> Floats:
    """Return degrees of freedom, shape (m, p), by the rule of the whole model."""
    m, p = k.size, fit.p
    if fit.test == "z":
        return np.full((m, p), np.inf)
    df = np.repeat((k - p)[:, None].astype(float), p, axis=1)
    if fit.df_rule == "contain":
        x = fit.structure.data.x[fit.structure.nesting.order]
        for codes, groups in zip(fit.structure.nesting.codes, left, strict=True):
            constant = (x == x[starts_of(codes)][codes]).all(axis=0)
            df = np.where(constant, np.minimum(df, (groups - p)[:, None]), df)
        df = np.maximum(df, 1.0)
    return df


def _heterogeneity(fit: MultilevelFit, codes: Integers) -> Floats:
    """Return Q without each cluster, shape (m,)."""
    p, whole = fit.p, fit.structure.marginal
    nodes = tuple(replace(n, up=n.sums) for n in whole.nodes if n.parameter is None)
    u = whole.u[:, : p + 1]
    solved, _ = Marginal(whole.u, whole.base, None, nodes).solve(np.zeros(0), u)
    others = cluster_products(u, solved, codes).others
    beta = solve_each(others[:, :p, :p], others[:, :p, p])
    explained = np.einsum("ja,ja->j", beta, others[:, :p, p])
    return np.asarray(np.maximum(others[:, p, p] - explained, 0.0))
