"""What would change, and what to look at first; the pooled evidence itself never moves."""

from __future__ import annotations

from typing import Any

import pytest

from analyses.machine.queue import contrast_entries, difference_entries, move, ranked
from analyses.machine.what_if import by_finding, what_if_rows

FINDING: dict[str, Any] = {
    "finding_id": "burnout-team-controlled",
    "estimate": 0.2,
    "se": 0.1,
    "tau2": 0.0,
    "ci_lb": 0.0,
    "ci_ub": 0.4,
}


def machine(ident: str = "p1-c0001", **given: Any) -> dict[str, Any]:
    """Return a machine-read effect that would be included."""
    row = {
        "machine_contrast_id": ident,
        "paper_id": ident[:2],
        "is_example": False,
        "level": "team",
        "construct_id": "emotional-exhaustion",
        "outcome_family": "burnout",
        "intervention_types": None,
        "time_kind": "post",
        "time_weeks": 8.0,
        "yi": 0.6,
        "vi": 0.01,
        "formula": "smd-means",
        "origin": "computed",
        "what_if": True,
        "what_if_reason": None,
        "no_effect_reason": None,
        "confidence": 0.9,
        "review_status": "machine",
    }
    return row | given


def coded(ident: str, yi: float) -> dict[str, Any]:
    """Return a checked effect."""
    return {"effect_id": ident, "study_id": ident, "yi": yi, "vi": 0.02}


def test_effects_go_to_the_findings_of_their_level_and_types_that_are_there() -> None:
    effect = machine(intervention_types="balint-group;coaching")
    known = ["burnout-team-controlled", "burnout-balint-group-controlled"]
    assert sorted(by_finding([effect], known)) == sorted(known)


@pytest.mark.parametrize("given", [{"is_example": True}, {"what_if": False}])
def test_examples_and_unsure_readings_reach_no_estimate(given: dict[str, Any]) -> None:
    assert by_finding([machine(**given)], [FINDING["finding_id"]]) == {}


def test_one_effect_a_paper_construct_and_time_and_the_end_before_follow_up() -> None:
    effects = [
        machine("p1-c0001", confidence=0.91),
        machine("p1-c0002", confidence=0.95),
        machine("p1-c0003", time_kind="follow_up", time_weeks=26.0),
        machine("p1-c0004", confidence=0.99, time_weeks=12.0),
        machine("p2-c0001"),
    ]
    chosen = by_finding(effects, [FINDING["finding_id"]])[FINDING["finding_id"]]
    assert [e["machine_contrast_id"] for e in chosen] == ["p1-c0002", "p2-c0001"]


def test_the_estimate_with_them_stands_beside_the_one_without() -> None:
    found = by_finding([machine(yi=0.3, vi=0.02)], [FINDING["finding_id"]])
    inside = {FINDING["finding_id"]: [coded("a", 0.1), coded("b", 0.2)]}
    (row,) = what_if_rows(found, {FINDING["finding_id"]: FINDING}, inside, 0.6)
    # equal variances and Q below its degrees of freedom: the plain mean of 0.1, 0.2 and 0.3
    assert row["estimate_if"] == pytest.approx(0.2)
    assert (row["estimate_now"], row["shift"]) == (0.2, pytest.approx(0.0))
    assert (row["n_studies_if"], row["k_machine"], row["n_papers"]) == (3, 1, 1)


def test_a_finding_that_cannot_be_pooled_even_so_says_why() -> None:
    found = by_finding([machine()], [FINDING["finding_id"]])
    empty = FINDING | dict.fromkeys(("estimate", "ci_lb", "ci_ub", "se", "tau2"))
    (row,) = what_if_rows(found, {FINDING["finding_id"]: empty}, {}, 0.6)
    assert row.get("estimate_if") is None
    assert "one study" in row["reason"]


def test_a_move_is_that_of_the_weighted_mean() -> None:
    """Both with variance 0.01: halfway from 0.2 to 0.6."""
    assert move(machine(), FINDING) == pytest.approx(0.2)
    assert move(machine(), FINDING | {"estimate": None}) == pytest.approx(0.6)


def test_what_is_unsure_and_moves_much_comes_first() -> None:
    effects = [
        machine("p1-c0001", confidence=0.9),  # 0.1 x 0.2
        machine("p2-c0001", confidence=0.5, what_if=False, what_if_reason="not sure enough"),
        machine("p3-c0001", confidence=0.5, yi=0.21, what_if=False, what_if_reason="not sure"),
        machine("p4-c0001", yi=None, what_if=False, no_effect_reason="no spread printed"),
        machine("p5-c0001", what_if=False, what_if_reason="a worked example: its data"),
        machine("p6-c0001", what_if=False, what_if_reason="the study is coded, and"),
        machine("p7-c0001", construct_id=None),
    ]
    queue = ranked(contrast_entries(effects, {FINDING["finding_id"]: FINDING}))
    assert [q["paper_id"] for q in queue] == ["p2", "p1", "p3", "p4"]
    assert [q["rank"] for q in queue] == [1, 2, 3, 4]
    assert queue[0]["score"] == pytest.approx(0.5 * 0.2)
    assert "about 0.20" in queue[0]["reason"]
    assert "no spread printed" in queue[3]["reason"]


def test_a_difference_from_the_coded_study_is_weighed_by_its_finding() -> None:
    double = [
        {
            "study_id": "s",
            "paper_id": "p1",
            "entry": "s-e01",
            "field": field,
            "coded": "9.2",
            "machine": "92",
            "result": result,
            "machine_contrast_id": "p1-c0001",
            "machine_evidence_ids": "p1-e1",
            "confidence": 0.8,
        }
        for field, result in (("m1i", "agree"), ("sd1i", "differ"))
    ]
    effect = {"effect_id": "s-e01", "reading_id": "s-e01", "yi": 0.2}
    members = {"s-e01": [{"finding_id": "f", "weight": 0.25, "included": True}]}
    (entry,) = difference_entries(double, {"p1-c0001": machine()}, {"s-e01": effect}, members)
    assert entry["field"] == "sd1i"
    assert entry["finding_id"] == "f"
    # (0.6 - 0.2) x 0.25, times how sure the machine is
    assert entry["score"] == pytest.approx(0.1 * 0.8)
    assert "9.2 and 92" in entry["reason"]
