"""Baujat's plot: which effects make the heterogeneity, and which move the result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.diagnostics.deletion import deletions
from analyses.diagnostics.influence import coefficient_changes
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baujat:
    """Coordinates of the plot, each of shape (k,).

    Attributes
    ----------
    heterogeneity : array
        Squared Pearson residual (yi - x b)^2 / (vi + tau2): the effect's part in Q.
    influence : array
        Squared change of the fitted value over its variance without the effect; NaN where the
        rest does not identify the model.
    """

    heterogeneity: Floats
    influence: Floats

    def summary(self) -> str:
        """Return the effect that is largest on each axis."""
        parts = [f"effect {int(np.argmax(self.heterogeneity)) + 1} adds most to heterogeneity"]
        if np.isfinite(self.influence).any():
            parts.append(f"effect {int(np.nanargmax(self.influence)) + 1} moves the result most")
        return "; ".join(parts)


def baujat(fit: RandomEffectsFit) -> Baujat:
    """Return the coordinates of Baujat's plot.

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
    Baujat, Mahe, Pignon & Hill (2002), Stat. Med. 21:2641; for random effects and moderators as in
    metafor's ``baujat``.
    """
    without = deletions(fit)
    x = fit.data.x
    residual = fit.data.yi - x @ fit.b
    change = (x * coefficient_changes(fit, without)).sum(axis=1)
    variance = np.einsum("ij,ijk,ik->i", x, without.vb, x)
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = change**2 / variance
    return Baujat(heterogeneity=residual**2 / (fit.data.vi + fit.tau2), influence=moved)
