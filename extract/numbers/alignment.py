"""Which value of a sentence belongs to which of its groups: by position, or not at all.

Four ways, each plain to a reader: a value right before its group ("30% in the A group"), a group
right before its value ("the A group (30%)", "in the A group it fell to 12"), as many values as
groups in one order ("12, 14 and 9 in A, B and C, respectively"), and a pair against a pair ("more
in A than in B (30% vs 12%)"). Where two ways disagree or counts differ, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.numbers.expressions import Expression, count_of
from extract.numbers.mentions import Mention
from extract.numbers.tokens import value_of
from extract.numbers.value_units import Unit

_PEOPLE = (
    r"(?:patients|participants|subjects|women|men|children|infants|students|nurses|physicians|"
    r"residents|employees|workers|staff|individuals|cases|respondents|people|persons|mothers|eyes)"
)
_OF_PEOPLE = rf"(?:of\s(?:the\s|all\s|these\s)?(?:\w+\s)?{_PEOPLE}\s?|{_PEOPLE}\s?|of\sthose\s?)?"
_RIGHT = re.compile(
    rf"(?:\s*[)\]]\s*|[\s,]*)(?:(?:\w+\s)?per\s\w+\s)?{_OF_PEOPLE}(?:(?:in|for|among(?:st)?|with|of|on|by|from|under|within|receiving|given|"
    rf"allocated\sto|assigned\sto|randomi[sz]ed\sto|treated\swith|who\sreceived)\s)?"
    rf"(?:both\s)?(?:the\s|those\s(?:in|given|receiving|on|with|of)\s|{_PEOPLE}\s(?:in|on|with|receiving)\s)*\s*"
)
_RIGHT_PREPOSITION = re.compile(
    r"\b(?:in|for|among(?:st)?|with|of|on|by|from|under|within|receiving|given|to|received)\b"
)
_LEFT_CLOSE = re.compile(
    r"(?:[\s(\[:,=–-]|\b(?:had|was|were|is|a|an|the|of|mean|median|average|scores?|at|it|M|reached|"
    r"showed|achieved|with)\b)*"
)
_CONNECT = re.compile(
    r"[)\]\s]*,?\s*(?P<word>and|or|&|vs\.?|v\.?|versus|(?:as\s)?compared\s(?:to|with)|against|/)?[\s(\[]*"
)
_AGAINST = re.compile(r"vs\.?|v\.?|versus|compared|against", re.IGNORECASE)
_BREAKS = re.compile(
    r"\b(?:than|compared|versus|vs|v|whereas|while|but|relative|difference|respectively|minus|plus|twice)\b|;"
)
_COMPARED_TO = re.compile(
    r"\b(?:than|compared\s(?:to|with)|versus|vs\.?|v\.?|relative\sto|between|unlike|over|against)\s"
    r"(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
# "12% higher", "2 points lower", "3 times": no value of a group.
_COMPARES = re.compile(
    r"\s*(?:\w+\s)?(?:more|less|higher|lower|greater|fewer|longer|shorter|larger|smaller|better|worse|fold|"
    r"times|faster|slower|-fold|increased\s(?:risk|odds)|quicker|older|younger)\b"
)
# "in the A group and 16% ...": what follows may belong to the next group.
_JOINS = re.compile(r"[\s,)\]]*(?:and|or|nor|plus)\b")
_MORE = re.compile(r"\b(?:more|higher|greater|better|longer|larger|older|faster)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|lower|fewer|smaller|shorter|younger|slower)\b", re.IGNORECASE)
_OVER_TIME = re.compile(r"\b(?:baseline|before|after|pre\w*|post\w*|initial\w*)\b", re.IGNORECASE)
# The group that a sentence leaves unnamed: "more pain in the A group (12% vs 7%)".
OTHER = Mention(-1, -1, "the other group")
_EACH = re.compile(r"\s?(?:\w+\s){0,2}in\s(?:each|both|all|either)\b")
_FARTHEST = 110


@dataclass(frozen=True, slots=True)
class Aligned:
    """A value with its group; values of one ``run`` stand against each other."""

    unit: Unit
    group: Mention
    run: int


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
    for i, run in enumerate(runs):
        begin = runs[i - 1][-1].end if i else 0
        until = runs[i + 1][0].start if i + 1 < len(runs) else len(text)
        if _COMPARES.match(text, run[-1].end):
            continue
        if len(run) == 1:
            group = _of_one(run[0], groups, text, (begin, until), found)
            found += [Aligned(run[0], group, i)] if group else []
        else:
            given = _of_list(run, groups, text, (begin, until), found)
            found += [Aligned(unit, g, i) for unit, g in zip(run, given, strict=False)]
    return _without_clashes(found)


def _runs(values: list[Unit], groups: list[Mention], text: str) -> list[list[Unit]]:
    runs: list[list[Unit]] = []
    for unit in values:
        # "a vs b, c vs d": a new pair begins
        paired = bool(runs) and len(runs[-1]) == 2 and _is_against(runs[-1], text)
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
    if left and "(" in gap and _LEFT_CLOSE.fullmatch(gap):
        return left
    if right and _is_right(unit, right, text):
        return None if _is_pair(right, groups, text) else right
    if left is None or any(a.group == left for a in before):
        return None
    if right and _is_compared(right, text, zone[1]):
        return None
    if _LEFT_CLOSE.fullmatch(gap) and (left.headed or not gap.strip(" :,=–-")):
        return left
    far = len(" ".join(gap.split())) > _FARTHEST or _BREAKS.search(gap) or _JOINS.match(gap)
    if not left.headed or _EACH.match(text, unit.end):
        return None
    return None if far or _COMPARED_TO.search(text[: left.start]) else left


def _is_compared(group: Mention, text: str, until: int) -> bool:
    """Tell whether a value may be a difference: "... 1.6 compared with the B group"."""
    if not _COMPARED_TO.search(text[: group.start]):
        return False
    return until == len(text) or not _LEFT_CLOSE.fullmatch(text, group.end, until)


def _is_right(unit: Unit, group: Mention, text: str) -> bool:
    gap = text[unit.end : group.start]
    if _RIGHT.fullmatch(gap) is None:
        return False
    if unit.shape[0] == "count" and not gap.strip(" )]"):
        return True
    return _RIGHT_PREPOSITION.search(gap) is not None


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


def _of_list(
    run: list[Unit], groups: list[Mention], text: str, zone: tuple[int, int], before: list[Aligned]
) -> list[Mention]:
    """Return the groups of a list of values, in their order; empty where they do not fit."""
    n = len(run)
    after = [g for g in groups if run[-1].end <= g.start < zone[1]]
    ahead = _distinct([g for g in groups if zone[0] <= g.start < run[0].start])
    listed = _list_from(after, text)
    if listed and len(listed) == n and _right_of_list(run[-1], listed[0], text):
        return listed
    paired = n == 2 and _is_against(run, text)
    respectively = "respectively" in text[run[-1].end : zone[1]]
    if paired and after and not respectively and _is_right(run[-1], after[0], text):
        others = [g for g in ahead if g.words.lower() != after[0].words.lower()]
        return [others[0], after[0]] if len(others) == 1 else []
    if (
        paired
        and len(ahead) == len(_distinct(groups)) == 1
        and _fits(run, text[zone[0] : run[0].start])
    ):
        compared = _COMPARED_TO.search(text[: ahead[0].start])
        if compared is None:
            return [ahead[0], OTHER]
        return [OTHER, ahead[0]] if compared[0].startswith("than") else []
    if len(ahead) == n and (paired or respectively or len(_list_from(ahead, text)) == n):
        turned = _COMPARED_TO.search(text[: ahead[0].start]) and not respectively
        return [] if turned else ahead
    if not ahead and before and (paired or respectively):
        last = [a.group for a in before if a.run == before[-1].run]
        return last if len(last) == n else []
    rest = _distinct(after)
    alone = not ahead and zone == (0, len(text))
    return rest if alone and paired and len(rest) == n else []


def _fits(run: list[Unit], before: str) -> bool:
    """Tell whether "more ... in the A group (a vs b)" agrees with its two numbers."""
    if _OVER_TIME.search(before):
        return False
    more, less = _MORE.search(before) is not None, _LESS.search(before) is not None
    a, b = (_size_of(unit.values[0]) for unit in run)
    return more != less and a != b and (a > b) == more


def _size_of(value: Expression) -> float:
    share = value.percent or (value.value if value.shape == "percent" else None)
    if share is None and value.of:
        return count_of(value.value) / count_of(value.of)
    return value_of(share or value.value)


def _right_of_list(unit: Unit, group: Mention, text: str) -> bool:
    gap = re.sub(r"\brespectively\b,?", "", text[unit.end : group.start])
    return _RIGHT.fullmatch(gap.strip(" ,)(") + " ") is not None or not gap.strip(" ,)(")


def _is_against(run: list[Unit], text: str) -> bool:
    return _AGAINST.search(text[run[0].end : run[1].start]) is not None


def _distinct(groups: list[Mention]) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for group in groups:
        seen.setdefault(group.words.lower(), group)
    return list(seen.values())


_LIST_GAP = re.compile(
    rf"[\s,]*(?:and|or|&|vs\.?|versus|/|(?:as\s)?compared\s(?:to|with))?\s*(?:(?:in|for|with|by|on)\s)?"
    rf"(?:the\s|those\s(?:in|on|with)\s|{_PEOPLE}\s(?:in|on|with)\s)*\s*"
)


def _list_from(groups: list[Mention], text: str) -> list[Mention]:
    """Return the groups that follow each other from the first on, joined by commas and "and"."""
    listed = groups[:1]
    for group in groups[1:]:
        if _LIST_GAP.fullmatch(text, listed[-1].end, group.start) is None:
            break
        listed.append(group)
    return listed


def _without_clashes(found: list[Aligned]) -> list[Aligned]:
    """Leave out a run that gives one group two values."""
    clashing = {
        a.run
        for a in found
        for b in found
        if a is not b and a.run == b.run and a.group.words.lower() == b.group.words.lower()
    }
    return [a for a in found if a.run not in clashing]
