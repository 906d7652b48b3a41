"""The command that shows everything found in a paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.papers.listing import lines_of
from extract.papers.serial import from_data
from tests.conftest import ROOT
from tests.unit.extract.library.made_up import READING

EXAMPLE = ROOT / "corpus" / "papers" / "example" / "listening-hour.xml"
CORPUS = ("--corpus", str(ROOT / "corpus"))


def test_the_text_tells_every_number_with_its_place() -> None:
    text = "\n".join(lines_of(READING))
    assert "NOT CHECKED" in text
    assert '<Table 2, row Exhaustion, column Rest, page 3: "21.4 (9.2)">' in text
    assert "p does NOT fit, computed 0.234" in text
    assert "to know: scanned page (page 4)" in text


def test_json_holds_the_whole_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", str(EXAMPLE), "--json", *CORPUS]) == 0
    reading = from_data(json.loads(capsys.readouterr().out))
    assert reading.is_example
    assert reading.front.doi == "10.5555/worked-example-listening-hour"


def test_a_file_that_cannot_be_read_is_named_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    assert main(["study", str(path), *CORPUS]) == 1
    shown = capsys.readouterr()
    assert "empty.pdf" in shown.err
    assert shown.out == ""
