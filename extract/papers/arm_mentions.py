"""A mention of a group: the words that name it, the count beside them, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.papers.arm_words import CLUSTERS, count_value
from extract.papers.model import Number, Quote

Stage = Literal["randomised", "analysed", "completed", "listed", "baseline", "stated"]

# "(n = 40)", "N=40", "[n = 40, 50%]", "; n = 40)"; not "(n = 6 wards)".
COUNT_BESIDE = re.compile(
    r"(?:[(\[]\s*|[,;:]\s*|\b)(?:total |sample )?\bn(?:o|umber|umbers)?\.?\s*[=:]\s*"
    rf"(\d{{1,3}}(?:[,\u202f]\d{{3}})+|\d+)\b(?!\.\d)(?!\s*{CLUSTERS.pattern})"
    r"[^()\[\]]*(?:[)\]]|$)?",
    re.I,
)
# No group's name; looking for the end of one would take time that grows with its square.
_LONGEST = 1000
# The closing part of a label that speaks of statistics or a time, not of the group.
_TAIL = re.compile(
    r"[\s,;:(\[]*(?:\b(?:mean|means|median|sd|se|sem|iqr|no\.?|n|m|values?|number|frequency)\b"
    r"|\b(?:number|no\.?) of \w+ (?:per|with|in)\b[^()]{,40}"
    r"|[(\[]?\s*(?:n\s*\(?\s*)?%\s*\)?|±|\+/-|[()\[\],;:/]|\d+\s*[-–]\s*\d+\s*(?:months?|weeks?))"
    r"[\s)\]]*$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a group is named.

    Attributes
    ----------
    label : str
        Its name there, without count and statistics.
    siblings : int
        Mentions with the same number stand side by side: columns of a table, parts of a sentence.
    weight : float
        How sure it is that this names a group at all.
    also : tuple of str
        Other names given at the same place: "Group A (aspirin)".
    received : str
        What the group received, in a sentence's words.
    number : Number or None
        The count beside the name.
    stage : str
        What the count counts: ``baseline`` in a table of the start, ``listed`` in other tables,
        ``stated`` in a sentence whose words do not say.
    """

    label: str
    siblings: int
    weight: float
    quote: Quote
    also: tuple[str, ...] = ()
    received: str = ""
    number: Number | None = None
    stage: Stage = "listed"


def whole_number(printed: str, quote: Quote) -> Number | None:
    """Return a count with its place; None where the words are no whole number above zero."""
    value = count_value(printed)
    return Number(value=value, printed=printed, quote=quote) if value else None


def without_marks(text: str) -> str:
    """Return a label without raised marks of footnotes and spare spaces."""
    return re.sub(r"\s+", " ", re.sub(r"\^\S+|[*†‡§¶#¤]+", " ", text)).strip()


def trimmed(label: str) -> str:
    """Return a label without statistics at its end and without loose punctuation."""
    if len(label) > _LONGEST:
        return label
    for _ in range(8):
        label = re.sub(r"[(\[]\s*[)\]]", " ", _TAIL.sub("", label)).strip(" ,;:-–=.*")
    opened, closed = label.count("("), label.count(")")
    if opened > closed:
        return f"{label})" if label.rpartition("(")[2].strip() else label.strip(" (")
    return label.replace(")", " ").strip() if closed > opened else label


_MARKED = re.compile(
    r"^(?:groups?[ -])?([A-H]|[IV]{1,3}|\d)\b(?:\)|\s*[,:=]|)\s*(?:(?:who|which|were|was) )?"
    r"(?:receiv\w+|treated with|given|undergoing|underwent|using)\s+(.+)$",
    re.S,
)


def names_within(label: str) -> tuple[str, tuple[str, ...]]:
    """Split "Group A (aspirin)" into the name and the other names in its brackets."""
    marked = _MARKED.match(label)
    if marked:
        return f"group {marked[1]}", (marked[2].strip(),)
    inner = tuple(
        part.strip() for part in re.findall(r"[(\[]([^()\[\]]{1,120})[)\]]", label) if part.strip()
    )
    outer = re.sub(r"\s+", " ", re.sub(r"[(\[][^()\[\]]*[)\]]", " ", label)).strip(" ,;:-–=.")
    named = tuple(
        p for p in inner if re.search(r"[A-Za-z]", p) and not re.match(r"[np]\b", p, re.I)
    )
    return (outer or (named[0] if named else label)), (named if outer else named[1:])
