"""What words between a value and a group, or between two groups, join them."""

from __future__ import annotations

import re

from extract.numbers.mentions import Mention
from extract.numbers.value_units import Unit

PEOPLE = (
    r"(?:patients|participants|subjects|women|men|children|infants|students|nurses|physicians|"
    r"residents|employees|workers|staff|individuals|cases|respondents|people|persons|mothers|eyes)"
)
_PERSON = (
    r"(?:patient|participant|subject|student|nurse|physician|employee|case|person|wom[ae]n|child)"
)
_OF_PEOPLE = (
    rf"(?:of\s(?:the\s|all\s|these\s)?(?:\w+\s)?{PEOPLE}\s?|(?:{PEOPLE}|{_PERSON})\s?|"
    r"of\sthose\s?)?"
)
# "30% | of the nurses in the | A group", "4.5 | days per month in | the A group"
RIGHT = re.compile(
    rf"(?:\s*[)\]]\s*|[\s,]*)(?:(?:\w+\s)?per\s\w+\s)?{_OF_PEOPLE}"
    r"(?:(?:in|for|among(?:st)?|with|of|on|by|from|under|within|after|following|receiving|given|"
    r"allocated\sto|"
    r"assigned\sto|randomi[sz]ed\sto|treated\swith|who\sreceived)\s)?(?:both\s)?"
    rf"(?:the\s|those\s(?:in|given|receiving|on|with|of)\s|{PEOPLE}\s(?:in|on|with|receiving)\s)*\s*"
)
_RIGHT_PREPOSITION = re.compile(
    r"\b(?:in|for|among(?:st)?|with|of|on|by|from|under|within|after|following|receiving|given|to|"
    r"received)\b"
)
_COUNTED = re.compile(r"^\s[a-z-]+s(?=\s(?:in|of|from|among)\s)")
# "the A group | (mean | 24.1": nothing but small words
LEFT_CLOSE = re.compile(
    r"(?:[\s(\[:,=–-]|(?:\b[A-Z]{2,3})?[$£€]|\b(?:had|was|were|is|a|an|the|of|mean|median|"
    r"average|scores?|at|it|M|reached|showed|achieved|with|from)\b)*"
)
COMPARED_TO = re.compile(
    r"\b(?:than|compared\s(?:to|with)|versus|vs\.?|v\.?|relative\sto|between|unlike|over|against)\s"
    r"(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(
    r"[\s,]*(?:and|or|&|vs\.?|versus|/|(?:as\s)?compared\s(?:to|with))?\s*"
    rf"(?:(?:in|for|with|by|on)\s)?(?:the\s|those\s(?:in|on|with)\s|{PEOPLE}\s(?:in|on|with)\s)*\s*"
)


def is_right(unit: Unit, group: Mention, text: str) -> bool:
    """Tell whether a value stands right before its group: "30% of nurses in the A group"."""
    gap = text[unit.end : group.start]
    if unit.shape[0] == "count":  # "2/5 lambs | in the A group"
        gap = _COUNTED.sub("", gap)
    if RIGHT.fullmatch(gap) is None:
        return False
    if unit.shape[0] == "count" and not gap.strip(" )]"):
        return True
    return _RIGHT_PREPOSITION.search(gap) is not None


def is_listed(first: Mention, second: Mention, text: str) -> bool:
    """Tell whether two groups follow each other in a list: "in the A and the B group"."""
    return _LIST_GAP.fullmatch(text, first.end, second.start) is not None


def distinct(groups: list[Mention]) -> list[Mention]:
    """Return each group once, where it is named first."""
    seen: dict[str, Mention] = {}
    for group in groups:
        seen.setdefault(group.words.lower(), group)
    return list(seen.values())
