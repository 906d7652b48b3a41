"""Numbers of trials against what annotators typed, and against GPT-4 on the same questions.

Each paper is answered with weights learned from the other papers. The counts are those of the
scorer that comes with the annotation; a cell is right only when it equals the annotators' number.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.extraction.examples import examples
from benchmarks.extraction.intervals import Count, bins, rate
from benchmarks.extraction.train import cross_validated
from extract.answers.question import CELLS, Answer

Cells = Mapping[str, float]
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
LABELS = {
    "exact_complete": "every number of a question right, where annotators found all",
    "cell_precision": "numbers given that are right, where annotators found one",
    "cell_recall": "numbers of the annotators that are given and right",
    "filled_blank": "numbers given where annotators found none (less is better)",
    "exact_all": "every number right, and blank where annotators left blank",
    "answered_complete": "questions answered in full, where annotators found all",
    "exact_of_answered": "every number right, of questions answered in full",
    "accepted_share": "questions let through without a person looking",
    "accepted_precision": "numbers right in questions let through",
    "accepted_blank": "numbers let through where annotators found none (less is better)",
}
KINDS = {
    "not_answered": "No number was given although the paper has them.",
    "part_given": "What was given is right, but some numbers were not found.",
    "arms_swapped": "The numbers of the two groups were exchanged.",
    "spread": "The means are right and a spread is not: a standard error or an interval beside "
    "the mean was taken otherwise than the annotators did, or they worked it out.",
    "size": "Only the size of a group is wrong: people at the start where those measured at the "
    "end were meant, or the reverse.",
    "percentage": "A percentage stands where a count was asked for.",
    "one_arm": "One group is right and the other was taken from another place.",
    "other_place": "The numbers are of another row, time or kind of result than asked for.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question's gold and answer."""

    paper: str
    kind: str
    gold: Cells
    found: Cells
    confidence: float
    accepted: bool

    def cells(self) -> list[tuple[float | None, float | None]]:
        """Return gold and answer of each cell."""
        names = CELLS["binary" if self.kind == "binary" else "continuous"]
        return [(self.gold.get(n), self.found.get(n)) for n in names]

    @property
    def complete(self) -> bool:
        """Whether annotators found every number."""
        return all(g is not None for g, _ in self.cells())


def same(gold: float | None, found: float | None) -> bool:
    """Tell whether both are there and equal."""
    if gold is None or found is None:
        return False
    return abs(gold - found) <= 1e-9 * max(1.0, abs(gold))


def counts(rows: Sequence[Row]) -> dict[str, list[Count]]:
    """Return, for each rate, the right and the asked of every row."""
    out: dict[str, list[Count]] = {name: [] for name in LABELS}
    for row in rows:
        cells = row.cells()
        known = [(g, x) for g, x in cells if g is not None and x is not None]
        n_same = sum(same(*c) for c in cells)
        blank = [x for g, x in cells if g is None]
        whole = all(x is not None for _, x in cells)
        exact = n_same == len(cells)
        agrees = all((g is None and x is None) or same(g, x) for g, x in cells)
        of = {
            "exact_complete": (exact, row.complete),
            "cell_precision": (n_same, len(known)),
            "cell_recall": (n_same, len(cells) - len(blank)),
            "filled_blank": (sum(x is not None for x in blank), len(blank)),
            "exact_all": (agrees, True),
            "answered_complete": (whole, row.complete),
            "exact_of_answered": (exact, row.complete and whole),
            "accepted_share": (row.accepted, True),
            "accepted_precision": (n_same, len(known) if row.accepted else 0),
            "accepted_blank": (len(row.found) - len(known), len(row.found) if row.accepted else 0),
        }
        for name, (right, total) in of.items():
            out[name].append(Count(row.paper, int(right) if total else 0, int(total)))
    return out


