"""Tables that are written and read row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.records.streams import TableStream, groups, stream_rows
from extract.records.tables import load_schema, read_table, rows_of, write_table

TERMS = load_schema("terms")


def row(ident: str, **more: Any) -> dict[str, Any]:
    """Return a row of the table of terms."""
    return {"vocabulary": "levels", "term_id": ident, "label": ident, **more}


def test_a_stream_writes_what_the_whole_table_writes(tmp_path: Path) -> None:
    rows = [row("a", definition="=1+1"), row("b", definition="two\nlines"), row("c")]
    write_table(rows, tmp_path / "whole.csv", TERMS)
    with TableStream(tmp_path / "stream.csv", TERMS) as table:
        for r in rows:
            table.write(r)
    assert (tmp_path / "stream.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert list(stream_rows(tmp_path / "stream.csv", TERMS)) == rows_of(
        read_table(tmp_path / "whole.csv", TERMS)
    )


@pytest.mark.parametrize("second", ["a", "0"])
def test_a_row_out_of_order_or_twice_leaves_no_table(tmp_path: Path, second: str) -> None:
    path = tmp_path / "t.csv"
    with pytest.raises(ValueError, match="after"), TableStream(path, TERMS) as table:
        table.write(row("a"))
        table.write(row(second))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="colour"), TableStream(tmp_path / "t", TERMS) as table:
        table.write(row("a", colour="red"))


def test_groups_of_several_tables_come_together() -> None:
    one = [{"k": "a", "n": 1}, {"k": "a", "n": 2}, {"k": "c", "n": 3}]
    two = [{"k": "b", "m": 1}, {"k": "c", "m": 2}]
    found = list(groups({"one": iter(one), "two": iter(two), "none": iter([])}, "k"))
    assert [value for value, _ in found] == ["a", "b", "c"]
    assert found[0][1] == {"one": one[:2], "two": [], "none": []}
    assert found[2][1] == {"one": one[2:], "two": two[1:], "none": []}
