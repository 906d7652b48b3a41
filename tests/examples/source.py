"""An invented paper as data: what both its JATS and its PDF are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

FOLDER = ROOT / "corpus" / "papers" / "example"
MARK = "Worked example: invented data"


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a table, at its upper left corner."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``header_rows`` counts from the top."""

    label: str
    caption: str
    header_rows: int
    n_columns: int
    n_rows: int
    cells: tuple[Span, ...]
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: paragraphs, and a table after them."""

    title: str
    text: tuple[str, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class Paper:
    """An invented paper; ``columns``, ``height`` (of a page) and ``rules`` are of its PDF."""

    name: str
    title: str
    authors: tuple[str, ...]
    doi: str
    columns: int
    height: float
    rules: str
    abstract: tuple[str, ...]
    sections: tuple[Section, ...]


def papers() -> list[Paper]:
    """Return every worked example, by name."""
    return [read(path) for path in sorted((FOLDER / "sources").glob("*.yaml"))]


def read(path: Path) -> Paper:
    """Read an example's source; its title must say that it is invented."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data["title"].startswith(MARK), path
    return Paper(
        name=path.stem,
        title=data["title"],
        authors=tuple(data["authors"]),
        doi=data["doi"],
        columns=data["columns"],
        height=data.get("height", 842.0),
        rules=data["rules"],
        abstract=tuple(data["abstract"]),
        sections=tuple(_section(s) for s in data["sections"]),
    )


def _section(data: dict[str, Any]) -> Section:
    table = data.get("table")
    return Section(data["title"], tuple(data["text"]), None if table is None else _table(table))


def _table(data: dict[str, Any]) -> Table:
    """Lay out the rows as a browser would: a cell takes the next place that no span covers."""
    covered: set[tuple[int, int]] = set()
    cells = []
    for row, entries in enumerate(data["rows"]):
        column = 0
        for entry in entries:
            while (row, column) in covered:
                column += 1
            cell = {"text": entry} if isinstance(entry, str) else entry
            span = Span(row, column, cell["text"], cell.get("rowspan", 1), cell.get("colspan", 1))
            covered |= {
                (row + i, column + j) for i in range(span.rowspan) for j in range(span.colspan)
            }
            cells.append(span)
    return Table(
        label=data["label"],
        caption=data["caption"],
        header_rows=data["header_rows"],
        n_columns=1 + max(column for _, column in covered),
        n_rows=len(data["rows"]),
        cells=tuple(cells),
        footnotes=tuple(data.get("footnotes", ())),
    )
