"""Likelihood of variance components with its exact score and information.

Harville (1977, J. Am. Stat. Assoc. 72:320) gives the restricted likelihood, its score and its
expected information; here all are written with A = U'M^-1 U and its derivatives, so that their
cost is that of A.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analyses.models.derivatives import Index, Jet
from analyses.models.errors import CollinearityError
from analyses.models.marginal import Marginal

Floats = NDArray[np.float64]
LOG_2PI = math.log(2 * math.pi)
SINGULAR = 1e-13  # of a scaled X'M^-1 X: coefficients that the effects in use cannot tell apart


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A model at given variance components.

    Attributes
    ----------
    value : float
        Log-likelihood (ML or REML) with its constants.
    score : array, shape (r,)
        Derivative by each component.
    observed, expected : array, shape (r, r)
        Minus the second derivative, and its expectation (Fisher information).
    size : array, shape (r,)
        Information of each component if the coefficients were known: the natural scale of the
        others, and of what is too small to tell.
    beta, inverse : array, shape (p,), (p, p)
        Coefficients in the columns of ``u``, and (X'M^-1 X)^-1.
    rss : float
        y'Py.
    """

    value: float
    score: Floats
    observed: Floats
    expected: Floats
    size: Floats
    beta: Floats
    inverse: Floats
    rss: float


@dataclass(frozen=True, slots=True)
class Model:
    """Effects and the structure of their covariance, with the method (ML or REML).

    Attributes
    ----------
    marginal : Marginal
        Its columns are p columns with U'U = k I, the effects, then the vectors of the nodes that
        are not among them.
    p, r, levels : int
        Coefficients, components, and levels, each of which counts as a parameter even where two
        share a component.
    reml : bool
        Restricted likelihood.
    k : int
        Effects in use.
    log_squares : float
        log|X'X| of the effects in use.
    keep : array of 0 and 1, shape (k,), or None
        Effects in use; None for all.
    """

    marginal: Marginal
    p: int
    r: int
    levels: int
    reml: bool
    k: int
    log_squares: float
    keep: Floats | None = None

    def without(self, keep: Floats) -> Model:
        """Return the model of some effects: ``keep`` (k,) is 1 for those, 0 for the others."""
        x = self.marginal.u[:, : self.p]
        logs = float(np.linalg.slogdet((x.T * keep) @ x)[1])
        return replace(self, keep=keep, k=int(keep.sum()), log_squares=logs)

    def at(self, theta: Floats) -> Likelihood:
        """Return the likelihood at components ``theta`` (r,), all >= 0.

        Raises
        ------
        CollinearityError
            When X'M^-1 X is singular.
        """
        p = self.p
        gram, log_det = self.marginal.products(theta, self.keep)
        a = gram[()]
        root, log_inverse = root_of_inverse(a[:p, :p])
        inverse = root @ root.T
        beta = inverse @ a[:p, p]
        rss = max(0.0, float(a[p, p] - a[:p, p] @ beta))
        loose = self.k * LOG_2PI + float(log_det[()]) + rss
        if self.reml:
            loose -= self.p * LOG_2PI + log_inverse + self.log_squares
        score, observed, expected, size = self._slopes(gram, log_det, root, beta)
        return Likelihood(-loose / 2, score, observed, expected, size, beta, inverse, rss)

    def _slopes(
        self, gram: Jet, log_det: Jet, root: Floats, beta: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Return score, observed and expected information, and its size.

        With C = [R, c], R R' = (X'M^-1 X)^-1 and c = (-beta, 1), the derivatives of C'AC hold
        every trace and product: R'A_i R in the first p rows and columns, c'A_i c in the corner.
        """
        r, p = self.r, self.p
        if r == 0:
            return np.zeros(0), np.zeros((0, 0)), np.zeros((0, 0)), np.zeros(0)
        first, second = _indices(r)
        turn = np.zeros((p + 1, p + 1))
        turn[:p, :p], turn[:p, p], turn[p, p] = root, -beta, 1.0
        stack = np.array([gram[key] for key in first + second])[:, : p + 1, : p + 1]
        turned = turn.T @ stack @ turn
        by_x = np.trace(turned[:, :p, :p], axis1=1, axis2=2) * self.reml
        corner = turned[:, p, p]
        logs = np.array([log_det[key] for key in first + second])
        score = -(logs[:r] + by_x[:r] + corner[:r]) / 2
        flat = turned[:r, :p, :p].reshape(r, p * p)
        twice = flat @ flat.T * self.reml
        side = turned[:r, :p, p]
        square = [r + second.index((min(i, j), max(i, j))) for i in range(r) for j in range(r)]
        logs2, once, fit = (z[square].reshape(r, r) for z in (logs, by_x, corner))
        observed = (logs2 + once - twice + fit - 2 * side @ side.T) / 2
        return score, observed, (twice - logs2 - once) / 2, -np.diag(logs2) / 2


@cache
def _indices(r: int) -> tuple[list[Index], list[Index]]:
    """Return the first and second derivatives of r components."""
    return [(i,) for i in range(r)], [(i, j) for i in range(r) for j in range(i, r)]


def root_of_inverse(information: Floats) -> tuple[Floats, float]:
    """Return R with R R' = the inverse of X'M^-1 X, and the log of its determinant.

    Raises
    ------
    CollinearityError
        When X'M^-1 X is singular.
    """
    size = np.sqrt(np.maximum(np.diag(information), 0.0))
    if not size.all():
        raise CollinearityError("a coefficient has no effect left that tells of it")
    if size.size == 1:
        return np.asarray(1 / size[:, None]), -2 * math.log(size[0])
    values, vectors = np.linalg.eigh(information / np.outer(size, size))
    if values[0] <= SINGULAR * values[-1]:
        raise CollinearityError("the coefficients cannot be told apart by the effects in use")
    root = (vectors / size[:, None]) / np.sqrt(values)
    return np.asarray(root), -float(np.log(values).sum() + 2 * np.log(size).sum())


def invert(information: Floats) -> Floats:
    """Invert X'M^-1 X (see `root_of_inverse`)."""
    root, _ = root_of_inverse(information)
    return np.asarray(root @ root.T)
