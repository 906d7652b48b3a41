"""Sentences of scientific English, as places in a text.

Rules, not a model: a full stop ends a sentence unless what stands before it is an abbreviation,
an initial or the number of a list, or what follows cannot begin one. Where it is open, sentences
stay together: one too long still holds its numbers with their words.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from extract.documents.model import Sentence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence.
_ALWAYS = _words(
    "vs v e.g eg i.e ie cf viz approx ca c fig figs figure tab eq eqs eqn ref refs sec sect ch "
    "chap suppl supp dr drs prof mr mrs ms mx st sr jr med mt messrs esp incl excl resp "
    "subsp var sensu vol vols ed eds edn "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu thur fri"
)
# An abbreviation only before a number.
_NUMBERED = _words("no nos nr p pp n art para app appx item q ver")
# An abbreviation that may end a sentence: it does when a word follows that begins one.
_PERHAPS = _words(
    "al spp inc ltd co corp plc llc gmbh dept univ assoc u.s u.k e.u u.s.a usa a.m p.m am pm ph.d "
    "m.d b.sc m.sc sp bros intl natl acad sci int hosp"
)
_STARTERS = _words(
    "a additionally after all also although among an and another as at because before being "
    "between both but by compared comparison conclusion conversely data despite due during each "
    "eight either eighteen eleven even every fewer few fifteen fifty finally first five follow-up "
    "following for forty four from further furthermore given he hence her here his how however if "
    "importantly in indeed instead interestingly interventions intervention it its lastly least "
    "less many mean more moreover most much my neither nevertheless next nine no none nonetheless "
    "not notably nurses of on once one only or other others our out outcome outcomes over overall "
    "participants patients per physicians previous primary randomisation randomization regarding "
    "regression respondents results scores second secondary seven seventy several she significant "
    "significantly similar similarly since six sixteen sixty so some statistical staff studies "
    "study subjects subsequently such table ten than that the their them then there thereafter "
    "therefore these they third thirteen thirty this those though three through throughout thus "
    "to together treatment twelve twenty two under unlike until up using was we were what when "
    "whereas whether which while who with within without women men workers yet you"
)
_UNITS = _words("mg kg ml min hr hrs sec wk wks mo mos yr yrs cm mm km")

# A stop, closing marks, and numbers of references behind it; then space and what may begin.
_STOP = re.compile(
    r"""(?P<stop>\.{3}|…|[.?!]{1,12})
        (?P<close>["”’')\]]*)
        (?P<cite>(?:\ ?\[\d[\d,;–\- ]*\])+|(?<=[^\d\s][.])\d{1,3}(?:[,–-]\ ?\d{1,3})*(?=\ [A-Z]))?
        (?:\ +(?=(?P<next>["“‘'(\[]*(?:[A-Z0-9À-ÞΑ-Ω<>≥≤•·*†‡§#^]|[a-z][A-Z0-9]|[α-ω][-\d]|p\d)))
           |(?=[A-Z][a-z]+[ ,]))""",
    re.VERBOSE,
)
_TOKEN_BEFORE = re.compile(r"[^\s()\[\]{},;:/“”\"'‘’–—]*$")
_WORD_AFTER = re.compile(r"[\"“‘'(\[]*([A-Za-z][A-Za-z-]*|\d[\d.,]*)")
_NUMBER_WORD = re.compile(r"\d[\d,]*(?:\.\d+)? +(?:\(|[a-z]{2})")
_INITIAL = re.compile(r"^[A-ZÀ-Þ](?:[.-]+[A-ZÀ-Þ])*$")
_ROMAN_OR_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])$")
_BRACKET = re.compile(r"[()\[\]]")
_CLOSES = {")": "(", "]": "["}
LONGEST_BRACKET = 400
LOOK_BACK = 200  # characters before a stop that are looked at


def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text.

    Parameters
    ----------
    text : str
        One block, with plain characters and no line breaks.

    Returns
    -------
    tuple of Sentence
        In order; together they hold every character but the spaces between them.
    """
    inside = _inside_brackets(text)
    found: list[Sentence] = []
    start = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text):
        at = stop.start("stop")
        end = stop.end("cite") if stop["cite"] else stop.end("close")
        if _is_inside(inside, at, end):
            continue
        if _ends(text, start, stop):
            found.append(Sentence(start=start, end=end))
            start = end + len(text[end:]) - len(text[end:].lstrip())
    end = len(text.rstrip())
    if start < end:
        found.append(Sentence(start=start, end=end))
    return tuple(found)


def whole(text: str) -> tuple[Sentence, ...]:
    """Return a text as one sentence: a heading, an entry of the references."""
    return (Sentence(start=0, end=len(text)),) if text else ()


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether a stop, in a sentence begun at ``start``, ends it."""
    before = text[max(start, stop.start("stop") - LOOK_BACK) : stop.start("stop")]
    after = _WORD_AFTER.match(text, stop.end())
    word = after[1] if after else ""
    token = _token(before)
    if stop["next"] is None:  # no space after the stop: "significant.The"
        return _begins(word) and token.isalpha() and token.islower() and len(token) > 3
    if stop["stop"][0] in "?!":
        return True
    if stop["close"] or stop["cite"]:
        return not (stop["close"] and _is_abbreviation(token, word) and not _begins(word))
    if not before or before[-1] in " =<>(":
        return False  # "P < . 05"
    if _ROMAN_OR_NUMBER.match(before.strip(" (")):
        return False  # the number of an item
    if word[:1].isdigit() and not _number_may_begin(text, stop.end(), token):
        return False
    return not _is_abbreviation(token, word) or (_may_end(token, before) and _begins(word))


def _token(before: str) -> str:
    found = _TOKEN_BEFORE.search(before)
    return found[0] if found else ""


def _begins(word: str) -> bool:
    return word.casefold() in _STARTERS


def _is_abbreviation(token: str, word: str) -> bool:
    low = token.casefold()
    if low in _NUMBERED:
        return word[:1].isdigit()
    if low in _UNITS:
        return False
    return low in _ALWAYS or low in _PERHAPS or _INITIAL.match(token) is not None


def _may_end(token: str, before: str) -> bool:
    """Tell an abbreviation that may stand last from one that may not."""
    if token.casefold() in _PERHAPS:
        return True
    # "group A. The" ends, "by A. Young" does not: a letter after a word in small letters
    words = before.split()
    return len(token) == 1 and len(words) > 1 and words[-2][-1:].islower()


def _number_may_begin(text: str, at: int, token: str) -> bool:
    """Tell "in 2010. 25 nurses" from the halves of a decimal or the number of a figure."""
    if token.casefold() in _ALWAYS or token.casefold() in _NUMBERED:
        return False
    if token[-1:].isdigit() and len(token) < 3:
        return False
    return _NUMBER_WORD.match(text, at) is not None or not token[-1:].isdigit()


def _inside_brackets(text: str) -> list[tuple[int, int]]:
    """Return the brackets that close again soon, by their start; others say nothing."""
    found: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] in "([":
            open_.append((mark[0], mark.start()))
            continue
        for i in range(len(open_) - 1, -1, -1):
            if mark.start() - open_[i][1] > LONGEST_BRACKET:
                break
            if open_[i][0] == _CLOSES[mark[0]]:
                found.append((open_[i][1], mark.end()))
                del open_[i:]
                break
    return sorted(found)


def _is_inside(brackets: Sequence[tuple[int, int]], at: int, end: int) -> bool:
    """Tell whether a stop, and what belongs to it, stands within a bracket."""
    i = bisect(brackets, (at - LONGEST_BRACKET - 1, 0))
    while i < len(brackets) and brackets[i][0] < at:
        if end <= brackets[i][1]:
            return True
        i += 1
    return False
