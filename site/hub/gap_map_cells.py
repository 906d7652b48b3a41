"""What the gap map counts: the coded results, where they lie, and what each cell holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hub.model import LEVELS, Hub, Row, parts
from hub.pieces import study_name

ROW_AXES = ("kind", "group", "level")
COLUMN_AXES = ("family", "income", "cadre")
NOT_STATED = "not_stated"
INCOMES = ("low", "lower_middle", "upper_middle", "high", "mixed", NOT_STATED)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of the map holds.

    Attributes
    ----------
    row, column : str
        Where it is.
    studies : tuple of str
        Studies with a coded result here, each once, in the order of their names.
    numbers : int
        How many of them have an effect here that can be computed.
    finding : dict or None
        The hub's finding on this row and column from controlled studies.
    """

    row: str
    column: str
    studies: tuple[str, ...]
    numbers: int
    finding: Row | None

    @property
    def sure(self) -> str:
        """The certainty of the finding; ``none`` without one."""
        return self.finding["certainty"] if self.finding is not None else "none"


def map_entries(hub: Hub) -> list[Row]:
    """Return every coded result, those alike in all that the map can ask joined.

    Each entry says how many results it joins (``n``) and of how many an effect can be computed
    (``numbers``).
    """
    found: dict[tuple[Any, ...], Row] = {}
    for effect in hub["effect_sizes"]:
        row = {
            "study": effect["study_id"],
            "family": effect["outcome_family"],
            "construct": effect["construct_id"],
            "evidence": effect["evidence_class"],
            "level": effect["level"],
            "kind": parts(effect["intervention_types"]),
            "status": effect["review_status"],
        }
        entry = found.setdefault(tuple(map(str, row.values())), row | {"n": 0, "numbers": 0})
        entry["n"] += 1
        entry["numbers"] += effect["yi"] is not None
    return sorted(found.values(), key=lambda e: tuple(map(str, e.values())))


def study_facts(hub: Hub, entries: Iterable[Row]) -> dict[str, Row]:
    """Return what the filters and the lists need of each study, in the order of their names."""
    used = {e["study"] for e in entries}
    studies = sorted(
        (hub.studies[ident] for ident in used),
        key=lambda s: (study_name(s).casefold(), s["study_id"]),
    )
    return {
        s["study_id"]: {
            "label": study_name(s),
            "title": s["title"],
            "year": s["year"],
            "country": parts(s["countries"]),
            "income": s["income_group"],
            "cadre": parts(s["cadres"]),
            "design": s["design"],
            "bias": s["risk_of_bias"],
        }
        for s in studies
    }


def axes(hub: Hub, entries: Sequence[Row], studies: dict[str, Row]) -> dict[str, Any]:
    """Return the values of every axis in order; those of ``kind`` by group, with empty ones too."""
    kinds = hub.terms("interventions")
    groups = hub.terms("intervention_groups")
    by_group = [
        [g, sorted((k for k, t in kinds.items() if t["parent"] == g), key=_by_label(hub))]
        for g in sorted(groups, key=lambda g: hub.label("intervention_groups", g).casefold())
    ]
    families = [f for f in hub.families if f in hub.terms("outcome_families")]
    families += [f for f in hub.terms("outcome_families") if f not in families]
    cadres = sorted(hub.terms("cadres"), key=lambda c: hub.label("cadres", c).casefold())
    # What a table holds and no vocabulary: a row of its own, so that nothing is left out unseen.
    known = {k for _, mine in by_group for k in mine}
    rest = sorted({k for e in entries for k in e["kind"]} - known)
    if any(not e["kind"] for e in entries):
        rest.append(NOT_STATED)
    if rest:
        by_group.append([NOT_STATED, rest])
    families += sorted({e["family"] for e in entries} - set(families))
    cadres += sorted({c for s in studies.values() for c in s["cadre"]} - set(cadres))
    if any(not s["cadre"] for s in studies.values()):
        cadres.append(NOT_STATED)
    return {
        "kind": [g for g in by_group if g[1]],
        "group": [["", [g for g, mine in by_group if mine]]],
        "level": [["", list(LEVELS)]],
        "family": families,
        "income": list(INCOMES),
        "cadre": cadres,
    }


def _by_label(hub: Hub) -> Callable[[str], str]:
    return lambda kind: hub.label("interventions", kind).casefold()


def values_at(hub: Hub, entry: Row, study: Row, axis: str) -> list[str]:
    """Return where an entry lies on an axis; once at each value."""
    if axis == "group":
        found = [_group_of(hub, kind) for kind in entry["kind"]]
    else:
        value = entry[axis] if axis in entry else study[axis]
        found = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(found)) or [NOT_STATED]


def _group_of(hub: Hub, kind: str) -> str:
    term = hub.terms("interventions").get(kind)
    return term["parent"] if term is not None else NOT_STATED


def cells(hub: Hub, rows: str = "kind", columns: str = "family") -> list[Cell]:
    """Return the cells that hold a study, in the order of the axes.

    Parameters
    ----------
    rows : str
        One of ``ROW_AXES``.
    columns : str
        One of ``COLUMN_AXES``.
    """
    entries = map_entries(hub)
    studies = study_facts(hub, entries)
    order = axes(hub, entries, studies)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for entry in entries:
        study = studies[entry["study"]]
        for row in values_at(hub, entry, study, rows):
            for column in values_at(hub, entry, study, columns):
                numbers = found.setdefault((row, column), {})
                numbers[entry["study"]] = numbers.get(entry["study"], 0) + entry["numbers"]
    findings = {
        (f["intervention_type"] or f["level"], f["outcome_family"]): f
        for f in hub["pooled_effects"]
        if f["evidence_class"] == "controlled"
    }
    own = rows in ("kind", "level") and columns == "family"
    rank = {ident: i for i, ident in enumerate(studies)}
    return [
        Cell(
            row,
            column,
            tuple(sorted(found[row, column], key=rank.__getitem__)),
            sum(n > 0 for n in found[row, column].values()),
            findings.get((row, column)) if own else None,
        )
        for _, values in order[rows]
        for row in values
        for column in order[columns]
        if (row, column) in found
    ]
