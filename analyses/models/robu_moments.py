"""Moment estimators of the variances between studies and between effects, and the weights.

Hedges, Tipton & Johnson (2010), eq. 14 and 15 for correlated effects and the appendix for
hierarchical ones. Every trace is a sum over studies, so the cost is linear in the effects.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.nesting import Integers, sums_over

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Studies:
    """Effects in order of studies: yi, vi (k,), orthonormal columns q (k, p), study codes (k,)."""

    yi: Floats
    vi: Floats
    q: Floats
    codes: Integers

    @property
    def sizes(self) -> Integers:
        """Number of effects of the study of each effect, shape (k,)."""
        return np.bincount(self.codes)[self.codes]

    def totals(self, columns: Floats) -> Floats:
        """Return the sum of each study, (m, c) for (k, c)."""
        return np.asarray(sums_over(self.codes) @ columns)

    def mean_variance(self) -> Floats:
        """Return the mean sampling variance of the study of each effect, shape (k,)."""
        n = np.bincount(self.codes)
        return np.asarray((np.bincount(self.codes, self.vi) / n)[self.codes])


@dataclass(frozen=True, slots=True)
class Moments:
    """Variances, the weights of the final fit (k,), and the weights' kind.

    ``by_effect``: weights differ within a study (HIER), so that the adjustment is scaled by them.
    """

    tau2: float
    omega2: float
    i2: float
    weights: Floats
    by_effect: bool


def _first_fit(data: Studies, w: Floats) -> tuple[Floats, Floats, float]:
    """Return (q'Wq)^-1, residuals and their weighted sum of squares."""
    weighted = data.q.T * w
    inverse = np.asarray(np.linalg.inv(weighted @ data.q))
    e = data.yi - data.q @ (inverse @ (weighted @ data.yi))
    return inverse, e, float(w @ e**2)


def correlated(data: Studies, rho: float) -> Moments:
    """Return the moments of the correlated-effects model.

    tau2 = (Q - m + tr(B sum w_j / n_j (X'X + rho (X'J X - X'X)))) / (sum w - tr(B sum X'W J W X)),
    B = (X'W X)^-1: the variances of a study are taken as equal, to their mean.
    """
    n, mean = data.sizes, data.mean_variance()
    w = 1 / (n * mean)
    inverse, _, q_e = _first_fit(data, w)
    m = int(data.codes[-1]) + 1
    wq = w[:, None] * data.q
    whole = data.totals(wq)
    rooted = data.totals(np.sqrt(w / n)[:, None] * data.q)
    diagonal = (data.q.T * (w / n)) @ data.q
    denominator = float(w.sum() - np.trace(inverse @ (whole.T @ whole)))
    own = float(np.trace(inverse @ diagonal))
    shared = float(np.trace(inverse @ (rooted.T @ rooted - diagonal)))
    tau2 = max(0.0, (q_e - m + own + rho * shared) / denominator)
    df = m - own - rho * shared
    i2 = max(0.0, (q_e - df) / q_e) if q_e > 0 else 0.0
    return Moments(tau2, math.nan, i2, 1 / (n * (mean + tau2)), False)


def hierarchical(data: Studies) -> Moments:
    """Return the moments of the hierarchical-effects model.

    Two sums of squares, of the residuals weighted by 1 / v and of their study totals, are set equal
    to their expectations, which are linear in tau2 and omega2.
    """
    w, v, q = 1 / data.vi, data.vi, data.q
    k, p = q.shape
    inverse, e, q_e = _first_fit(data, w)
    n = data.sizes
    q_a = float((data.totals(e[:, None]) ** 2).sum())
    wq = w[:, None] * q
    plain, weighted = data.totals(q), data.totals(wq)
    xjx, xwjwx, xwjx = plain.T @ plain, weighted.T @ weighted, weighted.T @ plain
    xwwx = wq.T @ wq
    # X'J J W X: the inner J J is n_j J
    size = np.bincount(data.codes)
    xjjwx = (plain * size[:, None]).T @ weighted
    turned = inverse @ xjx @ inverse

    def trace(a: Floats, b: Floats) -> float:
        return float((a * b.T).sum())

    a1 = float(n.sum()) - 2 * trace(inverse, xjjwx) + trace(turned, xwjwx)
    b1 = k - 2 * trace(inverse, xwjx) + trace(turned, xwwx)
    c1 = float(v.sum()) - trace(inverse, xjx)
    a2 = float(w.sum()) - trace(inverse, xwjwx)
    b2 = float(w.sum()) - trace(inverse, xwwx)
    c2 = k - p
    determinant = b1 * a2 - b2 * a1
    omega2 = 0.0
    if abs(determinant) > 1e-12 * abs(b1 * a2):  # else no study has two effects
        omega2 = max(0.0, ((q_a - c1) * a2 - (q_e - c2) * a1) / determinant)
    tau2 = max(0.0, (q_e - c2) / a2 - omega2 * b2 / a2)
    return Moments(tau2, omega2, math.nan, 1 / (v + tau2 + omega2), True)
