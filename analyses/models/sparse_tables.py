"""Sparse 2x2 tables pooled without effect sizes of single studies: Mantel-Haenszel and Peto.

Group 1 has ``ai`` events of ``n1i``, group 2 ``ci`` of ``n2i``; positive means more events in group
1. No constant is added to zeros for the estimates. Definitions are those of metafor 3.8 (``rma.mh``
and ``rma.peto``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, ndtr, ndtri

from analyses.measures.calculation import escalc
from analyses.measures.columns import NOT_NEGATIVE, aligned
from analyses.measures.tables import Table, read_table
from analyses.models.errors import ModelError

Floats = NDArray[np.float64]
MEASURES = ("OR", "RR", "RD")
CORRECTION = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledTables:
    """A common effect from 2x2 tables.

    Attributes
    ----------
    method, measure : str
        ``Mantel-Haenszel`` or ``Peto``; OR, RR (both on the log scale) or RD.
    estimate, se, stat, p, ci_lb, ci_ub, level : float
        The common effect, z and its interval; NaN where the tables do not identify it (no events
        in one group in any study, say).
    k, k_effects : int
        Tables without a missing count; those that have an effect of their own (not those with no
        events, or only events, in both groups).
    qe, qe_p : float
        Heterogeneity of the studies' own effects about the common one; k_effects - 1 degrees of
        freedom.
    cmh, cmh_p, tarone, tarone_p, breslow_day, breslow_day_p : float
        Odds ratios by Mantel-Haenszel only, NaN else: Cochran-Mantel-Haenszel test of no
        association; Tarone's and Breslow & Day's tests of equal odds ratios.
    """

    method: str
    measure: str
    estimate: float
    se: float
    stat: float
    p: float
    ci_lb: float
    ci_ub: float
    level: float
    k: int
    k_effects: int
    qe: float
    qe_p: float
    cmh: float = math.nan
    cmh_p: float = math.nan
    tarone: float = math.nan
    tarone_p: float = math.nan
    breslow_day: float = math.nan
    breslow_day_p: float = math.nan

    def summary(self) -> str:
        """Return the common effect and its heterogeneity in plain text."""
        scale = "" if self.measure == "RD" else "log "
        if math.isnan(self.estimate):
            return f"{self.method}, {scale}{self.measure}: not identified by {self.k} tables"
        return (
            f"{self.method}, {scale}{self.measure}: {self.estimate:.4f} "
            f"[{self.ci_lb:.4f}, {self.ci_ub:.4f}], p = {self.p:.4f}; {self.k} tables\n"
            f"Q = {self.qe:.3f}, p = {self.qe_p:.4f}, {self.k_effects} effects"
        )


def mantel_haenszel(
    ai: ArrayLike,
    ci: ArrayLike,
    *,
    bi: ArrayLike | None = None,
    di: ArrayLike | None = None,
    n1i: ArrayLike | None = None,
    n2i: ArrayLike | None = None,
    measure: str = "OR",
    level: float = 0.95,
    correct: bool = True,
) -> PooledTables:
    """Pool 2x2 tables by the method of Mantel and Haenszel.

    Parameters
    ----------
    ai, ci : array_like, shape (k,)
        Events of group 1 and 2; rows with a missing count are left out.
    bi, di, n1i, n2i : array_like, shape (k,), optional
        Non-events, or group sizes; one of the two for each group.
    measure : {"OR", "RR", "RD"}
        Odds ratio, risk ratio (logs are returned) or risk difference.
    level : float
        Level of the interval, 0 to 1.
    correct : bool
        Take 1/2 off in the Cochran-Mantel-Haenszel test.

    Raises
    ------
    ModelError
        For an unknown measure or level, or no complete table.
    MeasureError
        For counts below 0, more events than people, or lengths that differ.

    References
    ----------
    Mantel & Haenszel (1959), J. Natl. Cancer Inst. 22:719. Variances: Robins, Breslow & Greenland
    (1986), Biometrics 42:311 (OR); Greenland & Robins (1985), Biometrics 41:55 (RR); Sato (1989),
    Biometrics 45:1323 (RD). Tests: Breslow & Day (1980); Tarone (1985), Biometrika 72:91.
    """
    if measure not in MEASURES:
        raise ModelError(f"measure {measure!r}; expected one of {', '.join(MEASURES)}")
    t = _tables(ai, bi, ci, di, n1i, n2i)
    estimate, variance = {"OR": _odds_ratio, "RR": _risk_ratio, "RD": _risk_difference}[measure](t)
    tests = _tests(t, estimate, correct) if measure == "OR" else {}
    return _pooled("Mantel-Haenszel", measure, t, estimate, variance, level, tests)


def peto_odds_ratio(
    ai: ArrayLike,
    ci: ArrayLike,
    *,
    bi: ArrayLike | None = None,
    di: ArrayLike | None = None,
    n1i: ArrayLike | None = None,
    n2i: ArrayLike | None = None,
    level: float = 0.95,
) -> PooledTables:
    """Pool 2x2 tables by Peto's one-step method: log OR = sum (a - E) / sum V.

    Good for rare events, similar group sizes and small effects; biased otherwise. Parameters and
    errors as in `mantel_haenszel`.

    References
    ----------
    Yusuf, Peto, Lewis, Collins & Sleight (1985), Prog. Cardiovasc. Dis. 27:335.
    """
    t = _tables(ai, bi, ci, di, n1i, n2i)
    expected, v = _hypergeometric(t)
    total = float(v.sum())
    if total == 0:
        return _pooled("Peto", "OR", t, math.nan, math.nan, level, {})
    return _pooled("Peto", "OR", t, float((t.a - expected).sum()) / total, 1 / total, level, {})


def _tables(
    ai: ArrayLike,
    bi: ArrayLike | None,
    ci: ArrayLike,
    di: ArrayLike | None,
    n1i: ArrayLike | None,
    n2i: ArrayLike | None,
) -> Table:
    """Return the complete tables as counted."""
    given = {"ai": ai, "bi": bi, "ci": ci, "di": di, "n1i": n1i, "n2i": n2i}
    for rest, size in (("bi", "n1i"), ("di", "n2i")):
        if given[rest] is None and given[size] is None:
            raise ModelError(f"neither {rest} nor {size}; non-events or group sizes are needed")
    present = {name: values for name, values in given.items() if values is not None}
    columns = aligned(dict.fromkeys(given, NOT_NEGATIVE), **present)
    none = np.full(columns["ai"].size, np.nan)
    whole = read_table(
        **{name: columns.get(name, none) for name in given}, add=0.0, to="none", drop00=False
    )
    rows = np.nan_to_num(whole.n) > 0
    if not rows.any():
        raise ModelError("no table with all its counts and anyone in it")
    return Table(a=whole.a[rows], b=whole.b[rows], c=whole.c[rows], d=whole.d[rows])


def _odds_ratio(t: Table) -> tuple[float, float]:
    """Return the log odds ratio log(R/S) and the variance of Robins, Breslow & Greenland."""
    agree, cross = (t.a + t.d) / t.n, (t.b + t.c) / t.n
    r, s = t.a * t.d / t.n, t.b * t.c / t.n
    up, down = float(r.sum()), float(s.sum())
    if up == 0 or down == 0:
        return math.nan, math.nan
    variance = (
        float(agree @ r) / up**2
        + float(agree @ s + cross @ r) / (up * down)
        + float(cross @ s) / down**2
    )
    return math.log(up / down), variance / 2


def _risk_ratio(t: Table) -> tuple[float, float]:
    """Return the log risk ratio and the variance of Greenland & Robins."""
    up, down = float((t.a * t.n2 / t.n).sum()), float((t.c * t.n1 / t.n).sum())
    if up == 0 or down == 0:
        return math.nan, math.nan
    spread = float((((t.n1 / t.n) * (t.n2 / t.n) * (t.a + t.c)) - t.a * t.c / t.n).sum())
    return math.log(up / down), spread / (up * down)


def _risk_difference(t: Table) -> tuple[float, float]:
    """Return the risk difference and the variance of Sato."""
    weight = t.n1 * (t.n2 / t.n)
    total = float(weight.sum())
    if total == 0:
        return math.nan, math.nan
    estimate = float((t.a * (t.n2 / t.n) - t.c * (t.n1 / t.n)).sum()) / total
    first = t.c * (t.n1 / t.n) ** 2 - t.a * (t.n2 / t.n) ** 2
    first = first + (t.n1 / t.n) * (t.n2 / t.n) * (t.n2 - t.n1) / 2
    second = t.a * (t.d / t.n) + t.c * (t.b / t.n)
    return estimate, (estimate * float(first.sum()) + float(second.sum()) / 2) / total**2


def _hypergeometric(t: Table) -> tuple[Floats, Floats]:
    """Return mean and variance of the first cell when both margins are fixed."""
    events, rest = t.a + t.c, t.b + t.d
    expected = events * (t.n1 / t.n)
    # a table of one person has no variance
    v = events * (t.n1 / t.n) * (t.n2 / t.n) * rest / np.maximum(t.n - 1, 1)
    return expected, v


def _tests(t: Table, log_odds: float, correct: bool) -> dict[str, float]:
    """Return the tests of no association and of equal odds ratios."""
    expected, v = _hypergeometric(t)
    found: dict[str, float] = {}
    if v.sum() > 0:
        size = abs(float((t.a - expected).sum())) - (CORRECTION if correct else 0.0)
        found["cmh"] = size**2 / float(v.sum())
        found["cmh_p"] = float(chdtrc(1, found["cmh"]))
    informative = (t.a + t.c > 0) & (t.b + t.d > 0) & (t.n1 > 0) & (t.n2 > 0)
    if math.isnan(log_odds) or not informative.any():
        return found
    a = _fitted_cell(t, math.exp(log_odds))[informative]
    m1, n1, n2 = (t.a + t.c)[informative], t.n1[informative], t.n2[informative]
    precision = 1 / a + 1 / (n1 - a) + 1 / (m1 - a) + 1 / (n2 - m1 + a)
    off = t.a[informative] - a
    found["breslow_day"] = float(off**2 @ precision)
    found["tarone"] = found["breslow_day"] - float(off.sum()) ** 2 / float((1 / precision).sum())
    df = int(informative.sum()) - 1
    for name in ("breslow_day", "tarone"):
        found[f"{name}_p"] = float(chdtrc(df, max(0.0, found[name]))) if df > 0 else 1.0
    return found


def _fitted_cell(t: Table, odds: float) -> Floats:
    """Return the first cell that has the common odds ratio in a table of the same margins.

    A root of (1 - OR) a^2 + (n2 - m + OR (n1 + m)) a - OR n1 m = 0, in the form that keeps its
    digits when OR is near 1.
    """
    m = t.a + t.c
    linear = t.n2 - m + odds * (t.n1 + m)
    root = np.sqrt(linear**2 + 4 * (1 - odds) * odds * t.n1 * m)
    return np.asarray(2 * odds * t.n1 * m / (linear + root))


def _pooled(
    method: str,
    measure: str,
    t: Table,
    estimate: float,
    variance: float,
    level: float,
    tests: dict[str, float],
) -> PooledTables:
    if not 0 < level < 1:
        raise ModelError(f"level {level!r}; expected a number between 0 and 1")
    se = math.sqrt(max(0.0, variance)) if not math.isnan(variance) else math.nan
    stat = estimate / se if se > 0 else math.nan
    half = float(ndtri(0.5 + level / 2)) * se
    name = "PETO" if method == "Peto" else measure
    # no constant changes a table of Peto: it has an effect with a zero too
    add = 0.0 if method == "Peto" else 0.5
    own = escalc(name, add=add, drop00=True, ai=t.a, bi=t.b, ci=t.c, di=t.d)
    y, v = own.yi[own.computed], own.vi[own.computed]
    qe = float(((y - estimate) ** 2 / v).sum()) if y.size > 1 else 0.0
    return PooledTables(
        method=method,
        measure=measure,
        estimate=estimate,
        se=se,
        stat=stat,
        p=2 * float(ndtr(-abs(stat))),
        ci_lb=estimate - half,
        ci_ub=estimate + half,
        level=level,
        k=int(t.n.size),
        k_effects=int(y.size),
        qe=qe,
        qe_p=float(chdtrc(y.size - 1, qe)) if y.size > 1 else 1.0,
        **tests,
    )
