"""Findings cited in a text: the same cases as for the page in the browser."""

import json
from pathlib import Path
from typing import Any

import pytest

from analyses.__main__ import main
from analyses.citations_check import check_citations
from tests.conftest import ROOT

DATA = json.loads((ROOT / "tests" / "citation_cases.json").read_text(encoding="utf-8"))
VERSIONS: list[dict[str, Any]] = [
    dict(zip(("finding_id", "version", "standing", "present_version"), row, strict=True))
    | {"account": "…"}
    for row in DATA["versions"]
]


@pytest.mark.parametrize(("text", "expected"), DATA["cases"])
def test_what_a_text_cites_is_found(text: str, expected: list[list[str]]) -> None:
    found = check_citations(text, VERSIONS)
    assert [[c.finding_id, c.version, c.standing] for c in found] == expected


def test_the_command_fails_when_a_citation_is_not_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "syllabus.txt"
    path.write_text("finding stress-individual-controlled, version 366fe12f", encoding="utf-8")
    command = ["check-citations", str(path), "--tables", str(ROOT / "results" / "tables")]
    assert main(command) == 1
    assert "reversed: stress-individual-controlled 366fe12f: Another" in capsys.readouterr().out
    path.write_text("nothing", encoding="utf-8")
    assert main(command) == 0
