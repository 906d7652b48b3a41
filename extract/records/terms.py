"""The taxonomy: words as data, found again by identifier, label or synonym."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from extract.records.base import Level, Record, Slug, Text

Audience = Literal["front_line", "team_lead", "manager", "educator", "policy_maker"]
Range = Annotated[list[float], Field(min_length=2, max_length=2)]


class Term(Record):
    """A word of the taxonomy. ``synonyms`` are its other spellings; case does not matter."""

    id: Slug
    label: Text
    definition: Text
    synonyms: list[str] = []

    def names(self) -> list[str]:
        """Return every spelling that resolves to this term."""
        return [self.id, self.label, *self.synonyms]


class LevelTerm(Term):
    """A level at which an intervention acts."""

    order: int


class InterventionTerm(Term):
    """A kind of intervention."""

    group: Slug
    usual_level: Level


class OutcomeFamilyTerm(Term):
    """A family of outcomes that is pooled together."""

    order: int
    headline: bool = False


class OutcomeTerm(Term):
    """An outcome construct."""

    family: Slug
    higher_is_better: bool


class SubscaleTerm(Record):
    """A part of an instrument with its own score."""

    id: Slug
    label: Text
    outcome: Slug | None = None
    higher_is_better: bool | None = None
    range: Range | None = None
    synonyms: list[str] = []


class InstrumentTerm(Term):
    """A scale. Direction and range are those of the standard scoring; null when they vary."""

    full_name: Text
    range: Range | None = None
    higher_is_better: bool | None = None
    outcome: Slug | None = None
    subscales: list[SubscaleTerm] = []


class KeywordTerm(Term):
    """A term that is also recognised by stems in printed text (cadres, settings)."""

    keywords: list[str] = []


class CompetencyTerm(Term):
    """Something a course can teach: who learns it, and where evidence on it may be found."""

    audience: Annotated[list[Audience], Field(min_length=1)]
    levels: Annotated[list[Level], Field(min_length=1)]
    intervention_types: list[Slug] = []
    asked_by: list[Slug] = []  # themes of the voices that ask for it


VOCABULARIES: dict[str, type[Term]] = {
    "levels": LevelTerm,
    "intervention_groups": Term,
    "interventions": InterventionTerm,
    "outcome_families": OutcomeFamilyTerm,
    "outcomes": OutcomeTerm,
    "instruments": InstrumentTerm,
    "cadres": KeywordTerm,
    "settings": KeywordTerm,
    "implementation": Term,
    "competencies": CompetencyTerm,
}
