"""Two groups and a yes-or-no outcome: 2x2 tables.

Group 1 has ``ai`` events and ``bi`` non-events, group 2 ``ci`` and ``di``. Every measure takes a
`Table` and returns (yi, vi), arrays of shape (k,); positive means more events in group 1. Ratios
are on the log scale.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from analyses.measures.columns import Floats, Pair
from analyses.measures.errors import MeasureError
from analyses.measures.two_groups import COX_SNELL
from analyses.measures.zero_counts import add_to_zeros, blank_where


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Counts of k tables after the constant for zeros was added.

    Attributes
    ----------
    a, b, c, d : array, shape (k,)
        Events and non-events of group 1, then of group 2.
    """

    a: Floats
    b: Floats
    c: Floats
    d: Floats

    @property
    def n1(self) -> Floats:
        """Size of group 1."""
        return self.a + self.b

    @property
    def n2(self) -> Floats:
        """Size of group 2."""
        return self.c + self.d

    @property
    def n(self) -> Floats:
        """Size of the table."""
        return self.n1 + self.n2


def read_table(
    ai: Floats,
    bi: Floats,
    ci: Floats,
    di: Floats,
    n1i: Floats,
    n2i: Floats,
    *,
    add: float,
    to: str,
    drop00: bool,
) -> Table:
    """Return tables from events and either non-events or group sizes (the other one NaN).

    Raises
    ------
    MeasureError
        For more events than people.
    """
    b = np.where(np.isnan(bi), n1i - ai, bi)
    d = np.where(np.isnan(di), n2i - ci, di)
    for name, events, rest in (("group 1", ai, b), ("group 2", ci, d)):
        if (rest < 0).any():
            at = int(np.argmax(rest < 0))
            raise MeasureError(
                f"{name}: found {events[at]:g} events of {events[at] + rest[at]:g} people in row "
                f"{at}; at most as many events as people expected"
            )
    counts = [ai, b, ci, d]
    if drop00:
        counts = blank_where(((ai == 0) & (ci == 0)) | ((b == 0) & (d == 0)), counts)
    a, b, c, d = add_to_zeros(counts, add=add, to=to)
    return Table(a=a, b=b, c=c, d=d)


def risk_ratio(t: Table) -> Pair:
    """RR: log risk ratio, variance 1/a - 1/n1 + 1/c - 1/n2; Fleiss & Berlin (2009)."""
    return np.log(t.a / t.n1) - np.log(t.c / t.n2), 1 / t.a - 1 / t.n1 + 1 / t.c - 1 / t.n2


def odds_ratio(t: Table) -> Pair:
    """OR: log odds ratio, variance 1/a + 1/b + 1/c + 1/d; Woolf (1955)."""
    y = np.log(t.a / t.b) - np.log(t.c / t.d)
    return y, 1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d


def risk_difference(t: Table, *, vtype: str = "LS") -> Pair:
    """RD: difference of risks; the variance with divisor n (LS), n - 1 (UB), or, with divisor n,
    the risks of all studies together (AV).
    """
    p1, p2 = t.a / t.n1, t.c / t.n2
    less = 1 if vtype == "UB" else 0
    q1, q2 = p1, p2
    if vtype == "AV":
        q1 = np.full_like(p1, np.nansum(t.a) / np.nansum(t.n1))
        q2 = np.full_like(p2, np.nansum(t.c) / np.nansum(t.n2))
    return p1 - p2, q1 * (1 - q1) / (t.n1 - less) + q2 * (1 - q2) / (t.n2 - less)


def arcsine_difference(t: Table) -> Pair:
    """AS: difference of arcsine roots of risks; Ruecker et al. (2009), Stat. Med. 28:721."""
    y = np.arcsin(np.sqrt(t.a / t.n1)) - np.arcsin(np.sqrt(t.c / t.n2))
    return y, 1 / (4 * t.n1) + 1 / (4 * t.n2)


