"""Printed tests against tests coded by hand: ``python -m benchmarks.extraction.statistics GOLD``.

``GOLD`` holds ``apa_statistics`` (one hand-coded test a text) and ``statcheck`` (all tests of one
paper, coded twice: from its PDF and its HTML page, with the check of each p).
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import time
from pathlib import Path
from typing import Any

from extract.documents.characters import plain
from extract.documents.model import Block, Document, Front, Place
from extract.documents.pdf import read_pdf
from extract.documents.sentences import split
from extract.numbers.tests import find_tests
from extract.papers.model import TestFound

NAMES = {"chi": "chi2", "chi2": "chi2"}


def document_of(text: str) -> Document:
    """Return a plain text as a document: a paragraph a line, titles behind ``##``."""
    blocks = []
    section: tuple[str, ...] = ()
    for i, line in enumerate(text.splitlines()):
        if line.startswith("## "):
            section = (line[3:],)
        elif words := plain(line):
            place = Place(xpath=f"/line[{i + 1}]")
            blocks.append(
                Block(
                    kind="paragraph",
                    section=section,
                    text=words,
                    sentences=split(words),
                    place=place,
                )
            )
    return Document(
        sha256="", kind="markdown", reader="text", front=Front(), blocks=tuple(blocks), tables=()
    )


def text_of_page(page: str) -> str:
    """Return the words of an HTML page, a paragraph a line."""
    page = re.sub(r"\s+", " ", re.sub(r"(?s)<(script|style).*?</\1>", "", page))
    page = re.sub(r"</?(?:p|div|h\d|li|td|tr|table|section)\b[^>]*>", "\n", page)
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def _number(words: str) -> float | None:
    return float(words) if words else None


def _same(found: TestFound, row: dict[str, str], value: str, statistic: str) -> bool:
    """Tell whether a test is the one a person coded: statistic, value, degrees of freedom."""
    name = NAMES.get(statistic.lower(), statistic)
    if (name and found.statistic != name) or found.value != _number(value):
        return False
    # a single one stands in either column of the coders' tables
    coded = [_number(row[df]) for df in ("df1", "df2") if row[df]]
    return not coded or [df for df in (found.df1, found.df2) if df is not None] == coded


def _apa(folder: Path) -> dict[str, Any]:
    counts: dict[str, Any] = {"expected": 0, "right": 0, "found": 0, "texts": 0, "missed": []}
    seconds = []
    with (folder / "manual_gold.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        text = (folder / "text" / f"{row['PMC_ID']}.txt").read_text(encoding="utf-8")
        document = document_of(text)
        start = time.perf_counter()
        found = find_tests(document)
        seconds.append(time.perf_counter() - start)
        counts["texts"] += 1
        counts["found"] += len(found)
        if not row["value"]:
            continue
        counts["expected"] += 1
        if any(_same(f, row, row["value"], row["statistic"]) for f in found):
            counts["right"] += 1
        else:
            counts["missed"].append(f"{row['PMC_ID']} {row['statistic']} = {row['value']}")
    return counts | {"seconds_max": round(max(seconds), 4)}


def _statcheck(found: tuple[TestFound, ...], rows: list[dict[str, str]]) -> dict[str, Any]:
    counts: dict[str, Any] = {
        "expected": len(rows), "found": 0, "right": 0, "checked": 0, "error_agrees": 0,
        "decision_error_agrees": 0, "missed": [], "beyond": [],
    }  # fmt: skip
    left = [f for f in found if f.p is not None and (f.df1 or f.df2)]
    counts["found"] = len(left)
    for row in rows:
        hit = next(
            (f for f in left if _same(f, row, row["test_value"], row["test_type"])
             and f.p == _number(row["p"])), None,
        )  # fmt: skip
        if hit is None:
            counts["missed"].append(" ".join(row["raw_result"].split()))
            continue
        left.remove(hit)
        counts["right"] += 1
        counts["checked"] += hit.consistent is not None
        tailed = "_1tail" if float(row["one_tailed"]) else ""
        error, decision = float(row[f"error{tailed}"]), float(row[f"decision_error{tailed}"])
        counts["error_agrees"] += (hit.consistent is False) == bool(error)
        counts["decision_error_agrees"] += hit.decision_error == bool(decision)
    counts["beyond"] = [f"{f.statistic} = {f.value}, p {f.p}" for f in left]
    return counts


def measure(gold: Path) -> dict[str, Any]:
    """Count what is found of the tests coded by hand.

    Parameters
    ----------
    gold : Path
        Folder with ``apa_statistics`` and ``statcheck``.

    Returns
    -------
    dict
        For each set: tests ``expected``, ``found`` and found ``right`` (statistic, value and
        degrees of freedom); for statcheck's also how often the check of p agrees. The coders of
        ``apa_statistics`` drew one test a text: what else is found there is not wrong.
    """
    folder = gold / "statcheck"
    with (folder / "nuijten_gold.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    documents = {
        "pdf": read_pdf(next(folder.glob("*.pdf"))),
        "html": document_of(text_of_page(page)),
    }
    return {"apa": _apa(gold / "apa_statistics")} | {
        f"statcheck_{kind}": _statcheck(
            find_tests(document), [row for row in rows if row["file_type"] == kind]
        )
        for kind, document in documents.items()
    }


def main() -> int:
    """Print the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    print(json.dumps(measure(parser.parse_args().gold), indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
