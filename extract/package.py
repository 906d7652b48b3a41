"""The published tables as one Frictionless data package; the only door to frictionless."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frictionless import Package, system

from extract.records.tables import TableSchema

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def write_package(
    tables: Mapping[str, Path], schemas: Mapping[str, TableSchema], target: Path
) -> None:
    """Write ``datapackage.json`` beside the tables' folder.

    Parameters
    ----------
    tables : mapping
        Table files by name; all below the folder of ``target``.
    schemas : mapping
        Contracts by name; each table must have one.
    target : Path
        The file to write.
    """
    resources = []
    for name in sorted(tables):
        schema, data = schemas[name], tables[name].read_bytes()
        resources.append(
            {
                "name": name.replace("_", "-"),
                "title": schema.title,
                "description": schema.description,
                "type": "table",
                "path": Path(os.path.relpath(tables[name], target.parent)).as_posix(),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": _linked(schema.descriptor()),
            }
        )
    package = {
        "name": "health-worker-wellbeing-evidence",
        "licenses": [LICENCE],
        "title": "Evidence on the mental health and burnout of health workers",
        "resources": resources,
    }
    text = json.dumps(package, indent=1, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")


def _linked(descriptor: dict[str, Any]) -> dict[str, Any]:
    for key in descriptor["foreignKeys"]:
        key["reference"] = dict(key["reference"])
        key["reference"]["resource"] = key["reference"]["resource"].replace("_", "-")
    return descriptor


def validate_package(path: Path) -> list[str]:
    """Validate every table against its contract, foreign keys included; return the errors."""
    with system.use_context(trusted=True):
        report = Package(str(path)).validate()
    lines = [str(error.message) for error in report.errors]
    for task in report.tasks:
        lines += [f"{task.name}: {error.message}" for error in task.errors]
    return lines
