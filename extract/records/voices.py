"""Focus groups, round tables and texts coded as themes; and checked claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from extract.records.base import CountryCode, Level, Record, Slug, Text

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"\+?\d[\d ()-]{8,}\d")
MAX_WORDS = 12


def personal_data(value: Any) -> str | None:
    """Return the first text in nested data that holds an e-mail address or a telephone number."""
    if isinstance(value, str):
        return value if _EMAIL.search(value) or _PHONE.search(value) else None
    inside: Iterable[Any] = ()
    if isinstance(value, Mapping):
        inside = value.values()
    elif isinstance(value, list | tuple):
        inside = value
    return next((found for item in inside if (found := personal_data(item))), None)


class Theme(Record):
    """One coded idea of a voice, in our own words, with its place in the source."""

    theme_id: Slug
    theme: Text
    summary: Text
    level: Level
    kind: Literal["need", "barrier", "facilitator", "recommendation"]
    intervention_types: list[Slug] = []
    outcomes: list[Slug] = []
    implementation: list[Slug] = []
    place: Text
    words: Text = Field(description=f"at most {MAX_WORDS} words that let someone find the place")

    @field_validator("words")
    @classmethod
    def _short(cls, words: str) -> str:
        if len(words.split()) > MAX_WORDS:
            raise ValueError(f"at most {MAX_WORDS} words; {len(words.split())} words")
        return words


class VoiceSource(Record):
    """Where a voice was published."""

    title: Text
    publisher: str | None = None
    date: str | None = None
    date_unclear: str | None = None
    url: str | None = None


class Voice(Record):
    """A focus group, a round table or a text, de-identified."""

    source_id: Slug
    title: Text
    kind: Literal["focus_group", "round_table", "text"]
    source: VoiceSource
    country: list[CountryCode] = []
    cadre: list[Slug] = []
    setting: list[Slug] = []
    participants_note: Text
    de_identified: Literal[True]
    is_example: bool = False
    themes: Annotated[list[Theme], Field(min_length=1)]

    @model_validator(mode="after")
    def _without_personal_data(self) -> Self:
        found = personal_data(self.model_dump(exclude={"source": {"url", "date"}}))
        if found:
            raise ValueError(f"no e-mail address and no telephone number; one in {found!r}")
        return self


class MadeIn(Record):
    """The voice that makes a claim, and where."""

    source_id: Slug
    place: Text
    words: Text


class CitedSource(Record):
    """What a claim cites, as it cites it."""

    text: str | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None


class Figure(Record):
    """A number of the cited source, with where it was read."""

    label: Text
    value: float | str | None = None
    ci_lb: float | str | None = None
    ci_ub: float | str | None = None
    unit: str | None = None
    source_url: str | None = None


class Claim(Record):
    """A factual claim of a voice, set beside what the cited source says."""

    claim_id: Slug
    claim: Text
    made_in: Annotated[list[MadeIn], Field(min_length=1)]
    cited_source: CitedSource | None = None
    verdict: Literal[
        "supported", "supported with limits", "overstated", "not found", "wrong link", "not checked"
    ]
    what_the_source_says: str | None = None
    safer_wording: str | None = None
    figures: list[Figure] = []
    checked_on: str | None = None
    read_at: list[str] = []
    note: str | None = None
    findings: list[Slug] = Field([], description="findings of this hub that speak to the claim")

    @model_validator(mode="after")
    def _shown(self) -> Self:
        if self.verdict != "not checked" and not self.what_the_source_says:
            raise ValueError(f"what_the_source_says, because the verdict is {self.verdict!r}")
        if self.verdict == "not checked" and not self.note:
            raise ValueError("note with the reason, because the claim is not checked")
        return self
