"""What a table says of one group: mean with its spread, or events, with every label over it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.documents.model import Cell, Table
from extract.papers.cells import Printed
from extract.papers.declared import Declared, is_of_effects
from extract.papers.interpret import interpret, is_count_with_share
from extract.papers.labels import Label, Statistic
from extract.papers.layout import read_layout
from extract.papers.model import Quote
from extract.papers.sheet import Entry
from extract.papers.times import Time

# "Male / Female: 14/8" counts two kinds of people, not events of a total.
_RATIO_LABEL = re.compile(
    r"\b(?:males?|men|m|boys?|females?|women|f|girls?)\s*[/:]\s*"
    r"(?:females?|women|f|girls?|males?|men|m|boys?)\b"
    r"|\b(?:yes|left|right|married|single|urban|rural|day|night)\s?/\s?[a-z]{2,}",
    re.IGNORECASE,
)
_TEST_HEAD = re.compile(r"^F\b\W*(?:$|\(|test|stat|df)|\bdegrees? of freedom|\(df\b|,\s*df\b", re.I)
# Values that a size in a column of its own belongs to.
_OF_A_GROUP = {"mean", "median", "events", "percent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Values that belong together: one outcome, one group, one time.

    Attributes
    ----------
    table : int
        Number of the table in the document, from 0; -1 for a sentence.
    caption : str
        Of the table, or the sentence.
    sections, stubs, heads : tuple of str
        Names over it, without statistics' names, sizes and marks; empty ones are left out.
    time : Time or None
        Where a label names one.
    change, effect, total : bool
        As in ``Label``, of any label over it.
    values : mapping
        ``mean sd se ci_lb ci_ub median q_lb q_ub events total percent n value`` as printed;
        ``value`` is a number of which no label says what it is.
    cells : mapping
        The cell of each value.
    declared : frozenset of str
        Statistics that the labels or notes name.
    sure : bool
        The labels say what the numbers are; else it was told from their shape.
    sizes : mapping
        Printed size by the name of the label it stands in.
    column_size : int or None
        The size printed nearest over the value.
    size_cell : Cell or None
        The cell that prints it.
    outcome_shared : bool
        A sentence has several outcomes, and it is open which this value is of.
    quotes : mapping
        The sentence of each value that stands in running text; such a value has no cell.
    """

    table: int
    sections: tuple[str, ...]
    stubs: tuple[str, ...]
    heads: tuple[str, ...]
    time: Time | None
    change: bool
    effect: bool
    total: bool
    row: int
    column: int
    values: dict[str, Printed]
    cells: dict[str, Cell]
    declared: frozenset[Statistic]
    sure: bool
    caption: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    column_size: int | None = None
    size_cell: Cell | None = None
    outcome_shared: bool = False
    quotes: dict[str, Quote] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Return all names over it."""
        return (*self.heads, *self.sections, *self.stubs)


def read_tables(tables: tuple[Table, ...]) -> list[Reading]:
    """Read every table.

    Parameters
    ----------
    tables : tuple of Table

    Returns
    -------
    list of Reading
        In the document's order.
    """
    return [reading for i, table in enumerate(tables) for reading in read_table(table, i)]


def read_table(table: Table, number: int = 0) -> list[Reading]:
    """Read a table: its values, put together where they belong to one group.

    Parameters
    ----------
    table : Table
    number : int
        Of the table in its document.

    Returns
    -------
    list of Reading
    """
    entries = read_layout(table)
    declared = Declared(table, entries)
    merged: dict[tuple[object, ...], int] = {}
    found: list[Reading] = []
    for entry in entries:
        reading = _reading(entry, number, declared)
        if reading is None:
            continue
        key = (reading.sections, reading.stubs, reading.heads, reading.effect)
        known = merged.get(key)
        if known is not None and _go_together(found[known], reading):
            found[known] = _join(found[known], reading)
        else:
            merged[key] = len(found)
            found.append(reading)
    return _with_sizes([_settle(r) for r in found], declared)


def _go_together(a: Reading, b: Reading) -> bool:
    return not set(a.values) & set(b.values) and _near(a, b)


def _with_sizes(found: list[Reading], declared: Declared) -> list[Reading]:
    """Give the n of a column "n" to the values beside it in its row, of the same group."""
    sizes = [r for r in found if r.values.keys() == {"events"} and r.column in declared.n_columns]
    if not sizes:
        return found
    ids = {id(s) for s in sizes}
    used: set[int] = set()
    for r in found:
        if id(r) in ids or r.effect or "n" in r.values or not r.values.keys() & _OF_A_GROUP:
            continue
        size = _size_of(r, sizes, found)
        if size is not None:
            r.values["n"], r.cells["n"] = size.values["events"], size.cells["events"]
            used.add(id(size))
            _recount(r)
    for s in sizes:
        if not s.heads and id(s) not in used:
            s.values["n"], s.cells["n"] = s.values.pop("events"), s.cells.pop("events")
    return [r for r in found if id(r) not in used]


def _size_of(r: Reading, sizes: list[Reading], found: list[Reading]) -> Reading | None:
    """Return the size under the same group's heading; under none, the nearest to the left."""
    row = [s for s in sizes if s.row == r.row and s.stubs == r.stubs]
    named = [s for s in row if s.heads and set(s.heads) < set(r.heads)]
    if named:
        return named[-1]
    left = [s for s in row if not s.heads and s.column < r.column]
    if not left:
        return None
    size = max(left, key=lambda s: s.column)
    end = min((s.column for s in row if s.column > r.column), default=r.column + len(found))
    beside = [
        (x.time.rank if x.time else None, x.change)
        for x in found
        if x.row == r.row and size.column < x.column < end and not x.effect
    ]
    # of two groups beside one size nobody knows whose it is; two times are of one group
    return size if len(set(beside)) == len(beside) else None


