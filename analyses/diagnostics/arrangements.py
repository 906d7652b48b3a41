"""Arrangements for permutation tests: signs of effects, orders of rows; all or a random sample."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from analyses.models.batch import BLOCK

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


def sign_count(k: int) -> float:
    """Return how many signs k effects can have together (infinite where no float holds it)."""
    return 2.0**k if k < 1024 else math.inf


def order_count(x: Floats) -> float:
    """Return how many different orders the rows of a matrix have; equal rows are not told apart."""
    _, counts = np.unique(x, axis=0, return_counts=True)
    log = math.lgamma(x.shape[0] + 1) - sum(math.lgamma(c + 1) for c in counts.tolist())
    if log > 700:
        return math.inf
    return float(round(math.exp(log))) if log < 34 else math.exp(log)


def every_sign(k: int) -> Iterator[Floats]:
    """Yield blocks (b, k) of the signs -1 and 1, up to a turn of all of them: the first is 1.

    Statistics turn with all signs, so that the other half says the same.
    """
    count, at_once = 2 ** (k - 1), max(1, BLOCK // k)
    for start in range(0, count, at_once):
        numbers = np.arange(start, min(count, start + at_once))
        signs = np.ones((numbers.size, k))
        signs[:, 1:] -= 2.0 * (numbers[:, None] >> np.arange(k - 1) & 1)
        yield signs


def random_signs(k: int, draws: int, random: np.random.Generator) -> Iterator[Floats]:
    """Yield blocks (b, k) of random signs, ``draws`` rows in all."""
    for size in _sizes(k, draws):
        yield np.asarray(1.0 - 2.0 * random.integers(0, 2, size=(size, k)), dtype=np.float64)


def every_order(x: Floats) -> Iterator[Indices]:
    """Yield blocks (b, k) of row numbers: every order of the rows, equal rows not told apart."""
    k = x.shape[0]
    _, first, labels = np.unique(x, axis=0, return_index=True, return_inverse=True)
    orders = _lexicographic(sorted(labels.ravel().tolist()))
    while block := list(islice(orders, max(1, BLOCK // k))):
        yield np.asarray(first[np.array(block, dtype=np.int64)], dtype=np.int64)


def random_orders(k: int, draws: int, random: np.random.Generator) -> Iterator[Indices]:
    """Yield blocks (b, k) of random orders of k rows, ``draws`` in all."""
    for size in _sizes(k, draws):
        yield random.permuted(np.tile(np.arange(k), (size, 1)), axis=1)


def _sizes(k: int, draws: int) -> Iterator[int]:
    at_once = max(1, BLOCK // k)
    while draws > 0:
        yield min(draws, at_once)
        draws -= at_once


def _lexicographic(labels: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield the distinct orders of sorted labels, each from the one before (Narayana's method)."""
    while True:
        yield tuple(labels)
        left = next((i for i in range(len(labels) - 2, -1, -1) if labels[i] < labels[i + 1]), None)
        if left is None:
            return
        right = next(j for j in range(len(labels) - 1, left, -1) if labels[j] > labels[left])
        labels[left], labels[right] = labels[right], labels[left]
        labels[left + 1 :] = reversed(labels[left + 1 :])
