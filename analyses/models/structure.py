"""From effects with nested labels to the structure of their covariance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from analyses.models.errors import ModelError
from analyses.models.marginal import Marginal, Node, make_node
from analyses.models.nesting import (
    Integers,
    Labels,
    Nesting,
    label_codes,
    lies_within,
    nest,
    same_groups,
)
from analyses.models.weighted import Problem

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Effects in nested order, ready to be fitted.

    Attributes
    ----------
    data : Problem
        The effects as given.
    nesting : Nesting
        Order and groups.
    rho : float
        Correlation of sampling errors in a group of ``within``.
    within : array, shape (k,)
        That group for each effect, in nested order.
    parameter : tuple of int
        Number of the component of each level; -1 for a level with one group, whose component is
        not identified and is 0. Levels that divide the effects alike share a component.
    marginal : Marginal
        Covariance structure; the first p columns are orthogonal with length sqrt(k), column p
        the residuals of a first weighted fit, so that sums of squares lose no digits.
    shift : array, shape (p,)
        Coefficients of that fit.
    spread : float
        A first idea of the variance beyond sampling error; may be negative.
    back : array, shape (p, p)
        From coefficients of those columns to those of ``data.x``.
    """

    data: Problem
    nesting: Nesting
    rho: float
    within: Integers
    parameter: tuple[int, ...]
    marginal: Marginal
    shift: Floats
    spread: float
    back: Floats

    @property
    def r(self) -> int:
        """Number of components to estimate."""
        return max(self.parameter, default=-1) + 1

    @property
    def x(self) -> Floats:
        """Orthogonal columns of the model matrix, in nested order."""
        return self.marginal.u[:, : self.data.p]

    def sigma2(self, theta: Floats) -> Floats:
        """Return the component of each level; levels that share one get equal parts."""
        alike = [self.parameter.count(n) for n in self.parameter]
        return np.array(
            [theta[n] / m if n >= 0 else 0.0 for n, m in zip(self.parameter, alike, strict=True)]
        )

    def notes(self) -> list[str]:
        """Return what the data cannot tell about the components, in plain words."""
        named = list(zip(self.nesting.names, self.parameter, strict=True))
        found = [
            f"{name}: one group, so its variance cannot be estimated and is taken as 0"
            for name, n in named
            if n < 0
        ]
        for number in range(self.r):
            alike = " and ".join(name for name, n in named if n == number)
            if self.parameter.count(number) > 1:
                found.append(
                    f"{alike} divide the effects alike: only the sum of their variances is known, "
                    "given in equal parts"
                )
        return found

    def coefficients(self, beta: Floats, covariance: Floats) -> tuple[Floats, Floats]:
        """Return coefficients and covariance for the model matrix as given."""
        return self.back @ (beta + self.shift), self.back @ covariance @ self.back.T


def build(
    data: Problem,
    levels: Mapping[str, Labels] | Sequence[Labels],
    rho: float = 0.0,
    within: Labels | None = None,
) -> Structure:
    """Return the structure of nested effects.

    Parameters
    ----------
    data : Problem
        Checked effects.
    levels : mapping or sequence of labels
        Levels with a random effect, from the outside in.
    rho : float
        Correlation of sampling errors, 0 <= rho < 1.
    within : labels, optional
        Groups in which sampling errors correlate; the outermost level by default.

    Raises
    ------
    ModelError
        For a rho out of range, labels that are missing, or groups of ``within`` that cut across
        those of a level.
    """
    if not 0 <= rho < 1:
        raise ModelError(f"rho = {rho!r}; expected a correlation of 0 or more, below 1")
    k = data.k
    nesting = nest(levels, k)
    if within is not None:
        nesting, groups = _add_groups(nesting, levels, within, k)
    else:
        groups = nesting.codes[0]
    parameter = _parameters(nesting, k)
    marginal, shift, spread, back = _marginal(data, nesting, parameter, rho, groups)
    return Structure(
        data=data,
        nesting=nesting,
        rho=rho,
        within=groups,
        parameter=parameter,
        marginal=marginal,
        shift=shift,
        spread=spread,
        back=back,
    )


