"""Times of measurement in a paper's words: "baseline", "6 months", "post-test", "T2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Phase = Literal["baseline", "post", "follow_up", "during"]

WEEKS = {
    "minute": 1 / 10_080,
    "hour": 1 / 168,
    "day": 1 / 7,
    "week": 1.0,
    "month": 365.25 / 12 / 7,
    "year": 365.25 / 7,
}

_UNIT = r"(minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|(?-i:[hdwy]))"
_WORD_NUMBERS = {
    w: i + 1
    for i, w in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_COUNT = rf"(\d+(?:\.\d+)?|{'|'.join(_WORD_NUMBERS)})"
_AFTER = re.compile(rf"\b{_COUNT}[\s-]?{_UNIT}\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(minute|hour|day|week|month|year|wk|mo)s?\.?\s?(\d+(?:\.\d+)?)\b", re.IGNORECASE
)
_POINT = re.compile(
    r"\b(?:T|time(?:[- ]?point)?|wave|assessment|visit|test)\s?-?(\d{1,2})\b(?!\.\d)", re.IGNORECASE
)
# "post-partum", "pre-eclampsia": parts of words, not times of a study.
_OTHER_WORD = (
    r"(?!\s?-?\s?(?:partum|natal|term|eclamp\w*|menopaus\w*|prandial|dates?|graduate|secondary"
    r"|trauma\w*|ictal|void\w*|dural|hoc|stroke|school|exist\w*|diabet\w*|registration|dominant"
    r"|clinical|codes?|doc\w*|cursors?|pregnan\w*|hypertens\w*|op\w*|anal|hospital|medicat\w*"
    r"|defined|specified|planned|albumin|treated)\b)"
)
# "Initial" and "final" are times alone or before a word of measuring, not in "final decision".
_MEASURED = r"(?=\s*(?:$|[,:;()]|visit|assess|measure|score|value|exam|test|evaluation|mean))"
_BASELINE = re.compile(
    r"\bbase-?\s?line\b|\bpre-?\s?(?:test|treatment|intervention|training"
    r"|program(?:me)?|study|measure\w*|op\w*|assessment)?\b(?!\w)"
    + _OTHER_WORD
    + r"|\bbefore\b|\binitial(?:ly)?\b"
    + _MEASURED
    + r"|\bat (?:entry|enrol?lment|inclusion"
    r"|randomi[sz]ation|start|admission)\b|\bpretest\b|\bpretreatment\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\bpost-?\s?(?:test|treatment|intervention|training|program(?:me)?|study"
    r"|measure\w*|assessment)?\b(?!-?op)"
    + _OTHER_WORD
    + r"|\bafter\b|\bend of (?:the )?(?:treatment|intervention|study|training"
    r"|program\w*)\b|\bend-?point\b|\bfinal(?:ly)?\b"
    + _MEASURED
    + r"|\bposttest\b|\bposttreatment\b|\bendline\b|\bat discharge\b|\bafterwards\b",
    re.IGNORECASE,
)
# "6 m" alone are months where a study would measure then; "10 m" may be metres.
_BARE_MONTHS = re.compile(r"^\s*(3|6|9|12|15|18|24|36|48|60)\s?m\.?\s*$")
# A class of people or a length of time, not a time of measurement.
_NO_TIME = re.compile(
    r"^\s*[<>≤≥]|\bage[ds]?\b|\b(?:old|older|younger|experience|history|duration)\b"
    r"|\b(?:previous|past|preceding|prior|last) (?:\w+ )?(?:hours?|days?|weeks?|months?|years?)\b"
    r"|^\s*\d+\s?[-–]\s?\d+\s?(?:years?|yrs?|y)\b",
    re.IGNORECASE,
)
# Minutes are times of measurement where nothing else is named: not in "6-minute walk".
_MINUTES = re.compile(
    r"^\W*(?:(?:at|after|post)\W+)?\d+(?:\.\d+)?\W?min(?:ute)?s?\b\W*(?:$|(?:after|post|later)\b)",
    re.I,
)
_LINKS = re.compile(
    r"\b(?:at|the|of|from|since|to|time|point|measurements?|assessments?|scores?|mean|end)\b", re.I
)
_FOLLOW = re.compile(r"\bfollow-?\s?ups?\b|\bF/?U\d?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time of measurement.

    Attributes
    ----------
    words : str
        As printed.
    phase : str or None
        Baseline, after the intervention, or follow-up, where the words say so.
    weeks : float or None
        As printed, turned into weeks; of what start the words rarely say.
    order : int or None
        Of numbered occasions: T0, T1 ...
    """

    words: str
    phase: Phase | None = None
    weeks: float | None = None
    order: int | None = None

    @property
    def rank(self) -> float:
        """Where it stands among the times of one paper; later is larger."""
        if self.phase == "baseline":
            return -1.0
        if self.weeks is not None:
            return self.weeks
        if self.order is not None:
            return float(self.order)
        return {"post": 0.5, "follow_up": 1.5, "during": 0.2}.get(self.phase or "", 0.0)


