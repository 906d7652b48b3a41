"""Rates with their intervals: Wilson for single answers, a bootstrap of whole papers for rows.

Answers of one paper are right or wrong together, so that the interval over papers is the one to
quote; the Wilson interval beside it is what unrelated answers would give.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

Z = 1.959963984540054
DRAWS = 2000
SEED = 20240101
LEAST_PAPERS = 8  # fewer, drawn again, say little of papers not seen


@dataclass(frozen=True, slots=True)
class Count:
    """Right answers of those asked, in one paper."""

    paper: str
    right: int
    of: int


def wilson(right: int, of: int) -> tuple[float, float] | None:
    """Return the 95% interval of a share; None of nothing.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if of == 0:
        return None
    p, n = right / of, of
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def over_papers(
    papers: Sequence[str], value: Callable[[Sequence[int]], float]
) -> tuple[float, float] | None:
    """Return the 95% percentile interval of a value when whole papers are drawn again.

    Parameters
    ----------
    papers : sequence of str
        Paper of each row.
    value : callable
        From the rows drawn, by their place, to the value; NaN where it cannot be told.
    """
    rows: dict[str, list[int]] = {}
    for i, paper in enumerate(papers):
        rows.setdefault(paper, []).append(i)
    groups = list(rows.values())
    if len(groups) < LEAST_PAPERS:
        return None
    generator = np.random.default_rng(SEED)
    drawn = []
    for _ in range(DRAWS):
        chosen = generator.integers(0, len(groups), len(groups))
        drawn.append(value([i for g in chosen for i in groups[g]]))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def rate(counts: Sequence[Count]) -> dict[str, object]:
    """Return a share with both intervals, as results keep it; no share of nothing."""
    counts = [c for c in counts if c.of]
    right, of = sum(c.right for c in counts), sum(c.of for c in counts)
    if of == 0:
        return {"right": 0, "of": 0, "rate": None}

    def share(rows: Sequence[int]) -> float:
        return sum(counts[i].right for i in rows) / sum(counts[i].of for i in rows)

    return {
        "right": right,
        "of": of,
        "rate": right / of,
        "interval": wilson(right, of),
        "papers": len({c.paper for c in counts}),
        # where all are right or all wrong, drawing again cannot vary
        "interval_over_papers": over_papers([c.paper for c in counts], share)
        if 0 < right < of
        else None,
    }


def bins(
    edges: Sequence[float], confidence: Sequence[float], right: Sequence[bool]
) -> list[dict[str, object]]:
    """Return, for each bin of confidence, the mean said and the share right.

    Parameters
    ----------
    edges : sequence of float
        Ends of the bins; a bin has its upper end.
    """
    out: list[dict[str, object]] = []
    for low, high in pairwise(edges):
        inside = [i for i, c in enumerate(confidence) if low < c <= high or c == low == edges[0]]
        if inside:
            n_right = sum(right[i] for i in inside)
            said = sum(confidence[i] for i in inside) / len(inside)
            out.append(
                {
                    "low": low,
                    "high": high,
                    "said": said,
                    "right": n_right,
                    "of": len(inside),
                    "interval": wilson(n_right, len(inside)),
                }
            )
    return out
