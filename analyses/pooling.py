"""Two-level random-effects models: REML, Knapp-Hartung, prediction interval.

Viechtbauer (2005), J. Educ. Behav. Stat. 30:261 (REML); Knapp & Hartung (2003), Stat. Med.
22:2693; Higgins, Thompson & Spiegelhalter (2009), J. R. Stat. Soc. A 172:137 (prediction
interval). Values agree with metafor's ``rma(method="REML", test="knha")``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import chi2, norm
from scipy.stats import t as student

GRID = 80
STEP = 1e-13
Floats = NDArray[np.float64]


class PoolingError(ValueError):
    """Effects that cannot be pooled; the message is the reason shown to readers."""


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """A pooled effect.

    Attributes
    ----------
    k : int
        Effects.
    estimate, se, ci_lb, ci_ub : float
        Mean effect with its (Knapp-Hartung) standard error and interval.
    pi_lb, pi_ub : float or None
        Prediction interval; None for the common-effect model.
    tau2, i2, q, q_p : float
        Between-study variance, its share (0 to 1), Cochran's Q and its p.
    method : str
        ``REML-KH`` or ``common``.
    converged : bool
        Always true: a model that does not converge raises instead.
    weights : tuple of float
        Share of each effect, adding up to 1.
    """

    k: int
    estimate: float
    se: float
    ci_lb: float
    ci_ub: float
    pi_lb: float | None
    pi_ub: float | None
    tau2: float
    i2: float
    q: float
    q_p: float
    method: str
    converged: bool
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LevelTest:
    """A Wald-type test of a difference between groups."""

    q: float
    df: int
    p: float


def _arrays(yi: Sequence[float], vi: Sequence[float]) -> tuple[Floats, Floats]:
    y, v = np.asarray(yi, dtype=float), np.asarray(vi, dtype=float)
    if y.shape != v.shape or y.ndim != 1:
        raise PoolingError(f"{y.size} effects and {v.size} variances; one variance an effect")
    if y.size == 0:
        raise PoolingError("not pooled: no study")
    if y.size == 1:
        raise PoolingError("not pooled: one study")
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        raise PoolingError("not pooled: an effect or variance is not a finite number above 0")
    return y, v


def _mean(y: Floats, w: Floats) -> float:
    return float(w @ y / w.sum())


def tau2_reml(yi: Sequence[float], vi: Sequence[float]) -> float:
    """Return the REML estimate of the between-study variance, cut at 0.

    The restricted likelihood can have several maxima, and Fisher scoring can swing between two
    values for ever; so the likelihood is looked at on a grid over every plausible size, and the
    zero of its slope is found inside the best interval.

    Raises
    ------
    PoolingError
        When the slope has no zero there.
    """
    y, v = _arrays(yi, vi)
    top = 10 * max(float(y.var(ddof=1)), float(v.max()))
    grid = np.concatenate([[0.0], np.geomspace(1e-8 * float(v.min()), top, GRID)])
    best = int(np.argmax([_restricted_likelihood(y, v, t) for t in grid]))
    low, high = float(grid[max(0, best - 1)]), float(grid[min(best + 1, GRID)])
    if best <= 1 and _slope(0.0, y, v) <= 0:
        return 0.0
    if _slope(low, y, v) < 0 or _slope(high, y, v) > 0:
        raise PoolingError("not pooled: the REML likelihood has no maximum")
    return float(brentq(_slope, low, high, args=(y, v), xtol=STEP * float(v.min()), rtol=STEP))


def _restricted_likelihood(y: Floats, v: Floats, tau2: float) -> float:
    """Return the restricted log-likelihood without its constant (Viechtbauer 2005, eq. 17)."""
    w = 1 / (v + tau2)
    residual = y - _mean(y, w)
    return float((np.log(w).sum() - math.log(w.sum()) - w @ residual**2) / 2)


def _slope(tau2: float, y: Floats, v: Floats) -> float:
    """Return twice the derivative of the restricted likelihood: y'PPy - tr(P)."""
    w = 1 / (v + tau2)
    trace_p = w.sum() - (w**2).sum() / w.sum()
    return float(((w * (y - _mean(y, w))) ** 2).sum() - trace_p)


