"""Answer questions to a paper: find the best pair of groups, fill the cells, say how sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.answers.candidates import Candidate, Paper, candidates
from extract.answers.fill import fill
from extract.answers.question import CELLS, Answer, Question
from extract.answers.scoring import Model, load_model
from extract.documents.model import Document
from extract.papers.model import Number

# Under this chance of being right a value is not given at all (see the methods page on reading).
GIVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """The best candidate of a question with what the confidence is made from.

    Attributes
    ----------
    cells : mapping
        What it would fill.
    signs : mapping
        Features of the choice, as in ``scoring.SIGNS``.
    """

    candidate: Candidate
    cells: dict[str, Number]
    signs: dict[str, float]


def answer(
    document: Document, questions: Iterable[Question], model: Model | None = None
) -> list[Answer]:
    """Answer questions to one paper.

    Parameters
    ----------
    document : Document
    questions : iterable of Question
    model : Model, optional
        Weights of the ranking and of the confidence; those of the package by default.

    Returns
    -------
    list of Answer
        In the order of the questions. A cell that is not sure enough is left out.
    """
    paper = Paper(document)
    weights = model or load_model()
    return [_answer(paper, q, weights) for q in questions]


def consider(paper: Paper, question: Question, model: Model) -> Considered | None:
    """Return the best candidate of a question; None where the paper has none.

    Parameters
    ----------
    paper : Paper
    question : Question
    model : Model

    Returns
    -------
    Considered or None
    """
    found = candidates(paper, question)
    if not found:
        return None
    ranked = sorted(found, key=lambda c: -model.rank(c.features))
    cells = [
        fill(paper.document, c.pair, question.type, paper.sizes(c, question)) for c in ranked[:8]
    ]
    best = next((i for i, c in enumerate(cells) if _has_outcome(c)), None)
    if best is None:
        return None
    rival = next((i for i, c in enumerate(cells) if i > best and _differs(c, cells[best])), None)
    top = model.rank(ranked[best].features)
    margin = top - model.rank(ranked[rival].features) if rival is not None else WIDE
    return Considered(
        candidate=ranked[best],
        cells=cells[best],
        signs=signs_of(ranked[best], cells[best], question, min(margin, WIDE), top),
    )


# A margin as wide as this is as good as no rival at all.
WIDE = 6.0


def signs_of(
    c: Candidate, cells: dict[str, Number], question: Question, margin: float, top: float
) -> dict[str, float]:
    """Return what the confidence in a choice is made from.

    Parameters
    ----------
    c : Candidate
    cells : mapping
    question : Question
    margin : float
        Of its score over the next one with other values.
    top : float
        Its score.

    Returns
    -------
    dict of str to float
    """
    names = CELLS[question.type]
    f = c.features
    return {
        "margin": margin,
        "score": top,
        "outcome_in_rows": f["outcome_in_rows"],
        "rows_exact": f["rows_exact"],
        "outcome_found": f["outcome_found"],
        "arm_weaker": f["arm_weaker"],
        "arm_passed_over": f["arm_passed_over"],
        "arm_difference": f["arm_difference"],
        "type_fits": f["type_fits"],
        "type_named": f["type_named"],
        "full": float(all(n in cells for n in names)),
        "computed": float(any(v.origin == "computed" for v in cells.values())),
        "sized": f["sized"],
        "in_text": f["in_text"],
        "arms_known": f["arms_known"],
        "arms_other": f["arms_other"],
        "baseline": f["baseline"] * (1 - f["baseline_asked"]),
        "binary": float(question.type == "binary"),
    }


def _has_outcome(cells: dict[str, Number]) -> bool:
    return any(n.endswith(("_events", "_mean")) for n in cells)


def _differs(a: dict[str, Number], b: dict[str, Number]) -> bool:
    keys = [k for k in {**a, **b} if not k.endswith("group_size")]
    return any((a[k].value if k in a else None) != (b[k].value if k in b else None) for k in keys)


def _answer(paper: Paper, question: Question, model: Model) -> Answer:
    best = consider(paper, question, model)
    sizes = paper.sizes(best.candidate if best else None, question)
    if best is None:
        return _without(question, sizes, "no numbers for these two groups were found")
    chance = model.confidence(best.signs)
    if chance < GIVEN:
        reply = _without(question, sizes, "the numbers found are not surely those asked for")
        return reply
    return Answer(
        question=question,
        cells=best.cells,
        confidence=chance,
        accepted=chance >= model.accept,
        reasons=()
        if len(best.cells) == len(CELLS[question.type])
        else ("some cells were not found",),
    )


def _without(question: Question, sizes: tuple[Number | None, Number | None], why: str) -> Answer:
    cells = {
        f"{side}_group_size": n
        for side, n in zip(("intervention", "comparator"), sizes, strict=True)
        if n is not None
    }
    return Answer(question=question, cells=cells, confidence=0.0, accepted=False, reasons=(why,))
