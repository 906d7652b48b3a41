"""Several groups of one study: put together into one, or a comparator shared among several."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analyses.measures.columns import ANY, NOT_NEGATIVE, Floats, aligned
from analyses.measures.errors import MeasureError

LIMITS = {"n": (1.0, np.inf), "mean": ANY, "sd": NOT_NEGATIVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Size, mean and standard deviation of a group that no report prints as such.

    Attributes
    ----------
    n : float
        People; a shared comparator may hold a fraction of a person.
    mean, sd : float
        Mean and standard deviation of their scores.
    origin : str
        ``converted``.
    """

    n: float
    mean: float
    sd: float
    origin: str = "converted"

    def summary(self) -> str:
        """Return the group as text."""
        return f"n = {self.n:g}, mean {self.mean:.4g}, SD {self.sd:.4g} ({self.origin})"


def combine_groups(n: ArrayLike, mean: ArrayLike, sd: ArrayLike) -> Group:
    """Return two or more groups as one, as if their people had been one group all along.

    Cochrane Handbook table 6.5.a, for any number of groups at once: the variance is
    (sum (n - 1) sd^2 + sum n (mean - overall mean)^2) / (N - 1).

    Parameters
    ----------
    n, mean, sd : array_like, shape (groups,)
        One entry a group, at least one; N >= 2.

    Raises
    ------
    MeasureError
        For missing numbers, sizes below 1, negative standard deviations or fewer than 2 people.
    """
    c = aligned(LIMITS, n=n, mean=mean, sd=sd)
    if any(np.isnan(column).any() for column in c.values()):
        raise MeasureError("combine: found a missing number; n, mean and sd of each group expected")
    total = float(c["n"].sum())
    if total < 2:
        raise MeasureError(f"combine: found {total:g} people; at least 2 expected")
    overall = float(c["n"] @ c["mean"]) / total
    within = float((c["n"] - 1) @ c["sd"] ** 2)
    between = float(c["n"] @ (c["mean"] - overall) ** 2)
    return Group(n=total, mean=overall, sd=float(np.sqrt((within + between) / (total - 1))))


def combine_counts(events: ArrayLike, n: ArrayLike) -> tuple[float, float]:
    """Return events and people of two or more groups as one group; Cochrane Handbook 23.3.4."""
    c = aligned({"events": NOT_NEGATIVE, "n": (1.0, np.inf)}, events=events, n=n)
    if (c["events"] > c["n"]).any():
        raise MeasureError("combine: found more events than people")
    return float(c["events"].sum()), float(c["n"].sum())


def split_comparator(n: float, mean: float, sd: float, shares: ArrayLike) -> tuple[Group, ...]:
    """Return a shared comparator split over several arms, so that nobody is counted twice.

    Sizes are divided, mean and standard deviation stay; Cochrane Handbook 23.3.4. The comparisons
    stay dependent (their comparators are one sample): a model with assumed covariance is better.

    Parameters
    ----------
    n, mean, sd : float
        The comparator.
    shares : int or array_like, shape (arms,)
        Number of arms (equal shares), or their sizes (shares in proportion).

    Raises
    ------
    MeasureError
        For fewer than one arm, or parts of less than 2 people.
    """
    parts = n * _shares(shares)
    if parts.min() < 2:
        raise MeasureError(
            f"split: found {n:g} people for {parts.size} arms; at least 2 an arm expected"
        )
    return tuple(Group(n=float(part), mean=mean, sd=sd) for part in parts)


def split_comparator_counts(events: float, n: float, shares: ArrayLike) -> Floats:
    """Return events and people of a shared comparator split over arms, shape (arms, 2).

    Both are divided, so the risk stays; Cochrane Handbook 23.3.4. ``shares`` as in
    ``split_comparator``.
    """
    if not 0 <= events <= n:
        raise MeasureError(f"split: found {events:g} events of {n:g} people")
    return np.asarray(np.outer(_shares(shares), [events, n]))


def _shares(shares: ArrayLike) -> Floats:
    given = np.asarray(shares, dtype=np.float64)
    if given.ndim == 0:
        arms = float(given)
        if arms < 1 or arms != int(arms):
            raise MeasureError(f"split: found {arms:g} arms; a whole number from 1 expected")
        return np.full(int(arms), 1 / arms)
    if given.ndim != 1 or given.size == 0 or not (given > 0).all():
        raise MeasureError("split: found shares that are not all above 0")
    return np.asarray(given / given.sum())
