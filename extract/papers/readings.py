"""What a table says of one group: mean with its spread, or events, with every label over it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.documents.model import Cell, Table
from extract.papers.cells import Printed
from extract.papers.interpret import interpret, is_count_with_share
from extract.papers.labels import Label, Statistic, read_label, statistics_in
from extract.papers.layout import Entry, read_layout
from extract.papers.model import Quote
from extract.papers.times import Time

# "Male / Female: 14/8" counts two kinds of people, not events of a total.
_RATIO_LABEL = re.compile(
    r"\b(?:males?|men|m|boys?|females?|women|f|girls?)\s*[/:]\s*"
    r"(?:females?|women|f|girls?|males?|men|m|boys?)\b"
    r"|\b(?:yes|left|right|married|single|urban|rural|day|night)\s?/\s?[a-z]{2,}",
    re.IGNORECASE,
)
_TEST_HEAD = re.compile(r"^F\b\W*(?:$|\(|test|stat|df)|\bdegrees? of freedom|\(df\b|,\s*df\b", re.I)
_ASSOCIATIONS = re.compile(r"\bcorrelations?\b|\bregressions?\b|\bmixed[- ]models?\b", re.I)
_OF_GROUPS = re.compile(r"\bmeans?\b|\bmedians?\b|%|\bby group|\bcharacteristics\b", re.I)
_OF_A_GROUP = {"mean", "median", "events", "percent"}
_VERSUS = re.compile(r"\bvs\.?\b|\bversus\b|\bcompared\b", re.IGNORECASE)
_EFFECT_ROW = re.compile(
    r"^(?:(?:mean|group|between[- ]group|treatment|intervention|risk|rate|absolute|adjusted"
    r"|unadjusted|crude|net|relative|statistical|estimated)[ -]*)*"
    r"(?:differences?|effects?(?: sizes?)?|(?:odds|risk|rate|hazard) ratios?|relative risks?)\s*\d*"
    r"\s*(?:\(.*\)|between (?:the )?(?:two )?groups|in(?: means?| proportions?| scores?)?)?$",
    re.IGNORECASE,
)
_NOTE_OF = re.compile(
    r"^\^?\(?(?:([*†‡§¶#∥]{1,3})|([a-z0-9]{1,3})(?=[)\s:]))\)?[\s:]*(.*)$", re.I | re.S
)


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
    context = _Context(table, entries)
    merged: dict[tuple[object, ...], Reading] = {}
    found: list[Reading] = []
    for entry in entries:
        reading = context.reading(entry, number)
        if reading is None:
            continue
        key = (reading.sections, reading.stubs, reading.heads, reading.effect)
        known = merged.get(key)
        if (
            known is not None
            and not set(known.values) & set(reading.values)
            and _near(known, reading)
        ):
            joined = _join(known, reading)
            found[found.index(known)] = joined
            merged[key] = joined
        else:
            merged[key] = reading
            found.append(reading)
    return _with_sizes([_settle(r) for r in found], context)


def _with_sizes(found: list[Reading], context: _Context) -> list[Reading]:
    """Give the n of a column "n" to the values beside it in its row, of the same group."""
    sizes = [r for r in found if r.values.keys() == {"events"} and r.column in context.n_columns]
    if not sizes:
        return found
    ids = {id(s) for s in sizes}
    used: set[int] = set()
    for r in found:
        if id(r) in ids or r.effect or "n" in r.values or not r.values.keys() & _OF_A_GROUP:
            continue
        size = _size_of(r, sizes)
        if size is not None:
            r.values["n"], r.cells["n"] = size.values["events"], size.cells["events"]
            used.add(id(size))
            _recount(r)
    return [r for r in found if id(r) not in used]


def _size_of(r: Reading, sizes: list[Reading]) -> Reading | None:
    """Return the size under the same group's heading; under none, the nearest to the left."""
    row = [s for s in sizes if s.row == r.row and s.stubs == r.stubs]
    named = [s for s in row if s.heads and set(s.heads) < set(r.heads)]
    if named:
        return named[-1]
    return max(
        (s for s in row if not s.heads and s.column < r.column),
        key=lambda s: s.column,
        default=None,
    )


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
    from dataclasses import replace

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


