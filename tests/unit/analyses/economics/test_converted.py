"""Money of the same year: yearly means by hand, and reasons where a figure cannot be converted."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from analyses.economics.converted import converted
from analyses.economics.rates import RateError, Rates, bundled_rates
from extract.money import currency_of, with_currency


@pytest.fixture
def rates(tmp_path: Path) -> Rates:
    """Four days of 2020 with both rates (one without pounds), and the ends of the year."""
    days = {
        "2020-01-02": ("1.00", "0.80"),
        "2020-06-01": ("1.20", "0.90"),
        "2020-06-02": ("1.10", "N/A"),
        "2020-12-31": ("1.40", "1.00"),
    }
    lines = [f"{d},{usd},{gbp}," for d, (usd, gbp) in sorted(days.items(), reverse=True)]
    path = tmp_path / "made-up.csv"
    path.write_text("Date,USD,GBP,\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return Rates(path)


def figure(**more: Any) -> dict[str, Any]:
    return {
        "economics_id": "a-01",
        "value": 90.0,
        "ci_lb": 45.0,
        "ci_ub": 180.0,
        "unit": "million GBP/year (rounded)",
        "currency": "GBP",
        "currency_year": "2020",
        "review_status": "machine",
        **more,
    }


def test_the_rate_is_the_ratio_of_two_yearly_means(rates: Rates) -> None:
    """By hand: dollars (1.0 + 1.2 + 1.4) / 3 = 1.2, pounds (0.8 + 0.9 + 1.0) / 3 = 0.9."""
    found = rates.year("GBP", "USD", 2020)
    assert found.rate == pytest.approx(4 / 3)
    assert (found.first, found.last, found.days) == (date(2020, 1, 2), date(2020, 12, 31), 3)
    assert rates.year("EUR", "USD", 2020).rate == pytest.approx((1.0 + 1.2 + 1.1 + 1.4) / 4)


def test_a_figure_keeps_its_values_beside_the_converted_ones(rates: Rates) -> None:
    (row,) = converted([figure()], ["USD"], rates)
    assert (row["value"], row["unit"]) == (90.0, "million GBP/year (rounded)")
    assert row["value_to"] == pytest.approx(120.0)
    assert (row["ci_lb_to"], row["ci_ub_to"]) == pytest.approx((60.0, 240.0))
    assert (row["unit_to"], row["origin"]) == ("million USD/year", "converted")
    assert "made-up.csv" in row["rate_source"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"currency_year": None}, "not stated"),
        ({"currency_year": "2021-22 (not stated in excerpt)"}, "not as one calendar year"),
        ({"value": None}, "range or as several values"),
        ({"currency_year": "2019"}, "run from 2020-01-02"),
        ({"currency": "KES"}, "lists no rate for KES"),
    ],
)
def test_what_cannot_be_converted_says_why(
    rates: Rates, change: dict[str, Any], reason: str
) -> None:
    (row,) = converted([figure(**change)], ["USD"], rates)
    assert reason in row["no_conversion_reason"]
    assert "value_to" not in row and "origin" not in row


def test_money_is_not_converted_to_itself_and_other_figures_not_at_all(rates: Rates) -> None:
    assert converted([figure()], ["GBP"], rates) == []
    assert converted([figure(currency=None)], ["USD"], rates) == []


def test_the_bundled_rates_give_the_mean_that_the_bank_publishes() -> None:
    """The bank's own annual averages of US dollars: 1.1422 in 2020, 1.0824 in 2024."""
    for year, mean in ((2020, 1.1422), (2024, 1.0824)):
        assert bundled_rates().year("EUR", "USD", year).rate == pytest.approx(mean, abs=5e-5)


def test_a_year_that_is_not_over_has_no_mean() -> None:
    last = date.fromisoformat(bundled_rates().source[-11:-1])
    year = (last + timedelta(days=40)).year
    with pytest.raises(RateError, match="not over all of"):
        bundled_rates().year("USD", "EUR", year)


@pytest.mark.parametrize(
    ("unit", "currency"),
    [
        ("billion USD/year", "USD"),
        ("million SEK (about 1.3 million USD), 17 extra staff", "SEK"),
        ("GBP per 1 GBP", None),
        ("FTE days/year", None),
        ("adjusted OR", None),
        (None, None),
    ],
)
def test_the_currency_is_the_first_that_a_unit_names(unit: str | None, currency: str) -> None:
    assert currency_of(unit) == currency


def test_a_currency_that_a_person_wrote_stays() -> None:
    assert with_currency({"unit": "$", "currency": "CAD"})["currency"] == "CAD"
