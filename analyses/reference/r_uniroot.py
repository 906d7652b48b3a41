"""Root search as R does it (``uniroot``), to compare numbers that R leaves at a loose root.

Brent (1973), Algorithms for Minimization without Derivatives, ch. 4 (``zeroin``), with the default
tolerance of R, about 1e-4 whatever the size of the root. clubSandwich takes its saddlepoints and
metafor its profile intervals from there, so that they are good to a few digits only; ours are
exact, and equal to R's at R's root.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

EPS = float(np.finfo(float).eps)
TOLERANCE = EPS**0.25


def uniroot(f: Callable[[float], float], low: float, high: float, tol: float = TOLERANCE) -> float:
    """Return the root that R's ``uniroot(f, c(low, high))`` returns."""
    a, b, c = low, high, low
    fa, fb, fc = np.float64(f(a)), np.float64(f(b)), np.float64(f(a))
    while True:
        before = b - a
        if abs(fc) < abs(fb):
            a, b, c = b, c, b
            fa, fb, fc = fb, fc, fb
        least = 2 * EPS * abs(b) + tol / 2
        step = (c - b) / 2
        if abs(step) <= least or fb == 0:
            return b
        if abs(before) >= least and abs(fa) > abs(fb):
            step = _interpolated(a, b, c, fa, fb, fc, before, least, step)
        if abs(step) < least:
            step = least if step > 0 else -least
        a, fa = b, fb
        b += step
        fb = np.float64(f(b))
        if np.sign(fb) == np.sign(fc):
            c, fc = a, fa


def _interpolated(
    a: float,
    b: float,
    c: float,
    fa: np.float64,
    fb: np.float64,
    fc: np.float64,
    before: float,
    least: float,
    halved: float,
) -> float:
    """Return the step of linear or inverse quadratic interpolation where it is short enough."""
    span = c - b
    if a == c:
        one = fb / fa
        p, q = span * one, 1 - one
    else:
        q, one, two = fa / fc, fb / fc, fb / fa
        p = two * (span * q * (q - one) - (b - a) * (one - 1))
        q = (q - 1) * (one - 1) * (two - 1)
    q, p = (-q, p) if p > 0 else (q, -p)
    if p < 0.75 * span * q - abs(least * q) / 2 and p < abs(before * q / 2):
        return float(p / q)
    return halved
