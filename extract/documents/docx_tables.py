"""Tables of a Word file as rows of cells with spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extract.documents.docx_inline import cell_text
from extract.documents.docx_styles import attribute, local, value
from extract.documents.grid import MAX_SPAN, RawCell, RawRow
from extract.documents.model import Place


def rows_of(table: Any, place: Callable[[Any], Place]) -> list[RawRow]:
    """Return the rows of a table; a cell merged downwards stands once, with its rowspan."""
    rows = [list(_cells(row)) for row in _children(table, "tr")]
    heads = [_is_head(row) for row in _children(table, "tr")]
    found = []
    for i, row in enumerate(rows):
        cells = []
        for column, across, cell in row:
            if cell is None:
                cells.append(RawCell(text="", colspan=across, place=place(table)))
            elif not _continues(cell):
                cells.append(
                    RawCell(
                        text=cell_text(cell),
                        rowspan=1 + _below(rows, i, column),
                        colspan=across,
                        place=place(cell),
                    )
                )
        # what is before the last row marked as head repeats with it
        found.append(RawRow(cells=tuple(cells), group=0, head=heads[i] and all(heads[:i])))
    return found


def _children(element: Any, name: str) -> Iterator[Any]:
    """Yield children, also those inside a content control or a tracked insertion."""
    for child in element:
        if local(child) == name:
            if not _is_deleted(child):
                yield child
        elif local(child) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _children(child, name)


def _is_deleted(row: Any) -> bool:
    return local(row) == "tr" and row.find("{*}trPr/{*}del") is not None


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Yield (first column, columns, cell); the cell is None where a row begins late."""
    column = 0
    before = _number(value(row, "trPr/gridBefore"), 0)
    if before:
        yield 0, before, None
        column = before
    for cell in _children(row, "tc"):
        across = max(1, _number(value(cell, "tcPr/gridSpan"), 1))
        yield column, across, cell
        column += across


def _number(written: str | None, default: int) -> int:
    ok = written is not None and written.isascii() and written.isdigit() and len(written) < 6
    return min(int(written or 0), MAX_SPAN) if ok else default


def _continues(cell: Any) -> bool:
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is not None and attribute(merge, "val") in {None, "continue"}


def _below(rows: list[list[tuple[int, int, Any]]], row: int, column: int) -> int:
    """Count the cells right below that go on with the one at this place."""
    here = next(c for at, _, c in rows[row] if at == column)
    if here.find("{*}tcPr/{*}vMerge") is None:
        return 0
    n = 0
    for later in rows[row + 1 :]:
        under = next((c for at, _, c in later if at == column), None)
        if under is None or not _continues(under):
            break
        n += 1
    return n


def _is_head(row: Any) -> bool:
    found = row.find("{*}trPr/{*}tblHeader")
    return found is not None and attribute(found, "val") not in {"0", "false", "off"}
