"""What changed between releases, on states small enough to see by eye."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from analyses.changes import change, conclusion, finding_changes, finding_versions
from analyses.records.releases import (
    FIELDS,
    FILE,
    PRESENT,
    State,
    read_retired,
    read_state,
    read_states,
    read_tables,
    state_of,
    write_state,
)
from tests.conftest import ROOT

RELEASES = ROOT / "corpus" / "releases"


def member(study: str, yi: float = 0.3, **more: Any) -> dict[str, Any]:
    return {
        "effect_id": f"{study}-e1",
        "study_id": study,
        "included": True,
        "in_all": True,
        "weight": 0.5,
        "reason": "chosen",
        "construct_id": "burnout-overall",
        "yi": yi,
        "ci_lb": yi - 0.2,
        "ci_ub": yi + 0.2,
        "review_status": "checked",
    } | more


def finding(
    version: str, estimate: float | None, lower: float = 0, upper: float = 0, **more: Any
) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(FIELDS)
    row |= {"version": version, "certainty": "low", "n_studies": 2, "model": "REML-KH"}
    row |= {"members": [member("lee"), member("kim")]}
    if estimate is None:
        row |= {"status": "none", "reason": "no number", "n_studies": 0, "certainty": "none"}
    else:
        row |= {"status": "pooled", "estimate": estimate, "ci_lb": lower, "ci_ub": upper}
    return row | more


def state(version: str, date: str = "", **findings: dict[str, Any]) -> State:
    rows = {ident: row | {"finding_id": ident} for ident, row in findings.items()}
    names = {"lee": "Lee 2020", "kim": "Kim 2021", "rao": "Rao 2022"}
    return State(version=version, date=date, findings=rows, studies=names)


def test_a_conclusion_follows_from_the_interval() -> None:
    assert conclusion(finding("v", 0.3, 0.1, 0.5)) == "benefit"
    assert conclusion(finding("v", -0.3, -0.5, -0.1)) == "harm"
    assert conclusion(finding("v", 0.3, 0.0, 0.5)) == "unclear"
    assert conclusion(finding("v", None)) == "no_answer"


def test_numbers_that_move_under_the_same_conclusion_supersede() -> None:
    old = state("1.0", a=finding("v1", 0.30, 0.10, 0.50))
    new = state(PRESENT, a=finding("v2", 0.25, 0.05, 0.45, members=[member("lee"), member("rao")]))
    row = change("a", old, new)
    assert row is not None
    assert row["consequence"] == "superseded"
    assert row["kinds"] == ["estimate", "studies_added", "studies_removed", "version"]
    assert (row["added"], row["removed"]) == (["rao"], ["kim"])
    assert row["moved"] == pytest.approx(-0.05)
    assert row["account"] == (
        "The pooled effect moved from 0.30 [0.10, 0.50] to 0.25 [0.05, 0.45]. "
        "Came in: Rao 2022 (before: not coded under this question). "
        "Went out: Kim 2021 (not coded under this question). The conclusion is the same."
    )


@pytest.mark.parametrize(
    ("lower", "upper", "consequence"),
    [(0.05, 0.45, "superseded"), (-0.05, 0.45, "reversed"), (-0.9, -0.1, "reversed")],
)
def test_an_interval_that_crosses_zero_is_another_conclusion(
    lower: float, upper: float, consequence: str
) -> None:
    old = state("1.0", a=finding("v1", 0.30, 0.10, 0.50))
    row = change("a", old, state(PRESENT, a=finding("v2", 0.2, lower, upper)))
    assert row is not None
    assert row["consequence"] == consequence
    assert ("Another conclusion" in row["account"]) == (consequence == "reversed")


def test_below_rounding_nothing_moved_but_the_version_is_another_one() -> None:
    old = state("1.0", a=finding("v1", 0.3041, 0.1041, 0.5041))
    row = change("a", old, state(PRESENT, a=finding("v2", 0.3039, 0.1039, 0.5039)))
    assert row is not None
    assert row["kinds"] == ["version"]
    assert row["account"].startswith("No number that is shown moved.")
    assert change("a", old, old) is None


def test_a_correction_and_a_new_model_are_named() -> None:
    corrected = [member("lee", 0.5, review_status="corrected"), member("kim")]
    old = state("1.0", a=finding("v1", 0.30, 0.10, 0.50))
    new = finding("v2", 0.40, 0.10, 0.70, members=corrected, model="CHE-CR2")
    row = change("a", old, state(PRESENT, a=new))
    assert row is not None
    assert row["effects_changed"] == row["corrected"] == ["lee-e1"]
    assert "Corrected by a person: lee-e1" in row["account"]
    assert "before by the two-level model" in row["account"]


def test_a_retired_finding_says_where_its_effects_went() -> None:
    old = state("1.0", a=finding("v1", None), b=finding("v1", None, members=[]))
    new = state(PRESENT, b=finding("v1", None))
    rows = finding_changes([old, new])
    assert [(r["finding_id"], r["consequence"]) for r in rows] == [
        ("a", "retired"),
        ("b", "superseded"),
    ]
    assert rows[0]["considered_in"] == ["b"]
    assert rows[0]["account"].endswith("Its effects are now considered for b.")


def test_the_most_consequential_change_comes_first() -> None:
    old = state(
        "1.0",
        a=finding("v1", 0.3, 0.1, 0.5),
        b=finding("v1", 0.3, 0.1, 0.5),
        c=finding("v1", 0.3, 0.1, 0.5),
        d=finding("v1", 0.3, 0.1, 0.5),
        f=finding("v1", 0.3, 0.1, 0.5),
    )
    new = state(
        "1.1",
        "2026-12-01",
        a=finding("v2", 0.4, 0.1, 0.7),
        b=finding("v2", 0.3, -0.1, 0.5),
        c=finding("v1", 0.3, 0.1, 0.5, certainty="moderate"),
        e=finding("v1", None),
        f=finding("v2", 0.9, 0.1, 1.7),
    )
    rows = finding_changes([old, new])
    assert [(r["place"], r["finding_id"], r["consequence"]) for r in rows] == [
        (1, "b", "reversed"),
        (2, "d", "retired"),
        (3, "c", "certainty"),
        (4, "e", "new"),
        (5, "f", "superseded"),
        (6, "a", "superseded"),
    ]
    assert {r["released_on"] for r in rows} == {"2026-12-01"}


def test_each_version_stands_to_the_present_one() -> None:
    states = [
        state("1.0", "2026-11-01", a=finding("v1", 0.3, 0.1, 0.5), gone=finding("v1", None)),
        state("1.1", "2026-12-01", a=finding("v2", 0.3, -0.1, 0.5)),
        state(PRESENT, a=finding("v3", 0.4, 0.1, 0.7)),
    ]
    rows = {(r["finding_id"], r["version"]): r for r in finding_versions(states)}
    assert {key: r["standing"] for key, r in rows.items()} == {
        ("a", "v1"): "superseded",  # benefit then, benefit now, whatever lay between
        ("a", "v2"): "reversed",
        ("a", "v3"): "current",
        ("gone", "v1"): "retired",
    }
    assert rows["a", "v1"]["releases"] == ["1.0"]
    assert rows["a", "v3"]["releases"] == []
    assert rows["gone", "v1"]["present_version"] is None


def test_the_same_numbers_rated_otherwise_stay_current_and_say_so() -> None:
    old = state("1.0", "2026-11-01", a=finding("v1", 0.3, 0.1, 0.5, certainty="very_low"))
    (row,) = finding_versions([old, state(PRESENT, a=finding("v1", 0.3, 0.1, 0.5))])
    assert row["standing"] == "current"
    assert row["account"].endswith("How sure: it was very low in 1.0, it is now low.")


def test_a_release_is_written_once_and_read_as_it_was(tmp_path: Path) -> None:
    before = state("1.0", "2026-11-01", a=finding("v1", 0.3, 0.1, 0.5), b=finding("v1", None))
    path = write_state(before, tmp_path)
    first = path.read_bytes()
    assert read_state(path) == before
    with pytest.raises(FileExistsError, match="frozen"):
        write_state(before, tmp_path)
    assert path.read_bytes() == first
    path.parent.rename(tmp_path / "1.1")
    with pytest.raises(ValueError, match=r"found '1\.0'"):
        read_states(tmp_path)


def test_releases_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for version in ("0.10.0", "0.9.0", "0.2.0"):
        write_state(state(version), tmp_path)
    assert [s.version for s in read_states(tmp_path)] == ["0.2.0", "0.9.0", "0.10.0"]
    assert read_states(tmp_path / "none") == []


def test_a_retired_entry_needs_its_reason(tmp_path: Path) -> None:
    (tmp_path / "retired.yaml").write_text("a:\n  moved_to: b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a: found"):
        read_retired(tmp_path)


def test_the_frozen_releases_are_small_dated_and_explained() -> None:
    states = read_states(RELEASES)
    named = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    readme = (RELEASES / "README.md").read_text(encoding="utf-8")
    assert named["version"] in {s.version for s in states}
    for s in states:
        assert (RELEASES / s.version / FILE).stat().st_size < 1_000_000
        assert s.date and s.commit and s.note
        assert f"`{s.version}`" in readme
    assert next(s.date for s in states if s.version == named["version"]) == named["date-released"]


def test_every_retired_identifier_has_its_reason_and_is_not_there() -> None:
    present = state_of(read_tables(ROOT / "results" / "tables")).findings
    known = {ident for s in read_states(RELEASES) for ident in s.findings}
    assert known - set(present) == set(read_retired(RELEASES))


def test_a_frozen_pooled_effect_lies_between_those_of_its_members() -> None:
    """A transcription slip of a column would show here: 0.2.0 pools one effect a study."""
    (release,) = [s for s in read_states(RELEASES) if s.version == "0.2.0"]
    pooled = [f for f in release.findings.values() if f["status"] == "pooled"]
    assert len(pooled) == 25
    for f in pooled:
        inside = [m for m in f["members"] if m["included"]]
        assert len({m["study_id"] for m in inside}) == len(inside) == f["k"] == f["n_studies"]
        assert sum(m["weight"] for m in inside) == pytest.approx(1, abs=1e-6)
        mean = sum(m["weight"] * m["yi"] for m in inside)
        assert f["estimate"] == pytest.approx(mean, abs=1e-6)
