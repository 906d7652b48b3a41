"""The share of true effects above a threshold, with its uncertainty.

Mathur & VanderWeele (2019), Statistics in Medicine 38:1336.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from analyses.meaning.checks import (
    MeaningError,
    percent,
    require_finite,
    require_level,
    require_not_negative,
    signed,
)

Floats = NDArray[np.float64]
Fit = Callable[[Floats, Floats], tuple[float, float]]
CENTRAL = (0.15, 0.85)  # where the delta method holds, by the simulations of the paper
FEW = 10  # fewer studies: the intervals of the paper were not studied


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionAbove:
    """Share of true effects above a threshold.

    Attributes
    ----------
    threshold : float
        In the unit of the effects.
    proportion : float
        0 to 1.
    se : float or None
        Standard error; None when it cannot be given.
    ci_lb, ci_ub : float or None
        Interval, kept within 0 and 1.
    level : float
        Level of the interval.
    method : str
        ``delta``, ``bootstrap`` or ``none``.
    assumptions : tuple of str
        What was assumed, and what to mistrust, in words.
    """

    threshold: float
    proportion: float
    se: float | None
    ci_lb: float | None
    ci_ub: float | None
    level: float
    method: str
    assumptions: tuple[str, ...]

    def summary(self) -> str:
        """Return the share in one plain sentence."""
        words = (
            f"Estimated share of true effects above {signed(self.threshold)}: "
            f"{percent(self.proportion)}"
        )
        if self.ci_lb is None or self.ci_ub is None:
            return f"{words} (no interval)."
        ends = f"{100 * self.ci_lb:.0f}% to {100 * self.ci_ub:.0f}%"
        return f"{words} ({self.level:.0%} interval {ends})."


def proportion_above(
    estimate: float,
    tau2: float,
    threshold: float,
    *,
    se: float | None = None,
    se_tau2: float | None = None,
    level: float = 0.95,
) -> ProportionAbove:
    """Return the share of true effects above a threshold when they are normally distributed.

    Parameters
    ----------
    estimate, tau2 : float
        Mean and variance of the true effects.
    threshold : float
        In the same unit.
    se, se_tau2 : float, optional
        Standard errors of the two; without them there is no interval.
    level : float
        Level of the interval.

    Returns
    -------
    ProportionAbove
        Phi((estimate - threshold) / tau), with the standard error of the delta method,
        phi(.) sqrt(se^2 / tau2 + se_tau2^2 (estimate - threshold)^2 / (4 tau2^3)). With tau2 = 0
        all effects are the mean: the share is 0 or 1, without an interval.
    """
    require_finite(estimate=estimate, threshold=threshold)
    require_not_negative(tau2=tau2)
    require_level(level)
    if tau2 == 0:
        return _all_or_none(estimate, threshold, level)
    z = (estimate - threshold) / math.sqrt(tau2)
    share = float(ndtr(z))
    words = ["the true effects follow a normal distribution"]
    if se is None or se_tau2 is None:
        words.append("the standard errors of the mean and of tau2 were not given: no interval")
        return _result(threshold, share, None, level, words)
    require_not_negative(se=se, se_tau2=se_tau2)
    density = math.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    error = density * math.sqrt(se**2 / tau2 + se_tau2**2 * z**2 / (4 * tau2**2))
    words.append("delta method: many studies, the mean and tau2 estimated independently")
    if not CENTRAL[0] <= share <= CENTRAL[1]:
        words.append("the share is near 0 or 1, where this interval is too narrow: bootstrap it")
    return _result(threshold, share, error, level, words)


def _all_or_none(estimate: float, threshold: float, level: float) -> ProportionAbove:
    words = [
        "the model found no differences between true effects (tau2 = 0): all of them are the mean, "
        "so the share is all or none; how sure that is, this number does not say"
    ]
    return _result(threshold, float(estimate > threshold), None, level, words)


def _result(
    threshold: float, share: float, error: float | None, level: float, words: list[str]
) -> ProportionAbove:
    half = None if error is None else float(ndtri(0.5 + level / 2)) * error
    return ProportionAbove(
        threshold=threshold,
        proportion=share,
        se=error,
        ci_lb=None if half is None else max(0.0, share - half),
        ci_ub=None if half is None else min(1.0, share + half),
        level=level,
        method="none" if error is None else "delta",
        assumptions=tuple(words),
    )


def proportion_bootstrap(
    yi: ArrayLike,
    vi: ArrayLike,
    threshold: float,
    fit: Fit,
    *,
    draws: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> ProportionAbove:
    """Return the share of true effects above a threshold with a bootstrap interval.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Independent effects and their sampling variances, k >= 3.
    threshold : float
        In the unit of the effects.
    fit : callable
        Takes (yi, vi), returns (mean, tau2).
    draws, seed : int
        Number of resamples of studies; the same seed gives the same interval.
    level : float
        Level of the interval.

    Returns
    -------
    ProportionAbove
        Bias-corrected and accelerated interval: Efron (1987), J. Am. Stat. Assoc. 82:171.

    Raises
    ------
    MeaningError
        For fewer than three effects, or shapes that differ.
    """
    y, v = np.asarray(yi, dtype=float), np.asarray(vi, dtype=float)
    if y.ndim != 1 or y.shape != v.shape or y.size < 3:
        raise MeaningError(f"{y.shape} effects, {v.shape} variances; expected two lists of k >= 3")
    require_level(level)
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, y.size, size=(draws, y.size))
    share = _share(*fit(y, v), threshold)
    drawn = np.array([_share(*fit(y[r], v[r]), threshold) for r in rows])
    left_out = np.array(
        [_share(*fit(np.delete(y, i), np.delete(v, i)), threshold) for i in range(y.size)]
    )
    ends = _accelerated(share, drawn, left_out, level)
    words = ["the true effects follow a normal distribution", "the studies are independent"]
    if y.size < FEW:
        words.append(f"{y.size} studies are few to draw from: the interval is rough")
    if ends is None:
        words.append("nearly every draw lies on one side of the estimate: no interval")
    return ProportionAbove(
        threshold=threshold,
        proportion=share,
        se=float(drawn.std(ddof=1)),
        ci_lb=ends[0] if ends else None,
        ci_ub=ends[1] if ends else None,
        level=level,
        method="bootstrap",
        assumptions=tuple(words),
    )


def _share(mean: float, tau2: float, threshold: float) -> float:
    if tau2 <= 0:
        return float(mean > threshold)
    return float(ndtr((mean - threshold) / math.sqrt(tau2)))


def _accelerated(
    share: float, drawn: Floats, left_out: Floats, level: float
) -> tuple[float, float] | None:
    """Return the ends of the interval; None when the draws do not surround the estimate."""
    below = float((drawn < share).mean() + (drawn == share).mean() / 2)
    if not 0 < below < 1:
        return None
    gap = left_out.mean() - left_out
    squares = float((gap**2).sum())
    pull = float((gap**3).sum()) / (6 * squares**1.5) if squares > 0 else 0.0
    bias = float(ndtri(below))
    steps = [bias + float(ndtri(tail)) for tail in (0.5 - level / 2, 0.5 + level / 2)]
    tails = [float(ndtr(bias + step / (1 - pull * step))) for step in steps]
    lower, upper = np.quantile(drawn, tails)
    return float(lower), float(upper)
