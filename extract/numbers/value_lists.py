"""Lists of values against lists of groups: "12 vs 14", "12, 14 and 9, respectively"."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.numbers.expressions import Expression, count_of
from extract.numbers.links import COMPARED_TO, RIGHT, distinct, is_listed, is_right
from extract.numbers.mentions import Mention
from extract.numbers.tokens import value_of
from extract.numbers.value_units import Unit

_AGAINST = re.compile(r"vs\.?|v\.?|versus|compared|against", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:than|versus|vs|v|compared|and|or|relative|against|whereas|while|but)\b|/", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:more|higher|greater|better|longer|larger|older|faster)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|lower|fewer|smaller|shorter|younger|slower)\b", re.IGNORECASE)
_OVER_TIME = re.compile(r"\b(?:baseline|before|after|pre\w*|post\w*|initial\w*)\b", re.IGNORECASE)
# The group that a sentence leaves unnamed: "more pain in the A group (12% vs 7%)".
OTHER = Mention(-1, -1, "the other group")
_NEAR = 4  # words


def groups_of_list(
    run: list[Unit],
    groups: list[Mention],
    text: str,
    zone: tuple[int, int],
    before: list[Mention],
) -> list[Mention]:
    """Return the groups of a list of values, in their order; empty where they do not fit.

    Parameters
    ----------
    run : list of Unit
        Two values or more, joined by commas, "and" or "versus".
    groups : list of Mention
        All of the sentence.
    text : str
        The sentence, with groups and times blank.
    zone : tuple of int
        From the end of the list before to the beginning of the next.
    before : list of Mention
        Groups of the list before.
    """
    n = len(run)
    after = [g for g in groups if run[-1].end <= g.start < zone[1]]
    named = [g for g in groups if zone[0] <= g.start < run[0].start]
    listed = _list_from(after, text)
    respectively = "respectively" in text[run[-1].end : zone[1]]
    if listed and len(listed) == n and _right_of_list(run[-1], listed[0], text):
        return listed
    if respectively and not named and len(distinct(after)) == len(listed) == n:
        apart = text[run[-1].end : listed[0].start]
        return listed if not re.search(r"\d|;", apart) else []
    paired = n == 2 and is_against(run, text)
    if paired and after and not respectively and is_right(run[-1], after[0], text):
        if ")" in text[run[-1].end : after[0].start]:
            return []  # "(a vs b) in the A group": both may be of it
        others = [g for g in distinct(named) if g.words.lower() != after[0].words.lower()]
        return [others[0], after[0]] if len(others) == 1 else []
    if paired and (pair := _of_pair(run, groups, text, zone, named, after)):
        return pair
    if not (paired or respectively or len(_list_from(distinct(named), text)) == n):
        return []
    if not named:
        return before if len(before) == n else []
    turned = COMPARED_TO.search(text[: named[0].start]) and not respectively
    return distinct(named) if not turned and _in_order(named, n, text) else []


def _of_pair(
    run: list[Unit], groups: list[Mention], text: str, zone: tuple[int, int],
    named: list[Mention], after: list[Mention],
) -> list[Mention]:  # fmt: skip
    """Return the groups of "a vs b" where only one of them, or none, is named before."""
    ahead, all_named = distinct(named), distinct(groups)
    if not any(g.start < run[-1].end for g in groups) and len(all_named) == 2:
        beside = not any(c.isdigit() for c in text[groups[0].end : groups[-1].start])
        return all_named if beside and _agrees(run, text) else []
    if len(ahead) != 1:
        return []
    if len(all_named) == 2 and after and _is_against_next(run[-1], after[0], text):
        return [ahead[0], after[0]]
    if len(all_named) > 1 or not _fits(run, text[zone[0] : run[0].start]):
        return []
    compared = COMPARED_TO.search(text[: ahead[0].start])
    if compared is None:
        return [ahead[0], OTHER]
    return [OTHER, ahead[0]] if compared[0].startswith("than") else []


def _in_order(named: list[Mention], n: int, text: str) -> bool:
    """Tell whether exactly these groups were named, once or last in this order, side by side."""
    once = distinct(named)
    if len(once) != n or [g.words.lower() for g in named[-n:]] != [g.words.lower() for g in once]:
        return False
    joined = [_SIDE_BY_SIDE.search(text[a.end : b.start]) is not None for a, b in pairwise(once)]
    listed = [is_listed(a, b, text) for a, b in pairwise(once)]
    return any(joined) and all(a or b for a, b in zip(joined, listed, strict=True))


def _is_against_next(unit: Unit, group: Mention, text: str) -> bool:
    """Tell "A fell more (a vs b) compared with B", the two groups of the sentence."""
    near = len(text[unit.end : group.start].split()) <= _NEAR
    return near and COMPARED_TO.search(text[: group.start]) is not None


def _fits(run: list[Unit], before: str) -> bool:
    """Tell whether "more ... in the A group (a vs b)" agrees with its two numbers."""
    if _OVER_TIME.search(before):
        return False
    more, less = _MORE.search(before) is not None, _LESS.search(before) is not None
    a, b = (_size_of(unit.values[0]) for unit in run)
    return more != less and a != b and (a > b) == more


def _agrees(run: list[Unit], text: str) -> bool:
    """Tell whether "(a vs b) was lower in the A than in the B group" fits its two numbers."""
    behind = text[run[-1].end :]
    more, less = _MORE.search(behind) is not None, _LESS.search(behind) is not None
    if more == less:
        return not more
    a, b = (_size_of(unit.values[0]) for unit in run)
    return a != b and (a > b) == more


def _size_of(value: Expression) -> float:
    share = value.percent or (value.value if value.shape == "percent" else None)
    if share is None and value.of:
        return count_of(value.value) / count_of(value.of)
    return value_of(share or value.value)


def _right_of_list(unit: Unit, group: Mention, text: str) -> bool:
    gap = re.sub(r"\brespectively\b,?", "", text[unit.end : group.start]).strip(" ,)(")
    return not gap or RIGHT.fullmatch(gap + " ") is not None


def is_against(run: list[Unit], text: str) -> bool:
    """Tell whether the first two values of a list are set against each other."""
    return _AGAINST.search(text[run[0].end : run[1].start]) is not None


def _list_from(groups: list[Mention], text: str) -> list[Mention]:
    """Return the groups that follow each other from the first on, joined by commas and "and"."""
    listed = groups[:1]
    for group in groups[1:]:
        if not is_listed(listed[-1], group, text):
            break
        listed.append(group)
    return listed
