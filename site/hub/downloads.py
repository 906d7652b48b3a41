"""The tables in other forms than CSV: SQLite, Parquet, JSON lines, and all of it in one ZIP.

Each is made from the published CSV and its contract, and is the same in each run.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from extract.records.tables import TableSchema
from hub.model import Hub
from hub.parquet import parquet_bytes
from hub.text import table as markdown_table

SQLITE = "data/hub.sqlite"
ZIP = "data/hub.zip"
_SQL = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}
_NEVER = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold: no clock in a download


def downloads(
    tables: Mapping[str, Path],
    schemas: Mapping[str, TableSchema],
    package: Path,
    texts: Mapping[str, str],
) -> Iterator[tuple[str, bytes]]:
    """Yield every download by its path.

    Parameters
    ----------
    tables : mapping
        Published CSV files by table name.
    schemas : mapping
        Their contracts.
    package : Path
        ``datapackage.json``; its paths are those in the ZIP.
    texts : mapping
        More files of the ZIP, by name: what it is, under which licence.
    """
    for name, path in sorted(tables.items()):
        yield f"data/parquet/{name}.parquet", parquet_bytes(path, schemas[name])
        yield f"data/json/{name}.ndjson", _lines(path, schemas[name])
    yield SQLITE, sqlite_bytes(tables, schemas)
    yield ZIP, _zipped(tables, schemas, package, texts)


def typed_rows(path: Path, schema: TableSchema) -> Iterator[list[Any]]:
    """Yield the rows of a published CSV with the types of its contract; None is missing."""
    types = [f["type"] for f in schema.fields]
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader)
        if header != schema.columns:
            raise ValueError(f"{path.name}: found columns {header}; expected {schema.columns}")
        for row in reader:
            yield [_typed(text, kind) for text, kind in zip(row, types, strict=True)]


def _typed(text: str, kind: str) -> Any:
    if text == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    return {"number": float, "integer": int}.get(kind, str)(text)


def _lines(path: Path, schema: TableSchema) -> bytes:
    """Return a table as one JSON object a line, columns in the contract's order."""
    columns = schema.columns
    return "".join(
        json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, allow_nan=False) + "\n"
        for row in typed_rows(path, schema)
    ).encode()


def sqlite_bytes(tables: Mapping[str, Path], schemas: Mapping[str, TableSchema]) -> bytes:
    """Return all tables as one SQLite database, with the keys of their contracts.

    Raises
    ------
    ValueError
        When a row names one in another table that is not there.
    """
    base = sqlite3.connect(":memory:")
    for name in sorted(tables):
        base.execute(_create(schemas[name], set(tables)))
    for index in sorted(_indexes(tables, schemas)):
        base.execute(index)
    for name, path in sorted(tables.items()):
        marks = ", ".join("?" for _ in schemas[name].columns)
        base.executemany(
            f"INSERT INTO {_named(name)} VALUES ({marks})",
            typed_rows(path, schemas[name]),
        )
    base.execute("CREATE TABLE columns (table_name TEXT, name TEXT, type TEXT, description TEXT)")
    base.executemany(
        "INSERT INTO columns VALUES (?, ?, ?, ?)",
        [
            (name, f["name"], f["type"], f["description"])
            for name in sorted(tables)
            for f in schemas[name].fields
        ],
    )
    base.commit()
    broken = base.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"tables: found rows without what they name: {broken[:5]}")
    base.execute("VACUUM")
    content: bytes = base.serialize()
    base.close()
    return content


def _create(schema: TableSchema, known: set[str]) -> str:
    lines = [_column(f) for f in schema.fields]
    lines.append(f"PRIMARY KEY ({_listed(schema.primary_key)})")
    for key in schema.foreign_keys:
        parent = key["reference"]["resource"] or schema.name
        if parent in known:
            columns = _listed(key["reference"]["fields"])
            lines.append(
                f"FOREIGN KEY ({_listed(key['fields'])}) REFERENCES {_named(parent)} ({columns})"
            )
    return f"CREATE TABLE {_named(schema.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(field: Mapping[str, Any]) -> str:
    name, kind = _named(str(field["name"])), str(field["type"])
    required = " NOT NULL" if field.get("constraints", {}).get("required") else ""
    truth = f" CHECK ({name} IN (0, 1))" if kind == "boolean" else ""
    return f"{name} {_SQL[kind]}{required}{truth}"


def _indexes(tables: Mapping[str, Path], schemas: Mapping[str, TableSchema]) -> set[str]:
    """Return an index for each column set that is named from elsewhere and is no key of its own."""
    found = set()
    for name in tables:
        for key in schemas[name].foreign_keys:
            parent, columns = key["reference"]["resource"] or name, key["reference"]["fields"]
            if parent in tables and tuple(_sequence(columns)) != schemas[parent].primary_key:
                title = _named("_".join(["by", parent, *_sequence(columns)]))
                found.add(f"CREATE UNIQUE INDEX {title} ON {_named(parent)} ({_listed(columns)})")
    return found


def _sequence(columns: str | Sequence[str]) -> list[str]:
    return [columns] if isinstance(columns, str) else list(columns)


def _listed(columns: str | Sequence[str]) -> str:
    return ", ".join(_named(c) for c in _sequence(columns))


def _named(name: str) -> str:
    return f'"{name}"'  # a table is called references, which is a word of SQL


def _zipped(
    tables: Mapping[str, Path],
    schemas: Mapping[str, TableSchema],
    package: Path,
    texts: Mapping[str, str],
) -> bytes:
    """Return the Frictionless package with its tables, contracts, and texts."""
    files = {"datapackage.json": package.read_bytes()}
    files |= {name: text.encode() for name, text in texts.items()}
    for name, path in tables.items():
        files[f"tables/{name}.csv"] = path.read_bytes()
        contract = json.dumps(schemas[name].descriptor(), ensure_ascii=False, indent=1)
        files[f"schemas/{name}.json"] = (contract + "\n").encode()
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()


def read_me(hub: Hub) -> str:
    """Return what the ZIP says of itself."""
    values = {"name": hub.release.name, "version": hub.release.version, "date": hub.release.date}
    return hub.say("release-downloads-readme", **values) + "\n"


def formats_section(hub: Hub) -> str:
    """Return the downloads in other forms, as a section of the data page."""
    whole = [
        f"- [hub.zip](hub.zip): {hub.say('release-downloads-zip')}\n",
        f"- [hub.sqlite](hub.sqlite): {hub.say('release-downloads-sqlite')}\n",
        f"- {hub.say('release-downloads-api')}\n",
    ]
    rows = [
        [
            f"`{name}`",
            f"[CSV](tables/{name}.csv)",
            f"[Parquet](parquet/{name}.parquet)",
            f"[JSON lines](json/{name}.ndjson)",
        ]
        for name in sorted([*hub.tables, *hub.streamed])
    ]
    header = [hub.say(f"release-downloads-{name}") for name in ("table", "csv", "parquet", "lines")]
    return "".join(
        [
            f"\n## {hub.say('release-downloads-title')}\n\n",
            f"{hub.say('release-downloads-lead')}\n\n",
            *whole,
            "\n",
            markdown_table(header, rows),
        ]
    )
