"""Robust variances of fits with approximate weights, plain and with small-sample adjustment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyses.models.errors import ModelError
from analyses.models.nesting import Integers, starts_of
from analyses.models.robu_moments import Moments, Studies
from analyses.models.robust import trace_ratio

Floats = NDArray[np.float64]
WHOLE = 1e-8  # share of a coefficient on one study that leaves its residuals nothing


def _final_fit(data: Studies, w: Floats) -> tuple[Floats, Floats, Floats]:
    weighted = data.q.T * w
    inverse = np.asarray(np.linalg.inv(weighted @ data.q))
    beta = inverse @ (weighted @ data.yi)
    return inverse, beta, data.yi - data.q @ beta


def large_sample(data: Studies, moments: Moments) -> tuple[Floats, Floats]:
    """Return coefficients and the plain sandwich covariance, in the orthonormal columns."""
    inverse, beta, e = _final_fit(data, moments.weights)
    scores = data.totals((moments.weights * e)[:, None] * data.q) @ inverse
    return beta, scores.T @ scores


def small_sample(data: Studies, moments: Moments, r: Floats) -> tuple[Floats, Floats, Floats]:
    """Return coefficients, adjusted covariance, and degrees of freedom for the columns x = q r.

    The adjustment of study j is A_j = I_j^(-1/2) with I_j = I - H_jj where weights are constant in
    a study, and W^(-1/2) (W^(-1/2) (I - H_jj) W^(-3/2))^(-1/2) W^(-1/2) where they are not (Tipton
    2015). The working covariance is W^-1.
    """
    inverse, beta, e = _final_fit(data, moments.weights)
    g = _loadings(data, moments, inverse)
    scores = data.totals(e[:, None] * g)
    df = _satterthwaite(data, moments.weights, inverse, g, r)
    return beta, scores.T @ scores, df


def _loadings(data: Studies, moments: Moments, inverse: Floats) -> Floats:
    """Return A_j' W_j X_j (X'WX)^-1 of every study, stacked as (k, p)."""
    k, p = data.q.shape
    found = np.zeros((k, p))
    starts = starts_of(data.codes)
    sizes = np.diff(np.append(starts, k))
    for n in np.unique(sizes):
        rows = starts[sizes == n][:, None] + np.arange(n)
        found[rows] = _of_size(data, moments, inverse, rows)
    return found


def _of_size(data: Studies, moments: Moments, inverse: Floats, rows: Integers) -> Floats:
    """Return the loadings of the studies of one size n, shape (m, n, p), for rows (m, n)."""
    x, w = data.q[rows], moments.weights[rows]
    n = rows.shape[1]
    hat = x @ inverse @ x.transpose(0, 2, 1)
    root = np.sqrt(w)
    identity = np.eye(n)
    if moments.by_effect:
        # W^-1/2 (I - X B X'W) W^-3/2, written so that its symmetry is exact
        middle = identity / w[:, :, None] ** 2 - hat / (root[:, :, None] * root[:, None, :])
    else:
        middle = identity - hat * w[:, None, :]
        middle = (middle + middle.transpose(0, 2, 1)) / 2
    values, vectors = np.linalg.eigh(middle)
    kept = np.arange(n) >= _lost(x, w, inverse)[:, None]
    scale = np.where(kept, 1 / np.sqrt(np.where(kept, values, 1.0)), 0.0)
    adjustment = (vectors * scale[:, None, :]) @ vectors.transpose(0, 2, 1)
    if moments.by_effect:
        adjustment = adjustment / (root[:, :, None] * root[:, None, :])
    return np.asarray(adjustment @ (w[:, :, None] * x) @ inverse)


def _lost(x: Floats, w: Floats, inverse: Floats) -> Integers:
    """Return the number of directions of each study that leave no residual."""
    try:
        root = np.linalg.cholesky(inverse)
    except np.linalg.LinAlgError:
        raise ModelError("the weighted model matrix is singular") from None
    share = np.linalg.eigvalsh(root.T @ ((x * w[:, :, None]).transpose(0, 2, 1) @ x) @ root)
    return np.asarray((share > 1 - WHOLE).sum(axis=1))


def _satterthwaite(data: Studies, w: Floats, inverse: Floats, g: Floats, r: Floats) -> Floats:
    """Return degrees of freedom of the coefficients of x = q r with working covariance W^-1.

    As in `robust`, with a_j = g_j' W_j^-1 g_j and reaches X_j' g_j; NaN for a coefficient that one
    study alone decides.
    """
    back = np.linalg.inv(r)
    turned = g @ back.T  # loadings of the coefficients of x
    p = turned.shape[1]
    a = data.totals(turned**2 / w[:, None])
    x = data.q @ r
    f = data.totals((x[:, :, None] * turned[:, None, :]).reshape(-1, p * p)).reshape(-1, p, p)
    return trace_ratio(a, f, back @ inverse @ back.T)[0]
