"""Decisions of people about values: each with a reason, a reviewer, a date and a guard."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from extract.reading import problems_of, read_yaml
from extract.records.base import Problem, Record, Text

Value = str | float | bool | None


class Correction(Record):
    """One decision. ``expect`` states the value that was there; once it has gone, a build fails."""

    table: Literal["readings", "studies", "outcomes", "arms", "references"]
    key: Annotated[dict[str, str], Field(min_length=1)]
    action: Literal["override", "check", "reject"]
    field: str | None = None
    value: Value = None
    expect: dict[Literal["eq"], Value]
    reason: Text
    reviewer: Text
    date: dt.date

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.field is None:
            raise ValueError("field, the value that was looked at")
        if self.action != "override" and self.table != "readings":
            raise ValueError(f"table readings for action {self.action}")
        return self


class CorrectionError(ValueError):
    """A correction that does not fit the data any more."""


def read_corrections(path: Path) -> list[Correction]:
    """Read ``corrections.yaml``; raise `CorrectionError` naming everything wrong with it."""
    data = read_yaml(path, path.name) if path.exists() else []
    if isinstance(data, Problem):
        raise CorrectionError(str(data))
    try:
        return TypeAdapter(list[Correction]).validate_python(data or [])
    except ValidationError as err:
        found = problems_of(err, path.name, "")
        raise CorrectionError("\n".join(str(p) for p in found)) from None


def apply_corrections(
    tables: dict[str, list[dict[str, Any]]], corrections: list[Correction]
) -> dict[str, list[dict[str, Any]]]:
    """Return the tables with the decisions applied.

    ``override`` sets the value and marks a reading ``corrected``; ``check`` marks it ``checked``;
    ``reject`` marks it ``rejected``, and it is not used.

    Raises
    ------
    CorrectionError
        When no row has the key, or the value there is not the expected one.
    """
    result = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for correction in corrections:
        row = _row(result[correction.table], correction)
        field = str(correction.field)
        expected = correction.expect.get("eq")
        if row.get(field) != expected:
            raise CorrectionError(
                f"corrections.yaml: {correction.key}: {field}: found {row.get(field)!r}; expected "
                f"{expected!r} (the guard): remove the correction or renew it"
            )
        _decide(row, correction, field)
    return result


def _row(rows: list[dict[str, Any]], correction: Correction) -> dict[str, Any]:
    found = [r for r in rows if all(str(r.get(k)) == v for k, v in correction.key.items())]
    if len(found) != 1:
        raise CorrectionError(
            f"corrections.yaml: {correction.key}: found {len(found)} rows in "
            f"{correction.table}; expected one"
        )
    return found[0]


def _decide(row: dict[str, Any], correction: Correction, field: str) -> None:
    if correction.action == "override":
        row[field] = correction.value
    if correction.table == "readings":
        status = {"override": "corrected", "check": "checked", "reject": "rejected"}
        row["review_status"] = status[correction.action]
        if correction.action == "reject":
            row |= {"use": "none", "use_reason": f"rejected by a reviewer: {correction.reason}"}
