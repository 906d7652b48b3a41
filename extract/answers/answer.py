"""Answer questions to a paper: find the best pair of groups, fill the cells, say how sure."""

from __future__ import annotations

from collections.abc import Iterable

from extract.answers.candidates import Candidate, candidates
from extract.answers.choice import Cells, Choice, choose
from extract.answers.fill import fill
from extract.answers.paper import Paper
from extract.answers.question import CELLS, Answer, Question
from extract.answers.scoring import Model, load_model
from extract.documents.model import Document


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


def _answer(paper: Paper, question: Question, model: Model) -> Answer:
    found = candidates(paper, question)
    choice = choose(
        [c.features for c in found],
        lambda i: cells_of(paper, found[i], question),
        question.type,
        model,
    )
    sizes = sizes_of(paper, question)
    return decide(question, choice, sizes, model)


def cells_of(paper: Paper, candidate: Candidate, question: Question) -> Cells:
    """Return what a candidate would fill.

    Parameters
    ----------
    paper : Paper
    candidate : Candidate
    question : Question

    Returns
    -------
    dict of str to Number
    """
    sizes = paper.sizes(candidate.pair, question)
    return fill(paper.document, candidate.pair, question.type, sizes)


def sizes_of(paper: Paper, question: Question) -> Cells:
    """Return the sizes of the question's groups as the text gives them.

    Parameters
    ----------
    paper : Paper
    question : Question

    Returns
    -------
    dict of str to Number
    """
    sides = zip(("intervention", "comparator"), paper.sizes(None, question), strict=True)
    return {f"{side}_group_size": n for side, n in sides if n is not None}


def decide(question: Question, choice: Choice | None, sizes: Cells, model: Model) -> Answer:
    """Say what is given of a choice, and whether it is let through.

    Parameters
    ----------
    question : Question
    choice : Choice or None
    sizes : mapping
        Sizes of the groups, given also where the outcome was not found.
    model : Model

    Returns
    -------
    Answer
    """
    if choice is None:
        why = "no numbers for these two groups were found"
        return Answer(question=question, cells=sizes, reasons=(why,))
    chance = model.confidence(choice.signs)
    if chance < model.give[question.type]:
        why = "the numbers found are not surely those asked for"
        return Answer(question=question, cells=sizes, confidence=chance, reasons=(why,))
    full = len(choice.cells) == len(CELLS[question.type])
    return Answer(
        question=question,
        cells=choice.cells,
        confidence=chance,
        accepted=chance >= model.accept[question.type],
        reasons=() if full else ("some cells were not found",),
    )
