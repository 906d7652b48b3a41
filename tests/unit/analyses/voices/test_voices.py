"""Qualitative findings by hand: groups, CERQual rules, and the numbers beside them."""

from pathlib import Path
from typing import Any

import pytest

from analyses.voices.beside import beside_numbers, relation
from analyses.voices.confidence import Component, components_of, decisions_of, overall
from analyses.voices.groups import groups_of
from analyses.voices.table import voice_tables

RULES = {"few_voices": 3, "enough_voices": 6, "few_countries": 3, "important": 0.2}
FAMILIES = {"emotional-exhaustion": "burnout", "burnout-overall": "burnout"}
PEERS = "team-recommendation-intervention-peer-support"


def theme(ident: str, **more: Any) -> dict[str, Any]:
    return {
        "theme_id": ident,
        "source_id": ident.split("-t")[0],
        "source_kind": "focus_group",
        "countries": "ZM",
        "cadres": "nurse",
        "level": "team",
        "kind": "recommendation",
        "intervention_types": "peer-support",
        "outcomes": None,
        "implementation": None,
        **more,
    }


def group(*themes: dict[str, Any]) -> Any:
    (found,) = groups_of(list(themes), FAMILIES)
    return found


def finding(**more: Any) -> dict[str, Any]:
    return {
        "finding_id": "burnout-peer-support-controlled",
        "evidence_class": "controlled",
        "intervention_type": "peer-support",
        "outcome_family": "burnout",
        "level": "any",
        "status": "pooled",
        "ci_lb": 0.1,
        "ci_ub": 0.5,
        "n_studies_coded": 3,
        **more,
    }


def test_themes_of_one_level_kind_and_subject_are_one_finding() -> None:
    themes = [
        theme("a-t01"),
        theme("b-t01", countries="TG;ZM"),
        theme("b-t02", kind="barrier"),
        theme("c-t01", level="system"),
    ]
    found = {g.ident: g for g in groups_of(themes, FAMILIES)}
    assert set(found) == {
        PEERS,
        "team-barrier-intervention-peer-support",
        "system-recommendation-intervention-peer-support",
    }
    assert found[PEERS].sources == ["a", "b"]
    assert found[PEERS].countries == ["TG", "ZM"]


def test_two_outcomes_of_one_family_count_once() -> None:
    both = theme("a-t01", intervention_types=None, outcomes="emotional-exhaustion;burnout-overall")
    (found,) = groups_of([both], FAMILIES)
    assert (found.subject_kind, found.subject, len(found.themes)) == ("outcome", "burnout", 1)


def concerns(*themes: dict[str, Any], beside: tuple[dict[str, Any], ...] = ()) -> list[str]:
    mine = group(*themes)
    everything = groups_of([*themes, *beside], FAMILIES)
    return [c.concern for c in components_of(mine, everything, RULES)]


def many(n: int, **more: Any) -> list[dict[str, Any]]:
    countries = ("ZM", "TG", "MV")
    return [theme(f"v{i}-t01", countries=countries[i % 3], **more) for i in range(n)]


@pytest.mark.parametrize(
    ("n", "adequacy", "relevance"),
    [
        (1, "serious", "moderate"),
        (2, "serious", "moderate"),
        (3, "moderate", "minor"),
        (6, "minor", "minor"),
    ],
)
def test_few_voices_and_countries_are_a_concern(n: int, adequacy: str, relevance: str) -> None:
    assert concerns(*many(n)) == ["serious", "minor", adequacy, relevance]


def test_a_text_asks_nobody_and_no_country_is_no_country() -> None:
    assert concerns(*many(3, source_kind="text"))[3] == "serious"
    unknown = [t | {"countries": None} for t in many(3)]
    assert concerns(*unknown)[3] == "serious"


def test_a_barrier_on_the_same_intervention_and_level_is_a_concern_for_coherence() -> None:
    against = theme("z-t01", kind="barrier")
    assert concerns(theme("a-t01"), beside=(against,))[1] == "moderate"
    assert concerns(theme("a-t01"), beside=(against | {"level": "system"},))[1] == "minor"
    assert concerns(theme("a-t01"), beside=(theme("z-t01", kind="facilitator"),))[1] == "minor"


@pytest.mark.parametrize(
    ("concerns", "label"),
    [
        (["none_or_very_minor"] * 4, "high"),
        (["minor", *["none_or_very_minor"] * 3], "high"),
        (["minor", "moderate", *["none_or_very_minor"] * 2], "moderate"),
        (["serious", "minor", "moderate", "minor"], "low"),
        (["serious", "minor", "serious", "moderate"], "very_low"),
        (["serious"] * 4, "very_low"),
    ],
)
def test_overall_confidence_by_hand(concerns: list[str], label: str) -> None:
    names = ("methodological_limitations", "coherence", "adequacy", "relevance")
    parts = [Component(name=n, concern=c, reason="") for n, c in zip(names, concerns, strict=True)]
    assert overall(parts) == label


