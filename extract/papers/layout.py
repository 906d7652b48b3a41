"""The plan of a table: which cells are labels, and which labels stand over each value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.documents.model import Cell, Table
from extract.papers.cells import CellValue, is_empty, read_cell
from extract.papers.labels import Label, read_label

# A column is a stub where at least this share of its cells in rows of values is words.
WORDS_SHARE = 0.6
_TIME_HEAD = re.compile(
    r"^(?:weeks?|months?|days?|time\b.*|hours?|years?|visits?|occasion)\b", re.I
)
_N_CELL = re.compile(r"^[\[(]?\s*n\s*=\s*\d[\d,]*\s*[\])]?\s*(?:\(.*\))?$", re.I)


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


def read_layout(table: Table) -> list[Entry]:
    """Return the values of a table, each with its labels.

    Parameters
    ----------
    table : Table

    Returns
    -------
    list of Entry
        By row, then column; cells whose text the grammar does not know are left out.
    """
    return _Plan(table).entries()


class _Plan:
    """Walks a table's rows once, keeping the headings in force."""

    def __init__(self, table: Table) -> None:
        self.grid = table.grid()
        self.n_columns = table.n_columns
        self.at: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for i in range(cell.row, cell.row + cell.rowspan):
                for j in range(cell.column, cell.column + cell.colspan):
                    self.at[i, j] = cell
        self.n_header = min(table.n_header_rows, table.n_rows)
        self.values = [[read_cell(t) for t in row] for row in self.grid]
        self.n_stubs = self._count_stubs()
        self.title_level = self._title_level()
        self.sections: list[tuple[int, str]] = []
        self.overrides: list[list[str]] = []
        self.title: str | None = None
        self.last_stubs: list[str] = []
        self.previous = ""

    def entries(self) -> list[Entry]:
        """Walk the body."""
        found: list[Entry] = []
        for i in range(self.n_header, len(self.grid)):
            kind = self._kind(i)
            if kind == "values":
                found += self._row(i)
            elif kind == "section":
                self._open_section(i)
            elif kind == "title":
                self.title = self._value_texts(i)[0]
                self.overrides = []
            elif kind == "heads":
                if self.previous != "heads":
                    self.overrides = []
                self.overrides.append(self.grid[i])
            if kind != "blank":
                self.previous = kind
        return found

    def _count_stubs(self) -> int:
        body = range(self.n_header, len(self.grid))
        rows = [i for i in body if sum(v is not None for v in self.values[i]) >= 1]
        count = 1
        while count < self.n_columns - 1 and rows:
            texts = [self.grid[i][count] for i in rows]
            words = sum(
                (bool(re.search(r"[^\W\d_]{2}|%", t)) and self.values[i][count] is None)
                or self.at.get((i, count)) is self.at.get((i, 0))
                for i, t in zip(rows, texts, strict=True)
            )
            head = self.grid[0][count] if self.n_header else ""
            filled = sum(bool(t) for t in texts)
            if words < WORDS_SHARE * max(filled, 1) and not (
                _TIME_HEAD.match(head) and all(len(t) < 12 for t in texts)
            ):
                break
            if not filled and not self._blank_stub(rows, count):
                break
            count += 1
        return count

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

    def _value_texts(self, i: int) -> list[str]:
        return list(dict.fromkeys(t for t in self.grid[i][self.n_stubs :] if t))

    def _kind(self, i: int) -> str:
        row = self.grid[i]
        stub = [t for t in row[: self.n_stubs] if t]
        texts = self._value_texts(i)
        readable = [j for j in range(self.n_stubs, self.n_columns) if self.values[i][j] is not None]
        if readable and not all(_N_CELL.match(row[j]) for j in readable):
            return "values"
        if not stub and not texts:
            return "blank"
        spans = self.at.get((i, 0)) is self.at.get((i, self.n_columns - 1)) and self.n_columns > 1
        words = [t for t in texts if not is_empty(t) and not re.match(r"^[<>=≤]?\s*[\d.]", t)]
        if spans or not words or (set(words) <= set(stub)):
            return "section" if stub else "blank"
        if not stub and len(texts) == 1:
            return "title" if self.title_level is not None else "section"
        whole = len(words) == 1 and len(texts) == 1
        if whole and stub:
            return "section"
        return "heads" if self._are_heads(words, stub) else "section"

    def _are_heads(self, words: list[str], stub: list[str]) -> bool:
        sized = [w for w in words if _N_CELL.match(w) or read_label(w).n is not None]
        if sized and len(sized) >= len(words) / 2:
            return True
        labels = [read_label(w) for w in words]
        named = [x for x in labels if x.statistics or x.time or x.effect]
        return len(words) >= 2 and (not stub or len(named) >= len(words) / 2)

    def _open_section(self, i: int) -> None:
        row = self.grid[i]
        depth = next((j for j, t in enumerate(row) if t), 0)
        text = row[depth]
        cell = self.at.get((i, depth))
        depth = depth if depth < self.n_stubs else 0
        level = depth * 10 + (cell.indent if cell else 0)
        again = self.previous == "section" and len(self.sections) == 1
        if again and self.sections[0][0] >= level:
            # two headings in a row: the first is over all that follow
            self.sections = [(self.sections[0][0] - 1, self.sections[0][1]), (level, text)]
            return
        self.sections = [s for s in self.sections if s[0] < level]
        self.sections.append((level, text))

    def _row(self, i: int) -> list[Entry]:
        stubs = self._stubs(i)
        sections = tuple(read_label(t) for _, t in self._sections_of(i))
        found = []
        seen: set[int] = set()
        for j in range(self.n_stubs, self.n_columns):
            value, cell = self.values[i][j], self.at.get((i, j))
            if value is None or cell is None or id(cell) in seen:
                continue
            seen.add(id(cell))
            found.append(
                Entry(
                    row=i,
                    column=j,
                    value=value,
                    text=self.grid[i][j],
                    cell=cell,
                    sections=sections,
                    stubs=tuple(read_label(t) for t in stubs),
                    heads=tuple(read_label(t) for t in self._heads(j)),
                )
            )
        return found

    def _sections_of(self, i: int) -> list[tuple[int, str]]:
        """Return the headings in force; a row less deep than a heading closes it."""
        depth = next((j for j, t in enumerate(self.grid[i]) if t), 0)
        cell = self.at.get((i, depth))
        level = depth * 10 + (cell.indent if cell else 0)
        inner = max((s[0] for s in self.sections), default=-1)
        if depth < self.n_stubs and level < inner - inner % 10 and depth == 0:
            self.sections = [s for s in self.sections if s[0] <= level]
        return self.sections

    def _stubs(self, i: int) -> list[str]:
        row = self.grid[i][: self.n_stubs]
        if self.n_stubs > 1 and not row[0] and self.last_stubs and self.last_stubs[0]:
            head_section = any(s[0] < 10 for s in self.sections) and self.previous == "section"
            if not head_section and not self._indents(i):
                row = [self.last_stubs[0], *row[1:]]
        self.last_stubs = row
        row = [self._timed(t, j) for j, t in enumerate(row)]
        return [t for t in dict.fromkeys(row) if t]

    def _timed(self, text: str, column: int) -> str:
        """Return "Week 12" for a bare 12 under the heading "Weeks"."""
        head = next((r[column] for r in self.grid[: self.n_header][::-1] if r[column]), "")
        if re.fullmatch(r"[\d.]+", text) and _TIME_HEAD.match(head):
            return f"{head.split()[0].rstrip('s')} {text}"
        return text

    def _indents(self, i: int) -> bool:
        """Tell whether empty first cells are an indentation: then a heading stands in column 0."""
        return bool(self.sections) and self.sections[-1][0] < 10

    def _heads(self, j: int) -> list[str]:
        texts = []
        for level in range(self.n_header):
            if level == self.title_level and self.title is not None:
                texts.append(self.title)
            else:
                texts.append(self.grid[level][j])
        texts += [row[j] for row in self.overrides]
        return [t for t in dict.fromkeys(texts) if t]
