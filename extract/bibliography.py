"""The one door to bibtexparser: reference files to reports; broken entries named with line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)

from extract.reading import read_text, show
from extract.records.base import Problem

_BRACES = re.compile(r"[{}]")
_ESCAPES = re.compile(r"\\([&%_#$])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A report as a reference file names it."""

    doc_id: str
    title: str
    authors: str | None
    year: int | None
    journal: str | None
    doi: str | None
    url: str | None


def read_references(folder: Path, root: Path) -> tuple[list[Reference], list[Problem]]:
    """Read every ``*.bib`` file of a folder.

    bibtexparser 2 sets broken entries aside and goes on; here each becomes a problem that names
    the entry and its line.
    """
    references: dict[str, Reference] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.bib")):
        name = path.relative_to(root).as_posix()
        text = read_text(path, name)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        library = parse_string(text)
        problems += [_failure(block, name) for block in library.failed_blocks]
        for entry in library.entries:
            found = _reference(entry, name)
            if isinstance(found, Problem):
                problems.append(found)
            elif found.doc_id in references:
                problems.append(
                    Problem(
                        file=name,
                        entry=found.doc_id,
                        field=_line(entry),
                        found="a key used in another file",
                        expected="a key used once",
                    )
                )
            else:
                references[found.doc_id] = found
    return list(references.values()), problems


def _line(block: object) -> str:
    line = getattr(block, "start_line", None)
    return "" if line is None else f"line {line + 1}"


def _failure(block: ParsingFailedBlock, name: str) -> Problem:
    match = re.search(r"@\w+\s*\{\s*([^,\s]+)", block.raw or "")
    entry = match.group(1) if match else show(block.raw)
    if isinstance(block, DuplicateBlockKeyBlock):
        found, expected = "a key used before in this file", "a key used once"
    elif isinstance(block, DuplicateFieldKeyBlock):
        fields = ", ".join(sorted(block.duplicate_keys))
        found, expected = f"field {fields} twice", "each field once"
    else:
        found, expected = "an entry that does not parse", "closed braces, commas between fields"
    return Problem(file=name, entry=entry, field=_line(block), found=found, expected=expected)


def _reference(entry: Entry, name: str) -> Reference | Problem:
    fields = {f.key.lower(): _plain(str(f.value)) for f in entry.fields}
    year = fields.get("year")
    if not fields.get("title"):
        return Problem(
            file=name,
            entry=entry.key,
            field=f"title ({_line(entry)})",
            found="nothing",
            expected="a title",
        )
    if year is not None and not re.fullmatch(r"(19|20)\d\d", year):
        return Problem(
            file=name,
            entry=entry.key,
            field=f"year ({_line(entry)})",
            found=show(year),
            expected="a year with four digits",
        )
    return Reference(
        doc_id=entry.key,
        title=fields["title"],
        authors=fields.get("author"),
        year=int(year) if year else None,
        journal=fields.get("journal") or fields.get("publisher"),
        doi=fields.get("doi"),
        url=fields.get("url"),
    )


def _plain(value: str) -> str:
    """Undo the few LaTeX marks that occur; decoding every field would be 70 times slower."""
    return _ESCAPES.sub(r"\1", _BRACES.sub("", value)).strip()
