"""Two independent groups measured on a scale: group 1 minus group 2.

Means ``m1i, m2i``, standard deviations ``sd1i, sd2i`` and sizes ``n1i, n2i``, each of shape (k,).
Every function returns (yi, vi), arrays of shape (k,); columns are checked by ``escalc``.

metafor 5.x differs in ROM and CVR (bias-corrected by default) and SMDH, SMD1H (variance, 4.6).
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from analyses.measures.columns import Floats, Pair, weighted_mean
from analyses.measures.small_sample import hedges_j
from analyses.measures.t_f_and_p import t_from_p

COX_SNELL = 1.65  # Cox & Snell (1989): a log odds ratio is about 1.65 standard deviations


def pooled_sd(sd1i: Floats, n1i: Floats, sd2i: Floats, n2i: Floats) -> Floats:
    """Return the standard deviation pooled over two groups, with divisor n1 + n2 - 2."""
    return np.asarray(
        np.sqrt(((n1i - 1) * sd1i**2 + (n2i - 1) * sd2i**2) / (n1i + n2i - 2)), dtype=np.float64
    )


def cohens_d(
    m1i: Floats,
    sd1i: Floats,
    n1i: Floats,
    m2i: Floats,
    sd2i: Floats,
    n2i: Floats,
    di: Floats,
    ti: Floats,
    pi: Floats,
) -> Floats:
    """Return Cohen's d (not corrected) from what each study has.

    Means first; then a printed d; then the t of two independent groups, d = t sqrt(1/n1 + 1/n2);
    then the two-sided p of that t, whose sign is taken for the sign of d.
    """
    d = (m1i - m2i) / pooled_sd(sd1i, n1i, sd2i, n2i)
    d = np.where(np.isnan(d), di, d)
    t = np.where(np.isnan(ti), t_from_p(pi, n1i + n2i - 2), ti)
    return np.asarray(np.where(np.isnan(d), t * np.sqrt(1 / n1i + 1 / n2i), d))


def smd(d: Floats, n1i: Floats, n2i: Floats, *, vtype: str = "LS") -> Pair:
    """Standardised mean difference: Hedges' g = J(n1 + n2 - 2) d, with the exact J.

    ``vtype``, with n = n1 + n2 and m = n - 2:

    - ``LS``: 1/n1 + 1/n2 + g^2 / (2 n), Hedges (1982), Psychol. Bull. 92:490, eq. 8.
    - ``LS2``: J^2 (1/n1 + 1/n2 + d^2 / (2 n)), Borenstein (2009), eq. 12.17.
    - ``UB``: 1/n1 + 1/n2 + (1 - (m-2) / (m J^2)) g^2, unbiased, Hedges (1983), eq. 9.
    - ``AV``: LS with the mean of all g, weighted by n.
    """
    n = n1i + n2i
    j = hedges_j(n - 2)
    g = j * d
    base = 1 / n1i + 1 / n2i
    if vtype == "LS2":
        return g, j**2 * (base + d**2 / (2 * n))
    if vtype == "UB":
        return g, base + (1 - (n - 4) / ((n - 2) * j**2)) * g**2
    plugged = weighted_mean(g, n) if vtype == "AV" else g
    return g, base + plugged**2 / (2 * n)


def smd_heteroscedastic(
    m1i: Floats, sd1i: Floats, n1i: Floats, m2i: Floats, sd2i: Floats, n2i: Floats
) -> Pair:
    """SMDH: difference over the root of the mean variance, without assuming equal variances.

    Bonett (2008), Psychol. Methods 13:99, with the corrected g plugged into the variance and the
    factor J^2, as metafor did before 4.6.
    """
    j = hedges_j(n1i + n2i - 2)
    v1, v2 = sd1i**2, sd2i**2
    g = j * (m1i - m2i) / np.sqrt((v1 + v2) / 2)
    spread = g**2 * (v1**2 / (n1i - 1) + v2**2 / (n2i - 1)) / (2 * (v1 + v2) ** 2)
    means = (v1 / (n1i - 1) + v2 / (n2i - 1)) / ((v1 + v2) / 2)
    return g, j**2 * (spread + means)


def smd_of_second_sd(m1i: Floats, n1i: Floats, m2i: Floats, sd2i: Floats, n2i: Floats) -> Pair:
    """SMD1: difference over the standard deviation of group 2, g = J(n2 - 1) d (Glass's delta).

    Variance 1/n1 + 1/n2 + g^2 / (2 n2), Hedges (1981), J. Educ. Stat. 6:107.
    """
    g = hedges_j(n2i - 1) * (m1i - m2i) / sd2i
    return g, 1 / n1i + 1 / n2i + g**2 / (2 * n2i)


def smd_of_second_sd_heteroscedastic(
    m1i: Floats, sd1i: Floats, n1i: Floats, m2i: Floats, sd2i: Floats, n2i: Floats
) -> Pair:
    """SMD1H: SMD1 without assuming equal variances.

    Variance sd1^2 / (sd2^2 n1) + 1/n2 + g^2 / (2 n2), Bonett (2008), Psychol. Methods 13:99, with
    n for n - 1 and the corrected g, as metafor did before 4.6.
    """
    g = hedges_j(n2i - 1) * (m1i - m2i) / sd2i
    return g, sd1i**2 / (sd2i**2 * n1i) + 1 / n2i + g**2 / (2 * n2i)


def mean_difference(
    m1i: Floats,
    sd1i: Floats,
    n1i: Floats,
    m2i: Floats,
    sd2i: Floats,
    n2i: Floats,
    *,
    vtype: str = "LS",
) -> Pair:
    """MD: difference of means. ``LS``/``UB``: own variances; ``HO``: the pooled one.

    Borenstein (2009), eqs 12.5 and 12.3.
    """
    if vtype == "HO":
        v = pooled_sd(sd1i, n1i, sd2i, n2i) ** 2 * (1 / n1i + 1 / n2i)
    else:
        v = sd1i**2 / n1i + sd2i**2 / n2i
    return m1i - m2i, v


def ratio_of_means(
    m1i: Floats,
    sd1i: Floats,
    n1i: Floats,
    m2i: Floats,
    sd2i: Floats,
    n2i: Floats,
    *,
    vtype: str = "LS",
) -> Pair:
    """ROM: log ratio of means, NaN when they differ in sign. Not bias-corrected (5.x is).

    ``LS``: Hedges, Gurevitch & Curtis (1999), Ecology 80:1150, eq. 1; ``HO``: with the pooled
    standard deviation; ``AV``: with the mean coefficient of variation of each group over all
    studies, weighted by its size; ``AVHO``: with one mean over both groups.
    """
    y = np.log(m1i / m2i)
    cv1, cv2 = sd1i / m1i, sd2i / m2i
    if vtype == "HO":
        sd = pooled_sd(sd1i, n1i, sd2i, n2i)
        cv1, cv2 = sd / m1i, sd / m2i
    elif vtype == "AV":
        cv1 = np.full_like(y, weighted_mean(cv1, n1i))
        cv2 = np.full_like(y, weighted_mean(cv2, n2i))
    elif vtype == "AVHO":
        both = weighted_mean(np.concatenate([cv1, cv2]), np.concatenate([n1i, n2i]))
        cv1 = cv2 = np.full_like(y, both)
    return y, cv1**2 / n1i + cv2**2 / n2i


def point_biserial(d: Floats, n1i: Floats, n2i: Floats, *, vtype: str = "LS") -> Pair:
    """RPB: point-biserial correlation, d / sqrt(d^2 + h), h = m/n1 + m/n2, m = n1 + n2 - 2.

    ``LS``/``ST``: group sizes fixed, by the delta method from d; ``CS``: only the total fixed,
    Tate (1954), Ann. Math. Stat. 25:603.
    """
    n = n1i + n2i
    h = (n - 2) / n1i + (n - 2) / n2i
    r = d / np.sqrt(d**2 + h)
    if vtype == "CS":
        v = (1 - r**2) ** 2 * (n * r**2 / (4 * n1i * n2i) + (2 - 3 * r**2) / (2 * n))
    else:
        v = h**2 / (h + d**2) ** 3 * (1 / n1i + 1 / n2i + d**2 / (2 * n))
    return r, v


def biserial(d: Floats, n1i: Floats, n2i: Floats) -> Pair:
    """RBIS: biserial correlation, sqrt(p q) / phi(z) times the point-biserial one.

    Soper (1914), Biometrika 10:384; Jacobs & Viechtbauer (2017), Res. Synth. Methods 8:161. In
    the variance an estimate beyond +-1 counts as +-1.
    """
    n = n1i + n2i
    p, q = n1i / n, n2i / n
    z = -ndtri(p)
    phi = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    r = np.sqrt(p * q) / phi * point_biserial(d, n1i, n2i)[0]
    r2 = np.minimum(np.abs(r), 1) ** 2
    middle = 1.5 + (1 - p * z / phi) * (1 + q * z / phi)
    return r, (p * q / phi**2 - middle * r2 + r2**2) / (n - 1)


def log_odds_from_d(d: Floats, n1i: Floats, n2i: Floats, *, factor: float) -> Pair:
    """Log odds ratio from d: times pi/sqrt(3) (D2ORL, logistic) or 1.65 (D2ORN, normal).

    Chinn (2000), Stat. Med. 19:3127; Cox & Snell (1989). d is not corrected by J here.
    """
    return factor * d, factor**2 * (1 / n1i + 1 / n2i + d**2 / (2 * (n1i + n2i)))


def variability_ratio(sd1i: Floats, n1i: Floats, sd2i: Floats, n2i: Floats) -> Pair:
    """VR: log ratio of standard deviations, bias-corrected; Nakagawa et al. (2015)."""
    a, b = 1 / (2 * (n1i - 1)), 1 / (2 * (n2i - 1))
    return np.log(sd1i / sd2i) + a - b, a + b


def coefficient_of_variation_ratio(
    m1i: Floats, sd1i: Floats, n1i: Floats, m2i: Floats, sd2i: Floats, n2i: Floats
) -> Pair:
    """CVR: log ratio of coefficients of variation; NaN for a negative mean.

    Nakagawa et al. (2015), Methods Ecol. Evol. 6:143, eq. 12 without the correlation of mean and
    standard deviation. 5.x also corrects the part of the means.
    """
    a, b = 1 / (2 * (n1i - 1)), 1 / (2 * (n2i - 1))
    y = np.log(sd1i / m1i) + a - np.log(sd2i / m2i) - b
    return y, a + sd1i**2 / (n1i * m1i**2) + b + sd2i**2 / (n2i * m2i**2)
