"""Values of a sentence that stand against each other, with the words of their outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from extract.numbers.alignment import Aligned
from extract.numbers.expressions import Expression
from extract.numbers.item_labels import item_labels, item_times
from extract.numbers.outcome_words import has_content, outcome_words
from extract.numbers.sentence_view import View
from extract.numbers.zeros import NONE

_NEAR = 12  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values of one outcome at one time, one of each group.

    Attributes
    ----------
    members : list of Aligned
    ahead : str
        Words between the series before and this one.
    before : str
        The same, with the words before them where these say nothing.
    outcome : str
    shared : bool
        The words of the outcome may be those of another series.
    time : str or None
        Where a list of times says it ("at 6 and 12 months").
    """

    members: list[Aligned]
    ahead: str
    before: str
    outcome: str
    shared: bool = False
    time: str | None = None


def series_of(view: View, aligned: list[Aligned], values: list[Expression]) -> list[Series]:
    """Return the values that stand against each other, in order.

    Parameters
    ----------
    view : View
    aligned : list of Aligned
    values : list of Expression
        All of the sentence, those without a group too.
    """
    found: list[Series] = []
    parts = _parts(aligned)
    for i, members in enumerate(parts):
        begin = end_of(parts[i - 1][-1], aligned) if i else 0
        until = parts[i + 1][0].unit.start if i + 1 < len(parts) else len(view.text)
        first = members[0]
        if first.item and found:  # of a list of values: its words stand before the first item
            found.append(replace(found[-1], members=members))
            continue
        ahead = _ahead(view, begin, first)
        behind = view.blank[max(end_of(m, aligned) for m in members) : until]
        own_each = False
        if len(members) > 1 and has_content(inner := _inner(view, members, aligned)):
            own_each = not has_content(ahead) and has_content(behind)
            behind = inner
        before = found[-1].before if found else ""
        share = first.unit.values[0].shape in ("fraction", "count", "percent")
        own = outcome_words(_own(view, first, ahead), behind, share=share and i + 1 == len(parts))
        found.append(
            Series(
                members=members,
                ahead=ahead,
                before=ahead if has_content(ahead) else f"{before} {ahead}",
                outcome=own or (found[-1].outcome if found else ""),
                shared=own_each or _is_doubtful(first, values, aligned, begin),
            )
        )
    return _labelled(view, found)


# "12 (30%) in the A group | left | compared with 5 (12%) in the B group"
_NEXT = re.compile(r"\b(?:compared|versus|vs|whereas|while|than|but|as)\b|[,;]")


def _ahead(view: View, begin: int, first: Aligned) -> str:
    """Return the words before a series; of "no deaths" those that say what is counted too."""
    value = first.unit.values[0]
    words = view.blank[begin : first.unit.start]
    return f"{words} {value.label}" if value.value.lower() in NONE else words


def _inner(view: View, members: list[Aligned], aligned: list[Aligned]) -> str:
    """Return the words between the first value with its group and the second, up to a new part."""
    words = view.blank[end_of(members[0], aligned) : members[1].unit.start]
    cut = _NEXT.search(words)
    return words[: cut.start()] if cut else ""


def end_of(member: Aligned, aligned: list[Aligned]) -> int:
    """Return where a value ends, a group right behind it included."""
    unit, group = member.unit, member.group
    apart = any(unit.end <= a.unit.start < group.start and a.run != member.run for a in aligned)
    return unit.end if apart else max(unit.end, group.end)


def _own(view: View, member: Aligned, ahead: str) -> str:
    """Return the words before a value, and those between it and its group behind it."""
    unit, group = member.unit, member.group
    if unit.shape[0] != "count" or group.start < unit.end:
        return ahead
    between = view.blank[unit.end : group.start]
    counted = has_content(between) and not any(c.isdigit() for c in between)
    return f"{ahead} {between}" if counted else ahead


def _is_doubtful(
    first: Aligned, values: list[Expression], aligned: list[Aligned], begin: int
) -> bool:
    """Tell whether another value of the kind, without a group, stands between words and value.

    Or right behind it: the words before may be of both.
    """
    known = {v.start for a in aligned for v in a.unit.values}
    shape = first.unit.values[0].shape
    near = first.unit.end + _NEAR
    if first.group.start >= first.unit.end:
        near = min(near, first.group.start)
    return any(
        v.shape == shape
        and v.start not in known
        and (begin <= v.start < first.unit.start or first.unit.end < v.start <= near)
        for v in values
    )


def _parts(aligned: list[Aligned]) -> list[list[Aligned]]:
    """Return values that stand against each other: no group twice."""
    parts: list[list[Aligned]] = []
    for run, members in groupby(aligned, key=lambda a: a.run if a.item is not None else None):
        if run is not None:
            listed = sorted(members, key=lambda a: a.item or 0)
            parts += [list(same) for _, same in groupby(listed, key=lambda a: a.item)]
            continue
        parts.append([])
        for member in members:
            words = member.group.words.lower()
            beside = parts[-1] and parts[-1][0].run == member.run
            fresh = any(m.group.words.lower() == words for m in parts[-1])
            if fresh or (parts[-1] and _in_list(member, aligned) and not beside):
                parts.append([])
            parts[-1].append(member)
    return parts


def _in_list(member: Aligned, aligned: list[Aligned]) -> bool:
    return sum(a.run == member.run for a in aligned) > 1


def _labelled(view: View, found: list[Series]) -> list[Series]:
    """Give each of several series its own words, or say that they share them."""
    done: list[Series] = []
    at = 0
    while at < len(found):
        block = _block(found, at)
        done += _with_labels(view, block) if len(block) > 1 else block
        at += len(block)
    return done


def _block(found: list[Series], first: int) -> list[Series]:
    """Return the series from one on that have no words of their own."""
    block = [found[first]]
    for later in found[first + 1 :]:
        member = later.members[0]
        unit = member.unit
        listed = member.item is not None and bool(member.item)
        bare = not has_content(later.ahead) and unit.shape == block[0].members[0].unit.shape
        if not (listed or bare):
            break
        block.append(later)
    return block


def _with_labels(view: View, block: list[Series]) -> list[Series]:
    first, n = block[0], len(block)
    start = first.members[0].unit.start
    within = [t for t in view.times if first.members[0].unit.start <= t.start]
    before = [t for t in view.times if t.end <= start]
    if before and (times := item_times(before[-1].words, n)):
        return [replace(s, time=t) for s, t in zip(block, times, strict=True)]
    labels = item_labels(first.before, n)
    if labels:
        return [replace(s, outcome=x) for s, x in zip(block, labels, strict=True)]
    if len({t.words for t in [*before, *within]}) >= n and first.members[0].item is None:
        return block  # times tell them apart
    return [replace(s, shared=True) for s in block]
