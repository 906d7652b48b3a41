"""Countries by their names and codes (ISO 3166-1 alpha-2), and codes of currencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pycountry


def is_country(code: str) -> bool:
    """Say whether a code is one of ISO 3166-1 alpha-2."""
    return pycountry.countries.get(alpha_2=code) is not None


@cache
def country_names() -> Mapping[str, str]:
    """Return the code of each country by its name, common name and official name."""
    return {
        name: country.alpha_2
        for country in pycountry.countries
        for key in ("name", "common_name", "official_name")
        if (name := getattr(country, key, None))
    }


def is_currency(code: str) -> bool:
    """Say whether a code is one of ISO 4217."""
    return pycountry.currencies.get(alpha_3=code) is not None
