"""Second readings: a number counts as checked while it is the number that was looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.reading import show
from extract.records.base import Problem
from extract.records.tables import cell

Row = Mapping[str, Any]
Tables = dict[str, list[dict[str, Any]]]
NUMBERS = (
    *("n1i", "m1i", "sd1i", "x1i", "n2i", "m2i", "sd2i", "x2i"),
    *("effect_value", "effect_ci_lb", "effect_ci_ub", "effect_se"),
    *("test_value", "test_df1", "test_df2", "p_value"),
)


def numbers_of(reading: Row) -> str:
    """Return the printed numbers of a reading as one text, such as ``n1i=40 m1i=21.5``."""
    return " ".join(f"{k}={cell(reading[k])}" for k in NUMBERS if reading.get(k) is not None)


def apply_checks(tables: Tables) -> Tables:
    """Return the tables with every reading that a second reading confirmed marked ``checked``.

    A check of an unknown reading, or of numbers that have changed since, marks nothing: it is
    left out and becomes a problem. Only ``confirmed`` changes the status.
    """
    readings = {r["reading_id"]: dict(r) for r in tables["readings"]}
    kept, problems = [], []
    for check in tables["checks"]:
        reading = readings.get(check["reading_id"])
        problem = _misfit(check, reading)
        if problem is not None:
            problems.append(problem.model_dump())
            continue
        kept.append(check)
        if check["result"] == "confirmed" and reading is not None:
            reading["review_status"] = "checked"
    return tables | {
        "readings": list(readings.values()),
        "checks": kept,
        "problems": [*tables["problems"], *problems],
    }


def _misfit(check: Row, reading: Row | None) -> Problem | None:
    if reading is None:
        field, found, expected = "reading_id", show(check["reading_id"]), "a reading of a study"
    elif check["numbers"] != numbers_of(reading):
        field, found = "numbers", show(check["numbers"])
        expected = f"{numbers_of(reading)} (the numbers of the reading now): look it up again"
    else:
        return None
    return Problem(
        file="checks", entry=check["reading_id"], field=field, found=found, expected=expected
    )
