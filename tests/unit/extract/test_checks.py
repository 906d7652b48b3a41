"""A second reading lets a number into a headline only while it is the number that was looked up."""

from pathlib import Path
from typing import Any

import pytest

from extract.checks import apply_checks, numbers_of
from extract.corpus import read_corpus
from extract.flatten import tables_of

NUMBERS = "n1i=50 m1i=20 sd1i=5 n2i=50 m2i=22 sd2i=5"


def checked(corpus: Path, result: str, numbers: str, reading: str = "made-up-2024-e01") -> Any:
    (corpus / "checks").mkdir(exist_ok=True)
    (corpus / "checks" / "a.csv").write_text(
        "reading_id,result,numbers,reviewer,checked_on\n"
        f"{reading},{result},{numbers},ab,2026-11-24\n",
        encoding="utf-8",
    )
    return apply_checks(tables_of(read_corpus(corpus)))


def test_a_confirmed_number_is_checked(corpus: Path) -> None:
    tables = checked(corpus, "confirmed", NUMBERS)
    assert numbers_of(tables["readings"][0]) == NUMBERS
    assert tables["readings"][0]["review_status"] == "checked"
    assert tables["problems"] == []


@pytest.mark.parametrize("result", ["partly", "differs", "not_found"])
def test_anything_less_leaves_it_read_once(corpus: Path, result: str) -> None:
    assert checked(corpus, result, NUMBERS)["readings"][0]["review_status"] == "machine"


def test_a_number_that_changed_after_its_check_is_not_checked_and_is_named(corpus: Path) -> None:
    tables = checked(corpus, "confirmed", NUMBERS.replace("m1i=20", "m1i=200"))
    assert tables["readings"][0]["review_status"] == "machine"
    (problem,) = tables["problems"]
    assert "m1i=200" in problem["found"]
    assert NUMBERS in problem["expected"]


def test_a_check_of_an_unknown_reading_is_named(corpus: Path) -> None:
    (problem,) = checked(corpus, "confirmed", NUMBERS, "nobody-e01")["problems"]
    assert (problem["field"], problem["found"]) == ("reading_id", "'nobody-e01'")


def test_a_date_that_is_none_and_a_surplus_cell_are_named(corpus: Path) -> None:
    (corpus / "checks").mkdir(exist_ok=True)
    (corpus / "checks" / "a.csv").write_text(
        "reading_id,result,numbers,reviewer,checked_on\n"
        f"made-up-2024-e01,confirmed,{NUMBERS},ab,yesterday\n"
        f"made-up-2024-e02,confirmed,{NUMBERS},ab,2026-11-24,surplus\n",
        encoding="utf-8",
    )
    found = read_corpus(corpus).problems
    assert [p.field for p in found] == ["checked_on", ""]
    assert found[1].found == "more cells than columns"
