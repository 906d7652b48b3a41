"""What a document is after reading: front matter, text and tables, each piece with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["jats", "pdf", "html", "docx", "markdown"]
BlockKind = Literal["heading", "paragraph", "list", "caption", "abstract", "footnote", "reference"]


class DocumentError(ValueError):
    """A file that cannot be read; says what was found and expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a piece stands: an XPath, a page (from 1) with its box, or a line (from 1).

    ``box`` is (left, top, right, bottom) in points from the page's upper left corner.
    """

    xpath: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: characters ``start`` to ``end`` of its block's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text in reading order.

    Attributes
    ----------
    kind : str
        What it is.
    section : tuple of str
        Titles of the sections around it, the outermost first.
    text : str
        Characters as read: Unicode minus and middle-dot decimals already plain, no line breaks.
    sentences : tuple of Sentence
        In order; they do not overlap.
    place : Place
        Where it stands.
    """

    kind: BlockKind
    section: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table's grid; a spanning cell stands once, at its upper left corner.

    ``indent`` is how deep a label of the first column is set in: 0 at the edge, 1 below it.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    indent: int = 0
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as a grid.

    Attributes
    ----------
    label, caption : str
        As printed, such as "Table 2" and its title.
    n_rows, n_columns, n_header_rows : int
        Size of the grid, and how many rows from the top are headers.
    cells : tuple of Cell
        By row, then column.
    footnotes : tuple of str
        Below the table.
    place : Place
        Where it stands.
    """

    label: str
    caption: str
    n_rows: int
    n_columns: int
    n_header_rows: int
    cells: tuple[Cell, ...]
    footnotes: tuple[str, ...]
    place: Place

    def grid(self) -> list[list[str]]:
        """Return the texts as rows; a spanning cell's text stands in every place it covers."""
        rows = [[""] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            for i in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                for j in range(cell.column, min(cell.column + cell.colspan, self.n_columns)):
                    rows[i][j] = cell.text
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Front matter; None or empty where the document does not say."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about a file that a person should know; ``page`` where it concerns one."""

    what: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read.

    Attributes
    ----------
    sha256 : str
        Of the file.
    kind : str
        Format.
    reader : str
        Name and version of the reader.
    n_pages : int or None
        Pages of a paged format.
    """

    sha256: str
    kind: Kind
    reader: str
    front: Front
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    n_pages: int | None = None
    problems: tuple[Problem, ...] = field(default=())

    def sentences(self) -> Iterator[tuple[Block, str]]:
        """Yield each sentence with its block."""
        for block in self.blocks:
            for s in block.sentences:
                yield block, block.text[s.start : s.end]
