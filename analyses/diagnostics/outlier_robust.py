"""Means that outlying effects move little: without outliers or influential effects; a median."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analyses.diagnostics.influence import influence
from analyses.diagnostics.residuals import OUTLYING, studentised_residuals
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """A model without some of its effects.

    Attributes
    ----------
    reason : str
        Why effects were left out.
    left_out : array of int
        Their rows.
    fit : RandomEffectsFit
        The model of the rest; that of all effects when none was left out.
    """

    reason: str
    left_out: NDArray[np.int64]
    fit: RandomEffectsFit

    def summary(self) -> str:
        """Return what was left out and the model of the rest."""
        return f"{self.left_out.size} effects left out ({self.reason})\n{self.fit.summary()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedMedian:
    """A weighted median with its interval and level."""

    estimate: float
    ci_lb: float
    ci_ub: float
    level: float

    def summary(self) -> str:
        """Return the median with its interval in one line."""
        return f"weighted median {self.estimate:.4f} [{self.ci_lb:.4f}, {self.ci_ub:.4f}]"


def without_outliers(fit: RandomEffectsFit, limit: float = OUTLYING) -> Trimmed:
    """Refit without effects whose studentised residual is beyond ``limit`` (see `residuals`).

    One round only: effects that would stand out after it stay in.

    Raises
    ------
    ModelError, CollinearityError
        For one effect or an unweighted model, or when the rest does not identify the model.
    """
    z = np.nan_to_num(studentised_residuals(fit).z)
    return _without(fit, np.abs(z) > limit, f"studentised residual beyond {limit:g}")


def without_influential(fit: RandomEffectsFit) -> Trimmed:
    """Refit without effects that `influence` calls influential.

    Raises
    ------
    ModelError, CollinearityError
        As `without_outliers`.
    """
    return _without(fit, influence(fit).influential, "influential")


def _without(fit: RandomEffectsFit, out: NDArray[np.bool_], reason: str) -> Trimmed:
    rows = np.flatnonzero(out)
    if rows.size:
        data, keep = fit.data, ~out
        fit = fit_random_effects(
            data.yi[keep],
            data.vi[keep],
            data.x[keep],
            method=fit.method,
            test=fit.test,
            level=fit.level,
            names=data.names,
        )
    return Trimmed(reason=reason, left_out=rows, fit=fit)


def weighted_median(fit: RandomEffectsFit) -> WeightedMedian:
    """Return the median of the effects, weighted as in a model of an intercept.

    The estimate is the effect at which the sorted weights 1 / (vi + tau2), each counted to its
    middle, reach one half, interpolated between neighbours (Bowden, Davey Smith, Haycock & Burgess
    2016, Genet. Epidemiol. 40:304). The interval holds every value m that the weighted sign test
    does not reject: |sum w sign(yi - m)| <= z (sum w^2)^(1/2), the signs being even under m. It is
    wide, and infinite when one or two effects carry the weight.

    Raises
    ------
    ModelError
        For a model with moderators.
    """
    if fit.p != 1 or not fit.data.has_intercept:
        raise ModelError("a model with moderators; a median needs an intercept alone")
    order = np.argsort(fit.data.yi, kind="stable")
    y = fit.data.yi[order]
    w = 1 / (fit.data.vi[order] + fit.tau2)
    share = w / w.sum()
    middle = np.cumsum(share) - share / 2
    reach = float(ndtri(0.5 + fit.level / 2)) * math.sqrt(float(share @ share))
    low, high = _sign_interval(y, share, reach)
    return WeightedMedian(
        estimate=float(np.interp(0.5, middle, y)), ci_lb=low, ci_ub=high, level=fit.level
    )


def _sign_interval(y: Floats, share: Floats, reach: float) -> tuple[float, float]:
    """Return the ends of the values m with |sum of shares above - sum below| <= reach."""
    # between y[i - 1] and y[i] the sum of signs is 1 - 2 (share of the first i effects)
    below = np.concatenate([[0.0], np.cumsum(share)])
    below[-1] = 1.0
    accepted = np.flatnonzero(np.abs(1 - 2 * below) <= reach)
    if accepted.size == 0:
        at = int(np.searchsorted(below, 0.5)) - 1
        return float(y[at]), float(y[at])
    ends = np.concatenate([[-math.inf], y, [math.inf]])
    return float(ends[accepted[0]]), float(ends[accepted[-1] + 1])
