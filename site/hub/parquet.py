"""Tables as Parquet; the only door to pyarrow."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyarrow as pa
from pyarrow import csv, parquet

from extract.records.tables import TableSchema

_TYPES = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}


def parquet_bytes(path: Path, schema: TableSchema) -> bytes:
    """Return a published CSV as Parquet, typed and described by its contract.

    Only an empty cell is missing: the country code NA stays Namibia.
    """
    types = {f["name"]: _TYPES[f["type"]] for f in schema.fields}
    options = csv.ConvertOptions(
        column_types=types,
        null_values=[""],
        strings_can_be_null=True,
        true_values=["true"],
        false_values=["false"],
        include_columns=schema.columns,
    )
    table = csv.read_csv(path, convert_options=options)
    described = pa.schema(
        [
            pa.field(f["name"], types[f["name"]], metadata={"description": f["description"]})
            for f in schema.fields
        ],
        metadata={"title": schema.title, "description": schema.description, "licence": "CC-BY-4.0"},
    )
    target = BytesIO()
    parquet.write_table(table.cast(described), target, compression="zstd")
    return target.getvalue()
