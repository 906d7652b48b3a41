"""Reading what a person wrote: YAML into records, with every problem named and none thrown away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from extract.records.base import Problem, Record

R = TypeVar("R", bound=Record)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SHOWN = 80


class _UniqueKeyLoader(_Loader):  # type: ignore[misc, valid-type]
    """A safe loader that refuses a repeated key instead of keeping the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build one mapping; raise when a key comes twice."""
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} twice", key_node.start_mark
                )
            seen.add(key)
        result: dict[Any, Any] = super().construct_mapping(node, deep)
        return result


def show(value: object) -> str:
    """Return a value shortened for a message, on one line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def read_text(path: Path, name: str) -> str | Problem:
    """Return the text of a UTF-8 file, or the problem that it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as err:
        return Problem(
            file=name,
            entry=path.stem,
            field=f"byte {err.start}",
            found=f"byte 0x{err.object[err.start]:02x}",
            expected="UTF-8 text (save the file as UTF-8)",
        )


def read_yaml(path: Path, name: str) -> Any | Problem:
    """Return the data of a YAML file, or the problem with its line."""
    text = read_text(path, name)
    if isinstance(text, Problem):
        return text
    try:
        return yaml.load(text, Loader=_UniqueKeyLoader)
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        return Problem(
            file=name,
            entry=path.stem,
            field=f"line {mark.line + 1}" if mark else "",
            found=str(getattr(err, "problem", err)),
            expected="well-formed YAML",
        )


def problems_of(err: ValidationError, name: str, entry: str) -> list[Problem]:
    """Turn what pydantic found into problems, one a field."""
    found = []
    for detail in err.errors():
        field = ".".join(str(part) for part in detail["loc"])
        expected = detail["msg"].removeprefix("Value error, ")
        shown = show(detail["input"])
        if detail["type"] == "extra_forbidden":
            expected, shown = "a key of the format (this one is unknown)", f"key {field!r}"
        elif detail["type"] == "missing":
            expected, shown = "a value (the field is required)", "nothing"
        elif detail["type"] == "value_error" and "; " in expected:
            expected, shown = expected.split("; ", 1)
        found.append(Problem(file=name, entry=entry, field=field, found=shown, expected=expected))
    return found


def read_record(path: Path, name: str, model: type[R], key: str) -> R | list[Problem]:
    """Read one record from one YAML file.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        How messages call it (its path relative to the corpus).
    model : type
        The record's model.
    key : str
        The field that holds the record's identifier; it must equal the file's name.

    Returns
    -------
    Record or list of Problem
        The record, or everything wrong with it.
    """
    data = read_yaml(path, name)
    if isinstance(data, Problem):
        return [data]
    if not isinstance(data, dict):
        return [
            Problem(
                file=name,
                entry=path.stem,
                field="",
                found=show(data),
                expected="a mapping of field: value",
            )
        ]
    entry = str(data.get(key, path.stem))
    try:
        record = model.model_validate(data)
    except ValidationError as err:
        return problems_of(err, name, entry)
    if getattr(record, key) != path.stem:
        return [
            Problem(
                file=name,
                entry=entry,
                field=key,
                found=show(entry),
                expected=f"the file's name without its ending, {path.stem!r}",
            )
        ]
    return record


def read_folder(
    folder: Path, root: Path, model: type[R], key: str
) -> tuple[list[R], list[Problem]]:
    """Read every ``*.yaml`` file of a folder; what is wrong is listed, the rest goes on."""
    records: list[R] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}
    for path in sorted(_yaml_files(folder)):
        name = path.relative_to(root).as_posix()
        result = read_record(path, name, model, key)
        if isinstance(result, list):
            problems.extend(result)
            continue
        ident = str(getattr(result, key))
        if ident in names:
            problems.append(
                Problem(
                    file=name,
                    entry=ident,
                    field=key,
                    found=show(ident),
                    expected=f"an identifier not used in {names[ident]}",
                )
            )
            continue
        names[ident] = name
        records.append(result)
    return records, problems


def _yaml_files(folder: Path) -> Iterable[Path]:
    return (p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml"))
