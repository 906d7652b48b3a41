"""Texts of a document that may hold numbers, each as a quote with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.documents.model import Block, Document, Table
from extract.numbers.tokens import NUMBER_WORDS
from extract.papers.model import Quote

# References hold other people's numbers, headings none.
_FIGURE = re.compile(r"\d")
_COUNT = re.compile(
    rf"\d|\b(?:{'|'.join(w for w in NUMBER_WORDS if '-' not in w)})\b", re.IGNORECASE
)
_LONE_NUMBER = re.compile(r"[\d.,\s]*$")
_LEFT_OUT = frozenset({"reference", "heading"})


# Where a paper tells what others found or what is planned; a section may also hold results.
_NOT_RESULTS = re.compile(
    r"\b(?:introduction|background|methods?|materials?|discussion|conclusions?|limitations?|"
    r"statistical|sample size|objectives?|aims?|design|references|funding|commentary)\b",
    re.IGNORECASE,
)
_RESULTS = re.compile(r"\b(?:results?|findings?|outcomes?)\b", re.IGNORECASE)


def may_hold_results(block: Block) -> bool:
    """Tell whether a block may print results of its own study: not in a section on other things."""
    titles = " / ".join(block.section)
    return _NOT_RESULTS.search(titles) is None or _RESULTS.search(titles) is not None


def source_of(block: Block) -> str:
    """Return where a reader would say a block stands."""
    return " / ".join(block.section) or block.kind


def sentence_quotes(document: Document, *, results: bool = False) -> Iterator[Quote]:
    """Yield each sentence that holds a figure, references and headings left out.

    Parameters
    ----------
    document : Document
    results : bool
        Only where results of the study itself may stand; then also where counts are in letters.
    """
    holds = _COUNT if results else _FIGURE
    for block in document.blocks:
        if block.kind in _LEFT_OUT or (results and not may_hold_results(block)):
            continue
        source = source_of(block)
        for s in block.sentences:
            words = block.text[s.start : s.end]
            if holds.search(words):
                yield Quote(words=words, place=block.place, source=source)


def quotes(document: Document) -> Iterator[Quote]:
    """Yield each sentence, then each cell and note of the tables, that holds a figure."""
    yield from sentence_quotes(document)
    for table in document.tables:
        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[Quote]:
    label = table.label or "Table"
    grid = table.grid()
    for cell in table.cells:
        if _LONE_NUMBER.match(cell.text) or not _FIGURE.search(cell.text):
            continue
        row = grid[cell.row][0] if cell.column else ""
        head = grid[0][cell.column] if cell.row else ""
        parts = [label, *([f"row {row}"] if row else []), *([f"column {head}"] if head else [])]
        yield Quote(words=cell.text, place=cell.place, source=", ".join(parts))
    for words in (table.caption, *table.footnotes):
        if _FIGURE.search(words):
            yield Quote(words=words, place=table.place, source=f"{label}, caption and notes")