@pytest.mark.parametrize(
    ("said", "low", "high", "expected"),
    [
        ("helps", 0.1, 0.5, "agree"),
        ("helps", 0.0, 0.5, "not_shown"),
        ("helps", -0.5, -0.1, "contradict"),
        ("limited", 0.1, 0.5, "contradict"),
        ("limited", -0.1, 0.19, "agree"),
        ("limited", -0.1, 0.5, "not_shown"),
        ("problem", 0.1, 0.5, "problem"),
    ],
)
def test_the_rule_of_voices_and_numbers(said: str, low: float, high: float, expected: str) -> None:
    assert relation(said, finding(ci_lb=low, ci_ub=high), 0.2)[0] == expected


def test_a_finding_that_is_not_pooled_is_silent_with_its_reason() -> None:
    found, why = relation("helps", finding(status="single_study", ci_lb=None, ci_ub=None), 0.2)
    assert (found, why) == (
        "silent",
        "one number only, nothing to pool (3 controlled studies coded)",
    )


def test_an_intervention_meets_its_findings_and_an_outcome_those_of_its_level() -> None:
    level = finding(
        finding_id="burnout-team-controlled", intervention_type=None, level="team", ci_lb=-0.1
    )
    other = finding(finding_id="burnout-peer-support-pre-post", evidence_class="pre_post")
    findings = [finding(), level, other]
    rows = beside_numbers(group(theme("a-t01")), findings, 0.2)
    assert [(r["finding_id"], r["relation"]) for r in rows] == [
        ("burnout-peer-support-controlled", "agree")
    ]
    outcome = group(theme("a-t01", intervention_types=None, outcomes="burnout-overall"))
    rows = beside_numbers(outcome, findings, 0.2)
    assert [(r["finding_id"], r["relation"]) for r in rows] == [
        ("burnout-team-controlled", "not_shown")
    ]


def test_what_no_study_answers_is_one_silent_row() -> None:
    (row,) = beside_numbers(group(theme("a-t01")), [], 0.2)
    assert (row["beside_id"], row["finding_id"], row["relation"]) == (
        f"{PEERS}--none",
        None,
        "silent",
    )


def test_a_doubt_about_one_intervention_is_not_held_against_its_whole_level() -> None:
    doubt = theme("a-t01", kind="barrier", implementation="evidence-gap")
    level = finding(finding_id="burnout-team-controlled", intervention_type=None, level="team")
    by_kind = {g.subject_kind: g for g in groups_of([doubt], FAMILIES)}
    assert beside_numbers(by_kind["implementation"], [level], 0.2) == []
    general = group(doubt | {"intervention_types": None})
    assert [r["relation"] for r in beside_numbers(general, [level], 0.2)] == ["contradict"]


DECISION = f"""
- voice_finding_id: {PEERS}
  component: adequacy
  concern: moderate
  reason: The one account is long and detailed.
  reviewer: ab
  date: 2026-11-24
  expect: serious
"""


def built(tmp_path: Path, text: str) -> dict[str, list[dict[str, Any]]]:
    path = tmp_path / "confidence.yaml"
    path.write_text(text, encoding="utf-8")
    tables: dict[str, list[dict[str, Any]]] = {
        "themes": [theme("a-t01")],
        "terms": [],
        "arms": [
            {"study_id": "s1", "intervention_types": "peer-support;coaching"},
            {"study_id": "s1", "intervention_types": "peer-support"},
            {"study_id": "s2", "intervention_types": None},
        ],
        "pooled_effects": [finding()],
    }
    return voice_tables(tables, RULES, decisions_of([path]))


def test_a_person_overrules_a_component(tmp_path: Path) -> None:
    (row,) = built(tmp_path, DECISION)["voice_findings"]
    assert (row["adequacy"], row["judged_by"], row["judged_on"]) == ("moderate", "ab", "2026-11-24")
    assert row["confidence"] == "low"  # serious methods; minor, moderate, moderate
    (row,) = built(tmp_path, "[]")["voice_findings"]
    assert (row["adequacy"], row["judged_by"], row["confidence"]) == ("serious", "rule", "very_low")
    assert row["n_studies"] == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expect: serious", "expect: minor", "when the rule gave 'minor'; it gives 'serious' now"),
        ("concern: moderate", "concern: huge", "entry 1: concern 'huge'"),
        ("component: adequacy", "component: luck", "entry 1: component 'luck'"),
        (PEERS, "no-such-thing", "no-such-thing: found no such finding"),
        ("  reviewer: ab\n", "", "entry 1"),
    ],
)
def test_a_decision_that_does_not_fit_fails(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        built(tmp_path, DECISION.replace(old, new))
