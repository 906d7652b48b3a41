"""Downloads in other forms: the same values, types kept, the same in each run, keys held."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from extract.records.tables import TableSchema, write_table
from hub.downloads import downloads, sqlite_bytes
from tests.unit.hub.small_hub import PAYLOADS

PLACES = TableSchema(
    name="places",
    title="Places",
    description="One row is a place.",
    fields=(
        {"name": "place_id", "type": "string", "description": "Key."},
        {"name": "country", "type": "string", "description": "Country."},
        {"name": "n", "type": "integer", "description": "People."},
        {"name": "share", "type": "number", "description": "0 to 1."},
        {"name": "checked", "type": "boolean", "description": "Read twice."},
    ),
    primary_key=("place_id",),
    foreign_keys=(),
)
REFERENCES = TableSchema(
    name="references",
    title="References",
    description="One row is a report.",
    fields=(
        {"name": "doc_id", "type": "string", "description": "Key."},
        {"name": "place_id", "type": "string", "description": "Place."},
    ),
    primary_key=("doc_id",),
    foreign_keys=(
        {
            "fields": ["place_id"],
            "reference": {"resource": "places", "fields": ["place_id"]},
        },
    ),
)
SCHEMAS = {"places": PLACES, "references": REFERENCES}
ROWS: list[dict[str, Any]] = [
    {"place_id": "a", "country": "NA", "n": 3, "share": 0.1, "checked": True},
    {"place_id": "b", "country": None, "n": None, "share": None, "checked": None},
    *({"place_id": f"p{i}", "country": text} for i, text in enumerate(PAYLOADS)),
]


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, Path]:
    """Two small published tables."""
    write_table(ROWS, tmp_path / "places.csv", PLACES)
    write_table([{"doc_id": "r", "place_id": "a"}], tmp_path / "references.csv", REFERENCES)
    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    return {name: tmp_path / f"{name}.csv" for name in SCHEMAS}


def made(tables: dict[str, Path]) -> dict[str, bytes]:
    package = tables["places"].parent / "datapackage.json"
    return dict(downloads(tables, SCHEMAS, package, {"README.txt": "what it is"}))


def read_base(content: bytes) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.deserialize(content)
    return base


def test_every_form_holds_the_same_values_with_their_types(tables: dict[str, Path]) -> None:
    found = made(tables)
    frame = parquet.read_table(BytesIO(found["data/parquet/places.parquet"])).to_pylist()
    lines = [json.loads(line) for line in found["data/json/places.ndjson"].splitlines()]
    base = read_base(found["data/hub.sqlite"])
    base.row_factory = sqlite3.Row
    rows = [dict(r) for r in base.execute("SELECT * FROM places ORDER BY rowid")]
    assert frame == lines == rows  # True == 1: SQLite has no type of its own for it
    assert frame[0] == ROWS[0]
    assert frame[1] == ROWS[1]
    assert frame[0]["checked"] is lines[0]["checked"] is True


def test_a_formula_keeps_its_apostrophe_in_every_form(tables: dict[str, Path]) -> None:
    lines = made(tables)["data/json/places.ndjson"].decode()
    assert "\"'=HYPERLINK(" in lines


def test_the_database_keeps_the_keys_and_says_what_columns_mean(tables: dict[str, Path]) -> None:
    base = read_base(made(tables)["data/hub.sqlite"])
    assert base.execute('PRAGMA foreign_key_list("references")').fetchone()[2:5] == (
        "places",
        "place_id",
        "place_id",
    )
    meaning = "SELECT description FROM columns WHERE table_name = 'places' AND name = 'share'"
    assert base.execute(meaning).fetchone() == ("0 to 1.",)
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("INSERT INTO places VALUES ('a', NULL, NULL, NULL, NULL)")


def test_a_row_that_names_nothing_is_an_error(tables: dict[str, Path]) -> None:
    write_table([{"doc_id": "r", "place_id": "nowhere"}], tables["references"], REFERENCES)
    with pytest.raises(ValueError, match="without what they name"):
        sqlite_bytes(tables, SCHEMAS)


def test_two_runs_give_the_same_bytes_and_the_archive_opens(tables: dict[str, Path]) -> None:
    found = made(tables)
    assert found == made(tables)
    with zipfile.ZipFile(BytesIO(found["data/hub.zip"])) as archive:
        assert archive.testzip() is None
        assert archive.read("tables/places.csv") == tables["places"].read_bytes()
        assert set(archive.namelist()) == {
            *("README.txt", "datapackage.json", "schemas/places.json", "schemas/references.json"),
            *("tables/places.csv", "tables/references.csv"),
        }
