"""What the search knows of pages, and the form and page that it is asked on."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from hub.model import Hub
from hub.search_facets import KINDS, cost_records, facets_of, with_facets
from hub.search_page import search_form, search_pages

PAYLOAD = '"><script>alert(1)</script> [x](javascript:alert(1)) | *b* \u202eturned'


def term(vocabulary: str, ident: str, parent: str | None = None) -> dict[str, Any]:
    return {"vocabulary": vocabulary, "term_id": ident, "label": ident.title(), "parent": parent}


def study(ident: str, country: str, design: str) -> dict[str, Any]:
    return {
        "study_id": ident,
        "title": PAYLOAD,
        "year": 2024,
        "countries": country,
        "cadres": "nurse",
        "design": design,
        "income_group": "low",
        "level": "team",
    }


@pytest.fixture
def hub() -> Hub:
    finding = {
        "finding_id": "burnout-team-controlled",
        "outcome_family": "burnout",
        "intervention_type": None,
        "level": "team",
        "evidence_class": "controlled",
        "status": "pooled",
        "estimate": 0.321,
        "ci_lb": -0.074,
        "ci_ub": 0.708,
        "n_studies": 1,
        "n_studies_coded": 3,
        "certainty": "very_low",
    }
    apart = finding | {"finding_id": "burnout-any-controlled", "level": "any", "status": "none"}
    member = {"finding_id": "burnout-team-controlled", "study_id": "one", "effect_id": "e1"}
    tables: dict[str, list[dict[str, Any]]] = {
        "terms": [
            term("outcome_families", "burnout"),
            term("outcomes", "exhaustion", "burnout"),
            term("interventions", "balint-group", "groups"),
            *(term("levels", i) for i in ("individual", "team", "organisational", "system")),
        ],
        "pooled_effects": [finding, apart],
        "pool_members": [member | {"included": True}, member | {"study_id": "two"} | LEFT],
        "studies": [study("one", "KE", "rct"), study("two", "CN", "pre_post")],
        "outcomes": [{"study_id": "one", "outcome_family": "burnout"}],
        "arms": [{"study_id": "one", "intervention_types": "balint-group"}],
        "themes": [
            {
                "source_id": "table",
                "source_title": "A round table",
                "source_kind": "focus_group",
                "countries": "ZM",
                "cadres": "nurse;physician",
                "level": level,
                "outcomes": "exhaustion",
                "intervention_types": "balint-group",
            }
            for level in ("system", "team", "team")
        ],
        "claims": [{"claim_id": "c1", "claim": "It helps.", "verdict": "overstated"}],
        "machine_documents": [
            {
                "paper_id": "p1",
                "title": "A paper",
                "files": "a.pdf",
                "year": None,
                "status": "read",
                "is_example": True,
            }
        ],
        "economics": [
            {
                "economics_id": "c-1",
                "kind": "turnover",
                "measure": "cost per nurse",
                "population": None,
                "country_as_printed": "USA",
                "country_iso": "US",
                "title": PAYLOAD,
                "year": 2019,
                "level": "system",
                "intervention_types": None,
            }
        ],
    }
    return Hub(tables, {}, ["burnout"])


LEFT = {"included": False}


def test_a_finding_is_chosen_by_the_studies_that_are_pooled_in_it(hub: Hub) -> None:
    entry = facets_of(hub)["findings/burnout-team-controlled.md"]
    assert entry.filters == {
        "kind": ["finding"],
        "level": ["team"],
        "outcome": ["burnout"],
        "certainty": ["very_low"],
        "design": ["rct"],
        "cadre": ["nurse"],
        "country": ["KE"],
        "income": ["low"],
    }
    assert entry.facts == "g 0.32 [−0.07, 0.71] · 1 study · how sure: very low"


def test_a_question_without_a_pooled_number_says_so_and_comes_later(hub: Hub) -> None:
    entries = facets_of(hub)
    pooled = entries["findings/burnout-team-controlled.md"]
    apart = entries["findings/burnout-any-controlled.md"]
    assert apart.facts == "not pooled · 3 studies coded"
    assert "certainty" not in apart.filters
    assert "level" not in apart.filters
    assert pooled.order < apart.order < entries["studies/one.md"].order


def test_every_kind_of_row_has_an_entry(hub: Hub) -> None:
    entries = facets_of(hub)
    kinds = {e.kind for e in entries.values()}
    assert kinds == {
        "finding",
        "study",
        "voice",
        "claim",
        "level",
        "intervention",
        "outcome",
        "paper",
    }
    assert kinds < set(KINDS)
    voice = entries["voices/table.md"]
    assert voice.filters["level"] == ["system", "team"]
    assert voice.filters["cadre"] == ["nurse", "physician"]
    assert voice.facts == "focus group · Zambia · 3 statements"
    assert entries["claims/c1.md"].facts == "verdict: overstated"


def test_what_a_machine_read_says_so(hub: Hub) -> None:
    facts = facets_of(hub)["papers/p1.md"].facts
    assert facts == "worked example, invented data · not checked by a person"


def test_a_title_reaches_the_front_matter_as_it_is(hub: Hub) -> None:
    entry = facets_of(hub)["studies/one.md"]
    text = with_facets("---\ntitle: x\n---\n\n---\nrest\n", entry)
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["title"] == "x"
    assert head["found"]["title"] == PAYLOAD.replace("\u202e", "")
    assert text.endswith("---\n\n---\nrest\n")
    assert with_facets("---\nx\n", None) == "---\nx\n"


def test_each_cost_is_an_entry_with_its_place(hub: Hub) -> None:
    ((path, content),) = list(cost_records(hub))
    (row,) = json.loads(content)
    assert path == "search/records.json"
    assert row["url"] == "costs/index.html#c-1"
    assert row["entry"]["filters"]["country"] == ["US"]
    assert row["entry"]["facts"] == "turnover · USA · 2019"


def test_the_form_is_plain_and_safe() -> None:
    form = search_form("../", PAYLOAD, "box")
    assert 'action="../search.html" method="get"' in form
    assert '<label for="box">' in form
    assert "<script" not in form
    assert form.count('"') % 2 == 0


def test_the_words_of_the_page_are_data_that_no_label_can_leave(hub: Hub) -> None:
    hub["terms"].append(term("cadres", "x") | {"label": "</script><script>alert(1)"})
    text = search_pages(hub)["search.md"]
    words = text.split('type="application/json">')[1].split("</script>")[0]
    assert json.loads(words)["labels"]["cadre"]["x"] == "</script><script>alert(1)"
