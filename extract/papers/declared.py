"""What a table says of its numbers: statistics in labels, caption and notes, sizes of columns."""

from __future__ import annotations

import re

from extract.documents.model import Table
from extract.papers.labels import Label, Statistic, read_label, statistics_in
from extract.papers.sheet import Entry
from extract.papers.size_cells import SizeCells

_ASSOCIATIONS = re.compile(r"\bcorrelations?\b|\bregressions?\b|\bmixed[- ]models?\b", re.I)
_OF_GROUPS = re.compile(r"\bmeans?\b|\bmedians?\b|%|\bby group|\bcharacteristics\b", re.I)
_VERSUS = re.compile(r"\bvs\.?\b|\bversus\b|\bcompared\b", re.IGNORECASE)
_EFFECT_ROW = re.compile(
    r"^(?:(?:mean|group|between[- ]group|treatment|intervention|risk|rate|absolute|adjusted"
    r"|unadjusted|crude|net|relative|statistical|estimated)[ -]*)*"
    r"(?:differences?|effects?(?: sizes?)?|(?:odds|risk|rate|hazard) ratios?"
    r"|relative risks?|comparisons?)\s*\d*"
    r"\s*(?:\(.*\)|between (?:the )?(?:two )?groups|in(?: means?| proportions?| scores?)?)?$",
    re.IGNORECASE,
)
_NOTE_OF = re.compile(
    r"^\^?\(?(?:([*†‡§¶#∥]{1,3})|([a-z0-9]{1,3})(?=[)\s:]))\)?[\s:]*(.*)$", re.I | re.S
)


class Declared:
    """What the whole table declares: caption, notes, sizes of its columns.

    Parameters
    ----------
    table : Table
    entries : list of Entry
        Its values.

    Attributes
    ----------
    said : frozenset of str
        Statistics named by the caption or by notes to the whole table.
    size_cells : SizeCells
        Where sizes stand.
    n_columns : set of int
        Columns that hold sizes of groups.
    of_associations : bool
        It prints correlations or coefficients, not values of groups.
    """

    def __init__(self, table: Table, entries: list[Entry]) -> None:
        text = " ".join((table.caption, *(f for f in table.footnotes if not _is_marked(f))))
        self.caption = table.caption
        self.said = _declarations(text)
        self.notes: dict[str, tuple[Statistic, ...]] = {}
        for note in table.footnotes:
            if found := _NOTE_OF.match(note):
                self.notes[found[1] or found[2]] = tuple(
                    s for s in statistics_in(found[3])[1] if s != "p"
                )
        self.sizes = _size_rows(entries)
        self.size_cells = SizeCells(table)
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

    def statistics(self, entry: Entry) -> tuple[Statistic, ...]:
        """Return the statistics named nearest: by the column, the row, a note, a heading.

        Parameters
        ----------
        entry : Entry

        Returns
        -------
        tuple of str
        """
        if entry.value.shape == "single" and any("p" in x.statistics for x in entry.stubs):
            return ("p",)
        # the inner heading tells; one in brackets goes on with the one over it: "Mean", "(SD)"
        goes_on = bool(entry.heads) and entry.heads[-1].printed.startswith("(")
        ordered = entry.heads if goes_on else entry.heads[::-1]
        heads = [s for x in ordered for s in x.statistics]
        sized = any(x.n is not None and x.statistics == ("percent",) for x in entry.heads)
        if entry.column in self.counted or sized:
            heads.insert(0, "n")  # "N = 37 (%)": counts with their shares
        rows = [s for x in entry.stubs for s in x.statistics]
        sections = next((x.statistics for x in entry.sections[::-1] if x.statistics), ())
        noted = [s for x in entry.stubs for m in x.marks for s in self.notes.get(m, ())]
        noted += [s for x in entry.labels() for m in x.marks for s in self.notes.get(m, ())]
        compared = (*entry.heads, *(x for x in entry.stubs if is_of_effects(x.name)))
        if entry.value.shape == "interval" and any(x.effect for x in compared):
            heads.append("ci")
            rows = [s for s in rows if s != "percent"]  # the unit of the outcome, not of a ratio
        near = tuple(dict.fromkeys((*heads, *rows)))
        if near and set(near) != {"percent"}:
            return (
                near
                if len(near) > 1 or entry.value.shape == "single"
                else (*near, *noted, *sections)
            )
        return tuple(dict.fromkeys((*near, *noted, *sections))) or tuple(self.of_all)

    def size(self, entry: Entry) -> int | None:
        """Return the size printed nearest over a value, or inside its cell.

        Parameters
        ----------
        entry : Entry

        Returns
        -------
        int or None
        """
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


def is_of_effects(name: str) -> bool:
    """Tell whether a row that speaks of an effect holds one, not an outcome so named.

    Parameters
    ----------
    name : str
        Of its label.

    Returns
    -------
    bool
    """
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
