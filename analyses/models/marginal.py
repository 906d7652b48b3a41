"""Marginal covariance of nested effects, inverted without any k x k matrix.

The covariance of the effects is a diagonal with one update of rank one for each group of each
level: M = D + sum over groups of t u u', with u = 1 and t = sigma2 for a random effect, and
u = sqrt(v), t = rho for sampling errors with a constant correlation in the group
(V = (1 - rho) diag(v) + rho s s', s = sqrt(v)). Groups are nested, so each update touches the
inverse of its own group only (Sherman & Morrison 1950, Ann. Math. Stat. 21:124), and every quantity
needed, U'M^-1 U and log|M| with their derivatives, costs one pass over the effects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analyses.models.derivatives import (
    Jet,
    add,
    inner,
    product,
    reciprocal,
    scale_rows,
    total_log,
)
from analyses.models.nesting import Integers, same_groups, starts_of, sums_over

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Node:
    """The updates of one level: one for each of its groups.

    ``column`` is the column of ``u`` that holds the vector u; ``parameter`` the number of the
    variance component, or None for a known factor ``known``; ``codes`` and ``sums`` give the
    groups of the rows; ``up`` adds up the groups of the node before.
    """

    column: int
    parameter: int | None
    known: float
    codes: Integers
    sums: csr_array
    up: csr_array | None


@dataclass(frozen=True, slots=True)
class Marginal:
    """Effects in nested order with the structure of their covariance.

    Attributes
    ----------
    u : array, shape (k, q)
        Columns whose products are wanted: the model matrix, the effects, and the vectors u.
    base : array, shape (k,)
        Diagonal D without the component of single effects.
    own : int or None
        Number of the component of single effects (a level with one effect a group).
    nodes : tuple of Node
        From the inside out.
    """

    u: Floats
    base: Floats
    own: int | None
    nodes: tuple[Node, ...]

    def products(self, theta: Floats, keep: Floats | None = None) -> tuple[Jet, Jet]:
        """Return U'M^-1 U, shape (q, q), and log|M| with their derivatives by ``theta``.

        Parameters
        ----------
        theta : array, shape (r,)
            Variance components.
        keep : array of 0 and 1, shape (k,), optional
            Effects to use; the others are left out as if they had never been there.
        """
        weights, log_det = self._weights(theta, keep)
        gram: Jet = {key: inner(self.u, w[:, None] * self.u) for key, w in weights.items()}
        columns = dict.fromkeys(node.column for node in self.nodes)
        sides = {a: _sides(self.u, a, weights) for a in columns}
        remaining = list(self.nodes)
        for node in self.nodes:
            if node.up is not None:
                sides = {a: _sum_up(node.up, jet) for a, jet in sides.items()}
            remaining.pop(0)
            sides, change, logs = _update(node, theta, sides, {n.column for n in remaining})
            gram, log_det = add(gram, change, -1.0), add(log_det, logs)
        return gram, log_det

    def _weights(self, theta: Floats, keep: Floats | None) -> tuple[Jet, Jet]:
        d = self.base if self.own is None else self.base + theta[self.own]
        w = 1 / d if keep is None else keep / d
        kept = d if keep is None else d[keep > 0]
        weights: Jet = {(): w}
        log_det: Jet = {(): np.asarray(np.log(kept).sum())}
        if self.own is not None:
            i = self.own
            square = w * w
            weights |= {(i,): -square, (i, i): 2 * square * w}
            log_det |= {(i,): np.asarray(w.sum()), (i, i): np.asarray(-square.sum())}
        return weights, log_det

    def solve(self, theta: Floats, b: Floats) -> tuple[Floats, Floats]:
        """Return M^-1 b, shape (k, c), and the diagonal of M^-1, shape (k,)."""
        d = self.base if self.own is None else self.base + theta[self.own]
        found, diagonal = b / d[:, None], 1 / d
        vectors = {n.column: self.u[:, n.column] / d for n in self.nodes}
        for node in self.nodes:
            t = node.known if node.parameter is None else float(theta[node.parameter])
            u, mine = self.u[:, node.column], vectors[node.column]
            shrink = t / (1 + t * (node.sums @ (u * mine)))
            found = (
                found
                - mine[:, None] * (shrink[:, None] * (node.sums @ (u[:, None] * found)))[node.codes]
            )
            diagonal = diagonal - shrink[node.codes] * mine**2
            vectors = {
                c: w - mine * (shrink * (node.sums @ (u * w)))[node.codes]
                for c, w in vectors.items()
            }
        return found, diagonal

    def blocks(self, theta: Floats, rows: Integers) -> Floats:
        """Return the covariance of sets of effects, shape (m, n, n), for ``rows`` (m, n)."""
        d = self.base if self.own is None else self.base + theta[self.own]
        m, n = rows.shape
        found = np.zeros((m, n, n))
        found[:, np.arange(n), np.arange(n)] = d[rows]
        for node in self.nodes:
            t = node.known if node.parameter is None else float(theta[node.parameter])
            if t == 0:
                continue
            group, u = node.codes[rows], self.u[:, node.column][rows]
            same = group[:, :, None] == group[:, None, :]
            found += t * same * u[:, :, None] * u[:, None, :]
        return found


def _sides(u: Floats, column: int, weights: Jet) -> Jet:
    """Return the rows of u_a' W U before they are summed over groups."""
    scaled = u * u[:, column][:, None]
    return {key: w[:, None] * scaled for key, w in weights.items()}


def _sum_up(sums: csr_array, jet: Jet) -> Jet:
    """Add up the rows of each group, all derivatives in one sparse product."""
    q = next(iter(jet.values())).shape[1]
    together = np.asarray(sums @ np.hstack(list(jet.values())))
    return {key: together[:, n * q : (n + 1) * q] for n, key in enumerate(jet)}


def _update(
    node: Node, theta: Floats, sides: dict[int, Jet], later: set[int]
) -> tuple[dict[int, Jet], Jet, Jet]:
    """Apply the updates of a node.

    Returns the sides u_b' W U that later nodes need, what goes off U'W U, and what is added to
    log|M|.
    """
    i, a = node.parameter, node.column
    t = node.known if i is None else float(theta[i])
    side = sides[a]
    gamma = {key: h[:, a] for key, h in side.items()}
    growth: Jet = {key: t * value for key, value in gamma.items()}
    growth[()] = 1 + growth[()]
    if i is not None:
        # the derivative of 1 + t gamma by t is gamma, itself a function of the inner components
        growth |= {tuple(sorted((*key, i))): value for key, value in gamma.items() if len(key) < 2}
    share = reciprocal(growth)
    factor: Jet = {(): np.asarray(t)} | ({} if i is None else {(i,): np.asarray(1.0)})
    shrink = product(factor, share)
    change = product(product(shrink, side, scale_rows), side, inner)
    found = {
        b: product(share, side, scale_rows)
        if b == a
        else add(
            sides[b],
            product(
                product(shrink, {key: h[:, a] for key, h in sides[b].items()}), side, scale_rows
            ),
            -1.0,
        )
        for b in sides
        if b in later
    }
    return found, change, total_log(growth, share)


def make_node(
    column: int, codes: Integers, before: Integers | None, parameter: int | None, known: float
) -> Node:
    """Return the node of a level; ``before`` are the codes of the level just inside, if any."""
    up: csr_array | None = None
    if before is None:
        up = sums_over(codes)
    elif not same_groups(codes, before):
        up = sums_over(codes[starts_of(before)])
    return Node(column, parameter, known, codes, sums_over(codes), up)
