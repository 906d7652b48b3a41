"""The names of countries as a sentence uses them."""

from __future__ import annotations

from functools import cache

import pycountry


@cache
def country_name(code: str) -> str:
    """Return the short name of a country (ISO 3166-1 alpha-2); the code when it is none.

    ``Palestine, State of`` is turned around: an inverted name reads as two in a list.
    """
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return code
    name = str(getattr(country, "common_name", country.name))
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and tail.endswith((" of", " the")) else name
