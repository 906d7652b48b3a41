"""Estimates of the between-study variance for many fits at once (one fit is a batch of one).

Formulas: DerSimonian & Laird (1986), Hedges (1983), Hunter & Schmidt (2004), Sidik & Jonkman
(2005), Paule & Mandel (1982), Viechtbauer (2005, J. Educ. Behav. Stat. 30:261) for ML and REML,
Viechtbauer et al. (2015) for moderators.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri

from analyses.models.batch import Batch, solve_batch
from analyses.models.errors import ConvergenceError, ModelError
from analyses.models.tau2_likelihood import highest_maximum

Floats = NDArray[np.float64]
METHODS = (
    *("FE", "EE", "DL", "HE", "HS", "HSk", "SJ", "SJIT"),
    *("ML", "REML", "EB", "PM", "PMM"),
)
COMMON = ("FE", "EE")
STEPS = 100
TOLERANCE = 1e-13


def tau2_batch(batch: Batch, method: str = "REML") -> Floats:
    """Estimate the between-study variance of every fit of a batch.

    Parameters
    ----------
    batch : Batch
        Data of B fits.
    method : str
        One of ``METHODS``; ``FE`` and ``EE`` (common effect) give 0, and so do fits without a
        degree of freedom.

    Returns
    -------
    array, shape (B,)
        Estimates, >= 0, squared unit of the effects.

    Raises
    ------
    ModelError
        For an unknown method.
    ConvergenceError
        When an iteration does not settle.
    """
    if method not in METHODS:
        raise ModelError(f"method {method!r}; expected one of {', '.join(METHODS)}")
    found = np.zeros(batch.size)
    if method in COMMON:
        return found
    free = np.broadcast_to(batch.n > batch.p, found.shape)
    if free.all():
        return np.maximum(0.0, ESTIMATORS[method](batch))
    if free.any():
        rows = np.flatnonzero(free)
        found[rows] = np.maximum(0.0, ESTIMATORS[method](batch.take(rows)))
    return found


def _dl(batch: Batch) -> Floats:
    fit = solve_batch(batch, batch.weights(np.zeros(1)))
    return np.asarray((fit.rss - (batch.n - batch.p)) / fit.trace_p)


def _he(batch: Batch) -> Floats:
    fit = solve_batch(batch, _ones(batch))
    mass = batch.v * fit.w
    trace = mass.sum(axis=1) - np.trace(fit.moment(mass), axis1=1, axis2=2)
    return np.asarray((fit.rss - trace) / (batch.n - batch.p))


def _hs(batch: Batch) -> Floats:
    fit = solve_batch(batch, batch.weights(np.zeros(1)))
    return np.asarray((fit.rss - batch.n) / fit.w.sum(axis=1))


def _hsk(batch: Batch) -> Floats:
    fit = solve_batch(batch, batch.weights(np.zeros(1)))
    factor = batch.n / (batch.n - batch.p)
    return np.asarray((factor * fit.rss - batch.n) / fit.w.sum(axis=1))


def _sj(batch: Batch) -> Floats:
    ones = _ones(batch)
    mean = (ones * batch.y).sum(axis=1) / batch.n
    start = (ones * (batch.y - mean[:, None]) ** 2).sum(axis=1) / batch.n
    fit = solve_batch(batch, batch.weights(start))
    return np.asarray(start * fit.rss / (batch.n - batch.p))


def _ones(batch: Batch) -> Floats:
    return np.ones_like(batch.v) if batch.keep is None else batch.keep


def generalised_q_root(batch: Batch, target: Floats) -> Floats:
    """Return the tau2 (B,) at which y'Py equals ``target``; 0 when it is smaller from the start.

    y'Py falls, and is convex, in tau2: Newton's method from 0 climbs to the root.

    Raises
    ------
    ConvergenceError
        When it does not settle.
    """
    tau2 = np.zeros(batch.size)
    target = np.broadcast_to(target, tau2.shape)
    active = np.arange(tau2.size)
    floor = float(batch.v.min())
    for _ in range(STEPS):
        part = batch if active.size == tau2.size else batch.take(active)
        fit = solve_batch(part, part.weights(tau2[active]))
        pull = fit.w * fit.residual
        excess = np.einsum("bk,bk->b", pull, fit.residual) - target[active]
        fall = np.einsum("bk,bk->b", pull, pull)
        with np.errstate(over="ignore"):
            step = excess / np.where(fall > 0, fall, 1.0)  # 0 for a perfect fit, far below target
        # a step down from 0 means that the root is below 0; later ones are rounding
        moved = tau2[active] + step
        tau2[active] = np.maximum(0.0, moved)
        unsettled = (np.abs(step) > TOLERANCE * (moved + floor)) & (moved > 0)
        active = active[unsettled]
        if active.size == 0:
            return tau2
    raise ConvergenceError("the equation of the generalised Q did not settle")


def _pm(batch: Batch) -> Floats:
    return generalised_q_root(batch, batch.n - batch.p)


def _pmm(batch: Batch) -> Floats:
    return generalised_q_root(batch, np.asarray(chdtri(batch.n - batch.p, 0.5)))


ESTIMATORS: dict[str, Callable[[Batch], Floats]] = {
    "DL": _dl,
    "HE": _he,
    "HS": _hs,
    "HSk": _hsk,
    "SJ": _sj,
    "SJIT": _pm,  # the fixed point of the iterated estimator is that of Paule and Mandel
    "ML": lambda batch: highest_maximum(batch, reml=False),
    "REML": lambda batch: highest_maximum(batch, reml=True),
    "EB": _pm,  # the empirical Bayes equation has the same root
    "PM": _pm,
    "PMM": _pmm,
}
