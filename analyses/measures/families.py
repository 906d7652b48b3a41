"""Families of measures: the columns they read, their limits, and what is made of them first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analyses.measures.change import change_d
from analyses.measures.columns import ANY, NOT_NEGATIVE, Floats, Limits
from analyses.measures.correlations import correlation_from, partial_t
from analyses.measures.errors import MeasureError
from analyses.measures.tables import read_table
from analyses.measures.two_groups import cohens_d
from analyses.measures.zero_counts import add_to_zeros, blank_where

Columns = Mapping[str, Floats]
Inputs = dict[str, Any]
UNIT, SIGNED_UNIT = (0.0, 1.0), (-1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zeros:
    """What happens to counts of zero: see ``escalc``."""

    add: float
    to: str
    drop00: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Measures that read the same columns.

    Attributes
    ----------
    limits : mapping of str to (low, high)
        Columns of the family with their limits; those that a measure does not need are ignored.
    either : tuple of tuple of str
        Of each group at least one column must be given; the others are NaN.
    prepare : callable or None
        Makes the inputs of the measure from all columns; None passes on the needed ones.
    """

    limits: Limits
    either: tuple[tuple[str, ...], ...] = ()
    prepare: Callable[[Columns, tuple[str, ...], Zeros], Inputs] | None = None


def _difference(c: Columns, _needs: tuple[str, ...], _zeros: Zeros) -> Inputs:
    return {"d": cohens_d(**c), "n1i": c["n1i"], "n2i": c["n2i"]}


def _change(c: Columns, _needs: tuple[str, ...], _zeros: Zeros) -> Inputs:
    return {"d": change_d(**c), "ni": c["ni"]}


def _correlation(c: Columns, _needs: tuple[str, ...], _zeros: Zeros) -> Inputs:
    return {"r": correlation_from(**c), "ni": c["ni"]}


def _coefficient(c: Columns, needs: tuple[str, ...], _zeros: Zeros) -> Inputs:
    return {"t": partial_t(c["ti"], c["pi"], c["ni"], c["mi"])} | {n: c[n] for n in needs}


def _table(c: Columns, _needs: tuple[str, ...], zeros: Zeros) -> Inputs:
    return {"t": read_table(**c, add=zeros.add, to=zeros.to, drop00=zeros.drop00)}


def _proportion(c: Columns, _needs: tuple[str, ...], zeros: Zeros) -> Inputs:
    rest = np.where(np.isnan(c["mi"]), c["ni"] - c["xi"], c["mi"])
    if (rest < 0).any():
        at = int(np.argmax(rest < 0))
        raise MeasureError(
            f"xi: found {c['xi'][at]:g} events of {c['ni'][at]:g} people in row {at}; "
            "at most as many events as people expected"
        )
    events, rest = add_to_zeros([c["xi"], rest], add=zeros.add, to=zeros.to)
    return {"xi": events, "mi": rest}


def _rates(c: Columns, _needs: tuple[str, ...], zeros: Zeros) -> Inputs:
    counts = [c["x1i"], c["x2i"]]
    if zeros.drop00:
        counts = blank_where((c["x1i"] == 0) & (c["x2i"] == 0), counts)
    x1i, x2i = add_to_zeros(counts, add=zeros.add, to=zeros.to)
    return {"x1i": x1i, "t1i": c["t1i"], "x2i": x2i, "t2i": c["t2i"]}


_MEANS: Limits = {
    "m1i": ANY,
    "sd1i": NOT_NEGATIVE,
    "n1i": NOT_NEGATIVE,
    "m2i": ANY,
    "sd2i": NOT_NEGATIVE,
    "n2i": NOT_NEGATIVE,
}
_OCCASIONS: Limits = {
    "m1i": ANY,
    "m2i": ANY,
    "sd1i": NOT_NEGATIVE,
    "sd2i": NOT_NEGATIVE,
    "ri": SIGNED_UNIT,
    "ni": NOT_NEGATIVE,
}
_PRINTED: Limits = {"di": ANY, "ti": ANY, "pi": SIGNED_UNIT}
_TEST: Limits = {"ti": ANY, "pi": SIGNED_UNIT, "ni": NOT_NEGATIVE}

MEANS = Family(limits={**_MEANS, **_PRINTED})
DIFFERENCE = Family(
    limits={**_MEANS, **_PRINTED}, either=(("m1i", "di", "ti", "pi"),), prepare=_difference
)
OCCASIONS = Family(limits={**_OCCASIONS, **_PRINTED})
CHANGE = Family(
    limits={**_OCCASIONS, **_PRINTED}, either=(("m1i", "di", "ti", "pi"),), prepare=_change
)
CORRELATION = Family(
    limits={"ri": SIGNED_UNIT, **_TEST}, either=(("ri", "ti", "pi"),), prepare=_correlation
)
COEFFICIENT = Family(
    limits={**_TEST, "mi": NOT_NEGATIVE, "r2i": UNIT}, either=(("ti", "pi"),), prepare=_coefficient
)
TABLE = Family(
    limits=dict.fromkeys(("ai", "bi", "ci", "di", "n1i", "n2i"), NOT_NEGATIVE),
    either=(("bi", "n1i"), ("di", "n2i")),
    prepare=_table,
)
PROPORTION = Family(
    limits=dict.fromkeys(("xi", "mi", "ni"), NOT_NEGATIVE),
    either=(("mi", "ni"),),
    prepare=_proportion,
)
RATES = Family(limits=dict.fromkeys(("x1i", "t1i", "x2i", "t2i"), NOT_NEGATIVE), prepare=_rates)
ALPHA = Family(limits={"ai": (-np.inf, 1.0), "mi": (2.0, np.inf), "ni": NOT_NEGATIVE})
