"""The audit trail of a machine-read comparison: every number with its place in the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.streams import stream_rows
from extract.records.tables import MACHINE_SCHEMAS, load_schema

Row = dict[str, Any]


def trace_contrast(ident: str, folder: Path) -> list[str] | None:
    """Walk a machine-read contrast to the words of each of its numbers.

    Parameters
    ----------
    ident : str
        A ``machine_contrast_id``.
    folder : Path
        Where the published tables are.

    Returns
    -------
    list of str, or None
        Lines for a person; None when no machine table has the identifier.
    """
    contrast = next(_rows(folder, "machine_contrasts", "machine_contrast_id", ident), None)
    if contrast is None:
        return None
    numbers = list(_rows(folder, "machine_numbers", "machine_contrast_id", ident))
    paper = contrast["paper_id"]
    places = {e["evidence_id"]: e for e in _rows(folder, "machine_evidence", "paper_id", paper)}
    (document,) = _rows(folder, "machine_documents", "paper_id", paper)
    (effect,) = _rows(folder, "machine_effects", "machine_contrast_id", ident, ESTIMATE_SCHEMAS)
    head = [
        f"{ident} is a row of machine_contrasts: NOT CHECKED, in no pooled number",
        f"  {contrast['outcome']}: {contrast['arm_1']} against {contrast['arm_2']}",
        f"  {_effect(effect)}",
        "numbers:",
    ]
    lines = [line for n in numbers for line in _number(n, places[n["evidence_id"]])]
    title = document["title"] or "no title"
    return [*head, *lines, f"paper: {document['files']} ({title}), sha256 {document['sha256']}"]


def _rows(
    folder: Path, table: str, key: str, value: str, schemas: Path = MACHINE_SCHEMAS
) -> Iterator[Row]:
    rows = stream_rows(folder / f"{table}.csv", load_schema(table, schemas))
    return (r for r in rows if r[key] == value)


def _effect(effect: Row) -> str:
    if effect["yi"] is None:
        return f"no effect: {effect['no_effect_reason'] or effect['what_if_reason']}"
    return f"yi = {effect['yi']:.6g}, vi = {effect['vi']:.6g}, by {effect['formula']}"


def _number(number: Row, place: Row) -> Iterator[str]:
    way = "" if number["formula"] is None else f" by {number['formula']}"
    yield f"  {number['statistic']} = {number['printed']} ({number['origin']}{way})"
    at = f"page {place['page']}" if place["page"] is not None else place["xpath"]
    yield f"    words: {place['words']}; {place['source']}; {at} ({number['evidence_id']})"
