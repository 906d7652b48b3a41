"""The country is where the study was, not where a thing was made or an author trained."""

from __future__ import annotations

import pytest

from tests.unit.extract.papers.facts.study_papers import values

ADDRESSES = "Department of Nursing, University of Somewhere, Lund, Sweden"


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("The study took place in three hospitals in Kenya.", ["KE"]),
        ("We recruited nurses from 22 Swedish clinics.", ["SE"]),
        ("Nurses were recruited from hospitals in Chile and Peru.", ["CL", "PE"]),
        ("The trial was conducted in the United States.", ["US"]),
        ("The study took place in two hospitals in South Korea.", ["KR"]),
    ],
)
def test_the_setting_names_the_country(sentence: str, codes: list[str]) -> None:
    assert sorted(values("country", Methods=sentence)) == codes


def test_the_title_names_the_country() -> None:
    assert values("country", "Burnout of nurses in Ghana: a survey") == ["GH"]


def test_without_a_setting_the_addresses_decide() -> None:
    assert values("country", Affiliations=ADDRESSES) == ["SE"]
    american = "School of Nursing, State University, Springfield, MA 01101"
    assert values("country", Affiliations=american) == ["US"]


def test_the_maker_of_a_thing_is_no_setting() -> None:
    text = "Pulse was measured in all nurses (PulseBox, Maker Works, Bergen, Norway)."
    assert values("country", Methods=text, Affiliations=ADDRESSES) == ["SE"]


def test_a_countrys_name_within_a_name_is_no_country() -> None:
    text = "The study was approved by the board of Beth Israel hospital."
    assert values("country", Methods=text, Affiliations=ADDRESSES) == ["SE"]
    text = "Patients were judged by the criteria of the American Society of Rest."
    assert values("country", Methods=text, Affiliations=ADDRESSES) == ["SE"]


def test_a_country_that_nobody_names_is_not_guessed() -> None:
    assert values("country", Methods="Nurses were recruited from three hospitals.") == []
