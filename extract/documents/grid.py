"""Rows of cells with spans, as HTML and JATS write them, to a grid with its header rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.documents.model import Cell, Place

# Browsers stop at 1000; what is wider is a slip, and must not blow up the grid.
MAX_SPAN = 1000
MAX_PLACES = 500_000
MAX_HEADER_ROWS = 4
# What stands in a cell of values, unlike "12 weeks" or "n = 25": a number, then a sign or no more.
_VALUE = re.compile(
    r"[<>≤≥=~±(\[-]*\s*[$€£]?\.?\d[\d.,\u202f]*+\s*(?:%|\^\S+|[*†‡§#]+|[a-e]\b)?\s*"
    r"(?:$|[(\[±/–;,-]|\^|to\b|vs\b|(?<=\s)\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """A cell as written; ``header`` where it is marked as one, ``column`` where it names one."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    column: int | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row as written; a span ends with its ``group`` (head, each body, foot)."""

    cells: tuple[RawCell, ...]
    group: int
    head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table laid out."""

    n_rows: int
    n_columns: int
    n_header_rows: int
    cells: tuple[Cell, ...]


def lay_out(rows: Sequence[RawRow]) -> Grid | None:
    """Return rows as a grid, or None where there is nothing in them or far too much.

    Rows without text, which only draw rules or leave space, are dropped. Header rows are those
    marked as head, and body rows right below that go on with them; inferred where none is marked.
    """
    cells = _placed(rows)
    if cells is None:
        return None
    cells = _without_empty_rows(_clipped(cells))
    if not cells:
        return None
    n_rows = 1 + max(c.row for c in cells)
    cells = [replace(c, rowspan=min(c.rowspan, n_rows - c.row)) for c in cells]
    marked = _marked_rows(rows)
    n_header = _header_rows(cells, n_rows, marked)
    return Grid(
        n_rows=n_rows,
        n_columns=max(c.column + c.colspan for c in cells),
        n_header_rows=n_header,
        cells=tuple(replace(c, header=c.header or c.row < n_header) for c in cells),
    )


def _placed(rows: Sequence[RawRow]) -> list[Cell] | None:
    """Give each cell its row and column, as a browser does."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    last = {row.group: i for i, row in enumerate(rows)}
    for i, row in enumerate(rows):
        j = 0
        for cell in row.cells:
            j = max(j, cell.column or 0)
            while (i, j) in taken:
                j += 1
            below = last[row.group] - i + 1
            down = min(cell.rowspan or below, below)
            across = min(max(cell.colspan, 1), MAX_SPAN)
            if len(taken) + down * across > MAX_PLACES:
                return None
            taken.update((a, b) for a in range(i, i + down) for b in range(j, j + across))
            cells.append(_cell(cell, i, j, down, across))
            j += across
    return cells


def _cell(cell: RawCell, row: int, column: int, down: int, across: int) -> Cell:
    return Cell(
        row=row,
        column=column,
        text=cell.text,
        rowspan=down,
        colspan=across,
        header=cell.header,
        place=cell.place,
    )


def _clipped(cells: Sequence[Cell]) -> list[Cell]:
    """End a span over a whole row where the other rows end."""
    shared: dict[int, int] = {}
    for cell in cells:
        shared[cell.row] = shared.get(cell.row, 0) + 1
    ends = [c.column + c.colspan for c in cells if shared[c.row] > 1 or c.colspan == 1]
    width = max(ends, default=0)
    return [
        replace(c, colspan=width - c.column) if c.column < width < c.column + c.colspan else c
        for c in cells
    ]


def _without_empty_rows(cells: Sequence[Cell]) -> list[Cell]:
    """Drop rows in which no text begins; what spans them gets shorter."""
    full = sorted({c.row for c in cells if c.text})
    new = {row: i for i, row in enumerate(full)}
    found = []
    for c in cells:
        if c.row in new:
            kept = sum(1 for row in range(c.row, c.row + c.rowspan) if row in new)
            found.append(replace(c, row=new[c.row], rowspan=kept))
    return found


def _marked_rows(rows: Sequence[RawRow]) -> int:
    """Count the rows with text that are marked as head, or whose cells all are."""
    full = [row for row in rows if any(c.text for c in row.cells)]
    heads = sum(1 for row in full if row.head)
    if heads == len(full):
        heads = 0  # the whole table put in the head says nothing
    if not heads:
        for row in full:
            if not all(c.header for c in row.cells if c.text) or len(row.cells) < 2:
                break
            heads += 1
    return heads if heads < len(full) else 0


def _header_rows(cells: Sequence[Cell], n_rows: int, marked: int) -> int:
    rows = [[c for c in cells if c.row == i] for i in range(min(n_rows, MAX_HEADER_ROWS + marked))]
    covered = max((c.row + c.rowspan for c in cells if c.row < marked), default=0)
    found = max(marked, min(covered, n_rows - 1))
    values = any(_is_value(c.text) for c in cells if c.row and c.column)
    if not found and values and _may_head(rows[0]):
        found = max(1, min(max(c.rowspan for c in rows[0] if c.text), n_rows - 1))
    while found and found < min(len(rows), n_rows - 1) and _goes_on(rows[found]):
        found += 1
    return found


def _may_head(row: Sequence[Cell]) -> bool:
    texts = [c.text for c in row if c.text]
    return len(row) > 1 and len(texts) > 1 and not any(_is_value(x) for x in texts)


def _goes_on(row: Sequence[Cell]) -> bool:
    """Tell a row of labels under a header: nothing in the first column, no values in the others."""
    first = [c.text for c in row if c.column == 0]
    texts = [c.text for c in row if c.text and c.column]
    if any(first) or len(texts) < 2:
        return False
    return all(_WORD.search(x) or x in {"%", "±"} for x in texts) and not any(map(_is_value, texts))


def _is_value(text: str) -> bool:
    return _VALUE.match(text) is not None and not _YEAR.fullmatch(text)
