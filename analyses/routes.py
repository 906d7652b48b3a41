"""The ways from a reading's printed numbers to an effect; None when one does not apply."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analyses import effect_sizes as es

Row = Mapping[str, Any]
RESIDUAL = (
    "an adjusted difference or a difference of changes, without the spread of the scores: "
    "standardised by the smaller spread that is left, so too large"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to turn a reading into an effect, not yet aligned with the benefit."""

    effect: es.Effect
    origin: str
    signed_by_benefit: bool = False
    odds: tuple[float, float] | None = None  # log odds ratio and its variance
    caution: str | None = None


Route = Callable[[Row], Candidate | None]


def _sizes(reading: Row) -> tuple[int, int] | None:
    if reading["n1i"] is None or reading["n2i"] is None:
        return None
    if reading["n_is"] in ("clusters", "total_only"):
        return None
    return int(reading["n1i"]), int(reading["n2i"])


def means(reading: Row) -> Candidate | None:
    numbers = [reading[k] for k in ("m1i", "sd1i", "m2i", "sd2i")]
    if reading["means_are"] not in ("post", "change") or None in numbers:
        return None
    sizes = _sizes(reading)
    if sizes is None:
        what = "health centres, not people" if reading["n_is"] == "clusters" else "not printed"
        raise es.EffectError(f"means and SDs are printed, but the arm sizes are {what}")
    effect = es.smd_from_means(sizes[0], numbers[0], numbers[1], sizes[1], numbers[2], numbers[3])
    if reading["means_are"] == "change":
        effect = replace(effect, formula="smd-means-change")
    return Candidate(effect, "computed")


def counts(reading: Row) -> Candidate | None:
    sizes = _sizes(reading)
    if reading["x1i"] is None or reading["x2i"] is None or sizes is None:
        return None
    odds = es.or_from_counts(int(reading["x1i"]), sizes[0], int(reading["x2i"]), sizes[1])
    return _from_odds(odds, "smd-from-or-counts", sizes)


def _from_odds(odds: es.Effect, formula: str, sizes: tuple[int, int] | None) -> Candidate:
    n1, n2 = sizes or (None, None)
    smd = replace(es.smd_from_log_or(odds.yi, odds.vi), formula=formula, n1i=n1, n2i=n2)
    return Candidate(smd, "converted", odds=(odds.yi, odds.vi))


def printed_smd(reading: Row) -> Candidate | None:
    if reading["effect_measure"] != "SMD":
        return None
    sizes = _sizes(reading)
    effect = _smd(reading, sizes)
    origin = reading["effect_origin"] or "reported"
    return Candidate(replace(effect, formula=f"{effect.formula}-{_source(origin)}"), origin)


def _source(origin: str) -> str:
    """Return the end of a formula's slug: derived, when a reader worked the effect out."""
    return "printed" if origin == "reported" else "derived"


def _smd(reading: Row, sizes: tuple[int, int] | None) -> es.Effect:
    value, is_g = reading["effect_value"], reading["smd_is"] == "g"
    n1, n2 = sizes or (None, None)
    # An interval that is impossible for so many people is not used; the sizes are.
    usable = sizes is None or "ci_implausible" not in (reading["flags"] or "")
    if usable and reading["effect_ci_lb"] is not None and reading["effect_ci_ub"] is not None:
        return es.smd_from_d_ci(
            value,
            reading["effect_ci_lb"],
            reading["effect_ci_ub"],
            reading["effect_ci_level"] or 0.95,
            n1,
            n2,
            is_g=is_g,
        )
    if reading["effect_se"] is not None:
        return es.smd_from_d_se(value, reading["effect_se"], n1, n2, is_g=is_g)
    if _exact_p(reading):
        se = es.se_from_p(value, reading["p_value"])
        return replace(es.smd_from_d_se(value, se, n1, n2, is_g=is_g), formula="smd-es-p")
    if sizes is None:
        raise es.EffectError("a standardised effect is printed without interval or arm sizes")
    return es.smd_from_d(value, sizes[0], sizes[1], is_g=is_g)


def test(reading: Row) -> Candidate | None:
    if reading["test_kind"] is None:
        return None
    two_arms = reading["test_compares"] == "between_two_arms"
    stable = reading["test_compares"] == "group_by_time" and reading["use"] == "sensitivity"
    if not (two_arms or stable) or reading["test_df1"] not in (None, 1):
        raise es.EffectError(f"the {reading['test_kind']} test is not one between two arms")
    sizes = _sizes(reading)
    if sizes is None:
        raise es.EffectError(f"a {reading['test_kind']} test is printed without the arm sizes")
    if reading["test_kind"] == "t":
        return Candidate(es.smd_from_t(reading["test_value"], *sizes), "converted")
    sign = _benefit_sign(reading)
    effect = es.smd_from_f(reading["test_value"], *sizes, sign=sign)
    return Candidate(effect, "converted", signed_by_benefit=True)


