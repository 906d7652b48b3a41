"""Where a value of a table stands, in the words a reader would use."""

from __future__ import annotations

from extract.documents.model import Cell, Document
from extract.papers.model import Number, Quote
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


def size_of_column(document: Document, reading: Reading) -> Number | None:
    """Return the size of a group that stands over its values, with the cell that prints it.

    Parameters
    ----------
    document : Document
    reading : Reading

    Returns
    -------
    Number or None
        None where the table prints none.
    """
    n = reading.column_size
    if n is None:
        return None
    own = quote_of(document, reading, next(iter(reading.values)))
    cell = reading.size_cell
    quote = _over(own, cell, document.tables[reading.table].label) if cell else own
    return Number(value=float(n), printed=str(n), quote=quote)


def _over(own: Quote, cell: Cell, label: str) -> Quote:
    place = f"{label or 'a table'}, over the values of {own.source.rpartition('column ')[2]}"
    return Quote(words=cell.text, place=cell.place, source=place)
