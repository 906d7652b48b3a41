"""From the printed numbers of one study to a standardised effect: group 1 minus group 2.

The formulas are those of `analyses.measures`; here each input is checked and refused with a reason
that a reader of the site understands (`EffectError`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from scipy.stats import norm

from analyses.measures import escalc, hedges_j
from analyses.measures.conversions import log_or_to_d, p_to_se

Z975 = float(norm.ppf(0.975))
ASYMMETRY = 0.15  # largest shift of an estimate from the middle of its interval, in half-widths


class EffectError(ValueError):
    """Numbers from which no effect can be computed; the message is the reason shown to readers."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect and its sampling variance.

    Attributes
    ----------
    measure : {"SMD", "SMCC", "OR"}
        ``OR`` is on the log scale.
    yi, vi : float
        Effect and variance (> 0, squared unit of yi).
    formula : str
        Slug of the formula, explained on the methods page.
    n1i, n2i : int or None
        People per arm, when printed.
    """

    measure: str
    yi: float
    vi: float
    formula: str
    n1i: int | None
    n2i: int | None


def align(effect: Effect, *, higher_is_better: bool) -> Effect:
    """Return the effect with the sign that makes positive favour the intervention."""
    return effect if higher_is_better else replace(effect, yi=-effect.yi)


def _sizes(n1: int, n2: int) -> None:
    for n in (n1, n2):
        if n < 2:
            raise EffectError(f"an arm of {n} people; at least 2 are needed")
    if n1 + n2 < 4:
        raise EffectError("fewer than 4 people")


def _finite(**values: float) -> None:
    for name, value in values.items():
        if not math.isfinite(value):
            raise EffectError(f"{name} is {value}; a finite number is needed")


def _one(measure: str, formula: str, n1: int, n2: int | None, **columns: float) -> Effect:
    """Return the effect of one study by a measure of `escalc`."""
    one: dict[str, Any] = {name: [value] for name, value in columns.items()}
    found = escalc(measure, **one)
    return Effect(measure, float(found.yi[0]), float(found.vi[0]), formula, n1, n2)


def _smd(formula: str, n1: int, n2: int, **columns: float) -> Effect:
    return _one("SMD", formula, n1, n2, n1i=n1, n2i=n2, **columns)


def _j(n1: int, n2: int) -> float:
    return float(hedges_j(n1 + n2 - 2))


def smd_from_means(n1: int, m1: float, sd1: float, n2: int, m2: float, sd2: float) -> Effect:
    """Return Hedges' g from two means, standard deviations and sizes.

    g = J (m1 - m2) / s_pooled, as ``escalc(measure="SMD")`` of metafor.
    """
    _sizes(n1, n2)
    _finite(m1=m1, m2=m2, sd1=sd1, sd2=sd2)
    if sd1 <= 0 or sd2 <= 0:
        raise EffectError(f"standard deviations {sd1:g} and {sd2:g}; both must be above 0")
    return _smd("smd-means", n1, n2, m1i=m1, sd1i=sd1, m2i=m2, sd2i=sd2)


def smd_from_t(t: float, n1: int, n2: int) -> Effect:
    """Return g from the t of two independent groups: d = t sqrt(1/n1 + 1/n2)."""
    _sizes(n1, n2)
    _finite(t=t)
    return _smd("smd-t", n1, n2, ti=t)


def smd_from_f(f: float, n1: int, n2: int, *, sign: int) -> Effect:
    """Return g from the F of two groups (1 numerator degree of freedom): |t| = sqrt(F)."""
    if f < 0:
        raise EffectError(f"F = {f:g}; F cannot be negative")
    return replace(smd_from_t(sign * math.sqrt(f), n1, n2), formula="smd-f")


def smd_from_p(p: float, n1: int, n2: int, *, sign: int) -> Effect:
    """Return g from the exact two-sided p of a t test of two groups, by the t of that p."""
    _sizes(n1, n2)
    if not 0 < p < 1:
        raise EffectError(f"p = {p:g}; a value between 0 and 1 is needed")
    return _smd("smd-p", n1, n2, pi=sign * p)


def smd_from_md_se(md: float, se: float, n1: int, n2: int) -> Effect:
    """Return g from a mean difference and its standard error.

    SD = SE / sqrt(1/n1 + 1/n2), Cochrane Handbook 6.5.2.3. For an adjusted difference this SD is
    that of the residuals, so g tends to be too large; the methods page says so.
    """
    _sizes(n1, n2)
    _finite(md=md, se=se)
    if se <= 0:
        raise EffectError(f"a standard error of {se:g}; it must be above 0")
    return _smd("smd-md-se", n1, n2, ti=md / se)


def smd_from_md_se_sd(md: float, se: float, n1: int, n2: int, sd1: float, sd2: float) -> Effect:
    """Return g from an adjusted difference and the standard deviations of the scores.

    d = MD / pooled SD, standard error SE / pooled SD: so the interval keeps what the adjustment
    for clusters or baseline did to it.
    """
    _sizes(n1, n2)
    _finite(md=md, se=se, sd1=sd1, sd2=sd2)
    if min(se, sd1, sd2) <= 0:
        raise EffectError("a standard error or standard deviation that is not above 0")
    pooled = math.sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / (n1 + n2 - 2))
    j = _j(n1, n2)
    return Effect("SMD", j * md / pooled, (j * se / pooled) ** 2, "smd-md-sd", n1, n2)


def _unit(*printed: float) -> float:
    """Return one unit of the last decimal that any of the printed numbers shows.

    The estimate and the middle of its interval are each rounded by up to half of it.
    """
    decimals = max(-int(Decimal(repr(float(x))).normalize().as_tuple().exponent) for x in printed)
    return float(1.001 * 10.0 ** -max(0, decimals))


def se_from_ci(lower: float, upper: float, level: float, *, value: float) -> float:
    """Return the standard error of an estimate from its interval (normal quantile).

    Raises
    ------
    EffectError
        When the interval does not hold the estimate, or is not symmetric around it.
    """
    _finite(lower=lower, upper=upper, value=value)
    half = (upper - lower) / 2
    if not lower < upper or not lower <= value <= upper:
        raise EffectError(f"the interval {lower:g} to {upper:g} does not hold {value:g}")
    if abs((lower + upper) / 2 - value) > ASYMMETRY * half + _unit(lower, upper, value):
        raise EffectError(f"the printed interval {lower:g} to {upper:g} is not around {value:g}")
    return half / float(norm.ppf(0.5 + level / 2))


def se_from_p(estimate: float, p: float) -> float:
    """Return the standard error of an estimate from its exact two-sided p: |estimate| / z.

    Cochrane Handbook 6.3.2. Of a ratio, give the logarithm.
    """
    _finite(estimate=estimate)
    if not 0 < p < 1:
        raise EffectError(f"p = {p:g}; a value between 0 and 1 is needed")
    if estimate == 0:
        raise EffectError("an estimate of no effect; its p says nothing about its precision")
    return float(p_to_se(estimate, p))


def smd_from_d_ci(
    d: float,
    lower: float,
    upper: float,
    level: float,
    n1: int | None,
    n2: int | None,
    *,
    is_g: bool,
) -> Effect:
    """Return g from a printed standardised difference and its interval.

    The variance is that of the printed interval. A d is corrected by J when both sizes are known.
    """
    se = se_from_ci(lower, upper, level, value=d)
    return replace(smd_from_d_se(d, se, n1, n2, is_g=is_g), formula="smd-ci")


def smd_from_d_se(d: float, se: float, n1: int | None, n2: int | None, *, is_g: bool) -> Effect:
    """Return g from a printed standardised difference and its standard error."""
    _finite(d=d, se=se)
    if se <= 0:
        raise EffectError(f"a standard error of {se:g}; it must be above 0")
    j = 1.0
    if not is_g and n1 is not None and n2 is not None:
        _sizes(n1, n2)
        j = _j(n1, n2)
    return Effect("SMD", j * d, (j * se) ** 2, "smd-se", n1, n2)


def smd_from_d(d: float, n1: int, n2: int, *, is_g: bool) -> Effect:
    """Return g from a printed standardised difference and the sizes alone."""
    _sizes(n1, n2)
    _finite(d=d)
    # metafor's variance takes g, so a printed g enters as the d that it came from
    return _smd("smd-d", n1, n2, di=d / _j(n1, n2) if is_g else d)


def or_from_counts(x1: int, n1: int, x2: int, n2: int) -> Effect:
    """Return the log odds ratio of two groups; 0.5 is added to all cells when one is zero.

    ``escalc(measure="OR")`` of metafor. A table with no events, or only events, in both groups
    carries no information and is refused.
    """
    cells = (x1, n1 - x1, x2, n2 - x2)
    if min(cells) < 0 or n1 < 1 or n2 < 1:
        raise EffectError(f"{x1} events of {n1} and {x2} of {n2}; events must be 0 to n")
    if x1 + x2 in (0, n1 + n2):
        raise EffectError("no events, or only events, in both groups")
    formula = "or-counts-half" if 0 in cells else "or-counts"
    return _one("OR", formula, n1, n2, ai=x1, n1i=n1, ci=x2, n2i=n2)


def log_ratio_from_ci(value: float, lower: float, upper: float, level: float) -> Effect:
    """Return a log ratio and its variance from a printed ratio and its interval."""
    if min(value, lower, upper) <= 0:
        raise EffectError(f"a ratio {value:g} [{lower:g}, {upper:g}]; all must be above 0")
    # Printed with two decimals, a small lower limit is rounded by several per cent.
    unit = _unit(value, lower, upper)
    middle = math.log(value)
    low, high = math.log(lower), math.log(upper)
    rounding = unit / 2 * (1 / lower + 1 / value)
    if not lower < upper or not lower <= value <= upper:
        raise EffectError(f"the interval {lower:g} to {upper:g} does not hold {value:g}")
    if abs((low + high) / 2 - middle) > ASYMMETRY * (high - low) / 2 + rounding:
        raise EffectError(f"the printed interval {lower:g} to {upper:g} is not around {value:g}")
    se = (high - low) / 2 / float(norm.ppf(0.5 + level / 2))
    return Effect("OR", middle, se**2, "or-ci", None, None)


def smd_from_log_or(log_or: float, variance: float) -> Effect:
    """Return the standardised difference of a log odds ratio: times sqrt(3)/pi.

    Chinn (2000), Stat. Med. 19:3127; Borenstein et al. (2009), eqs 7.1 and 7.2.
    """
    d, v = log_or_to_d(log_or, variance)
    return Effect("SMD", float(d), float(v), "smd-or", None, None)


def ratio_with_interval(log_ratio: float, variance: float) -> dict[str, float]:
    """Return a ratio and its 95% interval from its logarithm, by the column names of a table."""
    half = Z975 * math.sqrt(variance)
    return {
        "odds_ratio": math.exp(log_ratio),
        "or_ci_lb": math.exp(log_ratio - half),
        "or_ci_ub": math.exp(log_ratio + half),
    }


def smcc_from_t(t: float, n: int) -> Effect:
    """Return the standardised mean change of one group from its paired t.

    g = J(n - 1) t / sqrt(n), variance 1/n + g^2 / (2n): standardised by the SD of the changes,
    ``escalc(measure="SMCC")`` of metafor.
    """
    if n < 3:
        raise EffectError(f"a group of {n} people; at least 3 are needed")
    _finite(t=t)
    return _one("SMCC", "smcc-t", n, None, ti=t, ni=n)


def smcc_from_change(change: float, se: float, n: int) -> Effect:
    """Return the standardised mean change from a mean change and its standard error."""
    if se <= 0:
        raise EffectError(f"a standard error of {se:g}; it must be above 0")
    return replace(smcc_from_t(change / se, n), formula="smcc-ci")
