"""None of something in a group: "no deaths occurred in the A group" is zero events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.numbers.expressions import Expression
from extract.numbers.links import PEOPLE

NONE = frozenset({"no", "none", "zero"})
_EVENTS = (
    r"(?:deaths?|events?|cases?|episodes?|complications?|reactions?|side[- ]effects?|"
    r"adverse\seffects?|withdrawals?|drop-?outs?|relapses?|recurrences?|infections?|injur(?:y|ies)|"
    r"incidents?|admissions?|re-?admissions?|hospitali[sz]ations?|failures?|bleeding|strokes?|"
    r"falls|errors?|seizures?|fractures?|discontinuations?|suicides?|resignations?|absences?|"
    r"patient|participant|subject|student|nurse|woman|man|child|infant|physician|employee)"
)
# "no significant difference in deaths", "no other event", "no increase in errors": no zero.
_ADJECTIVE = (
    r"(?!(?:of|in|for|to|on|from|with|and|or|by|was|were|other|further|additional|more|such|longer|"
    r"significan\w*|differen\w*|change\w*|clear|evidence|effects?|association\w*|increase\w*|"
    r"decrease\w*|reduc\w*|excess|data|trend\w*)\b)[a-z-]+"
)
_TAIL = (
    r"(?:\s(?!(?:differ\w*|more|less|than|between|but|and|or|while|whereas|compared|until|unless|"
    r"before|rates?|except)\b)[a-z-]+){0,8}?"
)
_BEFORE_GROUP = (
    rf"(?=\s(?:in|among|on|for|with|from|within|receiving)\s(?:the\s|{PEOPLE}\s(?:in|on|with)\s)*"
    r"\s{2,})"
)
_ZERO = re.compile(
    r"\b(?P<no>no|none|zero)\b"
    rf"(?:(?:\sof\s(?:the|these)(?:\s[a-z]+)?)?(?:\s{_ADJECTIVE}){{0,4}}?\s(?:{_EVENTS}|{PEOPLE})\b"
    rf"(?!\s(?:differ\w*|rates?|between)\b)(?:{_TAIL}{_BEFORE_GROUP})?|{_BEFORE_GROUP})",
    re.IGNORECASE,
)

# "patients with no relapse": which patients, not how many relapses.
_WHICH = re.compile(
    rf"\b(?:(?:{PEOPLE}|those|survival|days|nights|time|weeks|months)\swith|"
    r"(?:who|that|which)\s(?:have|had|experienced|reported)|"
    r"or|if|when|whether|to|versus|vs\.?|defined\sas)\s$",
    re.IGNORECASE,
)
_IN_EACH = re.compile(
    rf"\b(?P<no>no|none|zero)\b(?:\sof\s(?:the|these)(?:\s[a-z]+)?)?(?:\s{_ADJECTIVE}){{0,4}}?"
    rf"\s(?:{_EVENTS}|{PEOPLE})\b(?!\s(?:differ\w*|rates?|between)\b){_TAIL}\s"
    r"(?P<each>(?:in|among|for|from|within)\s(?:either|both|any|each)\s(?:of\sthe\s)?"
    r"(?:study\s|treatment\s|trial\s|two\s)?(?:groups?|arms?)\b)",
    re.IGNORECASE,
)


def zeros(text: str) -> Iterator[Expression]:
    """Yield each "no" that counts events or people, as far as the words that count them reach.

    Parameters
    ----------
    text : str
        A sentence in which groups and times are blank.
    """
    for match in _ZERO.finditer(text):
        if _WHICH.search(text[: match.start()]):
            continue
        yield Expression(
            shape="count", start=match.start(), end=match.end(), value=match["no"],
            label=text[match.end("no") : match.end()].strip(),
        )  # fmt: skip


def zero_in_each(text: str) -> re.Match[str] | None:
    """Return "no nurse left in either group": its parts are ``no`` and ``each``, or None."""
    match = _IN_EACH.search(text)
    return None if match is None or _WHICH.search(text[: match.start()]) else match
