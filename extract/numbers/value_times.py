"""When a value of a sentence was taken, by the times that stand around it."""

from __future__ import annotations

import re

from extract.numbers.mentions import Mention
from extract.numbers.sentence_view import View

# "at 6 and 12 months": several times are none.
_SEVERAL = re.compile(r",|\b(?:and|or)\b")
_BESIDE = re.compile(r"[\s,)\]]*(?:(?!(?:and|or|to|but|while)\b)(?:\w{1,6}|respectively),?\s?)?\s*")
# ", and at 6 months ...": the time of what comes next.
_NEXT = re.compile(r"(?:\b(?:and|but|while|whereas)|;)\s*$")
_CLAUSE = re.compile(r";|\b(?:while|whereas|but)\b")


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
    return _of_clause(view, span, others, left, right)


def _of_clause(
    view: View, span: tuple[int, int], others: list[tuple[int, int]],
    left: Mention | None, right: Mention | None,
) -> tuple[bool, str | None]:  # fmt: skip
    """Return the time of a value by its clause: the only one before it, or else behind it."""
    text = view.blank
    parted_left = left is None or _CLAUSE.search(text[left.end : span[0]]) is not None
    parted_right = right is None or _CLAUSE.search(text[span[1] : right.start]) is not None
    if left and not parted_left and parted_right:
        return (False, None) if _has_number(text, left.end, span[0], others) else _single(left)
    if right and not parted_right and parted_left:
        between = text[span[1] : right.start]
        open_ = "," in between or _NEXT.search(between) is not None
        open_ = open_ or _has_number(text, span[1], right.start, others)
        return (False, None) if open_ else _single(right)
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
