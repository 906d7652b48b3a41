"""A paper made ready for questions: its values, its groups, its words and how much they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from extract.answers.question import Question
from extract.documents.model import Document
from extract.papers.arm_match import LEAST, match_arm, match_pair
from extract.papers.arms import find_arms, size_of
from extract.papers.matching import Weights, abbreviations, expanded, tokens
from extract.papers.model import ArmFound, Number
from extract.papers.pairs import Pair, pairs
from extract.papers.readings import Reading, read_tables
from extract.papers.text_readings import read_text

# Words that many outcomes share and units, which tell little of which outcome is meant.
GENERIC = frozenset(
    t
    for line in (
        "mean average median total overall score scale level rate number count percent",
        "percentage proportion incidence frequency amount value measure measurement result",
        "outcome index change improvement reduction decrease increase gain difference effect",
        "status patient participant subject people person group test assessment questionnaire",
        "inventory subscale item symptom range unit mg dl ml kg cm mm mmol min minute hour",
        "day week month year time point presence use intake during treatment study end",
        "following primary secondary self report reported rated",
    )
    for w in line.split()
    for t in tokens(w)
)
GENERIC_WEIGHT = 0.3
BEFORE_AFTER = re.compile(
    r"^(?:the )?(?:base-?\s?line|before\b|pre-?\s?(?:treatment|intervention|test)\b|initial)", re.I
)


@dataclass
class Paper:
    """A document with what answering needs of it, worked out once."""

    document: Document
    readings: list[Reading] = field(init=False)
    short_forms: dict[str, str] = field(init=False)
    weights: Weights = field(init=False)
    outcome_weights: Weights = field(init=False)

    def __post_init__(self) -> None:
        """Read the tables."""
        self.short_forms = abbreviations(self.document)
        in_text = read_text(self.document, self.arms)
        self.readings = [*read_tables(self.document.tables), *in_text]
        self.weights = Weights.of(self.document)
        self.outcome_weights = self.weights.lowered(GENERIC, GENERIC_WEIGHT)

    @cached_property
    def arms(self) -> tuple[ArmFound, ...]:
        """Return the groups of the study."""
        return find_arms(self.document, self.short_forms)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Return every two readings side by side."""
        return list(pairs(self.readings))

    @cached_property
    def _tokens(self) -> dict[str, tuple[str, ...]]:
        return {}

    def arm_of(self, names: tuple[str, ...]) -> ArmFound | None:
        """Return the group that the names over a value mean; None where none or several."""
        if names not in self._named:
            self._named[names] = match_arm(" ".join(names), self.arms, self.short_forms)[0]
        return self._named[names]

    @cached_property
    def _named(self) -> dict[tuple[str, ...], ArmFound | None]:
        return {}

    def asked_arms(self, question: Question) -> tuple[ArmFound | None, ArmFound | None]:
        """Return the two groups that a question means."""
        key = (question.intervention, question.comparator)
        if key not in self._asked:
            first, second, score = match_pair(*key, self.arms, self.short_forms)
            self._asked[key] = (first, second) if score >= LEAST else (None, None)
        return self._asked[key]

    @cached_property
    def _asked(self) -> dict[tuple[str, str], tuple[ArmFound | None, ArmFound | None]]:
        return {}

    def sizes(self, pair: Pair | None, question: Question) -> tuple[Number | None, Number | None]:
        """Return the sizes of the question's groups from the text, for values that have none."""
        first, second = self.asked_arms(question)
        if pair is not None and not BEFORE_AFTER.search(question.comparator):
            first = self.arm_of(pair.own1) or first
            second = self.arm_of(pair.own2) or second
        return (size_of(first) if first else None, size_of(second) if second else None)

    def words(self, text: str) -> tuple[str, ...]:
        """Return the tokens of a text, short forms read out; kept for the next time."""
        if text not in self._tokens:
            self._tokens[text] = tokens(expanded(text, self.short_forms))
        return self._tokens[text]
