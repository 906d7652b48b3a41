"""Questions from a CSV file, answers into one: ``python -m extract answer``."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from extract.answers.answer import answer
from extract.answers.question import CELLS, Answer, OutcomeType, Question
from extract.documents.model import Document, DocumentError
from extract.documents.read import read_document
from extract.papers.model import Number

ASKED = ("id", "paper", "outcome", "intervention", "comparator", "outcome_type")
NUMBERS = tuple(dict.fromkeys(name for names in CELLS.values() for name in names))
COLUMNS = ("id", "paper", *NUMBERS, "confidence", "accepted", "evidence", "reason")
SUFFIXES = ("", ".nxml", ".xml", ".pdf", ".html", ".htm", ".docx", ".md")


def read_questions(path: Path) -> dict[str, list[Question]]:
    """Read questions, by the paper they are put to.

    Parameters
    ----------
    path : Path
        CSV with the columns ``id, paper, outcome, intervention, comparator, outcome_type`` and
        optionally ``time``.

    Returns
    -------
    dict of str to list of Question
        In the file's order.

    Raises
    ------
    ValueError
        Naming the file, line and field where a column or value is missing or unknown.
    """
    questions: dict[str, list[Question]] = defaultdict(list)
    with path.open(newline="", encoding="utf-8-sig") as handle:
        rows = csv.DictReader(handle)
        missing = [c for c in ASKED if c not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(f"{path}: no column {', '.join(missing)}; expected {', '.join(ASKED)}")
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            questions[row["paper"]].append(_question(row, where))
    return dict(questions)


def _question(row: dict[str, str], where: str) -> Question:
    kind = row["outcome_type"].strip().lower()
    if kind not in CELLS:
        raise ValueError(f"{where}, outcome_type: {kind!r}; expected {' or '.join(CELLS)}")
    empty = [c for c in ("id", "paper", "outcome") if not (row[c] or "").strip()]
    if empty:
        raise ValueError(f"{where}: {', '.join(empty)} is empty")
    asked: OutcomeType = "binary" if kind == "binary" else "continuous"
    return Question(
        id=row["id"],
        outcome=row["outcome"],
        intervention=row["intervention"] or "",
        comparator=row["comparator"] or "",
        type=asked,
        time=row.get("time") or "",
    )


def answer_files(papers: Path, questions: Path, out: Path) -> tuple[int, list[str]]:
    """Answer a file of questions.

    Parameters
    ----------
    papers : Path
        Folder with the papers the questions name, with or without their suffix.
    questions, out : Path
        CSV files; the second is written at once when all is done.

    Returns
    -------
    int and list of str
        Number of questions, and a line for each paper that could not be read. Questions to such
        a paper have a row with the reason and no numbers.
    """
    rows: list[dict[str, str]] = []
    problems: list[str] = []
    for name, asked in read_questions(questions).items():
        try:
            document = _read(papers, name)
        except (DocumentError, OSError) as err:
            problems.append(f"{name}: {err}")
            rows += [_row(name, Answer(question=q, reasons=(str(err),))) for q in asked]
            continue
        rows += [_row(name, a) for a in answer(document, asked)]
    temporary = out.with_name(out.name + ".part")
    with temporary.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    temporary.replace(out)
    return len(rows), problems


def _read(papers: Path, name: str) -> Document:
    for suffix in SUFFIXES:
        path = papers / (name + suffix)
        if path.is_file():
            return read_document(path)
    raise DocumentError(f"no such file in {papers}")


def _row(paper: str, found: Answer) -> dict[str, str]:
    return {
        "id": found.question.id,
        "paper": paper,
        **{name: _shown(number) for name, number in found.cells.items()},
        "confidence": f"{found.confidence:.3f}",
        "accepted": str(found.accepted).lower(),
        "evidence": "; ".join(_evidence(found)),
        "reason": "; ".join(found.reasons),
    }


def _shown(number: Number) -> str:
    return f"{number.value:.10g}"


def _evidence(found: Answer) -> Iterator[str]:
    for name, number in found.cells.items():
        place = number.quote.place
        where = place.xpath or (f"page {place.page}" if place.page else "")
        how = f" ({number.formula})" if number.formula else ""
        yield f'{name}: "{number.quote.words}" in {number.quote.source} [{where}]{how}'
