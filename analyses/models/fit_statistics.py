"""Log-likelihoods and information criteria, with the constants of metafor."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.weighted import Problem, solve

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitStatistics:
    """Log-likelihood, AIC, BIC and AICc by ML and by REML."""

    log_lik_ml: float
    log_lik_reml: float
    aic_ml: float
    aic_reml: float
    bic_ml: float
    bic_reml: float
    aicc_ml: float
    aicc_reml: float


def fit_statistics(data: Problem, tau2: float, b: Floats, *, random: bool) -> FitStatistics:
    """Return the fit statistics of a model at given coefficients (p,) and tau2.

    The restricted likelihood carries + log|X'X|/2 and (k - p) log 2 pi; tau2 counts as a parameter
    when the model is random.
    """
    k, p = data.k, data.p
    fit = solve(data, 1 / (data.vi + tau2))
    shared = float(np.log(fit.w).sum() - fit.w @ (data.yi - data.x @ b) ** 2)
    ml = (shared - k * math.log(2 * math.pi)) / 2
    # with orthonormal columns log|X'X| cancels against that of X'WX = R'(Q'WQ)R
    reml = (shared + float(np.linalg.slogdet(fit.inverse)[1]) - (k - p) * math.log(2 * math.pi)) / 2
    parameters = p + int(random)
    aic_ml, bic_ml, aicc_ml = _criteria(ml, parameters, k)
    aic_reml, bic_reml, aicc_reml = _criteria(reml, parameters, k - p)
    return FitStatistics(
        log_lik_ml=ml,
        log_lik_reml=reml,
        aic_ml=aic_ml,
        aic_reml=aic_reml,
        bic_ml=bic_ml,
        bic_reml=bic_reml,
        aicc_ml=aicc_ml,
        aicc_reml=aicc_reml,
    )


def _criteria(log_lik: float, parameters: int, n: int) -> tuple[float, float, float]:
    size = max(n, parameters + 2)
    return (
        -2 * log_lik + 2 * parameters,
        -2 * log_lik + parameters * (math.log(n) if n > 0 else -math.inf),
        -2 * log_lik + 2 * parameters * size / (size - parameters - 1),
    )