def _recount(reading: Reading) -> None:
    """Take "3 (10.7)" for a count and its share where it fits the size printed beside it."""
    values, cells = reading.values, reading.cells
    if values.keys() != {"mean", "sd", "n"} or reading.declared & {"mean", "sd", "se"}:
        return
    a, b = values["mean"], values["sd"]
    if is_count_with_share(a, b, set(), frozenset(), int(values["n"].value)):
        for new, old in (("events", "mean"), ("percent", "sd")):
            values[new], cells[new] = values.pop(old), cells.pop(old)


def _near(a: Reading, b: Reading) -> bool:
    return a.row == b.row or (a.column == b.column and abs(a.row - b.row) <= 4)


def _join(a: Reading, b: Reading) -> Reading:
    return replace(
        a,
        values={**a.values, **b.values},
        cells={**a.cells, **b.cells},
        declared=a.declared | b.declared,
        sure=a.sure and b.sure,
        sizes={**a.sizes, **b.sizes},
    )


def _settle(reading: Reading) -> Reading:
    """Say what a count is: beside a mean the group's size, alone the events."""
    values, cells = reading.values, reading.cells
    if values.keys() == {"mean", "percent"} and not values["mean"].decimals:
        # "16 (n) | 53.3%" in columns headed mean and SD
        values["count"], cells["count"] = values.pop("mean"), cells.pop("mean")
    if "count" not in values:
        return reading
    name = "n" if values.keys() & {"mean", "median", "sd", "se"} else "events"
    if name == "events" and "events" in values:
        name = "n"
    values[name], cells[name] = values.pop("count"), cells.pop("count")
    return reading


def _reading(entry: Entry, number: int, declared: Declared) -> Reading | None:
    """Say what an entry is; None where it is no value of a group."""
    if _is_ratio(entry) or _is_test(entry):
        return None
    statistics = declared.statistics(entry)
    size = declared.size(entry)
    values, sure = interpret(entry.value, statistics, size, declared.said)
    if not values:
        return None
    labels = entry.labels()
    # the innermost label that names a time tells it
    times = [
        x.time for x in (*entry.stubs[::-1], *entry.heads[::-1], *entry.sections[::-1]) if x.time
    ]
    return Reading(
        table=number,
        sections=_names(entry.sections),
        stubs=_names(entry.stubs),
        heads=_names(entry.heads),
        time=times[0] if times else None,
        change="events" not in values and any(x.change for x in (*entry.heads, *entry.stubs)),
        effect=any(x.effect for x in entry.heads)
        or any(x.effect and is_of_effects(x.name) for x in entry.stubs)
        or values.keys() == {"p"}
        or declared.of_associations,
        total=any(x.total for x in entry.heads),
        row=entry.row,
        column=entry.column,
        values=values,
        cells=dict.fromkeys(values, entry.cell),
        declared=frozenset(statistics),
        sure=sure,
        sizes={x.name: x.n for x in labels if x.n is not None},
        column_size=size,
        size_cell=None if size is None else declared.size_cells.over(entry.row, entry.column, size),
        caption=declared.caption,
    )


def _is_ratio(entry: Entry) -> bool:
    if entry.value.shape != "fraction":
        return False
    part, whole = entry.value.numbers[:2]
    if part.value > whole.value:
        return True
    if len(entry.value.numbers) > 2:
        return not is_count_with_share(
            part, entry.value.numbers[2], set(), frozenset(), int(whole.value)
        )
    return any(_RATIO_LABEL.search(x.name) for x in entry.stubs)


def _is_test(entry: Entry) -> bool:
    """Tell whether what looks like an interval are the degrees of freedom of a test."""
    return entry.value.shape in ("interval", "paren") and any(
        _TEST_HEAD.search(x.printed) for x in entry.heads
    )


def _names(labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x.name for x in labels if x.name))
