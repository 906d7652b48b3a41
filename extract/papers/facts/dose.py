"""How much of an intervention there was, and how long people were followed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.papers.facts.conduct import ASIDE, DOSED, told
from extract.papers.facts.counts import as_number
from extract.papers.facts.text import Hit, PaperText, Part, Scope, suggest
from extract.papers.model import Suggestion

_N = r"(?P<n>\d+(?:\.\d+)?|[a-z]+(?:[- ][a-z]+)?)"
_SPAN = r"(?P<unit>day|week|month|year)s?"
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 52.18 / 12, "year": 52.18}
# Words that may stand between a number and the thing it counts.
_BETWEEN = (
    r"(?:long|online|group|web|structured|guided|supervised|mindful\w*|yoga|app|exercise|brief"
    r"|course|psycho\w*|resilience|training|\w+-based|\w+ly|self|individual|virtual|daily|1:1"
    r"|one-on-one|coaching|consecutive|face-to-face|therapy|intensive|self-guided|aerobic"
    r"|small-group|session|integrated|educational|cognitive"
    r"|\d+(?:\.\d+)?[- ]?(?:h|hours?|min|minutes?)[a-z]*)"
)
_PROGRAMME = (
    r"(?:program\w*|intervention|course|training|workshop|session|treatment|curriculum|therapy"
    r"|practice|yoga|module)"
)
_DURATION = (
    re.compile(rf"\b{_N}[- –]{_SPAN}[- ](?:{_BETWEEN}[- ,]+){{0,4}}{_PROGRAMME}", re.I),
    re.compile(
        r"\b(?:over|for|lasted|lasting|throughout)(?: a)?(?: period of)?(?: the)? "
        rf"{_N}[- –]{_SPAN}\b"
        r"(?! follow| after| of age| later| ago| post| prior| before)",
        re.I,
    ),
)
_NOT_DOSE = re.compile(
    r"\b(?:developed over|follow\w*|maintain\w*|previous|history|past|ago)\b", re.I
)
_SESSIONS = re.compile(
    rf"(?<![\d][-–])\b{_N}[- ](?:{_BETWEEN}[- ,]+){{0,4}}"
    r"(?:sessions|classes|modules|workshops|meetings|lessons)\b",
    re.I,
)
_HOURS = r"(?P<n>\d+(?:\.\d+)?)[- ]?(?P<unit>h|hours?|hrs?|min|mins|minutes?)\b"
_MEETING = r"\b(?:sessions?|class(?:es)?|workshops?|meetings?|lessons?|modules?)\b"
_LENGTH = (
    re.compile(rf"\b{_HOURS}[- ](?:{_BETWEEN}[- ]){{0,3}}{_MEETING}", re.I),
    re.compile(
        rf"{_MEETING}[^.;]{{0,40}}?\b(?:lasted|lasting|of|took|for)"
        rf" (?:about |approximately |around |up to )?{_HOURS}",
        re.I,
    ),
)
_AFTER = (
    r"(?:intervention|treatment|program\w*|training|randomi[sz]ation|baseline|discharge"
    r"|completion|end of)"
)
_FOLLOW_UP = (
    re.compile(rf"\b{_N}[- –]{_SPAN}[- ](?:post-?\w+ )?follow(?:ed)?[- ]?up\b", re.I),
    re.compile(
        r"\bfollow(?:ed)?[- ]?up (?:\w+ ){0,3}?(?:at|of|after|was|for|period of) (?:\w+ )?"
        rf"{_N}[- –]{_SPAN}\b",
        re.I,
    ),
    re.compile(
        rf"\b{_N}[- –]{_SPAN} (?:after|following|post)[- ]?(?:the )?{_AFTER}\b",
        re.I,
    ),
)
_WITHIN = re.compile(r"\b(?:up to|within|less than|at least|until|before) $", re.I)
# Shares right among those read by eye in the development papers (November 2026).
_DOSE = 0.75
_FOLLOWED = 0.75
_ORDER: tuple[Part, ...] = ("title", "abstract", "methods")


def find_dose(text: PaperText) -> list[Suggestion]:
    """Return weeks, sessions and hours a session, and the longest follow-up in weeks."""
    return [*_dose(text), *_follow_up(text)]


def _dose(text: PaperText) -> list[Suggestion]:
    scope = told(text)
    weeks = [
        (_weeks(h), h)
        for h in _hits(scope, _DURATION)
        if DOSED.search(h.passage.words) and not _NOT_DOSE.search(h.passage.words)
    ]
    sessions = [(_value(h.match["n"]), h) for h in scope.find(_SESSIONS)]
    hours = [(_hours(h), h) for h in _hits(scope, _LENGTH)]
    return [
        *_first("dose_weeks", weeks, 0.5, 208),
        *_first("dose_sessions", sessions, 2, 100),
        *_first("dose_session_hours", hours, 0.05, 10),
    ]


def _hits(scope: Scope, patterns: Sequence[re.Pattern[str]]) -> list[Hit]:
    """Return the matches of all patterns, in the order of the text."""
    found = [h for pattern in patterns for h in scope.find(pattern)]
    place = {id(p): i for i, p in enumerate(scope.passages)}
    return sorted(found, key=lambda h: (place[id(h.passage)], h.start))


def _first(
    field: str, found: Sequence[tuple[float | None, Hit]], least: float, most: float
) -> list[Suggestion]:
    """Return the first number that can be one of its kind."""
    for value, hit in found:
        if value is not None and least <= value <= most:
            return [suggest(field, f"{value:.4g}", _DOSE, hit.passage)]
    return []


def _follow_up(text: PaperText) -> list[Suggestion]:
    """Return the longest follow-up that the abstract tells; failing that, the methods."""
    for part in _ORDER:
        found = [
            (v, h)
            for h in _hits(text.scope(part), _FOLLOW_UP)
            if (v := _weeks(h)) is not None
            and v <= 1100
            and not _WITHIN.search(h.before)
            and not any(ASIDE.search(s) for s in h.passage.section[-1:])
        ]
        if found:
            weeks, hit = max(found, key=lambda f: f[0])
            return [suggest("follow_up_weeks", f"{weeks:.4g}", _FOLLOWED, hit.passage)]
    return []


def _weeks(hit: Hit) -> float | None:
    """Return a span of time in weeks."""
    value = _value(hit.match["n"])
    return value * _WEEKS[hit.match["unit"].casefold()] if value else None


def _hours(hit: Hit) -> float:
    unit = hit.match["unit"][0].casefold()
    return float(hit.match["n"]) / (1 if unit == "h" else 60)


def _value(words: str) -> float | None:
    """Return a number in digits or words; of two words, the second may be the number."""
    if re.fullmatch(r"\d+\.\d+", words):
        return float(words)
    for part in (words, re.split(r"[- ]", words)[-1]):
        if number := as_number(part):
            return float(number)
    return None
