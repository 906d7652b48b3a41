"""Plain dense computations, to hold the linear ones against."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.linalg import sqrtm


def covariance(vi: Any, levels: list[Any], sigma2: Any, rho: float, within: Any) -> np.ndarray:
    """Return the k x k marginal covariance."""
    s, within = np.sqrt(vi), np.asarray(within)
    found = np.where(within[:, None] == within, rho * np.outer(s, s), 0.0)
    np.fill_diagonal(found, vi)
    path: list[tuple[Any, ...]] = [()] * len(vi)
    for labels, component in zip(levels, sigma2, strict=True):
        path = [(*group, label) for group, label in zip(path, labels, strict=True)]
        found += component * np.array([[a == b for b in path] for a in path])
    return found


def log_likelihood(yi: Any, x: Any, m: np.ndarray, reml: bool) -> float:
    """Return the log-likelihood with its constants."""
    w = np.linalg.inv(m)
    information = x.T @ w @ x
    b = np.linalg.solve(information, x.T @ w @ yi)
    r, (k, p) = yi - x @ b, x.shape
    value = -(np.linalg.slogdet(m)[1] + r @ w @ r + (k - p * reml) * np.log(2 * np.pi)) / 2
    if reml:
        logs = np.linalg.slogdet(x.T @ x)[1] - np.linalg.slogdet(information)[1]
        value += logs / 2
    return float(value)


def cr2(yi: Any, x: Any, m: np.ndarray, cluster: Any) -> SimpleNamespace:
    """Return CR2 covariance, Satterthwaite df and the cluster-by-cluster array P_st,ij."""
    w = np.linalg.inv(m)
    vb = np.linalg.inv(x.T @ w @ x)
    h = x @ vb @ x.T @ w
    e = yi - h @ yi
    cluster, rest = np.asarray(cluster), np.eye(len(yi)) - h
    g = []
    for label in dict.fromkeys(cluster.tolist()):
        rows = np.flatnonzero(cluster == label)
        lower = np.linalg.cholesky(m[np.ix_(rows, rows)])
        inside = lower.T @ (m - x @ vb @ x.T)[np.ix_(rows, rows)] @ lower
        values, vectors = np.linalg.eigh(inside)
        kept = values > 1e-10 * values[-1]
        root = (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T
        adjusted = lower @ root @ lower.T
        full = np.zeros((len(yi), x.shape[1]))
        full[rows] = adjusted @ np.linalg.inv(m[np.ix_(rows, rows)]) @ x[rows] @ vb
        g.append(rest.T @ full)
    scores = np.array([piece.T @ yi for piece in g])
    pieces = np.array(g)
    p_array = np.einsum("iks,kl,jlt->stij", pieces, m, pieces)
    df = [np.trace(q) ** 2 / (q**2).sum() for q in (p_array[c, c] for c in range(x.shape[1]))]
    assert np.allclose(h @ e, 0, atol=1e-8)
    return SimpleNamespace(vcov=scores.T @ scores, df=np.array(df), p_array=p_array)


def hotelling_df(p_array: np.ndarray, c: np.ndarray) -> float:
    """Return the degrees of freedom nu of HTZ."""
    p_array = np.einsum("as,stij,bt->abij", c, p_array, c)
    omega = np.einsum("stii->st", p_array)
    root = np.linalg.inv(np.real(sqrtm(omega)))
    p_array = np.einsum("as,stij,bt->abij", root, p_array, root)
    q = len(c)
    total = sum(
        (p_array[s, t] * p_array[t, s]).sum() + (p_array[s, s] * p_array[t, t]).sum()
        for s in range(q)
        for t in range(q)
    )
    return q * (q + 1) / float(total)


@pytest.fixture
def dense() -> SimpleNamespace:
    """Return the dense computations."""
    functions: list[Callable[..., Any]] = [covariance, log_likelihood, cr2, hotelling_df]
    return SimpleNamespace(**{f.__name__: f for f in functions})


@pytest.fixture
def nested_effects() -> Callable[..., SimpleNamespace]:
    """Return a maker of effects in three levels, in mixed order."""

    def make(seed: int = 0, studies: int = 9, spread: float = 0.4) -> SimpleNamespace:
        rng = np.random.default_rng(seed)
        study = np.repeat(np.arange(studies), rng.integers(1, 7, studies))
        k = study.size
        sample = rng.integers(0, 3, k)
        vi = np.exp(rng.normal(-3, 0.6, k))
        yi = (
            0.3
            + rng.normal(0, spread, studies)[study]
            + rng.normal(0, 0.2, k)
            + rng.normal(0, np.sqrt(vi))
        )
        order = rng.permutation(k)
        x = np.column_stack([np.ones(k), rng.normal(size=k), rng.integers(0, 2, studies)[study]])
        return SimpleNamespace(
            yi=yi[order],
            vi=vi[order],
            study=study[order],
            sample=sample[order],
            effect=np.arange(k),
            x=x[order].astype(float),
            k=k,
        )

    return make
