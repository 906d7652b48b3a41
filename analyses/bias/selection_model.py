"""Step-function selection models: what the mean would be if results were published by p-value.

Hedges (1992), Stat. Sci. 7:246; Vevea & Hedges (1995), Psychometrika 60:419, with one or two steps
(three and four parameters); Vevea & Woods (2005), Psychol. Methods 10:428, with weights that are
assumed, not estimated. Definitions agree with ``selmodel(type="stepfun")`` of metafor.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri
from scipy.stats import chi2

from analyses.bias.errors import TooFewError
from analyses.bias.selection_fit import DELTA_MAX, SelectionEstimate, maximise
from analyses.bias.selection_likelihood import StepData, step_data
from analyses.bias.selection_record import SelectionModel, StepWeights
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects, two_sided

Floats = NDArray[np.float64]
ALTERNATIVES = ("greater", "less", "two-sided")
THREE_PARAMETER = (0.025,)
FOUR_PARAMETER = (0.025, 0.5)
VEVEA_WOODS_STEPS = (
    *(0.005, 0.01, 0.05, 0.10, 0.25, 0.35, 0.50),
    *(0.65, 0.75, 0.90, 0.95, 0.99, 0.995, 1.0),
)
VEVEA_WOODS = {
    ("moderate", False): (1, 0.99, 0.95, 0.8, 0.75, 0.65, 0.6, 0.55, *[0.5] * 6),
    ("severe", False): (1, 0.99, 0.9, 0.75, 0.6, 0.5, 0.4, 0.35, 0.3, 0.25, *[0.1] * 4),
    ("moderate", True): (1, 0.99, 0.95, 0.9, 0.8, 0.75, 0.6, 0.6, 0.75, 0.8, 0.9, 0.95, 0.99, 1),
    ("severe", True): (1, 0.99, 0.9, 0.75, 0.6, 0.5, 0.25, 0.25, 0.5, 0.6, 0.75, 0.9, 0.99, 1),
}


def selection_model(
    yi: ArrayLike,
    vi: ArrayLike,
    x: ArrayLike | None = None,
    *,
    steps: Sequence[float] = THREE_PARAMETER,
    weights: Sequence[float | None] | None = None,
    alternative: str = "greater",
    level: float = 0.95,
    names: Sequence[str] | None = None,
) -> SelectionModel:
    """Fit a step-function selection model by maximum likelihood.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Independent effects and sampling variances.
    x : array_like, shape (k, p), optional
        Model matrix with its intercept; an intercept alone by default.
    steps : sequence of float
        Ends of the intervals of the p-value, rising, each above 0; 1 is added. (0.025,) is the
        three-parameter model, (0.025, 0.5) the one with four.
    weights : sequence of float or None, optional
        Fixed weight of each interval (one more than ``steps`` unless they end in 1), None where it
        is to be estimated. By default the first is 1 and the others are estimated.
    alternative : {"greater", "less", "two-sided"}
        Direction of the favoured results; p-values are one-sided but for "two-sided". With the
        project's sign (positive favours the intervention) it is "greater".
    level : float
        Level of the intervals, 0 to 1.
    names : sequence of str, optional
        Names of the columns of ``x``.

    Returns
    -------
    SelectionModel
        Standard errors from the exact Hessian; tau2 at 0 is held there.

    Raises
    ------
    TooFewError
        When an interval other than the first, whose weight is to be estimated, holds no effect: the
        likelihood is then highest at weight 0, whatever the truth.
    ModelError
        For bad data, steps, weights or alternative.
    ConvergenceError
        When no start settles.
    """
    if alternative not in ALTERNATIVES:
        raise ModelError(f"alternative {alternative!r}; expected one of {', '.join(ALTERNATIVES)}")
    ends = _ends(steps)
    fixed = _weights(weights, ends.size)
    plain = fit_random_effects(yi, vi, x, method="ML", test="z", level=level, names=names)
    if plain.k <= plain.p:
        raise TooFewError(f"{plain.k} effects and {plain.p} coefficients; more effects are needed")
    data = step_data(plain.data.yi, plain.data.vi, plain.data.x, ends, alternative)
    _check_counts(data, fixed, ends)
    found = maximise(data, plain.b, plain.tau2, fixed)
    without = maximise(data, plain.b, 0.0, fixed, no_tau2=True)
    table = _step_weights(data, found, ends, fixed, level, alternative)
    return _record(plain, found, without.log_lik, table)


def vevea_woods(
    yi: ArrayLike,
    vi: ArrayLike,
    *,
    severity: str = "moderate",
    alternative: str = "greater",
    level: float = 0.95,
) -> SelectionModel:
    """Fit a selection model with the weights that Vevea & Woods (2005) assume.

    For few effects, where weights cannot be estimated: what would the mean be if selection were
    of this severity?

    Parameters
    ----------
    yi, vi, level
        As in `selection_model`.
    severity : {"moderate", "severe"}
        Their two grades.
    alternative : {"greater", "less", "two-sided"}
        Direction of the favoured results; ``two-sided`` for their two-tailed weights, which favour
        significant results of either sign (they rise again as the one-sided p goes to 1).
    """
    key = (severity, alternative == "two-sided")
    if key not in VEVEA_WOODS:
        raise ModelError(f"severity {severity!r}; expected moderate or severe")
    return selection_model(
        yi,
        vi,
        steps=VEVEA_WOODS_STEPS,
        weights=VEVEA_WOODS[key],
        alternative="greater" if key[1] else alternative,
        level=level,
    )


def _ends(steps: Sequence[float]) -> Floats:
    ends = np.asarray(steps, dtype=float)
    if ends.ndim == 1 and ends.size and ends[-1] < 1:
        ends = np.append(ends, 1.0)
    rising = ends.ndim == 1 and ends.size > 1 and bool((np.diff(ends) > 0).all())
    if not rising or not (ends[0] > 0 and ends[-1] == 1):
        raise ModelError(f"steps {list(steps)}; expected rising numbers above 0 and not above 1")
    return ends


def _weights(weights: Sequence[float | None] | None, size: int) -> Floats:
    given: Sequence[float | None] = [1.0, *[None] * (size - 1)] if weights is None else weights
    fixed = np.array([math.nan if w is None else float(w) for w in given])
    if fixed.size != size or math.isnan(fixed[0]) or not (np.isnan(fixed) | (fixed > 0)).all():
        raise ModelError(f"weights {list(given)}; expected {size} above 0, the first not estimated")
    return fixed


def _check_counts(data: StepData, fixed: Floats, ends: Floats) -> None:
    for j in np.flatnonzero(np.isnan(fixed) & (data.counts == 0)):
        raise TooFewError(
            f"no effect has a p-value between {ends[j - 1]:g} and {ends[j]:g}; its weight cannot "
            "be estimated (fewer steps, or assumed weights, are the way out)"
        )


def _record(
    plain: RandomEffectsFit,
    found: SelectionEstimate,
    log_lik_without: float,
    weights: StepWeights,
) -> SelectionModel:
    b, p = found.beta, plain.p
    variances = np.diag(found.covariance)
    se = np.sqrt(variances[: p + 1])
    half = float(ndtri(0.5 + plain.level / 2)) * se[:p]
    df = int((~np.isnan(variances[p + 1 :])).sum())
    lrt, lrt_p = _ratio(found.log_lik, plain.fit.log_lik_ml, df)
    lrt_tau2, lrt_tau2_p = _ratio(found.log_lik, log_lik_without, 1)
    return SelectionModel(
        b=b,
        se=se[:p],
        p_values=two_sided(b / se[:p], None),
        ci_lb=b - half,
        ci_ub=b + half,
        tau2=found.tau2,
        se_tau2=float(se[p]),
        weights=weights,
        lrt=lrt,
        lrt_df=df,
        lrt_p=lrt_p,
        lrt_tau2=lrt_tau2,
        lrt_tau2_p=lrt_tau2_p,
        log_lik=found.log_lik,
        unadjusted=plain,
    )


def _ratio(full: float, reduced: float, df: int) -> tuple[float, float]:
    """Return a likelihood-ratio statistic and its p-value; NaN without a degree of freedom."""
    statistic = max(0.0, 2 * (full - reduced))
    return statistic, float(chi2.sf(statistic, df)) if df else math.nan


def _step_weights(
    data: StepData,
    found: SelectionEstimate,
    ends: Floats,
    fixed: Floats,
    level: float,
    alternative: str,
) -> StepWeights:
    variances = np.diag(found.covariance)[-ends.size :]
    # at the bound the curvature need not be that of a maximum: no standard error then
    se = np.sqrt(np.where(np.isnan(fixed) & (variances > 0), variances, math.nan))
    half = float(ndtri(0.5 + level / 2)) * se
    return StepWeights(
        alternative=alternative,
        steps=ends,
        counts=data.counts,
        delta=found.delta,
        se=se,
        ci_lb=np.maximum(0.0, found.delta - half),
        ci_ub=found.delta + half,
        at_bound=np.isnan(fixed) & (found.delta >= DELTA_MAX * (1 - 1e-9)),
    )
