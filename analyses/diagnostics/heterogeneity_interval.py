"""Intervals of tau2, tau, I2 and H2: Q-profile and profile likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import chdtri

from analyses.models.batch import alone
from analyses.models.errors import ConvergenceError, ModelError
from analyses.models.random_effects import RandomEffectsFit
from analyses.models.tau2 import COMMON
from analyses.models.tau2_batch import generalised_q_root
from analyses.models.weighted import solve

Floats = NDArray[np.float64]
DOUBLINGS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """An estimate with its interval."""

    estimate: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeterogeneityInterval:
    """Intervals of the amount of heterogeneity.

    Attributes
    ----------
    kind : str
        ``Q-profile`` or ``profile likelihood``.
    level : float
        Level of the intervals.
    tau2, tau, i2, h2 : Bounds
        I2 is 0 to 1; I2 and H2 use the typical sampling variance of the model.
    empty : bool
        Q is so small that no tau2 >= 0 agrees with it; both bounds are then 0.
    """

    kind: str
    level: float
    tau2: Bounds
    tau: Bounds
    i2: Bounds
    h2: Bounds
    empty: bool

    def summary(self) -> str:
        """Return tau2 and I2 with their intervals in one line."""
        t, i = self.tau2, self.i2
        text = (
            f"tau2 {t.estimate:.4g} [{t.lower:.4g}, {t.upper:.4g}], I2 {i.estimate:.0%} "
            f"[{i.lower:.0%}, {i.upper:.0%}] ({self.kind}, {self.level:.0%})"
        )
        return f"{text}; less variation than chance alone makes" if self.empty else text


def q_profile(fit: RandomEffectsFit, level: float | None = None) -> HeterogeneityInterval:
    """Return the Q-profile interval: the values of tau2 at which Q is not unusual.

    Parameters
    ----------
    fit : RandomEffectsFit
        A random-effects or mixed-effects model; its tau2 is the estimate shown, which need not lie
        in the interval.
    level : float, optional
        Level of the interval; that of the model by default.

    Raises
    ------
    ModelError
        For a common-effect model or one without a degree of freedom.

    References
    ----------
    Viechtbauer (2007), Stat. Med. 26:37; Jackson, Turner, Rhodes & Viechtbauer (2014), BMC Med.
    Res. Methodol. 14:103, for moderators.
    """
    level = _checked(fit, level)
    df, tail = fit.k - fit.p, (1 - level) / 2
    whole = alone(fit.data)
    lower, upper = (
        float(generalised_q_root(whole, np.array([chdtri(df, share)]))[0])
        for share in (tail, 1 - tail)
    )
    empty = solve(fit.data, 1 / fit.data.vi).rss < float(chdtri(df, 1 - tail))
    return _record(fit, "Q-profile", level, lower, upper, empty=empty)


def profile_likelihood(fit: RandomEffectsFit, level: float | None = None) -> HeterogeneityInterval:
    """Return the profile-likelihood interval of tau2, from the likelihood of the model's method.

    Parameters
    ----------
    fit : RandomEffectsFit
        A model fitted by ML or REML.
    level : float, optional
        Level of the interval; that of the model by default.

    Returns
    -------
    HeterogeneityInterval
        From the lowest to the highest tau2 whose log-likelihood is within half a chi-square
        quantile (1 degree of freedom) of the maximum; it spans a valley between two maxima.

    Raises
    ------
    ModelError
        For another method than ML and REML, or a model without a degree of freedom.

    References
    ----------
    Hardy & Thompson (1996), Stat. Med. 15:619.
    """
    level = _checked(fit, level)
    if fit.method not in ("ML", "REML"):
        raise ModelError(f"method {fit.method!r}; a profile likelihood needs ML or REML")
    height = _height(fit)
    drop = height(fit.tau2) - float(chdtri(1, 1 - level)) / 2

    def excess(tau2: float) -> float:
        return height(tau2) - drop

    lower = _lowest(excess, fit.tau2, float(fit.data.vi.min()))
    upper = _highest(excess, fit)
    return _record(fit, "profile likelihood", level, lower, upper, empty=False)


def _checked(fit: RandomEffectsFit, level: float | None) -> float:
    if fit.method in COMMON:
        raise ModelError("a common-effect model has no tau2; fit a random-effects model")
    if fit.k == fit.p:
        raise ModelError(f"{fit.k} effects and {fit.p} coefficients leave no degree of freedom")
    level = fit.level if level is None else level
    if not 0 < level < 1:
        raise ModelError(f"level {level!r}; expected a number between 0 and 1")
    return level


def _height(fit: RandomEffectsFit) -> Callable[[float], float]:
    """Return the log-likelihood as a function of tau2, without its constants."""

    def height(tau2: float) -> float:
        solution = solve(fit.data, 1 / (fit.data.vi + tau2))
        value = float(np.log(solution.w).sum()) - solution.rss
        if fit.method == "REML":
            value += float(np.linalg.slogdet(solution.inverse)[1])
        return value / 2

    return height


def _lowest(excess: Callable[[float], float], tau2: float, least: float) -> float:
    """Return the lowest tau2 of the interval: 0, or where the likelihood first rises above."""
    if tau2 == 0 or excess(0.0) >= 0:
        return 0.0
    steps = max(1, math.ceil(math.log2(1 + tau2 / least)))
    grid = least * np.expm1(np.linspace(0.0, math.log1p(tau2 / least), steps + 1))
    grid[-1] = tau2
    high = next(i for i, t in enumerate(grid) if excess(float(t)) >= 0)
    return _crossing(excess, float(grid[high - 1]), float(grid[high]))


def _highest(excess: Callable[[float], float], fit: RandomEffectsFit) -> float:
    """Return the highest tau2 of the interval: beyond ``top`` the likelihood only falls."""
    least, most = float(fit.data.vi.min()), float(fit.data.vi.max())
    s2 = solve(fit.data, np.ones(fit.k)).rss / (fit.k - fit.p)
    top = max(fit.tau2, (s2 + math.sqrt(s2**2 + 4 * s2 * most)) / 2)
    low, high = fit.tau2, fit.tau2
    for _ in range(DOUBLINGS):
        high = 2 * high + least
        inside = excess(high) >= 0
        if inside:
            low = high
        elif high > top:
            return _crossing(excess, low, _next(low, least))
    raise ConvergenceError("the likelihood does not fall far enough for an upper bound")


def _next(low: float, least: float) -> float:
    return 2 * low + least


def _crossing(excess: Callable[[float], float], low: float, high: float) -> float:
    return float(brentq(excess, low, high, xtol=1e-300, rtol=1e-14, maxiter=500))


def _record(
    fit: RandomEffectsFit, kind: str, level: float, lower: float, upper: float, *, empty: bool
) -> HeterogeneityInterval:
    ends = (fit.tau2, lower, upper)

    def bounds(of: Callable[[float], float]) -> Bounds:
        estimate, low, high = (of(t) for t in ends)
        return Bounds(estimate=estimate, lower=low, upper=high)

    return HeterogeneityInterval(
        kind=kind,
        level=level,
        tau2=bounds(lambda t: t),
        tau=bounds(math.sqrt),
        i2=bounds(lambda t: t / (fit.vt + t)),
        h2=bounds(lambda t: t / fit.vt + 1),
        empty=empty,
    )
