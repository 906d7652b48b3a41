"""Cost figures in other currencies, of the same year; or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analyses.economics.rates import RateError, Rates

Row = Mapping[str, Any]
_YEAR = re.compile(r"\d{4}")
VALUES = ("value", "ci_lb", "ci_ub")


def converted(
    economics: Sequence[Row], targets: Sequence[str], rates: Rates
) -> list[dict[str, Any]]:
    """Convert every figure of money into other currencies.

    Parameters
    ----------
    economics : sequence of mapping
        Rows of ``economics``.
    targets : sequence of str
        ISO 4217 codes to convert to; a figure is not converted to its own currency.
    rates : Rates
        Daily rates; the mean of the figure's own currency year is used.

    Returns
    -------
    list of dict
        Rows of ``economics_converted``: one a figure of money and target currency. A figure
        without one number, without one calendar year of its currency, or without a rate keeps
        its row, with ``no_conversion_reason``. Inflation since that year is not in it.
    """
    return [
        _one(figure, target, rates)
        for figure in economics
        if figure["currency"]
        for target in targets
        if target != figure["currency"]
    ]


def _one(figure: Row, target: str, rates: Rates) -> dict[str, Any]:
    row: dict[str, Any] = {
        key: figure[key] for key in ("economics_id", "currency", *VALUES, "unit", "review_status")
    } | {"currency_to": target}
    reasons = reasons_against(figure)
    year = str(figure["currency_year"] or "")
    if reasons:
        return row | {"no_conversion_reason": "; ".join(reasons)}
    try:
        found = rates.year(figure["currency"], target, int(year))
    except RateError as err:
        return row | {"no_conversion_reason": str(err)}
    return row | {
        "currency_year": int(year),
        **{f"{k}_to": None if figure[k] is None else figure[k] * found.rate for k in VALUES},
        "unit_to": unit_in(figure["unit"], figure["currency"], target),
        "rate": found.rate,
        "rate_first": found.first.isoformat(),
        "rate_last": found.last.isoformat(),
        "rate_days": found.days,
        "rate_source": found.source,
        "origin": "converted",
    }


def reasons_against(figure: Row) -> list[str]:
    """Return why a figure of money cannot be converted; empty when it can."""
    reasons = []
    if figure["value"] is None:
        reasons.append("printed as a range or as several values; kept as printed")
    year = str(figure["currency_year"] or "")
    if not year:
        reasons.append("the year of the currency is not stated where it was read")
    elif not _YEAR.fullmatch(year):
        reasons.append(f"the year of the currency is coded as “{year}”, not as one calendar year")
    return reasons


def unit_in(unit: str, currency: str, target: str) -> str:
    """Return a unit in another currency, without what the source adds to it.

    Examples
    --------
    >>> unit_in("million SEK (about 1.3 million USD)", "SEK", "EUR")
    'million EUR'
    """
    return re.split(r"\s*[(,]", unit)[0].replace(currency, target)
