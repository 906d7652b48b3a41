"""Predictions of multilevel models: the mean, and the true effect in a new setting."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.models.coefficient_tests import quantile
from analyses.models.errors import ModelError
from analyses.models.multilevel import MultilevelFit
from analyses.models.prediction import Prediction
from analyses.models.robust import RobustFit

Floats = NDArray[np.float64]


def predict_multilevel(
    fit: MultilevelFit, x: ArrayLike | None = None, robust: RobustFit | None = None
) -> Prediction:
    """Predict the mean, and the effect in a new setting, for rows of moderators.

    Parameters
    ----------
    fit : MultilevelFit
        The model.
    x : array_like, shape (m, p), optional
        Rows of the model matrix; one row for an intercept alone, the rows of the data otherwise.
    robust : RobustFit, optional
        Robust tests of the same model: their covariance is used instead of the model's, with the
        smallest of their degrees of freedom among the coefficients that a row involves.

    Returns
    -------
    Prediction
        The prediction interval is that of one effect in a new study: the sum of all components is
        added to the squared standard error. Quantiles are those of the model's test, with the
        smallest degrees of freedom among the coefficients that a row involves.

    Raises
    ------
    ModelError
        For rows of another length than p, or robust tests of another model.
    """
    rows = _rows(fit, x)
    vb, df = fit.vb, fit.df
    if robust is not None:
        if robust.b.size != fit.p or not np.array_equal(robust.b, fit.b):
            raise ModelError("robust tests of another model")
        vb, df = robust.vb, robust.df
    pred = rows @ fit.b
    variance = np.maximum(np.einsum("ij,jk,ik->i", rows, vb, rows), 0.0)
    least = np.where(rows != 0, df, math.inf).min(axis=1)
    critical = quantile(0.5 + fit.level / 2, least)
    se = np.sqrt(variance)
    spread = critical * np.sqrt(variance + float(fit.sigma2.sum()))
    return Prediction(
        pred=pred,
        se=se,
        ci_lb=pred - critical * se,
        ci_ub=pred + critical * se,
        pi_lb=pred - spread,
        pi_ub=pred + spread,
    )


def _rows(fit: MultilevelFit, x: ArrayLike | None) -> Floats:
    if x is None:
        alone = fit.p == 1 and fit.structure.data.has_intercept
        return np.ones((1, 1)) if alone else fit.structure.data.x
    rows = np.atleast_2d(np.asarray(x, dtype=float))
    if rows.shape[1] != fit.p or not np.isfinite(rows).all():
        raise ModelError(f"rows of {rows.shape[1]} values; expected {fit.p}, finite")
    return rows
