"""Values that belong together: "from 24 to 20" of one group; spans, which are no values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.numbers.expressions import TOLERANCE, Expression, count_of
from extract.numbers.tokens import value_of

_FROM = re.compile(
    r"\bfrom\s(?:an?\s|the\s)?(?:\w+\s){0,3}(?:\((?:range|SDs?|SEM?|IQR)\)\s)?(?:of\s)?$"
)
_RANGED = re.compile(r"\b(?:rang\w*|varied|varying)\b[^;,]*$", re.IGNORECASE)
_TO = re.compile(r"[\s,)\]]*to\s(?:an?\s|the\s)?(?:\w+\s){0,2}(?:of\s)?\s*")


@dataclass(frozen=True, slots=True)
class Unit:
    """One value, or two of a "from ... to ..." that belong to one group."""

    values: tuple[Expression, ...]

    @property
    def start(self) -> int:
        """Where the first value begins."""
        return self.values[0].start

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.values[-1].end

    @property
    def shape(self) -> tuple[str, int]:
        """What kind of value, and how many."""
        shape = self.values[0].shape
        return ("count" if shape in ("fraction", "percent") else shape, len(self.values))


def units(values: list[Expression], text: str) -> list[Unit]:
    """Return the values, those of "from 24 to 20" together; both ends of a span are left out."""
    found: list[Unit] = []
    i = 0
    while i < len(values):
        second = values[i + 1] if i + 1 < len(values) else None
        if second and _is_span(values[i], second, text):
            i += 2
        elif second and _is_from_to(values[i], second, text):
            # "from 59 to 49%"
            first = values[i] if second.shape != "percent" else replace(values[i], shape="percent")
            found.append(Unit((first, second)))
            i += 2
        else:
            found.append(Unit((values[i],)))
            i += 1
    return found


def _is_from_to(first: Expression, second: Expression, text: str) -> bool:
    alike = first.shape == second.shape or "%" in (first.unit, second.unit)
    alike = alike or {first.shape, second.shape} == {"plain", "percent"}
    led = _FROM.search(text[: first.start]) is not None or bool(first.spread and second.spread)
    return led and alike and _TO.fullmatch(text, first.end, second.start) is not None


def _is_span(first: Expression, second: Expression, text: str) -> bool:
    """Tell "ranged from 5 to 9" and "-28 to 35": no value of a group."""
    if not _TO.fullmatch(text, first.end, second.start):
        return False
    before = text[: first.start]
    return _RANGED.search(before) is not None or (not first.spread and not _FROM.search(before))


# "12 patients in | the A group | (30%)": groups are blank
_TO_PERCENT = re.compile(r"(?:\s[a-z][\w-]*){0,4}\s+(?P<open>[(\[]\s?)")


def with_percents(values: list[Expression], blank: str) -> tuple[list[Expression], str]:
    """Give a count the percentage that stands behind its group: "12/40 in the A group (30%)".

    Parameters
    ----------
    values : list of Expression
    blank : str
        The sentence, with groups and times blank.

    Returns
    -------
    tuple of list and str
        The values, and the sentence with these percentages blank.
    """
    found: list[Expression] = []
    for value in values:
        last = found[-1] if found else None
        if last and _is_its_percent(last, value, blank):
            shape = last.shape if last.of else "count"
            found[-1] = replace(last, percent=value.value, shape=shape)
            blank = blank[: value.start] + " " * (value.end - value.start) + blank[value.end :]
        else:
            found.append(value)
    return found, blank


def _is_its_percent(count: Expression, share: Expression, blank: str) -> bool:
    gap = blank[count.end : share.start]
    if share.shape != "percent" or count.percent or not _TO_PERCENT.fullmatch(gap):
        return False
    if count.of:
        part = 100 * count_of(count.value) / count_of(count.of)
        return abs(part - value_of(share.value)) <= TOLERANCE
    whole = count.value.isdigit() or (count.value.isalpha() and not count.label)
    return count.shape == "plain" and whole and not count.unit and "   " in gap
