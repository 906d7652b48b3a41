"""Transformations of single values, each way: the ``transf.*`` functions of metafor.

All take and return arrays (or numbers) of any one shape; none knows about variances.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, ndtr
from scipy.special import logit as _logit

from analyses.measures.columns import Floats


def _array(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def r_to_z(r: ArrayLike) -> Floats:
    """Fisher's z of a correlation: atanh r; Fisher (1921), Metron 1:1."""
    return np.asarray(np.arctanh(_array(r)))


def z_to_r(z: ArrayLike) -> Floats:
    """Correlation of Fisher's z: tanh z."""
    return np.asarray(np.tanh(_array(z)))


def logit(p: ArrayLike) -> Floats:
    """Log odds of a proportion."""
    return np.asarray(_logit(_array(p)))


def inverse_logit(x: ArrayLike) -> Floats:
    """Proportion of log odds."""
    return np.asarray(expit(_array(x)))


def arcsine(p: ArrayLike) -> Floats:
    """Arcsine of the root of a proportion."""
    return np.asarray(np.arcsin(np.sqrt(_array(p))))


def inverse_arcsine(x: ArrayLike) -> Floats:
    """Proportion of an arcsine root: sin^2, 0 below 0 and 1 above pi/2."""
    return np.asarray(np.sin(np.clip(_array(x), 0, np.pi / 2)) ** 2)


def double_arcsine(p: ArrayLike, n: ArrayLike) -> Floats:
    """Freeman-Tukey double arcsine of a proportion of n; Freeman & Tukey (1950)."""
    n = _array(n)
    x = _array(p) * n
    low, high = np.arcsin(np.sqrt(x / (n + 1))), np.arcsin(np.sqrt((x + 1) / (n + 1)))
    return np.asarray((low + high) / 2)


def inverse_double_arcsine(x: ArrayLike, n: ArrayLike) -> Floats:
    """Proportion of a double arcsine at size n; Miller (1978), Am. Stat. 32:138.

    Values beyond those of proportions 0 and 1 give 0 and 1.
    """
    x, n = np.broadcast_arrays(_array(x), _array(n))
    lowest, highest = double_arcsine(0.0, n), double_arcsine(1.0, n)
    inside = (x > lowest) & (x < highest)
    safe = np.where(inside, x, np.pi / 4)
    sine = np.sin(2 * safe)
    root = np.sqrt(np.maximum(1 - (sine + (sine - 1 / sine) / n) ** 2, 0))
    p = (1 - np.sign(np.cos(2 * safe)) * root) / 2
    edge = np.where(x >= highest, 1.0, 0.0)
    return np.asarray(np.where(np.isnan(x), np.nan, np.where(inside, p, edge)))


def inverse_double_arcsine_harmonic(x: ArrayLike, n: ArrayLike) -> Floats:
    """Proportion of double arcsines at the harmonic mean of the sizes; Miller (1978).

    Misleading for sizes of very different order: Schwarzer et al. (2019), Res. Synth. Methods
    10:476.
    """
    n = _array(n)
    return inverse_double_arcsine(x, n.size / np.sum(1 / n))


def hakstian_whalen(alpha: ArrayLike) -> Floats:
    """1 - (1 - alpha)^(1/3); Hakstian & Whalen (1976), Psychometrika 41:219."""
    return np.asarray(1 - np.cbrt(1 - _array(alpha)))


def inverse_hakstian_whalen(x: ArrayLike) -> Floats:
    """Alpha of the Hakstian-Whalen transformation."""
    return np.asarray(1 - (1 - _array(x)) ** 3)


def bonett(alpha: ArrayLike) -> Floats:
    """-log(1 - alpha); Bonett (2002), J. Educ. Behav. Stat. 27:335."""
    return np.asarray(-np.log1p(-_array(alpha)))


def inverse_bonett(x: ArrayLike) -> Floats:
    """Alpha of the Bonett transformation."""
    return np.asarray(-np.expm1(-_array(x)))


def d_to_u1(d: ArrayLike) -> Floats:
    """Cohen's U1: share of both groups together that does not overlap; Cohen (1988), ch. 2."""
    p = ndtr(np.abs(_array(d)) / 2)
    return np.asarray((2 * p - 1) / p)


def d_to_u2(d: ArrayLike) -> Floats:
    """Cohen's U2: share of group 1 above the same share of group 2; Cohen (1988), ch. 2."""
    return np.asarray(ndtr(_array(d) / 2))


def d_to_u3(d: ArrayLike) -> Floats:
    """Cohen's U3: share of group 2 below the mean of group 1; Cohen (1988), ch. 2."""
    return np.asarray(ndtr(_array(d)))


def d_to_superiority(d: ArrayLike) -> Floats:
    """Chance that a person of group 1 scores above one of group 2 (common language effect size).

    McGraw & Wong (1992), Psychol. Bull. 111:361.
    """
    return np.asarray(ndtr(_array(d) / np.sqrt(2)))


def d_to_besd(d: ArrayLike) -> Floats:
    """Success rate of group 1 in the binomial effect size display, 1/2 + r/2 for equal groups.

    Rosenthal & Rubin (1982), J. Educ. Psychol. 74:166.
    """
    return np.asarray(0.5 + d_to_point_biserial(d) / 2)


def d_to_point_biserial(
    d: ArrayLike, n1: ArrayLike | None = None, n2: ArrayLike | None = None
) -> Floats:
    """Point-biserial correlation of d: d / sqrt(d^2 + h).

    h = m/n1 + m/n2 with m = n1 + n2 - 2 when both sizes are given, else 4 (equal large groups).
    """
    d = _array(d)
    h: Floats | float = 4.0
    if n1 is not None and n2 is not None:
        a, b = _array(n1), _array(n2)
        h = (a + b - 2) * (1 / a + 1 / b)
    return np.asarray(d / np.sqrt(d**2 + h))


def log_or_to_rr(log_or: ArrayLike, risk: ArrayLike) -> Floats:
    """Risk ratio (not its logarithm) of a log odds ratio, given the risk of group 2."""
    odds, risk = np.exp(_array(log_or)), _array(risk)
    return np.asarray(odds / (1 - risk + risk * odds))


def log_or_to_rd(log_or: ArrayLike, risk: ArrayLike) -> Floats:
    """Risk difference of a log odds ratio, given the risk of group 2."""
    return np.asarray(_array(risk) * (log_or_to_rr(log_or, risk) - 1))
