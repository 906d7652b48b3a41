"""Tables in the other markup that JATS allows: CALS, with columns that have names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from extract.documents.grid import RawCell, RawRow

MOST_COLUMNS = 1000
MOST_ROWS = 100_000


def cals_rows(
    group: Any, text: Callable[[Any], str], place: Callable[[Any], Any]
) -> Iterator[RawRow]:
    """Yield the rows of a ``tgroup``: each entry where its named or numbered columns are.

    Parameters
    ----------
    text, place : callable
        From an entry to what it says, and to where it stands.
    """
    for number, part in enumerate(group):
        kind = _name(part)
        if kind not in {"thead", "tbody", "tfoot"}:
            continue
        columns = _columns(part) or _columns(group)
        for row in part.iterchildren("{*}row"):
            cells = [
                _cell(e, columns, text(e), place(e))
                for e in row.iterchildren("{*}entry", "{*}entrytbl")
            ]
            yield RawRow(cells=tuple(cells), group=number, head=kind == "thead")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _columns(part: Any) -> dict[str, int]:
    """Return the names of columns; one without a number follows the one before it."""
    found: dict[str, int] = {}
    last = -1
    for spec in part.iterchildren("{*}colspec"):
        number = _number(spec.get("colnum"))
        last = min(number - 1 if number else last + 1, MOST_COLUMNS)
        if spec.get("colname"):
            found[spec.get("colname")] = last
    return found


def _number(written: str | None) -> int:
    text = (written or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _cell(entry: Any, columns: Mapping[str, int], text: str, place: Any) -> RawCell:
    first = columns.get(entry.get("namest") or entry.get("colname") or "")
    last = columns.get(entry.get("nameend") or "", first)
    across = last - first + 1 if first is not None and last is not None else 1
    return RawCell(
        text=text,
        rowspan=min(_number(entry.get("morerows")), MOST_ROWS) + 1,
        colspan=max(across, 1),
        column=first,
        place=place,
    )
