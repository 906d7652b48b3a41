"""The gap map: a study counts once a cell, nothing is left out, and the empty cells stay."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from hub.gap_map import bubble, gap_map_data, gap_map_pages
from hub.gap_map_cells import axes, cells, map_entries, study_facts
from hub.model import Hub
from tests.unit.hub.test_explorer import PAYLOAD, effect, term


def a_study(ident: str, **more: Any) -> dict[str, Any]:
    return {
        "study_id": ident,
        "title": PAYLOAD,
        "authors": None,
        "year": 2020,
        "countries": "KE;NA",
        "income_group": "low",
        "cadres": "nurse",
        "design": "rct",
        "risk_of_bias": "not_assessed",
        **more,
    }


FINDING = {
    "finding_id": "burnout-rota-controlled",
    "outcome_family": "burnout",
    "intervention_type": "rota",
    "level": "any",
    "evidence_class": "controlled",
    "status": "none",
    "certainty": "none",
    "n_studies": 0,
    "n_studies_coded": 2,
}


def hub(*effects: dict[str, Any], studies: tuple[dict[str, Any], ...] = ()) -> Hub:
    terms = [
        term("outcome_families", "burnout"),
        term("outcome_families", "stress"),
        term("outcomes", "exhaustion"),
        term("intervention_groups", "hours"),
        term("intervention_groups", "talk"),
        term("interventions", "rota") | {"parent": "hours"},
        term("interventions", "breaks") | {"parent": "hours"},
        term("interventions", "balint-group") | {"parent": "talk"},
        term("cadres", "nurse"),
    ]
    tables: dict[str, list[dict[str, Any]]] = {
        "effect_sizes": list(effects),
        "studies": list(studies) or [a_study("made-up-2024"), a_study("other-2020")],
        "terms": terms,
        "pooled_effects": [FINDING],
        "checks": [],
    }
    return Hub(tables, {}, ["burnout"])


def counted(here: Hub, rows: str = "kind", columns: str = "family") -> dict[tuple[str, str], int]:
    return {(c.row, c.column): len(c.studies) for c in cells(here, rows, columns)}


def test_a_study_counts_once_a_cell_and_once_in_each_of_its_cells() -> None:
    here = hub(
        effect("e1"),
        effect("e2", construct_id="other", time_weeks=20),
        effect("e3", outcome_family="stress"),
        effect("e4", study_id="other-2020", intervention_types="rota"),
    )
    assert counted(here) == {
        ("rota", "burnout"): 2,
        ("rota", "stress"): 1,
        ("balint-group", "burnout"): 1,
        ("balint-group", "stress"): 1,
    }
    assert counted(here, "group") == {
        ("hours", "burnout"): 2,
        ("hours", "stress"): 1,
        ("talk", "burnout"): 1,
        ("talk", "stress"): 1,
    }
    assert counted(here, "level") == {("team", "burnout"): 2, ("team", "stress"): 1}


def test_a_study_with_two_types_of_a_group_counts_once_in_the_group() -> None:
    here = hub(effect("e1", intervention_types="rota;breaks"))
    assert counted(here, "group") == {("hours", "burnout"): 1}


def test_a_study_without_a_number_counts_and_is_told_apart() -> None:
    here = hub(effect("e1", yi=None), effect("e2", study_id="other-2020"))
    (cell,) = [c for c in cells(here) if c.row == "rota"]
    assert (cell.studies, cell.numbers) == (("made-up-2024", "other-2020"), 1)


def test_what_is_not_stated_or_in_no_vocabulary_has_a_place_of_its_own() -> None:
    here = hub(
        effect("e1", intervention_types=None),
        effect("e2", study_id="other-2020", intervention_types="unheard-of", outcome_family="new"),
        studies=(a_study("made-up-2024", cadres=None), a_study("other-2020", cadres="healer")),
    )
    assert counted(here) == {("unheard-of", "new"): 1, ("not_stated", "burnout"): 1}
    assert counted(here, "kind", "cadre") == {
        ("unheard-of", "healer"): 1,
        ("not_stated", "not_stated"): 1,
    }


def test_every_intervention_type_has_a_row_with_or_without_a_study() -> None:
    here = hub(effect("e1"))
    entries = map_entries(here)
    order = axes(here, entries, study_facts(here, entries))
    assert order["kind"] == [["hours", ["breaks", "rota"]], ["talk", ["balint-group"]]]
    assert order["family"] == ["burnout", "stress"]
    text = gap_map_pages(here)["gap-map/index.md"]
    row = re.search(r'<tr><th scope="row"><a href="../interventions/breaks.html">.*?</tr>', text)
    assert row is not None
    assert row.group().count("<td></td>") == 2


def test_a_cell_has_the_finding_of_its_row_and_outcome_alone() -> None:
    here = hub(effect("e1"), effect("e2", outcome_family="stress"))
    found = {(c.row, c.column): c.finding["finding_id"] if c.finding else None for c in cells(here)}
    assert found["rota", "burnout"] == "burnout-rota-controlled"
    assert found["rota", "stress"] is None
    assert {c.finding for c in cells(here, "group")} == {None}


def test_the_area_of_a_bubble_is_in_proportion() -> None:
    def radius(count: int) -> float:
        found = re.search(r' r="([\d.]+)"', bubble(count, 36, "low"))
        assert found is not None
        return float(found.group(1))

    assert radius(9) ** 2 / radius(36) ** 2 == pytest.approx(9 / 36, rel=0.01)
    assert radius(1) ** 2 / radius(9) ** 2 == pytest.approx(1 / 9, rel=0.01)


def test_each_number_of_the_map_leads_to_its_row() -> None:
    text = gap_map_pages(hub(effect("e1"), effect("e2", study_id="other-2020")))["gap-map/index.md"]
    anchors = re.findall(r'class="gap-map__open" href="#([^"]+)"', text)
    assert anchors == ["cell-rota--burnout", "cell-balint-group--burnout"]
    assert all(f'<tr id="{a}">' in text for a in anchors)
    assert "2 studies, how sure: no finding, or not rated; Rota, Burnout" in text


def test_markup_in_a_record_stays_letters() -> None:
    here = hub(effect("e1"), studies=(a_study("made-up-2024", authors=PAYLOAD),))
    text = gap_map_pages(here)["gap-map/index.md"]
    assert text.count("<script") == 2  # its words as data, and its own from a file
    assert "[x](javascript" not in text
    data = json.loads(gap_map_data(here))
    assert data["studies"]["made-up-2024"]["title"] == PAYLOAD
    assert "onclick" not in text
    assert "style=" not in text


def test_every_word_of_the_script_is_there() -> None:
    words = json.loads(gap_map_data(hub(effect("e1"))))["words"]
    assert words["shown"].count("{") == 5
    assert words["name"] == "{n}, how sure: {sure}; {row}, {column}"
