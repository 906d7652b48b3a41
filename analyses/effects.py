"""Readings to effects: which printed numbers are used, by which formula, or why none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analyses import effect_sizes as es

Row = Mapping[str, Any]
Z95 = 1.959963984540054
PREFERRED = "another number of the same reading is preferred: "
NO_NUMBER = "no number from which an effect can be computed is printed on the page read"
UNCONVERTIBLE = {
    "RD_points": "a difference in percentage points, without the numbers of people affected",
    "IRR": "a rate ratio of counts, which has no standardised form without the spread",
    "beta": "a regression coefficient on an unstated scale",
    "slope": "a slope over several occasions, not a difference between arms at one time",
    "r": "a correlation, not a difference between groups",
    "relative_change": "a relative change, without the numbers behind it",
    "RR": "a risk ratio without the numbers of people affected",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to turn a reading into an effect, not yet aligned with the benefit."""

    effect: es.Effect
    origin: str
    signed_by_benefit: bool = False
    odds: tuple[float, float] | None = None  # log odds ratio and its variance
    caution: str | None = None


def effect_rows(readings: Iterable[Row], contexts: Mapping[str, Row]) -> list[dict[str, Any]]:
    """Turn every reading into effects, or into the reason why there is none.

    Parameters
    ----------
    readings : iterable of mapping
        Rows of the table ``readings``.
    contexts : mapping
        For each ``contrast_id``: ``level, design, evidence_class, construct_id, outcome_family,
        higher_is_better, time_weeks, time_kind, intervention_types``.

    Returns
    -------
    list of dict
        Rows of the table ``effect_sizes``: at least one for each reading. The first effect of a
        reading keeps its use; further ones, from other numbers of the same reading, are shown and
        never pooled.
    """
    rows: list[dict[str, Any]] = []
    for reading in readings:
        rows += _rows_of(reading, contexts[reading["contrast_id"]])
    return rows


def _rows_of(reading: Row, context: Row) -> list[dict[str, Any]]:
    base = _base(reading, context)
    candidates, refused = candidates_of(reading, context)
    rows: list[dict[str, Any]] = []
    for candidate in candidates:
        try:
            aligned = _align(candidate, reading, context)
        except es.EffectError as err:
            refused.append(str(err))
            continue
        row = base | _numbers(aligned, candidate)
        if rows:
            row |= {
                "effect_id": f"{reading['reading_id']}-{candidate.effect.formula}",
                "use": "none",
                "use_reason": PREFERRED + str(rows[0]["formula"]),
            }
        elif candidate.caution and row["use"] == "main":
            row |= {"use": "sensitivity", "use_reason": candidate.caution}
        rows.append(row)
    if rows:
        return rows
    reasons = list(dict.fromkeys([*_given(reading), *refused])) or [NO_NUMBER]
    return [base | {"use": "none", "no_effect_reason": "; ".join(reasons)}]


def _given(reading: Row) -> list[str]:
    return [reading["use_reason"]] if reading["use"] == "none" and reading["use_reason"] else []


def _base(reading: Row, context: Row) -> dict[str, Any]:
    kept = (
        "contrast_id",
        "study_id",
        "use",
        "use_reason",
        "flags",
        "evidence_id",
        "review_status",
        "reading_id",
    )
    told = (
        "level",
        "evidence_class",
        "construct_id",
        "outcome_family",
        "intervention_types",
        "time_weeks",
        "time_kind",
    )
    return {
        "effect_id": reading["reading_id"],
        **{k: reading[k] for k in kept},
        **{k: context[k] for k in told},
    }


def _align(candidate: Candidate, reading: Row, context: Row) -> es.Effect:
    if candidate.signed_by_benefit:
        return candidate.effect
    if context["higher_is_better"] is None:
        raise es.EffectError("it is not known whether a higher score is better")
    if reading["effect_sign"] == "unclear" and candidate.effect.formula.endswith("printed"):
        raise es.EffectError("the direction of the printed effect is not known")
    return es.align(candidate.effect, higher_is_better=bool(context["higher_is_better"]))


