"""Worked examples and machine readings: shown, with their places, and in no estimate."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from analyses.__main__ import main
from extract.records.streams import stream_rows
from extract.records.tables import MACHINE_SCHEMAS, load_schemas
from tests.conftest import ROOT
from tests.examples.jats import jats
from tests.examples.pdf import pdf
from tests.examples.source import FOLDER, MARK, Paper, papers

Tables = dict[str, list[dict[str, Any]]]
PAPERS = papers()


@pytest.fixture(scope="module")
def machine() -> Tables:
    """The machine tables of the last run."""
    folder = ROOT / "results" / "tables"
    return {
        name: list(stream_rows(folder / f"{name}.csv", schema))
        for name, schema in load_schemas(MACHINE_SCHEMAS).items()
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_an_example_is_what_its_source_makes(paper: Paper) -> None:
    """When this fails: make examples."""
    assert (FOLDER / f"{paper.name}.xml").read_text(encoding="utf-8") == jats(paper)
    assert (FOLDER / f"{paper.name}.pdf").read_bytes() == pdf(paper)


def test_every_example_is_received_read_and_called_one(machine: Tables) -> None:
    files = {file: d for d in machine["machine_documents"] for file in d["files"].split(";")}
    for paper in PAPERS:
        for kind in ("xml", "pdf"):
            document = files[f"example/{paper.name}.{kind}"]
            assert document["is_example"] is True
            assert document["status"] == "read", document["problem"]
            assert document["title"].startswith(MARK)


def test_no_example_and_no_machine_reading_is_in_an_estimate(
    machine: Tables, tables: Tables
) -> None:
    examples = {d["paper_id"] for d in machine["machine_documents"] if d["is_example"]}
    read = {c["machine_contrast_id"] for c in machine["machine_contrasts"]}
    assert examples
    for name in ("pool_members", "effect_sizes"):
        assert not {r["effect_id"] for r in tables[name]} & read
        assert not {r["study_id"] for r in tables[name]} & examples
    for row in tables["what_if"]:
        assert not set(row["papers"].split(";")) & examples
    for row in tables["machine_effects"]:
        assert row["what_if"] is False or row["paper_id"] not in examples
    assert not {q["paper_id"] for q in tables["review_queue"]} & examples


def test_every_machine_number_has_a_place_with_its_words(machine: Tables) -> None:
    places = {e["evidence_id"]: e for e in machine["machine_evidence"]}
    for number in machine["machine_numbers"]:
        place = places[number["evidence_id"]]
        assert place["paper_id"] == number["paper_id"]
        assert place["page"] or place["xpath"], place
        assert place["words"]


def test_a_machine_number_is_traced_back_and_forth(
    machine: Tables, capsys: pytest.CaptureFixture[str]
) -> None:
    contrast = machine["machine_contrasts"][0]
    ident, folder = contrast["machine_contrast_id"], ROOT / "results" / "tables"
    docs = str(ROOT / "build" / "docs")
    assert main(["trace", ident, "--tables", str(folder), "--docs", docs]) == 0
    text = capsys.readouterr().out
    assert "NOT CHECKED" in text
    assert text.count("words: ") == contrast["n_numbers"]
    assert f"papers/{contrast['paper_id']}.html" in text


def test_the_expected_numbers_of_the_examples_stand_in_their_sources() -> None:
    texts = {p.name: jats(p) for p in PAPERS}
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {r["paper"] for r in rows} == set(texts)
    for row in rows:
        printed = row["value"].replace("-", "−")
        assert printed in texts[row["paper"]], row


def test_the_page_of_an_example_says_so(site: Path, machine: Tables) -> None:
    for document in (d for d in machine["machine_documents"] if d["is_example"]):
        page = (site / "papers" / f"{document['paper_id']}.html").read_text(encoding="utf-8")
        assert "Worked example: invented data" in page
        assert "Not yet checked" in page