def read_time(text: str) -> Time | None:
    """Find the time that a label or a phrase names.

    Parameters
    ----------
    text : str

    Returns
    -------
    Time or None
        None where no time is named.

    Examples
    --------
    >>> read_time("6-month follow-up").phase
    'follow_up'
    """
    weeks, words = _weeks(text)
    phase: Phase | None = None
    if found := _BASELINE.search(text):
        phase, words = "baseline", words or found[0]
    elif found := _FOLLOW.search(text):
        phase, words = "follow_up", words or found[0]
    elif found := _POST.search(text):
        phase, words = "post", words or found[0]
    order = None
    if found := _POINT.search(text):
        order, words = int(found[1]), words or found[0]
        if order == 0 and phase is None:
            phase = "baseline"
    if phase is None and weeks is None and order is None:
        return None
    if weeks == 0 and phase is None:
        phase = "baseline"
    if phase == "baseline" and weeks is not None and weeks > 0:
        weeks = None
    return Time(words=words or text, phase=phase, weeks=weeks, order=order)


def read_times(text: str) -> list[Time]:
    """Return every time with a number that a text names, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Time
    """
    found = [m for pattern in (_AFTER, _BEFORE) for m in pattern.finditer(text)]
    times = (read_time(m[0]) for m in sorted(found, key=lambda m: m.start()))
    return [t for t in times if t is not None]


def only_time(text: str) -> bool:
    """Tell whether a label names a time and nothing else: "Week 12", "6-month follow-up".

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    time = read_time(text)
    return time is not None and not re.search(r"[^\W\d_]{2}", _left(text))


def without_times(text: str) -> str:
    """Return a text without the words that name times.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    for pattern in (_AFTER, _BEFORE, _POINT, _BASELINE, _FOLLOW):
        text = pattern.sub(" ", text)
    return text


def _left(text: str) -> str:
    """Return what is left of a label when the words of times are taken away."""
    for pattern in (_AFTER, _BEFORE, _POINT, _BASELINE, _FOLLOW, _POST, _LINKS):
        text = pattern.sub(" ", text)
    return text


def _weeks(text: str) -> tuple[float | None, str]:
    if found := _BARE_MONTHS.match(text):
        return float(found[1]) * WEEKS["month"], text.strip()
    if _NO_TIME.search(text):
        return None, ""
    if found := _BEFORE.search(text):
        return float(found[2]) * WEEKS[_unit(found[1])], found[0]
    if found := _AFTER.search(text):
        count = found[1].lower()
        if _unit(found[2]) == "minute" and not _MINUTES.match(text):
            return None, ""
        value = float(_WORD_NUMBERS.get(count, 0)) or float(count)
        return value * WEEKS[_unit(found[2])], found[0]
    return None, ""


def _unit(word: str) -> str:
    first = word.lower()
    for start, unit in (
        ("mi", "minute"),
        ("h", "hour"),
        ("d", "day"),
        ("w", "week"),
        ("m", "month"),
        ("y", "year"),
    ):
        if first.startswith(start):
            return unit
    raise ValueError(word)
