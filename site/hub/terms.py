"""Labels of the vocabularies in another language: the taxonomy holds the English ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from hub.texts import Texts

Row = Mapping[str, Any]
# The columns of a term that are words, and how their messages end.
COLUMNS = {"label": "", "definition": "-definition"}


def message_of(vocabulary: str, ident: str) -> str:
    """Return the name of the message of a term: ``term-instruments-mbi--ee`` of ``mbi/ee``."""
    plain = re.sub(r"[^a-z0-9-]", "-", ident.replace("/", "--").lower())
    return f"term-{vocabulary.replace('_', '-')}-{plain}"


def translated(row: Row, vocabulary: str, ident: str, say: Texts) -> dict[str, Any]:
    """Return a row of terms with the words that the language of the site has for it."""
    found = dict(row)
    for column, ending in COLUMNS.items():
        message = message_of(vocabulary, ident) + ending
        if message in say:
            found[column] = say(message)
    return found


def english_terms(taxonomy: Path) -> Iterator[tuple[str, str]]:
    """Yield the messages that a translation may hold of a taxonomy, with their English words."""
    for path in sorted(taxonomy.glob("*.yaml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        for term in held["terms"]:
            for column, ending in COLUMNS.items():
                if term.get(column):
                    yield message_of(held["vocabulary"], term["id"]) + ending, term[column]
