"""Between d, odds ratios and correlations with their variances; standard errors from intervals.

Arrays or numbers of one shape. A pair (estimate, variance) goes in and comes out; ratios are on the
log scale. What is lost on the way (normality, equal groups) is said in each docstring: prefer the
numbers of the study itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtrit

from analyses.measures.columns import Floats, Pair
from analyses.measures.errors import MeasureError
from analyses.measures.t_f_and_p import z_from_p
from analyses.measures.two_groups import COX_SNELL

LOGISTIC = np.pi / np.sqrt(3)  # standard deviation of the standard logistic distribution


def _array(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _factor(distribution: str) -> float:
    factors = {"logistic": float(LOGISTIC), "normal": COX_SNELL}
    if distribution not in factors:
        raise MeasureError(f"distribution: found {distribution!r}; logistic or normal expected")
    return factors[distribution]


def log_or_to_d(log_or: ArrayLike, variance: ArrayLike, *, distribution: str = "logistic") -> Pair:
    """Return d of a log odds ratio, for an outcome that cuts a continuous one in two.

    ``logistic``: times sqrt(3)/pi, Chinn (2000), Stat. Med. 19:3127; ``normal``: over 1.65, Cox &
    Snell (1989). The variance by the square of the factor.
    """
    factor = _factor(distribution)
    return _array(log_or) / factor, _array(variance) / factor**2


def d_to_log_or(d: ArrayLike, variance: ArrayLike, *, distribution: str = "logistic") -> Pair:
    """Return the log odds ratio of d: the inverse of ``log_or_to_d``."""
    factor = _factor(distribution)
    return _array(d) * factor, _array(variance) * factor**2


def r_to_d(r: ArrayLike, variance: ArrayLike) -> Pair:
    """Return d of a point-biserial correlation of two equal groups: 2 r / sqrt(1 - r^2).

    Variance 4 v / (1 - r^2)^3; Borenstein et al. (2009), eqs 7.5 and 7.6.
    """
    r = _array(r)
    return 2 * r / np.sqrt(1 - r**2), 4 * _array(variance) / (1 - r**2) ** 3


def correlation_variance(r: ArrayLike, n: ArrayLike) -> Floats:
    """Return (1 - r^2)^2 / (n - 1); Borenstein et al. (2009), eq. 6.1."""
    return np.asarray((1 - _array(r) ** 2) ** 2 / (_array(n) - 1))


def d_to_r(
    d: ArrayLike, variance: ArrayLike, n1: ArrayLike | None = None, n2: ArrayLike | None = None
) -> Pair:
    """Return the correlation of d: d / sqrt(d^2 + a), a = (n1 + n2)^2 / (n1 n2), or 4.

    Variance a^2 v / (d^2 + a)^3; Borenstein et al. (2009), eqs 7.7 to 7.9.
    """
    d = _array(d)
    a: Floats | float = 4.0
    if n1 is not None and n2 is not None:
        a = (_array(n1) + _array(n2)) ** 2 / (_array(n1) * _array(n2))
    return d / np.sqrt(d**2 + a), a**2 * _array(variance) / (d**2 + a) ** 3


def t_to_d(t: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Return d (not corrected) of the t of two independent groups: t sqrt(1/n1 + 1/n2)."""
    return np.asarray(_array(t) * np.sqrt(1 / _array(n1) + 1 / _array(n2)))


def d_to_t(d: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Return the t of two independent groups of d (not corrected)."""
    return np.asarray(_array(d) / np.sqrt(1 / _array(n1) + 1 / _array(n2)))


def t_to_r(t: ArrayLike, df: ArrayLike) -> Floats:
    """Return the correlation of a t with df degrees of freedom: t / sqrt(t^2 + df)."""
    t = _array(t)
    return np.asarray(t / np.sqrt(t**2 + _array(df)))


def r_to_t(r: ArrayLike, n: ArrayLike) -> Floats:
    """Return the t of a correlation of n people: r sqrt((n - 2) / (1 - r^2))."""
    r = _array(r)
    return np.asarray(r * np.sqrt((_array(n) - 2) / (1 - r**2)))


def interval_to_se(
    lower: ArrayLike, upper: ArrayLike, *, level: float = 0.95, df: ArrayLike | None = None
) -> Floats:
    """Return the standard error of an estimate from its interval; of a ratio, give logarithms.

    Half the width over the normal quantile, or over that of t with ``df`` degrees of freedom;
    Cochrane Handbook 6.3.1 and 6.3.2.

    Raises
    ------
    MeasureError
        For a level outside 0 to 1, or a lower limit that is not below the upper one.
    """
    low, high = _array(lower), _array(upper)
    if not 0 < level < 1:
        raise MeasureError(f"level: found {level:g}; between 0 and 1 expected")
    if (low >= high).any():
        raise MeasureError("interval: found a lower limit not below its upper limit")
    p = 0.5 + level / 2
    quantile = ndtri(p) if df is None else stdtrit(_array(df), p)
    return np.asarray((high - low) / (2 * quantile))


def p_to_se(estimate: ArrayLike, p: ArrayLike) -> Floats:
    """Return the standard error of an estimate from its exact two-sided p: |estimate| / z.

    Cochrane Handbook 6.3.2; of a ratio, give the logarithm. NaN for an estimate of 0.

    Raises
    ------
    MeasureError
        For a p outside 0 to 1.
    """
    y, p = _array(estimate), _array(p)
    if ((p <= 0) | (p >= 1)).any():
        raise MeasureError("p: found a value outside 0 to 1; an exact two-sided p expected")
    return np.asarray(np.where(y == 0, np.nan, np.abs(y) / z_from_p(p)))
