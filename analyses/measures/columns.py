"""Reading the columns that a measure needs: one length, finite or missing, in range."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.measures.errors import MeasureError

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]
Limits = Mapping[str, tuple[float, float]]
ANY = (-np.inf, np.inf)
NOT_NEGATIVE = (0.0, np.inf)


def as_floats(name: str, values: ArrayLike) -> Floats:
    """Return a column as a float array; None is NaN.

    Raises
    ------
    MeasureError
        For text, more than one dimension, or an infinite number.
    """
    try:
        column = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as err:
        raise MeasureError(f"{name}: found {values!r:.60}; numbers expected") from err
    if column.ndim > 1:
        raise MeasureError(f"{name}: found shape {column.shape}; one value a study expected")
    if np.isinf(column).any():
        raise MeasureError(f"{name}: found an infinite number; finite or missing expected")
    return np.atleast_1d(column)


def check_range(name: str, column: Floats, limits: tuple[float, float]) -> None:
    """Raise unless every value that is not missing lies within the limits (included)."""
    low, high = limits
    outside = (column < low) | (column > high)
    if outside.any():
        at = int(np.argmax(outside))
        raise MeasureError(
            f"{name}: found {column[at]:g} in row {at}; {low:g} to {high:g} expected"
        )


def same_length(columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the columns at one common length; a single value stands for all studies.

    Raises
    ------
    MeasureError
        For columns of different lengths, or no study.
    """
    lengths = {name: c.size for name, c in columns.items()}
    k = max(lengths.values(), default=0)
    if k == 0 or 0 in lengths.values():
        raise MeasureError(f"found {lengths or 'no columns'}; at least one study expected")
    if any(size not in (1, k) for size in lengths.values()):
        raise MeasureError(f"found lengths {lengths}; one length expected")
    return {name: c if c.size == k else np.repeat(c, k) for name, c in columns.items()}


def aligned(limits: Limits, **columns: ArrayLike) -> dict[str, Floats]:
    """Return columns as floats of one length, each within its limits."""
    read = {name: as_floats(name, values) for name, values in columns.items()}
    for name, column in read.items():
        check_range(name, column, limits.get(name, ANY))
    return same_length(read)


def weighted_mean(values: Floats, weights: Floats) -> float:
    """Return the weighted mean over the rows where both are present."""
    there = np.isfinite(values) & np.isfinite(weights)
    total = float(weights[there].sum())
    return float(weights[there] @ values[there]) / total if total > 0 else np.nan
