"""Cumulative meta-analysis: the model of the first 1, 2, ... effects in a given order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.diagnostics.refit import Refits, blocks, refit
from analyses.models.batch import Batch, alone
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulative:
    """The mean as effects were added.

    Attributes
    ----------
    order : array of int, shape (k,)
        Row of the effect that each step added.
    estimate, se, stat, p_values, ci_lb, ci_ub : array, shape (k,)
        The mean after each step.
    tau2, i2, h2, qe, qe_p : array, shape (k,)
        Heterogeneity after each step; I2 is 0 to 1.
    """

    order: NDArray[np.int64]
    estimate: Floats
    se: Floats
    stat: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    tau2: Floats
    i2: Floats
    h2: Floats
    qe: Floats
    qe_p: Floats

    def summary(self) -> str:
        """Return the mean after each step, a line each."""
        rows = zip(self.estimate, self.ci_lb, self.ci_ub, self.tau2, strict=True)
        return "\n".join(
            f"{n} effects: {b:.4f} [{low:.4f}, {high:.4f}], tau2 {t:.4g}"
            for n, (b, low, high, t) in enumerate(rows, start=1)
        )


def cumulative(fit: RandomEffectsFit, order: Sequence[int] | None = None) -> Cumulative:
    """Refit a model of an intercept to the first 1, 2, ..., k effects.

    Parameters
    ----------
    fit : RandomEffectsFit
        The model; its method, test and level are used again.
    order : sequence of int, optional
        Every row once, from the first effect to the last (years sorted, say); the order of the
        data by default.

    Raises
    ------
    ModelError
        For a model with moderators, an unweighted one, or an order that is not a permutation.

    Notes
    -----
    Definitions as in metafor's ``cumul``. The first step is one effect: its own standard error
    and the normal distribution.
    """
    if fit.p != 1 or not fit.data.has_intercept or not fit.weighted:
        raise ModelError("a model with moderators, or unweighted; expected a weighted intercept")
    rows = np.arange(fit.k) if order is None else np.asarray(order, dtype=np.int64)
    if not np.array_equal(np.sort(rows), np.arange(fit.k)):
        raise ModelError(f"an order of {rows.size} rows; expected each of {fit.k} rows once")
    place = np.empty(fit.k, dtype=np.int64)
    place[rows] = np.arange(fit.k)
    parts = [_first(fit, place, last) for last in blocks(fit.k, fit.k)]
    return _record(parts, rows, fit.level)


def _first(fit: RandomEffectsFit, place: NDArray[np.int64], last: NDArray[np.int64]) -> Refits:
    """Refit to the effects up to each place in ``last``."""
    whole = alone(fit.data)
    keep = (place <= last[:, None]).astype(float)
    batch = Batch(y=whole.y, v=whole.v, q=whole.q, products=whole.products, keep=keep)
    return refit(fit.data, batch, method=fit.method, test=fit.test)


def _record(parts: list[Refits], rows: NDArray[np.int64], level: float) -> Cumulative:
    def column(name: str) -> Floats:
        return np.concatenate([getattr(part, name) for part in parts])

    estimate = column("b")[:, 0]
    half = np.concatenate([part.half_width(level)[:, 0] for part in parts])
    return Cumulative(
        order=rows,
        estimate=estimate,
        se=column("se")[:, 0],
        stat=column("stat")[:, 0],
        p_values=np.concatenate([part.p_values()[:, 0] for part in parts]),
        ci_lb=estimate - half,
        ci_ub=estimate + half,
        tau2=column("tau2"),
        i2=column("i2"),
        h2=column("h2"),
        qe=column("qe"),
        qe_p=np.concatenate([part.qe_p() for part in parts]),
    )
