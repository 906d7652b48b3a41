"""Synthetic effects with a known structure: k effects in k/4 studies. Never part of the corpus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects, variances, study of each, and a model matrix with two moderators."""

    yi: Floats
    vi: Floats
    study: NDArray[np.int64]
    x: Floats


def effects(k: int, seed: int = 1) -> Effects:
    """Return k effects in k/4 studies: variance 0.05 between and 0.03 within studies."""
    rng = np.random.default_rng(seed)
    study = np.sort(np.arange(k) % max(k // 4, 2))
    vi = rng.uniform(0.02, 0.2, k)
    between = rng.normal(0, np.sqrt(0.05), study.max() + 1)
    yi = 0.3 + between[study] + rng.normal(0, np.sqrt(0.03 + vi))
    of_study, of_effect = rng.integers(0, 2, study.max() + 1), rng.normal(size=k)
    x = np.column_stack([np.ones(k), of_study[study], of_effect])
    return Effects(yi, vi, study, x)
