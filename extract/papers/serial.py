"""Readings as JSON, and back; nothing is lost on the way."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from functools import cache
from typing import Any

from extract.papers.model import PaperReading


def to_data(value: Any) -> Any:
    """Return a reading, or a part of it, as plain data.

    Fields that hold their default are left out: a reading has hundreds of quotes.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_data(v)
            for f in dataclasses.fields(value)
            if (v := getattr(value, f.name)) != f.default
        }
    if isinstance(value, dict):
        return {k: to_data(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [to_data(v) for v in value]
    return value


def from_data(data: Any) -> PaperReading:
    """Return the reading that `to_data` gave.

    Raises
    ------
    TypeError, KeyError
        When the data are not of a reading of this version.
    """
    reading: PaperReading = _build(PaperReading, data)
    return reading


def to_json(reading: PaperReading, indent: int | None = None) -> str:
    """Return a reading as JSON; on one line unless an indent is given."""
    return json.dumps(to_data(reading), ensure_ascii=False, allow_nan=False, indent=indent)


def _build(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], v) for name, v in data.items()})
    if origin in (typing.Union, types.UnionType):
        return _build(next(a for a in args if a is not type(None)), data)
    if origin is tuple:
        kinds = [args[0]] * len(data) if args[-1] is Ellipsis else args
        return tuple(_build(k, v) for k, v in zip(kinds, data, strict=True))
    if origin is dict:
        return {k: _build(args[1], v) for k, v in data.items()}
    return float(data) if kind is float else data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
