"""What a source prints: numbers per arm, effects, tests, p-values, and the place of each."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from extract.records.base import Origin, Record, Text

Count = Annotated[int, Field(ge=1, description="people (or units), at least 1")]
Events = Annotated[int, Field(ge=0)]
Spread = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Compares = Literal[
    "between_two_arms", "group_by_time", "multi_arm", "within_arm", "adjusted", "unclear"
]


class GroupNumbers(Record):
    """Numbers per arm as printed; 1 = intervention, 2 = comparator; x = people with the event."""

    n1i: Count | None = None
    m1i: Number | None = None
    sd1i: Spread | None = None
    x1i: Events | None = None
    n2i: Count | None = None
    m2i: Number | None = None
    sd2i: Spread | None = None
    x2i: Events | None = None
    means_are: Literal[
        "post",
        "change",
        "baseline_in_control",
        "percent",
        "median",
        "adjusted_post",
        "not_used",
        "none",
    ] = "none"
    n_is: Literal["analysed", "randomised", "enrolled", "not_stated", "total_only", "clusters"] = (
        "not_stated"
    )

    @model_validator(mode="after")
    def _events_fit(self) -> Self:
        for events, size in ((self.x1i, self.n1i), (self.x2i, self.n2i)):
            if events is not None and size is not None and events > size:
                raise ValueError(f"events at most n; {events} events of {size} people")
        return self


class PrintedEffect(Record):
    """An effect as the source prints it: direction of the source, not yet aligned."""

    measure: Literal[
        "SMD",
        "MD",
        "MD_change",
        "RD_points",
        "OR",
        "RR",
        "IRR",
        "beta",
        "slope",
        "r",
        "relative_change",
    ]
    smd_is: Literal["g", "d", "unknown"] | None = None
    value: Number
    ci_lb: Number | None = None
    ci_ub: Number | None = None
    ci_level: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    se: Spread | None = None
    adjusted: bool | None = None
    origin: Origin = "reported"
    sign: Literal["ok", "unclear"] = "ok"

    @model_validator(mode="after")
    def _interval_holds_value(self) -> Self:
        if self.ci_lb is not None and self.ci_lb > self.value:
            raise ValueError(f"ci_lb <= value; ci_lb {self.ci_lb} > value {self.value}")
        if self.ci_ub is not None and self.ci_ub < self.value:
            raise ValueError(f"ci_ub >= value; ci_ub {self.ci_ub} < value {self.value}")
        if self.measure in ("OR", "RR", "IRR") and self.value <= 0:
            raise ValueError(f"a ratio above 0; {self.value}")
        return self


class PrintedTest(Record):
    """A test statistic as printed, and what it compares."""

    kind: Literal["t", "F"]
    value: Number
    df1: Annotated[float, Field(gt=0)] | None = None
    df2: Annotated[float, Field(gt=0)] | None = None
    compares: Compares = "unclear"


class PrintedP(Record):
    """A p-value as printed. ``<`` and ``>`` are inequalities and never become a value."""

    relation: Literal["=", "<", ">", "ns", "significant"]
    value: Annotated[float, Field(ge=0, le=1)] | None = None
    compares: Compares = "unclear"


class Place(Record):
    """Where a number was read: page address, and words that let someone find it there."""

    read_at: Text
    words: str | None = None
    imported_from: str | None = Field(default=None, description="sheet:line of the extraction")
