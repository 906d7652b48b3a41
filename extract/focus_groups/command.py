"""The command ``focus-group``: what a person may confirm in a summary."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from extract.documents.read import read_document
from extract.focus_groups.model import FocusGroupReading
from extract.focus_groups.read import suggest_focus_group, to_json
from extract.taxonomy import load_taxonomy


def add_focus_group_command(commands: Any) -> None:
    """Add ``focus-group`` to the commands of ``python -m extract``."""
    command = commands.add_parser("focus-group", help="suggested themes of a summary, to confirm")
    command.add_argument("file", type=Path, help="Markdown, plain text, DOCX, PDF or HTML")
    command.add_argument("--json", action="store_true", help="all of it, as JSON")
    command.add_argument("--corpus", type=Path, default=Path("corpus"), help="default: corpus")
    command.set_defaults(run=print_focus_group)


def print_focus_group(args: argparse.Namespace) -> int:
    """Print what was suggested for a file."""
    taxonomy, _ = load_taxonomy(args.corpus / "taxonomy", args.corpus)
    reading = suggest_focus_group(read_document(args.file), taxonomy)
    print(to_json(reading) if args.json else "\n".join(lines(reading)))
    return 0


def lines(reading: FocusGroupReading) -> list[str]:
    """Return a reading as lines for a person."""
    found = [f"problem: {p.what}" for p in reading.problems]
    found += [f"{s.field}: {s.value} ({s.confidence:.0%})" for s in reading.suggestions]
    for theme in reading.themes:
        said = ", ".join(f"{s.field} {s.value}" for s in theme.suggestions)
        found += ["", f"{theme.kind} ({theme.confidence:.0%}): {said}"]
        found.append(f"  “{theme.quote.words}” ({theme.quote.source})")
    return found
