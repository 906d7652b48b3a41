"""Double extraction: a coded study beside what the machine read in a paper on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.library.coded import CodedStudy

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
# Field of the machine's suggestions, and where the coded study has it.
FACTS = {
    "design": "design",
    "level": "level",
    "country": "countries",
    "setting": "settings",
    "cadre": "cadres",
}
ARM_FACTS = {"intervention_type": "intervention_types", "comparator_kind": "comparator_type"}
# Column of a coded reading, and the machine's statistic.
NUMBERS = {
    "n1i": "n1i",
    "m1i": "m1i",
    "sd1i": "sd1i",
    "x1i": "ai",
    "n2i": "n2i",
    "m2i": "m2i",
    "sd2i": "sd2i",
    "x2i": "ci",
    "effect_ci_lb": "ci_lb",
    "effect_ci_ub": "ci_ub",
}
EFFECTS = {"SMD": "d", "MD": "md", "MD_change": "md", "OR": "or", "RR": "rr"}
# A coder turns the sign of a printed difference so that it is intervention minus comparator.
TURNED = {"d": "d", "md": "md", "ci_lb": "ci_ub", "ci_ub": "ci_lb"}
TIMES = {"post": "post", "follow_up": "follow_up"}


def compare(coded: CodedStudy, paper_id: str, tables: Mapping[str, Sequence[Row]]) -> Rows:
    """Return a study and a paper on it side by side.

    Parameters
    ----------
    coded : CodedStudy
    paper_id : str
    tables : mapping
        The paper's rows of ``machine_suggestions, machine_contrasts, machine_numbers``.

    Returns
    -------
    list of dict
        Rows of ``double_extraction``. A fact that neither side has gives no row; neither does a
        machine-read contrast that nobody coded.
    """
    base = {"study_id": coded.study["study_id"], "paper_id": paper_id}
    rows = [base | row for row in _facts(coded, tables["machine_suggestions"])]
    numbers: dict[str, dict[str, Row]] = {}
    for n in tables["machine_numbers"]:
        numbers.setdefault(n["machine_contrast_id"], {})[n["statistic"]] = n
    for reading in coded.readings:
        rows += [base | row for row in _reading(reading, tables["machine_contrasts"], numbers)]
    return rows


def _facts(coded: CodedStudy, suggestions: Sequence[Row]) -> Iterable[dict[str, Any]]:
    values = {field: {_text(coded.study[c])} for field, c in FACTS.items()}
    values |= {f: {_text(a[c]) for a in coded.arms} for f, c in ARM_FACTS.items()}
    for field, cells in values.items():
        known = {v for cell in cells for v in cell.split(";") if v and v != "not_stated"}
        found = [s for s in suggestions if s["field"] == field]
        read = {str(s["value"]) for s in found}
        if known or read:
            yield {
                "entry": "study",
                "field": field,
                "coded": sorted(known),
                "machine": sorted(read),
                "result": _result(bool(known), bool(read), known == read),
                "machine_evidence_ids": _places(s["evidence_ids"] for s in found),
                "confidence": min((s["confidence"] for s in found), default=None),
            }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _places(cells: Iterable[Any]) -> list[str]:
    """Return identifiers of places, each once; a cell is a list or has semicolons."""
    lists = (c if isinstance(c, list) else str(c).split(";") for c in cells if c)
    return list(dict.fromkeys(i for found in lists for i in found))


def _result(coded: bool, read: bool, same: bool) -> str:
    if not read:
        return "only_coded"
    if not coded:
        return "only_machine"
    return "agree" if same else "differ"


def _reading(
    reading: Row, contrasts: Sequence[Row], numbers: Mapping[str, Mapping[str, Row]]
) -> Iterable[dict[str, Any]]:
    known = coded_numbers(reading)
    match = _best(reading, known, contrasts, numbers)
    read = numbers.get(match["machine_contrast_id"], {}) if match else {}
    for field, (name, value) in known.items():
        number = read.get(name)
        yield {
            "entry": reading["reading_id"],
            "field": field,
            "coded": value,
            "machine": None if number is None else number["value"],
            "result": _result(True, number is not None, _same(name, value, read)),
            "coded_evidence_id": reading["evidence_id"],
            "machine_contrast_id": match["machine_contrast_id"] if match else None,
            "machine_evidence_ids": _places([number["evidence_id"]] if number else []),
            "confidence": match["confidence"] if match and number else None,
        }


def coded_numbers(reading: Row) -> dict[str, tuple[str, float]]:
    """Return the numbers of a reading by column, each with the machine's name for it."""
    names = dict(NUMBERS)
    measure = EFFECTS.get(reading["effect_measure"] or "")
    if measure is not None:
        names["effect_value"] = measure
    if reading["p_relation"] == "=":
        names["p_value"] = "p"
    return {c: (n, float(reading[c])) for c, n in names.items() if reading[c] is not None}


def _best(
    reading: Row,
    known: Mapping[str, tuple[str, float]],
    contrasts: Sequence[Row],
    numbers: Mapping[str, Mapping[str, Row]],
) -> Row | None:
    """Return the machine-read contrast on the same outcome that has most of the same numbers.

    Two contrasts on one outcome at one time are told apart by their numbers alone; so a wrong
    reading of one is still found beside it.
    """
    same = [c for c in contrasts if _same_outcome(reading, c) and c["timing"] != "baseline"]
    return max(
        same,
        key=lambda c: (
            sum(_same(n, v, numbers.get(c["machine_contrast_id"], {})) for n, v in known.values()),
            TIMES.get(reading["time_kind"]) == c["timing"],
            c["confidence"],
        ),
        default=None,
    )


def _same_outcome(reading: Row, contrast: Row) -> bool:
    if contrast["construct_id"] is not None:
        return bool(contrast["construct_id"] == reading["construct_id"])
    key = ("instrument", "subscale")
    return contrast["instrument"] is not None and all(reading[k] == contrast[k] for k in key)


def _same(name: str, value: float, read: Mapping[str, Row]) -> bool:
    straight = read.get(name)
    if straight is not None and math.isclose(value, straight["value"], rel_tol=1e-9):
        return True
    other = read.get(TURNED.get(name, ""))
    return other is not None and math.isclose(value, -other["value"], rel_tol=1e-9)
