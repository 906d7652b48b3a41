"""What the hub said at one time: frozen releases, and the present in the same shape."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analyses.records.schemas_of import EVERY_SCHEMA
from extract.records.tables import TableSchema, load_schemas

Row = dict[str, Any]
PRESENT = "present"
FILE = "findings.json"
RETIRED = "retired.yaml"
# What makes the sentence of a finding, and what says how far to trust it.
FIELDS = (
    *("finding_id", "version", "outcome_family", "intervention_type", "level", "evidence_class"),
    *("measure", "status", "reason", "n_studies_coded", "k", "n_studies", "n_participants"),
    *("n_without_size", "model", "estimate", "se", "df", "ci_lb", "ci_ub", "pi_lb", "pi_ub"),
    *("tau2", "i2", "certainty", "certainty_reasons", "robustness", "k_all", "n_studies_all"),
    *("estimate_all", "ci_lb_all", "ci_ub_all"),
)
MEMBER = (
    *("effect_id", "study_id", "included", "in_all", "weight", "reason"),
    *("construct_id", "yi", "ci_lb", "ci_ub", "review_status"),
)
OF_EFFECT = ("construct_id", "yi", "ci_lb", "ci_ub", "review_status")
TABLES = ("pooled_effects", "pool_members", "effect_sizes", "studies", "terms")
_VERSION = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The findings at one time.

    Attributes
    ----------
    version : str
        Version of the release, or `PRESENT`.
    date : str
        Its day in ISO 8601; empty for the present, which has none until it is released.
    commit : str
        State of the project's history from which it was computed, when it is known.
    note : str
        What a reader must know of it as a whole.
    findings : mapping
        By identifier: the columns in `FIELDS`, and ``members``, rows of the columns in `MEMBER`.
    studies : mapping
        Short name of each study by its identifier.
    labels : mapping
        Labels of the words used, by ``vocabulary/word``.
    """

    version: str
    date: str = ""
    commit: str = ""
    note: str = ""
    findings: Mapping[str, Row] = field(default_factory=dict)
    studies: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def short_name(study: Mapping[str, Any]) -> str:
    """Return a study's first author as read, and year; the slug when the author is not known."""
    authors = (study["authors"] or "").split(",")[0].split(";")[0].strip()
    year = str(study["year"]) if study["year"] is not None else "no year"
    return f"{authors} {year}" if authors else f"{study['study_id']} ({year})"


def state_of(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    version: str = PRESENT,
    date: str = "",
    commit: str = "",
    note: str = "",
) -> State:
    """Return the state that tables describe.

    Parameters
    ----------
    tables : mapping
        Rows of the tables in `TABLES`. A column that a table of an older time lacks is missing.
    version, date, commit, note : str
        As `State` names them.
    """
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    members: dict[str, list[Row]] = {}
    row: Row
    for m in tables["pool_members"]:
        effect = effects[m["effect_id"]]
        row = {name: (effect if name in OF_EFFECT else m).get(name) for name in MEMBER}
        members.setdefault(m["finding_id"], []).append(row)
    findings: dict[str, Row] = {}
    for f in sorted(tables["pooled_effects"], key=lambda f: str(f["finding_id"])):
        row = {name: f.get(name) for name in FIELDS}
        mine = sorted(members.get(row["finding_id"], []), key=lambda m: str(m["effect_id"]))
        if row["n_studies_all"] is None:  # an older table has no such column: counted again
            row["n_studies_all"] = len({m["study_id"] for m in mine if m["in_all"]})
        findings[row["finding_id"]] = row | {"members": mine}
    named = {m["study_id"] for f in findings.values() for m in f["members"]}
    return State(
        version=version,
        date=date,
        commit=commit,
        note=note,
        findings=findings,
        studies={s["study_id"]: short_name(s) for s in tables["studies"] if s["study_id"] in named},
        labels=_labels(findings.values(), tables["terms"]),
    )


