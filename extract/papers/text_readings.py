"""Values of groups in running text, in the shape that the values of tables have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.documents.model import Document
from extract.numbers.group_model import EACH
from extract.numbers.groups import GroupValue, find_group_values
from extract.papers.cells import Printed
from extract.papers.model import ArmFound, Number
from extract.papers.readings import Reading
from extract.papers.times import read_time

_SPREADS = {"sd": ("sd",), "se": ("se",), "ci": ("ci_lb", "ci_ub"), "iqr": ("q_lb", "q_ub")}


def read_text(document: Document, arms: Iterable[ArmFound] = ()) -> list[Reading]:
    """Read the sentences of a document: each value of a group, with what stands around it.

    Parameters
    ----------
    document : Document
    arms : iterable of ArmFound
        Groups of the study, whose names sentences may use.

    Returns
    -------
    list of Reading
        ``row`` is the number of the series: values of one series stand against each other.
    """
    outcomes: dict[int, str] = {}
    found = []
    arms = tuple(arms)
    names = [name for arm in arms for name in (arm.name, *arm.aliases)]
    for column, value in enumerate(find_group_values(document, names)):
        if value.statistic == "difference" or not value.group:
            continue
        outcome = outcomes.setdefault(value.series, value.outcome)
        groups = [a.name for a in arms] if value.group == EACH else [value.group]
        found += [_reading(replace(value, group=g), outcome, column) for g in groups]
    return found


def _reading(value: GroupValue, outcome: str, column: int) -> Reading:
    numbers = dict(_numbers(value))
    time = read_time(value.time or "")
    return Reading(
        table=-1,
        sections=(value.quote.source,),
        stubs=tuple(t for t in (outcome, value.time or "") if t),
        heads=(value.group,),
        time=time,
        change=value.statistic == "change",
        effect=False,
        total=False,
        row=value.series,
        column=column,
        values={k: _printed(k, n) for k, n in numbers.items()},
        cells={},
        declared=frozenset({"percent"} if value.unit == "%" else ()),
        sure=not value.spread or value.spread_kind is not None,
        caption=value.quote.words,
        outcome_shared=value.outcome_shared,
        quotes={k: n.quote for k, n in numbers.items()},
    )


def _numbers(value: GroupValue) -> Iterator[tuple[str, Number]]:
    names = {"mean": "mean", "change": "mean", "median": "median"}
    yield names.get(value.statistic, value.statistic), _signed(value)
    if value.n is not None:
        yield ("total" if value.statistic in ("events", "percent") else "n"), value.n
    if value.percent is not None:
        yield "percent", value.percent
    spreads = _SPREADS.get(value.spread_kind or "", ())
    if len(spreads) == len(value.spread):
        yield from zip(spreads, value.spread, strict=True)


def _signed(value: GroupValue) -> Number:
    """Return "fell by 3.4" as -3.4: the words say the sign."""
    number = value.value
    if value.statistic == "change" and value.direction == "down" and number.value > 0:
        return replace(number, value=-number.value)
    return number


def _printed(name: str, number: Number) -> Printed:
    decimals = len(number.printed.partition(".")[2].rstrip("%) "))
    if name == "percent":
        # printed per hundred, as in tables
        return Printed(number.printed, round(100 * number.value, decimals), decimals, True)
    return Printed(number.printed, number.value, decimals)
