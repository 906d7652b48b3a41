"""Tables for the tests, written as rows of texts."""

from __future__ import annotations

from extract.documents.model import Cell, Place, Table


def table(rows, *, head=1, caption="", footnotes=(), spans=(), label="Table 1"):
    """Make a table; ``spans`` lists (row, column, rowspan, colspan) of spanning cells."""
    spanning = {(r, c): (rs, cs) for r, c, rs, cs in spans}
    covered = {
        (i, j)
        for (r, c), (rs, cs) in spanning.items()
        for i in range(r, r + rs)
        for j in range(c, c + cs)
        if (i, j) != (r, c)
    }
    cells = []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if (i, j) in covered:
                continue
            rs, cs = spanning.get((i, j), (1, 1))
            place = Place(xpath=f"/t/r[{i + 1}]/c[{j + 1}]")
            cells.append(
                Cell(
                    row=i, column=j, text=text, rowspan=rs, colspan=cs, header=i < head, place=place
                )
            )
    return Table(
        label=label,
        caption=caption,
        n_rows=len(rows),
        n_columns=len(rows[0]),
        n_header_rows=head,
        cells=tuple(cells),
        footnotes=tuple(footnotes),
        place=Place(xpath="/t"),
    )
