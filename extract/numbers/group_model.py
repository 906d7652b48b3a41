"""A value that a sentence gives to a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.numbers.expressions import SpreadKind
from extract.papers.model import Number, Quote

# What holds of every group of the study: "no deaths in either group".
EACH = "each group"
Statistic = Literal["mean", "median", "events", "percent", "difference", "change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupValue:
    """A value that a sentence gives to a group.

    Attributes
    ----------
    statistic : str
        ``mean``, ``median``, ``events`` (``n`` is its denominator where printed), ``percent``,
        ``change`` since an earlier time, or ``difference`` between two groups.
    value : Number
        A ``percent`` is a proportion, 0 to 1; all else in the units printed.
    group : str
        Words that name the group, "group A" for one of "groups A and B". "the other group" where
        the sentence compares one it names with one it does not; "each group" for what it says of
        all of them. For a difference both, joined by
        " vs ", or empty.
    outcome : str
        Words that say what is measured.
    time : str or None
        Words that say when; "before" and "after" for "from 24 to 20" where nothing else is said.
    spread_kind : str or None
        ``sd``, ``se``, ``ci``, ``iqr``, ``range``; None where there is none or none is named.
    spread : tuple of Number
        One number or two; a single one may be of unknown kind.
    n : Number or None
        Denominator of events, or the size printed beside the group.
    percent : Number or None
        Proportion printed beside events.
    unit : str
        Behind the number; "%" for means that are percentages.
    direction : str or None
        Of a change, where a verb says it: the printed number has no sign then.
    series : int
        Values of a document that stand against each other share a number.
    outcome_shared : bool
        The sentence has values of several outcomes, and which words are of this one is open.
    start : int
        Where the value begins in ``quote.words``.
    """

    statistic: Statistic
    value: Number
    group: str
    outcome: str
    quote: Quote
    series: int
    start: int
    time: str | None = None
    spread_kind: SpreadKind | None = None
    spread: tuple[Number, ...] = ()
    n: Number | None = None
    percent: Number | None = None
    unit: str = ""
    direction: Literal["up", "down"] | None = None
    outcome_shared: bool = False
