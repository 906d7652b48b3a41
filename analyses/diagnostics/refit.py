"""Refits of one model to parts or permutations of its data, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.special import chdtrc, ndtr, ndtri, stdtr, stdtrit

from analyses.models.batch import BLOCK, Batch, solve_batch
from analyses.models.tau2 import COMMON
from analyses.models.tau2_batch import tau2_batch
from analyses.models.weighted import Problem, without_rounding

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refits:
    """B refits of a model.

    Attributes
    ----------
    n : array, shape (B,)
        Effects used.
    b, se, stat : array, shape (B, p)
        Coefficients, standard errors, z or t.
    df : array, shape (B,)
        Degrees of freedom of t; infinite for z.
    vb : array, shape (B, p, p)
        Covariances.
    tau2, s2w, qe, i2, h2 : array, shape (B,)
        Between-study variance, Knapp-Hartung factor, Q, I2 (0 to 1), H2.
    """

    n: Floats
    b: Floats
    se: Floats
    stat: Floats
    df: Floats
    vb: Floats
    tau2: Floats
    s2w: Floats
    qe: Floats
    i2: Floats
    h2: Floats

    def p_values(self) -> Floats:
        """Two-sided p-values, shape (B, p)."""
        size, df = -np.abs(self.stat), self.df[:, None]
        return np.asarray(2 * np.where(np.isinf(df), ndtr(size), stdtr(_finite(df), size)))

    def half_width(self, level: float) -> Floats:
        """Half the width of the intervals, shape (B, p)."""
        tail = 0.5 + level / 2
        # the quantile of t is slow, and most refits share their degrees of freedom
        df, at = np.unique(self.df, return_inverse=True)
        quantile = np.where(np.isinf(df), ndtri(tail), stdtrit(_finite(df), tail))
        return np.asarray(quantile[at][:, None] * self.se)

    def qe_p(self) -> Floats:
        """p-values of Q, shape (B,)."""
        df = self.n - self.b.shape[1]
        return np.where(df > 0, chdtrc(np.maximum(df, 1), self.qe), 1.0)


def _finite(df: Floats) -> Floats:
    return np.where(np.isinf(df), 1.0, df)


def blocks(count: int, k: int) -> Iterator[NDArray[np.int64]]:
    """Yield the numbers 0 to count - 1 in parts that near memory holds with k rows each."""
    at_once = max(1, BLOCK // k)
    for start in range(0, count, at_once):
        yield np.arange(start, min(count, start + at_once))


def refit(data: Problem, batch: Batch, *, method: str, test: str) -> Refits:
    """Refit a model to every part or permutation in a batch.

    Parameters
    ----------
    data : Problem
        The model's data; its triangle turns coefficients of ``q`` into those of ``x``.
    batch : Batch
        The refits.
    method, test : str
        As in `fit_random_effects`; a refit to one effect has the normal distribution.
    """
    n = np.broadcast_to(batch.n, (batch.size,)).astype(float)
    tau2 = tau2_batch(batch, method)
    fit = solve_batch(batch, batch.weights(tau2))
    s2w = _factor(fit.rss, n, data.p, test)
    back = solve_triangular(data.r, np.eye(data.p))
    vb = back @ fit.inverse @ back.T * s2w[:, None, None]
    b, se = fit.b @ back.T, np.sqrt(np.diagonal(vb, axis1=1, axis2=2))
    qe, i2, h2 = _heterogeneity(batch, n, tau2, method)
    with np.errstate(divide="ignore", invalid="ignore"):
        stat = b / se
    df = np.where((n == 1) | (test == "z"), np.inf, n - data.p)
    df[df == 0] = np.nan
    return Refits(n=n, b=b, se=se, stat=stat, df=df, vb=vb, tau2=tau2, s2w=s2w, qe=qe, i2=i2, h2=h2)


def distances(change: Floats, vb: Floats) -> Floats:
    """Return change' vb^-1 change for stacks (B, p) and (B, p, p); NaN where vb is 0 or unknown."""
    found = np.full(change.shape[0], np.nan)
    known = (np.diagonal(vb, axis1=1, axis2=2) > 0).all(axis=1)
    solved = np.linalg.solve(vb[known], change[known][:, :, None])[:, :, 0]
    found[known] = np.einsum("bi,bi->b", change[known], solved)
    return found


def _factor(rss: Floats, n: Floats, p: int, test: str) -> Floats:
    """Return the Knapp-Hartung factors; NaN without a degree of freedom, 1 for one effect."""
    if test not in ("knha", "adhoc"):
        return np.ones_like(n)
    df = n - p
    factor = np.where(df > 0, without_rounding(rss) / np.maximum(df, 1), np.nan)
    if test == "adhoc":
        factor = np.fmax(1.0, factor)
    return np.where(n == 1, 1.0, factor)


def _heterogeneity(
    batch: Batch, n: Floats, tau2: Floats, method: str
) -> tuple[Floats, Floats, Floats]:
    """Return Q, I2 and H2 (see `fit_random_effects`); 0, 0, 1 without a degree of freedom."""
    fit = solve_batch(batch, batch.weights(np.zeros(1)))
    df = n - batch.p
    free = np.maximum(df, 1)
    qe = np.where(df > 0, fit.rss, 0.0)
    if method in COMMON:
        i2 = np.where(qe > df, 1 - df / np.where(qe > df, qe, 1.0), 0.0)
        return qe, np.where(df > 0, i2, 0.0), np.where(df > 0, qe / free, 1.0)
    vt = np.where(df > 0, free / np.where(df > 0, fit.trace_p, 1.0), np.inf)
    return qe, tau2 / (vt + tau2), tau2 / vt + 1
