"""Tables of JATS: grid, label, caption and notes of each ``table-wrap``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.documents.grid import RawCell, RawRow, lay_out
from extract.documents.indents import set_in
from extract.documents.jats_cals import cals_rows
from extract.documents.jats_paths import Paths
from extract.documents.jats_text import text_of
from extract.documents.model import Place, Problem, Table

# spaces that set a label in, in ems; others are the layout of the file
_WIDTHS = {"\u00a0": 0.5, "\u2000": 0.5, "\u2001": 1.0, "\u2002": 0.5, "\u2003": 1.0, "\u3000": 1.0}
_STYLE = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d+(?:\.\d+)?)\s*(\w*)", re.I)
_UNITS = {"em": 1.0, "rem": 1.0, "ex": 0.5, "px": 1 / 12, "pt": 1 / 10, "mm": 0.28, "cm": 2.8}
_NAMED = re.compile(r"indent\D*(\d?)", re.I)


def tables_of(wrap: Any, problems: list[Problem], paths: Paths) -> list[Table]:
    """Return the tables of a ``table-wrap``; what cannot be read is added to the problems."""
    label, caption = label_of(wrap), caption_of(wrap)
    named = label or caption or "A table"
    found = [t for t in wrap.iter("table", "{*}tgroup") if t.find("{*}tgroup") is None]
    if not found:
        problems.append(Problem(what=f"{named}: {_missing(wrap)}"))
    notes = tuple(notes_of(wrap))
    tables = []
    for element in found:
        if next(element.iterancestors("td", "th", "{*}entry"), None) is not None:
            problems.append(Problem(what=f"{named}: a table within a cell is read as its text."))
            continue
        table = _table(element, label, caption, notes, paths)
        if table is None:
            problems.append(Problem(what=f"{named}: no text in its cells, or far too many cells."))
        else:
            tables.append(table)
    return tables


def _missing(wrap: Any) -> str:
    if wrap.find(".//graphic") is not None or wrap.find(".//media") is not None:
        return "only a picture; its numbers are not read."
    return "no table in it."


def label_of(element: Any) -> str:
    """Return the label of a table or figure, such as "Table 2"."""
    found = element.find("label")
    return text_of(found, table=True).rstrip(".: ") if found is not None else ""


def caption_of(element: Any) -> str:
    """Return the title and text of a caption."""
    found = element.find("caption")
    return text_of(found, table=True) if found is not None else ""


def notes_of(wrap: Any) -> Iterator[str]:
    """Yield the notes below a table, their marks as they stand in cells: ``^a``."""
    for foot in wrap.iter("table-wrap-foot"):
        for piece in _pieces(foot):
            text = text_of(piece, table=True)
            mark = piece.find("label") if piece.tag == "fn" else None
            if mark is not None:
                sign = text_of(mark, table=True).lstrip("^")
                rest = text.lstrip("^").removeprefix(sign).strip()
                text = f"^{sign} {rest}" if sign else text
            if text:
                yield text


def _pieces(foot: Any) -> Iterator[Any]:
    """Yield the notes; each paragraph of a note without a mark is one of its own."""
    if foot.text and foot.text.strip():
        yield foot
        return
    for child in foot:
        if child.tag in {"fn-group", "def-list", "list"}:
            yield from _pieces(child)
        elif child.tag == "fn" and child.find("label") is None and child.find("p") is not None:
            yield from child.iter("p")
        else:
            yield child


def _table(
    element: Any, label: str, caption: str, notes: tuple[str, ...], paths: Paths
) -> Table | None:
    grid = lay_out(list(_rows(element, paths)))
    if grid is None:
        return None
    return Table(
        label=label,
        caption=caption,
        n_rows=grid.n_rows,
        n_columns=grid.n_columns,
        n_header_rows=grid.n_header_rows,
        cells=set_in(grid.cells, grid.n_header_rows, dict(_offsets(element, paths))),
        footnotes=notes,
        place=Place(xpath=paths.of(element)),
    )


def _rows(table: Any, paths: Paths) -> Iterator[RawRow]:
    if table.tag.rpartition("}")[2] == "tgroup":
        yield from cals_rows(
            table, lambda e: text_of(e, table=True), lambda e: Place(xpath=paths.of(e))
        )
        return
    groups = [(table, False)]
    groups += [(child, child.tag == "thead") for child in table]
    for number, (group, head) in enumerate(groups):
        for row in group.iterchildren("tr"):
            cells = tuple(_cell(c, paths) for c in row.iterchildren("td", "th"))
            yield RawRow(cells=cells, group=number, head=head)


def _cell(element: Any, paths: Paths) -> RawCell:
    return RawCell(
        text=text_of(element, table=True),
        rowspan=_span(element.get("rowspan"), whole=0),
        colspan=_span(element.get("colspan"), whole=1),
        header=element.tag == "th",
        place=Place(xpath=paths.of(element)),
    )


def _span(written: str | None, *, whole: int) -> int:
    """Return a span; none written is 1, a slip as well; ``rowspan="0"`` reaches to the end."""
    text = (written or "1").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return 1
    return int(text) or whole


def _offsets(table: Any, paths: Paths) -> Iterator[tuple[Place, float]]:
    """Yield where the text of each row's first cell begins, when it is set in."""
    for row in table.iter("tr", "{*}row"):
        for cell in row.iterchildren("td", "th", "{*}entry"):
            offset = _offset(cell)
            if offset:
                yield Place(xpath=paths.of(cell)), offset
            break


def _offset(cell: Any) -> float:
    """Return by how many ems a cell's text is set in: by spaces, styles, lists or quotations."""
    found = 0.0
    element = cell
    while element is not None:
        style = _STYLE.search(element.get("style", ""))
        named = _NAMED.search(element.get("content-type", "") or element.get("specific-use", ""))
        if style:
            found += float(style[1]) * _UNITS.get(style[2].lower(), 1.0)
        elif named or element.tag in {"list", "disp-quote"}:
            found += float(named[1] or 1) if named else 1.0
        element = None if (element.text or "").strip() or not len(element) else element[0]
    text = "".join(cell.itertext())
    spaces = text[: len(text) - len(text.lstrip())]
    return found + sum(_WIDTHS.get(c, 0.0) for c in spaces)
