"""What every record shares: frozen, closed to unknown keys, and named words for problems."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Level = Literal["individual", "team", "organisational", "system", "multi_level"]
Design = Literal[
    "rct",
    "cluster_rct",
    "non_randomised",
    "interrupted_time_series",
    "pre_post",
    "cross_sectional",
    "qualitative",
]
EvidenceClass = Literal["controlled", "pre_post", "cross_sectional"]
IncomeGroup = Literal["high", "upper_middle", "lower_middle", "low", "mixed", "not_stated"]
Origin = Literal["reported", "computed", "converted", "imputed"]
ReviewStatus = Literal["machine", "checked", "corrected", "rejected"]


class Record(BaseModel):
    """A record that a person writes: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Problem(Record):
    """One thing wrong with an input, said so that its author can find and mend it.

    Attributes
    ----------
    file, entry, field : str
        Where: the file (relative to the corpus), the record in it, the field in the record.
    found, expected : str
        What stands there, and what would be right.
    severity : {"error", "warning"}
        An ``error`` keeps the entry out of every table; a ``warning`` is shown, no more.
    """

    file: str
    entry: str
    field: str
    found: str
    expected: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.entry, self.field) if part)
        return f"{self.severity}: {place}: found {self.found}; expected {self.expected}"
