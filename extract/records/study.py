"""The coded-study format: one investigation, its reports, arms, outcomes and printed numbers."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from extract.records.base import (
    CountryCode,
    Design,
    EvidenceClass,
    IncomeGroup,
    Level,
    Record,
    ReviewStatus,
    Slug,
    Text,
)
from extract.records.printed import (
    GroupNumbers,
    Place,
    PrintedEffect,
    PrintedP,
    PrintedTest,
)

Flag = Literal[
    "implausible",
    "outlier",
    "ci_as_printed_asymmetric",
    "ci_implausible",
    "per_protocol",
    "high_attrition",
    "shares_control",
    "unadjusted_clustering",
    "secondary_extraction",
    "assumed_equal_arms",
    "news_source",
    "active_comparator",
    "skewed_counts",
    "post_hoc",
    "self_selected",
    "harm",
    "null_result",
    "inferred_country",
    "title_paraphrased",
    "mirror_page",
    "crossover",
]


class Report(Record):
    """A publication about the study; without identifiers it needs ``no_identifier_reason``."""

    doc_id: Slug
    title: Text
    authors_short: str | None = None
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    journal: str | None = None
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    pmid: Annotated[str, Field(pattern=r"^\d{1,9}$")] | None = None
    pmcid: Annotated[str, Field(pattern=r"^PMC\d+$")] | None = None
    no_identifier_reason: str | None = None

    @model_validator(mode="after")
    def _identified(self) -> Self:
        if not (self.doi or self.pmid or self.pmcid or self.no_identifier_reason):
            raise ValueError("a DOI, PMID or PMCID, or no_identifier_reason")
        return self


class Arm(Record):
    """A group of people receiving one condition."""

    arm_id: Slug
    role: Literal["intervention", "comparator"]
    label: Text
    intervention_types: list[Slug] = []
    comparator_type: (
        Literal[
            "wait_list",
            "no_intervention",
            "usual_practice",
            "active",
            "attention",
            "before_period",
            "exposure_reference",
            "other",
            "not_stated",
        ]
        | None
    ) = None
    delivery: (
        Literal[
            "in_person",
            "digital",
            "blended",
            "organisational_change",
            "policy",
            "exposure",
            "not_stated",
        ]
        | None
    ) = None
    delivery_as_printed: str | None = None
    duration_weeks: Annotated[float, Field(gt=0)] | None = None
    duration_note: str | None = None

    @model_validator(mode="after")
    def _typed(self) -> Self:
        if self.role == "intervention" and not self.intervention_types:
            raise ValueError("intervention_types of an arm whose role is intervention")
        return self


class Outcome(Record):
    """A construct measured with one instrument at one time."""

    outcome_id: Slug
    construct_id: Slug = Field(description="outcome of the taxonomy")
    construct_as_printed: Text
    instrument: Slug | None = None
    subscale: Slug | None = None
    instrument_as_printed: str | None = None
    higher_is_better: bool | None = Field(
        default=None, description="of the outcome as measured here; empty = not known"
    )
    time_weeks: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="weeks since the start of the intervention"
    )
    time_kind: Literal["post", "follow_up", "during", "not_stated"] = "not_stated"
    time_as_printed: str | None = None
    time_note: str | None = None


class Reading(Record):
    """One reading of one contrast: everything that one place prints about it."""

    reading_id: Slug
    groups: GroupNumbers = GroupNumbers()
    effect: PrintedEffect | None = None
    test: PrintedTest | None = None
    p: PrintedP | None = None
    benefit: Literal["benefit", "harm", "no_difference", "unclear"] = Field(
        default="unclear", description="direction for the intervention, as the source says"
    )
    use: Literal["main", "sensitivity", "none"] = "main"
    use_reason: str | None = None
    flags: list[Flag] = []
    place: Place
    review_status: ReviewStatus = "machine"
    note: str | None = None

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.use != "main" and not self.use_reason:
            raise ValueError("use_reason, because use is not main")
        return self


class Contrast(Record):
    """Arm against arm on one outcome at one time, with every reading of it."""

    contrast_id: Slug
    arm_1: Slug
    arm_2: Slug
    outcome: Slug
    evidence_class: EvidenceClass
    readings: Annotated[list[Reading], Field(min_length=1)]


class Disagreement(Record):
    """Two readings of the same study that do not say the same."""

    field: Text
    values: Annotated[list[str], Field(min_length=2)]
    kept: str | None = None
    reason: str | None = None


class Study(Record):
    """An investigation: the unit of independence; it may have several reports."""

    study_id: Slug
    is_example: bool = Field(
        default=False, description="example data; never enters an estimate or the public site"
    )
    reports: Annotated[list[Report], Field(min_length=1)]
    countries: list[CountryCode] = []
    country_note: str | None = None
    income_group: IncomeGroup = "not_stated"
    settings: list[Slug] = []
    setting_as_printed: str | None = None
    cadres: list[Slug] = []
    population_as_printed: str | None = None
    design: Design
    design_note: str | None = None
    level: Level
    level_note: str | None = None
    arms: Annotated[list[Arm], Field(min_length=1)]
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    contrasts: Annotated[list[Contrast], Field(min_length=1)]
    disagreements: list[Disagreement] = []
    unclear: list[str] = []

    @model_validator(mode="after")
    def _linked(self) -> Self:
        arms = _unique([a.arm_id for a in self.arms], "arm_id")
        outcomes = _unique([o.outcome_id for o in self.outcomes], "outcome_id")
        _unique([c.contrast_id for c in self.contrasts], "contrast_id")
        _unique([r.reading_id for c in self.contrasts for r in c.readings], "reading_id")
        for c in self.contrasts:
            for name, known, kind in (
                (c.arm_1, arms, "arm"),
                (c.arm_2, arms, "arm"),
                (c.outcome, outcomes, "outcome"),
            ):
                if name not in known:
                    raise ValueError(f"{kind} of {c.contrast_id} in this study; {name!r}")
        return self


def _unique(ids: list[str], what: str) -> set[str]:
    repeated = sorted({i for i in ids if ids.count(i) > 1})
    if repeated:
        raise ValueError(f"each {what} once; repeated {', '.join(repeated)}")
    return set(ids)
