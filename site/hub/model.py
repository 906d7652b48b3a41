"""All tables in memory, with the look-ups that pages need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from analyses.records.releases import State, read_retired, read_states
from analyses.records.schemas_of import EVERY_SCHEMA
from extract.records.streams import groups, stream_rows
from extract.records.tables import TableSchema, load_schemas, read_table, rows_of
from hub.citations import UNRELEASED, Release
from hub.terms import translated
from hub.texts import Texts

Row = dict[str, Any]
# Read one paper at a time when its page is written: they grow with the papers received.
STREAMED = (
    *("machine_evidence", "machine_suggestions", "machine_arms", "machine_contrasts"),
    *("machine_numbers", "machine_tests", "machine_effects"),
)
LEVELS = ("individual", "team", "organisational", "system", "multi_level")


def parts(value: str | None) -> list[str]:
    """Return the entries of a cell that holds several, separated by semicolons."""
    return [p.strip() for p in (value or "").split(";") if p.strip()]


def grouped(rows: Sequence[Row], key: str) -> dict[Any, list[Row]]:
    """Return rows by the value of a column, in their order."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return dict(found)


@dataclass(frozen=True)
class Hub:
    """The published tables as rows, by table name; those that are read by paper as files."""

    tables: Mapping[str, list[Row]]
    schemas: Mapping[str, TableSchema]
    headline_families: Sequence[str]
    streamed: Mapping[str, Path] = field(default_factory=dict)
    release: Release = UNRELEASED
    states: Sequence[State] = ()  # the frozen releases, oldest first
    retired: Mapping[str, Row] = field(default_factory=dict)  # what people wrote on them
    say: Texts = field(default_factory=Texts)  # hub.say("id", n=3): a message of site/text

    def __getitem__(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables[name]

    def papers(self) -> Iterator[tuple[str, dict[str, list[Row]]]]:
        """Yield each paper received with its rows of the tables in ``STREAMED``."""
        rows = {name: stream_rows(p, self.schemas[name]) for name, p in self.streamed.items()}
        documents = iter(self["machine_documents"])
        yield from groups({"machine_documents": documents, **rows}, "paper_id")

    def n_rows(self, name: str) -> int:
        """Return the number of rows of a table."""
        if name in self.tables:
            return len(self[name])
        return sum(1 for _ in stream_rows(self.streamed[name], self.schemas[name]))

    def terms(self, vocabulary: str) -> dict[str, Row]:
        """Return the terms of a vocabulary by identifier."""
        return {t["term_id"]: t for t in self["terms"] if t["vocabulary"] == vocabulary}

    def label(self, vocabulary: str, ident: str | None) -> str:
        """Return a term's label; the identifier when the term is unknown."""
        term = self._labels.get((vocabulary, ident or ""))
        return term if term is not None else (ident or "").replace("-", " ")

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        return {(t["vocabulary"], t["term_id"]): t["label"] for t in self["terms"]}

    @cached_property
    def findings(self) -> dict[str, Row]:
        """Findings by identifier."""
        return {f["finding_id"]: f for f in self["pooled_effects"]}

    @cached_property
    def studies(self) -> dict[str, Row]:
        """Studies by identifier."""
        return {s["study_id"]: s for s in self["studies"]}

    @cached_property
    def effects(self) -> dict[str, Row]:
        """Effects by identifier."""
        return {e["effect_id"]: e for e in self["effect_sizes"]}

    @cached_property
    def members(self) -> dict[str, list[Row]]:
        """Members by finding."""
        return grouped(self["pool_members"], "finding_id")

    @cached_property
    def members_of_effect(self) -> dict[str, list[Row]]:
        """Findings that consider an effect."""
        return grouped(self["pool_members"], "effect_id")

    def by_study(self, table: str) -> dict[str, list[Row]]:
        """Return the rows of a table by study."""
        if table not in self._by_study:
            self._by_study[table] = grouped(self[table], "study_id")
        return self._by_study[table]

    def by_finding(self, table: str) -> dict[str, list[Row]]:
        """Return the rows of a table by finding."""
        if table not in self._by_finding:
            self._by_finding[table] = grouped(self[table], "finding_id")
        return self._by_finding[table]

    @cached_property
    def _by_finding(self) -> dict[str, dict[str, list[Row]]]:
        return {}

    @cached_property
    def _by_study(self) -> dict[str, dict[str, list[Row]]]:
        return {}

    @cached_property
    def readings(self) -> dict[str, Row]:
        """Readings by identifier."""
        return {r["reading_id"]: r for r in self["readings"]}

    @cached_property
    def checks(self) -> dict[str, Row]:
        """Second readings by the reading that they looked up."""
        return {c["reading_id"]: c for c in self["checks"]}

    @cached_property
    def evidence(self) -> dict[str, Row]:
        """Evidence with the address of its page, by identifier."""
        pages = {d["document_id"]: d["read_at"] for d in self["documents"]}
        return {
            e["evidence_id"]: e | {"read_at": pages[e["document_id"]]} for e in self["evidence"]
        }

    @cached_property
    def voice_findings(self) -> dict[str, Row]:
        """Qualitative findings by identifier."""
        return {f["voice_finding_id"]: f for f in self["voice_findings"]}

    @cached_property
    def themes_of_voice_finding(self) -> dict[str, list[Row]]:
        """Themes of each qualitative finding."""
        themes = {t["theme_id"]: t for t in self["themes"]}
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self["voice_themes"]:
            found[row["voice_finding_id"]].append(themes[row["theme_id"]])
        return found

    @cached_property
    def beside_finding(self) -> dict[str, list[Row]]:
        """What voices say beside each finding."""
        return grouped(self["voices_beside"], "finding_id")

    @cached_property
    def types_of_study(self) -> dict[str, list[str]]:
        """Intervention types of each study's arms."""
        found: dict[str, list[str]] = defaultdict(list)
        for arm in self["arms"]:
            for kind in parts(arm["intervention_types"]):
                if kind not in found[arm["study_id"]]:
                    found[arm["study_id"]].append(kind)
        return found

    @cached_property
    def families(self) -> list[str]:
        """Outcome families that have a finding, headline families first."""
        present = {f["outcome_family"] for f in self["pooled_effects"]}
        rest = [f for f in self.terms("outcome_families") if f in present]
        return [*self.headline_families, *(f for f in rest if f not in self.headline_families)]


def load_hub(
    tables: Mapping[str, Path],
    headline_families: Sequence[str],
    release: Release = UNRELEASED,
    releases: Path | None = None,
    say: Texts | None = None,
) -> Hub:
    """Read every published table, and the frozen releases in a folder."""
    schemas = load_schemas(*EVERY_SCHEMA)
    streamed = {name: path for name, path in tables.items() if name in STREAMED}
    rows = {
        name: rows_of(read_table(path, schemas[name]))
        for name, path in tables.items()
        if name not in streamed
    }
    states = read_states(releases) if releases else []
    retired = read_retired(releases) if releases else {}
    words = say or Texts()
    rows["terms"] = [translated(t, t["vocabulary"], t["term_id"], words) for t in rows["terms"]]
    rows["competencies"] = [
        translated(c, "competencies", c["competency_id"], words) for c in rows["competencies"]
    ]
    return Hub(rows, schemas, headline_families, streamed, release, states, retired, words)
