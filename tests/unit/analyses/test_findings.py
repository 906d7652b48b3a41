"""From effects to findings: one checked effect a study, and what the unchecked would change."""

from typing import Any

import pytest
from scipy.stats import t as student

from analyses.findings import Setting, findings
from analyses.findings.pool import pool
from analyses.grading.records import Override
from analyses.meaning.scales import NoScale
from analyses.models.random_effects import fit_random_effects

CONFIG = {
    "construct_order": {"burnout": ["emotional-exhaustion", "burnout-overall"]},
    "min_studies": 2,
    "rho": 0.6,
    "rho_alternatives": [0.2, 0.8],
    "headline_status": ["checked", "corrected"],
    "certainty": {
        "randomised_share": 0.75,
        "few_studies": 5,
        "few_participants": 400,
        "high_i2": 0.5,
        "dominant_weight": 0.5,
        "important": 0.2,
    },
    "multiverse": {
        "families": {
            "two_level": {"effects": ["main", "with_doubtful"], "method": ["REML", "DL"]},
            "multilevel": {"effects": ["main", "checked_only"], "rho": ["0.2", "0.6"]},
        }
    },
}


def answered(*effects: dict[str, Any], **more: Any) -> dict[str, list[dict[str, Any]]]:
    """Return all tables of findings on randomised studies."""
    designs = {e["study_id"]: "rct" for e in effects}
    return findings(list(effects), ["burnout"], Setting(designs=designs, config=CONFIG, **more))


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
    result = answered(*effects)
    row = next(f for f in result["pooled_effects"] if f["finding_id"] == "burnout-team-controlled")
    members = [m for m in result["pool_members"] if m["finding_id"] == row["finding_id"]]
    return row, members


def test_a_headline_takes_checked_numbers_and_says_what_the_others_would_change() -> None:
    row, members = found(effect("a", 0.2), effect("b", 0.4), effect("c", 1.5, "machine"))
    assert row["status"] == "pooled"
    assert row["estimate"] == pytest.approx(fit_random_effects([0.2, 0.4], [0.04, 0.04]).b[0])
    everything = fit_random_effects([0.2, 0.4, 1.5], [0.04] * 3)
    assert row["estimate_all"] == pytest.approx(everything.b[0])
    assert (row["k"], row["k_all"]) == (2, 3)
    assert {m["study_id"] for m in members if m["in_all"] and not m["included"]} == {"c"}


def test_unchecked_numbers_alone_make_no_headline() -> None:
    row, _ = found(effect("a", 0.2, "machine"), effect("b", 0.4, "machine"))
    assert row["status"] == "unchecked"
    assert row.get("estimate") is None
    assert row["reason"].startswith("the numbers of 0 of the 2 studies")


def test_one_study_is_never_a_pooled_effect_and_none_is_said_plainly() -> None:
    assert found(effect("a", 0.2))[0]["status"] == "single_study"
    row, members = found(effect("a", None))
    assert row["status"] == "none"
    assert members[0]["reason"] == "no effect: no number"


def test_all_effects_at_the_end_of_the_intervention_enter_and_later_ones_do_not() -> None:
    late = effect("a", 0.9, name="a-late", time_weeks=52, time_kind="follow_up")
    total = effect("a", 0.5, name="a-total", construct_id="burnout-overall")
    share = effect("a", 0.7, name="a-share", formula="smd-from-or-counts", origin="converted")
    row, members = found(effect("a", 0.1), late, total, share, effect("b", 0.3))
    reasons = {m["effect_id"]: m["reason"] for m in members}
    assert {m["effect_id"] for m in members if m["included"]} == {"a-e01", "a-total", "b-e01"}
    assert reasons["a-late"] == "the study has effects nearer to the end of the intervention"
    assert reasons["a-share"].startswith("the study has this construct as a score")
    assert (row["model"], row["k"], row["n_studies"]) == ("CHE-CR2", 3, 2)


def test_effects_of_one_study_count_less_than_effects_of_two() -> None:
    """Three effects of one study are not three studies: each weighs less than a lone one."""
    crowd = [effect("a", 0.5, name=f"a-{i}") for i in range(3)]
    pooled = pool([*crowd, effect("b", 0.1), effect("c", 0.2)])
    assert sum(pooled.weights) == pytest.approx(1)
    assert pooled.weights[0] < pooled.weights[3]
    assert pooled.largest_study == pytest.approx(sum(pooled.weights[:3]))


