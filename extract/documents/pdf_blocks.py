"""Blocks with their sections: headings nest, paragraphs go on across columns and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.documents.characters import plain
from extract.documents.model import Block, BlockKind, Place
from extract.documents.pdf_kinds import (
    ABSTRACT_PARTS,
    LABELLED,
    MAJOR,
    NUMBERED,
    REFERENCES,
    SMALLER,
    Levels,
    is_caption,
    is_heading,
    is_note,
    plain_title,
    style,
)
from extract.documents.pdf_page import Box
from extract.documents.pdf_paragraphs import ITEM, Paragraph
from extract.documents.pdf_text import Vocabulary, text_of
from extract.documents.sentences import split

RUN_IN = re.compile(r"^(abstract|summary)\b[\s.:—–-]*", re.I)
KEYWORDS = re.compile(r"^(key\s?words?|index terms)\b", re.I)
LABELLED_N = re.compile(r"\bn\s*=", re.I)
RUN_IN_LEVEL = 5  # below any heading on a line of its own
FEW_WORDS = 4  # shorter pieces in small type are the lettering of figures
ABSTRACT_PAGES = 2
# a block of one kind may go on in a paragraph that shows no kind
GO_ON = {("list", "paragraph"), ("abstract", "paragraph")}


@dataclass(slots=True)
class _Piece:
    """A paragraph under way to a block."""

    kind: BlockKind
    text: str
    paragraph: Paragraph
    section: tuple[str, ...] = ()
    parts: list[Paragraph] = field(default_factory=list)


def blocks_of(
    found: Sequence[Paragraph],
    body: float,
    vocabulary: Vocabulary,
    shown: Callable[[int, Box], Box],
) -> list[Block]:
    """Return paragraphs in the order of reading as blocks.

    Parameters
    ----------
    body : float
        Size of the running text.
    shown : callable
        From page and box to the box a viewer shows.
    """
    pieces = _kinds(found, body, vocabulary)
    _sections(pieces)
    return [_block(p, vocabulary, shown) for p in _joined(pieces)]


def _kinds(found: Sequence[Paragraph], body: float, vocabulary: Vocabulary) -> list[_Piece]:
    pieces: list[_Piece] = []
    for paragraph in found:
        text = text_of(paragraph.lines, vocabulary)
        if not text:
            continue
        kind: BlockKind = "paragraph"
        if paragraph.run_in:
            kind, text = "heading", text.rstrip(" .:")
        elif is_caption(paragraph, text, body):
            kind = "caption"
        elif is_heading(paragraph, text, body):
            kind = "heading"
        elif _is_lettering(paragraph, text, body):
            continue
        elif is_note(paragraph, text, body):
            kind = "footnote"
        elif ITEM.match(text):
            kind = "list"
        pieces.append(_Piece(kind, text, paragraph, parts=[paragraph]))
    return pieces


def _is_lettering(paragraph: Paragraph, text: str, body: float) -> bool:
    """Tell the axis labels and panel letters of a figure from text."""
    if not any(len(w) > 2 and w.isalpha() for w in re.split(r"[^\w]+", text)):
        return True
    small = abs(paragraph.size - body) > (1 - SMALLER) * body
    return small and len(text.split()) < FEW_WORDS and not LABELLED_N.search(text)


def _sections(pieces: Sequence[_Piece]) -> None:
    """Give each piece its section, and know abstract and references by it."""
    headings = [p for p in pieces if p.kind == "heading"]
    levels = Levels(
        [(style(p.paragraph, p.text), p.text) for p in headings if not p.paragraph.run_in]
    )
    opened = next((i for i, p in enumerate(pieces) if _opens(p)), 0)
    state = _State()
    for i, piece in enumerate(pieces):
        if i < opened:  # title, authors and addresses are no sections
            piece.kind = "paragraph" if piece.kind == "heading" else piece.kind
            if LABELLED.match(piece.text) and piece.paragraph.page <= ABSTRACT_PAGES:
                piece.kind, piece.section = "abstract", ("Abstract",)
            continue
        if piece.kind == "heading":
            state.enter(piece, _level(piece, levels))
        else:
            state.mark(piece)


def _level(piece: _Piece, levels: Levels) -> int:
    if piece.paragraph.run_in and plain_title(piece.text) not in MAJOR:
        return RUN_IN_LEVEL
    return levels.of(style(piece.paragraph, piece.text), piece.text)


def _opens(piece: _Piece) -> bool:
    if piece.kind == "heading":
        return plain_title(piece.text) in MAJOR
    return RUN_IN.match(piece.text) is not None


class _State:
    """Where in the article we are."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []
        self._abstract: set[str] | None = None
        self._references = False
        self._size: float | None = None

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._stack)

    def enter(self, piece: _Piece, level: int) -> None:
        title = plain_title(piece.text)
        if self._goes_on(piece, title):
            level = 2
        else:
            self._abstract = set() if title in {"abstract", "summary"} else None
            if title in MAJOR or level == 1:
                self._references = title in REFERENCES
        self._stack = [x for x in self._stack if x[0] < level]
        piece.section = self.section
        self._stack.append((level, plain(NUMBERED.sub("", piece.text)) or plain(piece.text)))

    def _goes_on(self, piece: _Piece, title: str) -> bool:
        """Tell a part of the abstract from the article's part of the same name."""
        if self._abstract is None or title not in ABSTRACT_PARTS or title in self._abstract:
            return False
        if piece.paragraph.page > ABSTRACT_PAGES:
            return False
        # an abstract that has begun with text does not come back to its introduction
        if title in {"introduction", "background"} and self._size is not None:
            return False
        self._abstract.add(title)
        return True

    def mark(self, piece: _Piece) -> None:
        run_in = RUN_IN.match(piece.text)
        if run_in and piece.kind in {"paragraph", "footnote"} and not self._stack:
            self._stack, self._abstract = [(1, run_in[1].capitalize())], set()
        if KEYWORDS.match(piece.text) and self._abstract is not None:
            self._abstract, self._stack = None, []
        piece.section = self.section
        if piece.kind in {"paragraph", "list", "footnote"}:
            if self._abstract is not None:
                # addresses at the foot of the column are set smaller than the abstract
                labelled = LABELLED.match(piece.text) is not None
                self._size = piece.paragraph.size if labelled else self._size
                self._size = self._size or piece.paragraph.size
                small = piece.paragraph.size < self._size - 0.3
                piece.kind = "footnote" if small else "abstract"
            elif self._references:
                piece.kind = "reference"


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join paragraphs that a column's or page's end, or a float, has cut."""
    found: list[_Piece] = []
    open_: _Piece | None = None
    for piece in pieces:
        if open_ is not None and _continues(open_, piece):
            open_.parts.append(piece.paragraph)
        else:
            found.append(piece)
            if piece.kind in {"caption", "footnote"}:
                continue  # a float between the halves of a paragraph
            open_ = piece if piece.kind != "heading" else None
    return found


def _continues(first: _Piece, piece: _Piece) -> bool:
    last, next_ = first.parts[-1], piece.paragraph
    if piece.kind != first.kind and (first.kind, piece.kind) not in GO_ON:
        return False
    if last.lines[-1].text[-1:] in ".?!" or abs(last.size - next_.size) > 0.5:
        return False
    if piece.text[:1].islower():
        return True
    return last.flow != next_.flow and not last.complete and not next_.indented


def _block(piece: _Piece, vocabulary: Vocabulary, shown: Callable[[int, Box], Box]) -> Block:
    lines = [x for part in piece.parts for x in part.lines]
    text = plain(text_of(lines, vocabulary))
    first = piece.paragraph
    if first.run_in:
        text = text.rstrip(" .:")
    return Block(
        kind=piece.kind,
        section=piece.section,
        text=text,
        sentences=split(text),
        place=Place(page=first.page, box=shown(first.page, first.box)),
    )
