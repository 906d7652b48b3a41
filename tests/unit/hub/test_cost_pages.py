"""Costs as printed, with their conversions beside them and nothing made up."""

import re
from typing import Any

import pytest

from hub.cost_pages import CASE, amount, costs_page, costs_table, rounded
from hub.model import Hub
from hub.texts import Texts
from tests.conftest import ROOT

THIN = "\u202f"


def figure(**more: Any) -> dict[str, Any]:
    return {
        "economics_id": "a-01",
        "kind": "cost",
        "measure": "cost of <b>leaving</b>",
        "value": 61110.0,
        "value_as_printed": "61110",
        "unit": "USD/RN",
        "ci_lb": 49500.0,
        "ci_ub": 72700.0,
        "interval_note": None,
        "population": "nurses",
        "country_as_printed": "USA",
        "currency": "USD",
        "year": 2025,
        "doi": None,
        "title": "A report",
        "words": "average cost",
        "read_at": "https://example.org/a ; a book",
        "period": None,
        "note": None,
        "review_status": "machine",
        **more,
    }


CONVERTED = {
    "economics_id": "a-01",
    "currency": "USD",
    "currency_to": "EUR",
    "currency_year": 2024,
    "value": 61110.0,
    "unit": "USD/RN",
    "value_to": 56458.89,
    "unit_to": "EUR/RN",
    "rate": 0.92388955,
    "rate_first": "2024-01-02",
    "rate_last": "2024-12-31",
    "rate_days": 256,
    "rate_source": "European Central Bank",
    "origin": "converted",
    "no_conversion_reason": None,
}


def hub(*figures: dict[str, Any], converted: tuple[dict[str, Any], ...] = ()) -> Hub:
    return Hub({"economics": list(figures), "economics_converted": list(converted)}, {}, [])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (19570137.0, f"19{THIN}570{THIN}137"),
        (22576.05, f"22{THIN}576.05"),
        (25000000.0, f"25{THIN}000{THIN}000"),
        (4.6, "4.6"),
        (None, "–"),
    ],
)
def test_all_digits_of_a_printed_number_are_shown(value: float | None, shown: str) -> None:
    assert amount(value) == shown


def test_a_converted_number_shows_three_digits() -> None:
    assert rounded(56458.89) == f"56{THIN}500"


def test_the_printed_value_stays_and_the_converted_one_names_its_year() -> None:
    text = costs_table(hub(figure(), converted=(CONVERTED,)), [figure()])
    assert f"<strong>61{THIN}110</strong> USD/RN (49{THIN}500 to 72{THIN}700)" in text
    assert f"about 56{THIN}500 EUR/RN, in money of 2024" in text
    assert "<b>" not in text
    assert '<a href="https://example.org/a">' in text


def test_a_pair_stays_as_printed() -> None:
    pair = figure(value=None, value_as_printed="25 / 26", unit="%", ci_lb=None, currency=None)
    assert "<strong>25 / 26</strong> %" in costs_table(hub(pair), [pair], "../")


def test_an_address_that_is_code_is_no_link() -> None:
    text = costs_table(hub(), [figure(read_at='javascript:alert(1) ; https://e.org/"x')])
    assert 'href="javascript' not in text
    assert 'href="https://e.org/%22x"' in text


def test_a_sentence_is_told_only_while_its_figure_is_there() -> None:
    told = figure(economics_id="han2019cost-02", value=7600.0)
    assert f"about 7{THIN}600 US dollars" in costs_page(hub(told))
    assert 'class="answer"' not in costs_page(hub(figure()))


def test_each_sentence_of_the_case_has_its_row(tables: dict[str, list[dict[str, Any]]]) -> None:
    text = (ROOT / "site/text/en/costs.ftl").read_text(encoding="utf-8")
    assert set(re.findall(r"^costs-case-(\S+) =", text, re.M)) == set(CASE)
    rows = {e["economics_id"] for e in tables["economics"]}
    assert set(CASE) <= rows
    assert Texts()("costs-case-han2019cost-02", value="7", lower="", upper="", beside="")