def peto(t: Table) -> Pair:
    """PETO: log odds ratio (a - E) / V; Yusuf et al. (1985), Prog. Cardiovasc. Dis. 27:335."""
    events, rest = t.a + t.c, t.b + t.d
    expected = events * t.n1 / t.n
    v = events * rest * (t.n1 / t.n) * (t.n2 / t.n) / (t.n - 1)
    return (t.a - expected) / v, 1 / v


def phi(t: Table, *, vtype: str = "LS") -> Pair:
    """PHI: phi coefficient. ``ST``: group sizes fixed; ``LS``/``CS``: only the total fixed.

    CS: Yule (1912), J. R. Stat. Soc. 75:579, p. 603. ST: delta method on two binomials.
    """
    y = (t.a * t.d - t.b * t.c) / np.sqrt(t.n1 * t.n2 * (t.a + t.c) * (t.b + t.d))
    return y, _phi_stratified(t) if vtype == "ST" else _phi_cross_sectional(t, y)


def _phi_cross_sectional(t: Table, y: Floats) -> Floats:
    r1, r2 = t.n1 / t.n, t.n2 / t.n
    c1, c2 = (t.a + t.c) / t.n, (t.b + t.d) / t.n
    skew = (r1 - r2) * (c1 - c2) / np.sqrt(r1 * r2 * c1 * c2)
    margins = (r1 - r2) ** 2 / (r1 * r2) + (c1 - c2) ** 2 / (c1 * c2)
    return np.asarray((1 - y**2 + y * (1 + y**2 / 2) * skew - 0.75 * y**2 * margins) / t.n)


def _phi_stratified(t: Table) -> Floats:
    """Variance by the delta method: phi = s (p1 - p2) / sqrt(m (1 - m)), m the overall risk."""
    p1, p2 = t.a / t.n1, t.c / t.n2
    w1, w2 = t.n1 / t.n, t.n2 / t.n
    m = (t.a + t.c) / t.n
    spread = m * (1 - m)
    slope = (p1 - p2) * (1 - 2 * m) / (2 * spread)
    d1, d2 = 1 - w1 * slope, 1 + w2 * slope
    binomial = d1**2 * p1 * (1 - p1) / t.n1 + d2**2 * p2 * (1 - p2) / t.n2
    return np.asarray(w1 * w2 / spread * binomial)


def yule_q(t: Table) -> Pair:
    """YUQ: Yule's Q, (OR - 1) / (OR + 1); Yule (1912), p. 593."""
    odds = (t.a / t.b) / (t.c / t.d)
    y = (odds - 1) / (odds + 1)
    return y, (1 - y**2) ** 2 * (1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d) / 4


def yule_y(t: Table) -> Pair:
    """YUY: Yule's Y, Q of the root of the odds ratio; Yule (1912), p. 593."""
    root = np.sqrt((t.a / t.b) / (t.c / t.d))
    y = (root - 1) / (root + 1)
    return y, (1 - y**2) ** 2 * (1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d) / 16


def probit_difference(t: Table) -> Pair:
    """PBIT: difference of probits, an SMD; Sanchez-Meca et al. (2003), Psychol. Methods 8:448."""
    p1, p2 = t.a / t.n1, t.c / t.n2
    z1, z2 = ndtri(p1), ndtri(p2)
    v1 = 2 * np.pi * p1 * (1 - p1) * np.exp(z1**2) / t.n1
    v2 = 2 * np.pi * p2 * (1 - p2) * np.exp(z2**2) / t.n2
    return z1 - z2, v1 + v2


def smd_from_logistic_odds(t: Table) -> Pair:
    """OR2DL: log odds ratio times sqrt(3)/pi, an SMD; Chinn (2000), Stat. Med. 19:3127."""
    y, v = odds_ratio(t)
    return np.sqrt(3) / np.pi * y, 3 / np.pi**2 * v


def smd_from_normal_odds(t: Table) -> Pair:
    """OR2DN: log odds ratio over 1.65, an SMD; Cox & Snell (1989)."""
    y, v = odds_ratio(t)
    return y / COX_SNELL, v / COX_SNELL**2
