"""The highest maximum of the (restricted) likelihood in the between-study variance.

The likelihood can have several maxima. Its slope is evaluated on a grid that no bump can slip
through: every term of the likelihood is smooth in log(v + tau2), and the grid's steps there are at
most log 2. Each change of sign from + to - holds a maximum, which a guarded Newton method finds to
machine precision; where there are several, the likelihood itself decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.batch import (
    BLOCK,
    Batch,
    coefficients,
    residuals,
    solve_batch,
    weighted_columns,
    weighted_products,
)
from analyses.models.errors import ConvergenceError

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
STEPS = 100
NEWTON = 50  # after so many steps only halve
CLOSE = 1e-9  # a Newton step this small leaves an error of its square
ROUNDING = 1e-15


@dataclass(frozen=True, slots=True)
class _Cells:
    """Intervals of tau2 in which the slope goes from + to -: the fit, both ends, both slopes."""

    fit: Indices
    low: Floats
    high: Floats
    slope_low: Floats
    slope_high: Floats


def highest_maximum(batch: Batch, *, reml: bool) -> Floats:
    """Return the tau2 (B,) that maximises the likelihood of each fit; exactly 0 at the boundary.

    Raises
    ------
    ConvergenceError
        When an iteration does not settle.
    """
    grid = _grid(batch)
    slopes = _slopes(batch, grid, reml)
    falling = (slopes[:-1] > 0) & (slopes[1:] <= 0)
    at, fit = np.nonzero(falling)
    cells = _Cells(fit, grid[at], grid[at + 1], slopes[at, fit], slopes[at + 1, fit])
    if np.any(slopes[-1] > 0):
        raise ConvergenceError("the likelihood has no maximum in tau2")
    roots = _roots(batch, cells, reml)
    at_zero = np.flatnonzero(slopes[0] <= 0)
    fits, values = np.concatenate([at_zero, fit]), np.concatenate([np.zeros(at_zero.size), roots])
    if fits.size > batch.size:
        return _best(batch, fits, values, reml)
    found = np.zeros(batch.size)
    found[fits] = values
    return found


def _grid(batch: Batch) -> Floats:
    """Return values from 0 to one above which no likelihood of the batch rises.

    With s2 the mean square of the unweighted residuals, the slope is negative wherever
    (tau2 + min v)^2 > s2 (tau2 + max v).
    """
    ones = np.ones_like(batch.v) if batch.keep is None else batch.keep
    s2 = float((solve_batch(batch, ones).rss / (batch.n - batch.p)).max())
    least, most = float(batch.v.min()), float(batch.v.max())
    top = 1.01 * (s2 + np.sqrt(s2**2 + 4 * s2 * most)) / 2
    if top == 0:
        return np.zeros(1)
    steps = max(1, int(np.ceil(np.log2(1 + top / least))))
    # expm1 keeps the digits of a top far below the smallest variance
    return np.asarray(least * np.expm1(np.linspace(0.0, np.log1p(top / least), steps + 1)))


def _slopes(batch: Batch, grid: Floats, reml: bool) -> Floats:
    """Return the slopes on the grid, shape (grid, B)."""
    if batch.size > 1:
        return np.stack([_slope(batch, np.array([t]), reml) for t in grid])
    at_once = max(1, BLOCK // batch.k)
    parts = range(0, grid.size, at_once)
    return np.concatenate([_slope(batch, grid[i : i + at_once], reml) for i in parts])[:, None]


def _slope(batch: Batch, tau2: Floats, reml: bool) -> Floats:
    """Return twice the derivative of the log-likelihood, y'PPy - tr P (REML) or - tr W (ML)."""
    inverse, (squares, total, second) = _sums(batch, tau2, curved=False)
    slope = squares - total
    return slope + np.einsum("bij,bji->b", inverse, second) if reml else slope


