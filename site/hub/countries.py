"""The names of countries as a sentence uses them."""

from __future__ import annotations

from functools import cache

import pycountry

from hub.model import parts


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


def country_names(codes: str | None) -> str:
    """Return the names of the countries of a cell, as a list in a sentence; empty without any."""
    return ", ".join(country_name(code) for code in parts(codes))
