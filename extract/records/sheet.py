"""One row of a data-extraction sheet, after its columns were mapped: what can be coded from it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from extract.records.base import Record, Slug, Text

TRUE, FALSE = {"true", "yes", "y", "1"}, {"false", "no", "n", "0"}


def _truth(value: Any) -> Any:
    folded = str(value).strip().casefold()
    return True if folded in TRUE else False if folded in FALSE else value


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


Truth = Annotated[bool, BeforeValidator(_truth)]
Words = Annotated[list[str], BeforeValidator(_split)]


class SheetRow(Record):
    """Flat form of one printed contrast. Names are those of the coded-study format.

    Only ``study_id``, ``title``, ``design``, ``level``, ``arm_1``, ``arm_2``,
    ``intervention_types``, ``construct`` and ``read_at`` are required; every other field may be
    absent from the sheet. Lists are separated by semicolons. ``*_as_printed`` fields keep the
    words of the sheet, so that two readings of one study can be compared.
    """

    study_id: Slug
    title: Text
    authors_short: str | None = None
    year: int | None = None
    journal: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    countries: Words = []
    country_as_printed: str | None = None
    country_note: str | None = None
    income_group: str = "not_stated"
    income_as_printed: str | None = None
    setting: str | None = None
    population: str | None = None
    design: str
    design_as_printed: str | None = None
    design_note: str | None = None
    level: str
    level_as_printed: str | None = None
    level_note: str | None = None
    evidence_class: str = "controlled"
    arm_1: Text
    intervention_types: Words
    delivery: str | None = None
    delivery_as_printed: str | None = None
    duration_weeks: float | None = None
    duration_note: str | None = None
    arm_2: Text
    comparator_type: str | None = None
    construct_as_printed: Text = Field(alias="construct")
    reversed: Truth = False
    instrument: str | None = None
    higher_is_better: Truth | None = None
    time_weeks: float | None = None
    time_kind: str = "not_stated"
    time_as_printed: str | None = None
    time_note: str | None = None
    n1i: int | None = None
    m1i: float | None = None
    sd1i: float | None = None
    x1i: int | None = None
    n2i: int | None = None
    m2i: float | None = None
    sd2i: float | None = None
    x2i: int | None = None
    n_is: str = "not_stated"
    means_are: str = "none"
    effect_measure: str | None = None
    smd_is: str | None = None
    effect_value: float | None = None
    ci_lb: float | None = None
    ci_ub: float | None = None
    ci_level: float = 0.95
    se: float | None = None
    adjusted: Truth | None = None
    effect_origin: str = "reported"
    sign: str = "ok"
    test: str | None = None
    test_value: float | None = None
    test_df1: float | None = None
    test_df2: float | None = None
    test_compares: str = "unclear"
    p_relation: str | None = None
    p_value: float | None = None
    p_compares: str = "unclear"
    benefit: str = "unclear"
    use: str = "main"
    use_reason: str | None = None
    flags: Words = []
    same_as: str | None = None
    read_at: Text
    words: str | None = None
    note: str | None = None
    review_status: str = "machine"


class Mapping(Record):
    """How the columns of a sheet become the fields of a row.

    ``columns`` gives field: column; ``values`` translates the words of a field; ``constants`` sets
    a field for every row; ``ignored`` lists columns that are left out on purpose, so that a column
    nobody thought of is reported.
    """

    name: Slug
    columns: dict[str, str]
    values: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    ignored: list[str] = []
    missing: list[str] = Field(default=[""], description="cells that mean: not reported")
