"""The likelihood of a step-function selection model, with exact first and second derivatives.

An effect is seen with a probability that depends on its p-value only: relative weight delta_j when
p lies in the j-th interval. The density of a seen effect is then delta_j N(y; mu, v + tau2) / A,
A = sum_j delta_j Pr(p in interval j): Hedges (1992), Stat. Sci. 7:246; Vevea & Hedges (1995),
Psychometrika 60:419. Written with the cumulative probabilities Q_j = Pr(p <= step j), every
derivative is a sum of normal densities at the cut points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]
TINY = 1e-300  # keeps the logarithm finite where no effect could be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class StepData:
    """Effects with the cut points of their p-values.

    Attributes
    ----------
    yi, vi : array, shape (k,)
        Effects, turned so that selection favours high values, and sampling variances.
    x : array, shape (k, p)
        Model matrix.
    cuts : array, shape (J - 1, k)
        Effect at which the p-value equals each step.
    sides : tuple of int
        (1,) for one-sided p-values, (1, -1) for two-sided ones.
    group : array of int, shape (k,)
        Interval of each effect.
    counts : array, shape (J,)
        Effects in each interval.
    """

    yi: Floats
    vi: Floats
    x: Floats
    cuts: Floats
    sides: tuple[int, ...]
    group: NDArray[np.int64]
    counts: Floats


@dataclass(frozen=True, slots=True)
class Curve:
    """A function at a point: value, gradient (n,) and Hessian (n, n)."""

    value: float
    gradient: Floats
    hessian: Floats


def step_data(yi: Floats, vi: Floats, x: Floats, steps: Floats, alternative: str) -> StepData:
    """Prepare data for steps that end in 1; a p-value equal to a step belongs below it."""
    sei = np.sqrt(vi)
    if alternative == "less":
        yi, x = -yi, -x
    two_sided = alternative == "two-sided"
    z = yi / sei
    p = 2 * ndtr(-np.abs(z)) if two_sided else ndtr(-z)
    inner = steps[:-1]
    cuts = -ndtri(inner / 2 if two_sided else inner)[:, None] * sei[None, :]
    group = np.searchsorted(steps, p)
    counts = np.bincount(group, minlength=steps.size).astype(float)
    sides = (1, -1) if two_sided else (1,)
    return StepData(yi=yi, vi=vi, x=x, cuts=cuts, sides=sides, group=group, counts=counts)


def _interval_probabilities(data: StepData, mu: Floats, s: Floats) -> Floats:
    """Return Pr(p in interval j) and its derivatives, shape (6, J, k).

    In order: the probability, its derivatives by mu and by tau2, and the second ones by mu, by
    both, and by tau2.
    """
    rows, k = data.cuts.shape
    q = np.zeros((6, rows + 2, k))
    q[0, -1] = 1.0
    inside = q[:, 1:-1]
    for side in data.sides:
        u = (side * mu - data.cuts) / s
        density = np.exp(-(u**2) / 2) / math.sqrt(2 * math.pi)
        inside[0] += ndtr(u)
        inside[1] += side * density / s
        inside[2] -= u * density / (2 * s**2)
        inside[3] -= u * density / s**2
        inside[4] += side * density * (u**2 - 1) / (2 * s**3)
        inside[5] += density * u * (3 - u**2) / (4 * s**4)
    return np.diff(q, axis=1)


def step_likelihood(data: StepData, beta: Floats, tau2: float, delta: Floats) -> Curve:
    """Return the log-likelihood at coefficients (p,), tau2 and weights (J,).

    The gradient and Hessian are in the order beta, tau2, delta_1 ... delta_J.
    """
    s2 = data.vi + tau2
    residual = data.yi - data.x @ beta
    p = _interval_probabilities(data, data.yi - residual, np.sqrt(s2))
    a = np.einsum("j,djk->dk", delta, p)
    a[0] = np.maximum(a[0], TINY)
    value = (
        np.log(delta[data.group]).sum()
        - np.log(a[0]).sum()
        - (np.log(2 * math.pi * s2) + residual**2 / s2).sum() / 2
    )
    a_m, a_t = a[1] / a[0], a[2] / a[0]
    of_mu = residual / s2 - a_m
    of_tau2 = (residual**2 / s2 - 1) / (2 * s2) - a_t
    seen = p[0] / a[0]
    of_delta = data.counts / delta - seen.sum(axis=1)
    gradient = np.concatenate([data.x.T @ of_mu, [of_tau2.sum()], of_delta])
    second = (
        -1 / s2 - a[3] / a[0] + a_m**2,
        -residual / s2**2 - a[4] / a[0] + a_m * a_t,
        (0.5 - residual**2 / s2) / s2**2 - a[5] / a[0] + a_t**2,
    )
    mixed = (seen * a_m - p[1] / a[0], seen * a_t - p[2] / a[0])
    of_weights = seen @ seen.T - np.diag(data.counts / delta**2)
    return Curve(float(value), gradient, _hessian(data.x, second, mixed, of_weights))


def _hessian(
    x: Floats,
    second: tuple[Floats, Floats, Floats],
    mixed: tuple[Floats, Floats],
    of_weights: Floats,
) -> Floats:
    """Assemble the Hessian from the second derivatives of each effect."""
    p, j = x.shape[1], of_weights.shape[0]
    h = np.empty((p + 1 + j, p + 1 + j))
    h[:p, :p] = (x.T * second[0]) @ x
    h[:p, p] = h[p, :p] = x.T @ second[1]
    h[p, p] = second[2].sum()
    h[p + 1 :, :p] = mixed[0] @ x
    h[:p, p + 1 :] = h[p + 1 :, :p].T
    h[p + 1 :, p] = h[p, p + 1 :] = mixed[1].sum(axis=1)
    h[p + 1 :, p + 1 :] = of_weights
    return h
