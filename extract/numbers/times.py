"""Times that a sentence names: "at 6 months", "post-intervention", "week 12"."""

from __future__ import annotations

import re

from extract.numbers.mentions import Mention
from extract.numbers.tokens import NUMBER_WORDS

_UNITS = r"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mo|years?|yrs?|minutes?|min)"
_NUMBERS = "|".join(word for word in NUMBER_WORDS if "-" not in word and word not in ("no", "none"))
_QUANTITY = rf"(?:\d+(?:\.5)?(?![.,]?\d)|{_NUMBERS})"
_MORE = rf"(?:(?:\s?(?:,|and|or|to|[-–])\s?)+{_QUANTITY})*"
_PREPOSITIONS = r"at|after|following|by|over|for|within|during|until|on|in|from|to|through|before"
_MAYBE = rf"(?:\b(?:{_PREPOSITIONS}|prior to)\s)?(?:the\s)?"
_NEEDS = rf"(?:\b(?:prior\sto|{_PREPOSITIONS}|and|every)\s)(?:the\s|about\s|only\s)?"
_ORDER = r"(?:first|second|third|fourth|fifth|last|final|\d+(?:st|nd|rd|th))"
_STAGES = (
    r"study|trial|treatment|intervention|therapy|training|programme?|follow-?up|period|surgery|"
    r"operation|exercise|supplementation|birth|baseline|randomi[sz]ation|procedure|injection"
)
_FORMS = (
    r"from\s(?:the\s)?baseline\s(?:to|through|until|and)\s(?:the\s)?"
    rf"(?:{_QUANTITY}[\s-]?{_UNITS}\b|(?:week|month|day|year|visit)\s\d+|T\d|follow-?up\b)",
    rf"{_MAYBE}\b{_QUANTITY}-{_UNITS}(?:,\s{_QUANTITY}-{_UNITS})*,?\s(?:and|or)\s"
    rf"{_QUANTITY}-{_UNITS}\b",
    rf"{_MAYBE}(?:end|beginning|start)\sof\s(?:the\s)?(?:[\w-]+\s){{0,2}}?"
    rf"(?:{_STAGES}|{_UNITS}|rotation|course|semester|project|experiment)(?:\s\d+)?",
    rf"{_MAYBE}\b(?:weeks?|days?|months?|years?|visits?)\s\d+{_MORE}\b(?!\s?%)",
    rf"{_MAYBE}\bT\d\d?\b",
    rf"{_NEEDS}(?:first\s|last\s)?{_QUANTITY}{_MORE}[\s-]?{_UNITS}\b"
    r"(?:[\s-](?:follow-?ups?|post-?\w+|later|"
    r"(?:after|of|from)\s(?:the\s)?[a-z-]+(?:\streatment|\stherapy)?))?",
    rf"{_MAYBE}{_QUANTITY}{_MORE}-{_UNITS}(?:\sof)?\s"
    r"(?:follow-?ups?|post-?\w+|visits?|assessments?|end-?points?|time-?points?|evaluations?)",
    rf"\b{_QUANTITY}\s{_UNITS}\s(?:after|post|later|before|following|of\sfollow-?up)"
    rf"(?:\s(?:the\s)?(?:{_STAGES}))?",
    r"\b(?:at|in)\s(?:the\s)?(?:baseline\b|(?:study|trial)\s(?:entry|end|completion)|enrol?ment|"
    r"admission|discharge|post-?\w+|pre-?\w+|follow-?up|endpoint|completion|"
    r"(?:first|second)\sevaluation)",
    rf"{_MAYBE}{_ORDER}\s(?:post-?operative\s)?(?:day|week|month|year|visit|follow-?up|session)\b",
    rf"{_MAYBE}(?:[\w-]+\s){{1,2}}(?:phase(?!\s\d)|period)\b(?!\sof\s\d)",
    r"\b(?:baseline|(?:pre|post)-?(?:test|intervention|treatment|training))\b",
    rf"\b(?:immediately\s)?(?:before|after|following|prior\sto)\s(?:the\s)?(?:{_STAGES})\b",
)
# A number with a spread is a value: "from 52.8 years (SD 10)".
_VALUE_AFTER = r"(?!\s?(?:±|[(\[]\s?(?:±|S[DE]|IQR|range|CI|95|\d+(?:\.\d+)?\s?(?:[-–—]|to\b))))"
TIMES = re.compile(rf"(?:{'|'.join(_FORMS)}){_VALUE_AFTER}", re.IGNORECASE)
# "change from baseline" says what is measured, not when.
SINCE_BASELINE = re.compile(
    r"\b(?:from|since|versus|vs\.?|to|with|than|over|and)\s(?:the\s)?"
    r"(?:(?:pre-?\w+\s)?baseline|pre-?\w+)\b(?!\s(?:to|through|until|and)\b)"
    r"|\b(?:percent(?:age)?|proportion|fraction|%)\sof\s(?:the\s)?baseline\b"
    r"|\b(?:elevated|high(?:er)?|low(?:er)?|abnormal|normal|increased)\sbaseline\b"
    r"|\b(?:pre|post)-?(?:treatment|intervention|test|training)\s"
    r"(?:patients|participants|samples|cultures)\b"
    r"|\bbaseline[- ](?:adjusted|differences?|values?|characteristics|data)\b",
    re.IGNORECASE,
)


# "at the last visit (week 12)": one time said twice; "day 30 and/or day 45": several.
_SAME = re.compile(r"\s?[(\[]?\s?|\sand/or\s")


def time_mentions(text: str) -> list[Mention]:
    """Return the times a sentence names, in order.

    Parameters
    ----------
    text : str
        A sentence with its groups blank.
    """
    since = [m.span() for m in SINCE_BASELINE.finditer(text)]
    found: list[Mention] = []
    for m in TIMES.finditer(text):
        if any(a < m.end() and m.start() < b for a, b in since):
            continue
        start = m.start()
        if found and _SAME.fullmatch(text, found[-1].end, start):
            start = found.pop().start
        found.append(Mention(start, m.end(), text[start : m.end()].strip()))
    return found
