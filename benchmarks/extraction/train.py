"""Learn the weights of the answering: ``python -m benchmarks.extraction.train ../shared/gold``.

The ranking is a conditional logit over the candidates of a question, the confidence a logistic
regression on the signs of the choice; both are drawn towards weights set by hand, for there are
few papers. Questions of one paper share the weight of a few.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from extract.answers.answer import cells_of, decide, sizes_of
from extract.answers.candidates import FEATURES, Paper, candidates
from extract.answers.choice import Cells, Choice, choose
from extract.answers.question import CELLS, Answer, Question
from extract.answers.scoring import SIGNS, WEIGHTS, Model
from extract.documents.read import read_document

# Weights set by hand, from reading the development papers; learning moves them as far as the
# evidence does.
HAND_RANKING = {
    "arm_difference": 1.2,
    "arm_likeness": 1.0,
    "arm_weaker": 0.2,
    "arm_passed_over": -1.5,
    "outcome_found": 2.5,
    "outcome_in_rows": 4.5,
    "rows_in_outcome": 2.0,
    "outcome_in_caption": 0.8,
    "rows_exact": 2.2,
    "type_fits": 1.8,
    "type_named": 0.1,
    "spread": 1.2,
    "baseline": -2.5,
    "baseline_asked": 3.0,
    "latest": 1.5,
    "time_asked": 1.5,
    "change": -0.9,
    "change_asked": 0.8,
    "subgroup": -1.2,
    "arms_known": 2.0,
    "arms_other": -2.0,
    "in_text": -1.5,
    "text_crowded": -5.0,
}
HAND_SIGNS = {
    "margin": 0.2,
    "score": 0.05,
    "agreeing": 0.8,
    "outcome_in_rows": 1.5,
    "rows_in_outcome": 1.0,
    "outcome_found": 1.5,
    "arm_weaker": 0.5,
    "arms_known": 1.0,
    "type_fits": 0.5,
    "full": 0.7,
    "arm_passed_over": -1.0,
    "arms_other": -1.0,
    "computed": -0.1,
    "in_text": -0.5,
    "text_crowded": -2.0,
    "baseline": -1.5,
}
TO_HAND = 3.0
SIGNS_TO_HAND = 2.0
# Accepted cells are to be right so often, in cross-validation.
WANTED = 0.97
GIVE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with its candidates and the right cells."""

    paper: str
    question: Question
    features: list[dict[str, float]]
    cells: list[Cells]
    sizes: Cells
    gold: dict[str, float]

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


def train(found: Sequence[Example]) -> Model:
    """Learn the weights from examples."""
    ranking = dict(zip(FEATURES, _ranking(found).tolist(), strict=True))
    ranked = Model(ranking=ranking, signs={}, intercept=0, give=0, accept=1)
    signs, intercept = _confidence(found, ranked)
    model = Model(ranking=ranking, signs=signs, intercept=intercept, give=GIVE, accept=1)
    return Model(
        ranking=ranking, signs=signs, intercept=intercept, give=GIVE, accept=_accept(found, model)
    )


def _ranking(found: Sequence[Example]) -> np.ndarray:
    hand = np.array([HAND_RANKING.get(f, 0.0) for f in FEATURES])
    sets = []
    for e in found:
        whole = np.array([e.right(c) for c in e.cells], dtype=float)
        part = np.array([e.right(c, spread=False) for c in e.cells], dtype=float)
        best = whole if whole.any() else part
        if best.any():
            matrix = np.array([[f[name] for name in FEATURES] for f in e.features])
            sets.append((e.paper, matrix, best))
    many = Counter(paper for paper, *_ in sets)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = TO_HAND * ((w - hand) ** 2).sum(), 2 * TO_HAND * (w - hand)
        for paper, x, y in sets:
            score = x @ w
            e = np.exp(score - score.max())
            k = many[paper] ** -0.5
            total -= k * np.log((e * y).sum() / e.sum())
            slope -= k * (x.T @ (e * y) / (e * y).sum() - x.T @ e / e.sum())
        return total, slope

    return np.asarray(minimize(loss, hand, jac=True, method="L-BFGS-B").x)


def chosen(e: Example, model: Model) -> Choice | None:
    """Return the choice among an example's candidates."""
    return choose(e.features, lambda i: e.cells[i], e.question.type, model)


def _confidence(found: Sequence[Example], model: Model) -> tuple[dict[str, float], float]:
    rows = [(e, c) for e in found if (c := chosen(e, model)) is not None]
    x = np.array([[c.signs.get(s, 0.0) for s in SIGNS] for _, c in rows])
    y = np.array([e.right(c.cells) for e, c in rows], dtype=float)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    hand = np.array([HAND_SIGNS[s] for s in SIGNS]) * scale
    many = Counter(e.paper for e, _ in rows)
    k = np.array([many[e.paper] ** -0.5 for e, _ in rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = z @ w
        p = 1 / (1 + np.exp(-score))
        off = w[:-1] - hand
        total = (k * (np.logaddexp(0, score) - y * score)).sum() + SIGNS_TO_HAND * (off**2).sum()
        slope = z.T @ (k * (p - y))
        slope[:-1] += 2 * SIGNS_TO_HAND * off
        return total, slope

    bounds = [(0, None) if surer else (None, 0) for surer in SIGNS.values()]
    start = np.append(hand, 0.0)
    w = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    signs = dict(zip(SIGNS, (w[:-1] / scale).tolist(), strict=True))
    return signs, float(w[-1] - (w[:-1] * mean / scale).sum())


def answers(found: Sequence[Example], model: Model) -> list[Answer]:
    """Return the answers of a model."""
    return [decide(e.question, chosen(e, model), e.sizes, model) for e in found]


def _accept(found: Sequence[Example], model: Model) -> float:
    """Return the least confidence above which cells are right often enough."""
    given = sorted(
        (
            (a.confidence, *_cells_right(e, a))
            for e, a in zip(found, answers(found, model), strict=True)
        ),
        reverse=True,
    )
    least, right, total = 1.0, 0, 0
    for confidence, n_right, n in given:
        right, total = right + n_right, total + n
        if total and right / total >= WANTED and confidence > GIVE:
            least = confidence
    return least


def _cells_right(e: Example, a: Answer) -> tuple[int, int]:
    known = [n for n in a.cells if n in e.gold]
    return sum(same(a.cells[n], e.gold[n]) for n in known), len(known)


def cross_validated(found: Sequence[Example]) -> list[Answer]:
    """Answer each paper's questions with weights learned from all other papers."""
    out: dict[str, Answer] = {}
    for paper in dict.fromkeys(e.paper for e in found):
        model = train([e for e in found if e.paper != paper])
        own = [e for e in found if e.paper == paper]
        out.update({a.question.id: a for a in answers(own, model)})
    return [out[e.question.id] for e in found]


def save(model: Model, path: Path = WEIGHTS) -> None:
    """Write the weights, rounded: small, and the same on every machine."""
    data = {
        "ranking": {k: round(v, 3) for k, v in model.ranking.items()},
        "signs": {k: round(v, 3) for k, v in model.signs.items()},
        "intercept": round(model.intercept, 3),
        "give": model.give,
        "accept": round(model.accept, 3),
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Learn from all papers and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    save(train(examples(args.gold)))
    print(f"weights written to {WEIGHTS}")


if __name__ == "__main__":
    main()