def starts(structure: Structure) -> list[Floats]:
    """Return components to start from: a total variance, divided in several ways."""
    r, data = structure.r, structure.data
    if r == 0:
        return [np.zeros(0)]
    total = max(structure.spread, 0.1 * float(np.median(data.vi)))
    shares = [np.full(r, 1 / r)]
    if r > 1:
        shares += [np.where(np.arange(r) == i, 0.95, 0.05 / (r - 1)) for i in range(r)]
    return [*(total * share for share in shares), 0.1 * total * shares[0], np.zeros(r)]


def _add_groups(
    nesting: Nesting, levels: Mapping[str, Labels] | Sequence[Labels], within: Labels, k: int
) -> tuple[Nesting, Integers]:
    """Put the groups of correlated errors where they belong among the levels."""
    codes, _ = label_codes(within, k, "within")
    names = list(levels) if isinstance(levels, Mapping) else list(nesting.names)
    labels = list(levels.values()) if isinstance(levels, Mapping) else list(levels)
    mine = codes[nesting.order]
    outside = sum(not lies_within(level, mine) for level in nesting.codes)
    chain = {name: label for name, label in zip(names[:outside], labels, strict=False)}
    chain[""] = codes
    chain |= dict(zip(names[outside:], labels[outside:], strict=True))
    nested = nest(chain, k)
    groups = nested.codes[outside]
    if int(groups[-1]) != int(codes.max()):
        raise ModelError("within: its groups cut across those of a level; expected nested groups")
    kept = [n for n in range(len(nested.codes)) if n != outside]
    found = Nesting(
        order=nested.order,
        codes=tuple(nested.codes[n] for n in kept),
        names=nesting.names,
        labels=nesting.labels,
    )
    return found, groups


def _parameters(nesting: Nesting, k: int) -> tuple[int, ...]:
    found: list[int] = []
    count = 0
    for n, codes in enumerate(nesting.codes):
        if nesting.sizes[n] == 1:
            found.append(-1)
        elif n and found[-1] >= 0 and same_groups(codes, nesting.codes[n - 1]):
            found.append(found[-1])
        else:
            found.append(count)
            count += 1
    return tuple(found)


def _marginal(
    data: Problem, nesting: Nesting, parameter: tuple[int, ...], rho: float, within: Integers
) -> tuple[Marginal, Floats, float, Floats]:
    k, p = data.k, data.p
    order = nesting.order
    length = np.sqrt(k)
    if data.has_intercept:
        length = length * np.sign(data.q[0, 0])  # the first column becomes exactly 1
    x = length * data.q[order]
    if data.has_intercept:
        x[:, 0] = 1.0
    y, v = data.yi[order], data.vi[order]
    w = 1 / (v + np.median(v))  # neither a huge variance nor a tiny one may decide alone
    shift = np.linalg.solve((x.T * w) @ x, (x.T * w) @ y)
    residual = y - x @ shift
    spread = float(w @ (residual**2 * k / (k - p) - v) / w.sum())
    columns = [x, residual[:, None]]
    one, s = (0 if data.has_intercept else p + 1), p + 1 + (not data.has_intercept)
    if not data.has_intercept:
        columns.append(np.ones((k, 1)))
    if rho > 0:
        columns.append(np.sqrt(v)[:, None])
    nodes, own = _nodes(nesting, parameter, rho, within, one, s)
    back = solve_triangular(data.r, length * np.eye(p))
    return Marginal(np.hstack(columns), (1 - rho) * v, own, nodes), shift, spread, back


def _nodes(
    nesting: Nesting, parameter: tuple[int, ...], rho: float, within: Integers, one: int, s: int
) -> tuple[tuple[Node, ...], int | None]:
    """Return the nodes from the inside out, and the component of single effects."""
    k = within.size
    levels: list[tuple[int, int, Integers, int | None, float]] = []
    own: int | None = None
    for number in sorted(set(parameter) - {-1}):
        codes = nesting.codes[parameter.index(number)]
        if int(codes[-1]) + 1 == k:
            own = number
        else:
            levels.append((int(codes[-1]), one, codes, number, 0.0))
    if rho > 0:
        levels.append((int(within[-1]), s, within, None, rho))
    levels.sort(key=lambda level: (-level[0], level[3] is not None))
    nodes: list[Node] = []
    before: Integers | None = None
    for _, column, codes, number_or_none, known in levels:
        nodes.append(make_node(column, codes, before, number_or_none, known))
        before = codes
    return tuple(nodes), own
