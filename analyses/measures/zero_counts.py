"""What is added to counts of zero, and which tables are dropped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analyses.measures.columns import Floats
from analyses.measures.errors import MeasureError

TO = ("only0", "all", "if0all", "none")


def add_to_zeros(counts: Sequence[Floats], *, add: float, to: str) -> list[Floats]:
    """Return counts with a constant added where the rule says so.

    Parameters
    ----------
    counts : sequence of array, shape (k,)
        Counts of the same studies (four cells, or events and non-events, or events of two groups).
    add : float
        The constant, 0 or more.
    to : {"only0", "all", "if0all", "none"}
        All counts of a study with a zero; of every study; of every study if any has a zero; none.
    """
    if to not in TO:
        raise MeasureError(f"to: found {to!r}; one of {', '.join(TO)} expected")
    if not (np.isfinite(add) and add >= 0):
        raise MeasureError(f"add: found {add!r}; 0 or more expected")
    has_zero = np.any([c == 0 for c in counts], axis=0)
    if to == "only0":
        added = np.where(has_zero, add, 0.0)
    elif to == "all" or (to == "if0all" and has_zero.any()):
        added = np.full(has_zero.shape, add)
    else:
        added = np.zeros(has_zero.shape)
    return [c + added for c in counts]


def blank_where(empty: np.typing.NDArray[np.bool_], counts: Sequence[Floats]) -> list[Floats]:
    """Return counts with NaN in the studies that carry no information."""
    return [np.where(empty, np.nan, c) for c in counts]
