"""A sentence made ready for its values: groups and times noted, what is no value made blank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.numbers.mentions import Mention, group_mentions, time_mentions
from extract.numbers.test_grammar import INTERVAL, P, printed_tests
from extract.numbers.tokens import UNSIGNED

_MORE_P = rf"(?:\s?(?:,|and|or|;)\s?[pP]?\s?[=<>≤≥]\s?{UNSIGNED})*"
_NUM = rf"[-+]?{UNSIGNED}(?:\s?%)?"
_LEAST = (
    r"(?:at\sleast|at\smost|(?:more|less|fewer|greater|higher|lower|larger)\sthan|over|above|below|"
    r"up\sto|approximately|approx\.?|about|around|nearly|almost|roughly|scales?\sof|under|exceeding|"
    r"threshold\sof|cut-?offs?\s(?:point\s)?of|maximum\sof|minimum\sof|every|each|only\sabout|~)"
)
NOISE = (
    re.compile(P.pattern + _MORE_P),
    re.compile(r"\b(?:Tables?|Figs?\.?|Figures?|Appendix|files?|Box|Supplement\w*)\s?S?\d+\w?(?:\s?(?:,|and|&|–|-)\s?S?\d*[A-Za-z]?\b)*"),
    re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\](?!\s?%)"),
    re.compile(rf"[<>≤≥~]\s?{_NUM}(?:\s?(?:,|and|or|to|-|–)\s?[<>≤≥]?\s?{_NUM})*"),
    re.compile(rf"(?<!\w){_NUM}\s(?:or|and)\s(?:greater|more|higher|less|above|below|fewer|lower|over|older)\b"),
    re.compile(rf"(?<!\w){_LEAST}\s(?:an?\s)?{_NUM}(?:\s(?:or|to|and)\s{_NUM})?(?!\w)", re.IGNORECASE),
    re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.]|\s?%|\s?±)"),
    re.compile(rf"{UNSIGNED}\s?(?:[mμ]?g|ml|mL|IU|U)(?:/(?:day|d|kg|m2)\b|\s(?:BID|QD|TID|daily|twice|once|per\sday|of)\b)"),
    re.compile(r"\b[Gg]rades?\s\d(?:\s?(?:/|or|and|to|-|–)\s?(?:[Gg]rades?\s)?\d)*"),
    re.compile(r"(?<!%\s[(\[])(?<!%[(\[])\b[nN]\s?=\s?\d+(?!\s?[(\[,]\s?[\d.]+\s?%)"),
    re.compile(r"\b(?:items?|questions?|stages?|phases?|levels?|steps?|types?|version|model|class|chapter|study|studies|number|session)\s\d+(?:\s?(?:,|and|to|-|–)\s?\d+)*(?![\d.]|\s?%)", re.IGNORECASE),
)  # fmt: skip
# What follows an SD in the same bracket: a second spread of the same mean.
_SECOND_SPREAD = re.compile(
    rf"\b(?:SDs?|SEM?)\s?[=:]?\s?{UNSIGNED}(?P<more>\s?[;,]\s?(?:(?:95\s?%\s?-?)?CI(?:\s?95\s?%)?|range|IQR)"
    rf"\s?[:=]?\s?[(\[]?{_NUM}\s?(?:to|–|—|-|;|,)\s?{_NUM}[)\]]?)(?=\s?[)\];,])"
)
# "1 to 64" of a titre is no share of a group.
_PARTS = re.compile(r"\b(?:tit(?:er|re)s?|dilutions?|acuity)\b", re.IGNORECASE)
_RATIO = re.compile(r"\d+\s?[/:]\s?\d+")
_EMPTY = re.compile(r"[(\[][\s;:,.]*[)\]]")


@dataclass(frozen=True, slots=True)
class View:
    """A sentence, and the same with everything blank that is neither word nor value."""

    text: str
    blank: str
    groups: list[Mention]
    times: list[Mention]


def view_of(text: str, bare: re.Pattern[str]) -> View | None:
    """Return the view of a sentence; None where it names no group.

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
    times = time_mentions("".join(chars))
    for mention in times:
        _wipe(chars, mention.start, mention.end)
    for test in printed_tests(text):
        _wipe(chars, test.start, test.end)
    for form in NOISE:
        for match in form.finditer("".join(chars)):
            _wipe(chars, match.start(), match.end())
    for match in _SECOND_SPREAD.finditer("".join(chars)):
        _wipe(chars, match.start("more"), match.end("more"))
    if _PARTS.search(text):
        for match in _RATIO.finditer(text):
            _wipe(chars, match.start(), match.end())
    blank = "".join(chars)
    while empty := _EMPTY.search(blank):
        blank = blank[: empty.start()] + " " * len(empty[0]) + blank[empty.end() :]
    return View(text, blank, groups, times)


def without_intervals(blank: str, taken: list[tuple[int, int]]) -> str:
    """Blank the intervals that no value has taken: they belong to a difference."""
    chars = list(blank)
    for match in INTERVAL.finditer(blank):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            _wipe(chars, match.start(), match.end())
    return "".join(chars)


def _wipe(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = " " * (end - start)
