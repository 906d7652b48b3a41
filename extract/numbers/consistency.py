"""Whether a printed p can come from its printed statistic, and an interval from its estimate.

A printed number stands for all that round to it, so the question is always whether the interval
of values behind one print meets the interval behind the other.

References
----------
Nuijten, Hartgerink, van Assen, Epskamp and Wicherts (2016), "The prevalence of statistical
reporting errors in psychology (1985-2013)", Behavior Research Methods 48, 1205-1226: two-sided
tests unless the text says otherwise, rounding of the statistic allowed for, decision errors at
0.05. Unlike there, ``p = .000`` is read as what rounds to it. How tests are written: Publication
Manual of the American Psychological Association (7th ed., 2020), 6.40 to 6.45.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from extract.numbers.distributions import p_of_chi2, p_of_f, p_of_r, p_of_t, p_of_z

ALPHA = 0.05
# An interval from a t or bootstrap distribution may lean a little without being wrong.
LEAN = 0.15


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number and the values that round to its print."""

    value: float
    decimals: int

    @property
    def half(self) -> float:
        """Half a unit of the last printed digit."""
        return 0.5 * 10.0**-self.decimals * (1 + 1e-9)


@dataclass(frozen=True, slots=True)
class Check:
    """What a recomputed p says of the printed one; ``p`` is None where none can be computed."""

    p: float | None = None
    consistent: bool | None = None
    decision_error: bool = False
    flags: tuple[str, ...] = ()


def p_value(statistic: str, value: float, df1: float | None, df2: float | None) -> float | None:
    """Return the two-sided p of a statistic (upper tail for F, chi2 and Q).

    Parameters
    ----------
    statistic : str
        ``t``, ``F``, ``chi2``, ``r``, ``z`` or ``Q``.
    value : float
    df1, df2 : float or None
        F has both, chi2 and Q the first, t and r the second; z needs none.

    Returns
    -------
    float or None
        None where degrees of freedom are missing or not positive.

    Examples
    --------
    >>> round(p_value("t", 2.0, None, 28), 4)
    0.0553
    """
    if any(df is not None and df <= 0 for df in (df1, df2)):
        return None
    if statistic == "z":
        return p_of_z(value)
    if statistic in ("chi2", "Q") and df1 is not None and value >= 0:
        return p_of_chi2(value, df1)
    if statistic == "F" and df1 is not None and df2 is not None and value >= 0:
        return p_of_f(value, df1, df2)
    if statistic in ("t", "r") and df2 is not None:
        return (p_of_t if statistic == "t" else p_of_r)(value, df2)
    return None


def check_p(
    statistic: str,
    value: Rounded,
    comparison: str,
    dfs: tuple[float | None, float | None],
    p: tuple[str, Rounded] | None,
    *,
    one_tailed: bool = False,
) -> Check:
    """Hold a printed p against its statistic.

    Parameters
    ----------
    statistic : str
    value : Rounded
        The statistic as printed.
    comparison : str
        Of the statistic: "=", "<" or ">".
    dfs : tuple of float or None
        First and second degrees of freedom.
    p : tuple of str and Rounded, or None
        Comparison and number of the printed p.
    one_tailed : bool
        The text speaks of a one-tailed test; then half the p may be meant, and a flag says so.
    """
    computed = p_value(statistic, value.value, *dfs)
    if computed is None or p is None:
        return Check(p=computed)
    size = abs(value.value)
    low = p_value(statistic, _size(statistic, size + value.half), *dfs)
    high = p_value(statistic, max(size - value.half, 0.0), *dfs)
    if low is None or high is None:
        return Check(p=computed)
    low, high = (0.0 if comparison == ">" else low), (1.0 if comparison == "<" else high)
    flags = ("p printed as zero",) if p[1].value == 0 and p[0] == "=" else ()
    if _meets(low, high, *p):
        return Check(computed, True, flags=flags)
    if one_tailed and statistic in ("t", "z", "r") and _meets(low / 2, high / 2, *p):
        return Check(computed, True, flags=(*flags, "consistent only as a one-tailed test"))
    return Check(computed, False, _decides_otherwise(low, high, *p), flags)


def _size(statistic: str, size: float) -> float:
    return min(size, 1.0) if statistic == "r" else size


def _meets(low: float, high: float, comparison: str, p: Rounded) -> bool:
    if comparison == "<":
        return low < p.value + 1e-12
    if comparison == ">":
        return high > p.value - 1e-12
    return low <= p.value + p.half and high >= p.value - p.half


def _decides_otherwise(low: float, high: float, comparison: str, p: Rounded) -> bool:
    """Tell whether print and computation lie on different sides of 0.05."""
    if comparison == "<":
        return p.value <= ALPHA and low > ALPHA
    if comparison == ">":
        return p.value >= ALPHA and high <= ALPHA
    return (p.value <= ALPHA and low > ALPHA) or (p.value > ALPHA and high <= ALPHA)


def check_interval(
    estimate: Rounded, low: Rounded, high: Rounded, *, ratio: bool, p: tuple[str, Rounded] | None
) -> tuple[str, ...]:
    """Hold an interval against its estimate and its p.

    Parameters
    ----------
    estimate, low, high : Rounded
        As printed.
    ratio : bool
        Of a ratio, whose interval is even on the log scale and whose null value is 1.
    p : tuple of str and Rounded, or None
        Comparison and number, for a 95% interval only.

    Returns
    -------
    tuple of str
        What does not fit, in plain words; empty where all fits.
    """
    flags = []
    if low.value > high.value:
        return ("interval printed the wrong way round",)
    if (
        not low.value - low.half - estimate.half
        <= estimate.value
        <= (high.value + high.half + estimate.half)
    ):
        flags.append("estimate outside its own interval")
    elif _leans(estimate, low, high, ratio=ratio):
        flags.append("interval not even around its estimate")
    if p is not None and _contradicts(low, high, 1.0 if ratio else 0.0, *p):
        flags.append("interval and p disagree about significance")
    return tuple(flags)


def _leans(estimate: Rounded, low: Rounded, high: Rounded, *, ratio: bool) -> bool:
    """Tell whether the two halves of an interval differ by more than rounding and a little."""
    ends = [(x.value - x.half, x.value + x.half) for x in (low, estimate, high)]
    if ratio:
        if ends[0][0] <= 0:
            return False
        ends = [(math.log(a), math.log(b)) for a, b in ends]
    (l0, l1), (e0, e1), (h0, h1) = ends
    below, above = (e0 - l1, e1 - l0), (h0 - e1, h1 - e0)
    return below[0] > above[1] * (1 + LEAN) or above[0] > below[1] * (1 + LEAN)


def _contradicts(low: Rounded, high: Rounded, null: float, comparison: str, p: Rounded) -> bool:
    inside = low.value + low.half < null < high.value - high.half
    outside = null < low.value - low.half or null > high.value + high.half
    if comparison == ">" or (comparison == "=" and p.value - p.half > ALPHA):
        return p.value >= ALPHA and outside
    if comparison == "<" or p.value + p.half < ALPHA:
        return p.value <= ALPHA and inside
    return False