def _heterogeneity(y: Floats, v: Floats) -> tuple[float, float, float]:
    """Return Q, its p, and the typical sampling variance (Higgins & Thompson 2002, eq. 9)."""
    w, k = 1 / v, y.size
    q = float((w * (y - _mean(y, w)) ** 2).sum())
    typical = float((k - 1) * w.sum() / (w.sum() ** 2 - (w**2).sum()))
    return q, float(chi2.sf(q, k - 1)), typical


def pool_reml_kh(yi: Sequence[float], vi: Sequence[float], level: float = 0.95) -> PooledEffect:
    """Pool independent effects with REML and the Knapp-Hartung adjustment.

    Parameters
    ----------
    yi, vi : sequence of float, shape (k,)
        Effects and sampling variances, k >= 2.
    level : float
        Level of both intervals.

    Returns
    -------
    PooledEffect
        The prediction interval uses t with k - 1 degrees of freedom, as metafor does after
        ``test="knha"``.

    Raises
    ------
    PoolingError
        For fewer than two effects, bad numbers, or no convergence.
    """
    y, v = _arrays(yi, vi)
    k = y.size
    tau2 = tau2_reml(yi, vi)
    w = 1 / (v + tau2)
    mean = _mean(y, w)
    se = math.sqrt(float((w * (y - mean) ** 2).sum()) / (k - 1) / float(w.sum()))
    critical = float(student.ppf(0.5 + level / 2, k - 1))
    spread = critical * math.sqrt(se**2 + tau2)
    q, q_p, typical = _heterogeneity(y, v)
    return PooledEffect(
        k=int(k),
        estimate=mean,
        se=se,
        ci_lb=mean - critical * se,
        ci_ub=mean + critical * se,
        pi_lb=mean - spread,
        pi_ub=mean + spread,
        tau2=tau2,
        i2=tau2 / (tau2 + typical),
        q=q,
        q_p=q_p,
        method="REML-KH",
        converged=True,
        weights=tuple((w / w.sum()).tolist()),
    )


def pool_common(yi: Sequence[float], vi: Sequence[float], level: float = 0.95) -> PooledEffect:
    """Pool with the common-effect model: inverse-variance weights, normal interval."""
    y, v = _arrays(yi, vi)
    w = 1 / v
    mean, se = _mean(y, w), math.sqrt(1 / float(w.sum()))
    half = float(norm.ppf(0.5 + level / 2)) * se
    q, q_p, _ = _heterogeneity(y, v)
    return PooledEffect(
        k=int(y.size),
        estimate=mean,
        se=se,
        ci_lb=mean - half,
        ci_ub=mean + half,
        pi_lb=None,
        pi_ub=None,
        tau2=0.0,
        i2=max(0.0, 1 - (y.size - 1) / q) if q > 0 else 0.0,
        q=q,
        q_p=q_p,
        method="common",
        converged=True,
        weights=tuple((w / w.sum()).tolist()),
    )


def leave_one_out(yi: Sequence[float], vi: Sequence[float]) -> list[PooledEffect]:
    """Return the pooled effect without each effect in turn; k >= 3."""
    y, v = list(yi), list(vi)
    return [pool_reml_kh(y[:i] + y[i + 1 :], v[:i] + v[i + 1 :]) for i in range(len(y))]


def compare_levels(
    groups: Mapping[str, tuple[Sequence[float], Sequence[float]]],
) -> LevelTest:
    """Test whether the means of groups differ, each pooled with its own tau2.

    Q = sum of w (mean - weighted mean)^2 with w = 1 / se^2 and Knapp-Hartung standard errors,
    against chi-square with groups - 1 degrees of freedom (Borenstein et al. 2009, ch. 19).

    Raises
    ------
    PoolingError
        For fewer than two groups, or a group that cannot be pooled.
    """
    if len(groups) < 2:
        raise PoolingError("not compared: fewer than two groups")
    pooled = [pool_reml_kh(yi, vi) for yi, vi in groups.values()]
    if min(p.se for p in pooled) == 0:
        raise PoolingError("not compared: a group without any spread")
    means = np.array([p.estimate for p in pooled])
    w = np.array([p.se**-2 for p in pooled])
    q = float((w * (means - _mean(means, w)) ** 2).sum())
    df = len(pooled) - 1
    return LevelTest(q, df, float(chi2.sf(q, df)))
