"""Tables that are never whole in memory: written and read row by row, grouped by paper."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extract.records.tables import TableSchema, cell


class TableStream:
    """A table that is written row by row, for tables that are never whole in memory.

    The file appears whole when the stream is left without an error, or not at all.

    Parameters
    ----------
    path : Path
    schema : TableSchema
    ordered : bool
        Whether the rows come sorted by key, as `write_table` would write them.
    """

    def __init__(self, path: Path, schema: TableSchema, *, ordered: bool = True) -> None:
        self.schema, self.ordered, self.rows = schema, ordered, 0
        self._path, self._partial = path, path.with_suffix(".partial")
        self._last: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = self._partial.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._handle, lineterminator="\n")
        self._writer.writerow(self.schema.columns)
        return self

    def write(self, row: Mapping[str, Any]) -> None:
        """Write a row.

        Raises
        ------
        ValueError
            When it has a column that the schema does not have, or does not follow the last one.
        """
        unknown = set(row) - set(self.schema.columns)
        if unknown:
            raise ValueError(f"{self.schema.name}: unknown columns {sorted(unknown)}")
        key = tuple(cell(row.get(k)) for k in self.schema.primary_key)
        if self.ordered and key <= self._last:
            raise ValueError(f"{self.schema.name}: key {key} after {self._last}")
        self._last, self.rows = key, self.rows + 1
        self._writer.writerow([cell(row.get(c)) for c in self.schema.columns])

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None
    ) -> None:
        self._handle.close()
        if kind is None:
            self._partial.replace(self._path)
        else:
            self._partial.unlink()


def stream_rows(path: Path, schema: TableSchema) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table one by one, typed by its schema; missing is None."""
    kinds = {f["name"]: f["type"] for f in schema.fields}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield {name: _value(row[name], kind) for name, kind in kinds.items()}


def _value(text: str, kind: str) -> Any:
    if text == "":
        return None
    if kind == "boolean":
        return text == "true"
    return {"string": str, "number": float, "integer": int}[kind](text)


def groups(
    tables: Mapping[str, Iterator[dict[str, Any]]], key: str
) -> Iterator[tuple[Any, dict[str, list[dict[str, Any]]]]]:
    """Yield the rows of several tables that have the same value in a column, group by group.

    Parameters
    ----------
    tables : mapping
        Rows by table name, each sorted by the column.
    key : str
        The column.

    Yields
    ------
    value, dict
        The value, and the rows of every table with it; a table without any has an empty list.
    """
    heads = {name: groupby(rows, key=lambda r: r[key]) for name, rows in tables.items()}
    waiting = {name: _next(head) for name, head in heads.items()}
    while any(w is not None for w in waiting.values()):
        value = min(w[0] for w in waiting.values() if w is not None)
        found: dict[str, list[dict[str, Any]]] = {}
        for name, head in waiting.items():
            if head is not None and head[0] == value:
                found[name] = head[1]
                waiting[name] = _next(heads[name])
            else:
                found[name] = []
        yield value, found


def _next(head: Iterator[Any]) -> tuple[Any, list[dict[str, Any]]] | None:
    found = next(head, None)
    return None if found is None else (found[0], list(found[1]))
