"""Trials that randomise wards, teams or hospitals, analysed as if they had randomised people.

The Cochrane Handbook (section 23.1.4) divides sizes by the design effect, or multiplies the
variance by it; both need an intraclass correlation (ICC) that someone must state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analyses.measures.columns import Floats, aligned
from analyses.measures.errors import MeasureError

LIMITS = {"icc": (0.0, 1.0), "cluster_size": (1.0, np.inf), "cv": (0.0, np.inf)}


def design_effect(icc: ArrayLike, cluster_size: ArrayLike, cv: ArrayLike = 0.0) -> Floats:
    """Return the factor by which clusters inflate a variance: 1 + ((1 + cv^2) m - 1) ICC.

    Parameters
    ----------
    icc : array_like
        Intraclass correlation, 0 to 1.
    cluster_size : array_like
        Mean number of people in a cluster, m >= 1.
    cv : array_like
        Coefficient of variation of the cluster sizes; 0 (equal sizes) gives 1 + (m - 1) ICC of the
        Cochrane Handbook. Eldridge, Ashby & Kerry (2006), Int. J. Epidemiol. 35:1292.

    Raises
    ------
    MeasureError
        For values out of range or of different lengths.
    """
    c = aligned(LIMITS, icc=icc, cluster_size=cluster_size, cv=cv)
    return 1 + ((1 + c["cv"] ** 2) * c["cluster_size"] - 1) * c["icc"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClusterAdjustment:
    """What a stated ICC does to a trial.

    Attributes
    ----------
    icc, design_effect : array, shape (k,)
        The stated ICC, and the factor of the variance.
    effective : array, shape (k,)
        Numbers of people, or of events, over the design effect; not rounded.
    origin : str
        ``converted``: the number is not in the report.
    """

    icc: Floats
    design_effect: Floats
    effective: Floats
    origin: str = "converted"

    def summary(self) -> str:
        """Return one sentence for a person."""
        return (
            f"Sizes divided by a design effect of {self.design_effect.min():.3g} to "
            f"{self.design_effect.max():.3g} (stated ICC {self.icc.min():.3g} to "
            f"{self.icc.max():.3g})."
        )


def effective_counts(
    counts: ArrayLike, icc: ArrayLike, cluster_size: ArrayLike, cv: ArrayLike = 0.0
) -> ClusterAdjustment:
    """Return effective numbers of people (or of events) of a trial that ignored its clusters.

    Means, standard deviations and risks stay as they are; sizes and events shrink.
    Cochrane Handbook 23.1.4.
    """
    c = aligned(
        {**LIMITS, "counts": (0.0, np.inf)},
        counts=counts,
        icc=icc,
        cluster_size=cluster_size,
        cv=cv,
    )
    factor = design_effect(c["icc"], c["cluster_size"], c["cv"])
    return ClusterAdjustment(icc=c["icc"], design_effect=factor, effective=c["counts"] / factor)


def inflate_variance(
    vi: ArrayLike, icc: ArrayLike, cluster_size: ArrayLike, cv: ArrayLike = 0.0
) -> Floats:
    """Return sampling variances times the design effect (Cochrane Handbook 23.1.4).

    Raises
    ------
    MeasureError
        For a variance that is not above 0.
    """
    c = aligned(LIMITS, vi=vi, icc=icc, cluster_size=cluster_size, cv=cv)
    if (c["vi"] <= 0).any():
        raise MeasureError("vi: found a variance that is not above 0")
    return c["vi"] * design_effect(c["icc"], c["cluster_size"], c["cv"])
