"""Functions with their first and second derivatives, carried along a calculation.

A ``Jet`` maps a multi-index to an array: ``()`` is the value, ``(i,)`` the derivative by parameter
i, ``(i, j)`` with i <= j the second derivative; what is absent is 0. Likelihoods of nested models
need a handful of products and reciprocals of such things, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Index = tuple[int, ...]
Jet = dict[Index, Floats]
Join = Callable[[Any, Any], Any]


def multiply(a: Any, b: Any) -> Any:
    """Return the elementwise product (the default way of joining two factors)."""
    return a * b


def scale_rows(a: Any, b: Any) -> Any:
    """Return ``b`` (m, q) with its rows multiplied by ``a`` (m,)."""
    return a[:, None] * b


def inner(a: Any, b: Any) -> Any:
    """Return a'b for two (m, q) arrays: sums over groups of outer products."""
    return a.T @ b


@cache
def _terms(f: tuple[Index, ...], g: tuple[Index, ...]) -> tuple[tuple[Index, Index, Index], ...]:
    """Return which derivatives of two factors meet, and what they are a derivative by."""
    return tuple((a, b, tuple(sorted(a + b))) for a in f for b in g if len(a) + len(b) <= 2)


@cache
def _slopes(keys: tuple[Index, ...]) -> tuple[tuple[Index, Index, Index], ...]:
    """Return the pairs of first derivatives, each with the second derivative that they add to."""
    first = [key for key in keys if len(key) == 1]
    return tuple((i, j, i + j) for i in first for j in first if i <= j)


def product(f: Jet, g: Jet, join: Join = multiply) -> Jet:
    """Return the product of two jets; ``join`` multiplies two arrays."""
    found: Jet = {}
    for a, b, key in _terms(tuple(f), tuple(g)):
        term = join(f[a], g[b])
        if a and a == b:
            term = 2 * term
        found[key] = found[key] + term if key in found else term
    return found


def reciprocal(f: Jet) -> Jet:
    """Return 1 / f."""
    one = 1 / f[()]
    square = one * one
    found: Jet = {key: -square * value if key else one for key, value in f.items()}
    cube = 2 * square * one
    for i, j, key in _slopes(tuple(f)):
        term = cube * f[i] * f[j]
        found[key] = found[key] + term if key in found else term
    return found


def total_log(f: Jet, over: Jet) -> Jet:
    """Return the sum of log f over groups; ``over`` is 1 / f."""
    one = over[()]
    found: Jet = {key: value @ one if key else np.log(value).sum() for key, value in f.items()}
    for i, j, key in _slopes(tuple(f)):
        found[key] = found.get(key, 0.0) - (f[i] * one) @ (f[j] * one)
    return found


def add(f: Jet, g: Jet, sign: float = 1.0) -> Jet:
    """Return f + sign * g."""
    found = dict(f)
    for key, value in g.items():
        found[key] = found[key] + sign * value if key in found else sign * value
    return found