def _slope_and_curvature(batch: Batch, tau2: Floats, reml: bool) -> tuple[Floats, Floats]:
    """Return the slope and its derivative, tr PP (or tr WW) - 2 y'PPPy."""
    inverse, sums = _sums(batch, tau2, curved=True)
    squares, total, second, of_squares, cubes, third, h = sums
    slope = squares - total
    curve = of_squares - 2 * (cubes - np.einsum("bi,bij,bj->b", h, inverse, h))
    if reml:
        moment = inverse @ second
        slope = slope + np.trace(moment, axis1=1, axis2=2)
        curve = curve - 2 * np.einsum("bij,bji->b", inverse, third)
        curve = curve + np.einsum("bij,bji->b", moment, moment)
    return slope, curve


def _sums(batch: Batch, tau2: Floats, *, curved: bool) -> tuple[Floats, list[Floats]]:
    """Return (q' W q)^-1 and the sums over rows of which slope and curvature are made."""
    parts = batch.blocks()
    normal = []
    for part in parts:
        w = part.weights(tau2)
        normal.append((weighted_products(part, w), weighted_columns(part, w * part.y)))
    inverse, b = coefficients(*(sum(column[1:], column[0]) for column in zip(*normal, strict=True)))
    found = [_sums_of_rows(part, tau2, b, curved=curved) for part in parts]
    return inverse, [sum(column[1:], column[0]) for column in zip(*found, strict=True)]


def _sums_of_rows(part: Batch, tau2: Floats, b: Floats, *, curved: bool) -> list[Floats]:
    w = part.weights(tau2)
    pull = w * residuals(part, b)
    square = w * w
    sums = [np.einsum("bk,bk->b", pull, pull), w.sum(axis=1), weighted_products(part, square)]
    if curved:
        sums += [square.sum(axis=1), np.einsum("bk,bk,bk->b", w, pull, pull)]
        square *= w
        w *= pull
        sums += [weighted_products(part, square), weighted_columns(part, w)]
    return sums


def _roots(batch: Batch, cells: _Cells, reml: bool) -> Floats:
    """Find the root in every cell by Newton's method, halving the cell where that leaves it."""
    low, high = cells.low.copy(), cells.high.copy()
    tau2 = low + (high - low) * cells.slope_low / (cells.slope_low - cells.slope_high)
    least = float(batch.v.min())
    active = np.arange(tau2.size)
    for step_number in range(STEPS):
        if active.size == 0:
            return tau2
        here = tau2[active]
        slope, curve = _slope_and_curvature(batch.take(cells.fit[active]), here, reml)
        low[active] = np.where(slope > 0, here, low[active])
        high[active] = np.where(slope > 0, high[active], here)
        middle = np.sqrt((low[active] + least) * (high[active] + least)) - least
        middle = np.clip(middle, low[active], high[active])
        step = -slope / np.where(curve < 0, curve, np.nan)
        inside = (here + step >= low[active]) & (here + step <= high[active])
        newton = inside & (step_number < NEWTON)
        tau2[active] = np.where(slope == 0, here, np.where(newton, here + step, middle))
        close = newton & (np.abs(step) <= CLOSE * here + ROUNDING * least)
        narrow = high[active] - low[active] <= ROUNDING * (high[active] + least)
        active = active[~(close | narrow | (slope == 0))]
    raise ConvergenceError("the maximum of the likelihood did not settle")


def _best(batch: Batch, fits: Indices, values: Floats, reml: bool) -> Floats:
    """Return, of several maxima of a fit, the highest."""
    several = batch.take(fits)
    fit = solve_batch(several, several.weights(values))
    logs = np.log(several.v + values[:, None])
    if batch.keep is not None:
        logs = logs * several.keep
    height = -logs.sum(axis=1) - fit.rss
    if reml:
        height = height + np.linalg.slogdet(fit.inverse)[1]
    order = np.lexsort([height, fits])
    found = np.zeros(batch.size)
    found[fits[order]] = values[order]  # of equal fits the last, which is the highest, stays
    return found
