"""Rates with their intervals: Wilson for single answers, a bootstrap of whole papers for rows.

Answers of one paper are right or wrong together, so that the interval over papers is the one to
quote; the Wilson interval beside it is what unrelated answers would give.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Z = 1.959963984540054
DRAWS = 2000
SEED = 20240101


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
    if len(groups) < 2:
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
    right, of = sum(c.right for c in counts), sum(c.of for c in counts)
    if of == 0:
        return {"right": 0, "of": 0, "rate": None}

    def share(rows: Sequence[int]) -> float:
        total = sum(counts[i].of for i in rows)
        return sum(counts[i].right for i in rows) / total if total else float("nan")

    return {
        "right": right,
        "of": of,
        "rate": right / of,
        "interval": wilson(right, of),
        "papers": len({c.paper for c in counts if c.of}),
        "interval_over_papers": over_papers([c.paper for c in counts], share),
    }
