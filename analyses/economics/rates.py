"""Yearly exchange rates from the reference rates of the European Central Bank.

The only door to CurrencyConverter, which brings the daily rates with it (nothing is fetched).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

from currency_converter import CurrencyConverter, RateNotFoundError

BASE = "EUR"
SLACK = timedelta(days=7)  # a year begins and ends with days on which no rate is set


class RateError(ValueError):
    """There is no rate for that currency and year; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRate:
    """How many units of one currency one unit of another bought in a year.

    Attributes
    ----------
    rate : float
        Mean of the daily rates of ``currency_to`` (units for one euro) over the mean of those of
        ``currency``: the two yearly means that the bank publishes, so that anyone can check it.
    first, last : date
        The first and the last day with a rate.
    days : int
        How many days have one.
    source : str
        Whose rates, and which edition of them.
    """

    currency: str
    currency_to: str
    year: int
    rate: float
    first: date
    last: date
    days: int
    source: str


class Rates:
    """Daily reference rates.

    Parameters
    ----------
    path : Path or None
        A file in the bank's own form (dates down, currencies across); None takes the file that
        comes with the library.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._daily = CurrencyConverter(str(path)) if path else CurrencyConverter()
        last = self._daily.bounds[BASE].last_date
        edition = path.name if path else f"CurrencyConverter {version('CurrencyConverter')}"
        self.source = (
            "European Central Bank, euro foreign exchange reference rates, "
            f"as in {edition} (rates up to {last})"
        )

    def year(self, currency: str, currency_to: str, year: int) -> YearRate:
        """Return the mean rate of a year.

        Raises
        ------
        RateError
            When the bank lists no rates for one of the currencies, or not for the whole year.
        """
        for code in (currency, currency_to):
            self._require(code, year)
        pairs = [
            (day, mine, other)
            for day in _days(year)
            if (mine := self._rate(currency, day)) and (other := self._rate(currency_to, day))
        ]
        mean = sum(p[1] for p in pairs) / len(pairs)
        mean_to = sum(p[2] for p in pairs) / len(pairs)
        return YearRate(
            currency=currency,
            currency_to=currency_to,
            year=year,
            rate=mean_to / mean,
            first=pairs[0][0],
            last=pairs[-1][0],
            days=len(pairs),
            source=self.source,
        )

    def _require(self, code: str, year: int) -> None:
        if code not in self._daily.currencies:
            raise RateError(f"the European Central Bank lists no rate for {code}")
        first, last = self._daily.bounds[code]
        if first > date(year, 1, 1) + SLACK or last < date(year, 12, 31) - SLACK:
            raise RateError(
                f"the rates of {code} run from {first} to {last}, not over all of {year}"
            )

    def _rate(self, code: str, day: date) -> float | None:
        """Return how many units of a currency one euro bought on a day; None without a rate."""
        try:
            return float(self._daily.convert(1, BASE, code, date=day))
        except RateNotFoundError:
            return None


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@cache
def bundled_rates() -> Rates:
    """Return the rates that come with the library."""
    return Rates()
