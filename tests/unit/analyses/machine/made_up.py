"""Rows as the machine tables have them."""

from __future__ import annotations

from typing import Any

from analyses.machine.effects import Facts, Limits
from extract.records.tables import MACHINE_SCHEMAS, load_schema

FACTS = Facts(design="rct", level="team", intervention_types=("balint-group",), health_workers=True)
LIMITS = Limits(contrast=0.9, fact=0.7)
FAMILIES = {"emotional-exhaustion": "burnout"}
DOCUMENT: dict[str, Any] = {
    "paper_id": "p1",
    "is_example": False,
    "study_id": None,
    "same_report_as": None,
}


def contrast(**given: Any) -> dict[str, Any]:
    """Return a machine-read contrast: means and SDs of two arms of 50."""
    columns = load_schema("machine_contrasts", MACHINE_SCHEMAS).columns
    row: dict[str, Any] = dict.fromkeys(columns)
    row |= {
        "machine_contrast_id": "p1-c0001",
        "paper_id": "p1",
        "outcome": "Emotional exhaustion",
        "construct_id": "emotional-exhaustion",
        "higher_is_better": False,
        "timing": "post",
        "kind": "end",
        "adjusted": False,
        "confidence": 0.95,
        "n1i": 50.0,
        "m1i": 20.0,
        "sd1i": 5.0,
        "n2i": 50.0,
        "m2i": 22.0,
        "sd2i": 5.0,
    }
    return row | given
