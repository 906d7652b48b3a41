"""One group measured twice, or matched pairs: occasion 1 minus occasion 2.

Means ``m1i, m2i``, standard deviations ``sd1i, sd2i``, correlation ``ri`` of the two occasions and
size ``ni``, each of shape (k,). For post minus pre, occasion 1 is post; but raw-score
standardisation divides by ``sd1i`` whatever ``m1i`` is: give the standard deviation before as
``sd1i``. Every function returns (yi, vi), arrays of shape (k,).

metafor 5.x differs in ROMC, CVRC and VRC (bias-corrected by default) and SMCRH (variance, 4.6).
"""

from __future__ import annotations

import numpy as np

from analyses.measures.columns import Floats, Pair
from analyses.measures.small_sample import hedges_j
from analyses.measures.t_f_and_p import t_from_p


def change_variance(sd1i: Floats, sd2i: Floats, ri: Floats) -> Floats:
    """Return the variance of the changes: sd1^2 + sd2^2 - 2 r sd1 sd2."""
    return np.asarray(sd1i**2 + sd2i**2 - 2 * ri * sd1i * sd2i, dtype=np.float64)


def change_d(
    m1i: Floats,
    m2i: Floats,
    sd1i: Floats,
    sd2i: Floats,
    ri: Floats,
    ni: Floats,
    di: Floats,
    ti: Floats,
    pi: Floats,
) -> Floats:
    """Return the change over the standard deviation of changes, from what each study has.

    Means first; then a printed value ``di``; then the paired t, d = t / sqrt(n); then its
    two-sided p, whose sign is taken for the sign of d.
    """
    d = (m1i - m2i) / np.sqrt(change_variance(sd1i, sd2i, ri))
    d = np.where(np.isnan(d), di, d)
    t = np.where(np.isnan(ti), t_from_p(pi, ni - 1), ti)
    return np.asarray(np.where(np.isnan(d), t / np.sqrt(ni), d))


def mean_change(
    m1i: Floats, m2i: Floats, sd1i: Floats, sd2i: Floats, ri: Floats, ni: Floats
) -> Pair:
    """MC: mean change; variance of the changes over n."""
    return m1i - m2i, change_variance(sd1i, sd2i, ri) / ni


def smd_of_change_sd(d: Floats, ni: Floats, *, vtype: str = "LS") -> Pair:
    """SMCC: mean change over the standard deviation of changes, g = J(n - 1) d.

    ``LS``: 1/n + g^2 / (2 n), Gibbons, Hedeker & Davis (1993), J. Educ. Stat. 18:271; ``LS2``:
    J^2 (1/n + d^2 / (2 n)), Borenstein (2009).
    """
    j = hedges_j(ni - 1)
    g = j * d
    if vtype == "LS2":
        return g, j**2 * (1 / ni + d**2 / (2 * ni))
    return g, 1 / ni + g**2 / (2 * ni)


def smd_of_raw_sd(
    m1i: Floats, m2i: Floats, sd1i: Floats, ri: Floats, ni: Floats, *, vtype: str = "LS"
) -> Pair:
    """SMCR: mean change over ``sd1i``, g = J(n - 1) d.

    ``LS``: 2 (1 - r) / n + g^2 / (2 n), Becker (1988), Br. J. Math. Stat. Psychol. 41:257;
    ``LS2``: J^2 (2 (1 - r) / n + d^2 / (2 n)), Borenstein (2009).
    """
    j = hedges_j(ni - 1)
    d = (m1i - m2i) / sd1i
    g = j * d
    base = 2 * (1 - ri) / ni
    if vtype == "LS2":
        return g, j**2 * (base + d**2 / (2 * ni))
    return g, base + g**2 / (2 * ni)


def smd_of_raw_sd_heteroscedastic(
    m1i: Floats, m2i: Floats, sd1i: Floats, sd2i: Floats, ri: Floats, ni: Floats
) -> Pair:
    """SMCRH: SMCR without assuming equal variances at the two occasions.

    Bonett (2008), Psychol. Methods 13:99, with the corrected g plugged into the variance and the
    factor J^2, as metafor did before 4.6.
    """
    j = hedges_j(ni - 1)
    g = j * (m1i - m2i) / sd1i
    v = change_variance(sd1i, sd2i, ri) / (sd1i**2 * (ni - 1)) + g**2 / (2 * (ni - 1))
    return g, j**2 * v


def ratio_of_means_paired(
    m1i: Floats, m2i: Floats, sd1i: Floats, sd2i: Floats, ri: Floats, ni: Floats
) -> Pair:
    """ROMC: log ratio of means, NaN when they differ in sign.

    Lajeunesse (2011), Ecology 92:2049.
    """
    return np.log(m1i / m2i), _variance_of_cv_difference(m1i, m2i, sd1i, sd2i, ri, ni)


def variability_ratio_paired(sd1i: Floats, sd2i: Floats, ri: Floats, ni: Floats) -> Pair:
    """VRC: log ratio of standard deviations; variance (1 - r^2) / (n - 1).

    Senior, Viechtbauer & Nakagawa (2020), Res. Synth. Methods 11:553.
    """
    return np.log(sd1i / sd2i), (1 - ri**2) / (ni - 1)


def coefficient_of_variation_ratio_paired(
    m1i: Floats, m2i: Floats, sd1i: Floats, sd2i: Floats, ri: Floats, ni: Floats
) -> Pair:
    """CVRC: log ratio of coefficients of variation; NaN for a negative mean.

    Senior, Viechtbauer & Nakagawa (2020), Res. Synth. Methods 11:553.
    """
    y = np.log(sd1i / m1i) - np.log(sd2i / m2i)
    means = _variance_of_cv_difference(m1i, m2i, sd1i, sd2i, ri, ni)
    return y, (1 - ri**2) / (ni - 1) + means


def _variance_of_cv_difference(
    m1i: Floats, m2i: Floats, sd1i: Floats, sd2i: Floats, ri: Floats, ni: Floats
) -> Floats:
    """Return the variance of log(m1 / m2) of correlated means, by the delta method."""
    return np.asarray(change_variance(sd1i / m1i, sd2i / m2i, ri) / ni)
