"""Levels beside each other: the verdict as the table has it, and never a winner that is none."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from analyses.findings.profiles import counted, level_profiles
from analyses.plots.level_intervals import LevelRow, level_intervals_svg
from hub.compare_levels import compare_page
from hub.model import Hub

SVG = "{http://www.w3.org/2000/svg}"
TERMS = [
    {"vocabulary": v, "term_id": t, "label": t.capitalize(), "definition": "", "parent": None}
    for v, t in (
        ("outcome_families", "burnout"),
        ("levels", "team"),
        ("interventions", "scheduling"),
        ("interventions", "mbsr"),
    )
]


def finding(level: str, **more: Any) -> dict[str, Any]:
    return {
        "finding_id": f"burnout-{level}-controlled",
        "outcome_family": "burnout",
        "level": level,
        "intervention_type": None,
        "evidence_class": "controlled",
        "status": "pooled",
        "estimate": 0.5,
        "ci_lb": 0.2,
        "ci_ub": 0.8,
        "pi_lb": -0.1,
        "pi_ub": 1.1,
        "n_participants": 300,
        "certainty": "low",
        "n_studies_coded": 9,
        **more,
    }


def effect(ident: str, study: str, **more: Any) -> dict[str, Any]:
    return {
        "effect_id": ident,
        "study_id": study,
        "contrast_id": ident,
        "construct_id": "emotional-exhaustion",
        "origin": "computed",
        "time_weeks": 8.0,
        **more,
    }


def profiles() -> list[dict[str, Any]]:
    """Three studies at team level, one number at system level."""
    effects = [
        effect("e1", "s1"),
        effect("e2", "s1", construct_id="burnout-overall", time_weeks=26.0),
        effect("e3", "s2", origin="converted", time_weeks=None),
        effect("e4", "s3", time_weeks=4.0),
        effect("e5", "s4"),
    ]
    designs = {"s1": "rct", "s2": "cluster_rct", "s3": "non_randomised", "s4": "rct"}
    nations = {"s1": "US;CA", "s2": "US", "s3": None, "s4": "NA"}
    studies = [{"study_id": s, "design": d, "countries": nations[s]} for s, d in designs.items()]
    arms = [
        {"study_id": s, "arm_id": "a2", "comparator_type": c}
        for s, c in (("s1", "wait_list"), ("s2", "wait_list"), ("s3", None), ("s4", "other"))
    ]
    contrasts = [
        {"contrast_id": e["effect_id"], "study_id": e["study_id"], "arm_2": "a2"} for e in effects
    ]
    system = finding("system", status="single_study", estimate=None, n_studies_coded=1)
    members = [
        {"finding_id": "burnout-team-controlled", "effect_id": e, "included": True, "in_all": True}
        for e in ("e1", "e2", "e3", "e4")
    ] + [{"finding_id": system["finding_id"], "effect_id": "e5", "included": False, "in_all": True}]
    tables = {"effect_sizes": effects, "studies": studies, "arms": arms, "contrasts": contrasts}
    return level_profiles([finding("team"), system], members, tables, 5)


def test_what_a_level_rests_on_by_hand() -> None:
    system, team = sorted(profiles(), key=lambda p: p["level"])
    assert (team["n_studies"], team["n_randomised"], team["n_converted"]) == (3, 2, 1)
    assert team["outcomes"] == ["emotional-exhaustion=3", "burnout-overall=1"]
    assert team["countries"] == ["US=2", "CA=1"]
    assert team["n_without_country"] == 1
    assert team["comparators"] == ["wait_list=2", "not_stated=1"]
    # s1 last at 26, s3 at 4; s2 prints none
    assert (team["weeks_min"], team["weeks_median"], team["weeks_max"]) == (4, 15, 26)
    assert (team["n_without_weeks"], team["n_studies_wanted"]) == (1, 2)
    assert (system["n_studies"], system["n_studies_wanted"]) == (1, 4)
    assert system["countries"] == ["NA=1"]


def test_a_study_counts_once_for_a_word() -> None:
    assert counted([("s1", "a"), ("s1", "a"), ("s2", "a"), ("s2", "b")]) == ["a=2", "b=1"]


def page(*compared: dict[str, Any]) -> str:
    flat = [
        p | {k: ";".join(p[k]) for k in ("outcomes", "countries", "comparators")}
        for p in profiles()
    ]
    system = finding("system", status="single_study", certainty="very_low")
    tables = {
        "terms": TERMS,
        "pooled_effects": [finding("team"), system],
        "level_profiles": flat,
        "level_comparison": list(compared),
        "studies": [],
        "arms": [],
    }
    return compare_page(Hub(tables, {}, ["burnout"]))


COMPARED = {
    "comparison_id": "burnout-levels-controlled",
    "outcome_family": "burnout",
    "p": 0.334,
    "p_adjusted": None,
    "verdict": "not_comparable_yet",
    "reasons": "system level: only 1 studies; randomised: the levels do not overlap",
}


def test_too_little_to_compare_says_so_first() -> None:
    text = page(COMPARED)
    assert "this cannot be said yet" in text
    assert "No difference between the pooled levels is shown (p = 0.334)" in text
    assert "- randomised: the levels do not overlap\n" in text
    assert "system level: 4 more studies with a number that can be pooled" in text
    assert "no study changes rotas or hours and none teaches mindfulness" in text
    assert "System level: nothing pooled (one controlled study coded" in text


def test_a_difference_is_named_only_when_it_is_tested_and_shown() -> None:
    row = COMPARED | {"p": 0.012, "verdict": "comparable_with_care", "reasons": None}
    assert "A difference between the pooled levels is shown (p = 0.012)" in page(row)
    assert "fewer than two levels have a pooled effect" in page()


def test_the_chart_holds_both_intervals_and_the_level_without_a_number() -> None:
    rows = [
        LevelRow("Team level", "12 studies", "../findings/a.html", 0.32, -0.07, 0.71, -0.92, 1.56),
        LevelRow("System level", "no usable number", "../findings/b.html"),
    ]
    svg = level_intervals_svg(rows, plot_id="a", title="Burnout", description="d", x_label="g")
    root = ET.fromstring(svg)
    words = [t.text for t in root.iter(f"{SVG}text")]
    assert "0.32 [−0.07, 0.71]" in words
    assert "new setting [−0.92, 1.56]" in words
    assert "no usable number" in words
    assert len(list(root.iter(f"{SVG}polygon"))) == 1
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == [
        "../findings/a.html",
        "../findings/b.html",
    ]
    with pytest.raises(ValueError, match="no level has an estimate"):
        level_intervals_svg(rows[1:], plot_id="a", title="", description="", x_label="")
