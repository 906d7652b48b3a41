"""Published tables: one Frictionless Table Schema each, and the only reader and writer."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from extract.records.cells import harmless

SCHEMAS = Path(__file__).parent / "schemas"
MACHINE_SCHEMAS = Path(__file__).parent / "machine"  # of tables that no person has checked
DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean"}
DIGITS = 10


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table's contract: name, title, description, fields, keys."""

    name: str
    title: str
    description: str
    fields: tuple[Mapping[str, Any], ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[Mapping[str, Any], ...]

    @property
    def columns(self) -> list[str]:
        """Column names in order."""
        return [f["name"] for f in self.fields]

    def descriptor(self) -> dict[str, Any]:
        """Return the Frictionless Table Schema."""
        return {
            "fields": [dict(f) for f in self.fields],
            "missingValues": [""],
            "primaryKey": list(self.primary_key),
            "foreignKeys": [dict(k) for k in self.foreign_keys],
        }


def load_schema(name: str, folder: Path = SCHEMAS) -> TableSchema:
    """Read the contract of a table.

    Raises
    ------
    FileNotFoundError
        When there is no such table.
    """
    data = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    keys = data["primaryKey"]
    return TableSchema(
        name=data["name"],
        title=data["title"],
        description=data["description"],
        fields=tuple(data["fields"]),
        primary_key=tuple([keys] if isinstance(keys, str) else keys),
        foreign_keys=tuple(data.get("foreignKeys", ())),
    )


def load_schemas(*folders: Path) -> dict[str, TableSchema]:
    """Read every contract of the folders, by table name."""
    names = sorted((p.stem, folder) for folder in folders for p in folder.glob("*.yaml"))
    return {name: load_schema(name, folder) for name, folder in names}


def cell(value: Any) -> str:
    """Return a value as the text of a CSV cell: stable, and harmless in a spreadsheet."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, f".{DIGITS}g")
    if isinstance(value, list | tuple):
        return harmless(";".join(str(v) for v in value))
    if isinstance(value, int):
        return str(value)
    return harmless(" ".join(str(value).split()))


def write_table(rows: Iterable[Mapping[str, Any]], path: Path, schema: TableSchema) -> int:
    """Write rows sorted by key, columns in schema order; the file appears whole or not at all.

    Returns
    -------
    int
        Number of rows.

    Raises
    ------
    ValueError
        When a row has a column that the schema does not have, or a key comes twice.
    """
    columns = schema.columns
    written: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        unknown = set(row) - set(columns)
        if unknown:
            raise ValueError(f"{schema.name}: unknown columns {sorted(unknown)}")
        key = tuple(cell(row.get(k)) for k in schema.primary_key)
        if key in written:
            raise ValueError(f"{schema.name}: key {key} twice")
        written[key] = [cell(row.get(c)) for c in columns]
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(written[key] for key in sorted(written))
    partial.replace(path)
    return len(written)


def read_table(path: Path, schema: TableSchema) -> pd.DataFrame:
    """Read a table that `write_table` wrote, typed by its schema.

    Returns
    -------
    DataFrame
        Columns in schema order; missing is NaN / <NA>. The country code NA stays Namibia.
    """
    types = {f["name"]: DTYPES[f["type"]] for f in schema.fields}
    booleans = [c for c, t in types.items() if t == "boolean"]
    table = pd.read_csv(
        path,
        dtype={c: ("str" if c in booleans else t) for c, t in types.items()},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    for column in booleans:
        table[column] = table[column].map({"true": True, "false": False}).astype("boolean")
    return table[schema.columns]


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as rows whose missing values are None."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]
