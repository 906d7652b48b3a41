"""A question to a paper, and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.papers.model import Number

OutcomeType = Literal["binary", "continuous"]
CELLS: dict[OutcomeType, tuple[str, ...]] = {
    "binary": (
        "intervention_events",
        "intervention_group_size",
        "comparator_events",
        "comparator_group_size",
    ),
    "continuous": (
        "intervention_mean",
        "intervention_standard_deviation",
        "intervention_group_size",
        "comparator_mean",
        "comparator_standard_deviation",
        "comparator_group_size",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a paper.

    Attributes
    ----------
    id : str
    outcome, intervention, comparator : str
        In free words.
    type : str
        ``binary`` (events and totals) or ``continuous`` (means and standard deviations).
    time : str
        Words for a time; empty for the last one measured.
    """

    id: str
    outcome: str
    intervention: str
    comparator: str
    type: OutcomeType
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The numbers found.

    Attributes
    ----------
    question : Question
    cells : mapping
        By the names of ``CELLS``; a cell that was not found is left out.
    confidence : float
        Chance that every cell is right; calibrated, see ``extract.answers.calibration``.
    accepted : bool
        Sure enough to be let through without a person looking.
    reasons : tuple of str
        Why cells are missing, or what a person should look at.
    """

    question: Question
    cells: dict[str, Number] = field(default_factory=dict)
    confidence: float = 0.0
    accepted: bool = False
    reasons: tuple[str, ...] = ()
