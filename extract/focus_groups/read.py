"""A summary of a focus group to what a person would have coded, for that person to confirm."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from extract.countries import country_names
from extract.documents.model import Block, Document, Problem
from extract.focus_groups.model import EXTRACTOR, FocusGroupReading
from extract.focus_groups.personal import PersonalData, at_place
from extract.focus_groups.themes import find_themes
from extract.focus_groups.words import Words
from extract.papers.model import Quote, Suggestion
from extract.taxonomy import Taxonomy

_SOURCES = (
    ("focus_group", re.compile(r"\bfocus[- ]groups?\b|\bgroup discussions?\b", re.I)),
    (
        "round_table",
        re.compile(
            r"\bround-?\s?tables?\b|\bexecutive discussion\b|\bpanel (?:discussion|meeting)\b|"
            r"\b(?:stakeholder|expert) (?:meeting|consultation|dialogue)\b|\bconvened\b",
            re.I,
        ),
    ),
)
# Sentences about those who took part, or a list of those the text is about.
_TOOK_PART = re.compile(
    r"\b(?:participants?|respondents?|took part|attended|joined|described|spoke|said|told|shared|"
    r"explained|recounted|reported|invited|represent\w+|discussions? with|interview\w*)\b|"
    r"^(?:An?|The|In|For|One|Two|Our) (?:[\w-]+ ){0,6}(?:from|in) [A-Z]",
)
_AND_COLLEAGUES = re.compile(r"\b\w+s, (?:[\w ]+s, )+(?:and )?[\w ]+s?\b")
_PREPOSITION = r"\b(?:[Ff]rom|[Ii]n|[Aa]cross|[Oo]f|[Aa]nd|[Tt]o)(?: the)? "
MAX_QUOTES = 3


def suggest_focus_group(document: Document, taxonomy: Taxonomy | None = None) -> FocusGroupReading:
    """Suggest how a summary of a focus group may be coded.

    Parameters
    ----------
    document : Document
    taxonomy : Taxonomy, optional
        Words of the project; without it levels are told from the words of the text alone.

    Returns
    -------
    FocusGroupReading
        Names and contact details are masked in every text of it, and reported as problems.
    """
    personal = PersonalData(document)
    words = Words(taxonomy)
    title = document.front.title
    return FocusGroupReading(
        sha256=document.sha256,
        kind=document.kind,
        reader=document.reader,
        extractor=EXTRACTOR,
        title=personal.mask(title) if title else None,
        suggestions=(
            *_source_kind(document, personal),
            *_cadres(document, words, personal),
            *_countries(document, personal),
        ),
        themes=tuple(find_themes(document, words, personal)),
        problems=(
            *personal.problems,
            *(Problem(what=personal.mask(p.what), page=p.page) for p in document.problems),
        ),
    )


def to_json(reading: FocusGroupReading) -> str:
    """Return a reading as JSON; what is None is left out."""
    data = dataclasses.asdict(reading, dict_factory=_without_none)
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1)


def _without_none(items: list[tuple[str, Any]]) -> dict[str, Any]:
    return {k: v for k, v in items if v is not None}


def _sentences(document: Document) -> Iterator[tuple[Block, str]]:
    return ((b, s) for b, s in document.sentences() if b.kind not in {"reference", "footnote"})


def _quote(block: Block, sentence: str, personal: PersonalData) -> Quote:
    section = " / ".join(personal.mask(s) for s in block.section)
    return Quote(
        words=personal.mask(sentence), place=block.place, source=section or at_place(block.place)
    )


def _source_kind(document: Document, personal: PersonalData) -> list[Suggestion]:
    """Return what the text reports on: the first of its own words for it counts."""
    for block, sentence in _sentences(document):
        for kind, pattern in _SOURCES:
            if pattern.search(sentence):
                quote = _quote(block, sentence, personal)
                return [
                    Suggestion(field="source_kind", value=kind, confidence=0.8, quotes=(quote,))
                ]
    first = next(iter(_sentences(document)), None)
    if first is None:
        return []
    quote = _quote(*first, personal)
    return [Suggestion(field="source_kind", value="text", confidence=0.6, quotes=(quote,))]


def _cadres(document: Document, words: Words, personal: PersonalData) -> list[Suggestion]:
    """Return who took part or is spoken of, each with its sentences."""
    found: dict[str, list[Quote]] = {}
    general = 0
    for block, sentence in _sentences(document):
        listed = _AND_COLLEAGUES.search(sentence)
        named = [c for c, p in words.cadres.items() if c != "mixed" and p.search(sentence)]
        tells = _TOOK_PART.search(sentence) or (listed and len(named) > 2)
        if "mixed" in words.cadres and words.cadres["mixed"].search(sentence):
            general += 1
            found.setdefault("mixed", []).append(_quote(block, sentence, personal))
        for cadre in named if tells and block.kind != "heading" else ():
            found.setdefault(cadre, []).append(_quote(block, sentence, personal))
    return [
        Suggestion(
            field="cadre",
            value=cadre,
            confidence=0.8 if cadre == "mixed" and general > 2 else 0.6,
            quotes=tuple(quotes[:MAX_QUOTES]),
        )
        for cadre, quotes in found.items()
    ]


@cache
def _country_pattern() -> re.Pattern[str]:
    names = sorted(country_names(), key=len, reverse=True)
    return re.compile(f"{_PREPOSITION}({'|'.join(map(re.escape, names))})(?![\\w-])")


def _countries(document: Document, personal: PersonalData) -> list[Suggestion]:
    names = country_names()
    found: dict[str, list[Quote]] = {}
    for block, sentence in _sentences(document):
        for match in _country_pattern().finditer(sentence):
            quotes = found.setdefault(names[match[1]], [])
            quotes.append(_quote(block, sentence, personal))
    return [
        Suggestion(field="country", value=c, confidence=0.6, quotes=tuple(q[:MAX_QUOTES]))
        for c, q in found.items()
    ]
