"""Every pair of groups in a paper that could answer a question, with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.answers.asked import Asked
from extract.answers.paper import Paper
from extract.answers.question import Question
from extract.papers.pairs import Pair
from extract.papers.times import only_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair of readings in the order of the question, with its features."""

    pair: Pair
    features: dict[str, float]


def candidates(paper: Paper, question: Question) -> list[Candidate]:
    """Return the pairs whose two groups can be those of the question.

    Parameters
    ----------
    paper : Paper
    question : Question

    Returns
    -------
    list of Candidate
        In the paper's order; every pair stands in the direction that fits better.
    """
    asked = Asked(paper, question)
    found: list[Candidate] = []
    for pair in paper.pairs:
        if not asked.has_values(pair):
            continue
        likeness = asked.likeness(pair)
        if likeness is None:
            continue
        found.append(Candidate(pair=likeness[0], features=asked.features(*likeness)))
    _mark_latest(found)
    _mark_passed_over(found, asked)
    return found


def _mark_passed_over(found: list[Candidate], asked: Asked) -> None:
    """Mark a candidate by how much better another group of its table fits the question."""
    best: dict[tuple[int, int], float] = {}
    for c in found:
        for which, own in ((1, c.pair.own1), (2, c.pair.own2)):
            key = (c.pair.first.table, which)
            best[key] = max(best.get(key, 0.0), asked.slot(which, own))
    for c in found:
        table = c.pair.first.table
        if not asked.before_after:
            c.features["arm_passed_over"] = sum(
                best[table, which] - asked.slot(which, own)
                for which, own in ((1, c.pair.own1), (2, c.pair.own2))
            )


def _mark_latest(found: list[Candidate]) -> None:
    """Mark, among the candidates for one outcome and one kind of value, the last time."""
    last: dict[tuple[object, ...], float] = {}
    for c in found:
        key = _without_time(c.pair)
        last[key] = max(last.get(key, float("-inf")), _rank(c.pair))
    for c in found:
        c.features["latest"] = float(_rank(c.pair) >= last[_without_time(c.pair)])


def _without_time(pair: Pair) -> tuple[object, ...]:
    return (
        pair.first.table,
        pair.first.change,
        tuple(n for n in pair.shared if not only_time(n)),
    )


def _rank(pair: Pair) -> float:
    time = pair.first.time
    return time.rank if time else 0.0
