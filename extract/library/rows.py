"""A paper's reading as rows of the tables; every value with the place that backs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extract.library.outcome import EXAMPLES, Outcome
from extract.papers.model import ContrastFound, Number, PaperReading, Quote

Row = dict[str, Any]
UNCHECKED = {"review_status": "machine"}
# Numbers of a contrast that have a column of their own; all of them are in machine_numbers.
STATISTICS = (
    *("n1i", "m1i", "sd1i", "se1i", "ci1_lb", "ci1_ub", "ai", "p1i"),
    *("n2i", "m2i", "sd2i", "se2i", "ci2_lb", "ci2_ub", "ci", "p2i"),
    *("d", "md", "or", "rr", "hr", "ci_lb", "ci_ub", "p"),
)
TABLES = (
    *("machine_evidence", "machine_suggestions", "machine_arms"),
    *("machine_contrasts", "machine_numbers", "machine_tests"),
)


class Places:
    """The quoted places of a paper, each once."""

    def __init__(self, paper_id: str) -> None:
        self.paper_id = paper_id
        self._ids: dict[Quote, str] = {}

    def of(self, quote: Quote) -> str:
        """Return the identifier of a place."""
        return self._ids.setdefault(quote, f"{self.paper_id}-e{len(self._ids) + 1:05d}")

    def all(self, quotes: Iterable[Quote]) -> list[str]:
        """Return the identifiers of several places, each once."""
        return list(dict.fromkeys(self.of(q) for q in quotes))

    def rows(self) -> list[Row]:
        """Return the rows of all places."""
        return [
            {
                "evidence_id": ident,
                "paper_id": self.paper_id,
                "source": quote.source or "no heading",
                "words": quote.words,
                "page": quote.place.page,
                "box": None if (box := quote.place.box) is None else [f"{x:.1f}" for x in box],
                "xpath": quote.place.xpath,
            }
            for quote, ident in self._ids.items()
        ]


def document_row(files: Sequence[str], outcome: Outcome) -> Row:
    """Return the row of a file that was received."""
    row: Row = {
        "paper_id": outcome.paper_id,
        "files": list(files),
        "is_example": outcome.is_example or any(f.startswith(EXAMPLES) for f in files),
        "status": "read" if outcome.reading is not None else "not_read",
        "problem": outcome.problem,
        "sha256": outcome.sha256,
        **dict.fromkeys(
            ("n_suggestions", "n_contrasts", "n_numbers", "n_tests", "n_inconsistent"), 0
        ),
    }
    return row if outcome.reading is None else row | _read(outcome.reading)


def _read(reading: PaperReading) -> Row:
    front = reading.front
    return {
        "notes": " | ".join(
            p.what if p.page is None else f"page {p.page}: {p.what}" for p in reading.problems
        ),
        **{k: getattr(reading, k) for k in ("kind", "reader", "extractor", "n_pages")},
        **{k: getattr(front, k) for k in ("title", "journal", "year", "doi", "pmid", "pmcid")},
        "licence": front.licence,
        "authors": "; ".join(front.authors),
        "n_suggestions": len(reading.suggestions),
        "n_contrasts": len(reading.contrasts),
        "n_numbers": sum(len(c.statistics) for c in reading.contrasts),
        "n_tests": len(reading.tests),
        "n_inconsistent": sum(t.consistent is False for t in reading.tests),
    }


def paper_rows(outcome: Outcome, *, is_example: bool) -> dict[str, list[Row]]:
    """Return the rows of a paper for each table in ``TABLES``, sorted by key."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    reading, ident = outcome.reading, outcome.paper_id
    if reading is None:
        return rows
    places = Places(ident)
    rows["machine_suggestions"] = [
        {
            "suggestion_id": f"{ident}-s{i:04d}",
            "paper_id": ident,
            **{k: getattr(s, k) for k in ("field", "value", "arm", "confidence")},
            "evidence_ids": places.all(s.quotes),
            **UNCHECKED,
        }
        for i, s in enumerate(reading.suggestions, 1)
    ]
    rows["machine_arms"] = [_arm(ident, i, a, places) for i, a in enumerate(reading.arms, 1)]
    for i, contrast in enumerate(reading.contrasts, 1):
        row = _contrast(ident, i, contrast, is_example)
        rows["machine_contrasts"].append(row)
        rows["machine_numbers"] += [
            _number(row, name, contrast.statistics[name], places)
            for name in sorted(contrast.statistics)
        ]
    rows["machine_tests"] = [_test(ident, i, t, places) for i, t in enumerate(reading.tests, 1)]
    rows["machine_evidence"] = places.rows()
    return rows


SIZES = ("n_randomised", "n_analysed", "n_completed", "n_listed", "n_baseline")


def _arm(ident: str, i: int, arm: Any, places: Places) -> Row:
    row: Row = {"machine_arm_id": f"{ident}-a{i:03d}", "paper_id": ident, **UNCHECKED}
    row |= {"name": arm.name, "role": arm.role, "evidence_ids": places.all(arm.quotes)}
    for name in SIZES:
        number: Number | None = getattr(arm, name)
        if number is not None:
            row |= {name: number.value, f"{name}_evidence": places.of(number.quote)}
    return row


def _contrast(ident: str, i: int, c: ContrastFound, is_example: bool) -> Row:
    kept = (
        *("outcome", "instrument", "subscale", "higher_is_better", "timing", "time_label"),
        *("time_weeks", "kind", "adjusted", "analysis", "confidence", "flags"),
    )
    return {
        "machine_contrast_id": f"{ident}-c{i:04d}",
        "paper_id": ident,
        "is_example": is_example,
        **{k: getattr(c, k) for k in kept},
        "construct_id": c.construct,
        "arm_1": c.arm1,
        "arm_2": c.arm2,
        **{k: c.statistics[k].value for k in STATISTICS if k in c.statistics},
        "n_numbers": len(c.statistics),
        **UNCHECKED,
    }


def _number(contrast: Row, name: str, number: Number, places: Places) -> Row:
    return {
        "machine_contrast_id": contrast["machine_contrast_id"],
        "paper_id": contrast["paper_id"],
        "statistic": name,
        **{k: getattr(number, k) for k in ("value", "printed", "origin", "formula")},
        "evidence_id": places.of(number.quote),
    }


def _test(ident: str, i: int, test: Any, places: Places) -> Row:
    kept = (
        *("statistic", "comparison", "value", "df1", "df2", "p_comparison", "p", "n"),
        *("p_computed", "consistent", "decision_error"),
    )
    lower, upper = test.ci or (None, None)
    return {
        "test_id": f"{ident}-t{i:04d}",
        "paper_id": ident,
        **{k: getattr(test, k) for k in kept},
        "ci_lb": lower,
        "ci_ub": upper,
        "evidence_id": places.of(test.quote),
    }
