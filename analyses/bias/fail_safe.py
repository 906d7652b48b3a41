"""Fail-safe numbers: how many unseen null results would undo a finding.

They are shown because readers ask for them. They assume that the unseen results average zero, and
say nothing about whether any exist: the Cochrane Handbook (Higgins et al. 2019, ch. 13) advises
against resting a conclusion on them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from analyses.models.errors import ModelError
from analyses.models.weighted import problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FailSafe:
    """A fail-safe number.

    Attributes
    ----------
    kind : {"Rosenthal", "Orwin", "Rosenberg"}
        How it is counted.
    k : int
        Effects.
    n : float
        Null results needed, a whole number; infinite when no number is enough.
    estimate : float
        Mean effect (NaN for Rosenthal).
    p : float
        Observed p-value (NaN for Orwin).
    target : float
        What the mean (Orwin) or the p-value (the others) would become.
    """

    kind: str
    k: int
    n: float
    estimate: float
    p: float
    target: float

    def summary(self) -> str:
        """Return the number in a sentence."""
        what = "mean" if self.kind == "Orwin" else "p-value"
        return (
            f"{self.kind}: {self.n:g} unseen null results beside {self.k} effects would bring the "
            f"{what} to {self.target:.4g}"
        )


def fail_safe_rosenthal(yi: ArrayLike, vi: ArrayLike, *, alpha: float = 0.05) -> FailSafe:
    """Count null results that make the sum of z values not significant.

    Rosenthal (1979), Psychol. Bull. 86:638; one-sided ``alpha`` in the direction of the effects.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    alpha : float
        Level, 0 to 1.
    """
    data, critical = problem(yi, vi), -float(ndtri(_level(alpha)))
    z = float((data.yi / np.sqrt(data.vi)).sum()) / math.sqrt(data.k)
    n = data.k * (z / critical) ** 2 - data.k
    return FailSafe(
        kind="Rosenthal",
        k=data.k,
        n=float(math.ceil(max(0.0, n))),
        estimate=math.nan,
        p=float(ndtr(-abs(z))),
        target=alpha,
    )


def fail_safe_orwin(yi: ArrayLike, *, target: float | None = None) -> FailSafe:
    """Count null results that bring the plain mean of the effects to a target.

    Orwin (1983), J. Educ. Stat. 8:157.

    Parameters
    ----------
    yi : array_like, shape (k,)
        Effects.
    target : float, optional
        Mean that would be too small to matter, same sign as the effects; half the mean by default.
    """
    y = np.asarray(yi, dtype=float).ravel()
    if y.size == 0 or not np.isfinite(y).all():
        raise ModelError(f"{y.size} effects; expected one or more, finite")
    mean = float(y.mean())
    goal = mean / 2 if target is None else target
    n = 0.0 if mean == 0 else math.inf
    if goal != 0:
        n = max(0.0, y.size * (mean / goal - 1))
    return FailSafe(
        kind="Orwin",
        k=int(y.size),
        n=float(math.ceil(n)) if math.isfinite(n) else n,
        estimate=mean,
        p=math.nan,
        target=goal,
    )


def fail_safe_rosenberg(yi: ArrayLike, vi: ArrayLike, *, alpha: float = 0.05) -> FailSafe:
    """Count null results of average weight that make the common-effect mean not significant.

    Rosenberg (2005), Evolution 59:464; two-sided ``alpha``.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    alpha : float
        Level, 0 to 1.
    """
    data, critical = problem(yi, vi), -float(ndtri(_level(alpha) / 2))
    w = 1 / data.vi
    total, score = float(w.sum()), float(w @ data.yi)
    n = data.k * ((score / critical) ** 2 - total) / total
    return FailSafe(
        kind="Rosenberg",
        k=data.k,
        n=float(math.ceil(max(0.0, n))),
        estimate=score / total,
        p=float(2 * ndtr(-abs(score) / math.sqrt(total))),
        target=alpha,
    )


def _level(alpha: float) -> float:
    if not 0 < alpha < 1:
        raise ModelError(f"alpha {alpha!r}; expected a number between 0 and 1")
    return alpha
