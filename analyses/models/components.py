"""Maximum of a likelihood over variance components that cannot be negative.

Newton steps with the observed information where it is positive definite, Fisher scoring elsewhere,
projected on the bounds and halved until the likelihood rises. A component is 0 when the score there
is not positive; the end is checked on the exact score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.models.errors import CollinearityError, ConvergenceError
from analyses.models.likelihood import Likelihood, Model

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEPS, HALVINGS = 200, 60
SETTLED = 1e-12  # squared length of a Newton step in standard errors: the next one is rounding
NEAR = 1e-8  # the same, for a step that no longer raises the likelihood
TIE = 1e-10  # rise of the log-likelihood, an effect, that makes another maximum higher
FLAT = 1e-10  # share of its natural size below which information is rounding
SCORE = 1e-4  # largest score, in standard errors of a component, at the end


@dataclass(frozen=True, slots=True)
class Maximum:
    """Components at the maximum, the likelihood there, and how it was found."""

    theta: Floats
    likelihood: Likelihood
    steps: int


def maximise(
    model: Model, start: Floats, there: Likelihood | None = None, *, fixed: Flags | None = None
) -> Maximum:
    """Return the maximum reached from ``start``.

    Parameters
    ----------
    model : Model
        Data and structure.
    start : array, shape (r,)
        Components to begin with, >= 0.
    there : Likelihood, optional
        The likelihood at the start, where it is known.
    fixed : array of bool, shape (r,), optional
        Components that stay as they are in ``start``.

    Raises
    ------
    ConvergenceError
        When the steps do not settle, or the score at the end is not 0 (not positive at a bound).
    """
    held = np.zeros(start.size, dtype=bool) if fixed is None else fixed
    theta = start.copy()
    here = model.at(theta) if there is None else there
    for n in range(1, STEPS + 1):
        step, gain = _direction(theta, here, held)
        if gain <= SETTLED:
            if gain > 0:
                theta = np.maximum(theta + step, 0.0)
                here = model.at(theta)
            _check(theta, here, held, n)
            return Maximum(theta, here, n)
        before = here.value
        theta, here = _climb(model, theta, here, step, gain, n)
        if gain <= NEAR and abs(here.value - before) <= _noise(model, here):
            _check(theta, here, held, n)  # the score has reached its own rounding
            return Maximum(theta, here, n)
    raise ConvergenceError(f"variance components: not settled after {STEPS} steps at {theta}")


def search(
    model: Model, starts: Sequence[Floats], *, fixed: Flags | None = None, climbs: int = 1
) -> Maximum:
    """Return the highest maximum reached from the most likely of ``starts``.

    Parameters
    ----------
    model : Model
        Data and structure.
    starts : sequence of array, each shape (r,)
        Components to begin with.
    fixed : array of bool, optional
        Components that stay as they are.
    climbs : int
        Starts to climb from; with few effects a likelihood can have two maxima. The next start
        is tried when a climb does not settle.

    Raises
    ------
    ConvergenceError
        When no climb settles; the first reason is given.
    CollinearityError
        When the coefficients cannot be told apart from any start.
    """
    known = [(theta, there) for theta in starts if (there := _at(model, theta)) is not None]
    if not known:
        model.at(starts[0])  # raises what is wrong everywhere
    known.sort(key=lambda pair: -pair[1].value)
    best: Maximum | None = None
    reason: ConvergenceError | None = None
    for n, (theta, there) in enumerate(known):
        if best is not None and n >= climbs:
            break
        try:
            found = maximise(model, theta, there, fixed=fixed)
        except ConvergenceError as err:
            reason = reason or err
            continue
        if best is None or found.likelihood.value > best.likelihood.value + TIE * model.k:
            best = found
    if best is None:
        raise reason or ConvergenceError("variance components: nowhere to start")
    return best


def _at(model: Model, theta: Floats) -> Likelihood | None:
    """Return the likelihood, or None where it cannot be computed to any digit."""
    try:
        return model.at(theta)
    except CollinearityError:
        return None


def _noise(model: Model, here: Likelihood) -> float:
    """Return what rounding does to a log-likelihood."""
    return 1e-13 * (abs(here.value) + model.k)


def _climb(
    model: Model, theta: Floats, here: Likelihood, step: Floats, gain: float, n: int
) -> tuple[Floats, Likelihood]:
    noise = _noise(model, here)
    length = 1.0
    for _ in range(HALVINGS):
        moved = np.maximum(theta + length * step, 0.0)
        there = _at(model, moved)
        if there is not None and there.value > here.value - noise:
            return moved, there
        length /= 2
    raise ConvergenceError(
        f"variance components: no rise from {theta} at step {n}; score {here.score}, "
        f"squared step {gain:.3g}"
    )


def _direction(theta: Floats, here: Likelihood, held: Flags) -> tuple[Floats, float]:
    """Return the step and its squared length in standard errors; both 0 at a maximum."""
    free = ~held & ((theta > 0) | (here.score > 0))
    step = np.zeros_like(theta)
    while free.any():
        step[:] = 0.0
        step[free], gain = _newton(here, free)
        blocked = free & (theta <= 0) & (step < 0)
        if not blocked.any():
            return step, gain
        free &= ~blocked
    return step, 0.0


def _newton(here: Likelihood, free: Flags) -> tuple[Floats, float]:
    score, size = here.score[free], np.sqrt(here.size[free])
    for information in (here.observed, here.expected):
        part = information[np.ix_(free, free)]
        values, vectors = np.linalg.eigh(part / np.outer(size, size))
        if information is here.observed and values[0] < -FLAT:
            continue  # not a maximum in sight: scoring goes uphill from anywhere
        seen = values > FLAT
        along = vectors[:, seen].T @ (score / size)
        step = vectors[:, seen] @ (along / values[seen]) / size
        return step, float(along**2 @ (1 / values[seen]))
    return np.zeros_like(score), 0.0


def _check(theta: Floats, here: Likelihood, held: Flags, n: int) -> None:
    scaled = here.score / np.sqrt(here.size)
    inside = (theta > 0) & ~held
    bad = (inside & (np.abs(scaled) > SCORE)) | (~inside & ~held & (scaled > SCORE))
    if bad.any():
        raise ConvergenceError(
            f"variance components {theta} after {n} steps: score {here.score}; expected 0, "
            "or less at a component of 0"
        )