def _numbers(effect: es.Effect, candidate: Candidate) -> dict[str, Any]:
    se = effect.vi**0.5
    row: dict[str, Any] = {
        "measure": effect.measure,
        "yi": effect.yi,
        "vi": effect.vi,
        "se": se,
        "ci_lb": effect.yi - Z95 * se,
        "ci_ub": effect.yi + Z95 * se,
        "n1i": effect.n1i,
        "n2i": effect.n2i,
        "formula": effect.formula,
        "origin": candidate.origin,
        "no_effect_reason": None,
    }
    if candidate.odds:
        row |= es.ratio_with_interval(*candidate.odds)
    return row


def candidates_of(reading: Row, context: Row) -> tuple[list[Candidate], list[str]]:
    """Return every effect that a reading allows, best first, and why the others fail.

    The order is a rule of the methods pages. Individually randomised and non-randomised studies:
    means or counts, printed standardised effect, test statistic, exact p, unstandardised
    difference, printed ratio. Cluster trials: the printed (adjusted) numbers first.
    """
    if reading["use"] == "none" and not _shown_only(reading):
        return [], []
    if context["evidence_class"] == "pre_post":
        routes: list[Route] = [_change, _paired_t, _printed_change]
    else:
        routes = [_means, _counts, _printed_smd, _test, _p_value, _difference, _printed_ratio]
        if context["design"] == "cluster_rct":
            routes = [_printed_smd, _difference, _printed_ratio, _means, _counts]
    found: list[Candidate] = []
    refused: list[str] = []
    for route in routes:
        try:
            candidate = route(reading)
        except es.EffectError as err:
            refused.append(str(err))
            continue
        if candidate is not None:
            found.append(_cluster_caution(candidate, reading, context))
    return found, [*refused, *_unusable(reading)] if not found else []


def _shown_only(reading: Row) -> bool:
    """Say whether a reading that is never pooled still has an effect worth showing."""
    return "implausible" not in (reading["flags"] or "")


def _unusable(reading: Row) -> Iterator[str]:
    reason = UNCONVERTIBLE.get(reading["effect_measure"] or "")
    if reason:
        yield f"the source prints {reason}"
    if reading["p_relation"] in ("<", ">", "ns", "significant") and not reason:
        yield "only a bound on p is printed, and a bound is not a value"


def _cluster_caution(candidate: Candidate, reading: Row, context: Row) -> Candidate:
    raw = candidate.effect.formula.startswith(("smd-means", "or-counts", "smd-from-or-counts"))
    if context["design"] != "cluster_rct" or not (raw or reading["effect_adjusted"] is False):
        return candidate
    return replace(candidate, caution="a cluster trial whose clustering is not in these numbers")


Route = Callable[[Row], Candidate | None]


def _sizes(reading: Row) -> tuple[int, int] | None:
    if reading["n1i"] is None or reading["n2i"] is None:
        return None
    if reading["n_is"] in ("clusters", "total_only"):
        return None
    return int(reading["n1i"]), int(reading["n2i"])


def _means(reading: Row) -> Candidate | None:
    numbers = [reading[k] for k in ("m1i", "sd1i", "m2i", "sd2i")]
    if reading["means_are"] not in ("post", "change") or None in numbers:
        return None
    sizes = _sizes(reading)
    if sizes is None:
        what = "health centres, not people" if reading["n_is"] == "clusters" else "not printed"
        raise es.EffectError(f"means and SDs are printed, but the arm sizes are {what}")
    effect = es.smd_from_means(sizes[0], numbers[0], numbers[1], sizes[1], numbers[2], numbers[3])
    return Candidate(effect, "computed")


def _counts(reading: Row) -> Candidate | None:
    sizes = _sizes(reading)
    if reading["x1i"] is None or reading["x2i"] is None or sizes is None:
        return None
    odds = es.or_from_counts(int(reading["x1i"]), sizes[0], int(reading["x2i"]), sizes[1])
    return _from_odds(odds, "smd-from-or-counts", sizes)


def _from_odds(odds: es.Effect, formula: str, sizes: tuple[int, int] | None) -> Candidate:
    n1, n2 = sizes or (None, None)
    smd = replace(es.smd_from_log_or(odds.yi, odds.vi), formula=formula, n1i=n1, n2i=n2)
    return Candidate(smd, "converted", odds=(odds.yi, odds.vi))


