"""From values and groups that were aligned to values of groups: what, when, how spread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extract.numbers.alignment import Aligned
from extract.numbers.expressions import Expression, SpreadKind, count_of
from extract.numbers.group_meaning import Meaning, direction_of, meaning_of, spread_kind_of
from extract.numbers.group_model import GroupValue
from extract.numbers.mentions import Mention
from extract.numbers.outcome_words import has_content, outcome_words
from extract.numbers.sentence_view import View
from extract.numbers.test_grammar import minus_plain
from extract.papers.model import Number, Quote

# "at 6 and 12 months": several times are none.
_SEVERAL = re.compile(r",|\b(?:and|or)\b")
_BESIDE = re.compile(r"[\s,)\]]*(?:(?!(?:and|or|to|but|while)\b)(?:\w{1,6}|respectively),?\s?)?\s*")
# ", and at 6 months ...": the time of what comes next.
_NEXT = re.compile(r"(?:\b(?:and|but|while|whereas)|;)\s*$")
_PLUS_MINUS = re.compile(r"±|\+/-|\+-")


def group_values(
    quote: Quote, view: View, aligned: list[Aligned], kind: SpreadKind | None, first_series: int
) -> list[GroupValue]:
    """Return the values of a sentence whose groups are known.

    Parameters
    ----------
    quote : Quote
    view : View
        Of the quote's words.
    aligned : list of Aligned
    kind : str or None
        What "±" means in this document.
    first_series : int
        Number of the first series.
    """
    kind = spread_kind_of([view.text]) or kind
    found: list[GroupValue] = []
    before, outcome = "", ""
    series = _series(aligned)
    others = [(a.unit.start, _end(a)) for a in aligned]
    for i, members in enumerate(series):
        begin = _end(series[i - 1][-1]) if i else 0
        until = series[i + 1][0].unit.start if i + 1 < len(series) else len(view.text)
        ahead = view.blank[begin : members[0].unit.start]
        behind = view.blank[_end(members[-1]) : until]
        before = ahead if has_content(ahead) else f"{before} {ahead}"
        share = members[0].unit.values[0].shape in ("fraction", "count", "percent")
        share = share and i + 1 == len(series)
        outcome = outcome_words(ahead, behind, share=share) or outcome
        meanings = _meanings(view, members, before, ahead)
        for member in members:
            known, when = time_at(view, _span(member, aligned), others)
            if known or len(member.unit.values) == 2:  # a pair says when by itself
                meaning = meanings.get(member.unit.values[0].shape)
                own = _own_words(view, member, members[0], before)
                direction = direction_of(own) if meaning == "change" else None
                found += _values(
                    quote, member, meaning, direction, outcome, when, kind, first_series + i
                )
    return found


def _end(member: Aligned) -> int:
    return max(member.unit.end, member.group.end)


def _series(aligned: list[Aligned]) -> list[list[Aligned]]:
    """Return values that stand against each other: no group twice."""
    series: list[list[Aligned]] = []
    for member in aligned:
        words = member.group.words.lower()
        listed = series and series[-1][0].run == member.run
        fresh = not series or any(m.group.words.lower() == words for m in series[-1])
        if fresh or (_in_list(member, aligned) and not listed):
            series.append([])
        series[-1].append(member)
    return series


def _in_list(member: Aligned, aligned: list[Aligned]) -> bool:
    return sum(a.run == member.run for a in aligned) > 1


def _span(member: Aligned, aligned: list[Aligned]) -> tuple[int, int]:
    """Return where the run of a value begins and ends, a group behind it included."""
    run = [a for a in aligned if a.run == member.run]
    end = max(a.unit.end for a in run)
    behind = [a.group.end for a in run if a.group.start >= end]
    return min(a.unit.start for a in run), max([end, *behind])


def _meanings(
    view: View, members: list[Aligned], before: str, ahead: str
) -> dict[str, Meaning | None]:
    """Return what the values of a series are, by shape: those of one shape are one thing."""
    meanings: dict[str, Meaning | None] = {}
    for member in members:
        unit = member.unit
        words = _own_words(view, member, members[0], before)
        pair = len(unit.values) == 2
        meaning = meaning_of(unit.values[0], words, view.blank[unit.end :], pair=pair)
        meanings.setdefault(unit.values[0].shape, meaning)
    values = [m.unit.values[0] for m in members]
    if all(v.shape == "plain" for v in values) and _adds_up(values, ahead):
        return {"plain": "events"}
    return meanings


def _own_words(view: View, member: Aligned, first: Aligned, before: str) -> str:
    """Return the words before a value: those before its series, and those since."""
    return before if member is first else before + view.blank[first.unit.end : member.unit.start]


def _adds_up(values: list[Expression], ahead: str) -> bool:
    """Tell whether "54 births (32 in the A group and 22 in the B group)" is a count in parts."""
    if len(values) < 2 or not all(v.value.isdigit() and not v.unit for v in values):
        return False
    total = sum(int(v.value) for v in values)
    return any(int(n) == total for n in re.findall(r"(?<![\d.,])\d+(?![\d.,%]|\s%)", ahead))


def time_at(
    view: View, span: tuple[int, int], others: list[tuple[int, int]]
) -> tuple[bool, str | None]:
    """Return whether the time of a value is known, and its words; None where none is named.

    Parameters
    ----------
    view : View
    span : tuple of int
        Where the value stands in the sentence, with what belongs to it.
    others : list of tuple of int
        Where the other values stand that have a group; a number beyond these may be of another
        time.
    """
    if not view.times:
        return True, None
    right = next((t for t in view.times if t.start >= span[1]), None)
    left = next((t for t in reversed(view.times) if t.end <= span[0]), None)
    if left and any(_BESIDE.fullmatch(view.blank, end, left.start) for _, end in others):
        left = None  # it stands with the value before
    reached = right is not None and not _has_number(view.blank, span[1], right.start, others)
    if len({t.words.lower() for t in view.times}) == 1:
        of_next = right is not None and _NEXT.search(view.blank[: right.start]) is not None
        open_ = left is None and (not reached or of_next)
        return (False, None) if open_ else _single(view.times[0])
    if right and reached and _is_beside(view, right, [span, *others]):
        return _single(right)
    if left and not any(c.isdigit() for c in view.blank[left.end : span[0]]):
        return _single(left)
    return False, None


def _is_beside(view: View, time: Mention, values: list[tuple[int, int]]) -> bool:
    """Tell whether a time stands right behind a value."""
    return any(
        end <= time.start and _BESIDE.fullmatch(view.blank, end, time.start) for _, end in values
    )


def _has_number(text: str, start: int, end: int, others: list[tuple[int, int]]) -> bool:
    return any(
        text[i].isdigit() and not any(a <= i < b for a, b in others) for i in range(start, end)
    )


def _single(time: Mention) -> tuple[bool, str | None]:
    return (False, None) if _SEVERAL.search(time.words) else (True, time.words)


def _values(
    quote: Quote, member: Aligned, meaning: Meaning | None, direction: Literal["up", "down"] | None,
    outcome: str, when: str | None, kind: SpreadKind | None, series: int,
) -> Iterator[GroupValue]:  # fmt: skip
    values = member.unit.values
    pair = len(values) == 2
    for i, value in enumerate(values):
        spread_kind = value.spread_kind
        if len(value.spread) == 1 and spread_kind is None:
            if kind is None and not _PLUS_MINUS.search(quote.words[value.start : value.end]):
                return
            spread_kind = kind
        if meaning is None:
            return
        share = meaning == "percent"
        yield GroupValue(
            statistic=meaning,
            value=_number(value.value, quote, share=share),
            group=member.group.words,
            outcome=outcome,
            quote=quote,
            series=series,
            start=value.start,
            time=(("before", when or "after")[i]) if pair else when,
            spread_kind=spread_kind if value.spread else None,
            spread=tuple(_number(x, quote, share=share) for x in value.spread),
            n=_size(value, member.group, quote),
            percent=_number(value.percent, quote, share=True) if value.percent else None,
            unit=_unit(value, meaning),
            direction=direction,
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
