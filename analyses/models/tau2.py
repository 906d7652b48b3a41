"""Estimators of the between-study variance.

Formulas: DerSimonian & Laird (1986), Hedges (1983), Hunter & Schmidt (2004), Sidik & Jonkman
(2005), Paule & Mandel (1982), Viechtbauer (2005, J. Educ. Behav. Stat. 30:261) for ML, REML and the
standard errors, Viechtbauer et al. (2015) for moderators.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import chi2

from analyses.models.errors import ConvergenceError, ModelError
from analyses.models.weighted import Problem, Solution, solve

Floats = NDArray[np.float64]
METHODS = (
    *("FE", "EE", "DL", "HE", "HS", "HSk", "SJ", "SJIT"),
    *("ML", "REML", "EB", "PM", "PMM"),
)
COMMON = ("FE", "EE")
GRID = 24
STEPS = 100
TOLERANCE = 1e-13


@dataclass(frozen=True, slots=True)
class Tau2:
    """An estimate of the between-study variance (>= 0) and its standard error."""

    value: float
    se: float


def estimate_tau2(data: Problem, method: str = "REML") -> Tau2:
    """Estimate the between-study variance.

    Parameters
    ----------
    data : Problem
        From `problem`.
    method : str
        One of ``METHODS``; ``FE`` and ``EE`` (common effect) give 0.

    Raises
    ------
    ModelError
        For an unknown method, or when there is no degree of freedom left.
    ConvergenceError
        When an iteration does not settle.
    """
    if method not in METHODS:
        raise ModelError(f"method {method!r}; expected one of {', '.join(METHODS)}")
    if method in COMMON:
        return Tau2(0.0, math.nan)
    if data.k == data.p:
        return Tau2(0.0, math.nan)
    return ESTIMATORS[method](data)


def _closed(value: float, variance: Callable[[float], float]) -> Tau2:
    """Cut an estimate at 0; its standard error is taken at the cut value."""
    cut = max(0.0, value)
    return Tau2(cut, math.sqrt(max(0.0, variance(cut))))


def _dl(data: Problem) -> Tau2:
    fit, df = solve(data, 1 / data.vi), data.k - data.p
    trace = fit.trace_p
    return _closed((fit.rss - df) / trace, lambda t: _moment_variance(fit, df, t) / trace**2)


def _moment_variance(fit: Solution, df: int, tau2: float) -> float:
    """Return var(y'Py) for weights 1/vi when the between-study variance is tau2."""
    return 2 * df + 4 * tau2 * fit.trace_p + 2 * tau2**2 * fit.trace_pp()


def _he(data: Problem) -> Tau2:
    fit, df = solve(data, np.ones(data.k)), data.k - data.p
    trace = float(data.vi.sum() - np.trace(fit.moment(data.vi)))
    squared = fit.trace_pdpd(data.vi, data.vi)
    return _closed(
        (fit.rss - trace) / df,
        lambda t: (2 * squared + 4 * t * trace + 2 * t**2 * df) / df**2,
    )


def _hs(data: Problem) -> Tau2:
    fit, df = solve(data, 1 / data.vi), data.k - data.p
    total = float(fit.w.sum())
    return _closed((fit.rss - data.k) / total, lambda t: _moment_variance(fit, df, t) / total**2)


def _hsk(data: Problem) -> Tau2:
    fit, df = solve(data, 1 / data.vi), data.k - data.p
    total, factor = float(fit.w.sum()), data.k / df
    return _closed(
        (factor * fit.rss - data.k) / total,
        lambda t: factor**2 * _moment_variance(fit, df, t) / total**2,
    )


def _sj(data: Problem) -> Tau2:
    start, df = float(data.yi.var()), data.k - data.p
    if start == 0:
        return Tau2(0.0, 0.0)
    fit = solve(data, 1 / (data.vi + start))
    value = start * fit.rss / df
    ones = np.ones(data.k)
    variance = (
        2 * fit.trace_pdpd(data.vi, data.vi)
        + 4 * value * fit.trace_pdpd(data.vi, ones)
        + 2 * value**2 * fit.trace_pp()
    )
    return Tau2(value, start / df * math.sqrt(variance))


def _generalised_q(data: Problem, target: float) -> float:
    """Return the tau2 at which y'Py equals ``target``; 0 when it is smaller from the start.

    y'Py falls, and is convex, in tau2: Newton's method from 0 climbs to the root.
    """
    tau2 = 0.0
    for _ in range(STEPS):
        fit = solve(data, 1 / (data.vi + tau2))
        excess = fit.rss - target
        if tau2 == 0 and excess <= 0:
            return 0.0
        step = excess / float(fit.w**2 @ fit.residual**2)
        tau2 += step
        if abs(step) <= TOLERANCE * (tau2 + float(data.vi.min())):
            return tau2
    raise ConvergenceError("the equation of the generalised Q did not settle")


def _pm(data: Problem) -> Tau2:
    return _with_pm_error(data, _generalised_q(data, data.k - data.p))


def _pmm(data: Problem) -> Tau2:
    return _with_pm_error(data, _generalised_q(data, float(chi2.ppf(0.5, data.k - data.p))))


def _with_pm_error(data: Problem, tau2: float) -> Tau2:
    w = 1 / (data.vi + tau2)
    return Tau2(tau2, math.sqrt(2 * data.k**2 / (data.k - data.p)) / float(w.sum()))


def _likelihood(data: Problem, reml: bool) -> Tau2:
    """Maximise the (restricted) likelihood.

    It can have several maxima: a coarse grid finds the highest, the zero of the slope beside it is
    then found to machine precision.
    """
    top = 10 * max(float(data.yi.var()), float(data.vi.max()))
    grid = np.concatenate([[0.0], np.geomspace(1e-6 * float(data.vi.min()), top, GRID)])
    values = [_log_likelihood(data, t, reml) for t in grid]
    best = int(np.argmax(values))

    def slope(tau2: float) -> float:
        fit = solve(data, 1 / (data.vi + tau2))
        trace = fit.trace_p if reml else float(fit.w.sum())
        return float(fit.w**2 @ fit.residual**2) - trace

    low, high = float(grid[max(0, best - 1)]), float(grid[min(best + 1, GRID)])
    if best <= 1 and slope(0.0) <= 0:
        tau2 = 0.0
    elif slope(low) < 0 or slope(high) > 0:
        raise ConvergenceError("the likelihood has no maximum in tau2")
    else:
        # relative precision at every scale of the data
        tau2 = float(brentq(slope, low, high, xtol=1e-300, rtol=1e-15, maxiter=500))
    fit = solve(data, 1 / (data.vi + tau2))
    information = fit.trace_pp() if reml else float((fit.w**2).sum())
    return Tau2(tau2, math.sqrt(2 / information))


def _log_likelihood(data: Problem, tau2: float, reml: bool) -> float:
    """Return the log-likelihood without the constants that do not depend on tau2."""
    fit = solve(data, 1 / (data.vi + tau2))
    value = np.log(fit.w).sum() - fit.rss
    if reml:
        value += np.linalg.slogdet(fit.inverse)[1]
    return float(value / 2)


ESTIMATORS: dict[str, Callable[[Problem], Tau2]] = {
    "DL": _dl,
    "HE": _he,
    "HS": _hs,
    "HSk": _hsk,
    "SJ": _sj,
    "SJIT": _pm,  # the fixed point of the iterated estimator is that of Paule and Mandel
    "ML": lambda data: _likelihood(data, False),
    "REML": lambda data: _likelihood(data, True),
    "EB": _pm,  # the empirical Bayes equation has the same root
    "PM": _pm,
    "PMM": _pmm,
}
