"""The authors printed below the title of a PDF: all, or none where the list is not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.documents.characters import plain
from extract.documents.pdf_paragraphs import Paragraph

MOST_PARTS = 6  # paragraphs below the title among which the names are looked for
SAME_LEFT = 3.0  # points
OPEN = ",;|&"
_BETWEEN = re.compile(r"\s*(?:[,;|·•&]|\band\b)(?:\s*(?:[,;|·•&]|\band\b))*\s*")
_MARKS = re.compile(r"[*†‡§¶#∗✉]+|(?<=[a-zà-ÿ])\d[\d,]*")
_GROUP = re.compile(
    r"[,;]?\s*\b(?:for|on behalf of|and the|representing)\b(?=\s+(?:the\s+)?[A-Z]).*$", re.I
)
_DEGREE = re.compile(
    r"(?:[A-Z][a-z]{0,2}\.?){1,3}[A-Z]\.?[a-z]{0,2}|[A-Z]{2,7}|Dr|Prof|Jr|Sr|Professor"
)
_PARTICLE = r"(?:de|van|von|der|den|del|della|dos|da|di|du|le|la|el|al|bin|ben|ter|ten|e|y|dit)"
_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'‑-]*\.?(?:[A-Z]\.)*)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}|{_WORD}))*\s+{_WORD}")
_NO_NAME = re.compile(
    r"\b(?:universit|department|hospital|institut|school|college|article|research|editor|centre|"
    r"center|journal|abstract|received|correspond|faculty|medicine|health)",
    re.I,
)


def authors_below(title: Paragraph | None, found: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the names in the first list of names after the title, in order."""
    if title is None:
        return ()
    start = next(i for i, p in enumerate(found) if p is title) + 1
    after = [p for p in found[start : start + MOST_PARTS] if p.page == title.page]
    for i, paragraph in enumerate(after):
        text = " ".join(map(_text, _together(after[i:])))
        names = _names(text)
        if names and text.rstrip(" *†‡§¶0123456789")[-1:] in OPEN:
            return ()  # it goes on somewhere else
        if len(names) > 1 or (names and _has_mark(paragraph)):
            return names
    return ()


def _together(run: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the first paragraph and those that look as if they go on with it."""
    found = [run[0]]
    for paragraph in run[1:]:
        last = found[-1]
        near = abs(paragraph.box[0] - run[0].box[0]) < SAME_LEFT
        step = paragraph.box[1] - last.box[3]
        if not near or paragraph.size != run[0].size or step > 1.5 * paragraph.size:
            break
        found.append(paragraph)
    return found


def _has_mark(paragraph: Paragraph) -> bool:
    return any(w.shift == 1 for x in paragraph.lines for w in x.words)


def _text(paragraph: Paragraph) -> str:
    """Return the text without what is raised."""
    words = [w for x in paragraph.lines for w in x.words]
    text = "".join(" " if w.shift == 1 else ("" if w.glued else " ") + w.text for w in words)
    return plain(text)


def _names(text: str) -> tuple[str, ...]:
    """Return the names of a list; none when a part of it is no name."""
    text = _GROUP.sub("", _MARKS.sub(" ", text)).strip(" .")
    if not text or _NO_NAME.search(text):
        return ()
    parts = [" ".join(p.split()) for p in _BETWEEN.split(text)]
    parts = [p for p in parts if p and not all(_DEGREE.fullmatch(w) for w in p.split())]
    return tuple(parts) if all(_NAME.fullmatch(p) for p in parts) else ()
