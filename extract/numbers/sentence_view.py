"""A sentence made ready for its values: groups and times noted, what is no value made blank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.numbers.expressions import COUNT_IN_LETTERS
from extract.numbers.mentions import Mention, group_mentions
from extract.numbers.test_grammar import INTERVAL, P, Printed, printed_tests
from extract.numbers.times import time_mentions
from extract.numbers.tokens import UNSIGNED
from extract.numbers.zeros import zeros

_MORE_P = rf"(?:\s?(?:,|and|or|;)\s?[pP]?\s?[=<>≤≥]\s?{UNSIGNED})*"
_NUM = rf"[-+]?{UNSIGNED}(?:\s?%)?"
_LEAST = (
    r"(?:at\s(?:least|most)|(?:more|less|fewer|greater|higher|lower|larger)\sthan|over|above|below|"
    r"up\sto|approximate(?:ly)?|approx\.?|about|around|nearly|almost|roughly|scales?\sof|under|"
    r"exceeding|threshold\sof|cut-?offs?\s(?:point\s)?of|maximum\sof|minimum\sof|every|each|~)"
)
_NUMBERED = (
    r"items?|cycles?|courses?|rounds?|questions?|stages?|phases?|levels?|steps?|types?|version|"
    r"model|class|chapter|study|studies|number|session"
)
_LISTED = r"(?:\s?(?:,|and|to|-|–)\s?\d+)*"
_DOSE_PER = r"(?:/(?:day|d|kg|m2)\b|\s(?:BID|QD|TID|daily|twice|once|per\sday|of)\b)"
_DIGIT = re.compile(r"\d")
NOISE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # p values, references to tables, citations, limits, years, doses, grades, sizes, labels
        P.pattern + _MORE_P,
        r"\b(?:tables?|figs?\.?|figures?|appendix|files?|box|supplement\w*)\s?S?\d+\w?"
        r"(?:\s?(?:,|and|&|–|-)\s?S?\d*[a-z]?\b)*",
        r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\](?!\s?%)",
        rf"[<>≤≥~]\s?{_NUM}(?:\s?(?:,|and|or|to|-|–)\s?[<>≤≥]?\s?{_NUM})*",
        rf"(?<!\w){_NUM}\s(?:or|and)\s"
        r"(?:greater|more|higher|less|above|below|fewer|lower|over|older)\b",
        rf"(?<!\w){_LEAST}\s(?:an?\s)?{_NUM}(?:\s(?:or|to|and)\s{_NUM})?(?!\w)",
        r"(?<![\d.])(?:19|20)\d\d(?![\d.]|\s?%|\s?±)",
        rf"(?<!±)(?<!±\s){UNSIGNED}\s?(?:[mμ]?g|ml|IU|U){_DOSE_PER}(?![\w/^]|\s?(?:±|[(\[]))",
        rf"{UNSIGNED}\s?/\s?{UNSIGNED}\s?(?:mcg|[mμ]?g|ml|IU)\b",
        rf"{UNSIGNED}\s?SDs?\s(?:thresholds?|units?|change|difference|higher|lower|above|below)",
        # "2.4% in 56 nurses in the A group": how many the share is of
        r"(?<=%)\s(?:in|among|for)\s\d+\s[a-z]+(?=\s(?:in|allocated|assigned|receiving|given)\b)",
        r"\bgrades?\s\d(?:\s?(?:/|or|and|to|-|–)\s?(?:grades?\s)?\d)*",
        r"(?<!%\s[(\[])(?<!%[(\[])\bn\s?=\s?\d+(?!\s?[(\[,]\s?[\d.]+\s?%)",
        rf"\b(?:{_NUMBERED})\s\d+{_LISTED}(?![\d.]|\s?%)",
    )
)
_SPREADS = r"(?:(?:95\s?%\s?-?)?CI(?:\s?95\s?%)?|range|IQR)"
# What follows an SD in the same bracket: a second spread of the same mean.
_SECOND_SPREAD = re.compile(
    rf"\b(?:SDs?|SEM?)\s?[=:]?\s?{UNSIGNED}(?P<more>\s?[;,]\s?{_SPREADS}"
    rf"\s?[:=]?\s?[(\[]?{_NUM}\s?(?:to|–|—|-|;|,)\s?{_NUM}[)\]]?)(?=\s?[)\];,])"
)
# "1 to 64" of a titre is no share of a group.
_PARTS = re.compile(r"\b(?:tit(?:er|re)s?|dilutions?|acuity)\b", re.IGNORECASE)
_RATIO = re.compile(r"\d+\s?[/:]\s?\d+")
_LOOSE_COMMA = re.compile(r"[,;](?=\s{2,}[)\]])")
_EMPTY = re.compile(r"[(\[][\s;:,.]*[)\]]")


@dataclass(frozen=True, slots=True)
class View:
    """A sentence, and the same with everything blank that is neither word nor value."""

    text: str
    blank: str
    groups: list[Mention]
    times: list[Mention]
    tests: list[Printed]


def view_of(text: str, bare: re.Pattern[str]) -> View | None:
    """Return the view of a sentence; None where it names no group or holds no other number.

    Parameters
    ----------
    text : str
    bare : re.Pattern
        Groups of the document that stand without the word "group".
    """
    groups = group_mentions(text, bare)
    if not groups:
        return None
    chars = list(text)
    for mention in groups:
        _wipe(chars, mention.start, mention.end)
    left = "".join(chars)
    if not (_DIGIT.search(left) or COUNT_IN_LETTERS.search(left) or next(zeros(left), None)):
        return None
    times = time_mentions("".join(chars))
    for mention in times:
        _wipe(chars, mention.start, mention.end)
    tests = list(printed_tests(text))
    for test in tests:
        _wipe(chars, test.start, test.end)
    for form in NOISE:
        for match in form.finditer("".join(chars)):
            _wipe(chars, match.start(), match.end())
    for match in _SECOND_SPREAD.finditer("".join(chars)):
        _wipe(chars, match.start("more"), match.end("more"))
    if _PARTS.search(text):
        for match in _RATIO.finditer(text):
            _wipe(chars, match.start(), match.end())
    blank = _LOOSE_COMMA.sub(" ", "".join(chars))
    while empty := _EMPTY.search(blank):
        blank = blank[: empty.start()] + " " * len(empty[0]) + blank[empty.end() :]
    return View(text, blank, groups, times, tests)


def without_intervals(blank: str, taken: list[tuple[int, int]]) -> str:
    """Blank the intervals that no value has taken: they belong to a difference."""
    chars = list(blank)
    for match in INTERVAL.finditer(blank):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            _wipe(chars, match.start(), match.end())
    return "".join(chars)


def _wipe(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = " " * (end - start)
