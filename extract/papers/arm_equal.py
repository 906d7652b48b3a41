"""Counts said of every group at once: "two groups of 12", "20 in each group", crossover trials."""

from __future__ import annotations

import re

from extract.documents.model import Document
from extract.papers.arm_mentions import whole_number
from extract.papers.arm_sentences import own_sentences
from extract.papers.arm_words import COUNT, PEOPLE, count_value
from extract.papers.model import Number, Quote

_PLANNED = re.compile(
    r"\bsample size\b|\bpower\b|\brequired\b|\bneed(?:ed)?\b|\bcalculat\w+|\bdetect\b|\bminimum\b|"
    r"\bat least\b|\bprevious\w*\b|\bsacrificed\b",
    re.I,
)
_EACH = re.compile(
    rf"\bgroups? (?:of|with) (?P<a>{COUNT})\b(?! groups?)|"
    rf"\b(?P<b>{COUNT}) (?:{PEOPLE} )?(?:in|per|for|to) (?:each|every|both|either)? ?(?:the )?(?:\w+ )?(?:groups?|arms?)\b|"
    rf"\bn\s*=\s*(?P<c>\d+)[, ]*(?:{PEOPLE} )?(?:in|per|for|/) ?(?:each|every|both)? ?(?:groups?|arms?)\b|"
    rf"\b(?:each|every) (?:\w+ )?(?:groups?|arms?)\s*(?:\(n\s*=\s*|(?:\w+ )?(?:of |with |includ\w+ |contain\w+ |had "
    rf"|compris\w+ )+)(?P<d>{COUNT})\b",
    re.I,
)
_EQUAL = re.compile(
    rf"\b(?P<all>{COUNT})\b [^.;]{{0,160}}?\b(?:(?P<k>two|three|four|five|six|[2-6]) (?:\w+ )?equal(?:ly)?[- ]?(?:sized )?"
    r"(?:\w+ )?(?:groups|arms)|equally (?:\w+ )?(?:into|to) (?P<l>two|three|four|five|six|[2-6]) groups)",
    re.I,
)
_CROSSED = re.compile(
    r"\bcross[- ]?over\b|\bwithin[- ](?:subjects?|participants?)\b|\bcounter-?balanced\b|"
    r"\b(?:both|all (?:two|three|four|five|\d)?) ?(?:conditions|trials|sessions|treatments)\b|"
    r"\brepeated[- ]measures design\b",
    re.I,
)
_TOOK_PART = re.compile(
    rf"(?<![\d.,-])\b(?P<n>{COUNT})\b (?!years?\b|weeks?\b|months?\b|min|days?\b)(?:[\w,-]+ ){{0,6}}?{PEOPLE}\b[^.;]{{0,120}}?"
    r"\b(?:participated|volunteered|recruited|enrolled|took part|completed|studied|consented|performed|"
    r"agreed|included|received|were)\b",
    re.I,
)


def count_of_each(document: Document, n_arms: int) -> Number | None:
    """Return the size of every group where the paper says it of all at once; None where not.

    In a crossover trial every group is made of all who took part.
    """
    crossed = False
    took_part: Number | None = None
    for block, sentence in own_sentences(document):
        quote = Quote(
            words=sentence,
            place=block.place,
            source=block.section[-1] if block.section else block.kind,
        )
        crossed = crossed or bool(_CROSSED.search(sentence))
        if _PLANNED.search(sentence):
            continue
        found = _each(sentence, quote) or _equal(sentence, quote, n_arms)
        if found:
            return found
        match = None if took_part else _TOOK_PART.search(sentence)
        if match:
            took_part = whole_number(match["n"], quote)
    return took_part if crossed else None


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
    if not match or count_value(match["k"] or match["l"]) != n_arms:
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
