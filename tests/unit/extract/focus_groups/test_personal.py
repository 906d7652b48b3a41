"""Personal data: found, said where, never repeated; ordinary words are left."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.documents.markdown import read_markdown
from extract.focus_groups.personal import PersonalData


def _personal(folder: Path, text: str) -> PersonalData:
    path = folder / "notes.md"
    path.write_text(f"# Notes\n\n## What was said\n\n{text}\n", encoding="utf-8")
    return PersonalData(read_markdown(path))


PERSONAL = [
    ("Write to ward.five@example.org today.", ["ward.five"]),
    ("Write to ward5 (at) example (dot) org today.", ["ward5"]),
    ("She can be reached on +44 7700 900123.", ["7700"]),
    ("Telephone: 555 0143, after six.", ["555"]),
    ("Call me on 0171-496 0345 at night.", ["496"]),
    ("He lives at 12 Orchard Street, behind the ward.", ["Orchard", "12"]),
    ("Letters go to P.O. Box 4711 in town.", ["4711"]),
    ("Adresse: Lindenstraße 7 in der Stadt.", ["Linden"]),
    ("Staff number 83012 was on nights.", ["83012"]),
    ("Her NMC PIN 12A3456E is known.", ["12A3456E"]),
    ("Follow @tired_nurse for more.", ["tired_nurse"]),
    ("See linkedin.com/in/some-body here.", ["some-body"]),
    ("Dr Okonkwo said that nights are long.", ["Okonkwo"]),
    ("We heard Prof. M. de la Cruz speak.", ["Cruz"]),
    ("Mrs. O'Hara-Smith cleans the ward.", ["Hara", "Smith"]),
    ("Nurse Adebayo Ola told us of her nights.", ["Adebayo", "Ola"]),
    ("Then my colleague Anna fell ill.", ["Anna"]),
    ("A midwife called Ruth was alone.", ["Ruth"]),
    ("My name is Farida and I am tired.", ["Farida"]),
    ("Priya said that nobody listens.", ["Priya"]),
    ("“Nobody listens to us.” — Tomasz, porter", ["Tomasz"]),
    ("Lena (nurse): I go home and cry.", ["Lena"]),
    ("Keziah, a nurse from the coast, spoke of nights.", ["Keziah"]),
    ("Facilitators: Ines Duarte, Pavel Novak and Mei Lin", ["Ines", "Pavel", "Mei", "Novak"]),
    ("The notes were compiled by Ines Duarte.", ["Ines", "Duarte"]),
    ("Ines Duarte, RN, wrote this down.", ["Ines"]),
    ("For more contact Ines or the office.", ["Ines"]),
    ("Kind regards, Ines", ["Ines"]),
    ("By Ines Duarte", ["Ines"]),
    ("4 May / Ines Duarte", ["Ines"]),
    ("Posted by: night77", ["night77"]),
    ("Senator Ines Duarte opened the day.", ["Ines", "Duarte"]),
    ("Ines Duarte, Managing Editor at the paper, opened.", ["Ines"]),
    ("Ines Duarte (University of Somewhere) opened the day.", ["Ines"]),
    ("Ines Duarte, Somewhere Foundation, explained the plan.", ["Ines"]),
    ("By Ines Duarte, Pavel Novak, and Mei Lin", ["Ines", "Pavel", "Mei"]),
    ("Ines Duarte 1,*, Pavel B. Novak 2 and Mei Lin 1", ["Ines", "Pavel", "Lin"]),
]


@pytest.mark.parametrize(("text", "data"), PERSONAL)
def test_personal_data_are_masked_and_reported(tmp_path: Path, text: str, data: list[str]) -> None:
    personal = _personal(tmp_path, text)
    masked = personal.mask(text)
    assert len(personal.problems) == 1 or len(data) > 1
    said = " ".join(p.what for p in personal.problems)
    assert "line 5, “What was said”" in said
    for datum in data:
        assert datum not in masked
        assert datum not in said


ORDINARY = [
    "Nurses and doctors said that nights are long.",
    "Between 2019 and 2022, 1 200 of 45 000 workers left (2.6%).",
    "The meeting was on 23 September 2025, 14:30-16:30.",
    "Burnout, a nurse said, comes slowly. However, a doctor disagreed.",
    "Schwartz Rounds and Balint groups were named (Lee et al., 2019; West et al. 2016).",
    "The University of Somewhere and the Ministry of Health led the work.",
    "Staff numbers fell by 12 in 2020; the staff of 340 is too small.",
    "Recommendations: more staff, fewer nights, and a room to rest.",
    "Participants: nurses, midwives and clinical officers.",
    "In Zambia, clinical assistants spoke of 12-hour shifts.",
    "Management explained nothing. Many felt alone.",
    "Nurse managers and Doctors Without Borders were there.",
    "As reported by Lee et al. (2015), and by Lee and Ek (2016), nights are long.",
    "Stress Management, Time Management and Conflict Resolution",
    "In one district of Somewhere, a psychology expert and a nurse spoke.",
    "See https://doi.org/10.1234/5678-1234-9012 for the report.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left(tmp_path: Path, text: str) -> None:
    personal = _personal(tmp_path, text)
    assert personal.mask(text) == text
    assert personal.problems == ()


def test_a_name_once_known_is_masked_everywhere(tmp_path: Path) -> None:
    text = "Dr Anna Nowak spoke first.\n\nLater Nowak left, and Anna came back."
    personal = _personal(tmp_path, text)
    assert personal.mask("Later Nowak left, and Anna came back.") == (
        "Later [name] left, and [name] came back."
    )
    assert [p.what.split(" at ")[1][:6] for p in personal.problems] == ["line 5", "line 7"]


def test_names_in_references_are_no_personal_data(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("## References\n\n- Dr. Lee A, Dr. Ek B. Rotas. 2001.\n", encoding="utf-8")
    assert PersonalData(read_markdown(path)).problems == ()


def test_a_name_in_a_heading_is_not_repeated_in_the_problem(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("## Dr Anna Nowak\n\nWrite to a@example.org.\n", encoding="utf-8")
    problems = PersonalData(read_markdown(path)).problems
    assert len(problems) == 2
    assert not any("Nowak" in p.what or "example" in p.what for p in problems)
