"""Events over person-time in two groups: ``x1i`` in ``t1i`` against ``x2i`` in ``t2i``.

Every function returns (yi, vi), arrays of shape (k,). Variances by the delta method from Poisson
counts; Bagos & Nikolopoulos (2009), Int. J. Biostat. 5:21.
"""

from __future__ import annotations

import numpy as np

from analyses.measures.columns import Floats, Pair


def rate_ratio(x1i: Floats, t1i: Floats, x2i: Floats, t2i: Floats) -> Pair:
    """IRR: log ratio of rates; variance 1/x1 + 1/x2."""
    return np.log(x1i / t1i) - np.log(x2i / t2i), 1 / x1i + 1 / x2i


def rate_difference(x1i: Floats, t1i: Floats, x2i: Floats, t2i: Floats) -> Pair:
    """IRD: difference of rates; variance x1/t1^2 + x2/t2^2."""
    return x1i / t1i - x2i / t2i, x1i / t1i**2 + x2i / t2i**2


def root_rate_difference(x1i: Floats, t1i: Floats, x2i: Floats, t2i: Floats) -> Pair:
    """IRSD: difference of roots of rates; variance 1/(4 t1) + 1/(4 t2)."""
    return np.sqrt(x1i / t1i) - np.sqrt(x2i / t2i), 1 / (4 * t1i) + 1 / (4 * t2i)
