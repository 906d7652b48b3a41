"""What was found in a summary of a focus group: suggested themes, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.documents.model import Problem
from extract.papers.model import Quote, Suggestion

# Raised whenever a change may change a reading.
EXTRACTOR = "focus-group reader 1"

ThemeKind = Literal["need", "barrier", "facilitator", "recommendation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFound:
    """A suggested theme, for a person to name, merge with others or reject.

    Attributes
    ----------
    kind : str
        Need, barrier, facilitator or recommendation, as in the records of voices.
    kind_confidence : float
        Share of such kinds expected to be right, 0 to 1.
    words : str
        At most 12 words of the text that let someone find the place, personal data masked.
    quote : Quote
        The whole sentence, personal data masked.
    suggestions : tuple of Suggestion
        ``level`` (absent where nothing tells it), ``intervention_type`` and ``implementation``,
        one for each value.
    confidence : float
        Share of such sentences in which a person coded a theme, 0 to 1.
    """

    kind: ThemeKind
    kind_confidence: float
    words: str
    quote: Quote
    suggestions: tuple[Suggestion, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusGroupReading:
    """All that was suggested for a summary; nothing in it is checked.

    Attributes
    ----------
    sha256, kind, reader : str
        Of the document that was read.
    title : str or None
        Personal data masked.
    suggestions : tuple of Suggestion
        Of the whole text: ``source_kind`` (focus group, round table or text), ``cadre``,
        ``country``.
    themes : tuple of ThemeFound
        In the order of reading.
    problems : tuple of Problem
        Personal data and where it stands, never the datum itself; then the reader's own.
    """

    sha256: str
    kind: str
    reader: str
    extractor: str
    title: str | None
    suggestions: tuple[Suggestion, ...] = ()
    themes: tuple[ThemeFound, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
