"""Accuracy of the facts found in a study, by field, on labels not used to write the rules.

    python -m benchmarks.extraction.facts [GOLD]

GOLD is the folder of annotated trial reports; without it only the coded studies are measured.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from extract.documents.jats import read_jats
from extract.documents.model import Block, Document, Front, Place
from extract.documents.sentences import split
from extract.papers.facts import find_facts
from extract.taxonomy import Taxonomy, load_taxonomy

ROOT = Path(__file__).parents[2]
LABELS = Path(__file__).with_name("labels.csv")
# column of the labels and field of the suggestions; the second group may have several values
ONE = {
    "design": "design",
    "scheme": "design_scheme",
    "level": "level",
    "comparator_kind": "comparator_kind",
}
MANY = {"types": "intervention_type", "countries": "country"}
Label = dict[str, str]
Counts = dict[str, Counter[str]]
Counted = dict[str, dict[str, dict[str, int]]]


def measure(gold: Path | None) -> Counted:
    """Return counts by half and field: n, right, wrong, none.

    Parameters
    ----------
    gold : Path or None
        Folder of the annotated trial reports, for the labels that stand for one of them.

    Returns
    -------
    dict
        ``{"held_out/study": {"design": {"n": 90, "right": 80, ...}}, ...}``. Of types
        and countries, ``n`` are the labelled values, ``right`` those found, ``wrong`` the values
        suggested and not labelled, ``none`` the labelled values not found.
    """
    taxonomy, _ = load_taxonomy(ROOT / "corpus" / "taxonomy", ROOT)
    papers = _papers(gold) if gold else {}
    counts: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
    for label in read_labels():
        document = _document(label, papers)
        if document:
            group = "paper" if label["source"].startswith("paper:") else "study"
            _count(label, _found(document, taxonomy), counts[f"{label['split']}/{group}"])
    return {
        half: {field: dict(c) for field, c in sorted(fields.items())}
        for half, fields in sorted(counts.items())
    }


def read_labels() -> list[Label]:
    """Return the rows of the labels."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _papers(gold: Path) -> dict[str, Path]:
    return {p.stem: p for p in sorted(gold.rglob("*.nxml"), reverse=True)}


def _document(label: Label, papers: dict[str, Path]) -> Document | None:
    if label["source"].startswith("paper:"):
        path = papers.get(label["key"])
        return read_jats(path) if path else None
    return as_document(label)


def as_document(label: Label) -> Document:
    """Return a coded study as the little of its abstract that the sheet holds."""
    sentences = [
        f"Participants were {label['population']}." if label["population"] else "",
        f"The intervention was {label['done']}.",
        f"Compared with {label['comparator']}." if label["comparator"] else "",
    ]
    text = " ".join(s for s in sentences if s)
    block = Block(
        kind="abstract", section=("Abstract",), text=text, sentences=split(text), place=Place()
    )
    return Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        kind="markdown",
        reader="labels",
        front=Front(title=label["title"] or None),
        blocks=(block,),
        tables=(),
    )


def _found(document: Document, taxonomy: Taxonomy) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for s in find_facts(document, taxonomy):
        found[s.field].append(s.value)
    return found


def _count(label: Label, found: dict[str, list[str]], counts: Counts) -> None:
    for column, field in ONE.items():
        if label[column]:
            values = found.get(field, [])
            right = label[column] in values[:1]
            counts[column].update(n=1, right=right, wrong=bool(values) and not right)
            counts[column]["none"] += not values
    for column, field in MANY.items():
        if label[column]:
            wanted, given = set(label[column].split()), set(found.get(field, []))
            counts[column].update(
                n=len(wanted),
                right=len(wanted & given),
                wrong=len(given - wanted),
                none=len(wanted - given),
            )


def lines(result: Counted) -> Iterator[str]:
    """Yield the result as lines of text."""
    for half, fields in result.items():
        for field, c in fields.items():
            said = c["right"] + c["wrong"]
            share = f"{c['right'] / said:.2f}" if said else "-"
            recall = f"{c['right'] / c['n']:.2f}"
            yield f"{half:22} {field:16} {json.dumps(c)}  of those said {share}, of all {recall}"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    print("\n".join(lines(measure(folder))))
