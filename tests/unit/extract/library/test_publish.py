"""From outcomes to tables: every value with its place, examples marked, coded studies found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.library.coded import same_reports
from extract.library.outcome import Outcome
from extract.library.publish import publish
from extract.library.rows import STATISTICS
from extract.library.shards import write_shard
from extract.records.streams import stream_rows
from extract.records.tables import MACHINE_SCHEMAS, load_schema, load_schemas
from tests.unit.extract.library.made_up import CONTRAST, READING, number, outcome

NO_STUDIES: dict[str, list[dict[str, Any]]] = {
    name: [] for name in ("references", "studies", "arms", "contrasts", "outcomes", "readings")
}
Tables = dict[str, list[dict[str, Any]]]


def tables_of(
    tmp_path: Path, found: list[Outcome], coded: dict[str, list[dict[str, Any]]] = NO_STUDIES
) -> Tables:
    """Publish outcomes and read the tables again."""
    shard = tmp_path / "0000.jsonl"
    write_shard(sorted(found, key=lambda o: o.sha256), shard)
    names = load_schemas(MACHINE_SCHEMAS)
    outputs = {name: tmp_path / f"{name}.csv" for name in names}
    publish([shard], coded, outputs)
    return {name: list(stream_rows(outputs[name], names[name])) for name in names}


def test_every_number_has_its_place_and_its_words(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, [outcome()])
    places = {e["evidence_id"]: e for e in tables["machine_evidence"]}
    values = {n["statistic"]: n for n in tables["machine_numbers"]}
    assert set(values) == {"n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i"}
    mean = places[values["m1i"]["evidence_id"]]
    assert (mean["page"], mean["words"], mean["box"]) == (3, "21.4 (9.2)", "10.0;20.0;30.0;40.5")
    assert places[values["n1i"]["evidence_id"]]["xpath"] == "/article/body/p"
    assert len(places) == 2, "a place is written once"


def test_what_was_found_is_never_called_anything_but_machine_read(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, [outcome()])
    for name in ("machine_suggestions", "machine_arms", "machine_contrasts"):
        assert {r["review_status"] for r in tables[name]} == {"machine"}


def test_a_file_that_cannot_be_read_is_a_row_with_its_problem(tmp_path: Path) -> None:
    (row,) = tables_of(tmp_path, [outcome("x.pdf", problem="encrypted")])["machine_documents"]
    assert (row["status"], row["problem"], row["n_contrasts"]) == ("not_read", "encrypted", 0)


def test_problems_of_a_file_that_was_read_are_told_with_their_page(tmp_path: Path) -> None:
    (row,) = tables_of(tmp_path, [outcome()])["machine_documents"]
    assert row["notes"] == "page 4: scanned page | no full text"
    assert (row["n_tests"], row["n_inconsistent"]) == (1, 1)


@pytest.mark.parametrize("way", ["by folder", "by its words", "under another name"])
def test_an_example_is_known_as_one_in_every_way(tmp_path: Path, way: str) -> None:
    made = outcome("example/a.xml" if way == "by folder" else "a.xml")
    found = [made]
    if way == "by its words":
        assert made.reading is not None
        found = [replace(made, reading=replace(made.reading, is_example=True))]
    if way == "under another name":
        found = [made, replace(made, file="example/a.xml")]
    tables = tables_of(tmp_path, found)
    assert [r["is_example"] for r in tables["machine_documents"]] == [True]
    assert [r["is_example"] for r in tables["machine_contrasts"]] == [True]


def test_the_columns_of_statistics_are_those_of_the_contract() -> None:
    columns = load_schema("machine_contrasts", MACHINE_SCHEMAS).columns
    assert set(STATISTICS) <= set(columns)


def test_a_statistic_without_a_column_is_still_published_with_its_place(tmp_path: Path) -> None:
    odd = replace(CONTRAST, statistics={"median1": number(3.0)})
    tables = tables_of(tmp_path, [outcome(reading=replace(READING, contrasts=(odd,)))])
    assert [n["statistic"] for n in tables["machine_numbers"]] == ["median1"]
    assert tables["machine_contrasts"][0]["n_numbers"] == 1


def test_no_papers_give_empty_tables(tmp_path: Path) -> None:
    assert all(rows == [] for rows in tables_of(tmp_path, []).values())


def test_two_files_of_one_report_are_counted_once_and_the_structured_one_is_kept() -> None:
    base = {"status": "read", "is_example": False, "pmid": None, "pmcid": None, "n_contrasts": 3}
    documents = [
        base | {"paper_id": "p1", "kind": "pdf", "doi": "10.1/A"},
        base | {"paper_id": "p2", "kind": "jats", "doi": "10.1/a", "pmid": "77"},
        base | {"paper_id": "p3", "kind": "pdf", "doi": None, "pmid": "77"},
        base | {"paper_id": "p4", "kind": "pdf", "doi": None},
        base | {"paper_id": "p5", "kind": "jats", "doi": "10.1/a", "is_example": True},
        base | {"paper_id": "p6", "kind": None, "doi": "10.1/a", "status": "not_read"},
    ]
    assert same_reports(documents) == {"p1": "p2", "p3": "p2"}


def test_a_file_without_identifier_is_known_by_its_whole_title() -> None:
    title = "Rest breaks on wards: a randomised trial with nurses of two hospitals"
    base = {"status": "read", "is_example": False, "pmid": None, "pmcid": None, "n_contrasts": 3}
    documents = [
        base | {"paper_id": "p1", "kind": "jats", "doi": "10.1/a", "title": title},
        base | {"paper_id": "p2", "kind": "pdf", "doi": None, "title": title.upper() + "."},
        base | {"paper_id": "p3", "kind": "pdf", "doi": "10.1/correction", "title": title},
        base | {"paper_id": "p4", "kind": "pdf", "doi": None, "title": "Rest breaks"},
        base | {"paper_id": "p5", "kind": "pdf", "doi": None, "title": "Rest breaks"},
    ]
    assert same_reports(documents) == {"p2": "p1"}
