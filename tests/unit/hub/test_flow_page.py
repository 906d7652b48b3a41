"""The flow of evidence: every reading counted once, and what nobody recorded is no number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hub.flow_page import flow_page, stages
from hub.model import Hub
from tests.unit.hub.small_hub import empty_row, small_hub


def reading(ident: str, status: str = "checked") -> dict[str, Any]:
    return empty_row("readings", reading_id=ident, study_id=f"of-{ident}", review_status=status)


def effect(ident: str, **more: Any) -> dict[str, Any]:
    row = {"yi": 0.2, "use": "main", "evidence_class": "controlled"} | more
    return empty_row("effect_sizes", effect_id=ident, reading_id=ident, **row)


def made() -> Hub:
    """Return a hub with one reading of each fate; two of them are pooled."""
    fates = ["in1", "in2", "none", "assoc", "sens", "unused", "once", "few", "other"]
    readings = [reading(f, "machine" if f == "once" else "checked") for f in fates]
    changes: dict[str, dict[str, Any]] = {
        "none": {"yi": None, "use": "none"},
        "assoc": {"evidence_class": "cross_sectional"},
        "sens": {"use": "sensitivity"},
        "unused": {"use": "none"},
    }
    members = [
        {"effect_id": e, "finding_id": "f", "included": e.startswith("in"), "in_all": e != "other"}
        for e in ("in1", "in2", "few", "other")
    ]
    tables = {
        **small_hub().tables,
        "readings": readings,
        "effect_sizes": [effect(f, **changes.get(f, {})) for f in fates],
        "pool_members": members,
    }
    return replace(small_hub(), tables=tables)


def test_each_reading_is_counted_once() -> None:
    found = {s.name: s for s in stages(made())}
    assert found["read"].counts == {"readings": 9, "twice": 8, "readings-once": 1}
    assert found["effects"].counts["with-effect"] == 8
    assert found["effects"].left == {"no_effect": 1}
    assert found["pooled"].counts["pooled-readings"] == 2
    assert found["pooled"].left == dict.fromkeys(
        ("association", "sensitivity", "unused", "once", "few", "other"), 1
    )


def test_what_nobody_recorded_is_not_zero() -> None:
    found = {s.name: s for s in stages(made())}
    for name in ("identified", "screened", "sought"):
        assert found[name].counts == {}
    page = flow_page(made())
    assert page.count("not recorded") >= 6  # in three boxes and three rows
    assert "This is not a systematic review" in page
    assert "Records identified | 0" not in page
