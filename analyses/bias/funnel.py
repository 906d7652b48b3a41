"""The data of a contour-enhanced funnel plot: Peters et al. (2008), J. Clin. Epidemiol. 61:991."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from analyses.models.errors import ModelError
from analyses.models.multilevel import MultilevelFit
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelContours:
    """Effects and the lines of equal p around no effect.

    Attributes
    ----------
    yi, sei, p_values : array, shape (k,)
        Effects, standard errors and two-sided p-values of each against no effect.
    levels, slopes : array, shape (L,)
        Levels of p, falling, and their lines: a point lies on one when |yi| = slope * sei.
    region : array of int, shape (k,)
        Number of lines outside which a point lies: 0 for p above the largest level, L for p below
        the smallest.
    counts : array of int, shape (L + 1,)
        Points in each region.
    centre : float
        Pooled mean; NaN for a model with moderators.
    limit_slope : float
        A point is within the pseudo interval of the mean when |yi - centre| <= limit_slope * sei.
    """

    yi: Floats
    sei: Floats
    p_values: Floats
    levels: Floats
    slopes: Floats
    region: NDArray[np.int64]
    counts: NDArray[np.int64]
    centre: float
    limit_slope: float

    def lines(self, sei: Floats) -> tuple[Floats, Floats]:
        """Return the lower and upper lines, each (L, m), at standard errors (m,)."""
        upper = np.outer(self.slopes, sei)
        return -upper, upper

    def summary(self) -> str:
        """Return how many effects lie in each region."""
        ends = [1.0, *self.levels.tolist(), 0.0]
        parts = [
            f"{count} with p between {low:g} and {high:g}"
            for count, high, low in zip(self.counts, ends[:-1], ends[1:], strict=True)
        ]
        return f"Funnel of {self.yi.size} effects: {', '.join(parts)}"


def funnel_contours(
    fit: RandomEffectsFit | MultilevelFit, levels: Sequence[float] = (0.1, 0.05, 0.01)
) -> FunnelContours:
    """Return the data of a contour-enhanced funnel plot.

    Studies missing where p is large point to publication bias; studies missing elsewhere to other
    causes of asymmetry.

    Parameters
    ----------
    fit : RandomEffectsFit or MultilevelFit
        The model.
    levels : sequence of float
        Levels of the two-sided p-value, falling, each between 0 and 1.

    Raises
    ------
    ModelError
        For levels that do not fall, or are not between 0 and 1.
    """
    ends = np.asarray(levels, dtype=float)
    if ends.ndim != 1 or not ((ends > 0) & (ends < 1)).all() or not (np.diff(ends) < 0).all():
        raise ModelError(f"levels {list(levels)}; expected falling numbers between 0 and 1")
    data = fit.structure.data if isinstance(fit, MultilevelFit) else fit.data
    sei = np.sqrt(data.vi)
    p = 2 * ndtr(-np.abs(data.yi) / sei)
    region = (p[:, None] < ends).sum(axis=1).astype(np.int64)
    return FunnelContours(
        yi=data.yi,
        sei=sei,
        p_values=p,
        levels=ends,
        slopes=-ndtri(ends / 2),
        region=region,
        counts=np.bincount(region, minlength=ends.size + 1),
        centre=float(fit.b[0]) if fit.p == 1 else math.nan,
        limit_slope=float(ndtri(0.5 + fit.level / 2)),
    )
