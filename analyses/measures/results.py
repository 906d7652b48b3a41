"""The record of effect sizes: one row a study."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analyses.measures.columns import Floats, Pair


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EffectSizes:
    """Effects and their sampling variances, one row a study, in the order given.

    Attributes
    ----------
    measure : str
        Code of the measure, as in metafor.
    vtype : str
        Which sampling variance.
    yi, vi : array, shape (k,)
        Effect and sampling variance (squared unit of yi); read-only. NaN where a study lacks a
        number, or its numbers allow no finite value.
    columns : tuple of str
        Names of the columns that were given.
    """

    measure: str
    vtype: str
    yi: Floats
    vi: Floats
    columns: tuple[str, ...]

    def __post_init__(self) -> None:
        """Make the arrays read-only: a record does not change."""
        self.yi.setflags(write=False)
        self.vi.setflags(write=False)

    @property
    def k(self) -> int:
        """Number of rows, with those that could not be computed."""
        return int(self.yi.size)

    @property
    def sei(self) -> Floats:
        """Standard errors, shape (k,)."""
        return np.asarray(np.sqrt(self.vi))

    def interval(self, level: float = 0.95) -> Pair:
        """Return the limits of each effect's interval (normal quantile), arrays of shape (k,)."""
        half = float(ndtri(0.5 + level / 2)) * self.sei
        return self.yi - half, self.yi + half

    @property
    def computed(self) -> NDArray[np.bool_]:
        """Rows with both an effect and a variance above 0: those that can be pooled."""
        return np.asarray(np.isfinite(self.yi) & (np.nan_to_num(self.vi) > 0))

    def summary(self) -> str:
        """Return one sentence for a person: what was computed, of how many studies."""
        there = self.computed
        text = f"{self.measure} ({self.vtype}): {int(there.sum())} of {self.k} computed"
        if not there.any():
            return f"{text}."
        y, se = self.yi[there], self.sei[there]
        return (
            f"{text}; effects {y.min():.3g} to {y.max():.3g} (median {np.median(y):.3g}), "
            f"standard errors {se.min():.3g} to {se.max():.3g}."
        )
