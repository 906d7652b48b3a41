"""Documents as JSON, and back: nothing is lost, and the same document gives the same bytes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from extract.documents.model import (
    Block,
    Cell,
    Document,
    DocumentError,
    Front,
    Place,
    Problem,
    Sentence,
    Table,
)

# Raised whenever an older file would be read wrongly.
FORMAT = "document 1"


def dumps(document: Document) -> bytes:
    """Return a document as JSON in UTF-8; fields that hold their default are left out."""
    data = {"format": FORMAT, "document": _data(document)}
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def loads(data: bytes | str) -> Document:
    """Return the document that `dumps` wrote.

    Raises
    ------
    DocumentError
        The data are no JSON, of another version, or of no document.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"no document as JSON ({error})") from error
    version = found.get("format") if isinstance(found, dict) else None
    if version != FORMAT:
        raise DocumentError(f"a document as JSON of version {version!r}, expected {FORMAT!r}")
    try:
        return _document(found["document"])
    except (KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"damaged document as JSON ({error!r})") from error


def _data(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _data(v)
            for f in dataclasses.fields(value)
            if (v := getattr(value, f.name)) != f.default
        }
    if isinstance(value, tuple):
        return [_data(v) for v in value]
    return value


def _document(data: Mapping[str, Any]) -> Document:
    front = dict(data["front"])
    return Document(
        **{
            **data,
            "front": Front(**{**front, "authors": tuple(front.get("authors", ()))}),
            "blocks": tuple(_block(b) for b in data["blocks"]),
            "tables": tuple(_table(t) for t in data["tables"]),
            "problems": tuple(Problem(**p) for p in data.get("problems", ())),
        }
    )


def _block(data: Mapping[str, Any]) -> Block:
    return Block(
        **{
            **data,
            "section": tuple(data["section"]),
            "sentences": tuple(Sentence(**s) for s in data["sentences"]),
            "place": _place(data["place"]),
        }
    )


def _table(data: Mapping[str, Any]) -> Table:
    return Table(
        **{
            **data,
            "cells": tuple(Cell(**{**c, "place": _place(c["place"])}) for c in data["cells"]),
            "footnotes": tuple(data["footnotes"]),
            "place": _place(data["place"]),
        }
    )


def _place(data: Mapping[str, Any]) -> Place:
    box: Sequence[float] | None = data.get("box")
    if box is None:
        return Place(**data)
    left, top, right, bottom = box
    return Place(**{**data, "box": (left, top, right, bottom)})
