"""What was done, by the types of the taxonomy, and where it acts."""

from __future__ import annotations

import pytest

from extract.papers.facts.interventions import _data
from tests.unit.extract.papers.facts.study_papers import TAXONOMY, facts, values


@pytest.mark.parametrize(
    ("title", "types", "level"),
    [
        ("Mindfulness-based stress reduction for surgeons", ["mbsr"], "individual"),
        ("A mindfulness app for ambulance staff", ["mindfulness-app"], "individual"),
        ("Balint groups for family doctors", ["balint-group"], "team"),
        ("Self-rostering for hospital porters", ["participatory-scheduling"], "organisational"),
        ("Effects of a nurse staffing law", ["staffing-ratio-law"], "system"),
        ("Yoga and group coaching for midwives", ["coaching-group", "yoga"], "individual"),
    ],
)
def test_the_title_names_types_and_level(title: str, types: list[str], level: str) -> None:
    assert sorted(values("intervention_type", title)) == types
    assert values("level", title) == [level]


def test_the_general_type_gives_way_to_the_special_one() -> None:
    found = values("intervention_type", "An online mindfulness course for nurses")
    assert found == ["mindfulness-online"]


def test_what_the_other_arm_got_is_not_the_intervention() -> None:
    text = "Nurses were randomised to a yoga programme. Yoga was compared with psychoeducation."
    assert values("intervention_type", Abstract=text) == ["yoga"]


def test_each_type_has_its_sentences() -> None:
    said = "Nurses received eight yoga sessions."
    (found,) = facts("intervention_type", Abstract=f"{said} They liked the room.")
    assert [q.words for q in found.quotes] == [said]


def test_a_paper_on_something_else_gets_no_type() -> None:
    assert values("intervention_type", "A tablet for blood pressure: a randomised trial") == []
    assert values("level", "A tablet for blood pressure: a randomised trial") == []


def test_every_word_list_belongs_to_a_type_of_the_taxonomy() -> None:
    known = set(TAXONOMY.terms["interventions"])
    data = _data()
    assert set(data["words"]) <= known
    assert set(data["gives_way"]) <= known
    assert {s for special in data["gives_way"].values() for s in special} <= known
