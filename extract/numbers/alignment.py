"""Which value of a sentence belongs to which of its groups: by position, or not at all.

Four ways, each plain to a reader: a value right before its group ("30% in the A group"), a group
right before its value ("the A group (30%)", "in the A group it fell to 12"), as many values as
groups in one order ("12, 14 and 9 in A, B and C, respectively"), and a pair against a pair ("more
in A than in B (30% vs 12%)"). Where two ways disagree or counts differ, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.numbers.links import COMPARED_TO, LEFT_CLOSE, is_right
from extract.numbers.listings import groups_of_listings
from extract.numbers.mentions import Mention
from extract.numbers.value_lists import OTHER, groups_of_list, is_against
from extract.numbers.value_units import Unit

_CONNECT = re.compile(
    r"[)\]\s]*,?\s*"
    r"(?:and|or|&|vs\.?|v\.?|versus|(?:as\s)?compared\s(?:to|with)|against|/)?[\s(\[]*"
)
_BREAKS = re.compile(
    r"\b(?:than|compared|versus|vs|v|whereas|while|but|relative|difference|respectively|minus|plus|"
    r"twice)\b|;"
)
# "superior to B (-8.7)": a difference, not a value of B.
_SUPERIOR = re.compile(
    r"\b(?:superior|inferior|similar|equal|comparable|compared|relative|than|versus|vs\.?)\s"
    r"(?:to\s|with\s)?(?:[\w:]+\s){0,3}$",
    re.IGNORECASE,
)
# "12% higher", "2 points lower", "3 times": no value of a group.
_COMPARES = re.compile(
    r"\s*(?:(?!(?:was|were|is|had)\b)\w+\s)?(?:more|less|higher|lower|greater|fewer|longer|shorter|larger|smaller|better|"
    r"worse|-?fold|times|faster|slower|increased\s(?:risk|odds)|quicker|older|younger)\b"
)
# "in the A group and 16% ...": what follows may belong to the next group.
_JOINS = re.compile(r"[\s,)\]]*(?:and|or|nor|plus)\b")
_EACH = re.compile(r"\s?(?:\w+\s){0,2}in\s(?:each|both|all|either)\b")
# "in the A group at both places (left: 24": what the colon names may be another group.
_LABELLED = re.compile(r"[A-Za-z][\w-]*\s?:[\s(]*$")
# "... | left their work in the | A group"
_THEN_IN = re.compile(
    r"[)\]]?(?:\s(?!(?:and|or|nor|in|among|for|with|within|on)\b)[A-Za-z][\w-]*){1,8}?"
    r"\s(?:in|among|for|within)\s(?:the\s)?"
)
_COUNT_OF = re.compile(r"\d\s(?:the\s)?$")
_IN = re.compile(r"\b(?:in|for|among|of)\s(?:the\s)?$")
_FARTHEST = 110  # characters


@dataclass(frozen=True, slots=True)
class Aligned:
    """A value with its group; values of one ``run`` stand against each other.

    In lists of which each belongs to one group, ``item`` is the place in the list, and ``run``
    the number of the first of these lists.
    """

    unit: Unit
    group: Mention
    run: int
    item: int | None = None
    items: int = 0


def align(values: list[Unit], groups: list[Mention], text: str) -> list[Aligned]:
    """Give each value its group, or leave it out.

    Parameters
    ----------
    values : list of Unit
    groups : list of Mention
        In order.
    text : str
        The sentence, with times, tests and groups blank.

    Returns
    -------
    list of Aligned
        In order of the values.
    """
    found: list[Aligned] = []
    runs = _runs(values, groups, text)
    listings = groups_of_listings(runs, groups, text)
    for i, run in enumerate(runs):
        if i in listings:
            first = next(k for k in range(i, -1, -1) if k - 1 not in listings)
            found += [Aligned(u, listings[i], first, k, len(run)) for k, u in enumerate(run)]
            continue
        begin = runs[i - 1][-1].end if i else 0
        until = runs[i + 1][0].start if i + 1 < len(runs) else len(text)
        if _COMPARES.match(text, run[-1].end):
            continue
        if len(run) == 1:
            group = _of_one(run[0], groups, text, (begin, until), found)
            found += [Aligned(run[0], group, i)] if group else []
        else:
            last = [a.group for a in found if a.run == found[-1].run and a.item is None]
            given = groups_of_list(run, groups, text, (begin, until), last)
            found += [Aligned(unit, g, i) for unit, g in zip(run, given, strict=False)]
    found = _without_clashes(found)
    if len({a.group.words.lower() for a in found}) == 1 and found[0].group != OTHER:
        return [a for a in found if not _SUPERIOR.search(text[: max(a.group.start, 0)])]
    return found


def _runs(values: list[Unit], groups: list[Mention], text: str) -> list[list[Unit]]:
    runs: list[list[Unit]] = []
    for unit in values:
        # "a vs b, c vs d": a new pair begins
        paired = bool(runs) and len(runs[-1]) == 2 and is_against(runs[-1], text)
        if runs and not paired and _joins(runs[-1][-1], unit, groups, text):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _joins(a: Unit, b: Unit, groups: list[Mention], text: str) -> bool:
    if a.shape != b.shape or any(a.end <= g.start < b.start for g in groups):
        return False
    gap = text[a.end : b.start]
    return bool(gap.strip(" )([]")) and _CONNECT.fullmatch(gap) is not None


def _of_one(
    unit: Unit, groups: list[Mention], text: str, zone: tuple[int, int], before: list[Aligned]
) -> Mention | None:
    """Return the group of a value that stands alone."""
    right = next((g for g in groups if unit.end <= g.start < zone[1]), None)
    left = next((g for g in reversed(groups) if zone[0] <= g.start < unit.start), None)
    if left and _is_pair(left, groups, text):
        left = None
    gap = text[left.end : unit.start] if left else ""
    if left and "(" in gap and LEFT_CLOSE.fullmatch(gap):
        return left
    if right and is_right(unit, right, text):
        return None if _is_pair(right, groups, text) else right
    if left is None or any(a.group == left for a in before):
        return right if right and _reaches(unit, right, groups, text, zone[1]) else None
    if right and _is_compared(right, text, zone[1]):
        return None
    if gap.strip() == "," and _is_taken(left, zone[0], text, before):
        return None  # "5 of ... in the A group, 6": the group may be of the value before
    if LEFT_CLOSE.fullmatch(gap) and (left.headed or not gap.strip(" :,=–-")):
        return left
    far = len(" ".join(gap.split())) > _FARTHEST or _BREAKS.search(gap) or _JOINS.match(gap)
    if not left.headed or _EACH.match(text, unit.end) or _LABELLED.search(gap):
        return None
    return None if far or COMPARED_TO.search(text[: left.start]) else left


def _is_taken(group: Mention, begin: int, text: str, before: list[Aligned]) -> bool:
    """Tell whether a group may be of a value before it that was not aligned."""
    if _COUNT_OF.search(text[: group.start]):
        return True
    open_ = begin and not any(a.unit.end == begin for a in before)
    return bool(open_) and _IN.search(text[: group.start]) is not None


def _reaches(unit: Unit, group: Mention, groups: list[Mention], text: str, until: int) -> bool:
    """Tell "12 of 40 (30%) left in the A group": words of an outcome, then the group."""
    gap = text[unit.end : group.start]
    if unit.shape[0] == "plain" or not group.headed or _is_pair(group, groups, text):
        return False
    if LEFT_CLOSE.fullmatch(text, group.end, until) and until < len(text):
        return False  # what follows the group is its value
    return _THEN_IN.fullmatch(gap) is not None and not _BREAKS.search(gap)


def _is_compared(group: Mention, text: str, until: int) -> bool:
    """Tell whether a value may be a difference: "... 1.6 compared with the B group"."""
    if not COMPARED_TO.search(text[: group.start]):
        return False
    return until == len(text) or not LEFT_CLOSE.fullmatch(text, group.end, until)


def _is_pair(group: Mention, groups: list[Mention], text: str) -> bool:
    """Tell whether a group is named together with another: "in the A and B groups"."""
    i = groups.index(group)
    for a, b in ((i - 1, i), (i, i + 1)):
        if a >= 0 and b < len(groups):
            gap = text[groups[a].end : groups[b].start]
            if (
                re.fullmatch(r"[\s,]*(?:and|or|&|/)?\s*(?:the\s)?\s*", gap)
                and groups[a].words != groups[b].words
            ):
                return True
    return False


def _same(a: Aligned, b: Aligned) -> bool:
    return a.group.words.lower() == b.group.words.lower()


def _without_clashes(found: list[Aligned]) -> list[Aligned]:
    """Leave out a run that gives one group two values."""
    clashing = {
        a.run
        for a in found
        for b in found
        if a is not b
        and (a.run, a.item) == (b.run, b.item)
        and a.group.words.lower() == b.group.words.lower()
    }
    return [a for a in found if a.run not in clashing]
