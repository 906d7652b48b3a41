"""Suggested themes: sentences that say something about strain or support, and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extract.documents.model import Block, Document
from extract.focus_groups.kinds import KindFound, clauses, is_conceded, kind_below, kind_of
from extract.focus_groups.model import ThemeFound
from extract.focus_groups.personal import PersonalData, at_place
from extract.focus_groups.words import Words, found_in
from extract.papers.model import Quote, Suggestion
from extract.records.voices import MAX_WORDS

_SPEAKING = frozenset({"paragraph", "list", "abstract"})
# Parts of a text that say nothing about health workers.
_APART = re.compile(
    r"^(?:references?|resources?|further reading|about (?:the|us)|contacts?|acknowledge?ments?|"
    r"funding|bibliography|notes|links|agenda|attendees|participants)\b",
    re.I,
)
_NO_CONTENT = re.compile(
    r"^(?:image|photo|picture|figure|source|category|tags?|posted|published|updated|by)\b[^.]{0,40}:|"
    r"\b(?:contact us|write to us|subscribe|click here|register (?:here|now)|read more|sign up)\b",
    re.I,
)
_POINTS_BACK = re.compile(r"(?:These|Those|This|They|Such|It(?! (?:is|was|would|seems)\b))\b")
# Weights of what tells the level.
_BY_TYPE, _BY_WORD, _BY_SECTION = 2, 1, 1
# Shares right on the coded voices of the corpus (101 themes, November 2026), rounded down. The
# words were collected with their texts at hand, so a new text may fare worse.
_THEME_FULL, _THEME_PART, _THEME_BY_LIST = 0.6, 0.4, 0.25
_KIND_CLEAR, _KIND_CLOSE = 0.7, 0.5
_LEVEL_CLEAR, _LEVEL_CLOSE = 0.8, 0.5
_TYPE_NAMED, _TYPE_BESIDE, _TERM = 0.7, 0.5, 0.6
CLEAR = 2  # weight by which the best is ahead


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause with its sentence and block."""

    block: Block
    sentence: str
    clause: str
    before: str


def find_themes(document: Document, words: Words, personal: PersonalData) -> list[ThemeFound]:
    """Return the suggested themes of a document, in the order of reading."""
    found = []
    for said in _clauses(document, words):
        kind, by_list = _kind(said, words)
        if kind is not None:
            theme = _theme(said, kind, words, personal, by_list=by_list)
            if theme is not None:
                found.append(theme)
    return found


def _clauses(document: Document, words: Words) -> Iterator[_Said]:
    for block in document.blocks:
        if block.kind not in _SPEAKING or any(_APART.match(s) for s in block.section):
            continue
        before = ""
        for s in block.sentences:
            sentence = block.text[s.start : s.end]
            if not _NO_CONTENT.search(sentence) and not sentence.endswith("?"):
                for clause in clauses(sentence, words):
                    yield _Said(block, sentence, sentence[clause.start : clause.end], before)
            before = sentence


def _kind(said: _Said, words: Words) -> tuple[KindFound | None, bool]:
    """Return the kind a clause tells; an item of a list has that of the line above the list."""
    found = kind_of(said.clause, words)
    if found is not None or said.block.kind != "list" or not said.block.section:
        return found, False
    return kind_below(said.block.section[-1], words), True


def _theme(
    said: _Said, kind: KindFound, words: Words, personal: PersonalData, *, by_list: bool
) -> ThemeFound | None:
    if personal.holds_contacts(said.sentence):
        return None
    quote = _quote(said, personal)
    types, sure = _types(said, words)
    terms = found_in(said.clause, words.implementation)
    full = bool(types and terms) and sure == _TYPE_NAMED
    level, level_sure = _level(said, types, words)
    if not types and not terms and (level is None or is_conceded(said.clause)):
        return None
    suggestions = [_suggest("intervention_type", t, sure, quote) for t in types]
    suggestions += [_suggest("implementation", t, _TERM, quote) for t in terms]
    if level is not None:
        suggestions.insert(0, _suggest("level", level, level_sure, quote))
    return ThemeFound(
        kind=kind.kind,
        kind_confidence=_KIND_CLEAR if kind.weight - kind.next_weight >= CLEAR else _KIND_CLOSE,
        words=" ".join(personal.mask(said.clause).strip(" ,;").split()[:MAX_WORDS]),
        quote=quote,
        suggestions=tuple(suggestions),
        confidence=_THEME_BY_LIST if by_list else _THEME_FULL if full else _THEME_PART,
    )


def _quote(said: _Said, personal: PersonalData) -> Quote:
    section = " / ".join(personal.mask(s) for s in said.block.section)
    return Quote(
        words=personal.mask(said.sentence),
        place=said.block.place,
        source=section or at_place(said.block.place),
    )


def _suggest(field: str, value: str, confidence: float, quote: Quote) -> Suggestion:
    return Suggestion(field=field, value=value, confidence=confidence, quotes=(quote,))


def _types(said: _Said, words: Words) -> tuple[list[str], float]:
    """Return the types a clause names; where it only points back, or is part of a list, those of
    the sentence before it or of the heading above it.
    """
    types = found_in(said.clause, words.interventions)
    if types:
        return types, _TYPE_NAMED
    if _POINTS_BACK.match(said.clause):
        types = found_in(said.before, words.interventions)
    if not types and said.block.kind == "list":
        types = [t for s in said.block.section[-2:] for t in found_in(s, words.interventions)]
    return list(dict.fromkeys(types)), _TYPE_BESIDE


def _level(said: _Said, types: list[str], words: Words) -> tuple[str | None, float]:
    """Return the level: as the words say, as the types usually act, as the section is about."""
    if words.levels["multi_level"].search(said.clause):
        return "multi_level", _LEVEL_CLEAR
    weights: Counter[str] = Counter()
    for ident, pattern in words.levels.items():
        weights[ident] += _BY_WORD * min(2, len(pattern.findall(said.clause)))
        if any(pattern.search(s) for s in said.block.section[-2:]):
            weights[ident] += _BY_SECTION
    for t in types:
        if (usual := words.usual_level(t)) is not None and usual != "multi_level":
            weights[usual] += _BY_TYPE
    (best, weight), (_, second) = weights.most_common(2)
    if not weight:
        return None, 0.0
    return best, _LEVEL_CLEAR if weight - second >= CLEAR else _LEVEL_CLOSE
