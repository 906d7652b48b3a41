"""Read the whole corpus: every record, every problem, and the links between them checked."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.bibliography import Reference, read_references
from extract.countries import is_country
from extract.reading import read_folder, read_text, show
from extract.records.base import Problem
from extract.records.cells import is_formula
from extract.records.study import Study
from extract.records.tables import TableSchema, load_schema
from extract.records.terms import CompetencyTerm
from extract.records.voices import Claim, Voice
from extract.taxonomy import Taxonomy, load_taxonomy

COMPETENCIES = "taxonomy/competencies.yaml"
TRUTH = {"true": True, "false": False}
READERS: Mapping[str, Callable[[str], Any]] = {
    "number": float,
    "integer": int,
    "boolean": TRUTH.__getitem__,
    "string": str,
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything received or coded by a person. Entries with an error are not in it."""

    taxonomy: Taxonomy
    studies: list[Study]
    voices: list[Voice]
    claims: list[Claim]
    references: list[Reference]
    economics: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    competencies: list[CompetencyTerm]
    problems: list[Problem]


def read_corpus(root: Path) -> Corpus:
    """Read the corpus below ``root``.

    Every problem of every file is collected in one run. An entry with an error is left out of the
    corpus; example studies are left out silently, because they are only there to be copied.
    """
    taxonomy, problems = load_taxonomy(root / "taxonomy", root)
    studies, found = read_folder(root / "studies", root, Study, "study_id")
    problems += found
    voices, found = read_folder(root / "focus_groups", root, Voice, "source_id")
    problems += found
    claims, found = read_folder(root / "claims", root, Claim, "claim_id")
    problems += found
    references, found = read_references(root / "references", root)
    problems += found
    sheets = {}
    for name in ("economics", "reviews", "checks"):
        sheets[name], found = read_sheet_table(root / name, root, load_schema(name))
        problems += found
    linked = [
        *(p for s in studies for p in study_links(s, taxonomy)),
        *(p for v in voices for p in voice_links(v, taxonomy)),
        *(p for c in claims for p in claim_links(c, {v.source_id for v in voices})),
        *asked_links(taxonomy, {t.theme_id for v in voices for t in v.themes}),
    ]
    bad = {(p.file, p.entry) for p in linked if p.severity == "error"}
    return Corpus(
        taxonomy,
        [
            s
            for s in studies
            if (_file("studies", s.study_id), s.study_id) not in bad and not s.is_example
        ],
        [
            v
            for v in voices
            if (_file("focus_groups", v.source_id), v.source_id) not in bad and not v.is_example
        ],
        [c for c in claims if (_file("claims", c.claim_id), c.claim_id) not in bad],
        references,
        sheets["economics"],
        sheets["reviews"],
        sheets["checks"],
        [
            c
            for c in taxonomy.competencies()
            if not any(p.entry == c.id for p in problems + linked if p.file == COMPETENCIES)
        ],
        problems + linked,
    )


def _file(folder: str, ident: str) -> str:
    return f"{folder}/{ident}.yaml"


def _unknown(
    file: str, entry: str, field: str, vocabulary: str, idents: Iterable[str], taxonomy: Taxonomy
) -> list[Problem]:
    return [
        Problem(
            file=file,
            entry=entry,
            field=field,
            found=show(i),
            expected=f"an identifier of corpus/taxonomy/{vocabulary}.yaml",
        )
        for i in idents
        if not taxonomy.known(vocabulary, i)
    ]


def _countries(file: str, entry: str, field: str, codes: Iterable[str]) -> list[Problem]:
    return [
        Problem(
            file=file,
            entry=entry,
            field=field,
            found=show(code),
            expected="an ISO 3166-1 alpha-2 country code",
        )
        for code in codes
        if not is_country(code)
    ]


def study_links(study: Study, taxonomy: Taxonomy) -> list[Problem]:
    """Return the words of a study that the taxonomy does not know, and doubtful directions."""
    file, entry = _file("studies", study.study_id), study.study_id
    found = _countries(file, entry, "countries", study.countries)
    for arm in study.arms:
        found += _unknown(
            file,
            entry,
            f"arms.{arm.arm_id}.intervention_types",
            "interventions",
            arm.intervention_types,
            taxonomy,
        )
    for outcome in study.outcomes:
        where = f"outcomes.{outcome.outcome_id}"
        found += _unknown(
            file, entry, f"{where}.construct_id", "outcomes", [outcome.construct_id], taxonomy
        )
        if outcome.instrument:
            found += _unknown(
                file, entry, f"{where}.instrument", "instruments", [outcome.instrument], taxonomy
            )
    found += _unknown(file, entry, "settings", "settings", study.settings, taxonomy)
    found += _unknown(file, entry, "cadres", "cadres", study.cadres, taxonomy)
    return found


