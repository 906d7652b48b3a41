"""Weighted least squares with diagonal weights, without any k x k matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import qr, solve_triangular

from analyses.models.errors import CollinearityError, ModelError

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
EPS = float(np.finfo(float).eps)
LEFT = 1e-3  # of a sum of weights: where less is left of it, it is summed another way
RANK = 1e-10  # a column that keeps a smaller share of its length is a combination of the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Checked data of a model, with the columns of the model matrix made orthonormal.

    Attributes
    ----------
    yi, vi : array, shape (k,)
        Effects and sampling variances.
    x, q : array, shape (k, p)
        Model matrix as given, and its orthonormal columns: x = q r.
    r : array, shape (p, p)
        Upper triangle; coefficients are solved through it, so that an uncentred predictor (a year)
        costs no digits.
    names : tuple of str
        Names of the columns.
    has_intercept : bool
        The first column is constant.
    """

    yi: Floats
    vi: Floats
    x: Floats
    q: Floats
    r: Floats
    names: tuple[str, ...]
    has_intercept: bool

    @property
    def k(self) -> int:
        """Number of effects."""
        return int(self.yi.size)

    @property
    def p(self) -> int:
        """Number of coefficients."""
        return int(self.x.shape[1])

    def back(self, b: Floats, v: Floats) -> tuple[Floats, Floats]:
        """Return coefficients and covariance for ``x`` from those for ``q``."""
        inverse = solve_triangular(self.r, np.eye(self.p))
        return inverse @ b, inverse @ v @ inverse.T


@dataclass(frozen=True, slots=True)
class Solution:
    """A weighted fit in the orthonormal columns: what estimators of tau2 are made of."""

    w: Floats
    q: Floats
    inverse: Floats  # (q' W q)^-1
    b: Floats
    residual: Floats

    @property
    def rss(self) -> float:
        """Weighted residual sum of squares, y' P y."""
        return float(self.w @ self.residual**2)

    def moment(self, d: Floats) -> Floats:
        """Return (q' W q)^-1 q' diag(d) q."""
        return np.asarray(self.inverse @ (self.q.T * d) @ self.q)

    @property
    def trace_p(self) -> float:
        """Trace of P = W - W q (q' W q)^-1 q' W."""
        total = float(self.w.sum())
        left = total - float(np.trace(self.moment(self.w**2)))
        if left > LEFT * total:
            return left
        top, rest, c, zm = self._split()
        shares = c * zm
        own = self.w[rest] @ (1 - shares.sum(axis=1))
        return float(own + self.w[top] @ shares.sum(axis=0))

    def trace_pp(self) -> float:
        """Trace of P P."""
        return self.trace_pdpd(np.ones_like(self.w), np.ones_like(self.w))

    def trace_pdpd(self, d: Floats, e: Floats) -> float:
        """Trace of P diag(d) P diag(e)."""
        one, two = self.w**2 * d, self.w**2 * e
        total = float((one * e).sum())
        cross = np.trace(self.moment(self.w * one * e))
        # P D P E has two cross terms; both are q' W^3 D E q for diagonal matrices
        left = total - 2 * float(cross) + float((self.moment(one) * self.moment(two).T).sum())
        return left if left > LEFT * total else self._trace_split(d, e)

    def _trace_split(self, d: Floats, e: Floats) -> float:
        """Return the trace of P diag(d) P diag(e) where a few rows have nearly all the weight."""
        top, rest, c, zm = self._split()
        w, z = self.w[rest], c * self.w[rest, None]
        across, within = zm * self.w[top], (c.T @ zm) * self.w[top]
        own = float((w * d[rest] * e[rest]) @ (w - 2 * (zm * z).sum(axis=1)))
        shared = ((zm.T * d[rest]) @ z * ((zm.T * e[rest]) @ z).T).sum()
        mixed = d[rest] @ across**2 @ e[top] + e[rest] @ across**2 @ d[top]
        return own + float(shared + mixed + d[top] @ (within * within.T) @ e[top])

    def _split(self) -> tuple[Rows, Rows, Floats, Floats]:
        """Return what P is made of: the p rows of most weight, the others, c and z m.

        The rows of most weight (t) carry the coefficients, and P is written through the others
        (r; q_r = c q_t): P_rr = W_r - z m z', P_rt = -z m W_t, P_tt = c' z m W_t, with z = W_r c
        and m = (W_t + c' z)^-1. Sums over all rows would lose as many digits as the square of the
        largest share of one weight has.
        """
        top = _carriers(self.q, self.w)
        rest = np.delete(np.arange(self.w.size, dtype=np.int64), top)
        c = np.asarray(np.linalg.solve(self.q[top].T, self.q[rest].T).T, dtype=float)
        z = c * self.w[rest, None]
        zm = np.asarray(z @ np.linalg.inv(np.diag(self.w[top]) + c.T @ z), dtype=float)
        return top, rest, c, zm