class _Context:
    """What the whole table declares: caption, notes, sizes of its columns."""

    def __init__(self, table: Table, entries: list[Entry]) -> None:
        text = " ".join((table.caption, *(f for f in table.footnotes if not _is_marked(f))))
        self.caption = table.caption
        self.said = _declarations(text)
        self.notes = {}
        for note in table.footnotes:
            if found := _NOTE_OF.match(note):
                self.notes[found[1] or found[2]] = set(statistics_in(found[3])[1]) - {"p"}
        self.sizes = _size_rows(entries)
        self.of_associations = bool(
            _ASSOCIATIONS.search(table.caption) and not _OF_GROUPS.search(table.caption)
        )
        columns = {e.column: e.heads for e in entries}
        self.counted = _counted(columns)
        self.n_columns = {
            j for j, h in columns.items() if h and h[-1].statistics == ("n",) and not h[-1].name
        }
        corner = table.grid()[max(table.n_header_rows - 1, 0)][0] if table.n_rows else ""
        self.of_all = [s for m in read_label(corner).marks for s in self.notes.get(m, ())]

    def reading(self, entry: Entry, number: int) -> Reading | None:
        """Say what an entry is; None where it is no value of a group."""
        if _is_ratio(entry) or _is_test(entry):
            return None
        declared = self._declared(entry)
        values, sure = interpret(entry.value, declared, self._n(entry), self.said)
        if not values:
            return None
        labels = entry.labels()
        # the innermost label that names a time tells it
        times = [
            x.time
            for x in (*entry.stubs[::-1], *entry.heads[::-1], *entry.sections[::-1])
            if x.time
        ]
        return Reading(
            table=number,
            sections=_names(entry.sections),
            stubs=_names(entry.stubs),
            heads=_names(entry.heads),
            time=_best_time(times),
            change=any(x.change for x in (*entry.heads, *entry.stubs)),
            effect=any(x.effect for x in entry.heads)
            or any(x.effect and _is_of_effects(x.name) for x in entry.stubs)
            or values.keys() == {"p"}
            or self.of_associations,
            total=any(x.total for x in entry.heads),
            row=entry.row,
            column=entry.column,
            values=values,
            cells=dict.fromkeys(values, entry.cell),
            declared=frozenset(declared),
            sure=sure,
            sizes={x.name: x.n for x in labels if x.n is not None},
            column_size=self._n(entry),
            caption=self.caption,
        )

    def _declared(self, entry: Entry) -> tuple[Statistic, ...]:
        """Return the statistics named nearest: by the column, the row, a note, a heading."""
        if entry.value.shape == "single" and any("p" in x.statistics for x in entry.stubs):
            return ("p",)
        heads = [s for x in entry.heads[::-1] for s in x.statistics]
        if entry.column in self.counted:
            heads.append("n")
        rows = [s for x in entry.stubs for s in x.statistics]
        sections = next((x.statistics for x in entry.sections[::-1] if x.statistics), ())
        noted = [s for x in entry.stubs for m in x.marks for s in self.notes.get(m, ())]
        noted += [s for x in entry.labels() for m in x.marks for s in self.notes.get(m, ())]
        compared = (*entry.heads, *(x for x in entry.stubs if _is_of_effects(x.name)))
        if entry.value.shape in ("interval", "paren") and any(x.effect for x in compared):
            heads.append("ci")
        near = tuple(dict.fromkeys((*heads, *rows)))
        if near and set(near) != {"percent"}:
            return (
                near
                if len(near) > 1 or entry.value.shape == "single"
                else (*near, *noted, *sections)
            )
        return tuple(dict.fromkeys((*near, *noted, *sections))) or tuple(self.of_all)

    def _n(self, entry: Entry) -> int | None:
        if entry.value.total is not None:
            return entry.value.total
        sized = [x.n for x in entry.heads if x.n is not None]
        if sized:
            return sized[-1]
        return self.sizes.get(entry.column)


def _counted(columns: dict[int, tuple[Label, ...]]) -> set[int]:
    """Return columns headed by a size alone with one of percentages beside: they hold counts."""
    found = set()
    for j, heads in columns.items():
        beside = columns.get(j + 1, ())
        if len(heads) < 2 or len(beside) < 2 or heads[-1].n is None:
            continue
        share = beside[-1].statistics == ("percent",) and not beside[-1].name
        if not heads[-1].name and not heads[-1].statistics and share and heads[:-1] == beside[:-1]:
            found.add(j)
    return found


def _is_of_effects(name: str) -> bool:
    """Tell whether a row that speaks of an effect holds one, not an outcome so named."""
    return not name or bool(_VERSUS.search(name) or _EFFECT_ROW.match(name))


def _is_marked(note: str) -> bool:
    found = _NOTE_OF.match(note)
    return bool(found) and (note.startswith("^") or len(found[1] or found[2]) == 1)  # type: ignore[index]


def _declarations(text: str) -> frozenset[Statistic]:
    """Return the statistics that a caption or the notes say the values are."""
    return frozenset(statistics_in(text)[1])


def _size_rows(entries: list[Entry]) -> dict[int, int]:
    """Return sizes from a row that holds nothing else: "N", "No. of patients"."""
    sizes: dict[int, int] = {}
    for e in entries:
        stub = e.stubs[-1] if e.stubs else None
        is_size = stub is not None and "n" in stub.statistics and not stub.name and not e.sections
        if is_size and e.value.shape in ("single", "paren") and e.value.numbers[0].decimals == 0:
            sizes.setdefault(e.column, int(e.value.numbers[0].value))
    return sizes


def _is_ratio(entry: Entry) -> bool:
    if entry.value.shape != "fraction":
        return False
    part, whole = entry.value.numbers[:2]
    if part.value > whole.value:
        return True
    return any(_RATIO_LABEL.search(x.name) for x in entry.stubs)


def _is_test(entry: Entry) -> bool:
    """Tell whether what looks like an interval are the degrees of freedom of a test."""
    return entry.value.shape == "interval" and any(
        _TEST_HEAD.search(x.printed) for x in entry.heads
    )


def _names(labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x.name for x in labels if x.name))


def _best_time(times: list[Time]) -> Time | None:
    return times[0] if times else None
