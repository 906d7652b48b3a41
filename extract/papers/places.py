"""Where a value of a table stands, in the words a reader would use."""

from __future__ import annotations

from extract.documents.model import Cell, Document
from extract.papers.cells import read_cell
from extract.papers.labels import read_label
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
    table = document.tables[reading.table]
    over = [
        c
        for c in table.cells
        if c.column <= reading.column < c.column + c.colspan and _prints(c.text, n)
    ]
    # the nearest above; a row of sizes may also stand below
    over.sort(key=lambda c: (c.row > reading.row, abs(c.row - reading.row)))
    own = quote_of(document, reading, next(iter(reading.values)))
    quote = _over(own, over[0], table.label) if over else own
    return Number(value=float(n), printed=str(n), quote=quote)


def _prints(text: str, n: int) -> bool:
    """Tell whether a cell prints a size: "Yoga (n = 20)", or a bare 20."""
    if read_label(text).n == n:
        return True
    value = read_cell(text)
    if value is None:
        return False
    first = value.numbers[0] if value.numbers else None
    whole = first is not None and first.decimals == 0 and first.value == n
    return value.total == n or (whole and value.shape in ("single", "paren"))


def _over(own: Quote, cell: Cell, label: str) -> Quote:
    place = f"{label or 'a table'}, over the values of {own.source.rpartition('column ')[2]}"
    return Quote(words=cell.text, place=cell.place, source=place)
