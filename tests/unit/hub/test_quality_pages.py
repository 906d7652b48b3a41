"""The page on how well papers are read: what was measured, what was not, how old it is."""

from __future__ import annotations

from typing import Any

import pytest

from hub.quality_pages import quality_page
from hub.texts import Texts

READER = "paper-reader 7"


def measure(name: str, right: int, of: int) -> dict[str, Any]:
    return {
        **{"label": name, "name": name, "kind": "all", "group": "Both", "right": right, "of": of},
        "rate": right / of if of else None,
        "interval": [0.85, 0.95],
    }


def results(let_through: int = 120) -> dict[str, Any]:
    numbers = {
        "name": "numbers",
        "title": "Numbers",
        "about": "Numbers of groups.",
        "on": "30 questions to 5 reports",
        "main": {"label": "numbers right", "rate": 0.9},
        "measures": [
            measure("cell_precision", 180, 200),
            measure("accepted_share", 12, 30),
            measure("accepted_precision", let_through * 9 // 10, let_through),
        ],
        "calibration": [
            {"low": 0.5, "high": 1.0, "said": 0.8, "right": 9, "of": 10, "interval": [0.6, 0.98]}
        ],
        "kinds": [{"kind": "size", "says": "A <b>size</b> is wrong.", "n": 3, "of": 20}],
    }
    missing = {"name": "pdf", "title": "PDF", "about": "Twins.", "missing": "no papers there"}
    head = {"version": 1, "measured_on": "2026-01-02", "extractor": READER}
    return {**head, "parts": [numbers, missing]}


def test_the_first_sentence_says_it_of_a_hundred_numbers() -> None:
    page = quality_page(results(), READER, Texts())
    assert "Of 100 numbers it lets through as sure, about 90 are right (85 to 95)" in page
    assert "12 of 30 questions" in page
    assert "numbers right: 90 of 100" in page


def test_of_few_numbers_let_through_nothing_is_claimed() -> None:
    page = quality_page(results(let_through=10), READER, Texts())
    assert "too few to say" in page
    assert "lets through as sure" not in page


def test_what_was_not_measured_is_named_with_its_reason() -> None:
    page = quality_page(results(), READER, Texts())
    assert "Not measured: no papers there." in page


@pytest.mark.parametrize(("reader", "old"), [(READER, False), ("paper-reader 8", True)])
def test_results_of_another_reader_are_marked_as_old(reader: str, old: bool) -> None:
    page = quality_page(results(), reader, Texts())
    assert ("Older than the reader" in page) is old
    assert ("not been measured yet" in page) is old


def test_without_results_there_is_no_number() -> None:
    page = quality_page(None, READER, Texts())
    assert "Not measured yet" in page
    assert "%" not in page and " of 100" not in page


def test_words_of_the_file_are_shown_as_they_are() -> None:
    page = quality_page(results(), READER, Texts())
    assert "<b>" not in page
    assert "<svg" in page and "9 of 10" in page