def kind_of_error(row: Row) -> str | None:
    """Return what went wrong with a question whose numbers annotators found; None where nothing."""
    if not row.complete or all(same(*c) for c in row.cells()):
        return None
    if not any(n.endswith(("_mean", "_events")) for n in row.found):
        return "not_answered"
    if all(same(g, x) for g, x in row.cells() if x is not None):
        return "part_given"
    swapped = {_other(n): v for n, v in row.found.items() if not n.endswith("size")}
    if all(same(row.gold.get(n), v) for n, v in swapped.items()):
        return "arms_swapped"
    wrong = {n for n, v in row.found.items() if not same(row.gold.get(n), v)}
    if all(n.endswith("size") for n in wrong):
        return "size"
    if all(n.endswith("deviation") for n in wrong):
        return "spread"
    if any(n.endswith("events") and _is_percentage(row, n) for n in wrong):
        return "percentage"
    sides = {n.split("_", 1)[0] for n in wrong if not n.endswith("size")}
    return "one_arm" if len(sides) == 1 else "other_place"


def _other(name: str) -> str:
    side, rest = name.split("_", 1)
    return f"{'comparator' if side == 'intervention' else 'intervention'}_{rest}"


def _is_percentage(row: Row, name: str) -> bool:
    size = row.gold.get(name.replace("events", "group_size"))
    return bool(size) and abs(100 * row.gold[name] / (size or 1) - row.found[name]) < 0.51


def calibration(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return, by confidence, the share of answers of which every number is the annotators'.

    Of answers with a number that annotators found too; a number they left blank is not counted.
    """
    given = [r for r in rows if _given(r)]
    right = [all(same(g, x) for g, x in r.cells() if None not in (g, x)) for r in given]
    return bins(BINS, [r.confidence for r in given], right)


def _given(row: Row) -> bool:
    outcome = ("_mean", "_events")
    return any(n.endswith(outcome) and n in row.gold for n in row.found)


def read_gold(folder: Path) -> dict[str, Row]:
    """Return the annotated questions by identifier, without an answer."""
    return {
        r["id"]: Row(
            paper=r["paper"],
            kind=r["outcome_type"],
            gold=cells_of(r),
            found={},
            confidence=0.0,
            accepted=False,
        )
        for r in table(folder / "gold.csv")
    }


def answered(rows: Mapping[str, Row], answers: Iterable[Answer]) -> list[Row]:
    """Return the questions with their answers."""
    return [
        replace(
            rows[a.question.id],
            found={name: n.value for name, n in a.cells.items()},
            confidence=a.confidence,
            accepted=a.accepted,
        )
        for a in answers
    ]


def of_gpt4(rows: Mapping[str, Row], folder: Path) -> list[Row]:
    """Return the questions with the published answers of GPT-4, where it has one."""
    return [
        replace(rows[r["id"]], found=cells_of(r))
        for r in table(folder / "gpt4_answers.csv")
        if r["id"] in rows
    ]


def measure(gold: Path) -> dict[str, Any]:
    """Return the rates with papers left out, GPT-4's beside, calibration and kinds of error.

    Parameters
    ----------
    gold : Path
        Folder with ``numeric/``: questions, gold, GPT-4's answers and the papers.
    """
    rows = read_gold(gold / "numeric")
    ours = answered(rows, cross_validated(examples(gold)))
    theirs = of_gpt4(rows, gold / "numeric")
    errors = {kind: Counter(filter(None, map(kind_of_error, _of(ours, kind)))) for kind in CELLS}
    return {
        "questions": len(ours),
        "papers": len({r.paper for r in ours}),
        "rates": {kind: _rates(_of(ours, kind)) for kind in (*CELLS, "all")},
        "gpt4": {kind: _rates(_of(theirs, kind)) for kind in CELLS},
        "calibration": calibration(ours),
        "errors": {kind: dict(c.most_common()) for kind, c in errors.items()},
        "complete": {kind: sum(r.complete for r in _of(ours, kind)) for kind in CELLS},
    }


def _of(rows: Sequence[Row], kind: str) -> list[Row]:
    return [r for r in rows if kind in ("all", r.kind)]


def _rates(rows: Sequence[Row]) -> dict[str, Any]:
    return {name: rate(c) for name, c in counts(rows).items()}


def cells_of(row: Mapping[str, str]) -> dict[str, float]:
    """Return the numbers of a row of a file; what is no number is absent."""
    out = {}
    for name in dict.fromkeys(n for names in CELLS.values() for n in names):
        try:
            out[name] = float((row.get(name) or "").replace(",", ""))
        except ValueError:
            continue
    return out


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))
