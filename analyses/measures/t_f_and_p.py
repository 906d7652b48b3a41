"""Between p, t, F and z."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtr, stdtrit

from analyses.measures.columns import Floats


def t_from_p(p: ArrayLike, df: ArrayLike) -> Floats:
    """Return the t whose two-sided p is given; the sign of p is taken for the sign of t.

    Parameters
    ----------
    p : array_like
        Exact two-sided p, 0 < abs(p) <= 1; negative for a negative t.
    df : array_like
        Degrees of freedom of the test.
    """
    signed = np.asarray(p, dtype=np.float64)
    return np.asarray(np.sign(signed) * -stdtrit(df, np.abs(signed) / 2))


def p_from_t(t: ArrayLike, df: ArrayLike) -> Floats:
    """Return the two-sided p of a t with ``df`` degrees of freedom."""
    return np.asarray(2 * stdtr(df, -np.abs(np.asarray(t, dtype=np.float64))))


def z_from_p(p: ArrayLike) -> Floats:
    """Return the z whose two-sided p is given; the sign of p is taken for the sign of z."""
    signed = np.asarray(p, dtype=np.float64)
    return np.asarray(np.sign(signed) * -ndtri(np.abs(signed) / 2))


def t_from_f(f: ArrayLike, sign: ArrayLike) -> Floats:
    """Return the t of an F with 1 numerator degree of freedom: sign times sqrt(F)."""
    return np.asarray(np.sign(np.asarray(sign, dtype=np.float64)) * np.sqrt(f))
