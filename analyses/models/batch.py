"""Many weighted fits of one size at once: rows left out, signs flipped, moderators shuffled.

A batch shares what its fits have in common (leading axis 1) and stacks what they do not (leading
axis B). No fit has a k x k matrix; the cost is that of B passes over k rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.weighted import Problem

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
BLOCK = 2**15  # numbers worked on at once: what a processor's near memory holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Data of B fits.

    Attributes
    ----------
    y, v : array, shape (1 or B, k)
        Effects and sampling variances.
    q : array, shape (1 or B, k, p)
        Orthonormal columns of the model matrix.
    products : array, shape (1 or B, k, p * p)
        Products of pairs of columns: weighted sums of them are q' W q.
    keep : array, shape (1 or B, k), or None
        1 for rows that a fit uses, 0 for those it leaves out; None when all use all.
    """

    y: Floats
    v: Floats
    q: Floats
    products: Floats
    keep: Floats | None = None

    @property
    def size(self) -> int:
        """Number of fits."""
        kept = 1 if self.keep is None else self.keep.shape[0]
        return int(max(self.y.shape[0], self.q.shape[0], kept))

    @property
    def k(self) -> int:
        """Number of rows."""
        return int(self.v.shape[1])

    @property
    def p(self) -> int:
        """Number of coefficients."""
        return int(self.q.shape[2])

    @property
    def n(self) -> Floats:
        """Number of rows that each fit uses, shape (1 or B,)."""
        return np.array([float(self.k)]) if self.keep is None else self.keep.sum(axis=1)

    def weights(self, tau2: Floats) -> Floats:
        """Return 1 / (v + tau2) for one tau2 a fit (or one for all), 0 for rows left out."""
        w: Floats = self.v + tau2[:, None]
        np.reciprocal(w, out=w)
        return w if self.keep is None else w * self.keep

    def take(self, rows: Indices) -> Batch:
        """Return the fits with these numbers; what is shared stays shared."""

        def part(a: Floats) -> Floats:
            return a if a.shape[0] == 1 else a[rows]

        keep = None if self.keep is None else part(self.keep)
        return Batch(
            y=part(self.y), v=self.v, q=part(self.q), products=part(self.products), keep=keep
        )

    def blocks(self) -> list[Batch]:
        """Return the batch in blocks of rows that near memory holds; many fits are one block."""
        if self.size > 1 or self.k <= BLOCK // 4:
            return [self]
        starts = range(0, self.k, BLOCK // 4)
        return [self._rows(slice(start, start + BLOCK // 4)) for start in starts]

    def _rows(self, rows: slice) -> Batch:
        return Batch(
            y=self.y[:, rows],
            v=self.v[:, rows],
            q=self.q[:, rows],
            products=self.products[:, rows],
            keep=None if self.keep is None else self.keep[:, rows],
        )


@dataclass(frozen=True, slots=True)
class Fits:
    """B weighted fits."""

    batch: Batch
    w: Floats  # (B, k)
    inverse: Floats  # (B, p, p): (q' W q)^-1
    b: Floats  # (B, p)
    residual: Floats  # (B, k)

    @property
    def rss(self) -> Floats:
        """Weighted residual sums of squares y' P y, shape (B,)."""
        return np.asarray(np.einsum("bk,bk,bk->b", self.w, self.residual, self.residual))

    @property
    def trace_p(self) -> Floats:
        """Traces of P = W - W q (q' W q)^-1 q' W, shape (B,), summed row by row (w (1 - h))."""
        products, inverse = self.batch.products, self.inverse.reshape(len(self.inverse), -1)
        one = products.shape[0] == 1
        h = inverse @ products[0].T if one else np.matmul(products, inverse[:, :, None])[:, :, 0]
        return np.asarray((self.w * (1 - self.w * h)).sum(axis=1))

    def moment(self, d: Floats) -> Floats:
        """Return (q' W q)^-1 q' diag(d) q for weights d (B, k)."""
        return self.inverse @ weighted_products(self.batch, d)


def stack(q: Floats, y: Floats, v: Floats, keep: Floats | None = None) -> Batch:
    """Return a batch of arrays with the shapes that `Batch` names."""
    products = (q[..., :, None] * q[..., None, :]).reshape(*q.shape[:2], -1)
    return Batch(y=y, v=v, q=q, products=products, keep=keep)


def alone(data: Problem) -> Batch:
    """Return the batch of one that a problem is."""
    return stack(data.q[None], data.yi[None], data.vi[None])


def weighted_products(batch: Batch, w: Floats) -> Floats:
    """Return q' diag(w) q, shape (B, p, p)."""
    if batch.products.shape[0] == 1:
        sums = w @ batch.products[0]
    else:
        sums = np.matmul(w[:, None, :], batch.products)[:, 0]
    return np.asarray(sums.reshape(-1, batch.p, batch.p))


def weighted_columns(batch: Batch, u: Floats) -> Floats:
    """Return q' u for u (B, k), shape (B, p)."""
    if batch.q.shape[0] == 1:
        return np.asarray(u @ batch.q[0])
    return np.asarray(np.matmul(u[:, None, :], batch.q)[:, 0])


def solve_batch(batch: Batch, w: Floats) -> Fits:
    """Return the weighted fits for weights w (1 or B, k)."""
    inverse, b = coefficients(weighted_products(batch, w), weighted_columns(batch, w * batch.y))
    return Fits(batch, w, inverse, b, residuals(batch, b))


def coefficients(qwq: Floats, qwy: Floats) -> tuple[Floats, Floats]:
    """Return (q' W q)^-1 (B, p, p) and the coefficients (B, p)."""
    inverse = np.asarray(np.linalg.inv(qwq), dtype=np.float64)
    return inverse, np.matmul(inverse, qwy[:, :, None])[:, :, 0]


def residuals(batch: Batch, b: Floats) -> Floats:
    """Return y - q b, shape (B, k)."""
    if batch.q.shape[0] == 1:
        fitted = b @ batch.q[0].T
    else:
        fitted = np.matmul(batch.q, b[:, :, None])[:, :, 0]
    wider = fitted.shape[0] < batch.y.shape[0]
    return np.asarray(np.subtract(batch.y, fitted, out=None if wider else fitted))
