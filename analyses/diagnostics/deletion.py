"""Leave-one-out: the model without each effect in turn, all deletions at once."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from analyses.diagnostics.refit import Refits, blocks, refit
from analyses.models.batch import Batch, alone
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]
LEVERAGE = 1e-10  # a row that keeps less than this to itself alone decides a coefficient


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOneOut:
    """The model without each effect.

    Attributes
    ----------
    names : tuple of str
        Names of the coefficients.
    estimate, se, stat, p_values, ci_lb, ci_ub : array, shape (k, p)
        Row i without effect i; NaN where the rest does not identify the coefficients.
    tau2, i2, h2, qe, qe_p : array, shape (k,)
        Heterogeneity without effect i; I2 is 0 to 1.
    """

    names: tuple[str, ...]
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
        """Return the range of each coefficient and of tau2 in plain text."""
        lines = [f"each of {self.estimate.shape[0]} effects left out in turn"]
        for j, name in enumerate(self.names):
            b, p = self.estimate[:, j], self.p_values[:, j]
            if np.isnan(b).all():
                lines.append(f"{name}: never identified")
                continue
            low, high = int(np.nanargmin(b)), int(np.nanargmax(b))
            lines.append(
                f"{name}: {b[low]:.4f} (without effect {low + 1}) to {b[high]:.4f} "
                f"(without effect {high + 1}), p {_range(p)}"
            )
        return "\n".join([*lines, f"tau2: {_range(self.tau2)}"])


def _range(values: Floats) -> str:
    known = values[~np.isnan(values)]
    return f"{known.min():.4g} to {known.max():.4g}" if known.size else "unknown"


def leave_one_out(fit: RandomEffectsFit) -> LeaveOneOut:
    """Refit a model without each of its effects.

    Parameters
    ----------
    fit : RandomEffectsFit
        The model; its method, test and level are used again.

    Raises
    ------
    ModelError
        For one effect, or an unweighted model.

    Notes
    -----
    Definitions as in metafor's ``leave1out``. The work grows with k squared, whatever tau2's
    estimator iterates is shared by all deletions.
    """
    found = deletions(fit)
    half = found.half_width(fit.level)
    return LeaveOneOut(
        names=fit.data.names,
        estimate=found.b,
        se=found.se,
        stat=found.stat,
        p_values=found.p_values(),
        ci_lb=found.b - half,
        ci_ub=found.b + half,
        tau2=found.tau2,
        i2=found.i2,
        h2=found.h2,
        qe=found.qe,
        qe_p=np.where(np.isnan(found.qe), np.nan, found.qe_p()),
    )


def deletions(fit: RandomEffectsFit) -> Refits:
    """Return the refits without each effect; NaN where the rest does not identify the model.

    Raises
    ------
    ModelError
        For one effect, or an unweighted model.
    """
    if fit.k == 1:
        raise ModelError("one effect: nothing is left without it")
    if not fit.weighted:
        raise ModelError("an unweighted model; diagnostics are those of a weighted one")
    data, whole = fit.data, alone(fit.data)
    identified = np.flatnonzero(1 - (data.q**2).sum(axis=1) > LEVERAGE)
    parts = []
    for numbers in blocks(identified.size, fit.k):
        out = identified[numbers]
        keep = np.ones((out.size, fit.k))
        keep[np.arange(out.size), out] = 0.0
        batch = Batch(y=whole.y, v=whole.v, q=whole.q, products=whole.products, keep=keep)
        parts.append(refit(data, batch, method=fit.method, test=fit.test))
    return _spread(parts, identified, fit.k, fit.p)


def _spread(parts: list[Refits], rows: NDArray[np.int64], k: int, p: int) -> Refits:
    """Put the refits of some rows into arrays for all rows, NaN elsewhere."""
    shapes = {"b": (k, p), "se": (k, p), "stat": (k, p), "vb": (k, p, p)}
    values = {}
    for f in fields(Refits):
        whole = np.full(shapes.get(f.name, (k,)), np.nan)
        if parts:
            whole[rows] = np.concatenate([getattr(part, f.name) for part in parts])
        values[f.name] = whole
    return Refits(**values)
