"""Our findings set beside published reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analyses.findings import finding_id

Row = Mapping[str, Any]


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
    numbers = {name: finding[f"{name}_all"] for name in ("n_studies", "estimate", "ci_lb", "ci_ub")}
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
        "our_k": mine["n_studies"],
        "our_estimate": mine["estimate"],
        "our_ci_lb": mine["ci_lb"],
        "our_ci_ub": mine["ci_ub"],
        "difference": mine["estimate"] - estimate,
        "overlap": overlap,
        "note": review["comparable_reason"],
    }
