"""Annotated questions with the candidates of the reader: what the answering learns from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from extract.answers.answer import cells_of, sizes_of
from extract.answers.asked import FEATURES
from extract.answers.candidates import candidates
from extract.answers.choice import Cells
from extract.answers.paper import Paper
from extract.answers.question import CELLS, Question
from extract.documents.read import read_document


@dataclass(frozen=True, kw_only=True)
class Example:
    """A question with its candidates and the right cells."""

    paper: str
    question: Question
    features: list[dict[str, float]]
    cells: list[Cells]
    sizes: Cells
    gold: dict[str, float]

    @cached_property
    def matrix(self) -> np.ndarray:
        """Features, a row for each candidate."""
        rows = [[f[name] for name in FEATURES] for f in self.features]
        return np.array(rows).reshape(len(rows), len(FEATURES))

    @cached_property
    def best(self) -> np.ndarray:
        """Which candidates are right: with their spread where one is, else by their means."""
        whole = np.array([self.right(c) for c in self.cells], dtype=float)
        part = np.array([self.right(c, spread=False) for c in self.cells], dtype=float)
        return whole if whole.any() else part

    def right(self, cells: Cells, *, spread: bool = True) -> bool:
        """Tell whether cells equal the gold; only its outcome, not the sizes of groups."""
        names = [n for n in CELLS[self.question.type] if not n.endswith("size")]
        core = [n for n in names if not n.endswith("deviation")]
        if any(n not in self.gold for n in core):
            return False
        asked = names if spread else core
        return all(same(cells.get(n), self.gold.get(n)) for n in asked if n in self.gold)


def same(number: object, gold: float | None) -> bool:
    """Tell whether a number is the gold's."""
    value = getattr(number, "value", None)
    return value is not None and gold is not None and abs(value - gold) <= 1e-9 * max(1, abs(gold))


def examples(gold: Path) -> list[Example]:
    """Read the annotated questions and work out the candidates of each.

    Parameters
    ----------
    gold : Path
        Folder with ``numeric/questions.csv``, ``numeric/gold.csv`` and ``numeric/papers``.
    """
    folder = gold / "numeric"
    with (folder / "gold.csv").open(newline="", encoding="utf-8-sig") as handle:
        right = {row["id"]: row for row in csv.DictReader(handle)}
    with (folder / "questions.csv").open(newline="", encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))
    found = []
    for name in dict.fromkeys(row["paper"] for row in rows):
        paper = Paper(read_document(folder / "papers" / name))
        found += [_example(paper, row, right[row["id"]]) for row in rows if row["paper"] == name]
    return found


def _example(paper: Paper, row: dict[str, str], right: dict[str, str]) -> Example:
    question = Question(
        id=row["id"],
        outcome=row["outcome"],
        intervention=row["intervention"],
        comparator=row["comparator"],
        type="binary" if row["outcome_type"] == "binary" else "continuous",
    )
    options = candidates(paper, question)
    return Example(
        paper=row["paper"],
        question=question,
        features=[c.features for c in options],
        cells=[cells_of(paper, c, question) for c in options],
        sizes=sizes_of(paper, question),
        gold={n: float(right[n].replace(",", "")) for n in CELLS[question.type] if right[n]},
    )
