"""Readings to effects: which printed numbers are used, by which formula, or why none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from analyses import effect_sizes as es
from analyses import routes as by
from analyses.routes import Candidate, Route

Row = Mapping[str, Any]
Z95 = 1.959963984540054
CLUSTERED = "a cluster trial, and nothing says that these numbers allow for its clusters"
PREFERRED = "another number of the same reading is preferred: "
# Formulas whose variance comes from numbers of people, as if each were independent.
UNCLUSTERED = ("smd-means", "smd-from-or-counts", "smd-md-se-printed", "smd-d-", "smd-p")
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
    if reading["effect_sign"] == "unclear" and candidate.effect.formula.endswith(
        ("printed", "derived")
    ):
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
        routes: list[Route] = [by.change, by.paired_t, by.printed_change]
    else:
        routes = [
            by.means,
            by.counts,
            by.printed_smd,
            by.test,
            by.p_value,
            by.difference,
            by.printed_ratio,
        ]
        if context["design"] == "cluster_rct":
            routes = [by.printed_smd, by.difference, by.printed_ratio, by.means, by.counts]
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
    return found, [*refused, *_unusable(reading, context)] if not found else []


def _shown_only(reading: Row) -> bool:
    """Say whether a reading that is never pooled still has an effect worth showing."""
    return "implausible" not in (reading["flags"] or "")


def _unusable(reading: Row, context: Row) -> Iterator[str]:
    reason = UNCONVERTIBLE.get(reading["effect_measure"] or "")
    if reason:
        yield f"the source prints {reason}"
    if context["evidence_class"] == "pre_post":
        yield from _unpaired(reading)
    if reading["p_relation"] in ("<", ">", "ns", "significant") and not reason:
        yield "only a bound on p is printed, and a bound is not a value"


def _unpaired(reading: Row) -> Iterator[str]:
    """Say which numbers of one group before and after cannot be used, because pairs are unknown."""
    if reading["x1i"] is not None or reading["effect_measure"] == "OR":
        yield "counts or odds before and after are printed, not who changed"
    if reading["test_kind"] == "F" or (reading["p_relation"] == "=" and reading["n1i"]):
        yield "the printed test is not stated to compare the same people before and after"
    if reading["m1i"] is not None and reading["m2i"] is not None:
        yield "means before and after are printed without the spread of the changes"


def _cluster_caution(candidate: Candidate, reading: Row, context: Row) -> Candidate:
    raw = candidate.effect.formula.startswith(UNCLUSTERED)
    stated = reading["effect_adjusted"] is True
    if context["design"] == "cluster_rct" and (raw or not stated):
        return replace(candidate, caution=CLUSTERED)
    return candidate
