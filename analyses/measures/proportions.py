"""Proportions of one group: ``xi`` events and ``mi`` non-events, after the constant for zeros.

Every function returns (yi, vi), arrays of shape (k,).
"""

from __future__ import annotations

import numpy as np

from analyses.measures.columns import Floats, Pair


def _overall(xi: Floats, mi: Floats) -> float:
    """Proportion of all studies together."""
    return float(np.nansum(xi) / np.nansum(xi + mi))


def raw_proportion(xi: Floats, mi: Floats, *, vtype: str = "LS") -> Pair:
    """PR: p = x/n; variance p (1 - p) over n (LS), n - 1 (UB), or n with the overall p (AV)."""
    n = xi + mi
    p = xi / n
    q = np.full_like(p, _overall(xi, mi)) if vtype == "AV" else p
    return p, q * (1 - q) / (n - 1 if vtype == "UB" else n)


def log_proportion(xi: Floats, mi: Floats, *, vtype: str = "LS") -> Pair:
    """PLN: log p; variance 1/(n p) - 1/n, with the overall p for AV."""
    n = xi + mi
    expected = _overall(xi, mi) * n if vtype == "AV" else xi
    return np.log(xi / n), 1 / expected - 1 / n


def logit_proportion(xi: Floats, mi: Floats, *, vtype: str = "LS") -> Pair:
    """PLO: log odds; variance 1/(n p) + 1/(n (1 - p)), with the overall p for AV."""
    n = xi + mi
    expected = _overall(xi, mi) * n if vtype == "AV" else xi
    return np.log(xi / mi), 1 / expected + 1 / (n - expected)


def arcsine_proportion(xi: Floats, mi: Floats) -> Pair:
    """PAS: arcsine of the root of p; variance 1 / (4 n)."""
    n = xi + mi
    return np.arcsin(np.sqrt(xi / n)), 1 / (4 * n)


def double_arcsine_proportion(xi: Floats, mi: Floats) -> Pair:
    """PFT: half the sum of two arcsine roots; variance 1 / (4 n + 2).

    Freeman & Tukey (1950), Ann. Math. Stat. 21:607. Not recommended for pooling: Schwarzer et al.
    (2019), Res. Synth. Methods 10:476.
    """
    n = xi + mi
    low, high = np.arcsin(np.sqrt(xi / (n + 1))), np.arcsin(np.sqrt((xi + 1) / (n + 1)))
    return (low + high) / 2, 1 / (4 * n + 2)
