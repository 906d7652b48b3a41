"""Read a data-extraction sheet (CSV or XLSX) through a column mapping into typed rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from pydantic import ValidationError

from extract.reading import read_text, read_yaml, show
from extract.records.base import Problem
from extract.records.cells import is_formula
from extract.records.sheet import Mapping, SheetRow

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A typed row and where it stood (``sheet:line``)."""

    place: str
    row: SheetRow


@dataclass(slots=True)
class ImportReport:
    """What came of an import: how many rows, and all that could not be mapped."""

    read: int = 0
    problems: list[Problem] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report as lines of text."""
        failed = {p.entry for p in self.problems if p.severity == "error"}
        head = f"{self.read} rows read, {len(failed)} left out, {len(self.problems)} remarks"
        return [head, *(str(p) for p in self.problems)]


def read_mapping(path: Path) -> Mapping:
    """Read a column mapping; raise ValueError when it is not one."""
    data = read_yaml(path, path.name)
    if isinstance(data, Problem):
        raise ValueError(str(data))
    mapping = Mapping.model_validate(data)
    known = set(SheetRow.model_fields) | {"construct"}
    unknown = sorted((set(mapping.columns) | set(mapping.constants)) - known)
    if unknown:
        raise ValueError(
            f"{path.name}: columns: found {', '.join(unknown)}; expected fields of "
            f"a row: {', '.join(sorted(known))}"
        )
    return mapping


def read_cells(path: Path) -> list[Cells] | Problem:
    """Return the rows of a CSV or XLSX file as text cells by column name."""
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path)
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        return text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            return Problem(
                file=path.name,
                entry=f"line {number}",
                field="",
                found="more or fewer cells than columns",
                expected="one cell a column (quote cells that hold commas)",
            )
    return rows


def _read_xlsx(path: Path) -> list[Cells] | Problem:
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    lines = [
        ["" if c is None else str(c) for c in line]
        for line in book.worksheets[0].iter_rows(values_only=True)
    ]
    book.close()
    if not lines:
        return Problem(
            file=path.name,
            entry="sheet 1",
            field="",
            found="an empty sheet",
            expected="a line of column names and rows below it",
        )
    return [dict(zip(lines[0], line, strict=False)) for line in lines[1:] if any(line)]


def read_sheet(
    path: Path, mapping: Mapping, report: ImportReport, decisions: Path | None = None
) -> list[NumberedRow]:
    """Read one sheet.

    Parameters
    ----------
    path : Path
        CSV (UTF-8) or XLSX, one printed contrast a row.
    mapping : Mapping
        Column mapping.
    report : ImportReport
        Receives every problem; the rows that have one are left out.
    decisions : Path, optional
        A second sheet of the same length with the coder's decisions; its columns are named
        ``decisions.<column>`` in the mapping. Its ``study_id`` column guards the order.

    Returns
    -------
    list of NumberedRow
        The rows that could be typed.
    """
    cells = read_cells(path)
    if isinstance(cells, Problem):
        report.problems.append(cells)
        return []
    if decisions is not None:
        cells = _join(path, cells, decisions, report)
    _report_unmapped(path.name, cells, mapping, report)
    report.read += len(cells)
    return list(_typed(path, cells, mapping, report))


def _join(path: Path, cells: list[Cells], decisions: Path, report: ImportReport) -> list[Cells]:
    extra = read_cells(decisions)
    if isinstance(extra, Problem):
        report.problems.append(extra)
        return []
    same = [a.get("study_id") == b.get("study_id") for a, b in zip(cells, extra, strict=False)]
    if len(cells) != len(extra) or not all(same):
        line = len(same) + 2 if all(same) else same.index(False) + 2
        report.problems.append(
            Problem(
                file=decisions.name,
                entry=f"line {line}",
                field="study_id",
                found="another row than in the sheet",
                expected=f"the rows of {path.name}, in its order",
            )
        )
        return []
    return [
        {**a, **{f"decisions.{k}": v for k, v in b.items()}}
        for a, b in zip(cells, extra, strict=True)
    ]


def _report_unmapped(name: str, cells: list[Cells], mapping: Mapping, report: ImportReport) -> None:
    columns = set(cells[0]) if cells else set()
    used = set(mapping.columns.values())
    for column in sorted(columns - used - set(mapping.ignored)):
        if not column.startswith("decisions."):
            report.problems.append(
                Problem(
                    file=name,
                    entry="columns",
                    field=column,
                    found="a column not mapped",
                    expected="a field in columns, or its name in ignored",
                    severity="warning",
                )
            )
    for column in sorted(used - columns):
        report.problems.append(
            Problem(
                file=name,
                entry="columns",
                field=column,
                found="no such column",
                expected="the column that the mapping names",
                severity="warning",
            )
        )


def _typed(
    path: Path, cells: list[Cells], mapping: Mapping, report: ImportReport
) -> Iterator[NumberedRow]:
    for number, row in enumerate(cells, 2):
        place = f"{path.stem}:{number}"
        values: dict[str, str] = dict(mapping.constants)
        formulas = []
        for target, column in mapping.columns.items():
            cell = row.get(column, "").strip()
            if cell in mapping.missing:
                continue
            if is_formula(cell):
                formulas.append(
                    Problem(
                        file=path.name,
                        entry=place,
                        field=column,
                        found=show(cell),
                        expected="a value, not a formula",
                    )
                )
                continue
            values[target] = mapping.values.get(target, {}).get(cell, cell)
        if formulas:
            report.problems += formulas
            continue
        try:
            yield NumberedRow(place, SheetRow.model_validate(values))
        except ValidationError as err:
            report.problems += _cell_problems(err, path.name, place, mapping)


def _cell_problems(err: ValidationError, file: str, place: str, mapping: Mapping) -> list[Problem]:
    found = []
    for detail in err.errors():
        target = str(detail["loc"][0]) if detail["loc"] else ""
        column = mapping.columns.get(target, target)
        value = "nothing" if detail["type"] == "missing" else show(detail["input"])
        found.append(
            Problem(
                file=file,
                entry=place,
                field=column,
                found=value,
                expected=f"{detail['msg']} (field {target})",
            )
        )
    return found
