"""What each effect does to a model: deletion diagnostics of every effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.special import chdtr

from analyses.diagnostics.deletion import deletions
from analyses.diagnostics.refit import Refits, distances
from analyses.diagnostics.residuals import deleted_residuals, leverages
from analyses.models.batch import alone, coefficients, weighted_columns, weighted_products
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]
ROUNDING = 100 * np.finfo(float).eps


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """Deletion diagnostics; NaN where the rest does not identify the model.

    Attributes
    ----------
    rstudent : array, shape (k,)
        Residual from the model without the effect over its standard error.
    dffits : array, shape (k,)
        Change of the fitted value in standard errors, effect in minus effect out.
    cook_d : array, shape (k,)
        Change of all coefficients, as a squared Mahalanobis distance.
    cov_r : array, shape (k,)
        Determinant of the coefficients' covariance without the effect over that with it.
    tau2_del, qe_del : array, shape (k,)
        tau2 and Q without the effect.
    hat, weight : array, shape (k,)
        Leverage; share (0 to 1) of the weight.
    dfbs : array, shape (k, p)
        Change of each coefficient in standard errors.
    influential : array of bool, shape (k,)
        |dffits| > 3 sqrt(p / (k - p)); cook_d beyond the median of chi-square with p degrees of
        freedom; hat > 3 p / k; or any |dfbs| > 1.
    """

    rstudent: Floats
    dffits: Floats
    cook_d: Floats
    cov_r: Floats
    tau2_del: Floats
    qe_del: Floats
    hat: Floats
    weight: Floats
    dfbs: Floats
    influential: NDArray[np.bool_]

    def summary(self) -> str:
        """Return the influential effects with their main diagnostics."""
        rows = np.flatnonzero(self.influential)
        lines = [f"{rows.size} of {self.hat.size} effects are influential"]
        for i in rows:
            lines.append(
                f"effect {i + 1}: studentised residual {self.rstudent[i]:.2f}, Cook's distance "
                f"{self.cook_d[i]:.2f}, leverage {self.hat[i]:.2f}"
            )
        return "\n".join(lines)


def influence(fit: RandomEffectsFit) -> Influence:
    """Return the deletion diagnostics of every effect of a model.

    Parameters
    ----------
    fit : RandomEffectsFit
        The model; refits use its method and test.

    Raises
    ------
    ModelError
        For one effect, or an unweighted model.

    References
    ----------
    Viechtbauer & Cheung (2010), Res. Synth. Methods 1:112; definitions and cut-offs as in
    metafor's ``influence.rma.uni``.
    """
    without = deletions(fit)
    x, hat = fit.data.x, leverages(fit)
    change = coefficient_changes(fit, without)
    marginal = fit.data.vi + without.tau2
    with np.errstate(divide="ignore", invalid="ignore"):
        dffits = (x * change).sum(axis=1) / np.sqrt(without.s2w * hat * marginal)
        dfbs = change / _standard_errors(fit, without)
        cov_r = np.linalg.det(without.vb) / np.linalg.det(fit.vb)
    cook_d = distances(change, np.broadcast_to(fit.vb, (fit.k, fit.p, fit.p)))
    w = 1 / (fit.data.vi + fit.tau2)
    return Influence(
        rstudent=deleted_residuals(fit, without).z,
        dffits=dffits,
        cook_d=cook_d,
        cov_r=cov_r,
        tau2_del=without.tau2,
        qe_del=without.qe,
        hat=hat,
        weight=w / w.sum(),
        dfbs=dfbs,
        influential=_influential(fit, dffits, cook_d, hat, dfbs),
    )


def coefficient_changes(fit: RandomEffectsFit, without: Refits) -> Floats:
    """Return each coefficient minus that without each effect, (k, p); rounding counts as 0."""
    change = fit.b - without.b
    return np.where(np.abs(change) <= ROUNDING * np.abs(fit.b), 0.0, change)


def _standard_errors(fit: RandomEffectsFit, without: Refits) -> Floats:
    """Return the coefficients' standard errors with all effects, at the tau2 without each."""
    whole = alone(fit.data)
    found = np.full((fit.k, fit.p), np.nan)
    back = solve_triangular(fit.data.r, np.eye(fit.p))
    rows = np.flatnonzero(np.isfinite(without.tau2))
    w = whole.weights(without.tau2[rows])
    inverse, _ = coefficients(weighted_products(whole, w), weighted_columns(whole, w * whole.y))
    diagonal = np.diagonal(back @ inverse @ back.T, axis1=1, axis2=2)
    found[rows] = np.sqrt(diagonal * without.s2w[rows, None])
    return found


def _influential(
    fit: RandomEffectsFit, dffits: Floats, cook_d: Floats, hat: Floats, dfbs: Floats
) -> NDArray[np.bool_]:
    k, p = fit.k, fit.p
    far = np.abs(dffits) > 3 * np.sqrt(p / (k - p)) if k > p else np.zeros(k, dtype=bool)
    apart = chdtr(p, np.nan_to_num(cook_d)) > 0.5
    return np.asarray(far | apart | (hat > 3 * p / k) | (np.abs(dfbs) > 1).any(axis=1))
