"""Personal data of a document: where it stands, for a person to remove, and the text without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from extract.documents.model import Document, Place, Problem
from extract.focus_groups.contacts import ADDRESS, EMAIL, HANDLE, PHONE, STAFF, Span, contacts
from extract.focus_groups.names import NAME, names

Where = tuple[Place, str]  # and the title of its section, or the label of its table

_MASKS = {
    EMAIL: "[e-mail address]",
    PHONE: "[telephone number]",
    ADDRESS: "[postal address]",
    STAFF: "[staff number]",
    HANDLE: "[account]",
    NAME: "[name]",
}
_WORD = re.compile(r"[^\W\d_]+")
_TITLED = re.compile(r"[A-ZÀ-Þ]")
MIN_NAME = 3  # a shorter part of a name is no word to look for elsewhere
TITLE_SHARE = 0.6
HEADING_WORDS = 14


class PersonalData:
    """The personal data of a document; made once, then used on every text to be shown.

    Parameters
    ----------
    document : Document
    """

    def __init__(self, document: Document) -> None:
        texts = list(_texts(document))
        self._common = frozenset(
            w for _, text, _ in texts for w in _WORD.findall(text) if w.islower()
        )
        self._known: re.Pattern[str] | None = None
        named = (
            text[s.start : s.end]
            for _, text, is_reference in texts
            for s in self._spans(text, is_reference=is_reference)
            if s.kind == NAME
        )
        self._known = _pattern(named, self._common)
        self.problems = tuple(
            problem
            for where, text, is_reference in texts
            for problem in _problems(where, self._spans(text, is_reference=is_reference), self.mask)
        )

    def mask(self, text: str) -> str:
        """Return a text with each personal datum replaced by what it is."""
        for span in reversed(self._spans(text, is_reference=False)):
            text = text[: span.start] + _MASKS[span.kind] + text[span.end :]
        return text

    def holds_contacts(self, text: str) -> bool:
        """Tell a text that says how to reach someone."""
        return next(contacts(text), None) is not None

    def _spans(self, text: str, *, is_reference: bool) -> list[Span]:
        found = list(contacts(text))
        if not is_reference:
            found += names(text, self._common, heading=_in_title_case(text))
            if self._known is not None:
                found += (Span(*m.span(), NAME) for m in self._known.finditer(text))
        return _merged(found)


def _texts(document: Document) -> Iterable[tuple[Where, str, bool]]:
    """Yield every text of a document, where it stands, and whether it cites literature."""
    for block in document.blocks:
        section = block.section[-1] if block.section else ""
        yield (block.place, section), block.text, block.kind == "reference"
    for table in document.tables:
        for text in (table.caption, *table.footnotes, *(c.text for c in table.cells)):
            yield (table.place, table.label), text, False


def _problems(where: Where, spans: Sequence[Span], mask: Callable[[str], str]) -> Iterable[Problem]:
    place, section = where
    at = f"{at_place(place)}, “{mask(section)}”" if section else at_place(place)
    for kind, n in Counter(s.kind for s in spans).items():
        times = f" ({n} times)" if n > 1 else ""
        what = f"Personal data: {kind}{times} at {at}; masked here, to be removed from the file."
        yield Problem(what=what, page=place.page)


def at_place(place: Place) -> str:
    """Return where a piece stands, in words."""
    if place.line is not None:
        return f"line {place.line}"
    return f"page {place.page}" if place.page is not None else place.xpath or "an unknown place"


def _in_title_case(text: str) -> bool:
    if text.rstrip().endswith((".", "?", "!")) or len(text.split()) > HEADING_WORDS:
        return False
    words = [w for w in _WORD.findall(text) if len(w) > MIN_NAME]
    capitals = sum(1 for w in words if _TITLED.match(w))
    return len(words) > MIN_NAME and capitals >= TITLE_SHARE * len(words)


def _pattern(found: Iterable[str], common: frozenset[str]) -> re.Pattern[str] | None:
    """Return a pattern for names already found, and for each part of them that is no word."""
    whole = set(found)
    parts = {p for n in whole for p in n.split() if len(p) >= MIN_NAME and not p.islower()}
    parts = {p for p in parts if p.casefold() not in common}
    words = sorted(whole | parts, key=lambda w: (-len(w), w))
    if not words:
        return None
    inside = "|".join(re.escape(w) for w in words)
    return re.compile(rf"(?<!\w)(?:{inside})(?!\w)(?! et al)(?!,? \(?(?:19|20)\d\d)")


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one, of the kind that begins first."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.kind)):
        if found and span.start < found[-1].end:
            last = found[-1]
            found[-1] = Span(last.start, max(last.end, span.end), last.kind)
        else:
            found.append(span)
    return found
