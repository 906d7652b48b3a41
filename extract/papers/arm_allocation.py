"""Words of the sentences that say who was assigned to what, and of what a title compares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.documents.model import Document
from extract.papers.arm_sentences import own_sentences
from extract.papers.arm_words import arm_tokens
from extract.papers.matching import expanded

_ALLOCATES = re.compile(
    r"\b(?:randomi[sz]ed|assigned|allocated|randomly)\b.{0,80}?"
    r"(?:\bto\b|\binto\b|\breceiv\w+|:)|\bdivided into\b.{0,30}\bgroups\b|"
    r"\b(?:two|three|four|both) (?:\w+ ){0,2}(?:conditions|treatments|interventions|diets)\b",
    re.I,
)
_COMPARES = re.compile(r"\b(?:versus|vs|compar\w+|or|with)\b", re.I)
_MOST_SENTENCES = 40


def allocations(document: Document, short_forms: Mapping[str, str]) -> list[frozenset[str]]:
    """Return the words of each sentence that assigns people to groups, and of the title."""
    title = document.front.title or ""
    texts = [title] if _COMPARES.search(title) else []
    texts += [s for _, s in own_sentences(document) if len(s) < 900 and _ALLOCATES.search(s)]
    return [
        frozenset(arm_tokens(t)) | frozenset(arm_tokens(expanded(t, short_forms)))
        for t in texts[:_MOST_SENTENCES]
    ]