def voice_links(voice: Voice, taxonomy: Taxonomy) -> list[Problem]:
    """Return the words of a voice that the taxonomy does not know."""
    file, entry = _file("focus_groups", voice.source_id), voice.source_id
    found = _countries(file, entry, "country", voice.country)
    found += _unknown(file, entry, "cadre", "cadres", voice.cadre, taxonomy)
    found += _unknown(file, entry, "setting", "settings", voice.setting, taxonomy)
    for theme in voice.themes:
        for field, vocabulary in (
            ("intervention_types", "interventions"),
            ("outcomes", "outcomes"),
            ("implementation", "implementation"),
        ):
            found += _unknown(
                file,
                entry,
                f"{theme.theme_id}.{field}",
                vocabulary,
                getattr(theme, field),
                taxonomy,
            )
    return found


def claim_links(claim: Claim, voices: set[str]) -> list[Problem]:
    """Return the voices that a claim names and that do not exist."""
    return [
        Problem(
            file=_file("claims", claim.claim_id),
            entry=claim.claim_id,
            field="made_in.source_id",
            found=show(made.source_id),
            expected="the source_id of a voice in corpus/focus_groups",
        )
        for made in claim.made_in
        if made.source_id not in voices
    ]


def asked_links(taxonomy: Taxonomy, themes: set[str]) -> list[Problem]:
    """Return the themes that a competency names and that no voice has."""
    return [
        Problem(
            file=COMPETENCIES,
            entry=competency.id,
            field="asked_by",
            found=show(theme),
            expected="the theme_id of a voice in corpus/focus_groups",
        )
        for competency in taxonomy.competencies()
        for theme in competency.asked_by
        if theme not in themes
    ]


def read_sheet_table(
    folder: Path, root: Path, schema: TableSchema
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read the CSV files of a folder against a table's contract.

    A row with a bad cell is left out and named; a formula in a cell is an error.
    """
    rows: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    key = schema.primary_key[0]
    for path in sorted(folder.glob("*.csv")):
        name = path.relative_to(root).as_posix()
        text = read_text(path, name)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        reader = csv.DictReader(io.StringIO(text))
        problems += _columns(name, reader.fieldnames or [], schema)
        for number, cells in enumerate(reader, 2):
            entry = f"line {number}, {cells.get(key) or 'no ' + key}"
            row, wrong = _typed_row(cells, schema, name, entry)
            if None in cells:
                wrong.append(
                    Problem(
                        file=name,
                        entry=entry,
                        field="",
                        found="more cells than columns",
                        expected="one cell a column (quote cells that hold commas)",
                    )
                )
            if str(row.get(key)) in rows:
                wrong.append(
                    Problem(
                        file=name,
                        entry=entry,
                        field=key,
                        found=show(row[key]),
                        expected="an identifier used once",
                    )
                )
            problems += wrong
            if not wrong:
                rows[str(row[key])] = row
    return list(rows.values()), problems


def _columns(name: str, columns: Iterable[str], schema: TableSchema) -> list[Problem]:
    return [
        Problem(
            file=name,
            entry="line 1",
            field=str(column),
            found="an unknown column",
            expected=f"one of {', '.join(schema.columns)}",
        )
        for column in columns
        if column not in schema.columns
    ]


def _typed_row(
    cells: Mapping[str, Any], schema: TableSchema, file: str, entry: str
) -> tuple[dict[str, Any], list[Problem]]:
    row: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in schema.fields:
        text = str(cells.get(field["name"]) or "").strip()
        try:
            row[field["name"]] = _typed_cell(text, field)
        except ValueError as err:
            problems.append(
                Problem(
                    file=file, entry=entry, field=field["name"], found=show(text), expected=str(err)
                )
            )
    return row, problems


def _typed_cell(text: str, field: Mapping[str, Any]) -> Any:
    """Return a cell's value; raise ValueError that says what was expected."""
    limits = field.get("constraints", {})
    if not text:
        if limits.get("required"):
            raise ValueError("a value (the field is required)")
        return None
    if is_formula(text):
        raise ValueError("a value, not a formula")
    if limits.get("enum") and text not in limits["enum"]:
        raise ValueError(f"one of {', '.join(limits['enum'])}")
    if limits.get("pattern") and not re.fullmatch(limits["pattern"], text):
        raise ValueError(f"text of the form {limits['pattern']}")
    try:
        value = READERS[field["type"]](text)
    except (ValueError, KeyError):
        raise ValueError(f"a {field['type']}") from None
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a finite number")
    low, high = limits.get("minimum"), limits.get("maximum")
    if (low is not None and value < low) or (high is not None and value > high):
        raise ValueError(f"a number between {low} and {high}")
    return value
