"""Headings on the line of their paragraph: "Participants. We asked ..." in bold or italics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extract.documents.pdf_kinds import ABSTRACT_PARTS, MAJOR, plain_title
from extract.documents.pdf_page import Word, make_line
from extract.documents.pdf_paragraphs import ITEM, LABEL, Paragraph

LONGEST = 12  # words of such a heading
LEAST_LETTERS = 5
LEAST_TEXT = 6  # words that follow it
# these are told by other means: an abstract's parts stay in its text
KEPT = ABSTRACT_PARTS | {"abstract", "summary", "keywords", "key words", "index terms"}
# what journals print beside the article, about the file
ABOUT = frozenset(
    line
    for block in (
        "citation/cite this article as/how to cite this article/copyright/open access/received",
        "editor/editors/academic editor/handling editor/edited by/reviewed by/accepted/published",
        "correspondence/peer review history",
    )
    for line in block.split("/")
)
STYLES: tuple[Callable[[Word], bool], ...] = (lambda w: w.bold, lambda w: w.italic)
ABSTRACT_PAGES = 2


def with_run_in(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs; a heading at the start of one becomes a paragraph of its own."""
    for paragraph in found:
        words = paragraph.lines[0].words
        n = next((n for style in STYLES if (n := _length(words, style))), 0)
        text = make_line(words[:n]).text if n else ""
        rest = sum(len(x.words) for x in paragraph.lines) - n
        if n and rest >= LEAST_TEXT and _is_title(text, paragraph, bold=words[0].bold):
            head = make_line(words[:n])
            body = (make_line(words[n:]), *paragraph.lines[1:])
            yield replace(paragraph, lines=(head,), complete=True, run_in=True)
            yield replace(paragraph, lines=body, indented=True)
        else:
            yield paragraph


def _length(words: Sequence[Word], style: Callable[[Word], bool]) -> int:
    """Return how many words at the start are set in a style that then ends; 0 if all are."""
    n = next((i for i, w in enumerate(words) if not style(w)), 0)
    return n if n <= LONGEST and not words[n].glued else 0


def _is_title(text: str, paragraph: Paragraph, *, bold: bool) -> bool:
    title = plain_title(text)
    if title in ABOUT or (title in KEPT and paragraph.page <= ABSTRACT_PAGES):
        return False
    if not text[0].isupper() or LABEL.match(text) or ITEM.match(text):
        return False
    closed = text[-1] in ".:" and sum(map(str.isalpha, text)) >= LEAST_LETTERS
    return closed or (bold and title in MAJOR)
