"""The between-study variance of one model, with its standard error.

The estimates are those of `tau2_batch` (one implementation for one fit and for many); standard
errors are those of metafor: from the variance of the quadratic form (DL, HE, HS, SJ; Viechtbauer
2005, J. Educ. Behav. Stat. 30:261), the expected information (ML, REML), or the approximation of
metafor for PM and EB.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analyses.models.batch import alone
from analyses.models.tau2_batch import COMMON, METHODS, tau2_batch
from analyses.models.weighted import Problem, Solution, solve

__all__ = ["COMMON", "METHODS", "Tau2", "estimate_tau2"]


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

    Returns
    -------
    Tau2
        The standard error is taken at the estimate; NaN where there is nothing to estimate.

    Raises
    ------
    ModelError
        For an unknown method.
    ConvergenceError
        When an iteration does not settle.
    """
    value = float(tau2_batch(alone(data), method)[0])
    if method in COMMON or data.k == data.p:
        return Tau2(value, math.nan)
    return Tau2(value, ERRORS[method](data, value))


def _moment_variance(fit: Solution, df: int, tau2: float) -> float:
    """Return var(y'Py) for weights 1/vi when the between-study variance is tau2."""
    return 2 * df + 4 * tau2 * fit.trace_p + 2 * tau2**2 * fit.trace_pp()


def _dl(data: Problem, tau2: float) -> float:
    fit = solve(data, 1 / data.vi)
    return _root(_moment_variance(fit, data.k - data.p, tau2)) / fit.trace_p


def _he(data: Problem, tau2: float) -> float:
    fit, df = solve(data, np.ones(data.k)), data.k - data.p
    trace = float(data.vi.sum() - np.trace(fit.moment(data.vi)))
    squared = fit.trace_pdpd(data.vi, data.vi)
    return _root(2 * squared + 4 * tau2 * trace + 2 * tau2**2 * df) / df


def _hs(data: Problem, tau2: float) -> float:
    fit = solve(data, 1 / data.vi)
    return _root(_moment_variance(fit, data.k - data.p, tau2)) / float(fit.w.sum())


def _hsk(data: Problem, tau2: float) -> float:
    return data.k / (data.k - data.p) * _hs(data, tau2)


def _sj(data: Problem, tau2: float) -> float:
    start, df = float(data.yi.var()), data.k - data.p
    if start == 0:
        return 0.0
    fit, ones = solve(data, 1 / (data.vi + start)), np.ones(data.k)
    variance = (
        2 * fit.trace_pdpd(data.vi, data.vi)
        + 4 * tau2 * fit.trace_pdpd(data.vi, ones)
        + 2 * tau2**2 * fit.trace_pp()
    )
    return start / df * _root(variance)


def _pm(data: Problem, tau2: float) -> float:
    total = float((1 / (data.vi + tau2)).sum())
    return math.sqrt(2 * data.k**2 / (data.k - data.p)) / total


def _ml(data: Problem, tau2: float) -> float:
    return math.sqrt(2 / float(((data.vi + tau2) ** -2).sum()))


def _reml(data: Problem, tau2: float) -> float:
    return math.sqrt(2 / solve(data, 1 / (data.vi + tau2)).trace_pp())


def _root(variance: float) -> float:
    return math.sqrt(max(0.0, variance))


ERRORS: dict[str, Callable[[Problem, float], float]] = {
    "DL": _dl,
    "HE": _he,
    "HS": _hs,
    "HSk": _hsk,
    "SJ": _sj,
    "SJIT": _pm,
    "ML": _ml,
    "REML": _reml,
    "EB": _pm,
    "PM": _pm,
    "PMM": _pm,
}
