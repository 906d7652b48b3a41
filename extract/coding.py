"""Rows of an extraction sheet to coded studies: rows of one study become one record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from extract.coded_contrasts import contrasts_of, without_empty
from extract.reading import problems_of, show
from extract.records.base import Problem
from extract.records.sheet import SheetRow
from extract.records.study import Study
from extract.sheets import ImportReport, NumberedRow
from extract.taxonomy import Taxonomy

NO_IDENTIFIER = "no DOI, PMID or PMCID was seen on the page read"
COMPARED = {
    "design": "design_as_printed",
    "level": "level_as_printed",
    "country": "country_as_printed",
    "income_group": "income_as_printed",
}
UNCLEAR = {
    "inferred_country": "The country is inferred, not printed on the page read.",
    "title_paraphrased": "The title is paraphrased; the printed title was not visible.",
    "mirror_page": "The page read is a mirror or a secondary page, not the publisher's.",
    "secondary_extraction": "Numbers were read in a secondary extraction, not in the paper.",
}
Data = dict[str, Any]


def studies_from_rows(
    rows: Sequence[NumberedRow], taxonomy: Taxonomy, report: ImportReport
) -> list[Study]:
    """Build one coded study from all the rows that share a ``study_id``.

    Parameters
    ----------
    rows : sequence of NumberedRow
        From one sheet or several; two readings of one study meet here.
    taxonomy : Taxonomy
        Words that interventions, outcomes, instruments, cadres and settings are resolved with.
    report : ImportReport
        Receives what could not be resolved. A row without a known outcome or intervention type
        is left out and reported.

    Returns
    -------
    list of Study
        In the order of first appearance.
    """
    groups: dict[str, list[NumberedRow]] = {}
    for numbered in rows:
        if _resolvable(numbered, taxonomy, report):
            groups.setdefault(numbered.row.study_id.replace("_", "-"), []).append(numbered)
    studies = []
    for study_id, members in groups.items():
        data = _study(study_id, members, taxonomy)
        try:
            studies.append(Study.model_validate(data))
        except ValidationError as err:
            places = ", ".join(m.place for m in members)
            report.problems += [
                p.model_copy(update={"entry": f"{study_id} ({places})"})
                for p in problems_of(err, members[0].place.partition(":")[0], study_id)
            ]
    return studies


def _resolvable(numbered: NumberedRow, taxonomy: Taxonomy, report: ImportReport) -> bool:
    row, sheet = numbered.row, numbered.place.partition(":")[0]
    missing = [
        ("intervention_types", t)
        for t in row.intervention_types
        if taxonomy.resolve("interventions", t) is None
    ]
    if taxonomy.resolve("outcomes", row.construct_as_printed) is None:
        missing.append(("construct", row.construct_as_printed))
    for field, value in missing:
        report.problems.append(
            Problem(
                file=sheet,
                entry=numbered.place,
                field=field,
                found=show(value),
                expected="an identifier, label or synonym of the taxonomy",
            )
        )
    return not missing


def _study(study_id: str, members: list[NumberedRow], taxonomy: Taxonomy) -> Data:
    rows = [m.row for m in members]
    first = rows[0]
    reports, differing = _reports(study_id, rows)
    arms, outcomes, contrasts = contrasts_of(study_id, members, taxonomy)
    population = _distinct(r.population for r in rows)
    setting = _distinct(r.setting for r in rows)
    flags = {f for r in rows for f in r.flags}
    return without_empty(
        {
            "study_id": study_id,
            "reports": reports,
            "countries": sorted({c for r in rows for c in r.countries}),
            "country_note": "; ".join(_distinct(r.country_note for r in rows)),
            "income_group": first.income_group,
            "settings": taxonomy.by_keyword("settings", " ".join(setting)),
            "setting_as_printed": " | ".join(setting),
            "cadres": taxonomy.by_keyword("cadres", " ".join(population)),
            "population_as_printed": " | ".join(population),
            "design": first.design,
            "design_note": "; ".join(_distinct(r.design_note for r in rows)),
            "level": first.level,
            "level_note": "; ".join(_distinct(r.level_note for r in rows)),
            "arms": arms,
            "outcomes": outcomes,
            "contrasts": contrasts,
            "disagreements": differing + _disagreements(members) + _differing_readings(contrasts),
            "unclear": [text for flag, text in UNCLEAR.items() if flag in flags],
        }
    )


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(v for v in values if v))


def _reports(study_id: str, rows: Sequence[SheetRow]) -> tuple[list[Data], list[Data]]:
    """Return the distinct reports, and the fields in which readings of one report differ."""
    reports: list[Data] = []
    differing: list[Data] = []
    for row in rows:
        data = {
            f: getattr(row, f)
            for f in ("title", "authors_short", "year", "journal", "doi", "pmid", "pmcid")
        }
        same = next((r for r in reports if _same_report(r, data)), None)
        if same is None:
            reports.append({"doc_id": f"{study_id}-r{len(reports) + 1}", **data})
            continue
        for field, value in data.items():
            if same[field] is None:
                same[field] = value
            elif value is not None and field in ("title", "year") and value != same[field]:
                differing.append(
                    {
                        "field": f"{same['doc_id']}: {field}",
                        "kept": str(same[field]),
                        "values": [str(same[field]), str(value)],
                        "reason": "first reading kept",
                    }
                )
    for report in reports:
        if not (report["doi"] or report["pmid"] or report["pmcid"]):
            report["no_identifier_reason"] = NO_IDENTIFIER
    return [without_empty(r) for r in reports], _once(differing)


def _same_report(a: Data, b: Data) -> bool:
    for key in ("doi", "pmid", "pmcid"):
        if a[key] and b[key]:
            return bool(a[key].casefold() == b[key].casefold())
    return bool(a["title"].casefold() == b["title"].casefold())


def _once(items: list[Data]) -> list[Data]:
    return [item for number, item in enumerate(items) if item not in items[:number]]


def _disagreements(members: Sequence[NumberedRow]) -> list[Data]:
    found = []
    for field, printed in COMPARED.items():
        said: dict[str, str] = {}
        for m in members:
            value = getattr(m.row, printed)
            if value:
                said.setdefault(value, m.place)
        if len(said) > 1:
            kept = m.row.countries if field == "country" else getattr(members[0].row, field)
            found.append(
                {
                    "field": field,
                    "values": [f"{v} ({p})" for v, p in said.items()],
                    "kept": "; ".join(kept) if isinstance(kept, list) else kept,
                }
            )
    return found


def _differing_readings(contrasts: list[Data]) -> list[Data]:
    found = []
    for contrast in contrasts:
        said = {
            f"{e['measure']} {e['value']:g} ({r['reading_id']})"
            for r in contrast["readings"]
            if (e := r.get("effect"))
        }
        if len(said) > 1:
            main = [r["reading_id"] for r in contrast["readings"] if r["use"] == "main"]
            found.append(
                without_empty(
                    {
                        "field": f"effect of {contrast['contrast_id']}",
                        "values": sorted(said),
                        "kept": ", ".join(main),
                    }
                )
            )
    return found
