"""Numbers randomised and analysed in all: read, never added up or guessed."""

from __future__ import annotations

import pytest

from extract.papers.facts.counts import as_number
from tests.unit.extract.papers.facts.study_papers import facts, values


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("A total of 148 nurses were randomised.", "148"),
        ("Ninety-two nurses were randomly assigned to rest or to usual work.", "92"),
        ("Of 300 nurses asked, 1,204 nurses and midwives were randomized.", "1204"),
        ("We randomised 61 physicians to coaching or a waiting list.", "61"),
        ("Participants (N = 77) were randomly allocated to two groups.", "77"),
    ],
)
def test_the_number_randomised(sentence: str, n: str) -> None:
    assert values("n_randomised", Abstract=sentence) == [n]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thirty-nine nurses were randomised to the rest group.",
        "Power calculation showed that 200 nurses needed to be randomised.",
        "In each of the 12 wards, 8 nurses were randomly assigned to rest.",
        "Nurses from 4 hospitals in the north took part and were randomised.",
    ],
)
def test_a_number_of_one_arm_or_of_a_plan_is_not_the_total(sentence: str) -> None:
    assert values("n_randomised", Abstract=sentence) == []


def test_wards_are_not_counted_as_people() -> None:
    text = "Twenty wards were randomly assigned to rest or usual work."
    assert values("n_randomised", Abstract=text) == []
    assert values("n_clusters_randomised", Abstract=text) == ["20"]


def test_the_number_analysed() -> None:
    text = "In all, 131 nurses were included in the final analysis."
    assert values("n_analysed", Results=text) == ["131"]


def test_likeness_within_clusters_is_not_the_reliability_of_a_scale() -> None:
    text = "We assumed an intra-cluster correlation of 0.05 and a design effect of 1.8."
    assert values("icc", Methods=text) == ["0.05"]
    assert values("design_effect", Methods=text) == ["1.8"]
    text = "Test-retest reliability was good (intraclass correlation 0.84 within raters)."
    assert values("icc", Methods=text) == []


def test_the_abstract_is_surer_than_the_text() -> None:
    said = "A total of 148 nurses were randomised."
    (above,), (below,) = facts("n_randomised", Abstract=said), facts("n_randomised", Results=said)
    assert above.confidence > below.confidence


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("seven hundred and eighty-seven", 787),
        ("forty", 40),
        ("2 000", 2000),
        ("two thousand", 2000),
        ("many", None),
    ],
)
def test_numbers_in_words(words: str, n: int | None) -> None:
    assert as_number(words) == n
