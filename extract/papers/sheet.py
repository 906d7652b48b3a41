"""A table as a sheet: its cells read, its columns of labels told from those of values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.documents.model import Cell, Table
from extract.papers.cells import CellValue, has_decimal_commas, is_empty, read_cell, read_comma_cell
from extract.papers.headings import COLUMN
from extract.papers.labels import Label, read_label
from extract.papers.occasions import TIME_HEAD

# A column is a stub where at least this share of its cells in rows of values is words.
WORDS_SHARE = 0.6
# "<25", "≥ 3 (n = 12)": a class of people; "<0.001" is a p.
_CLASS = re.compile(r"^[<>≤≥]\s?=?\s?[1-9]")
_BULLET = re.compile(r"^(?:[•·▪●‣∙]|[◦○]|[-–—](?=\s+[^\W\d]))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value of a table with the labels that stand over it.

    Attributes
    ----------
    row, column : int
        In the table's grid.
    value : CellValue
        What the cell says.
    text : str
        As printed.
    cell : Cell
        The cell, for its place.
    sections, stubs : tuple of Label
        Headings of the rows around it, and its own row's labels, the outermost first.
    heads : tuple of Label
        Headings of its column, the outermost first.
    """

    row: int
    column: int
    value: CellValue
    text: str
    cell: Cell
    sections: tuple[Label, ...]
    stubs: tuple[Label, ...]
    heads: tuple[Label, ...]

    def labels(self) -> tuple[Label, ...]:
        """Return all of them."""
        return (*self.heads, *self.sections, *self.stubs)


class Sheet:
    """A table's grid with its cells read, and how many of its columns are labels.

    Parameters
    ----------
    table : Table

    Attributes
    ----------
    at : mapping
        The cell over each place of the grid.
    values : list of list of CellValue or None
    answers : bool
        "Yes" stands somewhere, so that "No" is an answer and no number.
    n_header, n_stubs : int
        Rows of headings at the top, columns of labels at the left.
    title_level : int or None
        The row of headings that says one thing over all columns of values.
    """

    def __init__(self, table: Table) -> None:
        self.grid = table.grid()
        self.n_columns = table.n_columns
        self.at: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for i in range(cell.row, cell.row + cell.rowspan):
                for j in range(cell.column, cell.column + cell.colspan):
                    self.at[i, j] = cell
        self.n_header = min(table.n_header_rows, table.n_rows)
        body = [t for row in self.grid[self.n_header :] for t in row[1:] if t]
        read = read_comma_cell if has_decimal_commas(body) else read_cell
        self.values = [[read(t) for t in row] for row in self.grid]
        self.answers = any(re.match(r"yes\b", t, re.I) for row in self.grid for t in row)
        self.n_stubs = self._count_stubs()
        self.title_level = self._title_level()

    def _count_stubs(self) -> int:
        body = range(self.n_header, len(self.grid))
        rows = [i for i in body if sum(v is not None for v in self.values[i]) >= 1]
        count = 1
        while count < self.n_columns - 1 and rows:
            texts = [self.grid[i][count] for i in rows]
            words = sum(self._is_words(i, count) for i in rows)
            head = self.grid[0][count] if self.n_header else ""
            filled = sum(bool(t) and not is_empty(t) for t in texts)
            times = TIME_HEAD.match(head) and all(self._is_bare(i, count) for i in rows)
            if words < WORDS_SHARE * max(filled, 1) and not times:
                break
            if not filled and not self._blank_stub(rows, count):
                break
            count += 1
        return count

    def _is_bare(self, i: int, column: int) -> bool:
        """Tell whether a cell is a single number, or short words, under a heading of its own."""
        value = self.values[i][column]
        wide = any(
            self.at[h, column].colspan > 1 for h in range(self.n_header) if (h, column) in self.at
        )
        return (
            not wide
            and len(self.grid[i][column]) < 12
            and (value is None or value.shape == "single")
        )

    def _is_words(self, i: int, column: int) -> bool:
        """Tell whether a cell is a label: words, a class such as 10–14, a time such as 6 w."""
        text, value = self.grid[i][column], self.values[i][column]
        if self.at.get((i, column)) is self.at.get((i, 0)):
            return True
        if is_empty(text) or (value is not None and value.shape != "span"):
            return False
        shares_head = self.n_header > 0 and self._one_head(column)
        if value is not None:
            heads = [
                s for r in self.grid[: self.n_header] for s in read_label(r[column]).statistics
            ]
            return shares_head or not set(heads) & {"ci", "iqr", "range"}
        return shares_head or bool(re.search(r"[^\W\d_]{2}|%", text) or _CLASS.match(text))

    def _one_head(self, column: int) -> bool:
        """Tell whether one heading stands over this column and the first."""
        for level in range(self.n_header):
            head = self.at.get((level, column))
            if head is not None and head.text and head is self.at.get((level, 0)):
                return not any(self.grid[i][column] for i in range(level + 1, self.n_header))
        return False

    def _blank_stub(self, rows: list[int], column: int) -> bool:
        """Tell whether a column empty in rows of values belongs to the stub's span above."""
        return any(self.at.get((i, column)) is self.at.get((i, 0)) for i in rows)

    def _title_level(self) -> int | None:
        """Return the header row that says one thing over all columns of values."""
        for level in range(self.n_header):
            texts = {t for t in self.grid[level][self.n_stubs :] if t}
            if len(texts) == 1 and self.n_columns - self.n_stubs > 1:
                return level
        return None

    def value_texts(self, i: int) -> list[str]:
        """Return the different texts of a row beside its labels.

        Parameters
        ----------
        i : int

        Returns
        -------
        list of str
        """
        return list(dict.fromkeys(t for t in self.grid[i][self.n_stubs :] if t))

    def cells_of(self, i: int) -> list[Cell]:
        """Return the cells of a row beside its labels.

        Parameters
        ----------
        i : int

        Returns
        -------
        list of Cell
        """
        return [c for j in range(self.n_stubs, self.n_columns) if (c := self.at.get((i, j)))]

    def label(self, text: str) -> Label:
        """Read a label; beside "Yes", a "No" is an answer and no number of people.

        Parameters
        ----------
        text : str

        Returns
        -------
        Label
        """
        label = read_label(text)
        if not self.answers or not re.match(r"no\b(?!\.)(?! of\b)", text, re.I):
            return label
        statistics = tuple(s for s in label.statistics if s != "n")
        name = label.name if re.match(r"no\b", label.name, re.I) else f"No {label.name}".strip()
        return replace(label, name=name, statistics=statistics)

    def level(self, i: int) -> tuple[int, str]:
        """Return how deep a row's label stands, and the label.

        Parameters
        ----------
        i : int

        Returns
        -------
        tuple of int and str
        """
        depth = next((j for j, t in enumerate(self.grid[i]) if t), 0)
        text, cell = self.grid[i][depth], self.at.get((i, depth))
        depth = depth if depth < self.n_stubs else 0
        set_in = (cell.indent if cell else 0) + bool(_BULLET.match(text))
        return depth * COLUMN + min(set_in, COLUMN - 1), text