def _carriers(q: Floats, w: Floats) -> Rows:
    """Return the p rows of most weight whose columns are independent."""
    _, order = qr((q * np.sqrt(w)[:, None]).T, mode="r", pivoting=True)
    return np.asarray(order[: q.shape[1]], dtype=np.int64)


def without_rounding(rss: float | Floats) -> Floats:
    """Return a weighted sum of squares with what rounding leaves of a perfect fit taken as 0."""
    return np.where(np.asarray(rss) > EPS, rss, 0.0)


def problem(
    yi: ArrayLike, vi: ArrayLike, x: ArrayLike | None = None, names: Sequence[str] | None = None
) -> Problem:
    """Check data and prepare a model.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances (> 0, squared unit of yi).
    x : array_like, shape (k, p), optional
        Model matrix with its intercept column, if any; an intercept alone by default.
    names : sequence of str, optional
        Names of the columns of ``x``.

    Raises
    ------
    ModelError
        For lengths that differ, values that are not finite, variances that are not positive, or
        fewer effects than coefficients.
    CollinearityError
        When a column is a combination of the others; it is named.
    """
    y, v = np.asarray(yi, dtype=float).ravel(), np.asarray(vi, dtype=float).ravel()
    if y.size == 0:
        raise ModelError("not pooled: no study")
    if y.size != v.size:
        raise ModelError(f"{y.size} effects and {v.size} variances; one variance an effect")
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        raise ModelError("not pooled: an effect or variance is not a finite number above 0")
    matrix = np.ones((y.size, 1)) if x is None else np.asarray(x, dtype=float)
    if matrix.ndim != 2 or matrix.shape[0] != y.size or not np.isfinite(matrix).all():
        raise ModelError(f"a model matrix of {matrix.shape}; expected ({y.size}, p), finite")
    if matrix.shape[1] > y.size:
        raise ModelError(f"{y.size} effects and {matrix.shape[1]} coefficients")
    labels = tuple(names) if names else tuple(f"x{j}" for j in range(matrix.shape[1]))
    q, r = np.linalg.qr(matrix)
    lengths = np.linalg.norm(matrix, axis=0)
    for j, label in enumerate(labels):
        if abs(r[j, j]) <= RANK * max(lengths[j], 1e-300):
            raise CollinearityError(f"{label} is a combination of the columns before it")
    constant = bool(np.ptp(matrix[:, 0]) == 0 and matrix[0, 0] != 0)
    return Problem(yi=y, vi=v, x=matrix, q=q, r=r, names=labels, has_intercept=constant)


def solve(data: Problem, w: Floats) -> Solution:
    """Return the weighted fit for weights ``w`` (k,)."""
    weighted = data.q.T * w
    inverse: Floats = np.asarray(np.linalg.inv(weighted @ data.q), dtype=float)
    b = inverse @ (weighted @ data.yi)
    return Solution(w, data.q, inverse, b, data.yi - data.q @ b)
