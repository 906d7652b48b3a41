"""From values and groups that were aligned to values of groups: what, when, how spread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.numbers.alignment import Aligned
from extract.numbers.expressions import Expression, SpreadKind, count_of
from extract.numbers.group_meaning import (
    Meaning,
    direction_of,
    goes_on,
    meaning_of,
    spread_kind_of,
)
from extract.numbers.group_model import GroupValue
from extract.numbers.mentions import Mention
from extract.numbers.sentence_view import View
from extract.numbers.series import Series, end_of, series_of
from extract.numbers.test_grammar import minus_plain
from extract.numbers.tokens import numbers_in
from extract.numbers.value_times import time_at
from extract.papers.model import Number, Quote

PLUS_MINUS = re.compile(r"±|\+/-|\+-")


def group_values(
    quote: Quote, view: View, aligned: list[Aligned], values: list[Expression],
    kind: SpreadKind | None, first_series: int,
) -> list[GroupValue]:  # fmt: skip
    """Return the values of a sentence whose groups are known.

    Parameters
    ----------
    quote : Quote
    view : View
        Of the quote's words.
    aligned : list of Aligned
    values : list of Expression
        All of the sentence, those without a group too.
    kind : str or None
        What "±" means in this document.
    first_series : int
        Number of the first series.
    """
    kind = spread_kind_of([view.text]) or kind
    found: list[GroupValue] = []
    others = [(a.unit.start, end) for a in aligned for end in (a.unit.end, end_of(a, aligned))]
    last: dict[str, Meaning | None] = {}
    for i, series in enumerate(series_of(view, aligned, values)):
        last = _meanings(view, series, last)
        for member in series.members:
            known, when = (True, series.time)
            if when is None:
                known, when = time_at(view, _span(member, aligned), others)
            meaning = last.get(member.unit.values[0].shape)
            if _is_other_kind(member, series):
                continue
            # a pair says when by itself
            if meaning is None or not (known or len(member.unit.values) == 2):
                continue
            words = _own_words(view, member, series)
            direction = direction_of(words) if meaning == "change" else None
            found += [
                replace(
                    value,
                    outcome=series.outcome,
                    outcome_shared=series.shared,
                    direction=direction,
                    series=first_series + i,
                )
                for value in _values(quote, member, meaning, kind, when)
            ]
    return found


def _is_other_kind(member: Aligned, series: Series) -> bool:
    """Tell the 139 that counts something beside a mean of 3.4."""
    first, value = series.members[0].unit.values[0], member.unit.values[0]
    both = first.shape == value.shape == "plain" and not value.label
    return both and "." in first.value and value.value.isdigit() and len(value.value) > 2


def _span(member: Aligned, aligned: list[Aligned]) -> tuple[int, int]:
    """Return where the run of a value begins and ends."""
    run = [a.unit for a in aligned if a.run == member.run]
    return min(unit.start for unit in run), max(unit.end for unit in run)


def _meanings(
    view: View, series: Series, last: dict[str, Meaning | None]
) -> dict[str, Meaning | None]:
    """Return what the values of a series are, by shape: those of one shape are one thing."""
    meanings: dict[str, Meaning | None] = {}
    for member in series.members:
        value = member.unit.values[0]
        words = _own_words(view, member, series)
        meaning = meaning_of(
            value,
            words,
            view.blank[member.unit.end :],
            pair=len(member.unit.values) == 2,
            against=len({m.group.words.lower() for m in series.members}) > 1,
        )
        if meaning is None and goes_on(value, series.ahead):
            meaning = last.get(value.shape)
        meanings.setdefault(value.shape, meaning)
    values = [m.unit.values[0] for m in series.members]
    if all(v.shape == "plain" for v in values) and _adds_up(values, series.ahead):
        return {"plain": "events"}
    return meanings


def _own_words(view: View, member: Aligned, series: Series) -> str:
    """Return the words before a value: those before its series, and those since."""
    first = series.members[0]
    if member is first or member.item is not None:
        return series.before
    return series.before + view.blank[first.unit.end : member.unit.start]


def _adds_up(values: list[Expression], ahead: str) -> bool:
    """Tell whether "54 births (32 in the A group and 22 in the B group)" is a count in parts."""
    if len(values) < 2 or any("." in v.value or "-" in v.value[:1] or v.unit for v in values):
        return False
    total = sum(count_of(v.value) for v in values)
    return any(n.value == total and not (n.decimals or n.percent) for n in numbers_in(ahead))


def _values(
    quote: Quote, member: Aligned, meaning: Meaning, kind: SpreadKind | None, when: str | None
) -> Iterator[GroupValue]:
    values = member.unit.values
    for i, value in enumerate(values):
        share = meaning == "percent"
        spread_kind = value.spread_kind or (kind if len(value.spread) == 1 else None)
        yield GroupValue(
            statistic=meaning,
            value=_number(value.value, quote, share=share),
            group=member.group.words,
            outcome="",
            quote=quote,
            series=0,
            start=value.start,
            time=(("before", when or "after")[i]) if len(values) == 2 else when,
            spread_kind=spread_kind if value.spread else None,
            spread=tuple(_number(x, quote, share=share) for x in value.spread),
            n=_size(value, member.group, quote),
            percent=_number(value.percent, quote, share=True) if value.percent else None,
            unit=_unit(value, meaning),
        )


def _number(printed: str, quote: Quote, *, share: bool = False) -> Number:
    value = count_of(minus_plain(printed))
    return Number(value=value / 100 if share else value, printed=printed, quote=quote)


def _size(value: Expression, group: Mention, quote: Quote) -> Number | None:
    printed = value.of or group.n
    return _number(printed, quote) if printed else None


def _unit(value: Expression, meaning: Meaning) -> str:
    if meaning == "percent":
        return ""
    return "%" if value.shape == "percent" else value.unit
