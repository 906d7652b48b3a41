"""Residuals: standardised by their own variance, and against the model without the effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.diagnostics.deletion import deletions
from analyses.diagnostics.refit import Refits
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit
from analyses.models.weighted import solve

Floats = NDArray[np.float64]
OUTLYING = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Residuals:
    """Residuals, their standard errors and their ratio, each of shape (k,)."""

    residual: Floats
    se: Floats
    z: Floats

    def summary(self) -> str:
        """Return how many are outlying, and which."""
        rows = np.flatnonzero(np.abs(self.z) > OUTLYING)
        text = f"{rows.size} of {self.z.size} residuals beyond {OUTLYING} standard errors"
        return f"{text}: effects {', '.join(str(i + 1) for i in rows)}" if rows.size else text


def leverages(fit: RandomEffectsFit) -> Floats:
    """Return the diagonal of the hat matrix X (X'WX)^-1 X'W, shape (k,).

    Raises
    ------
    ModelError
        For an unweighted model.
    """
    if not fit.weighted:
        raise ModelError("an unweighted model; diagnostics are those of a weighted one")
    solution = solve(fit.data, 1 / (fit.data.vi + fit.tau2))
    spread = np.einsum("ij,jk,ik->i", fit.data.q, solution.inverse, fit.data.q)
    return np.asarray(solution.w * spread)


def standardised_residuals(fit: RandomEffectsFit) -> Residuals:
    """Return residuals over their standard errors ("internally standardised").

    The variance of a residual is M - X (X'WX)^-1 X' on the diagonal, with M the marginal
    variances: that of (I - H) y for a weighted model. Definitions as in metafor's ``rstandard``;
    the Knapp-Hartung factor plays no part in it.

    Raises
    ------
    ModelError
        For an unweighted model.
    """
    marginal = fit.data.vi + fit.tau2
    variance = marginal * np.maximum(0.0, 1 - leverages(fit))
    return _ratio(fit.data.yi - fit.data.x @ fit.b, variance, marginal)


def studentised_residuals(fit: RandomEffectsFit) -> Residuals:
    """Return residuals from the model without the effect ("externally standardised").

    The variance is vi + tau2 + x V x' with tau2 and the covariance V of the coefficients from the
    model without the effect; metafor's ``rstudent``. NaN where the rest does not identify the
    model.

    Raises
    ------
    ModelError
        For one effect, or an unweighted model.
    """
    return deleted_residuals(fit, deletions(fit))


def deleted_residuals(fit: RandomEffectsFit, without: Refits) -> Residuals:
    """Return the residuals of `studentised_residuals` from refits made before."""
    x, vi = fit.data.x, fit.data.vi
    residual = fit.data.yi - (x * without.b).sum(axis=1)
    variance = vi + without.tau2 + np.einsum("ij,ijk,ik->i", x, without.vb, x)
    return _ratio(residual, variance, vi)


def _ratio(residual: Floats, variance: Floats, scale: Floats) -> Residuals:
    """Divide; what is only rounding beside the scale of the data counts as 0."""
    size = np.abs(residual)
    clean = np.where(size <= 100 * np.finfo(float).eps * np.sqrt(scale), 0.0, residual)
    se = np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Residuals(residual=clean, se=se, z=clean / se)
