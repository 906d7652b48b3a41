"""Permutation tests: what the statistics would be if signs or moderators were chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.diagnostics.arrangements import (
    every_order,
    every_sign,
    order_count,
    random_orders,
    random_signs,
    sign_count,
)
from analyses.diagnostics.refit import Refits, distances, refit
from analyses.models.batch import Batch, alone
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit

Floats = NDArray[np.float64]
MOST = 1_000_000  # no enumeration beyond this
TIE = 1e-8  # statistics of equal arrangements differ by rounding
PERFECT = 1e8  # a statistic beyond this is that of a perfect fit; its size is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class PermutationTest:
    """Permutation p-values of a model.

    Attributes
    ----------
    names : tuple of str
        Names of the coefficients.
    statistic : array, shape (p,)
        z or t of the data.
    p_values : array, shape (p,)
        Two-sided permutation p-values.
    qm, qm_p : float
        Omnibus statistic of the data and its permutation p-value.
    arrangements : int
        How many were looked at, the data's own included.
    exact : bool
        All there are, or a random sample.
    """

    names: tuple[str, ...]
    statistic: Floats
    p_values: Floats
    qm: float
    qm_p: float
    arrangements: int
    exact: bool

    def summary(self) -> str:
        """Return the p-values in plain text."""
        how = "all" if self.exact else "a random sample of"
        lines = [f"{how} {self.arrangements} arrangements"]
        lines += [f"{n}: p = {p:.4f}" for n, p in zip(self.names, self.p_values, strict=True)]
        return "\n".join([*lines, f"omnibus: p = {self.qm_p:.4f}"])


def permutation_test(
    fit: RandomEffectsFit, *, draws: int = 1000, seed: int = 0, exact: bool | None = None
) -> PermutationTest:
    """Test the coefficients of a model without assuming a distribution.

    Parameters
    ----------
    fit : RandomEffectsFit
        The model; every arrangement is refitted with its method and test.
    draws : int
        Size of the random sample, >= 1.
    seed : int
        Seed of the random sample.
    exact : bool, optional
        Enumerate all arrangements, or sample; by default enumerate when there are at most
        ``draws``.

    Returns
    -------
    PermutationTest
        An intercept alone is tested by flipping the signs of the effects (symmetry about 0);
        coefficients of moderators, the intercept of such a model and the omnibus test by
        shuffling the rows of the model matrix. Exact p: the share of arrangements whose statistic
        is at least as large. Sampled p: the same with the data counted as one more draw, so that
        it is valid and never 0 (Phipson & Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9:39).

    Raises
    ------
    ModelError
        For an unweighted model, no draws, or more than a million arrangements to enumerate.

    References
    ----------
    Follmann & Proschan (1999), Biometrics 55:732; Higgins & Thompson (2004), Stat. Med. 23:1663;
    exact tests as in metafor's ``permutest``.
    """
    if not fit.weighted or draws < 1:
        raise ModelError(f"weighted={fit.weighted}, {draws} draws; expected a weighted model, >= 1")
    signs = fit.p == 1 and fit.data.has_intercept
    possible = sign_count(fit.k) if signs else order_count(fit.data.x)
    full = possible <= draws if exact is None else exact
    if full and possible > MOST:
        raise ModelError(f"{possible:.3g} arrangements; at most {MOST} are enumerated")
    random = None if full else np.random.default_rng(seed)
    batches = _signs(fit, draws, random) if signs else _orders(fit, draws, random)
    refits = (refit(fit.data, one, method=fit.method, test=fit.test) for one in batches)
    larger, total = _larger(fit, refits)
    own = 0 if full else 1  # the data are a draw too
    shares = (larger + own) / (total + own)
    return PermutationTest(
        names=fit.data.names,
        statistic=fit.stat,
        p_values=shares[:-1],
        qm=fit.qm,
        qm_p=float(shares[-1]),
        arrangements=int(possible) if full else total + own,
        exact=full,
    )


def _signs(
    fit: RandomEffectsFit, draws: int, random: np.random.Generator | None
) -> Iterator[Batch]:
    """Yield batches with the signs of the effects flipped; all there are without a generator."""
    whole = alone(fit.data)
    for signs in every_sign(fit.k) if random is None else random_signs(fit.k, draws, random):
        yield Batch(y=whole.y * signs, v=whole.v, q=whole.q, products=whole.products)


def _orders(
    fit: RandomEffectsFit, draws: int, random: np.random.Generator | None
) -> Iterator[Batch]:
    """Yield batches with the rows of the model matrix in another order."""
    whole = alone(fit.data)
    every = every_order(fit.data.x) if random is None else random_orders(fit.k, draws, random)
    for rows in every:
        yield Batch(y=whole.y, v=whole.v, q=whole.q[0][rows], products=whole.products[0][rows])


def _larger(fit: RandomEffectsFit, refits: Iterable[Refits]) -> tuple[Floats, int]:
    """Count statistics at least as large as the data's, per coefficient, then the omnibus one."""
    larger, total = np.zeros(fit.p + 1), 0
    data = np.minimum(np.append(np.abs(fit.stat), fit.qm), PERFECT)
    limit = data - TIE * np.maximum(1.0, data)
    for found in refits:
        each = np.column_stack([np.abs(found.stat), _omnibus(fit, found)])
        larger += (np.minimum(each, PERFECT) >= limit).sum(axis=0)
        total += found.n.size
    return np.where(np.isnan(data), np.nan, larger), total


def _omnibus(fit: RandomEffectsFit, found: Refits) -> Floats:
    """Return the omnibus statistic of each refit, shape (B,), as `omnibus` defines it."""
    first = 0 if fit.p == 1 or not fit.data.has_intercept else 1
    b = found.b[:, first:]
    wald = distances(b, found.vb[:, first:, first:])
    wald = np.where(np.isnan(wald), np.inf, wald)  # no variance left: a perfect fit
    return np.asarray(wald if fit.df is None else wald / b.shape[1])
