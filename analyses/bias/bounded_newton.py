"""Newton's method for a maximum between bounds, with exact derivatives and several starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.bias.selection_likelihood import Curve
from analyses.models.errors import ConvergenceError

Floats = NDArray[np.float64]
Function = Callable[[Floats], Curve]
STEPS = 300
HALVINGS = 40
LONGEST = 2.0  # longest change of a coordinate in one step
SETTLED = 1e-13  # squared distance to the maximum in standard errors, before the last step
FLOOR = 1e-10  # smallest curvature that is believed, on a scale where the usual one is 1
TIE = 1e-9  # likelihoods that are closer than this are the same maximum


@dataclass(frozen=True, slots=True)
class Optimum:
    """A maximum; ``curve`` is the function there."""

    theta: Floats
    curve: Curve


def highest(function: Function, starts: Sequence[Floats], lower: Floats, upper: Floats) -> Optimum:
    """Return the highest maximum that is reached from several starts.

    Raises
    ------
    ConvergenceError
        When no start settles.
    """
    found: Optimum | None = None
    for start in starts:
        candidate = climb(function, np.clip(start, lower, upper), lower, upper)
        if candidate is None:
            continue
        if found is None or candidate.curve.value > found.curve.value + TIE:
            found = candidate
    if found is None:
        raise ConvergenceError("the likelihood has no maximum that can be found")
    return found


def climb(function: Function, theta: Floats, lower: Floats, upper: Floats) -> Optimum | None:
    """Climb from one start; None when it does not settle."""
    at = Optimum(theta, function(theta))
    for _ in range(STEPS):
        step = _direction(at, lower, upper)
        gain = float(at.curve.gradient @ step)
        if not np.isfinite(gain):
            return None
        if gain <= 0:
            return at
        after = _line_search(function, at, step, lower, upper)
        if after is None:  # rounding is all that is left, or the search is lost
            return at if gain < 1e3 * SETTLED else None
        at = after
        if gain < SETTLED:
            return at
    return None


def _direction(at: Optimum, lower: Floats, upper: Floats) -> Floats:
    """Return a Newton step, uphill whatever the curvature, that respects active bounds."""
    g, theta = at.curve.gradient, at.theta
    low, high = theta <= lower, theta >= upper
    free = ~((low & (g <= 0)) | (high & (g >= 0)))
    step = np.zeros_like(theta)
    for _ in range(theta.size):
        step[:] = 0.0
        if not free.any():
            break
        step[free] = _uphill(g[free], -at.curve.hessian[np.ix_(free, free)])
        outward = free & ((low & (step < 0)) | (high & (step > 0)))
        if not outward.any():
            break
        free &= ~outward
    return step / max(1.0, float(np.abs(step).max()) / LONGEST)


def _uphill(gradient: Floats, curvature: Floats) -> Floats:
    """Return a Newton step whose directions of wrong curvature are turned uphill.

    The coordinates are scaled first: one very precise study makes curvatures differ by 1e12.
    """
    scale = np.sqrt(np.maximum(np.abs(np.diag(curvature)), 1e-300))
    values, vectors = np.linalg.eigh(curvature / np.outer(scale, scale))
    size = np.maximum(np.abs(values), FLOOR)
    return np.asarray(vectors @ ((vectors.T @ (gradient / scale)) / size) / scale)


def _line_search(
    function: Function, at: Optimum, step: Floats, lower: Floats, upper: Floats
) -> Optimum | None:
    """Return the first shorter step that climbs enough; None when there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(step > 0, (upper - at.theta) / step, (lower - at.theta) / step)
    length = min(1.0, float(room[step != 0].min()))
    slope = float(at.curve.gradient @ step)
    for _ in range(HALVINGS):
        theta = np.clip(at.theta + length * step, lower, upper)
        curve = function(theta)
        enough = at.curve.value + 1e-4 * length * slope - 1e-13 * abs(at.curve.value)
        if np.isfinite(curve.value) and curve.value >= enough:
            return Optimum(theta, curve)
        length /= 2
    return None
