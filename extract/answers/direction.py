"""Which way an outcome went: increased, decreased or no difference, with the sentence that says so.

Every sentence is weighed as evidence for the question, and read for whether it reports a
difference that counts and which way it goes; the answers of the sentences are then weighed
together. The weights are fitted by ``python -m benchmarks.extraction.direction`` and kept beside
this file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extract.answers.direction_features import evidence_features, said
from extract.answers.direction_pieces import Asked, Prepared, matched
from extract.documents.model import Document
from extract.papers.model import Quote

Direction = Literal["increased", "decreased", "no_difference"]
DIRECTIONS: tuple[Direction, ...] = ("decreased", "no_difference", "increased")
WEIGHTS = Path(__file__).with_name("direction_weights.json")
MOST_READ = 60  # sentences that share most of the outcome's words
LEAST_SHARED = 0.3  # of the outcome's words, for a paper to say anything about it
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights of the features: of evidence, of counting, and of the way."""

    evidence: Array
    counts: Array
    ways: Array

    @classmethod
    def read(cls, path: Path) -> Weighing:
        """Return the weights of a file."""
        data = json.loads(path.read_text(encoding="utf-8"))
        names = ("evidence", "counts", "ways")
        return cls(*(np.array(list(data[name].values()), float) for name in names))


@dataclass(frozen=True, slots=True)
class Reading:
    """Features of the sentences that were read for a question, and which ones they are."""

    pieces: tuple[int, ...]
    evidence: Array
    counts: Array
    ways: Array


@dataclass(frozen=True, slots=True)
class DirectionFound:
    """Which way the outcome went in the intervention against the comparator.

    Attributes
    ----------
    direction : str or None
        None where no sentence of the paper speaks of the outcome.
    confidence : float
        Share of the evidence that says so, 0 to 1.
    quote : Quote or None
        The sentence that weighs most for the answer.
    """

    direction: Direction | None
    confidence: float
    quote: Quote | None


def find_direction(
    document: Document, outcome: str, intervention: str, comparator: str
) -> DirectionFound:
    """Return which way an outcome went, as the sentences of a paper say.

    Parameters
    ----------
    document : Document
        The paper.
    outcome, intervention, comparator : str
        In any words; short forms are read as the paper explains them.

    Returns
    -------
    DirectionFound
        The direction is of the intervention against the comparator.
    """
    prepared = Prepared.of(document)
    return answer(prepared, read(prepared, outcome, intervention, comparator), _weighing())


@cache
def _weighing() -> Weighing:
    return Weighing.read(WEIGHTS)


def read(prepared: Prepared, outcome: str, intervention: str, comparator: str) -> Reading | None:
    """Return the features of the sentences worth reading; None where none has the outcome."""
    asked = Asked.of(prepared, outcome, intervention, comparator)
    shares = matched(prepared, asked)
    most = max((own for own, _ in shares), default=0.0)
    if most < LEAST_SHARED:
        return None
    order = sorted(range(len(shares)), key=lambda i: (-sum(shares[i]), i))
    chosen = tuple(sorted(order[:MOST_READ]))
    told = [said(prepared.pieces[i], asked) for i in chosen]
    rows = [evidence_features(prepared, asked, i, shares, most) for i in chosen]
    return Reading(
        chosen,
        np.array(rows),
        np.array([t.counts for t in told]),
        np.array([t.ways for t in told]),
    )


def weighed(reading: Reading, weighing: Weighing) -> tuple[Array, Array]:
    """Return the weight of each sentence as evidence, and its answer: shape (n, 3)."""
    score = reading.evidence @ weighing.evidence
    weight = np.exp(score - score.max())
    counts = 1 / (1 + np.exp(-(reading.counts @ weighing.counts)))
    rises = 1 / (1 + np.exp(-(reading.ways @ weighing.ways)))
    says = np.column_stack([counts * (1 - rises), 1 - counts, counts * rises])
    return weight / weight.sum(), says


def answer(prepared: Prepared, reading: Reading | None, weighing: Weighing) -> DirectionFound:
    """Return the answer of the sentences together."""
    if reading is None:
        return DirectionFound(None, 0.0, None)
    weight, says = weighed(reading, weighing)
    total = weight @ says
    best = int(total.argmax())
    piece = prepared.pieces[reading.pieces[int((weight * says[:, best]).argmax())]]
    quote = Quote(
        words=piece.words,
        place=piece.block.place,
        source=piece.block.section[-1] if piece.block.section else "Text",
    )
    return DirectionFound(DIRECTIONS[best], float(total[best]), quote)


def as_json(weighing: Weighing, names: Sequence[Sequence[str]], about: Mapping[str, str]) -> str:
    """Return weights as the text of the file that `Weighing.read` reads."""
    parts = zip(
        ("evidence", "counts", "ways"),
        names,
        (weighing.evidence, weighing.counts, weighing.ways),
        strict=True,
    )
    named = {
        part: {n: round(float(v), 4) for n, v in zip(labels, values, strict=True)}
        for part, labels, values in parts
    }
    return json.dumps({**about, **named}, indent=1) + "\n"
