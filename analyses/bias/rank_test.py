"""The rank correlation test of funnel asymmetry.

Begg & Mazumdar (1994), Biometrics 50:1088: Kendall's tau between the standardised deviations from
the common-effect mean and the sampling variances.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr
from scipy.stats import kendalltau

from analyses.bias.errors import TooFewError
from analyses.models.weighted import problem, solve

Floats = NDArray[np.float64]
EXACT = 500  # up to here the exact null distribution is computed; its cost grows with k cubed


@dataclass(frozen=True, slots=True, kw_only=True)
class RankTest:
    """A rank correlation test.

    Attributes
    ----------
    k : int
        Effects.
    tau : float
        Kendall's tau-b; positive when imprecise studies show higher effects. NaN when all
        deviations, or all variances, are equal.
    p : float
        Two-sided p-value.
    exact : bool
        From the exact distribution; else a normal approximation, corrected for ties.
    """

    k: int
    tau: float
    p: float
    exact: bool

    def summary(self) -> str:
        """Return the test in plain text."""
        kind = "exact" if self.exact else "normal approximation"
        return f"Rank test, {self.k} effects: tau = {self.tau:.4f}, p = {self.p:.4f} ({kind})"


def rank_test(yi: ArrayLike, vi: ArrayLike) -> RankTest:
    """Test whether deviations from the mean go with the sampling variances, by ranks.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances, k >= 2.

    Returns
    -------
    RankTest
        Without ties the p-value is exact (as R's ``cor.test(exact=TRUE)``); with ties, or more than
        500 effects, a normal approximation whose variance is corrected for ties (Kendall 1970, Rank
        Correlation Methods).

    Raises
    ------
    TooFewError
        For fewer than two effects.
    ModelError
        For bad data.
    """
    data = problem(yi, vi)
    if data.k < 2:
        raise TooFewError("1 effect; ranks need 2 or more")
    w = 1 / data.vi
    fit = solve(data, w)
    # the variance of a deviation from the weighted mean is vi less that of the mean
    rest = np.maximum(data.vi - 1 / w.sum(), np.finfo(float).eps * data.vi)
    # equal effects do not deviate, whatever rounding leaves
    deviations = fit.residual / np.sqrt(rest) if np.ptp(data.yi) > 0 else np.zeros(data.k)
    tied = _has_ties(deviations) or _has_ties(data.vi)
    exact = not tied and data.k <= EXACT
    if exact:
        found = kendalltau(deviations, data.vi, method="exact")
        return RankTest(k=data.k, tau=float(found.statistic), p=float(found.pvalue), exact=True)
    tau, p = _approximate(deviations, data.vi)
    return RankTest(k=data.k, tau=tau, p=p, exact=False)


def _has_ties(values: Floats) -> bool:
    return np.unique(values).size < values.size


def _approximate(a: Floats, b: Floats) -> tuple[float, float]:
    """Return tau-b and its p-value by the normal approximation of the score."""
    tau = float(kendalltau(a, b, method="asymptotic").statistic)
    n = a.size
    ties = [np.unique(values, return_counts=True)[1].astype(float) for values in (a, b)]
    pairs = [float((t * (t - 1)).sum()) for t in ties]
    triples = [float((t * (t - 1) * (t - 2)).sum()) for t in ties]
    weighted = sum(float((t * (t - 1) * (2 * t + 5)).sum()) for t in ties)
    score = tau * math.sqrt((n * (n - 1) - pairs[0]) * (n * (n - 1) - pairs[1])) / 2
    variance = (n * (n - 1) * (2 * n + 5) - weighted) / 18
    variance += pairs[0] * pairs[1] / (2 * n * (n - 1))
    if n > 2:
        variance += triples[0] * triples[1] / (9 * n * (n - 1) * (n - 2))
    if math.isnan(tau) or variance <= 0:
        return math.nan, math.nan
    return tau, float(2 * ndtr(-abs(score) / math.sqrt(variance)))
