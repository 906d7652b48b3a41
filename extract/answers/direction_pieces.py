"""A paper and a question made ready: sentences as tokens, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.answers.direction_arms import Arms
from extract.answers.direction_words import Cue, cues
from extract.documents.model import Block, Document
from extract.papers.matching import Weights, abbreviations, expanded, overlap, tokens

SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("results", re.compile(r"\b(?:results?|findings?|outcomes?|efficacy|safety|effects?)\b")),
    ("conclusion", re.compile(r"\bconclusions?|interpretation|summary\b")),
    ("discussion", re.compile(r"\bdiscussion|comment\b")),
    ("methods", re.compile(r"\bmethods?|procedures?|design|statistic|measures?|materials\b")),
    ("introduction", re.compile(r"\bintroduction|background|objectives?|aims?|purpose\b")),
)
# Outcomes of which less is better: "improved" then means that they went down.
UNWANTED = frozenset(
    tokens(
        "pain symptom mortality death stress depression anxiety exhaustion burnout fatigue "
        "disability adverse event complication infection relapse bleeding nausea vomiting "
        "incidence rate risk severity failure error distress disorder insomnia headache "
        "hypertension pressure cholesterol fever cough weight bmi glucose hba1c inflammation "
        "injury disease duration time loss difficulty problem impairment dropout withdrawal "
        "cost length stay hospitalization recurrence progression absence sick leave turnover "
        "strain conflict demand smoking"
    )
)
# These turn it round: a longer survival, a higher rate of success.
WANTED = frozenset(
    tokens(
        "survival success response recovery remission cure adherence compliance satisfaction "
        "retention clearance quality function healing knowledge performance tolerance free "
        "independence efficacy relief control wellbeing resilience engagement"
    )
)
_FALLING = frozenset(tokens("reduction decrease decline loss drop fall"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence made ready.

    Attributes
    ----------
    words, text : str
        As read, and with its short forms explained.
    around : frozenset of str
        Tokens of the sentence before and of the titles above.
    """

    block: Block
    words: str
    text: str
    cues: tuple[Cue, ...]
    tokens: frozenset[str]
    around: frozenset[str]
    section: str
    abstract: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document made ready for questions."""

    pieces: tuple[Piece, ...]
    weights: Weights
    short_forms: Mapping[str, str]

    @classmethod
    def of(cls, document: Document) -> Prepared:
        """Return the sentences of a document that may be evidence."""
        short_forms = abbreviations(document)
        pieces: list[Piece] = []
        before: tuple[Block, frozenset[str]] | None = None
        for block, words in document.sentences():
            if block.kind in ("reference", "heading"):
                continue
            text = expanded(words, short_forms)
            made = frozenset(tokens(text))
            heads = frozenset(tokens(expanded(" ".join(block.section), short_forms)))
            near = before[1] if before and before[0] is block else frozenset()
            pieces.append(
                Piece(
                    block=block,
                    words=words,
                    text=text,
                    cues=tuple(cues(text.lower())),
                    tokens=made,
                    around=near | heads,
                    section=_section(block),
                    abstract=block.kind == "abstract",
                )
            )
            before = (block, made)
        return cls(tuple(pieces), Weights.of(document), short_forms)


def _section(block: Block) -> str:
    for title in reversed(block.section):
        for name, pattern in SECTIONS:
            if pattern.search(title.lower()):
                return name
    return "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made ready."""

    outcome: frozenset[str]
    arms: Arms
    unwanted: bool
    falling: bool

    @classmethod
    def of(cls, prepared: Prepared, outcome: str, intervention: str, comparator: str) -> Asked:
        """Return the tokens of a question, short forms explained as the paper does."""
        forms = prepared.short_forms
        words = frozenset(tokens(expanded(outcome, forms)))
        return cls(
            words,
            Arms.of(intervention, comparator, forms, words),
            bool(words & UNWANTED) and not words & WANTED,
            bool(words & _FALLING),
        )


def matched(prepared: Prepared, asked: Asked) -> list[tuple[float, float]]:
    """Return how far each sentence, and it with what is around it, has the outcome's words."""
    out = []
    for piece in prepared.pieces:
        own = overlap(asked.outcome, piece.tokens, prepared.weights).of_query
        around = own
        if piece.around:
            joined = piece.tokens | piece.around
            around = overlap(asked.outcome, joined, prepared.weights).of_query
        out.append((own, around))
    return out
