"""The PDF reader against the XML of the same paper: ``python -m benchmarks.extraction.pdf_twins``.

``gold`` is a folder with ``pdf_xml_pairs/*/fulltext.pdf`` and ``fulltext.xml``. Where the two
print different things (a DOI in a margin, a caption's credit line), the share cannot be 1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.documents.jats import read_jats
from extract.documents.model import Document, Table
from extract.documents.pdf import read_pdf

RUNNING = {"paragraph", "heading", "list", "abstract"}
Ratio = tuple[int, int]  # hits, of


def measure(gold: Path) -> dict[str, Any]:
    """Return hits and totals of every measure, for each paper and over all.

    Parameters
    ----------
    gold : Path
        Folder that holds ``pdf_xml_pairs``.
    """
    papers: dict[str, dict[str, Any]] = {}
    for folder in sorted(p.parent for p in gold.glob("pdf_xml_pairs/*/fulltext.pdf")):
        pdf, xml = read_pdf(folder / "fulltext.pdf"), read_jats(folder / "fulltext.xml")
        papers[folder.name] = _of_pair(pdf, xml)
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for found in papers.values():
        for name, value in found.items():
            if isinstance(value, tuple):
                total[name][0] += value[0]
                total[name][1] += value[1]
    shares = {name: round(n / of, 4) if of else None for name, (n, of) in total.items()}
    return {"shares": shares, "counts": dict(total), "papers": papers}


def _of_pair(pdf: Document, xml: Document) -> dict[str, Any]:
    ours, wanted = _words(pdf), _words(xml)
    common = _in_order(wanted, ours)
    found: dict[str, Any] = {
        "words of the XML found in order": (common, len(wanted)),
        "words of the PDF found in order": (common, len(ours)),
    }
    for name, a, b in (
        ("sentences", _sentences(xml), _sentences(pdf)),
        ("headings", _texts(xml, "heading"), _texts(pdf, "heading")),
        ("captions", _captions(xml), _captions(pdf)),
    ):
        same = sum((a & b).values())
        found[f"{name} of the XML found"] = same, sum(a.values())
        found[f"{name} of the PDF found"] = same, sum(b.values())
        found[f"{name} missed"] = sorted((a - b).elements())
        found[f"{name} too many"] = sorted((b - a).elements())
    found |= _tables(pdf, xml)
    for name in ("title", "journal", "year", "doi", "licence", "authors"):
        ours_, theirs = _front(getattr(pdf.front, name)), _front(getattr(xml.front, name))
        if theirs:
            found[f"front: {name}"] = int(ours_ == theirs), 1
            if ours_ != theirs:
                found[f"front: {name} differs"] = [ours_, theirs]
    return found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _words(document: Document) -> list[str]:
    return [w for b in document.blocks if b.kind in RUNNING for w in _plain(b.text).split()]


def _in_order(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (Hunt and Szymanski, 1977)."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(found):
        places[word].append(i)
    ends: list[int] = []
    for word in wanted:
        for i in reversed(places.get(word, ())):
            at = bisect_left(ends, i)
            ends[at : at + 1] = [i]
    return len(ends)


def _sentences(document: Document) -> Counter[str]:
    return Counter(_plain(s) for b, s in document.sentences() if b.kind in RUNNING - {"heading"})


def _texts(document: Document, kind: str) -> Counter[str]:
    return Counter(_plain(b.text) for b in document.blocks if b.kind == kind)


def _captions(document: Document) -> Counter[str]:
    figures = (b.text for b in document.blocks if b.kind == "caption")
    tables = [f"{t.label} {t.caption}" for t in document.tables]
    found = Counter(map(_plain, [*figures, *tables]))
    return Counter(dict.fromkeys(found, 1))


def _front(value: Any) -> Any:
    return [_plain(str(v)) for v in value] if isinstance(value, tuple) else _plain(str(value or ""))


def _tables(pdf: Document, xml: Document) -> dict[str, Any]:
    ours: dict[str, list[Table]] = defaultdict(list)
    for table in pdf.tables:
        ours[_plain(table.label)].append(table)
    hits = cells = values = value_hits = 0
    wrong: list[list[Any]] = []
    for table in xml.tables:
        rows = [[_cell(x) for x in row] for row in table.grid()]
        other = [[_cell(x) for x in row] for t in ours[_plain(table.label)] for row in t.grid()]
        where = dict(_aligned(rows, other))
        for cell in (c for c in table.cells if c.text):
            text = _cell(cell.text)
            beside = [where[i] for i in range(cell.row, cell.row + cell.rowspan)]
            theirs = [other[j] for j in beside if j is not None]
            right = any(cell.column < len(r) and r[cell.column] == text for r in theirs)
            number = any(c.isdigit() for c in text)
            cells, hits = cells + 1, hits + right
            values, value_hits = values + number, value_hits + (right and number)
            if not right:
                wrong.append([table.label, cell.row, cell.column, text, theirs[:1]])
    extra = _digits(pdf) - _digits(xml)
    return {
        "cells in their row and column": (hits, cells),
        "cells with digits in their row and column": (value_hits, values),
        "cells wrong": wrong,
        "cells with digits that the XML has not": sorted(extra.elements()),
    }


def _cell(text: str) -> str:
    return re.sub(r"[\s\u202f]+", "", text.replace("–", "-").replace("—", "-")).casefold()


def _digits(document: Document) -> Counter[str]:
    texts = (_cell(c.text) for t in document.tables for c in t.cells)
    return Counter(t for t in texts if any(c.isdigit() for c in t))


def _aligned(
    rows: Sequence[Sequence[str]], other: Sequence[Sequence[str]]
) -> list[tuple[int, int | None]]:
    """Pair rows in order so that most cells agree; each row stands once."""
    best = [[0] * (len(other) + 1) for _ in range(len(rows) + 1)]
    agree = [
        [sum(bool(x) and x == y for x, y in zip(a, b, strict=False)) for b in other] for a in rows
    ]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(other))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + agree[i][j])
    found: list[tuple[int, int | None]] = []
    i = j = 0
    while i < len(rows):
        if j < len(other) and best[i][j] == best[i + 1][j + 1] + agree[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif j < len(other) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, None))
            i += 1
    return found


def main() -> int:
    """Print the shares; with ``--all`` everything that differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction.pdf_twins")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--all", action="store_true", help="print what differs, as JSON")
    options = parser.parse_args()
    found = measure(options.gold)
    if options.all:
        json.dump(found, sys.stdout, indent=1, ensure_ascii=False)
        return 0
    for name, share in found["shares"].items():
        n, of = found["counts"][name]
        print(f"{name:<45} {share:>7.4f}  {n} of {of}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
