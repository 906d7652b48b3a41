"""Documents made of sentences, for the tests of numbers in text."""

from __future__ import annotations

from extract.documents.model import Block, BlockKind, Cell, Document, Front, Place, Sentence, Table


def block(
    *sentences: str, section: tuple[str, ...] = ("Results",), kind: BlockKind = "paragraph"
) -> Block:
    """Return a block of these sentences."""
    places, at = [], 0
    for sentence in sentences:
        places.append(Sentence(start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    text = " ".join(sentences)
    return Block(
        kind=kind, section=section, text=text, sentences=tuple(places), place=Place(xpath="/p[1]")
    )


def table(rows: list[list[str]], *footnotes: str) -> Table:
    """Return a table whose first row is its header."""
    cells = tuple(
        Cell(row=i, column=j, text=text, header=i == 0, place=Place(xpath=f"/td[{i},{j}]"))
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    )
    return Table(
        label="Table 1", caption="", n_rows=len(rows), n_columns=len(rows[0]), n_header_rows=1,
        cells=cells, footnotes=footnotes, place=Place(xpath="/table[1]"),
    )  # fmt: skip


def document(*blocks: Block, tables: tuple[Table, ...] = ()) -> Document:
    """Return a document of these blocks."""
    return Document(
        sha256="0", kind="jats", reader="test", front=Front(), blocks=blocks, tables=tables
    )
