"""Tests of coefficients with normal, t, chi-square and F distributions; fast, without checks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, fdtrc, ndtr, ndtri, stdtr, stdtrit

Floats = NDArray[np.float64]


def two_sided(stat: Floats, df: Floats) -> Floats:
    """Return two-sided p-values of t; normal where ``df`` is infinite, NaN at df <= 0."""
    size = -np.abs(stat)
    finite = np.isfinite(df) & (df > 0)
    with np.errstate(invalid="ignore"):
        p = np.where(finite, stdtr(np.where(finite, df, 1.0), size), ndtr(size))
    return np.asarray(np.where(df > 0, 2 * p, np.nan))


def quantile(tail: float, df: Floats) -> Floats:
    """Return the quantile of t at probability ``tail``; normal where ``df`` is infinite."""
    finite = np.isfinite(df) & (df > 0)
    values = np.where(finite, stdtrit(np.where(finite, df, 1.0), tail), ndtri(tail))
    return np.asarray(np.where(df > 0, values, np.nan))


def wald(b: Floats, vb: Floats, columns: Sequence[int]) -> float:
    """Return b'V^-1 b of some coefficients; NaN when their covariance is singular."""
    chosen = list(columns)
    try:
        return float(b[chosen] @ np.linalg.solve(vb[np.ix_(chosen, chosen)], b[chosen]))
    except np.linalg.LinAlgError:
        return math.nan


def upper_f(f: float, df1: float, df2: float) -> float:
    """Return the upper tail of F; of chi-square / df1 when ``df2`` is infinite, NaN at df2 <= 0."""
    if math.isnan(f) or not df2 > 0:
        return math.nan
    if math.isinf(df2):
        return float(chdtrc(df1, f * df1))
    return float(fdtrc(df1, df2, f))
