"""The plan of a table: which cells are labels, and which labels stand over each value."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extract.documents.model import Table
from extract.papers.cells import is_empty
from extract.papers.headings import COLUMN, Headings, Section
from extract.papers.labels import Label, read_label
from extract.papers.occasions import OCCASION, with_unit
from extract.papers.sheet import Entry, Sheet

# A heading over the stubs that says nothing of the rows below.
_GENERIC = re.compile(
    r"^(?:variables?|outcomes?(?: measures?)?|measures?|characteristics?|parameters?|items?"
    r"|scales?|time(?: ?points?)?|groups?|n|no\.?)$",
    re.I,
)
_OF_THE_ROW_ABOVE = {"mean", "sd", "se", "ci", "median", "iqr", "range"}
_CLASS_OF_TIME = re.compile(
    r"^[<>≤≥]?\s*\d[\d\s–-]*(?:to \d+)?\s?(?:min|hour|hr|day|week|wk|month|year|yr)", re.I
)
_NUMBER_FIRST = re.compile(r"^(?:p\s*)?[<>=≤]?\s*[\d.]", re.I)
_TEST = re.compile(r"^[tFzZ]\b|χ|\bchi\b|\btest\b|statistic", re.I)
# A heading of a column is no longer than this.
LONG = 60
_N_CELL = re.compile(r"^[\[(]?\s*n\s*=\s*\d[\d,]*\s*[\])]?\s*(?:\(.*\))?$", re.I)


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


class _Plan(Sheet):
    """Walks a table's rows once, keeping the headings in force."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self.headings = Headings()
        self.overrides: list[list[str]] = []
        self.title: str | None = None
        self.owner: Label | None = None
        self.last_stubs: list[str] = []
        self.previous = ""

    def entries(self) -> list[Entry]:
        """Walk the body."""
        found: list[Entry] = []
        for i in range(self.n_header, len(self.grid)):
            kind = self._kind(i)
            if kind == "values":
                found += self._row(i)
            elif kind == "unread":
                self._over(i)
                self.headings.above = self._above(i)
                self.last_stubs = self.grid[i][: self.n_stubs]
            elif kind == "section":
                self._open_section(i)
            elif kind == "title":
                self.title = self.value_texts(i)[0]
                self.overrides = []
            elif kind == "heads":
                if self.previous != "heads":
                    self.overrides = []
                self.overrides.append(self._timed_row(i))
                self._name_part(i)
            if kind != "blank":
                self.previous = kind
                self.owner = self.owner if kind == "values" else None
        return found

    def _name_part(self, i: int) -> None:
        """Let the stub of headings amid the table be the heading of the rows below."""
        stub = next((t for t in self.grid[i][: self.n_stubs] if t), "")
        sizes = all(_N_CELL.match(t) for t in self.value_texts(i))
        if not stub or (self.previous in ("", "heads") and not sizes):
            return
        self.headings.above = None
        if OCCASION.match(stub):
            return
        if _GENERIC.match(stub):
            self.headings.open = []
        else:
            self._open_section(i)

    def _kind(self, i: int) -> str:
        row = self.grid[i]
        stub = [t for t in row[: self.n_stubs] if t]
        texts = self.value_texts(i)
        readable = [j for j in range(self.n_stubs, self.n_columns) if self._is_value(i, j)]
        if self._are_occasions(i, readable):
            return "heads"
        if readable and not all(_N_CELL.match(row[j]) for j in readable):
            return "values"
        if not stub and not texts:
            return "blank"
        if texts and all(_N_CELL.match(t) for t in texts):
            return "heads"
        spans = self.at.get((i, 0)) is self.at.get((i, self.n_columns - 1)) and self.n_columns > 1
        words = [t for t in texts if not is_empty(t) and not _NUMBER_FIRST.match(t)]
        if spans or not words or (set(words) <= set(stub)):
            apart = set(texts) - set(stub)
            if not spans and not words and apart and any(self.grid[i][j] for j in self._groups()):
                if texts and all(_CLASS_OF_TIME.match(t) for t in texts):
                    return "heads"
                return "unread"  # numbers that the grammar does not know, or dashes
            return "section" if stub else "blank"
        if len(words) == 1 and len(texts) == 1:
            if stub and len({id(c) for c in self.cells_of(i) if c.text}) > 1:
                return "unread"  # "x | x | x"
            return self._one_text(i, stub)
        return "heads" if self._are_heads(words, stub) or self._goes_on(i) else "section"

    def _are_occasions(self, i: int, readable: list[int]) -> bool:
        """Tell a row such as "Week | 0 | 6 | 12" from values."""
        if len(readable) < 2 or not OCCASION.match(self.grid[i][0]):
            return False
        values = [self.values[i][j] for j in readable]
        if any(v is None or v.shape != "single" or v.numbers[0].decimals for v in values):
            return False
        counts = [v.numbers[0].value for v in values if v]
        return all(a < b for a, b in pairwise(counts))

    def _timed_row(self, i: int) -> list[str]:
        stub = self.grid[i][0]
        return [with_unit(t, stub) for t in self.grid[i]]

    def _is_value(self, i: int, j: int) -> bool:
        value = self.values[i][j]
        # "10–14" over columns is a heading, in a row with a label perhaps a range
        return value is not None and (value.shape != "span" or any(self.grid[i][: self.n_stubs]))

    def _one_text(self, i: int, stub: list[str]) -> str:
        if stub:
            return "section"
        narrow = [c for c in self.cells_of(i) if c.text and c.colspan == 1]
        if self.overrides and narrow:
            return "heads"
        return "title" if self.title_level is not None else "section"

    def _goes_on(self, i: int) -> bool:
        """Tell whether a row of words right below the header is one more row of it."""
        if self.previous not in ("", "heads") or not self.n_header:
            return False
        texts = [t for t in self.grid[i][self.n_stubs :] if t]
        spanning = any(c.colspan > 1 for c in self.cells_of(self.n_header - 1))
        short = all(len(t) <= LONG for t in texts)
        return spanning and short and len(texts) >= (self.n_columns - self.n_stubs) / 2

    def _are_heads(self, words: list[str], stub: list[str]) -> bool:
        sized = [w for w in words if _N_CELL.match(w) or read_label(w).n is not None]
        if sized and len(sized) >= len(words) / 2:
            return True
        labels = [read_label(w) for w in words]
        named = [x for x in labels if x.statistics or x.time or x.effect]
        return len(words) >= 2 and (not stub or len(named) >= len(words) / 2)

    def _open_section(self, i: int) -> None:
        self.headings.start(*self.level(i), follows=self.previous == "section")

    def _row(self, i: int) -> list[Entry]:
        stubs = self._owned(tuple(self.label(t) for t in self._stubs(i)))
        sections = tuple(self.label(s.text) for s in self._over(i))
        found = []
        seen: set[int] = set()
        for j in range(self.n_stubs, self.n_columns):
            value, cell = self.values[i][j], self.at.get((i, j))
            if value is None or cell is None or id(cell) in seen:
                continue
            seen.add(id(cell))
            heads = [*self._heads(j), *([value.measure] if value.measure else [])]
            found.append(
                Entry(
                    row=i,
                    column=j,
                    value=value,
                    text=self.grid[i][j],
                    cell=cell,
                    sections=sections,
                    stubs=stubs,
                    heads=tuple(self.label(t) for t in heads),
                )
            )
        self._open_tested(i, found)
        return found

    def _owned(self, stubs: tuple[Label, ...]) -> tuple[Label, ...]:
        """Give a row named "SD" or "(range)" alone the name of the row over it."""
        if any(x.name for x in stubs):
            self.owner = stubs[-1] if stubs[-1].name else None
            return stubs
        named = {s for x in stubs for s in x.statistics}
        begins = bool(named & {"mean", "median"}) and not (self.owner and self.owner.statistics)
        if begins or not named or not named <= _OF_THE_ROW_ABOVE:
            self.owner = None
        if self.owner is None:
            return stubs
        return (replace(self.owner, statistics=(), n=None), *stubs)

    def _open_tested(self, i: int, found: list[Entry]) -> None:
        """Take a label with nothing but a test beside it for the heading of the rows below."""
        self.headings.above = self._above(i)
        if not found or any(x.effect for e in found for x in e.stubs):
            return
        if not all(
            any("p" in x.statistics or _TEST.search(x.name) for x in e.heads) for e in found
        ):
            return
        level, text = self.level(i)
        groups = self._groups()
        if text and groups and not any(self.grid[i][j] for j in groups):
            self.headings.start_tested(level, text, frozenset(id(e.cell) for e in found))

    def _above(self, i: int) -> tuple[int, str] | None:
        level, text = self.level(i)
        return (level, text) if level < COLUMN and self.grid[i][0] else None

    def _groups(self) -> set[int]:
        """Return the columns that may hold a group's values."""
        return set(range(self.n_stubs, self.n_columns)) - self._tests()

    def _tests(self) -> set[int]:
        """Return the columns of comparisons and tests."""
        columns = range(self.n_stubs, self.n_columns)
        return {j for j in columns if any(read_label(t).effect for t in self._heads(j))}

    def _over(self, i: int) -> list[Section]:
        """Return the headings over a row."""
        first = next((j for j, t in enumerate(self.grid[i]) if t), 0)
        tests: set[int] = set()
        if any(s.test for s in self.headings.open):
            tests = {id(self.at.get((i, j))) for j in self._tests() if self.grid[i][j]}
        level, _ = self.level(i)
        return self.headings.over(level, tests, first=first == 0, labelled=first < self.n_stubs)

    def _stubs(self, i: int) -> list[str]:
        row = self.grid[i][: self.n_stubs]
        if self.n_stubs > 1:
            row = ["" if is_empty(t) else t for t in row]  # a dash says "as above", or nothing
        if self.n_stubs > 1 and not row[0] and self.last_stubs and self.last_stubs[0]:
            head_section = (
                any(s.level < COLUMN for s in self.headings.open) and self.previous == "section"
            )
            if not head_section and not self._indents(i):
                row = [self.last_stubs[0], *row[1:]]
        elif self.previous in ("values", "unread") and not any(row):
            row = self.last_stubs or row  # goes on from the row above
            self.last_stubs = []
            return [self._timed(t, j) for j, t in enumerate(row) if t]
        self.last_stubs = row
        row = [self._timed(t, j) for j, t in enumerate(row)]
        return [t for t in dict.fromkeys(row) if t]

    def _timed(self, text: str, column: int) -> str:
        """Return "Week 12" for a bare 12 under the heading "Weeks"."""
        head = next((r[column] for r in self.grid[: self.n_header][::-1] if r[column]), "")
        return with_unit(text, head)

    def _indents(self, i: int) -> bool:
        """Tell whether empty first cells are an indentation: then a heading stands in column 0."""
        return bool(self.headings.open) and self.headings.open[-1].level < COLUMN

    def _heads(self, j: int) -> list[str]:
        texts = []
        for level in range(self.n_header):
            if level == self.title_level and self.title is not None:
                texts.append(self.title)
            else:
                over = self.grid[level - 1][j] if level else ""
                corner = over if OCCASION.match(over) else self.grid[level][0]
                texts.append(with_unit(self.grid[level][j], corner))
        texts += [row[j] for row in self.overrides]
        return [t for t in dict.fromkeys(texts) if t]
