"""Direction of effect against what trained readers found, each paper left out in turn.

``python -m benchmarks.extraction.direction --gold FOLDER`` prints the figures;
``--fit`` also writes the weights that the reader uses, fitted on all papers. The folder is
Evidence Inference 2.0 (DeYoung et al., 2020): ``evidence_inference/`` with ``prompts.csv``,
``v2_annotations.csv`` and the articles as JATS in ``nxml/``.
"""

from __future__ import annotations

import argparse
import csv
import html
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.extraction.intervals import Count, bins, over_papers, rate
from extract.answers.direction import (
    DIRECTIONS,
    WEIGHTS,
    Reading,
    Weighing,
    answer,
    as_json,
    read,
    weighed,
)
from extract.answers.direction_features import COUNTS, EVIDENCE, WAYS
from extract.answers.direction_pieces import Prepared
from extract.documents.jats import read_jats
from extract.papers.matching import tokens

Array = NDArray[np.float64]
RIDGE = {"evidence": 1.0, "counts": 0.5, "ways": 0.5}
SAME_SENTENCE = 0.7  # share of a sentence's words that the annotation holds
SHORTEST = 4  # words of a sentence that can be recognised
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question, its answer (place in `DIRECTIONS`) and the words that annotators marked."""

    ident: str
    paper: str
    outcome: str
    intervention: str
    comparator: str
    label: int
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the sentences read for it, and which of them annotators marked."""

    prompt: Prompt
    prepared: Prepared
    reading: Reading | None
    marked: NDArray[np.bool_]


def prompts(folder: Path) -> tuple[list[Prompt], int]:
    """Return the questions with a majority answer, and how many have none (a tie)."""
    asked = {r["PromptID"]: r for r in _rows(folder / "prompts.csv")}
    given: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(folder / "v2_annotations.csv"):
        if row["Valid Label"] == "True":
            given[row["PromptID"]].append(row)
    out, ties = [], 0
    for ident, rows in sorted(given.items()):
        votes = Counter(int(r["Label Code"]) for r in rows).most_common()
        if len(votes) > 1 and votes[0][1] == votes[1][1]:
            ties += 1
            continue
        q = {k: html.unescape(html.unescape(v)) for k, v in asked[ident].items()}
        marked = tuple(
            r["Annotations"]
            for r in rows
            if r["Valid Reasoning"] == "True" and int(r["Label Code"]) == votes[0][0]
        )
        names = (q["Outcome"], q["Intervention"], q["Comparator"])
        out.append(Prompt(ident, q["PMCID"], *names, votes[0][0] + 1, marked))
    return out, ties


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))


def examples(folder: Path, asked: Sequence[Prompt]) -> list[Example]:
    """Return the questions with what is read for them."""
    papers: dict[str, Prepared] = {}
    out = []
    for p in asked:
        if p.paper not in papers:
            papers[p.paper] = Prepared.of(read_jats(folder / "nxml" / f"PMC{p.paper}.nxml"))
        prepared = papers[p.paper]
        reading = read(prepared, p.outcome, p.intervention, p.comparator)
        pieces = () if reading is None else reading.pieces
        marked = [is_marked(prepared.pieces[i].words, p.marked) for i in pieces]
        out.append(Example(p, prepared, reading, np.array(marked, bool)))
    return out


def is_marked(sentence: str, marked: Sequence[str]) -> bool:
    """Tell whether annotators marked most of a sentence."""
    words = set(tokens(sentence))
    if len(words) < SHORTEST:
        return False
    return any(len(words & set(tokens(m))) >= SAME_SENTENCE * len(words) for m in marked)


def fitted(chosen: Sequence[Example]) -> Weighing:
    """Return weights: three ridge logistic regressions on sentences that annotators marked."""
    read_for = [e for e in chosen if e.reading is not None and e.marked.any()]
    evidence, counts, ways = [], [], []
    for e in read_for:
        assert e.reading is not None
        share = 1 / e.marked.sum()
        evidence += [(x, float(m), 1.0) for x, m in zip(e.reading.evidence, e.marked, strict=True)]
        differs = float(DIRECTIONS[e.prompt.label] != "no_difference")
        counts += [(x, differs, share) for x in e.reading.counts[e.marked]]
        if differs:
            rises = float(DIRECTIONS[e.prompt.label] == "increased")
            ways += [(x, rises, share) for x in e.reading.ways[e.marked]]
    return Weighing(
        *(
            _logistic(rows, RIDGE[name])
            for name, rows in zip(RIDGE, (evidence, counts, ways), strict=True)
        )
    )


