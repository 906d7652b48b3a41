"""Results of a selection model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWeights:
    """Relative probability that a result is seen, for each interval of its p-value.

    Attributes
    ----------
    alternative : str
        Direction of the p-values, which selection favours.
    steps : array, shape (J,)
        Upper ends of the intervals; the last is 1.
    counts : array, shape (J,)
        Effects in each interval.
    delta, se, ci_lb, ci_ub : array, shape (J,)
        Weight relative to the first interval, its standard error and interval (not below 0); NaN
        where the weight was fixed.
    at_bound : array of bool, shape (J,)
        The estimate stands at the largest weight that is looked at (100): the data only say that it
        is large, and its standard error means nothing.
    """

    alternative: str
    steps: Floats
    counts: Floats
    delta: Floats
    se: Floats
    ci_lb: Floats
    ci_ub: Floats
    at_bound: NDArray[np.bool_]

    def summary(self) -> str:
        """Return a line an interval."""
        lows = [0.0, *self.steps[:-1].tolist()]
        notes = np.where(self.at_bound, " (at its bound)", "")
        rows = zip(lows, self.steps, self.counts, self.delta, notes, strict=True)
        return "\n".join(
            f"p {low:g} to {high:g}: {count:.0f} effects, weight {weight:.3g}{note}"
            for low, high, count, weight, note in rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionModel:
    """A fitted selection model.

    Attributes
    ----------
    b, se, p_values, ci_lb, ci_ub : array, shape (p,)
        Coefficients adjusted for selection, normal tests and intervals.
    tau2, se_tau2 : float
        Between-study variance; its standard error is NaN when it is 0.
    weights : StepWeights
        Weights of the intervals.
    lrt, lrt_df, lrt_p : float, int, float
        Likelihood-ratio test against no selection; p is NaN when all weights were fixed.
    lrt_tau2, lrt_tau2_p : float
        Likelihood-ratio test of tau2 = 0 against chi-square with 1 degree of freedom (0 is at the
        edge of what tau2 can be, so this p is too large).
    log_lik : float
        Log-likelihood.
    unadjusted : RandomEffectsFit
        The same model without selection, by ML; holds the data, names and level.
    """

    b: Floats
    se: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    tau2: float
    se_tau2: float
    weights: StepWeights
    lrt: float
    lrt_df: int
    lrt_p: float
    lrt_tau2: float
    lrt_tau2_p: float
    log_lik: float
    unadjusted: RandomEffectsFit

    def summary(self) -> str:
        """Return the adjusted mean, the weights and the test of selection in plain text."""
        lines = [
            f"Selection model, {self.unadjusted.k} effects, "
            f"favoured direction: {self.weights.alternative}"
        ]
        for j, name in enumerate(self.unadjusted.data.names):
            lines.append(
                f"{name}: {self.b[j]:.4f} [{self.ci_lb[j]:.4f}, {self.ci_ub[j]:.4f}] adjusted, "
                f"{self.unadjusted.b[j]:.4f} unadjusted"
            )
        lines.append(self.weights.summary())
        if self.lrt_df:
            lines.append(
                f"Selection: chi-square({self.lrt_df}) = {self.lrt:.3f}, p = {self.lrt_p:.4f}"
            )
        return "\n".join(lines)
