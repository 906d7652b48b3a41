"""Arms, outcomes, contrasts and readings of a coded study from the rows of an extraction sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from extract.records.sheet import SheetRow
from extract.sheets import NumberedRow
from extract.taxonomy import Taxonomy

Data = dict[str, Any]


def without_empty(data: Data) -> Data:
    """Return data without the fields that hold nothing."""
    return {k: v for k, v in data.items() if v not in (None, "", [], {})}


def contrasts_of(
    study_id: str, members: Sequence[NumberedRow], taxonomy: Taxonomy
) -> tuple[list[Data], list[Data], list[Data]]:
    """Return arms, outcomes and contrasts of a study from the rows of a sheet."""
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
    return without_empty(
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
    return without_empty(
        {"role": "comparator", "label": row.arm_2, "comparator_type": row.comparator_type}
    )


def _outcome(row: SheetRow, taxonomy: Taxonomy) -> Data:
    instrument, subscale = taxonomy.instrument_of(row.instrument or "") or (None, None)
    return without_empty(
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
    groups = without_empty(
        {f: getattr(row, f) for f in ("n1i", "m1i", "sd1i", "x1i", "n2i", "m2i", "sd2i", "x2i")}
    )
    if groups:
        groups |= {"means_are": row.means_are, "n_is": row.n_is}
    effect = test = p = None
    if row.effect_value is not None and row.effect_measure:
        effect = without_empty(
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
        test = without_empty(
            {
                "kind": row.test,
                "value": row.test_value,
                "df1": row.test_df1,
                "df2": row.test_df2,
                "compares": row.test_compares,
            }
        )
    if row.p_relation:
        p = without_empty(
            {"relation": row.p_relation, "value": row.p_value, "compares": row.p_compares}
        )
    place = without_empty(
        {"read_at": row.read_at, "words": row.words, "imported_from": member.place}
    )
    return without_empty(
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
