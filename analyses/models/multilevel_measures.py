"""What is reported beside a multilevel model: degrees of freedom, Q, criteria, typical variance."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from analyses.models.coefficient_tests import upper_f, wald
from analyses.models.likelihood import Likelihood, Model, invert
from analyses.models.marginal import Marginal
from analyses.models.nesting import starts_of
from analyses.models.structure import Structure

Floats = NDArray[np.float64]


def sampling(structure: Structure, keep: Floats | None = None) -> tuple[float, float]:
    """Return the typical sampling variance and Q, both from V alone.

    vt = (k - p) / tr(P) with P = W - W X (X'WX)^-1 X'W, W = V^-1 (Higgins & Thompson 2002,
    Stat. Med. 21:1539, eq. 9, with moderators as in metafor); Q = y'Py.
    """
    p = structure.data.p
    whole = structure.marginal
    nodes = tuple(replace(n, up=n.sums) for n in whole.nodes if n.parameter is None)
    # the derivative by a component of single effects, taken at 0, gives the traces of V^-1
    alone = Marginal(whole.u, whole.base, 0, nodes)
    gram, log_det = alone.products(np.zeros(1), keep)
    a, x = gram[()], slice(0, p)
    inverse = invert(a[x, x])
    beta = inverse @ a[x, p]
    qe = max(0.0, float(a[p, p] - a[x, p] @ beta))
    trace = float(log_det[(0,)]) + float((inverse * gram[(0,)][x, x]).sum())
    k = structure.data.k if keep is None else int(keep.sum())
    return (k - p) / trace, qe


def criteria(model: Model, at: Likelihood) -> tuple[float, float, float]:
    """Return AIC, BIC and AICc; REML counts k - p effects, as metafor does."""
    parameters = model.p + model.levels
    n = model.k - model.p if model.reml else model.k
    size = max(n, parameters + 2)
    return (
        -2 * at.value + 2 * parameters,
        -2 * at.value + parameters * math.log(n),
        -2 * at.value + 2 * parameters * size / (size - parameters - 1),
    )


def containment(structure: Structure) -> Floats:
    """Return degrees of freedom of each coefficient by containment, shape (p,).

    The fewest groups less p among the levels within whose groups the column is constant; k - p
    where there is none; 1 where that is less.
    """
    x, p = structure.data.x[structure.nesting.order], structure.data.p
    df = np.full(p, float(structure.data.k - p))
    for codes, n in zip(structure.nesting.codes, structure.nesting.sizes, strict=True):
        constant = (x == x[starts_of(codes)][codes]).all(axis=0)
        df = np.where(constant, np.minimum(df, n - p), df)
    return np.asarray(np.maximum(df, 1.0))


def omnibus(
    structure: Structure, b: Floats, vb: Floats, df: Floats
) -> tuple[float, tuple[float, float], float]:
    """Test all coefficients but the intercept; the intercept when it is alone.

    Returns
    -------
    qm, (df1, df2), p
        Chi-square (df2 NaN) when ``df`` is infinite; else F with the smallest df of those tested.
    """
    data = structure.data
    alone = data.p == 1 or not data.has_intercept
    chosen = list(range(0 if alone else 1, data.p))
    m, least = len(chosen), float(df[chosen].min())
    statistic = wald(b, vb, chosen)
    if math.isinf(least):
        return statistic, (float(m), math.nan), float(chdtrc(m, statistic))
    return statistic / m, (float(m), least), upper_f(statistic / m, m, least)
