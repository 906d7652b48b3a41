"""Coded studies, found again by the identifiers of their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
IDENTIFIERS = ("doi", "pmid", "pmcid")
LONG = 40  # letters and digits of a title that tells a report from others


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStudy:
    """A coded study with what belongs to it.

    Attributes
    ----------
    study : mapping
        Row of ``studies``.
    arms : sequence of mapping
        Rows of ``arms``.
    readings : sequence of mapping
        Rows of ``readings``, each with the columns of its outcome beside its own.
    """

    study: Row
    arms: Sequence[Row]
    readings: Sequence[Row]


class CodedStudies:
    """All coded studies.

    Parameters
    ----------
    tables : mapping
        Rows of ``references, studies, arms, contrasts, outcomes, readings`` by table name.
    """

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self._by_identifier = {
            key: str(r["study_id"])
            for r in tables["references"]
            if r["study_id"]
            for key in identifiers(r)
        }
        self._by_title = {
            title: (str(r["study_id"]), bool(identifiers(r)))
            for r in tables["references"]
            if r["study_id"] and (title := title_key(r))
        }
        self._studies = {s["study_id"]: s for s in tables["studies"]}
        self._arms = _grouped(tables["arms"])
        outcomes = {(o["study_id"], o["outcome_id"]): o for o in tables["outcomes"]}
        measured = {
            c["contrast_id"]: outcomes[c["study_id"], c["outcome_id"]] for c in tables["contrasts"]
        }
        self._readings = _grouped([{**measured[r["contrast_id"]], **r} for r in tables["readings"]])

    def study_of(self, document: Row) -> str | None:
        """Return the coded study that a paper reports, by DOI, PMID or PMCID; an example has none.

        The first identifier that is known decides. Where the paper or the coded report has none at
        all, the whole title does.
        """
        if document["is_example"]:
            return None
        keys = identifiers(document)
        found = next((s for k in keys if (s := self._by_identifier.get(k)) is not None), None)
        if found is not None:
            return found
        study, identified = self._by_title.get(title_key(document) or "", (None, True))
        return None if keys and identified else study

    def get(self, study_id: str) -> CodedStudy:
        """Return a study by its identifier."""
        return CodedStudy(
            study=self._studies[study_id],
            arms=self._arms.get(study_id, []),
            readings=self._readings.get(study_id, []),
        )


def identifiers(row: Row) -> list[tuple[str, str]]:
    """Return the identifiers of a report, written one way."""
    return [(k, str(row[k]).strip().lower()) for k in IDENTIFIERS if row.get(k)]


def title_key(row: Row) -> str | None:
    """Return the letters and digits of a title, or None of one too short to tell reports apart."""
    key = "".join(c for c in str(row.get("title") or "").casefold() if c.isalnum())
    return key if len(key) >= LONG else None


def _grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["study_id"]].append(row)
    return dict(found)


# A structured file tells a reader more than a printed page of the same report.
KINDS = ("jats", "html", "pdf", "docx", "markdown")


def same_reports(documents: Sequence[Row]) -> dict[str, str]:
    """Return, for papers of one report, the paper that is counted instead of each.

    Papers that share a DOI, PMID or PMCID are one report; so are those with the same whole title,
    when one of them has no identifier. Examples are never one with others.
    """
    group: dict[tuple[bool, str, str], str] = {}
    titles: dict[tuple[bool, str], tuple[str, bool]] = {}
    root: dict[str, str] = {}

    def top(ident: str) -> str:
        while root[ident] != ident:
            ident = root[ident]
        return ident

    read = sorted((d for d in documents if d["status"] == "read"), key=_preference)
    order = {d["paper_id"]: i for i, d in enumerate(read)}
    for document in read:
        ident = str(document["paper_id"])
        root[ident] = ident
        keys = identifiers(document)
        same = [group.setdefault((document["is_example"], *key), ident) for key in keys]
        if title := title_key(document):
            found = (ident, bool(keys))
            first, identified = titles.setdefault((document["is_example"], title), found)
            if not (keys and identified):
                same.append(first)
        for first in same:
            low, high = sorted((top(first), top(ident)), key=order.__getitem__)
            root[high] = low
    return {i: top(i) for i in root if top(i) != i}


def _preference(document: Row) -> tuple[int, int, str]:
    return KINDS.index(document["kind"]), -document["n_contrasts"], str(document["paper_id"])
