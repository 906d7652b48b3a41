"""Maximum likelihood for step-function selection models: coordinates, starts, curvature."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analyses.bias.bounded_newton import Optimum, highest
from analyses.bias.selection_likelihood import Curve, StepData, step_likelihood

Floats = NDArray[np.float64]
DELTA_MAX = 100.0  # weights are bounded as in metafor: no data set can tell 100 from 1,000
DELTA_MIN = 1e-10
START_FACTORS = (0.1, 10.0)  # falling and rising weights to start from


@dataclass(frozen=True, slots=True)
class SelectionEstimate:
    """Estimates with the covariance of those that were estimated inside their bounds.

    ``covariance`` has the order beta, tau2, delta_1 ... delta_J and NaN for what is fixed.
    """

    beta: Floats
    tau2: float
    delta: Floats
    log_lik: float
    covariance: Floats


def maximise(
    data: StepData, beta: Floats, tau2: float, delta: Floats, *, no_tau2: bool = False
) -> SelectionEstimate:
    """Maximise the likelihood; start from an unadjusted fit.

    Parameters
    ----------
    data : StepData
        Effects.
    beta, tau2 : array (p,), float
        The fit without selection.
    delta : array, shape (J,)
        Fixed weights; NaN where one is to be estimated.
    no_tau2 : bool
        Fix tau2 at 0.

    Raises
    ------
    ConvergenceError
        When no start settles.
    """
    unit = float(np.sqrt(np.median(data.vi) + tau2))  # all coordinates are then of order one
    scaled = _scaled(data, unit)
    coordinates = _Coordinates(scaled, delta)
    p = beta.size
    lower = np.concatenate([np.full(p, -np.inf), [0.0], coordinates.ends(DELTA_MIN)])
    upper = np.concatenate(
        [np.full(p, np.inf), [0.0 if no_tau2 else np.inf], coordinates.ends(DELTA_MAX)]
    )
    starts = coordinates.starts(beta / unit, tau2 / unit**2)
    found = highest(coordinates.curve, starts, lower, upper)
    return coordinates.estimate(found, unit, no_tau2)


def _scaled(data: StepData, unit: float) -> StepData:
    return replace(data, yi=data.yi / unit, vi=data.vi / unit**2, cuts=data.cuts / unit)


@dataclass(frozen=True, slots=True)
class _Coordinates:
    """The search space: beta, tau2 and the logarithms of the weights that are estimated."""

    data: StepData
    fixed: Floats  # weights, NaN where estimated

    @property
    def chosen(self) -> NDArray[np.bool_]:
        return np.isnan(self.fixed)

    def ends(self, weight: float) -> Floats:
        return np.full(int(self.chosen.sum()), np.log(weight))

    def starts(self, beta: Floats, tau2: float) -> list[Floats]:
        """Return weights equal, falling and rising, each with a usual, spread and central start."""
        places = ((beta, tau2), (beta, 4 * tau2 + 1.0), (np.zeros_like(beta), 0.1))
        m = int(self.chosen.sum())
        patterns = [np.zeros(m)]
        for factor in START_FACTORS if m else ():
            patterns.append(np.full(m, np.log(factor)))
            if m > 1:
                patterns.append(np.log(factor) * np.arange(1.0, m + 1))
        return [np.concatenate([b, [t], w]) for w in patterns for b, t in places]

    def split(self, theta: Floats) -> tuple[Floats, float, Floats]:
        p = self.data.x.shape[1]
        delta = self.fixed.copy()
        delta[self.chosen] = np.exp(theta[p + 1 :])
        return theta[:p], float(theta[p]), delta

    def natural(self, theta: Floats) -> Curve:
        return step_likelihood(self.data, *self.split(theta))

    def curve(self, theta: Floats) -> Curve:
        """Return the likelihood in these coordinates: d/d log(delta) = delta d/d delta."""
        whole = self.natural(theta)
        p = self.data.x.shape[1]
        keep = np.concatenate([np.ones(p + 1, dtype=bool), self.chosen])
        factor = np.ones(keep.sum())
        factor[p + 1 :] = np.exp(theta[p + 1 :])
        gradient = whole.gradient[keep] * factor
        hessian = whole.hessian[np.ix_(keep, keep)] * np.outer(factor, factor)
        places = np.arange(p + 1, keep.sum())
        hessian[places, places] += gradient[p + 1 :]
        return Curve(whole.value, gradient, hessian)

    def estimate(self, found: Optimum, unit: float, no_tau2: bool) -> SelectionEstimate:
        beta, tau2, delta = self.split(found.theta)
        p = beta.size
        whole = self.natural(found.theta)
        inside = np.concatenate([np.ones(p, dtype=bool), [tau2 > 0 and not no_tau2], self.chosen])
        scale = np.concatenate([np.full(p, unit), [unit**2], np.ones(delta.size)])
        covariance = np.full((scale.size, scale.size), np.nan)
        covariance[np.ix_(inside, inside)] = np.linalg.pinv(-whole.hessian[np.ix_(inside, inside)])
        return SelectionEstimate(
            beta=beta * unit,
            tau2=tau2 * unit**2,
            delta=delta,
            log_lik=whole.value - self.data.yi.size * float(np.log(unit)),
            covariance=covariance * np.outer(scale, scale),
        )
