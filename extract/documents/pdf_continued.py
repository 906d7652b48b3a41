"""Tables that go on over a page: "Table 2 (continued)" under the same titles is one table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.documents.model import Table

CONTINUED = re.compile(r"^\W*(?:cont(?:inued|['’]?d|\.)?)\b", re.I)
CONTINUES = re.compile(r"[\s([]*cont(?:inued|inues|['’]?d|\.)?[^()]{0,20}[)\]]?\s*$", re.I)


def joined(tables: Iterable[Table]) -> list[Table]:
    """Return the tables, each with what goes on of it below the same header on a later page."""
    found: list[Table] = []
    for table in tables:
        first = next((t for t in found if _goes_on(t, table)), None)
        if first is None:
            found.append(table)
        else:
            found[found.index(first)] = _together(first, table)
    return found


def _goes_on(first: Table, table: Table) -> bool:
    same = first.label.casefold() == table.label.casefold() and first.label != ""
    said = CONTINUED.match(table.caption) is not None or CONTINUES.search(table.caption) is not None
    return same and said and first.n_columns == table.n_columns and _head(first) == _head(table)


def _head(table: Table) -> list[list[str]]:
    return table.grid()[: table.n_header_rows]


def _together(first: Table, more: Table) -> Table:
    down = first.n_rows - more.n_header_rows
    cells = [replace(c, row=c.row + down) for c in more.cells if c.row >= more.n_header_rows]
    return replace(
        first,
        n_rows=first.n_rows + more.n_rows - more.n_header_rows,
        cells=(*first.cells, *cells),
        footnotes=(*first.footnotes, *(n for n in more.footnotes if n not in first.footnotes)),
    )
