"""Where a value of a table stands, in the words a reader would use."""

from __future__ import annotations

from extract.documents.model import Document
from extract.papers.model import Quote
from extract.papers.readings import Reading


def quote_of(document: Document, reading: Reading, name: str) -> Quote:
    """Return the words that back a value with their place, as a reader would name it.

    Parameters
    ----------
    document : Document
    reading : Reading
    name : str
        Of the value, a key of ``reading.values``.

    Returns
    -------
    Quote
    """
    if name in reading.quotes:
        return reading.quotes[name]
    table, cell = document.tables[reading.table], reading.cells[name]
    row = ", ".join((*reading.sections, *reading.stubs))
    column = ", ".join(reading.heads)
    parts = [table.label or "a table"]
    parts += [f"row {row}"] if row else []
    parts += [f"column {column}"] if column else []
    return Quote(words=cell.text, place=cell.place, source=", ".join(parts))