def _logistic(rows: Sequence[tuple[Array, float, float]], ridge: float) -> Array:
    x = np.array([r[0] for r in rows])
    sign = 2 * np.array([r[1] for r in rows]) - 1
    weight = np.array([r[2] for r in rows])

    def loss(beta: Array) -> tuple[float, Array]:
        margin = sign * (x @ beta)
        value = float(weight @ np.logaddexp(0, -margin)) + ridge * float(beta @ beta) / 2
        slope = -(x.T @ (weight * sign * np.exp(-np.logaddexp(0, margin)))) + ridge * beta
        return value, slope

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
    if not found.success:
        raise RuntimeError(f"the weights were not found: {found.message}")
    return np.asarray(found.x, float)


def left_out(data: Sequence[Example]) -> list[tuple[int | None, float, bool]]:
    """Return answer, confidence and whether its sentence was marked; own paper never seen."""
    out: list[tuple[int | None, float, bool]] = []
    known: dict[str, Weighing] = {}
    for e in data:
        paper = e.prompt.paper
        if paper not in known:
            known[paper] = fitted([o for o in data if o.prompt.paper != paper])
        found = answer(e.prepared, e.reading, known[paper])
        place = None if found.direction is None else DIRECTIONS.index(found.direction)
        hit = found.quote is not None and is_marked(found.quote.words, e.prompt.marked)
        out.append((place, found.confidence, hit))
    return out


def of_marked(data: Sequence[Example]) -> list[int | None]:
    """Return the answers when the sentences that annotators marked are given."""
    out: list[int | None] = []
    known: dict[str, Weighing] = {}
    for e in data:
        paper = e.prompt.paper
        if e.reading is None or not e.marked.any():
            out.append(None)
            continue
        if paper not in known:
            known[paper] = fitted([o for o in data if o.prompt.paper != paper])
        says = weighed(e.reading, known[paper])[1]
        out.append(int(says[e.marked].mean(axis=0).argmax()))
    return out


def macro_f1(gold: Sequence[int], found: Sequence[int | None]) -> float:
    """Return the mean of the three F1 scores; NaN where a class is neither asked nor found."""
    scores = []
    for k in range(len(DIRECTIONS)):
        both = sum(g == k and f == k for g, f in zip(gold, found, strict=True))
        either = sum(g == k for g in gold) + sum(f == k for f in found)
        scores.append(2 * both / either if either else float("nan"))
    return float(np.mean(scores))


def measure(gold: Path) -> dict[str, Any]:
    """Return how often the direction of effect is the annotators', papers left out."""
    folder = gold / "evidence_inference"
    asked, ties = prompts(folder)
    data = examples(folder, asked)
    found = left_out(data)
    labels = [p.label for p in asked]
    papers = [p.paper for p in asked]
    places = [f[0] for f in found]
    given = [
        (p, g, f) for p, g, f in zip(papers, labels, of_marked(data), strict=True) if f is not None
    ]
    right = [p == g for p, g in zip(places, labels, strict=True)]
    return {
        "questions": len(asked),
        "papers": len(set(papers)),
        "ties_left_out": ties,
        "labels": {d: labels.count(i) for i, d in enumerate(DIRECTIONS)},
        "always_no_difference": labels.count(1) / len(labels),
        "accuracy": rate([Count(p, int(r), 1) for p, r in zip(papers, right, strict=True)]),
        "macro_f1": macro_f1(labels, places),
        "macro_f1_interval_over_papers": over_papers(
            papers, lambda rows: macro_f1([labels[i] for i in rows], [places[i] for i in rows])
        ),
        "sentence_marked": rate(
            [Count(p, int(f[2]), 1) for p, f in zip(papers, found, strict=True)]
        ),
        "accuracy_marked_given": rate([Count(p, int(g == f), 1) for p, g, f in given]),
        "macro_f1_marked_given": macro_f1([g for _, g, _ in given], [f for *_, f in given]),
        "confusion": [
            [sum(g == a and f == b for g, f in zip(labels, places, strict=True)) for b in (0, 1, 2)]
            for a in (0, 1, 2)
        ],
        "calibration": bins(BINS, [f[1] for f in found], right),
    }


def main() -> None:
    """Print the figures; with ``--fit`` write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if args.fit:
        folder = args.gold / "evidence_inference"
        asked, _ = prompts(folder)
        about = {
            "version": "direction 1",
            "fitted_on": f"Evidence Inference 2.0: {len(asked)} questions of "
            f"{len({p.paper for p in asked})} papers",
        }
        weighing = fitted(examples(folder, asked))
        text = as_json(weighing, (EVIDENCE, COUNTS, WAYS), about)
        WEIGHTS.write_text(text, encoding="utf-8")
    for name, value in measure(args.gold).items():
        print(name, value)


if __name__ == "__main__":
    main()