def test_the_two_level_check_takes_one_effect_a_study_by_the_stated_order() -> None:
    total = effect("a", 0.5, name="a-total", construct_id="burnout-overall")
    converted = effect("a", 0.7, name="a-converted", origin="converted")
    rows = [effect("a", 0.1), total, converted, effect("b", 0.3)]
    result = answered(*rows)
    single = next(
        s
        for s in result["sensitivity"]
        if s["finding_id"] == "burnout-team-controlled" and s["variant"].startswith("one effect")
    )
    assert single["estimate"] == pytest.approx(fit_random_effects([0.1, 0.3], [0.04] * 2).b[0])


def test_leaving_out_each_study_tells_whether_it_decides() -> None:
    rows = [effect(s, y) for s, y in zip("abcd", [0.2, 0.25, 0.22, 1.9], strict=True)]
    result = answered(*rows)
    found = {
        r["study_id"]: r
        for r in result["influence"]
        if r["finding_id"] == "burnout-team-controlled"
    }
    assert found["d"]["turns"] and not found["a"]["turns"]
    assert found["d"]["estimate"] < 0.3


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


def test_a_person_may_overrule_a_domain_with_a_reason() -> None:
    rows = [effect(s, 0.3 + 0.01 * i) for i, s in enumerate("abcdef")]
    decision = Override(
        domain="risk_of_bias",
        steps=0,
        reason="All six trials are at low risk (RoB 2).",
        reviewer="ab",
        date="2026-11-24",
        expect=-1,
    )
    result = answered(*rows, overrides={"burnout-team-controlled": [decision]})
    row = next(f for f in result["pooled_effects"] if f["finding_id"] == "burnout-team-controlled")
    domain = next(d for d in result["certainty"] if d["domain"] == "risk_of_bias")
    assert (domain["steps"], domain["judged_by"], domain["judged_on"]) == (0, "ab", "2026-11-24")
    assert row["certainty"] == "high"


def test_a_decision_on_a_finding_that_is_not_there_is_an_error() -> None:
    decision = Override(
        domain="risk_of_bias", steps=0, reason="x", reviewer="ab", date="2026-11-24"
    )
    with pytest.raises(ValueError, match="no-such-finding"):
        answered(effect("a", 0.2), overrides={"no-such-finding": [decision]})


def test_the_chance_in_a_new_setting_follows_the_prediction_interval() -> None:
    """Half of the predictive distribution lies below the mean, 2.5% below the interval."""
    rows = [effect(s, y) for s, y in zip("abcde", [0.1, 0.5, 0.9, 0.3, 0.7], strict=True)]
    result = answered(*rows)
    row = next(f for f in result["pooled_effects"] if f["finding_id"] == "burnout-team-controlled")
    chances = {m["quantity"]: m["value"] for m in result["meaning"]}
    spread = (row["pi_ub"] - row["estimate"]) / student.ppf(0.975, 4)
    expected = student.cdf(row["estimate"] / spread, 4)
    assert chances["chance of benefit in a new setting"] == pytest.approx(expected)


def test_every_way_of_pooling_is_run_and_sorted() -> None:
    rows = [effect(s, y) for s, y in zip("abcde", [0.1, 0.5, 0.9, 0.3, 0.7], strict=True)]
    result = answered(*rows)
    ways = result["multiverse"]
    assert sum(w["n_same"] for w in ways) == 8
    assert ways == sorted(ways, key=lambda w: w["estimate"])


def test_the_rows_do_not_depend_on_the_number_of_processes() -> None:
    effects = [effect(f"study-{i}", 0.1 * i) for i in range(6)]
    setting = Setting(designs={e["study_id"]: "rct" for e in effects}, config=CONFIG)
    alone, together = (findings(effects, ["burnout"], setting, n) for n in (1, 2))
    assert together == alone
    assert together["multiverse"]


def test_a_scale_whose_spread_is_not_known_is_named_with_the_reason() -> None:
    effects = [effect(f"study-{i}", 0.1 * i) for i in range(6)]
    none = {"burnout": NoScale(name="MBI", reason="not given: 2 studies print its spread")}
    rows = [r for r in answered(*effects, scales=none)["meaning"] if "MBI" in r["quantity"]]
    assert [(r["value"], r["assumptions"]) for r in rows[:1]] == [
        (None, "not given: 2 studies print its spread.")
    ]
