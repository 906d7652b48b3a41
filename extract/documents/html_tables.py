"""Tables of a page: grids, captions and notes; tables that only lay out the page are told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from extract.documents.grid import RawCell, RawRow
from extract.documents.html_inline import element_text, is_block, is_hidden, run_text
from extract.documents.model import Place

_WRAPS = re.compile(r"table|tbl|figure|float", re.I)
# Text beside a table, its caption and notes; more is a part of the article that holds a table.
MAX_BESIDE = 3000
_LAID_OUT = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "form", "nav", "article", "section")


def is_layout(table: Any) -> bool:
    """Tell a table that lays out a page: it holds headings or tables, or it is a single cell."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if table.get("role") in {"table", "grid"} or table.find("caption") is not None:
        return False
    if any(e is not table for e in table.iter(*_LAID_OUT)):
        return True
    return len(list(table.iter("td", "th"))) < 2


def tables_in(element: Any) -> list[Any]:
    """Return the tables of an element, itself one or not, without those that lay out the page."""
    return [t for t in element.iter("table") if not is_layout(t)]


def holds_a_table(element: Any) -> bool:
    """Tell a table, or what holds one with its caption and notes, and no more."""
    tables = tables_in(element)
    if element.tag == "table":
        return bool(tables) and tables[0] is element
    if element.tag not in {"figure", "div", "section"}:
        return False
    if element.tag != "figure" and not _WRAPS.search(_named(element)):
        return False
    if not tables or len(list(element.iter("figcaption", "caption"))) > max(1, len(tables)):
        return False
    inside = sum(len(t.text_content()) for t in tables)
    if len(element.text_content()) - inside > MAX_BESIDE:
        return False
    # a part of the article has headings of its own
    return len([h for h in element.iter("h1", "h2", "h3")]) <= 1


def _named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def caption_and_notes(element: Any) -> tuple[str, list[str]]:
    """Return the text above and the notes below the tables in an element."""
    pieces = list(_pieces(element))
    first = pieces.index(None) if None in pieces else len(pieces)
    last = len(pieces) - 1 - pieces[::-1].index(None) if None in pieces else first
    above = [p for p in pieces[:first] if p]
    inside = [element_text(c, table=True) for c in element.iter("caption")]
    below = [p for p in pieces[last + 1 :] if p]
    captions = [e for e in element.iter("figcaption") if not is_hidden(e)]
    if captions and not above:  # set below the table
        text = element_text(captions[0], table=True)
        above, below = [text], [b for b in below if b not in text]
    notes = [n for foot in element.iter("tfoot") if _is_notes(foot) for n in _foot(foot)]
    return " ".join(dict.fromkeys([*above, *inside])).strip(), [*notes, *below]


def _pieces(element: Any) -> Iterator[str | None]:
    """Yield the texts beside the tables, by block; None for a table."""
    if element.tag == "table":
        yield None
        return
    run: list[Any] = [element.text]
    for child in element:
        if not is_hidden(child):
            if is_block(child):
                yield run_text(run, element, table=True)
                run = []
                yield from _pieces(child)
            else:
                run.append(child)
        run.append(child.tail)
    yield run_text(run, element, table=True)


def _is_notes(foot: Any) -> bool:
    """Tell a foot that holds notes over the whole width from one with sums."""
    rows = list(foot.iter("tr"))
    return bool(rows) and all(len(list(row.iterchildren("td", "th"))) == 1 for row in rows)


def _foot(foot: Any) -> Iterator[str]:
    for cell in foot.iter("td", "th"):
        blocks = [e for e in cell if is_block(e)]
        yield from (element_text(e, table=True) for e in blocks or [cell])


def rows_of(table: Any, place: Callable[[Any], Place]) -> Iterator[RawRow]:
    """Yield the rows; each part of the table is a group of its own."""
    groups = [(table, False), *((child, child.tag == "thead") for child in table)]
    feet = []
    for number, (group, head) in enumerate(groups):
        if group.tag == "tfoot" and _is_notes(group):
            continue
        rows = [
            RawRow(cells=tuple(_cells(row, place)), group=number, head=head)
            for row in group.iterchildren("tr")
            if not is_hidden(row)
        ]
        if group.tag == "tfoot":  # may be written before the body
            feet += rows
        else:
            yield from rows
    yield from feet


def _cells(row: Any, place: Callable[[Any], Place]) -> Iterator[RawCell]:
    for cell in row.iterchildren("td", "th"):
        if is_hidden(cell):
            continue
        yield RawCell(
            text=element_text(cell, table=True),
            rowspan=_span(cell.get("rowspan"), whole=0),
            colspan=_span(cell.get("colspan"), whole=1),
            header=cell.tag == "th",
            place=place(cell),
        )


def _span(written: str | None, *, whole: int) -> int:
    """Return a span; none written is 1, a slip as well; ``rowspan="0"`` reaches to the end."""
    text = (written or "1").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return 1
    return int(text) or whole
