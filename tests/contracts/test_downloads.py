"""The published downloads: every row of the tables in every form."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

from pyarrow import parquet


def rows_in(path: Path) -> int:
    """Return the number of rows of a CSV, its header left out."""
    with path.open(encoding="utf-8", newline="") as handle:
        return sum(1 for _ in csv.reader(handle)) - 1


def test_no_row_is_lost_in_any_form(site: Path) -> None:
    data = site / "data"
    base = sqlite3.connect(data / "hub.sqlite")
    tables = sorted((data / "tables").glob("*.csv"))
    assert len(tables) > 30
    for path in tables:
        expected = rows_in(path)
        counted = base.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone()[0]
        lines = (data / "json" / f"{path.stem}.ndjson").read_text(encoding="utf-8").count("\n")
        found = parquet.read_metadata(data / "parquet" / f"{path.stem}.parquet").num_rows
        assert (counted, lines, found) == (expected, expected, expected), path.stem
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


def test_the_archive_is_a_valid_package_by_itself(site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(site / "data" / "hub.zip") as archive:
        archive.extractall(tmp_path)
    assert "CC BY 4.0" in (tmp_path / "README.txt").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "frictionless", "validate", "--trusted", "datapackage.json"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
