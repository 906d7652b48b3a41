"""The audit trail: from a published number back to the printed words, and forward to the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.tables import SCHEMAS, load_schemas, read_table, rows_of

Row = Mapping[str, Any]
SHOWN = re.compile(r'data-id="[a-z_]+/([^"]+)"')
KEYS = (
    "pooled_effects",
    "effect_sizes",
    "readings",
    "studies",
    "evidence",
    "economics",
    "reviews",
    "claims",
    "themes",
)


class TraceError(ValueError):
    """An identifier that no table has."""


def load_tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Read every published table of a run."""
    schemas = load_schemas(SCHEMAS, ESTIMATE_SCHEMAS)
    return {
        name: rows_of(read_table(folder / f"{name}.csv", schema))
        for name, schema in schemas.items()
    }


def trace(ident: str, tables: Mapping[str, Sequence[Row]], docs: Path) -> list[str]:
    """Walk an identifier both ways.

    Parameters
    ----------
    ident : str
        A finding, effect, reading, study, evidence, cost, review row, claim or theme.
    tables : mapping
        Rows by table name, as `load_tables` returns them.
    docs : Path
        The Markdown tree, searched for the pages that show the row.

    Returns
    -------
    list of str
        Lines for a person: the row, what it was made of, the place it was read, the pages.

    Raises
    ------
    TraceError
        When no table has the identifier.
    """
    schemas = load_schemas(SCHEMAS, ESTIMATE_SCHEMAS)
    for name in KEYS:
        key = schemas[name].primary_key[0]
        row = next((r for r in tables[name] if r[key] == ident), None)
        if row is not None:
            walk = [
                f"{ident} is a row of {name}",
                *_shown(row),
                *(f"  {line}" for line in _back(name, row, tables)),
            ]
            pages = pages_showing(ident, docs)
            return [*walk, f"shown on {len(pages)} pages:", *(f"  {p}" for p in pages)]
    raise TraceError(f"{ident!r}: found in no table; expected an identifier of {', '.join(KEYS)}")


def _shown(row: Row) -> list[str]:
    return [f"  {k} = {v}" for k, v in row.items() if v is not None]


def _back(name: str, row: Row, tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    if name == "pooled_effects":
        yield "made of:"
        for m in tables["pool_members"]:
            if m["finding_id"] == row["finding_id"] and (m["included"] or m["in_all"]):
                effect = _one(tables, "effect_sizes", "effect_id", m["effect_id"])
                part = f"weight {m['weight']:.4f}" if m["included"] else "not pooled: read once"
                yield f"effect {m['effect_id']}, {part}"
                yield from (f"  {line}" for line in _effect(effect, tables))
    elif name == "effect_sizes":
        yield from _effect(row, tables)
    elif name == "readings":
        yield from _place(row, tables)
    elif name == "studies":
        for effect in tables["effect_sizes"]:
            if effect["study_id"] == row["study_id"]:
                yield f"effect {effect['effect_id']}"
                yield from (f"  {line}" for line in _effect(effect, tables))
    elif name in ("economics", "reviews"):
        yield f"read at {row['read_at']}"


def _effect(effect: Row, tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    if effect["yi"] is None:
        yield f"no effect: {effect['no_effect_reason']}"
    else:
        yield (
            f"yi = {effect['yi']:.6g}, vi = {effect['vi']:.6g}, by {effect['formula']} "
            f"({effect['origin']}), use {effect['use']}"
        )
    reading = _one(tables, "readings", "reading_id", effect["reading_id"])
    skip = ("reading_id", "contrast_id", "study_id", "evidence_id", "use", "use_reason", "flags")
    printed = [f"{k} = {v}" for k, v in reading.items() if v is not None and k not in skip]
    yield f"from reading {reading['reading_id']}: {', '.join(printed)}"
    yield from _place(reading, tables)


def _place(reading: Row, tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    evidence = _one(tables, "evidence", "evidence_id", reading["evidence_id"])
    document = _one(tables, "documents", "document_id", evidence["document_id"])
    study = _one(tables, "studies", "study_id", reading["study_id"])
    report = _one(tables, "references", "doc_id", study["doc_id"])
    yield f"words: {evidence['words'] or 'none kept'} ({evidence['evidence_id']})"
    yield f"page read: {document['read_at']}"
    check = next((c for c in tables["checks"] if c["reading_id"] == reading["reading_id"]), None)
    if check is None:
        yield "second reading: none yet"
    else:
        yield f"second reading: {check['result']} ({check['checked_on']}) at {check['read_at']}"
    yield f"record: {study['source_file']}, imported from {evidence['imported_from'] or 'nothing'}"
    ident = report["doi"] or report["pmid"] or report["pmcid"] or report["no_identifier_reason"]
    yield f"publication: {report['title']} ({ident})"


def _one(tables: Mapping[str, Sequence[Row]], name: str, key: str, ident: str) -> Row:
    return next(r for r in tables[name] if r[key] == ident)


def pages_showing(ident: str, docs: Path) -> list[str]:
    """Return the pages of a Markdown tree that show a row, by its identifier."""
    return [
        p.relative_to(docs).with_suffix(".html").as_posix()
        for p in sorted(docs.rglob("*.md"))
        if ident in SHOWN.findall(p.read_text(encoding="utf-8"))
    ]
