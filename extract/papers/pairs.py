"""Two groups side by side: readings of a table that differ in one thing only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.papers.readings import Reading
from extract.papers.times import only_time

_CENTRES = {"mean", "median", "events", "percent", "value"}
Axis = Literal["heads", "stubs", "sections"]
# Readings that differ along one axis are left alone when more: no table has so many groups.
MOST_GROUPS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two readings that differ along one axis of the table.

    Attributes
    ----------
    first, second : Reading
        In the table's order.
    axis : str
        Columns, rows, or headings between the rows.
    own1, own2 : tuple of str
        Names that only the one, only the other has.
    shared : tuple of str
        Names over both.
    """

    first: Reading
    second: Reading
    axis: Axis
    own1: tuple[str, ...]
    own2: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def one_time(self) -> bool:
        """Whether both were measured at one time, and both are, or are not, changes.

        Groups may be named by a time ("the 3 h group"): only a name that is nothing but a time
        tells one measurement from another.
        """
        timed = any(only_time(n) for n in (*self.own1, *self.own2))
        a, b = self.first.time, self.second.time
        same = not timed or (a is not None and b is not None and a.rank == b.rank)
        return same and self.first.change == self.second.change

    @property
    def alike(self) -> bool:
        """Whether both hold the same kind of value: means, events, medians or shares."""
        return bool(self.first.values.keys() & self.second.values.keys() & _CENTRES)

    def turned(self) -> Pair:
        """Return it with the two changed about."""
        return Pair(
            first=self.second,
            second=self.first,
            axis=self.axis,
            own1=self.own2,
            own2=self.own1,
            shared=self.shared,
        )


def pairs(readings: list[Reading]) -> Iterator[Pair]:
    """Yield every two readings of one table that differ along one axis.

    Parameters
    ----------
    readings : list of Reading

    Yields
    ------
    Pair
        Groups are told from outcomes and times by whoever asks: here only the plan counts.
    """
    for axis in ("heads", "stubs", "sections"):
        groups: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
        for r in readings:
            if not (r.effect or r.total):
                groups[_others(r, axis)].append(r)
        for group in groups.values():
            if len(group) <= MOST_GROUPS:
                yield from _within(group, axis)


def _others(r: Reading, axis: Axis) -> tuple[object, ...]:
    if axis == "heads":
        return (r.table, r.sections, r.stubs, r.row)
    if axis == "stubs":
        return (r.table, r.sections, r.heads, r.column, len(r.stubs))
    return (r.table, r.stubs, r.heads, r.column)


def _within(group: list[Reading], axis: Axis) -> Iterator[Pair]:
    for i, a in enumerate(group):
        for b in group[i + 1 :]:
            names_a, names_b = getattr(a, axis), getattr(b, axis)
            own1 = tuple(n for n in names_a if n not in names_b)
            own2 = tuple(n for n in names_b if n not in names_a)
            most = 1 if axis != "heads" else 3
            if not own1 or not own2 or max(len(own1), len(own2)) > most:
                continue
            shared = tuple(n for n in a.names() if n not in own1)
            yield Pair(first=a, second=b, axis=axis, own1=own1, own2=own2, shared=shared)
