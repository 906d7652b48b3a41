"""Predictions: the mean for given moderators, a new setting, and a study's own true effect."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t as student

from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """Predicted values with their intervals, each of shape (m,).

    ``ci_*`` is the interval of the mean, ``pi_*`` that of the true effect in a new setting.
    """

    pred: Floats
    se: Floats
    ci_lb: Floats
    ci_ub: Floats
    pi_lb: Floats
    pi_ub: Floats

    def summary(self) -> str:
        """Return the predictions, a line each."""
        rows = zip(self.pred, self.ci_lb, self.ci_ub, self.pi_lb, self.pi_ub, strict=True)
        return "\n".join(
            f"{p:.4f} [{a:.4f}, {b:.4f}], new setting {c:.4f} to {d:.4f}" for p, a, b, c, d in rows
        )


def predict(fit: RandomEffectsFit, x: ArrayLike | None = None) -> Prediction:
    """Predict the mean, and the effect in a new setting, for rows of moderators.

    Parameters
    ----------
    fit : RandomEffectsFit
        The model.
    x : array_like, shape (m, p), optional
        Rows of the model matrix; the rows of the data by default, one row for an intercept alone.

    Returns
    -------
    Prediction
        The prediction interval uses the quantile of the model's test (normal, or t with k - p
        degrees of freedom) and the standard error of the mean with tau2 added: Higgins, Thompson &
        Spiegelhalter (2009), J. R. Stat. Soc. A 172:137.
    """
    rows = _rows(fit, x)
    pred = rows @ fit.b
    variance = np.einsum("ij,jk,ik->i", rows, fit.vb, rows)
    se, critical = np.sqrt(variance), fit.critical()
    spread = critical * np.sqrt(variance + fit.tau2)
    return Prediction(
        pred=pred,
        se=se,
        ci_lb=pred - critical * se,
        ci_ub=pred + critical * se,
        pi_lb=pred - spread,
        pi_ub=pred + spread,
    )


def _rows(fit: RandomEffectsFit, x: ArrayLike | None) -> Floats:
    if x is None:
        alone = fit.p == 1 and fit.data.has_intercept
        return np.ones((1, 1)) if alone else fit.data.x
    rows = np.atleast_2d(np.asarray(x, dtype=float))
    if rows.shape[1] != fit.p:
        raise ModelError(f"rows of {rows.shape[1]} values; expected {fit.p}, as the model matrix")
    return rows


def prediction_interval_riley(fit: RandomEffectsFit) -> tuple[float, float, float]:
    """Return (lower, upper, df) of the prediction interval with t of k - 2 degrees of freedom.

    For an intercept alone; Riley, Higgins & Deeks (2011), BMJ 342:d549. With fewer than three
    effects one degree of freedom is used, as metafor does: an interval that says "unknown".
    """
    df = max(1, fit.k - 2)
    if fit.p != 1:
        return math.nan, math.nan, float(df)
    half = float(student.ppf(0.5 + fit.level / 2, df)) * math.sqrt(fit.vb[0, 0] + fit.tau2)
    return float(fit.b[0]) - half, float(fit.b[0]) + half, float(df)


def shrunken(fit: RandomEffectsFit) -> Prediction:
    """Return the empirical Bayes estimate of each study's true effect.

    The share tau2 / (tau2 + vi) of a study's own effect and the rest of its predicted mean; its
    variance is share * vi + (1 - share)^2 x vb x' (Raudenbush & Bryk 1985, J. Educ. Stat. 10:75).
    """
    share = fit.tau2 / (fit.tau2 + fit.data.vi)
    mean = fit.data.x @ fit.b
    of_mean = np.einsum("ij,jk,ik->i", fit.data.x, fit.vb, fit.data.x)
    pred = share * fit.data.yi + (1 - share) * mean
    se = np.sqrt(share * fit.data.vi + (1 - share) ** 2 * of_mean)
    half = fit.critical() * se
    ends = {"ci_lb": pred - half, "ci_ub": pred + half, "pi_lb": pred - half, "pi_ub": pred + half}
    return Prediction(pred=pred, se=se, **ends)
