"""The Explorer's page and data: every effect once, in the order of the rule, harmless."""

from __future__ import annotations

import json
from typing import Any

from analyses.selection import rank
from hub.explorer import Choice, explorer_data, explorer_page, explorer_rows
from hub.model import Hub

PAYLOAD = "<script>alert(1)</script> [x](javascript:alert(1)) | *b*"
ORDER = ["emotional-exhaustion"]
CHOICE = Choice(order=lambda e: rank(e, ORDER), headline_status=["checked", "corrected"])


def term(vocabulary: str, ident: str) -> dict[str, Any]:
    return {"vocabulary": vocabulary, "term_id": ident, "label": ident.title(), "parent": None}


def effect(ident: str, **more: Any) -> dict[str, Any]:
    return {
        "effect_id": ident,
        "study_id": "made-up-2024",
        "level": "team",
        "evidence_class": "controlled",
        "construct_id": "exhaustion",
        "outcome_family": "burnout",
        "intervention_types": "balint-group;rota",
        "time_kind": "post",
        "time_weeks": 8,
        "yi": 0.4,
        "vi": 0.04,
        "ci_lb": 0.0,
        "ci_ub": 0.8,
        "n1i": 50,
        "n2i": 50,
        "formula": "smd-means",
        "origin": "computed",
        "use": "main",
        "use_reason": None,
        "review_status": "checked",
        **more,
    }


def hub(*effects: dict[str, Any]) -> Hub:
    study = {
        "study_id": "made-up-2024",
        "authors": PAYLOAD,
        "year": None,
        "countries": "NA",
        "income_group": "upper_middle",
        "cadres": "nurse",
        "design": "rct",
        "risk_of_bias": "not_assessed",
        "title": PAYLOAD,
    }
    terms = [
        term("outcome_families", "burnout"),
        term("outcomes", "exhaustion"),
        term("outcomes", "emotional-exhaustion"),
    ]
    finding = {"finding_id": "burnout-team-controlled", "outcome_family": "burnout"}
    tables = {
        "effect_sizes": list(effects),
        "studies": [study],
        "terms": terms,
        "pooled_effects": [finding],
    }
    return Hub(tables, {}, ["burnout"])


def test_the_rank_puts_the_preferred_outcome_of_a_study_first() -> None:
    rows = explorer_rows(
        hub(effect("e1"), effect("e2", construct_id="emotional-exhaustion"), effect("e3", yi=None)),
        CHOICE,
    )
    assert sorted((r["rank"], r["id"]) for r in rows) == [(0, "e2"), (1, "e1")]


def test_only_the_statuses_of_a_headline_count_as_checked() -> None:
    statuses = ("machine", "checked", "corrected", "rejected")
    rows = explorer_rows(hub(*(effect(s, review_status=s) for s in statuses)), CHOICE)
    assert {r["id"]: r["checked"] for r in rows} == {
        "machine": False,
        "checked": True,
        "corrected": True,
        "rejected": False,
    }


def test_the_data_keeps_every_digit_and_the_unknown_stays_unknown() -> None:
    here = hub(effect("e1", yi=-0.1234567891, n1i=None, use="none", use_reason="no scale"))
    data = json.loads(explorer_data(here, explorer_rows(here, CHOICE)))
    (row,) = data["effects"]
    assert row["yi"] == -0.1234567891
    assert row["n1"] is None
    assert row["year"] is None
    assert row["why"] == "not used: no scale"
    assert row["kind"] == ["balint-group", "rota"]
    assert row["country"] == ["NA"]
    assert data["start"] == {"family": "burnout", "evidence": "controlled"}
    assert data["findings"] == ["burnout-team-controlled"]


def test_the_page_is_a_whole_table_and_markup_in_a_record_stays_letters() -> None:
    here = hub(effect("e1", use_reason=PAYLOAD, use="sensitivity"))
    text = explorer_page(here, explorer_rows(here, CHOICE))
    assert text.count("<script") == 2  # its words as data, and its own from a file
    assert "[x](javascript" not in text
    assert (
        'href="../studies/made-up-2024.html#e1" data-id="effect_sizes/e1">0.40 [0.00, 0.80]<'
        in text
    )