def _benefit_sign(reading: Row) -> int:
    signs = {"benefit": 1, "harm": -1}
    if reading["benefit"] not in signs:
        raise es.EffectError("the source does not say which arm did better")
    return signs[reading["benefit"]]


def _exact_p(reading: Row) -> bool:
    """Say whether an exact p of a test between the two arms is printed."""
    exact = reading["p_relation"] == "=" and reading["p_value"] is not None
    return exact and reading["p_compares"] == "between_two_arms"


def p_value(reading: Row) -> Candidate | None:
    if reading["p_relation"] != "=" or reading["p_value"] is None:
        return None
    if reading["p_compares"] == "unclear":
        raise es.EffectError("an exact p is printed, but not what it compares")
    if not _exact_p(reading):
        raise es.EffectError("p is not of a test between two arms")
    sizes = _sizes(reading)
    if sizes is None:
        raise es.EffectError("an exact p is printed without the arm sizes")
    effect = es.smd_from_p(reading["p_value"], *sizes, sign=_benefit_sign(reading))
    return Candidate(effect, "converted", signed_by_benefit=True)


def difference(reading: Row) -> Candidate | None:
    if reading["effect_measure"] not in ("MD", "MD_change"):
        return None
    sizes, se = _sizes(reading), _standard_error(reading)
    if se is None:
        raise es.EffectError("a mean difference is printed without interval or standard error")
    if sizes is None:
        raise es.EffectError(
            "a mean difference is printed without arm sizes or standard deviations"
        )
    spread = (reading["sd1i"], reading["sd2i"])
    if reading["means_are"] == "post" and None not in spread:
        effect = es.smd_from_md_se_sd(reading["effect_value"], se, *sizes, *spread)
        return Candidate(replace(effect, formula=f"{effect.formula}-printed"), "converted")
    effect = es.smd_from_md_se(reading["effect_value"], se, *sizes)
    modelled = reading["effect_adjusted"] or reading["effect_measure"] == "MD_change"
    return Candidate(
        replace(effect, formula=f"{effect.formula}-printed"),
        "converted",
        caution=RESIDUAL if modelled else None,
    )


def _standard_error(reading: Row) -> float | None:
    if reading["effect_se"] is not None:
        return float(reading["effect_se"])
    lower, upper = reading["effect_ci_lb"], reading["effect_ci_ub"]
    if lower is None or upper is None:
        return None
    if upper <= lower:
        raise es.EffectError("the printed interval has no width")
    level = reading["effect_ci_level"] or 0.95
    return float(es.se_from_ci(lower, upper, level, value=reading["effect_value"]))


def printed_ratio(reading: Row) -> Candidate | None:
    if reading["effect_measure"] != "OR":
        return None
    lower, upper = reading["effect_ci_lb"], reading["effect_ci_ub"]
    if lower is None or upper is None:
        if not _exact_p(reading):
            raise es.EffectError("an odds ratio is printed without its interval")
        log_ratio = math.log(reading["effect_value"])
        variance = es.se_from_p(log_ratio, reading["p_value"]) ** 2
        odds = es.Effect("OR", log_ratio, variance, "or-p", None, None)
        return _from_odds(odds, "smd-from-or-p-printed", _sizes(reading))
    level = reading["effect_ci_level"] or 0.95
    odds = es.log_ratio_from_ci(reading["effect_value"], lower, upper, level)
    return _from_odds(odds, "smd-from-or-printed", _sizes(reading))


def paired_t(reading: Row) -> Candidate | None:
    if reading["test_kind"] != "t" or reading["n1i"] is None:
        return None
    return Candidate(es.smcc_from_t(reading["test_value"], int(reading["n1i"])), "converted")


def change(reading: Row) -> Candidate | None:
    if reading["effect_measure"] not in ("MD", "MD_change") or reading["n1i"] is None:
        return None
    se = _standard_error(reading)
    if se is None:
        raise es.EffectError("a mean change is printed without interval or spread")
    effect = es.smcc_from_change(reading["effect_value"], se, int(reading["n1i"]))
    return Candidate(replace(effect, formula=f"{effect.formula}-printed"), "converted")


def printed_change(reading: Row) -> Candidate | None:
    if reading["effect_measure"] != "SMD":
        return None
    n = None if reading["n1i"] is None else int(reading["n1i"])
    se = _standard_error(reading)
    if se is None:
        raise es.EffectError("a standardised change is printed without its interval")
    effect = es.Effect("SMCC", reading["effect_value"], se**2, "smcc-printed", n, None)
    return Candidate(effect, reading["effect_origin"] or "reported")
