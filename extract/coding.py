"""Rows of an extraction sheet to coded studies: rows of one study become one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from pydantic import ValidationError

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
    arms, outcomes, contrasts = _contrasts(study_id, members, taxonomy)
    population = _distinct(r.population for r in rows)
    setting = _distinct(r.setting for r in rows)
    flags = {f for r in rows for f in r.flags}
    return _without_empty(
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


def _without_empty(data: Data) -> Data:
    return {k: v for k, v in data.items() if v not in (None, "", [], {})}


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
    return [_without_empty(r) for r in reports], _once(differing)


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
                _without_empty(
                    {
                        "field": f"effect of {contrast['contrast_id']}",
                        "values": sorted(said),
                        "kept": ", ".join(main),
                    }
                )
            )
    return found


def _contrasts(
    study_id: str, members: Sequence[NumberedRow], taxonomy: Taxonomy
) -> tuple[list[Data], list[Data], list[Data]]:
    arms: dict[Any, Data] = {}
    outcomes: dict[Any, Data] = {}
    contrasts: dict[Any, Data] = {}
    keys = {m.place: _contrast_key(m.row) for m in members}
    for number, member in enumerate(members, 1):
        row = member.row
        key = keys.get(row.same_as or "", keys[member.place])
        reading = _reading(f"{study_id}-e{number:02d}", member)
        arm_1 = _entry(arms, ("intervention", key[0]), "a", partial(_arm_1, row, taxonomy))
        arm_2 = _entry(arms, ("comparator", key[1]), "a", partial(_arm_2, row))
        outcome = _entry(outcomes, key[2], "o", partial(_outcome, row, taxonomy))
        contrast = contrasts.setdefault(
            key,
            {
                "contrast_id": f"{study_id}-c{len(contrasts) + 1:02d}",
                "arm_1": arm_1["arm_id"],
                "arm_2": arm_2["arm_id"],
                "outcome": outcome["outcome_id"],
                "evidence_class": row.evidence_class,
                "readings": [],
            },
        )
        contrast["readings"].append(reading)
    return list(arms.values()), list(outcomes.values()), list(contrasts.values())


def _contrast_key(row: SheetRow) -> tuple[Any, ...]:
    outcome = (
        row.construct_as_printed,
        row.instrument,
        row.reversed,
        row.higher_is_better,
        row.time_weeks,
        row.time_as_printed,
    )
    return row.arm_1, row.arm_2, outcome, row.evidence_class


def _entry(table: dict[Any, Data], key: Any, letter: str, make: Callable[[], Data]) -> Data:
    if key not in table:
        name = "arm_id" if letter == "a" else "outcome_id"
        table[key] = {name: f"{letter}{len(table) + 1:02d}", **make()}
    return table[key]


def _arm_1(row: SheetRow, taxonomy: Taxonomy) -> Data:
    types = [taxonomy.resolve("interventions", t) for t in row.intervention_types]
    return _without_empty(
        {
            "role": "intervention",
            "label": row.arm_1,
            "intervention_types": types,
            "delivery": row.delivery,
            "delivery_as_printed": row.delivery_as_printed,
            "duration_weeks": row.duration_weeks,
            "duration_note": row.duration_note,
        }
    )


def _arm_2(row: SheetRow) -> Data:
    return _without_empty(
        {"role": "comparator", "label": row.arm_2, "comparator_type": row.comparator_type}
    )


def _outcome(row: SheetRow, taxonomy: Taxonomy) -> Data:
    instrument, subscale = taxonomy.instrument_of(row.instrument or "") or (None, None)
    return _without_empty(
        {
            "construct_id": taxonomy.resolve("outcomes", row.construct_as_printed),
            "construct_as_printed": row.construct_as_printed,
            "instrument": instrument,
            "subscale": subscale,
            "instrument_as_printed": row.instrument,
            "higher_is_better": row.higher_is_better,
            "time_weeks": row.time_weeks,
            "time_kind": row.time_kind,
            "time_as_printed": row.time_as_printed,
            "time_note": row.time_note,
        }
    )


def _reading(reading_id: str, member: NumberedRow) -> Data:
    row = member.row
    groups = _without_empty(
        {f: getattr(row, f) for f in ("n1i", "m1i", "sd1i", "x1i", "n2i", "m2i", "sd2i", "x2i")}
    )
    if groups:
        groups |= {"means_are": row.means_are, "n_is": row.n_is}
    effect = test = p = None
    if row.effect_value is not None and row.effect_measure:
        effect = _without_empty(
            {
                "measure": row.effect_measure,
                "smd_is": row.smd_is,
                "value": row.effect_value,
                "ci_lb": row.ci_lb,
                "ci_ub": row.ci_ub,
                "ci_level": row.ci_level,
                "se": row.se,
                "adjusted": row.adjusted,
                "origin": row.effect_origin,
                "sign": row.sign,
            }
        )
    if row.test and row.test_value is not None:
        test = _without_empty(
            {
                "kind": row.test,
                "value": row.test_value,
                "df1": row.test_df1,
                "df2": row.test_df2,
                "compares": row.test_compares,
            }
        )
    if row.p_relation:
        p = _without_empty(
            {"relation": row.p_relation, "value": row.p_value, "compares": row.p_compares}
        )
    place = _without_empty(
        {"read_at": row.read_at, "words": row.words, "imported_from": member.place}
    )
    return _without_empty(
        {
            "reading_id": reading_id,
            "groups": groups,
            "effect": effect,
            "test": test,
            "p": p,
            "benefit": row.benefit,
            "use": row.use,
            "use_reason": row.use_reason,
            "flags": row.flags,
            "place": place,
            "review_status": row.review_status,
            "note": row.note,
        }
    )
