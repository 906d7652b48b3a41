"""Tail probabilities of the distributions behind printed tests: the one door to scipy here."""

from __future__ import annotations

from scipy.special import betainc, chdtrc, ndtr, stdtr


def p_of_t(t: float, df: float) -> float:
    """Return the two-sided p value of Student's t."""
    return float(2 * stdtr(df, -abs(t)))


def p_of_f(f: float, df1: float, df2: float) -> float:
    """Return the upper tail of F: ``I_x(df2/2, df1/2)`` at ``x = df2 / (df2 + df1 F)``.

    References
    ----------
    Abramowitz and Stegun (1964), 26.6.2.
    """
    return float(betainc(df2 / 2, df1 / 2, df2 / (df2 + df1 * f)))


def p_of_chi2(chi2: float, df: float) -> float:
    """Return the upper tail of chi-square."""
    return float(chdtrc(df, chi2))


def p_of_z(z: float) -> float:
    """Return the two-sided p value of a standard normal deviate."""
    return float(2 * ndtr(-abs(z)))


def p_of_r(r: float, df: float) -> float:
    """Return the two-sided p value of a correlation, by ``t = r sqrt(df / (1 - r^2))``."""
    if abs(r) >= 1:
        return 0.0
    return p_of_t(abs(r) * (df / (1 - r * r)) ** 0.5, df)
