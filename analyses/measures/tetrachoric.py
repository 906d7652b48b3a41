"""The tetrachoric correlation: two normal variables, each cut in two."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from analyses.measures.columns import Floats, Pair
from analyses.measures.errors import MeasureError
from analyses.measures.tables import Table

NODES, WEIGHTS = np.polynomial.legendre.leggauss(96)
STEPS = 200
TOLERANCE = 1e-14  # of the angle, in radians


def tetrachoric(t: Table) -> Pair:
    """RTET: tetrachoric correlation of 2x2 tables, by maximum likelihood.

    The table has three free cells and the model three parameters, so the maximum reproduces the
    table: the cuts are the normal quantiles of the margins, and the correlation solves
    Phi2(cut 1, cut 2; r) = a / n. The variance is the inverse of the information in closed form
    (delta method on the multinomial cells; Pearson 1900, Hamdan 1970). metafor reaches the same
    maximum with a simplex search and a numerical Hessian, to about 1e-4 of it.

    Returns
    -------
    yi, vi : array, shape (k,)
        NaN when a margin is empty. With one empty cell yi is +-1 and vi is NaN: the likelihood has
        no interior maximum (metafor then prints what its Hessian makes of the boundary). With an
        empty diagonal yi is +-1 and vi is 0.
    """
    y, v = np.full(t.n.shape, np.nan), np.full(t.n.shape, np.nan)
    positive, negative = (t.b == 0) | (t.c == 0), (t.a == 0) | (t.d == 0)
    margin = (t.n1 == 0) | (t.n2 == 0) | (t.a + t.c == 0) | (t.b + t.d == 0)
    y[positive & ~margin], y[negative & ~margin] = 1, -1
    v[((t.b == 0) & (t.c == 0)) | ((t.a == 0) & (t.d == 0))] = 0
    v[margin] = np.nan
    inner = ~(positive | negative | np.isnan(t.n))
    if inner.any():
        cells = [c[inner] for c in (t.a, t.b, t.c, t.d)]
        y[inner], v[inner] = _interior(*cells)
    return y, v


def _interior(a: Floats, b: Floats, c: Floats, d: Floats) -> Pair:
    n = a + b + c + d
    h, k = ndtri((a + b) / n), ndtri((a + c) / n)
    # a/n minus its value under independence, without the cancellation of two close products
    theta = _solve(h, k, (a * d - b * c) / n**2)
    r, s = np.sin(theta), np.cos(theta)
    u, w = ndtr((k - r * h) / s), ndtr((h - r * k) / s)
    weight_a, weight_b, weight_c = 1 - u - w, -u, -w
    mean = (a * weight_a + b * weight_b + c * weight_c) / n
    square = (a * weight_a**2 + b * weight_b**2 + c * weight_c**2) / n
    density = np.exp(-_exponent(theta, h, k)) / (2 * np.pi * s)
    return r, (square - mean**2) / (n * density**2)


def _exponent(theta: Floats, h: Floats, k: Floats) -> Floats:
    """(h^2 + k^2 - 2 h k sin) / (2 cos^2), so written that it keeps its digits near +-90 deg."""
    r = np.sin(theta)
    return np.asarray(((h - k) ** 2 / (1 - r) + (h + k) ** 2 / (1 + r)) / 4)


def _excess(theta: Floats, h: Floats, k: Floats) -> Floats:
    """Phi2(h, k; sin theta) - Phi(h) Phi(k), by Gauss-Legendre over the angle.

    Plackett (1954), Biometrika 41:351, with r = sin(angle).
    """
    angle = theta[:, None] * (NODES + 1) / 2
    inside = np.exp(-_exponent(angle, h[:, None], k[:, None]))
    return np.asarray(theta / (4 * np.pi) * (inside @ WEIGHTS))


def _solve(h: Floats, k: Floats, target: Floats) -> Floats:
    """Return the angle at which the excess is the target: Newton, kept inside a bracket."""
    low = np.where(target < 0, -np.pi / 2, 0.0)
    high = np.where(target > 0, np.pi / 2, 0.0)
    theta = (low + high) / 2
    for _ in range(STEPS):
        gap = _excess(theta, h, k) - target
        low, high = np.where(gap < 0, theta, low), np.where(gap > 0, theta, high)
        step = theta - gap * 2 * np.pi * np.exp(_exponent(theta, h, k))
        inside = (step > low) & (step < high)
        following = np.where(inside, step, (low + high) / 2)
        following = np.where(gap == 0, theta, following)
        settled = (np.abs(following - theta) <= TOLERANCE) | (high - low <= TOLERANCE)
        theta = following
        if settled.all():
            return theta
    raise MeasureError(f"tetrachoric correlation: no convergence in {STEPS} steps")
