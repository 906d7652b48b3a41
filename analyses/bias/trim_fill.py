"""Trim and fill: how many studies one side of the funnel lacks, and the mean with them put back.

Duval & Tweedie (2000a), J. Am. Stat. Assoc. 95:89, and (2000b), Biometrics 56:455. A sensitivity
analysis: it assumes that asymmetry means unseen studies, which heterogeneity alone can also cause.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.bias.errors import TooFewError
from analyses.models.errors import ConvergenceError, ModelError
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects

Floats = NDArray[np.float64]
SIDES = ("auto", "left", "right")
ROUNDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimFill:
    """The result of trim and fill.

    Attributes
    ----------
    side : {"left", "right"}
        Side on which studies are taken to be missing.
    estimator : {"L0", "R0", "Q0"}
        Estimator of their number.
    k0, se_k0 : int, float
        Number of missing studies and its standard error (NaN when there is none: the estimate lies
        far below 0 before it is cut, a sign of the wrong side).
    p_k0 : float
        p-value of k0 = 0; only for R0, else NaN.
    filled_yi, filled_vi : array, shape (k0,)
        Mirror images that were added.
    observed, filled : RandomEffectsFit
        The model before and after.
    """

    side: str
    estimator: str
    k0: int
    se_k0: float
    p_k0: float
    filled_yi: Floats
    filled_vi: Floats
    observed: RandomEffectsFit
    filled: RandomEffectsFit

    def summary(self) -> str:
        """Return the number of missing studies and the two means."""
        a, b = self.observed, self.filled
        return (
            f"Trim and fill ({self.estimator}): {self.k0} studies missing on the {self.side} "
            f"(SE {self.se_k0:.2f})\n"
            f"mean {a.b[0]:.4f} [{a.ci_lb[0]:.4f}, {a.ci_ub[0]:.4f}] before, "
            f"{b.b[0]:.4f} [{b.ci_lb[0]:.4f}, {b.ci_ub[0]:.4f}] after"
        )


def trim_and_fill(
    yi: ArrayLike,
    vi: ArrayLike,
    *,
    method: str = "REML",
    estimator: str = "L0",
    side: str = "auto",
    test: str = "z",
    level: float = 0.95,
) -> TrimFill:
    """Estimate how many studies are missing on one side, and refit with their mirror images.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances, k >= 2 (3 for ``side="auto"``).
    method, test, level
        Of the model, as in `fit_random_effects`; the trimmed means use the same method.
    estimator : {"L0", "R0", "Q0"}
        Estimator of the number of missing studies.
    side : {"auto", "left", "right"}
        Where they are missing. ``auto``: on the right when the slope of the effects on the standard
        errors (same method) is negative, else on the left. On the wrong side the answer is 0, which
        only looks clean.

    Raises
    ------
    TooFewError
        For fewer than two effects.
    CollinearityError
        For ``auto`` when all variances are equal: give the side.
    ModelError
        For Q0 when its equation has no real solution (L0 or R0 then), or bad arguments.
    ConvergenceError
        When the number of missing studies does not settle.
    """
    if estimator not in ESTIMATORS:
        raise ModelError(f"estimator {estimator!r}; expected one of {', '.join(ESTIMATORS)}")
    fit = partial(fit_random_effects, method=method, test=test, level=level)
    observed = fit(yi, vi)
    y, v = observed.data.yi, observed.data.vi
    where = _side(y, v, method, side)
    sign = -1.0 if where == "right" else 1.0
    k0, se, mirrored, rows = _trim(sign * y, v, method, ESTIMATORS[estimator])
    extra_y, extra_v = sign * mirrored, v[rows]
    return TrimFill(
        side=where,
        estimator=estimator,
        k0=k0,
        se_k0=se,
        p_k0=0.5 ** (k0 + 1) if estimator == "R0" else math.nan,
        filled_yi=extra_y,
        filled_vi=extra_v,
        observed=observed,
        filled=fit(np.append(y, extra_y), np.append(v, extra_v)) if k0 else observed,
    )


def _side(y: Floats, v: Floats, method: str, side: str) -> str:
    if side not in SIDES:
        raise ModelError(f"side {side!r}; expected one of {', '.join(SIDES)}")
    if y.size < (3 if side == "auto" else 2):
        raise TooFewError(f"{y.size} effects; 2 or more are needed, 3 to find the side")
    if side != "auto":
        return side
    x = np.column_stack([np.ones(y.size), np.sqrt(v)])
    slope = fit_random_effects(y, v, x, method=method, test="z", names=("intrcpt", "sei")).b[1]
    return "right" if slope < 0 else "left"


def _trim(
    y: Floats, v: Floats, method: str, estimator: Estimator
) -> tuple[int, float, Floats, NDArray[np.int64]]:
    """Return k0, its standard error, the mirror images, and the rows that they mirror.

    Studies are missing on the left: the k0 largest effects have no counterpart.
    """
    order = np.argsort(y, kind="stable")
    k, k0 = y.size, 0
    for _ in range(ROUNDS):
        kept = order[: k - k0]
        mean = float(fit_random_effects(y[kept], v[kept], method=method, test="z").b[0])
        # equal effects do not deviate, whatever rounding leaves
        deviations = y[order] - mean if np.ptp(y) > 0 else np.zeros(k)
        estimate, se = estimator(_signed_ranks(deviations))
        before, k0 = k0, int(np.rint(max(0.0, estimate)))  # rounds to even, as R does
        if k0 == before:
            extreme = order[k - k0 :]
            return k0, se, 2 * mean - y[extreme], extreme
    raise ConvergenceError("the number of missing studies did not settle")


def _signed_ranks(deviations: Floats) -> Floats:
    """Return ranks of the absolute deviations with their signs; ties in order of appearance."""
    ranks = np.empty(deviations.size)
    ranks[np.argsort(np.abs(deviations), kind="stable")] = np.arange(1.0, deviations.size + 1)
    return np.asarray(np.sign(deviations) * ranks)


Estimator = Callable[[Floats], tuple[float, float]]


def _r0(ranks: Floats) -> tuple[float, float]:
    below = -ranks[ranks < 0]
    if below.size == 0:
        # every effect equals the mean: nothing sticks out, nothing is missing
        return 0.0, math.sqrt(2.0)
    k0 = ranks.size - float(below.max()) - 1
    return k0, math.sqrt(2 * max(0.0, k0) + 2)


def _l0(ranks: Floats) -> tuple[float, float]:
    k = ranks.size
    score = float(ranks[ranks > 0].sum())
    k0 = (4 * score - k * (k + 1)) / (2 * k - 1)
    return k0, 4 * _root(_score_variance(k, k0)) / (2 * k - 1)


def _q0(ranks: Floats) -> tuple[float, float]:
    k = ranks.size
    root = 2 * k**2 - 4 * float(ranks[ranks > 0].sum()) + 0.25
    if root < 0:
        raise ModelError("Q0 has no real solution here; L0 or R0 has")
    k0 = k - 0.5 - math.sqrt(root)
    return k0, 2 * _root(_score_variance(k, k0)) / math.sqrt(root)


def _score_variance(k: int, k0: float) -> float:
    """Return the variance of the Wilcoxon score when k0 studies are missing."""
    cubic = 10 * k0**3 + 27 * k0**2 + 17 * k0 - 18 * k * k0**2 - 18 * k * k0 + 6 * k**2 * k0
    return (k * (k + 1) * (2 * k + 1) + cubic) / 24


def _root(variance: float) -> float:
    """Return a standard error; NaN on the wrong side, where k0 is far below 0 and has none."""
    return math.sqrt(variance) if variance >= 0 else math.nan


ESTIMATORS: dict[str, Estimator] = {"L0": _l0, "R0": _r0, "Q0": _q0}