def _labels(findings: Iterable[Row], terms: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    known = {f"{t['vocabulary']}/{t['term_id']}": str(t["label"]) for t in terms}
    used = set()
    for f in findings:
        used |= {
            f"outcome_families/{f['outcome_family']}",
            f"interventions/{f['intervention_type']}",
        }
        used |= {f"outcomes/{m['construct_id']}" for m in f["members"]}
    return {word: known[word] for word in sorted(used) if word in known}


def read_tables(folder: Path) -> dict[str, list[Row]]:
    """Read the tables in `TABLES` of this time or an older one, whose columns may be fewer."""
    schemas = load_schemas(*EVERY_SCHEMA)
    return {name: _read(folder / f"{name}.csv", schemas[name]) for name in TABLES}


def _read(path: Path, schema: TableSchema) -> list[Row]:
    types = {f["name"]: f["type"] for f in schema.fields}
    with path.open(encoding="utf-8", newline="") as handle:
        return [
            {name: _typed(text, types.get(name, "string")) for name, text in row.items()}
            for row in csv.DictReader(handle)
        ]


def _typed(text: str, kind: str) -> Any:
    if text == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    return {"number": float, "integer": int}.get(kind, str)(text)


def write_state(state: State, folder: Path) -> Path:
    """Freeze a state in a folder of its own.

    Raises
    ------
    FileExistsError
        When the release is frozen already: what was released does not change.
    """
    path = folder / state.version / FILE
    if path.exists():
        raise FileExistsError(f"{path}: this release is frozen; a new one needs a new version")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(state_text(state), encoding="utf-8")
    partial.replace(path)
    return path


def state_text(state: State) -> str:
    """Return a state as it is frozen: JSON, a finding a line, the same in each run."""
    head = {
        "version": state.version,
        "date": state.date,
        "commit": state.commit,
        "note": state.note,
        "member_columns": MEMBER,
        "studies": dict(sorted(state.studies.items())),
        "labels": dict(sorted(state.labels.items())),
    }
    lines = [_json(_packed(state.findings[i])) for i in sorted(state.findings)]
    return _json(head)[:-1] + ',\n"findings":[\n' + ",\n".join(lines) + "\n]}\n"


def _packed(finding: Row) -> Row:
    members = [[m[name] for name in MEMBER] for m in finding["members"]]
    return {**{k: v for k, v in finding.items() if v is not None}, "members": members}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_state(path: Path) -> State:
    """Read a frozen release."""
    data = json.loads(path.read_text(encoding="utf-8"))
    columns = data["member_columns"]
    findings = {}
    for packed in data["findings"]:
        members = [dict(zip(columns, m, strict=True)) for m in packed["members"]]
        row = {name: packed.get(name) for name in FIELDS}
        findings[row["finding_id"]] = row | {"members": members}
    head = {k: data[k] for k in ("version", "date", "commit", "note", "studies", "labels")}
    return State(findings=findings, **head)


def read_states(folder: Path) -> list[State]:
    """Read every frozen release, oldest first; none when the folder does not exist.

    Raises
    ------
    ValueError
        When a folder is not named as the release in it.
    """
    found = []
    for path in folder.glob(f"*/{FILE}"):
        state = read_state(path)
        if state.version != path.parent.name or not _VERSION.fullmatch(state.version):
            raise ValueError(
                f"{path}: version: found {state.version!r}; expected the folder's name"
            )
        found.append(state)
    return sorted(found, key=lambda s: [int(part) for part in s.version.split(".")])


def read_retired(folder: Path) -> dict[str, Row]:
    """Read what people wrote on retired identifiers: ``reason`` and, where it is so, ``moved_to``.

    Raises
    ------
    ValueError
        For an entry with another field, or without a reason.
    """
    path = folder / RETIRED
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    found = {}
    for ident, entry in (entries or {}).items():
        unknown = set(entry) - {"reason", "moved_to"}
        if unknown or not entry.get("reason"):
            raise ValueError(
                f"{path}: {ident}: found {sorted(entry)}; expected reason, and perhaps moved_to"
            )
        found[str(ident)] = {"moved_to": None, **entry}
    return found
