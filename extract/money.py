"""Which currency a printed unit names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extract.countries import is_currency

_CODE = re.compile(r"\b[A-Z]{3}\b")


def currency_of(unit: str | None) -> str | None:
    """Return the currency that a unit names (ISO 4217), or None.

    The first code counts; a source may print its own conversion after it. A unit that names the
    same currency twice is a ratio of money to money (a return per pound), which has no currency.

    Examples
    --------
    >>> currency_of("million SEK (about 1.3 million USD)")
    'SEK'
    """
    codes = [code for code in _CODE.findall(unit or "") if is_currency(code)]
    return None if not codes or codes.count(codes[0]) > 1 else codes[0]


def with_currency(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of ``economics`` with its currency; one that a person wrote stays."""
    return {**row, "currency": row.get("currency") or currency_of(row["unit"])}
