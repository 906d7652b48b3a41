"""The words of a sentence that say what its numbers measure."""

from __future__ import annotations

import re

_SMALL = (
    "the a an in of for than with to from by on at as was were is are be been had has have and or",
    "but that this these those which who whereas while when there it they we our their its both",
    "compared comparison versus vs v respectively between among did does do not no also however",
    "moreover furthermore during after before since because so thus only all each found showed",
    "shown observed reported patients participants subjects if i.e e.g fact particular addition "
    "additionally similarly likewise finally conversely contrast difference "
    "differences group groups arm arms condition conditions "
    "phase phases significant significantly statistically statistical differ differed",
)
_EDGES = frozenset().union(*(words.split() for words in _SMALL))
_TRIMMED = _EDGES - {"not", "no"}  # "did not complete": what is denied is no outcome by itself
# These say how, not what.
_CENTRES = frozenset(
    {"total", "more", "data", "mean", "means", "median", "medians", "average", "averages"}
)
_LONGEST = 160


def cleaned(words: str) -> str:
    """Return words without stray signs, and without small words at both ends."""
    words = re.sub(r"[()\[\]{};:=±]|(?<!\w)[,.]|[,.](?=\s*[,.]|\s*$)", " ", words)
    parts = words.split()
    while parts and parts[0].strip(",.").lower() in _TRIMMED:
        parts.pop(0)
    while parts and parts[-1].strip(",.").lower() in _EDGES:
        parts.pop()
    return " ".join(parts).strip(" ,.–-")


def has_content(words: str) -> bool:
    """Tell whether words say anything: a word of letters that is not a small one."""
    return any(
        len(w) > 1 and w.lower() not in _EDGES | _CENTRES
        for w in re.findall(r"[A-Za-z][\w-]*", words)
    )


def outcome_words(before: str, after: str, *, share: bool) -> str:
    """Return the words that say what is measured.

    Parameters
    ----------
    before, after : str
        Words of the sentence in front of and behind its values, groups and times blank.
    share : bool
        A share of a group: what its people had often stands behind ("30% had pain").

    Returns
    -------
    str
        Empty where no word is left.
    """
    front, back = cleaned(before)[-_LONGEST:], cleaned(after)[:_LONGEST]
    if not has_content(front):
        return back if has_content(back) else ""
    return f"{front} {back}".strip() if share and has_content(back) else front
