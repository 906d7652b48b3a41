"""Counts said of every group at once: "two groups of 12", "20 in each group", crossover trials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.documents.model import Document
from extract.papers.arm_mentions import whole_number
from extract.papers.arm_sentences import own_sentences
from extract.papers.arm_words import COUNT, PEOPLE, count_value
from extract.papers.model import Number, Quote

_PLANNED = re.compile(
    r"\bsample size\b|\bpower\b|\brequired\b|\bneed(?:ed)?\b|\bcalculat\w+|\bdetect\b|\bminimum\b|"
    r"\bat least\b|\bprevious\w*\b|\bsacrificed\b|\bblocks?\b|\bscreened\b|\bapproached\b",
    re.I,
)
_EACH = re.compile(
    rf"\bgroups? (?:of|with) (?P<a>{COUNT})\b(?! groups?|\s?(?:[-–]|to)\s?\d)|"
    rf"\b(?P<b>{COUNT}) (?:{PEOPLE} )?(?:per|(?:in|for|to) (?:each|every|both|either)) (?:of the )?"
    r"(?:\w+ )?(?:groups?|arms?)\b|"
    rf"\bn\s*=\s*(?P<c>\d+)[, ]*(?:{PEOPLE} )?(?:in|per|for|/) ?(?:each|every|both)? ?"
    r"(?:groups?|arms?)\b|"
    rf"\bn\s*=\s*(?P<e>\d+)[, ]*(?:in )?each\b|\(\s*(?P<f>{COUNT}) (?:{PEOPLE} )?(?:in )?each\)|"
    rf"\bgroups?,? each (?:of|with|consisting of|compris\w+|contain\w+|includ\w+) "
    rf"(?P<g>{COUNT})\b|"
    r"\b(?:each|every) (?:\w+ )?(?:groups?|arms?)\s*(?:\(n\s*=\s*|"
    rf"(?:\w+ )?(?:of |with |includ\w+ |contain\w+ |had |compris\w+ )+)(?P<d>{COUNT})\b",
    re.I,
)
_EQUAL = re.compile(
    rf"\b(?P<all>{COUNT})\b [^.;]{{0,160}}?\b(?:(?P<k>two|three|four|five|six|[2-6]) (?:\w+ )?"
    r"equal(?:ly)?[- ]?(?:sized )?(?:\w+ )?(?:groups|arms)|"
    r"equally (?:\w+ )?(?:into|to) (?P<l>two|three|four|five|six|[2-6]) groups|"
    r"equally (?:\w+ )?(?:into|to|between|among) (?P<both>both groups|"
    r"(?:groups? )?[A-H1I]+ and (?:group )?[B-H2I]+\b))",
    re.I,
)
_CROSSED = re.compile(
    r"\bcross[- ]?over\b|\bwithin[- ](?:subjects?|participants?)\b|\bcounter-?balanced\b|"
    r"\b(?:each|every|all|the) (?:\w+ )?(?:participants?|subjects?|volunteers?|patients?) "
    r"[^.;]{0,60}\b(?:both|all (?:of the )?(?:two|three|four|five|\d)) (?:\w+ )?"
    r"(?:conditions|trials|treatments)\b|"
    r"\bin (?:the |both )?[^.;]{1,60} and [^.;]{1,40} conditions\b|\brepeated[- ]measures design\b|"
    r"\bon (?:two|three|four|\d) (?:separate |different )?(?:occasions|days|visits)\b",
    re.I,
)
# "For one participant" and "two volunteers" tell of some, not of all who took part.
_FEW = 3
_TOOK_PART = re.compile(
    rf"(?<![\d.,-])\b(?P<n>{COUNT})\b (?!years?\b|weeks?\b|months?\b|min|days?\b)"
    rf"(?:[\w,-]+ ){{0,6}}?{PEOPLE}\b(?:\s*\([^()]*\))?[^.;]{{0,120}}?"
    r"\b(?:participated|volunteered|recruited|enrolled|took part|completed|studied|consented|"
    r"performed|agreed|included|received|were)\b",
    re.I,
)


def count_of_each(document: Document, n_arms: int) -> Number | None:
    """Return the size of every group where the paper says it of all at once; None where not.

    In a crossover trial every group is made of all who took part.
    """
    crossed = False
    took_part: Number | None = None
    for quote in _quotes(document):
        sentence = quote.words
        crossed = crossed or bool(_CROSSED.search(sentence))
        if _PLANNED.search(sentence):
            continue
        found = _each(sentence, quote) or _equal(sentence, quote, n_arms)
        if found:
            return found
        match = None if took_part else _TOOK_PART.search(sentence)
        if match and (count_value(match["n"]) or 0) > _FEW:
            took_part = whole_number(match["n"], quote)
    return took_part if crossed else None


def _quotes(document: Document) -> Iterator[Quote]:
    for block, sentence in own_sentences(document):
        source = block.section[-1] if block.section else block.kind
        yield Quote(words=sentence, place=block.place, source=source)
    for table in document.tables:
        for note in table.footnotes:
            yield Quote(words=note, place=table.place, source=f"{table.label or 'Table'}, note")


def people_of_crossover(document: Document) -> Number | None:
    """Return how many people took part in a trial in which all received everything, else None."""
    return count_of_each(document, 0)


def _each(sentence: str, quote: Quote) -> Number | None:
    match = _EACH.search(sentence)
    if not match:
        return None
    if match["b"] and not re.search(r"\b(?:each|every|both|per)\b", match[0], re.I):
        return None
    return whole_number(next(g for g in match.groups() if g), quote)


def _equal(sentence: str, quote: Quote, n_arms: int) -> Number | None:
    """Read "30 residents were allocated to two equal groups": 15 each."""
    match = _EQUAL.search(sentence)
    if not match or (2 if match["both"] else count_value(match["k"] or match["l"])) != n_arms:
        return None
    total = count_value(match["all"])
    if not total or total % n_arms or total < 2 * n_arms:
        return None
    return Number(
        value=total // n_arms,
        printed=str(total // n_arms),
        quote=quote,
        origin="computed",
        formula=f"{total} / {n_arms}",
    )