def _printed_smd(reading: Row) -> Candidate | None:
    if reading["effect_measure"] != "SMD":
        return None
    sizes = _sizes(reading)
    effect = _smd(reading, sizes)
    origin = reading["effect_origin"] or "reported"
    return Candidate(replace(effect, formula=f"{effect.formula}-printed"), origin)


def _smd(reading: Row, sizes: tuple[int, int] | None) -> es.Effect:
    value, is_g = reading["effect_value"], reading["smd_is"] == "g"
    n1, n2 = sizes or (None, None)
    if reading["effect_ci_lb"] is not None and reading["effect_ci_ub"] is not None:
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
    if sizes is None:
        raise es.EffectError("a standardised effect is printed without interval or arm sizes")
    return es.smd_from_d(value, sizes[0], sizes[1], is_g=is_g)


def _test(reading: Row) -> Candidate | None:
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


def _p_value(reading: Row) -> Candidate | None:
    if reading["p_relation"] != "=" or reading["p_value"] is None:
        return None
    if reading["p_compares"] != "between_two_arms":
        raise es.EffectError("p is not of a test between two arms")
    sizes = _sizes(reading)
    if sizes is None:
        raise es.EffectError("an exact p is printed without the arm sizes")
    effect = es.smd_from_p(reading["p_value"], *sizes, sign=_benefit_sign(reading))
    return Candidate(effect, "converted", signed_by_benefit=True)


def _difference(reading: Row) -> Candidate | None:
    if reading["effect_measure"] not in ("MD", "MD_change"):
        return None
    sizes, se = _sizes(reading), _standard_error(reading)
    if se is None:
        raise es.EffectError("a mean difference is printed without interval or standard error")
    if sizes is None:
        raise es.EffectError(
            "a mean difference is printed without arm sizes or standard deviations"
        )
    effect = es.smd_from_md_se(reading["effect_value"], se, *sizes)
    return Candidate(replace(effect, formula=f"{effect.formula}-printed"), "converted")


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


def _printed_ratio(reading: Row) -> Candidate | None:
    if reading["effect_measure"] != "OR":
        return None
    lower, upper = reading["effect_ci_lb"], reading["effect_ci_ub"]
    if lower is None or upper is None:
        raise es.EffectError("an odds ratio is printed without its interval")
    level = reading["effect_ci_level"] or 0.95
    odds = es.log_ratio_from_ci(reading["effect_value"], lower, upper, level)
    return _from_odds(odds, "smd-from-or-printed", _sizes(reading))


def _paired_t(reading: Row) -> Candidate | None:
    if reading["test_kind"] != "t" or reading["n1i"] is None:
        return None
    return Candidate(es.smcc_from_t(reading["test_value"], int(reading["n1i"])), "converted")


def _change(reading: Row) -> Candidate | None:
    if reading["effect_measure"] not in ("MD", "MD_change") or reading["n1i"] is None:
        return None
    lower, upper = reading["effect_ci_lb"], reading["effect_ci_ub"]
    if lower is None or upper is None:
        raise es.EffectError("a mean change is printed without interval or spread")
    effect = es.smcc_from_change(
        reading["effect_value"],
        lower,
        upper,
        reading["effect_ci_level"] or 0.95,
        int(reading["n1i"]),
    )
    return Candidate(replace(effect, formula=f"{effect.formula}-printed"), "converted")


def _printed_change(reading: Row) -> Candidate | None:
    if reading["effect_measure"] != "SMD":
        return None
    n = None if reading["n1i"] is None else int(reading["n1i"])
    lower, upper = reading["effect_ci_lb"], reading["effect_ci_ub"]
    if lower is None or upper is None:
        raise es.EffectError("a standardised change is printed without its interval")
    se = es.se_from_ci(
        lower, upper, reading["effect_ci_level"] or 0.95, value=reading["effect_value"]
    )
    effect = es.Effect("SMCC", reading["effect_value"], se**2, "smcc-printed", n, None)
    return Candidate(effect, reading["effect_origin"] or "reported")
