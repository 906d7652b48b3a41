"""From effects to findings: one checked effect a study, and what the unchecked would change."""

from typing import Any

import pytest

from analyses.findings import findings
from analyses.pooling import pool_reml_kh

CONFIG = {
    "construct_order": {"burnout": ["emotional-exhaustion", "burnout-overall"]},
    "min_studies": 2,
    "headline_status": ["checked", "corrected"],
    "certainty": {
        "randomised_share": 0.75,
        "few_studies": 5,
        "few_participants": 400,
        "high_i2": 0.5,
        "dominant_weight": 0.5,
    },
}


def effect(study: str, yi: float | None, status: str = "checked", **more: Any) -> dict[str, Any]:
    """Return a row of effect_sizes of one study."""
    name = more.pop("name", f"{study}-e01")
    return {
        "effect_id": name,
        "reading_id": name,
        "study_id": study,
        "level": "team",
        "evidence_class": "controlled",
        "construct_id": "emotional-exhaustion",
        "outcome_family": "burnout",
        "intervention_types": "",
        "time_weeks": 8,
        "time_kind": "post",
        "measure": "SMD",
        "yi": yi,
        "vi": None if yi is None else 0.04,
        "n1i": 50,
        "n2i": 50,
        "formula": "smd-means",
        "origin": "computed",
        "no_effect_reason": "no number" if yi is None else None,
        "use": "main",
        "use_reason": None,
        "review_status": status,
        **more,
    }


def found(*effects: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the finding on burnout at team level, and its members."""
    designs = {e["study_id"]: "rct" for e in effects}
    result = findings(list(effects), designs, ["burnout"], CONFIG)
    row = next(f for f in result["pooled_effects"] if f["finding_id"] == "burnout-team-controlled")
    members = [m for m in result["pool_members"] if m["finding_id"] == row["finding_id"]]
    return row, members


def test_a_headline_takes_checked_numbers_and_says_what_the_others_would_change() -> None:
    row, members = found(effect("a", 0.2), effect("b", 0.4), effect("c", 1.5, "machine"))
    assert row["status"] == "pooled"
    assert row["estimate"] == pytest.approx(pool_reml_kh([0.2, 0.4], [0.04, 0.04]).estimate)
    everything = pool_reml_kh([0.2, 0.4, 1.5], [0.04] * 3)
    assert row["estimate_all"] == pytest.approx(everything.estimate)
    assert (row["k"], row["k_all"]) == (2, 3)
    assert {m["study_id"] for m in members if m["in_all"] and not m["included"]} == {"c"}


def test_unchecked_numbers_alone_make_no_headline() -> None:
    row, _ = found(effect("a", 0.2, "machine"), effect("b", 0.4, "machine"))
    assert row["status"] == "unchecked"
    assert row.get("estimate") is None
    assert row["reason"].startswith("0 of the 2 usable numbers")


def test_one_study_is_never_a_pooled_effect_and_none_is_said_plainly() -> None:
    assert found(effect("a", 0.2))[0]["status"] == "single_study"
    row, members = found(effect("a", None))
    assert row["status"] == "none"
    assert members[0]["reason"] == "no effect: no number"


def test_one_effect_a_study_by_the_stated_order() -> None:
    late = effect("a", 0.9, name="a-late", time_weeks=52, time_kind="follow_up")
    total = effect("a", 0.5, name="a-total", construct_id="burnout-overall")
    converted = effect("a", 0.7, name="a-converted", origin="converted")
    _, members = found(effect("a", 0.1), late, total, converted, effect("b", 0.3))
    reasons = {m["effect_id"]: m["reason"] for m in members}
    assert {m["effect_id"] for m in members if m["included"]} == {"a-e01", "b-e01"}
    assert reasons["a-late"].endswith("nearer to the end of the intervention")
    assert reasons["a-total"].endswith("a preferred outcome")
    assert reasons["a-converted"].endswith("computed, not converted")


def test_a_rejected_or_doubtful_number_stays_out_with_its_reason() -> None:
    doubtful = effect("c", 3.5, use="sensitivity", use_reason="outlier")
    row, members = found(effect("a", 0.2), effect("b", 0.4), doubtful)
    assert row["k"] == 2
    assert next(m for m in members if m["study_id"] == "c")["reason"] == "sensitivity: outlier"


def test_the_version_changes_with_the_numbers_and_only_then() -> None:
    one, _ = found(effect("a", 0.2), effect("b", 0.4))
    same, _ = found(effect("b", 0.4), effect("a", 0.2))
    other, _ = found(effect("a", 0.2), effect("b", 0.5))
    assert one["version"] == same["version"] != other["version"]


def test_one_study_with_most_of_the_weight_takes_a_step_off() -> None:
    even = [effect(s, 0.3 + 0.01 * i) for i, s in enumerate("abcdef")]
    heavy = [{**e, "vi": 0.0004} if e["study_id"] == "a" else e for e in even]
    assert found(*even)[0]["certainty"] == "moderate"
    assert found(*heavy)[0]["certainty"] == "low"
