"""A paper's sentences by the part they stand in, so that a rule can ask where a thing is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extract.documents.model import Block, Document, Place
from extract.papers.model import Quote, Suggestion

Part = Literal[
    "title",
    "abstract",
    "keywords",
    "introduction",
    "methods",
    "results",
    "discussion",
    "back",
    "affiliation",
    "body",
]

# The first that matches a section's title decides, titles from the innermost outwards.
_BACK = (
    r"funding|financ|competing|conflicts? of interest|disclosure|acknowledg|authors?.? contribut"
    r"|author notes|footnotes|ethic|consent|data availab|availability|declaration|abbreviat"
    r"|supplement|supporting information|registration"
)
_TITLES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("affiliation", re.compile(r"^affiliations?$", re.I)),
    ("keywords", re.compile(r"^key ?words", re.I)),
)
_MAIN: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("abstract", re.compile(r"^(abstract|summary|synopsis)\b", re.I)),
    (
        "methods",
        re.compile(
            r"\b(methods?|methodology|materials|patients and|subjects and|participants and"
            r"|study design|procedures?|experimental section)\b",
            re.I,
        ),
    ),
    ("results", re.compile(r"\b(results?|findings)\b", re.I)),
    ("discussion", re.compile(r"\b(discussions?|conclusions?|limitations?|implications)\b", re.I)),
    ("introduction", re.compile(r"\b(introduction|background|rationale)\b", re.I)),
    ("back", re.compile(_BACK, re.I)),
)
_INSTITUTION = re.compile(
    r"\b(?:Departments?|Dept|Universit\w+|Universidade?|Institut\w*|School|College|Hospital|Faculty"
    r"|Cent(?:re|er) (?:for|of)|Section of|Division of|Unit)\b"
)
_NUMBERING = re.compile(r"^[\divx.)\s]+(?=[A-Z])")
# Longer runs are no sentences but damaged text; in pieces, the time to search them stays in bounds.
_LONGEST = 2500
_NO_SENTENCES = frozenset({"heading", "reference"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of the paper, with what a reader needs to find it."""

    part: Part
    section: tuple[str, ...]
    words: str
    place: Place

    def quote(self) -> Quote:
        """Return the sentence as evidence."""
        source = self.section[-1] if self.section else self.part.capitalize()
        return Quote(words=self.words, place=self.place, source=source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A pattern's match in a sentence; ``start`` and ``end`` count within the sentence."""

    passage: Passage
    match: re.Match[str]
    start: int
    end: int

    @property
    def before(self) -> str:
        """Return the sentence up to the match."""
        return self.passage.words[: self.start]

    @property
    def after(self) -> str:
        """Return the sentence behind the match."""
        return self.passage.words[self.end :]


@dataclass(slots=True)
class Scope:
    """Sentences joined into one text, searched at once: some patterns, many sentences."""

    passages: tuple[Passage, ...]
    _text: str = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        starts, at = [], 0
        for passage in self.passages:
            starts.append(at)
            at += len(passage.words) + 1
        self._text = "\n".join(p.words for p in self.passages)
        self._starts = starts

    def with_words(self, pattern: re.Pattern[str]) -> Scope:
        """Return the sentences that hold a short pattern: fewer to search with long ones."""
        return Scope(tuple(dict.fromkeys(h.passage for h in self.find(pattern))))

    def find(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield the matches in order; none reaches over the end of a sentence."""
        for match in pattern.finditer(self._text):
            i = bisect_right(self._starts, match.start()) - 1
            at, passage = self._starts[i], self.passages[i]
            if match.end() - at <= len(passage.words):
                yield Hit(
                    passage=passage, match=match, start=match.start() - at, end=match.end() - at
                )


@dataclass(slots=True)
class PaperText:
    """The paper's sentences by part."""

    passages: tuple[Passage, ...]
    _scopes: dict[tuple[Part, ...], Scope] = field(default_factory=dict)

    def scope(self, *parts: Part) -> Scope:
        """Return the sentences of some parts, part by part in the order named."""
        if parts not in self._scopes:
            kept = [p for part in parts for p in self.passages if p.part == part]
            self._scopes[parts] = Scope(tuple(kept))
        return self._scopes[parts]


def paper_text(document: Document) -> PaperText:
    """Sort a document's sentences by part; references are left out."""
    found = []
    if title := document.front.title:
        place = document.blocks[0].place if document.blocks else Place()
        found.append(Passage(part="title", section=("Title",), words=title[:_LONGEST], place=place))
    structured = any(_main_part(b) == "methods" for b in document.blocks)
    for block in document.blocks:
        if block.kind in _NO_SENTENCES:
            continue
        part = _part(block, structured=structured)
        spans = [(s.start, s.end) for s in block.sentences]
        if part == "affiliation":
            spans = [(0, len(block.text))]
        found += [
            Passage(part=part, section=block.section, words=words, place=block.place)
            for span in spans
            for start, end in _cut(*span)
            if (words := block.text[start:end]).strip()
        ]
    return PaperText(tuple(found))


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a run of text that is too long for a sentence."""
    for at in range(start, end, _LONGEST):
        yield at, min(at + _LONGEST, end)


def _part(block: Block, *, structured: bool) -> Part:
    if block.kind == "abstract":
        return "abstract"
    if _is_address(block):
        return "affiliation"
    named = _main_part(block)
    if named:
        return named
    if block.kind == "footnote":
        return "back"
    # A paper without a section of methods says anywhere what was done.
    return "body" if structured else "methods"


def _is_address(block: Block) -> bool:
    """Say whether a block of a printed first page tells where the authors work."""
    if block.place.page != 1 or (block.section and block.kind != "footnote"):
        return False
    return len(block.text) < 2500 and bool(_INSTITUTION.search(block.text[:250]))


def _main_part(block: Block) -> Part | None:
    titles = [_NUMBERING.sub("", t) for t in block.section]
    for part, pattern in _TITLES:
        if any(pattern.search(t) for t in titles):
            return part
    # The outermost title decides: "Procedures" under "Results" tells results.
    for title in titles:
        for part, pattern in _MAIN:
            if pattern.search(title):
                return part
    return None


def suggest(field: str, value: str, confidence: float, *found: Passage) -> Suggestion:
    """Return a suggestion with its evidence, each sentence once."""
    kept = dict.fromkeys(p.quote() for p in found)
    return Suggestion(field=field, value=value, confidence=confidence, quotes=tuple(kept))
