"""What a table says of one group: mean with its spread, or events, with every label over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.documents.model import Cell, Table
from extract.papers.cells import CellValue, Printed
from extract.papers.labels import Label, Statistic, statistics_in
from extract.papers.layout import Entry, read_layout
from extract.papers.model import Quote
from extract.papers.times import Time

# A share printed beside a count agrees with it when no farther off than this, in points.
PERCENT_SLACK = 1.1
# An interval is taken for one around a mean when its middle lies this near, in widths.
MIDDLE = 0.06

# "Male / Female: 14/8" counts two kinds of people, not events of a total.
_RATIO_LABEL = re.compile(
    r"\b(?:male|men|m|boys?|female|women|f|girls?)\s*[/:]\s*(?:female|women|f|girls?|male|men|m|boys?)\b"
    r"|\b(?:yes|left|right|married|single|urban|rural|day|night)\s?/\s?[a-z]{2,}",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\bvs\.?\b|\bversus\b|\bcompared\b", re.IGNORECASE)
_NOTE_OF = re.compile(r"^\^?\(?([a-z0-9*†‡§¶#]{1,3})\)?[\s:]\s*(.*)$", re.I | re.S)


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
        key = (reading.sections, reading.stubs, reading.heads)
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
    return _with_sizes([_settle(r) for r in found])


def _with_sizes(found: list[Reading]) -> list[Reading]:
    """Give the n of a column "n" to the means beside it in its row, of the same group."""
    sizes = [r for r in found if r.values.keys() == {"events"} and r.declared == {"n"}]
    used: set[int] = set()
    for r in found:
        if "n" in r.values or not r.values.keys() & {"mean", "median"}:
            continue
        for size in sizes:
            if size.row == r.row and size.stubs == r.stubs and set(size.heads) < set(r.heads):
                r.values["n"], r.cells["n"] = size.values["events"], size.cells["events"]
                used.add(id(size))
    return [r for r in found if id(r) not in used]


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
                self.notes[found[1]] = set(statistics_in(found[2])[1])
        self.sizes = _size_rows(entries)

    def reading(self, entry: Entry, number: int) -> Reading | None:
        """Say what an entry is; None where it is no value of a group."""
        if _is_ratio(entry):
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
            or any(x.effect and (not x.name or _VERSUS.search(x.name)) for x in entry.stubs),
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
        heads = [s for x in entry.heads for s in x.statistics]
        rows = [s for x in entry.stubs for s in x.statistics]
        sections = [s for x in entry.sections[-1:] for s in x.statistics]
        noted = [s for x in entry.labels() for m in x.marks for s in self.notes.get(m, ())]
        near = tuple(dict.fromkeys((*heads, *rows)))
        if near and set(near) != {"percent"}:
            return (
                near
                if len(near) > 1 or entry.value.shape == "single"
                else (*near, *noted, *sections)
            )
        return tuple(dict.fromkeys((*near, *noted, *sections)))

    def _n(self, entry: Entry) -> int | None:
        if entry.value.total is not None:
            return entry.value.total
        sized = [x.n for x in entry.heads if x.n is not None]
        if sized:
            return sized[-1]
        return self.sizes.get(entry.column)


def _is_marked(note: str) -> bool:
    found = _NOTE_OF.match(note)
    return bool(found) and (note.startswith("^") or len(found[1]) == 1)  # type: ignore[index]


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


def _names(labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x.name for x in labels if x.name))


def _best_time(times: list[Time]) -> Time | None:
    return times[0] if times else None


def interpret(
    value: CellValue,
    declared: tuple[Statistic, ...],
    n: int | None,
    said: frozenset[Statistic] = frozenset(),
) -> tuple[dict[str, Printed], bool]:
    """Say what the numbers of a cell are.

    Parameters
    ----------
    value : CellValue
    declared : tuple of str
        Statistics named by its labels, in order.
    n : int or None
        Size of the group, to tell a share from a spread.
    said : frozenset of str
        Statistics named by the caption or the notes of the table.

    Returns
    -------
    dict of str to Printed, and bool
        Values by name, and whether the labels or notes said so.
    """
    if value.shape == "pair":
        return {}, False
    return dict(_fields(value, declared, n, said)), _is_sure(value, declared, said)


def _is_sure(value: CellValue, declared: tuple[Statistic, ...], said: frozenset[Statistic]) -> bool:
    if value.shape == "single":
        return bool(declared) or value.numbers[0].percent
    if value.shape == "fraction" or any(p.percent for p in value.numbers):
        return True
    return bool(
        set(declared) & {"sd", "se", "ci", "iqr", "range", "percent", "n"}
        or said & {"sd", "se", "ci", "iqr"}
    )


def _fields(
    value: CellValue, declared: tuple[Statistic, ...], n: int | None, said: frozenset[Statistic]
) -> Iterator[tuple[str, Printed]]:
    kinds = set(declared)
    numbers = value.numbers
    if value.shape == "single":
        yield _single_name(numbers[0], declared), numbers[0]
    elif value.shape == "fraction":
        yield from zip(("events", "total", "percent"), numbers, strict=False)
    elif value.shape == "plus_minus":
        yield "mean", numbers[0]
        yield ("se" if _is_se(kinds, said) else "sd"), numbers[1]
    elif value.shape == "interval":
        yield from _interval(value, kinds, said)
    elif len(numbers) == 2:
        yield from _paren(numbers[0], numbers[1], kinds, said, n)
    elif numbers and numbers[0].percent:
        yield "percent", numbers[0]
    elif numbers and kinds & {"sd", "se"}:
        yield ("se" if "se" in kinds else "sd"), numbers[0]
    elif numbers and "percent" in kinds:
        yield "percent", numbers[0]


def _single_name(number: Printed, declared: tuple[Statistic, ...]) -> str:
    if number.percent:
        return "percent"
    names = {
        "mean": "mean",
        "sd": "sd",
        "se": "se",
        "median": "median",
        "percent": "percent",
        "total": "total",
    }
    # the first that can be a single number: the column's own name comes before the row's
    for statistic in declared:
        if statistic in ("n", "events"):
            return "count" if number.decimals == 0 else "value"
        if statistic in names:
            return names[statistic]
        if statistic == "p":
            return "p"
    return "value"


def _is_se(kinds: set[Statistic], said: frozenset[Statistic]) -> bool:
    if kinds & {"sd", "se"}:
        return "se" in kinds and "sd" not in kinds
    return "se" in said and "sd" not in said


def _interval(
    value: CellValue, kinds: set[Statistic], said: frozenset[Statistic]
) -> Iterator[tuple[str, Printed]]:
    low, high = value.low, value.high
    if low is None or high is None:
        return
    if not value.numbers:
        if kinds & {"ci"} or "ci" in said:
            yield from (("ci_lb", low), ("ci_ub", high))
        elif kinds & {"iqr", "range"}:
            yield from (("q_lb", low), ("q_ub", high))
        return
    centre = value.numbers[0]
    named = kinds & {"ci", "iqr", "range", "median", "mean"} or said & {
        "ci",
        "iqr",
        "range",
        "median",
    }
    width = high.value - low.value
    middle = width > 0 and abs((low.value + high.value) / 2 - centre.value) <= MIDDLE * width
    if named & {"iqr", "range", "median"} and "ci" not in named:
        around_mean = False
    elif "ci" in named and not named & {"median"}:
        around_mean = True
    else:
        around_mean = middle
    if "percent" in kinds and "mean" not in kinds and around_mean:
        yield "percent", centre
    else:
        yield ("mean" if around_mean else "median"), centre
    yield from (
        (("ci_lb", low), ("ci_ub", high)) if around_mean else (("q_lb", low), ("q_ub", high))
    )


def _paren(
    a: Printed, b: Printed, kinds: set[Statistic], said: frozenset[Statistic], n: int | None
) -> Iterator[tuple[str, Printed]]:
    if a.percent and not b.percent and b.decimals == 0:
        yield from (("percent", a), ("events", b))
    elif is_count_with_share(a, b, kinds, said, n):
        yield from (("events", a), ("percent", b))
    elif kinds & {"median", "iqr"} and not kinds & {"mean", "sd", "se"}:
        yield "median", a
    elif kinds & {"p"} or a.percent or b.percent:
        return
    else:
        yield "mean", a
        yield ("se" if _is_se(kinds, said) else "sd"), b


def is_count_with_share(
    a: Printed, b: Printed, kinds: set[Statistic], said: frozenset[Statistic], n: int | None
) -> bool:
    """Tell "12 (26.7)" of a count with its share from one of a mean with its spread.

    Parameters
    ----------
    a, b : Printed
        Before and inside the brackets.
    kinds, said : set of str
        Statistics named by the labels, and by caption or notes.
    n : int or None
        Size of the group.

    Returns
    -------
    bool
    """
    if a.decimals or a.value < 0 or not 0 <= b.value <= 100:
        return False
    if b.percent:
        return True
    fits = (
        n is not None
        and n > 0
        and a.value <= n
        and abs(100 * a.value / n - b.value) <= PERCENT_SLACK
    )
    if kinds & {"sd", "se", "mean"} and not fits:
        return False
    if kinds & {"sd", "se"}:
        return False
    if kinds >= {"n", "percent"} or kinds >= {"events", "percent"}:
        return True
    return fits or ("percent" in kinds | said and not said & {"mean", "sd", "se"})
