"""Findings set beside each other (levels) and beside published reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyses.findings import LEVELS, finding_id
from analyses.pooling import compare_levels

Row = Mapping[str, Any]
RANDOMISED = ("rct", "cluster_rct")


def level_comparison(
    pooled: Sequence[Row],
    members: Sequence[Row],
    effects: Mapping[str, Row],
    designs: Mapping[str, str],
    rules: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Compare the levels of each outcome family in the controlled evidence.

    Parameters
    ----------
    pooled, members : sequence of mapping
        Rows of ``pooled_effects`` and ``pool_members``.
    effects : mapping
        Effect rows by ``effect_id``.
    designs : mapping
        Design of each study.
    rules : mapping
        ``few_studies`` and ``share_gap``: fewer studies, or a larger difference in the share of
        randomised trials, end in ``not_comparable_yet``.

    Returns
    -------
    list of dict
        Rows of ``level_comparison``, for families with two pooled levels or more.
    """
    rows = []
    families = sorted({p["outcome_family"] for p in pooled})
    for family in families:
        inside = {
            p["level"]: _included(p["finding_id"], members, effects)
            for p in pooled
            if p["outcome_family"] == family
            and p["level"] != "any"
            and p["evidence_class"] == "controlled"
            and p["status"] == "pooled"
        }
        if len(inside) > 1:
            rows.append(_compare(family, inside, designs, rules))
    return rows


def _included(ident: str, members: Iterable[Row], effects: Mapping[str, Row]) -> list[Row]:
    return [effects[m["effect_id"]] for m in members if m["finding_id"] == ident and m["included"]]


def _compare(
    family: str,
    inside: Mapping[str, Sequence[Row]],
    designs: Mapping[str, str],
    rules: Mapping[str, Any],
) -> dict[str, Any]:
    levels = [level for level in LEVELS if level in inside]
    test = compare_levels(
        {
            level: ([e["yi"] for e in inside[level]], [e["vi"] for e in inside[level]])
            for level in levels
        }
    )
    shares = {
        level: sum(designs[e["study_id"]] in RANDOMISED for e in inside[level]) / len(inside[level])
        for level in levels
    }
    smallest = min(len(inside[level]) for level in levels)
    gap = max(shares.values()) - min(shares.values())
    comparable = smallest >= rules["few_studies"] and gap <= rules["share_gap"]
    return {
        "comparison_id": f"{family}-levels-controlled",
        "outcome_family": family,
        "evidence_class": "controlled",
        "levels": levels,
        "q_between": test.q,
        "df": test.df,
        "p": test.p,
        "verdict": "comparable_with_care" if comparable else "not_comparable_yet",
        "confounding": _confounding(levels, inside, shares),
    }


def _confounding(
    levels: Sequence[str], inside: Mapping[str, Sequence[Row]], shares: Mapping[str, float]
) -> str:
    parts = []
    for level in levels:
        effects = inside[level]
        constructs = sorted({str(e["construct_id"]) for e in effects})
        converted = sum(e["origin"] == "converted" for e in effects) / len(effects)
        parts.append(
            f"{level}: {len(effects)} studies, {shares[level]:.0%} randomised, "
            f"{converted:.0%} converted, outcomes {', '.join(constructs)}"
        )
    return "; ".join(parts)


def beside_reviews(reviews: Iterable[Row], pooled: Iterable[Row]) -> list[dict[str, Any]]:
    """Set each comparable published result beside our finding on the same question.

    Parameters
    ----------
    reviews : iterable of mapping
        Rows of ``reviews``; those with ``comparable`` false are left out.
    pooled : iterable of mapping
        Rows of ``pooled_effects``.

    Returns
    -------
    list of dict
        Rows of ``comparison``; their estimates are turned so that positive is a benefit.
    """
    ours = {p["finding_id"]: _ours(p) for p in pooled}
    rows = []
    for review in reviews:
        ident = finding_id(str(review["outcome_family"]), str(review["level_id"]), "controlled")
        mine = ours.get(ident)
        if mine is not None and _answers_ours(review):
            rows.append(_beside(review, mine))
    return rows


def _answers_ours(review: Row) -> bool:
    """Say whether a coder found a result comparable, and its coding bears that out."""
    return bool(
        review["comparable"]
        and review["estimate"] is not None
        and review["evidence_class"] == "controlled"
        and review["measure"] == "SMD"
        and review["benefit_direction"] in ("positive_is_benefit", "negative_is_benefit")
    )


def _ours(finding: Row) -> Row | None:
    """Return the headline of a finding, or what all its numbers say while they are unchecked."""
    if finding["status"] == "pooled":
        return finding
    if finding["status"] != "unchecked":
        return None
    numbers = {name: finding[f"{name}_all"] for name in ("k", "estimate", "ci_lb", "ci_ub")}
    return {**finding, **numbers}


def _beside(review: Row, mine: Row) -> dict[str, Any]:
    flip = -1 if review["benefit_direction"] == "negative_is_benefit" else 1
    estimate = flip * review["estimate"]
    bounds = sorted(flip * b for b in (review["ci_lb"], review["ci_ub"]) if b is not None)
    lower, upper = bounds if len(bounds) == 2 else (None, None)
    overlap = "not_compared"
    if lower is not None and upper is not None:
        overlap = "yes" if lower <= mine["ci_ub"] and mine["ci_lb"] <= upper else "no"
    return {
        "review_row_id": review["review_row_id"],
        "finding_id": mine["finding_id"],
        "review_title": review["title"],
        "review_outcome": review["outcome"],
        "review_k": review["k_studies"],
        "review_k_note": None if review["k_studies"] else review["k_studies_as_printed"],
        "review_estimate": estimate,
        "review_ci_lb": lower,
        "review_ci_ub": upper,
        "our_status": mine["status"],
        "our_k": mine["k"],
        "our_estimate": mine["estimate"],
        "our_ci_lb": mine["ci_lb"],
        "our_ci_ub": mine["ci_ub"],
        "difference": mine["estimate"] - estimate,
        "overlap": overlap,
        "note": review["comparable_reason"],
    }
