"""Correlations: raw, bias-corrected, Fisher's z, partial and semi-partial.

Every function returns (yi, vi), arrays of shape (k,).
"""

from __future__ import annotations

import numpy as np
from scipy.special import hyp2f1

from analyses.measures.columns import Floats, Pair, weighted_mean
from analyses.measures.t_f_and_p import t_from_p

SMALL = 4  # with 4 people or fewer no variance is given
SERIES_FROM = 20.0
TERMS = 160  # beyond it a term is below 1e-17 for c > 20


def correlation_from(ri: Floats, ti: Floats, pi: Floats, ni: Floats) -> Floats:
    """Return the correlation of each study: as printed, else from its t, else from its p.

    r = t / sqrt(t^2 + n - 2); the sign of p is taken for the sign of r.
    """
    t = np.where(np.isnan(ti), t_from_p(pi, ni - 2), ti)
    return np.asarray(np.where(np.isnan(ri), t / np.sqrt(t**2 + ni - 2), ri))


def raw_correlation(r: Floats, ni: Floats, *, vtype: str = "LS") -> Pair:
    """COR: correlation. ``LS``: (1 - r^2)^2 / (n - 1), Borenstein (2009), eq. 12.27; ``AV``: with
    the mean of all r, weighted by n. The variance is NaN for n <= 4.
    """
    return r, _large_sample(r, ni, vtype)


def unbiased_correlation(r: Floats, ni: Floats, *, vtype: str = "LS") -> Pair:
    """UCOR: correlation without bias, r F(1/2, 1/2; (n-2)/2; 1 - r^2); NaN variance for n <= 4.

    Olkin & Pratt (1958), Ann. Math. Stat. 29:201, eq. 2.3. ``LS`` and ``AV`` as COR; ``UB``: the
    unbiased variance of Hedges (1989), J. Appl. Psychol. 74:469, with the exact series. metafor
    3.8 integrates F to about 1e-4 only.
    """
    defined = ni > SMALL
    n, rest = np.where(defined, ni, 10.0), 1 - r**2
    g = np.where(defined, r * _hypergeometric(0.5, (n - 2) / 2, rest), np.nan)
    if vtype != "UB":
        return g, _large_sample(g, ni, vtype)
    square = 1 - (n - 3) / (n - 2) * rest * _hypergeometric(1.0, n / 2, rest)
    return g, g**2 - square


def _hypergeometric(a: float, c: Floats, x: Floats) -> Floats:
    """Return F(a, a; c; x) for a of 1/2 or 1, 0 <= x <= 1.

    scipy's function returns NaN for a large c; there the series falls fast and is summed itself.
    """
    large = c > SERIES_FROM
    total, term = np.ones_like(x), np.ones_like(x)
    for step in range(TERMS):
        term = term * (a + step) ** 2 / ((c + step) * (step + 1)) * x
        total += term
    return np.asarray(np.where(large, total, hyp2f1(a, a, np.where(large, 2.0, c), x)))


def _large_sample(r: Floats, ni: Floats, vtype: str) -> Floats:
    plugged = weighted_mean(r, ni) if vtype == "AV" else r
    return np.where(ni > SMALL, (1 - plugged**2) ** 2 / (ni - 1), np.nan)


def fisher_z(r: Floats, ni: Floats) -> Pair:
    """ZCOR: atanh r, variance 1 / (n - 3), NaN for n <= 4; Fisher (1921), Metron 1:1."""
    return np.arctanh(r), np.where(ni > SMALL, 1 / (ni - 3), np.nan)


def partial_t(ti: Floats, pi: Floats, ni: Floats, mi: Floats) -> Floats:
    """Return the t of a coefficient, from its two-sided p where no t is printed."""
    return np.asarray(np.where(np.isnan(ti), t_from_p(pi, ni - mi - 1), ti))


def partial_correlation(t: Floats, ni: Floats, mi: Floats, *, vtype: str = "LS") -> Pair:
    """PCOR: partial correlation of a coefficient's t, r = t / sqrt(t^2 + df), df = n - m - 1.

    ``mi`` is the number of predictors, the focal one included (metafor 4.4 and later say so).
    ``LS``: (1 - r^2)^2 / df, Aloe & Thompson (2013), J. Soc. Soc. Work Res. 4:390; ``AV``: with the
    mean of all r, weighted by n.
    """
    df = ni - mi - 1
    r = t / np.sqrt(t**2 + df)
    plugged = weighted_mean(r, ni) if vtype == "AV" else r
    return r, (1 - plugged**2) ** 2 / df


def fisher_z_partial(t: Floats, ni: Floats, mi: Floats) -> Pair:
    """ZPCOR: atanh of the partial correlation, variance 1 / (n - m - 1).

    metafor 4.0 and later use 1 / (n - m - 3).
    """
    df = ni - mi - 1
    return np.arctanh(t / np.sqrt(t**2 + df)), 1 / df


def semi_partial_correlation(
    t: Floats, ni: Floats, mi: Floats, r2i: Floats, *, vtype: str = "LS"
) -> Pair:
    """SPCOR: semi-partial correlation, t sqrt((1 - R^2) / df); R^2 of the whole model.

    Aloe & Becker (2012), J. Educ. Behav. Stat. 37:278: with R0^2 = R^2 - r^2, the variance is
    (R^4 - 2 R^2 + R0^2 + 1 - R0^4) / n. ``AV``: with the mean of all r, weighted by n.
    """
    r = t * np.sqrt((1 - r2i) / (ni - mi - 1))
    plugged = weighted_mean(r, ni) if vtype == "AV" else r
    without = r2i - plugged**2
    return r, (r2i**2 - 2 * r2i + without + 1 - without**2) / ni
