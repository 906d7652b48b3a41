"""Decisions of people win over what was read, as long as their guard holds."""

from pathlib import Path

import pytest

from extract.corrections import CorrectionError, apply_corrections, read_corrections

ENTRY = """- table: readings
  key: {{reading_id: lee-e01}}
  action: {action}
  field: m1i
  value: 8.4
  expect: {{eq: {guard}}}
  reason: Decimal point lost in the scan, table 2.
  reviewer: ab
  date: 2026-11-20
"""


def apply(tmp_path: Path, action: str = "override", guard: str = "84.0") -> dict:
    path = tmp_path / "corrections.yaml"
    path.write_text(ENTRY.format(action=action, guard=guard), encoding="utf-8")
    row = {"reading_id": "lee-e01", "m1i": 84.0, "review_status": "machine", "use": "main"}
    return apply_corrections({"readings": [row]}, read_corrections(path))["readings"][0]


def test_an_override_sets_the_value_and_the_status(tmp_path: Path) -> None:
    row = apply(tmp_path)
    assert (row["m1i"], row["review_status"]) == (8.4, "corrected")


def test_a_check_keeps_the_value_and_marks_it_checked(tmp_path: Path) -> None:
    row = apply(tmp_path, "check")
    assert (row["m1i"], row["review_status"]) == (84.0, "checked")


def test_a_rejected_reading_is_not_used_and_says_why(tmp_path: Path) -> None:
    row = apply(tmp_path, "reject")
    assert row["use"] == "none"
    assert "Decimal point lost" in row["use_reason"]


def test_a_guard_that_no_longer_holds_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"m1i: found 84.0; expected 12.0"):
        apply(tmp_path, guard="12.0")


def test_an_unknown_key_in_a_correction_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(ENTRY.format(action="override", guard="1") + "  colour: red\n", "utf-8")
    with pytest.raises(CorrectionError, match="colour"):
        read_corrections(path)
