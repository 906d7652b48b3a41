"""Reference sets (schema ``rref-1``): inputs, designs and cases, as numpy arrays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SPECIAL = {"Infinity": np.inf, "-Infinity": -np.inf, "NaN": np.nan}


@dataclass(frozen=True, slots=True)
class Design:
    """A model matrix: ``x`` (rows, columns), the rows of ``inputs`` it covers, column terms."""

    x: Floats
    rows: NDArray[np.int64]
    columns: tuple[str, ...]
    assign: tuple[int, ...]  # term of each column, 0 = intercept


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """One data set with its cases."""

    name: str
    inputs: Mapping[str, list[Any]]
    raw: Mapping[str, list[Any]] | None
    designs: Mapping[str, Any]
    cases: Sequence[Mapping[str, Any]]

    def floats(self, spec: Any, *, raw: bool = False) -> Floats:
        """Return an argument as floats: a column by its name, or the list itself; null is NaN."""
        values = (self.raw if raw else self.inputs) or {}
        found = values[spec] if isinstance(spec, str) else spec
        if not isinstance(found, list):
            found = [found]
        return np.array([number(v) for v in found], dtype=float)

    def labels(self, spec: str) -> list[Any]:
        """Return a column of ``inputs`` as it is (cluster names, moderators)."""
        return list(self.inputs[spec])

    def design(self, name: str) -> Design:
        """Return a model matrix by its name."""
        data = self.designs[name]
        return Design(
            np.array(data["X"], dtype=float),
            np.array(data["rows"], dtype=np.int64),
            tuple(data["columns"]),
            tuple(data["assign"]),
        )


def number(value: Any) -> float:
    """Return a JSON value as a float; null is NaN."""
    if value is None:
        return np.nan
    return SPECIAL[value] if isinstance(value, str) else float(value)


def read_set(path: Path) -> ReferenceSet:
    """Read one reference file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if data.get("schema") != "rref-1":
        raise ValueError(f"{path.name}: schema: found {data.get('schema')!r}; expected 'rref-1'")
    return ReferenceSet(
        data["dataset"], data["inputs"], data["raw"], data.get("designs") or {}, data["cases"]
    )
