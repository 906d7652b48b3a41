"""Themes that say the same, as one qualitative finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
# What a theme may be about: the column of its codes, and the name of the kind of subject.
SUBJECTS = {
    "intervention": "intervention_types",
    "outcome": "outcomes",
    "implementation": "implementation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Themes of one level and kind on one subject.

    Attributes
    ----------
    level, kind : str
        As coded: where it acts; ``need``, ``barrier``, ``facilitator`` or ``recommendation``.
    subject_kind, subject : str
        ``intervention``, ``outcome`` (an outcome family) or ``implementation``, and its code.
    themes : tuple of mapping
        Rows of ``themes``.
    """

    level: str
    kind: str
    subject_kind: str
    subject: str
    themes: tuple[Row, ...]

    @property
    def ident(self) -> str:
        """The permanent identifier: made of codes, which never change their meaning."""
        return f"{self.level}-{self.kind}-{self.subject_kind}-{self.subject}".replace("_", "-")

    @property
    def sources(self) -> list[str]:
        """The voices, each once."""
        return sorted({t["source_id"] for t in self.themes})

    @property
    def countries(self) -> list[str]:
        """The countries that their texts print."""
        return sorted({c for t in self.themes for c in codes(t["countries"])})


def codes(cell: str | None) -> list[str]:
    """Return the codes of a cell that holds several."""
    return [c for c in (cell or "").split(";") if c]


def groups_of(themes: Sequence[Row], families: Mapping[str, str]) -> list[Group]:
    """Group themes by level, kind and subject; a theme on several subjects is in several groups.

    Parameters
    ----------
    themes : sequence of mapping
        Rows of ``themes``.
    families : mapping
        The outcome family of each outcome: voices speak of families, not of scales.
    """
    found: dict[tuple[str, str, str, str], list[Row]] = {}
    for theme in themes:
        for subject_kind, subject in _subjects(theme, families):
            key = (theme["level"], theme["kind"], subject_kind, subject)
            found.setdefault(key, []).append(theme)
    return [
        Group(level=k[0], kind=k[1], subject_kind=k[2], subject=k[3], themes=tuple(found[k]))
        for k in sorted(found)
    ]


def _subjects(theme: Row, families: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, column in SUBJECTS.items():
        found = codes(theme[column])
        if name == "outcome":
            found = [families[outcome] for outcome in found]
        for subject in dict.fromkeys(found):
            yield name, subject
