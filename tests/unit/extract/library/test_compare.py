"""Double extraction: what a person coded beside what the machine read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.corpus import read_corpus
from extract.flatten import tables_of as coded_tables
from extract.records.tables import load_schema, read_table, rows_of, write_table
from tests.conftest import ROOT, STUDY, write_study
from tests.unit.extract.library.made_up import CONTRAST, READING, STATISTICS, number, outcome
from tests.unit.extract.library.test_publish import tables_of

CODED = {"n1i": 40, "m1i": 21.4, "sd1i": 9.2, "n2i": 38, "m2i": 25.9, "sd2i": 9.8}


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Tables of one coded study, with a DOI in other letters than the paper's."""
    root = tmp_path_factory.mktemp("coded") / "corpus"
    shutil.copytree(ROOT / "corpus" / "taxonomy", root / "taxonomy")
    (root / "studies").mkdir()
    study = yaml.safe_load(yaml.safe_dump(STUDY))
    study["contrasts"][0]["readings"][0]["groups"] = CODED | {"means_are": "post"}
    write_study(root, study)
    return coded_rows(root)


def coded_rows(corpus: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a corpus as the workflow reads them."""
    tables = {}
    for name, rows in coded_tables(read_corpus(corpus)).items():
        path, schema = corpus.parent / "coded" / f"{name}.csv", load_schema(name)
        write_table(rows, path, schema)
        tables[name] = rows_of(read_table(path, schema))
    return tables


def double(tmp_path: Path, coded: Any, **changes: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows of double extraction for a paper that reads so, by entry and field."""
    reading = replace(READING, **changes)
    rows = tables_of(tmp_path, [outcome(reading=reading)], coded)["double_extraction"]
    return {("study" if r["entry"] == "study" else "reading", r["field"]): r for r in rows}


def test_a_paper_is_matched_by_its_doi_whatever_its_letters(tmp_path: Path, coded: Any) -> None:
    tables = tables_of(tmp_path, [outcome()], coded)
    assert tables["machine_documents"][0]["study_id"] == "made-up-2024"


@pytest.mark.parametrize(("doi", "study"), [(None, "made-up-2024"), ("10.1/other", None)])
def test_a_paper_without_identifier_is_matched_by_its_whole_title(
    tmp_path: Path, coded: Any, doi: str | None, study: str | None
) -> None:
    title = "A made-up trial with a title that is surely long enough"
    references = [r | {"title": title} for r in coded["references"]]
    front = replace(READING.front, title=title, doi=doi)
    paper = outcome(reading=replace(READING, front=front))
    tables = tables_of(tmp_path, [paper], {**coded, "references": references})
    assert tables["machine_documents"][0]["study_id"] == study


def test_an_example_never_meets_a_coded_study(tmp_path: Path, coded: Any) -> None:
    tables = tables_of(tmp_path, [outcome("example/trial.xml")], coded)
    assert tables["machine_documents"][0]["study_id"] is None
    assert tables["double_extraction"] == []


def test_the_same_numbers_agree_field_by_field(tmp_path: Path, coded: Any) -> None:
    rows = double(tmp_path, coded)
    assert {f: rows["reading", f]["result"] for f in CODED} == dict.fromkeys(CODED, "agree")
    assert rows["reading", "m1i"]["coded_evidence_id"] == "made-up-2024-e01-ev"
    assert rows["reading", "m1i"]["machine_evidence_ids"].startswith("p")
    assert rows["study", "design"]["result"] == "agree"
    assert rows["study", "country"]["result"] == "agree"
    assert rows["study", "cadre"]["result"] == "only_machine"
    assert rows["study", "intervention_type"]["result"] == "only_coded"


def test_a_wrong_number_differs_and_only_that_one(tmp_path: Path, coded: Any) -> None:
    wrong = replace(CONTRAST, statistics=STATISTICS | {"sd1i": number(92.0)})
    rows = double(tmp_path, coded, contrasts=(wrong,))
    assert rows["reading", "sd1i"]["result"] == "differ"
    assert (rows["reading", "sd1i"]["coded"], rows["reading", "sd1i"]["machine"]) == ("9.2", "92")
    assert rows["reading", "m1i"]["result"] == "agree"


def test_the_contrast_with_most_of_the_numbers_is_set_beside_the_coded_one(
    tmp_path: Path, coded: Any
) -> None:
    other = replace(
        CONTRAST, statistics={k: number(v.value + 1) for k, v in STATISTICS.items()}, confidence=1.0
    )
    before = replace(CONTRAST, timing="baseline")
    rows = double(tmp_path, coded, contrasts=(other, before, CONTRAST))
    assert rows["reading", "m1i"]["machine_contrast_id"].endswith("-c0003")


def test_numbers_the_machine_did_not_find_are_said_to_be_coded_only(
    tmp_path: Path, coded: Any
) -> None:
    unknown = replace(CONTRAST, construct="stress", instrument=None, subscale=None)
    rows = double(tmp_path, coded, contrasts=(unknown,))
    assert {rows["reading", f]["result"] for f in CODED} == {"only_coded"}


def test_a_turned_sign_of_a_difference_is_no_disagreement(
    corpus: Path, study: dict[str, Any], tmp_path: Path
) -> None:
    """A coder writes intervention minus comparator; a paper may print the gain."""
    reading = study["contrasts"][0]["readings"][0]
    reading.pop("groups")
    reading["effect"] = {"measure": "MD", "value": -4.5, "ci_lb": -8.2, "ci_ub": -0.8}
    write_study(corpus, study)
    printed = {"md": number(4.5), "ci_lb": number(0.8), "ci_ub": number(8.2)}
    contrast = replace(CONTRAST, statistics=printed)
    rows = double(tmp_path, coded_rows(corpus), contrasts=(contrast,))
    fields = ("effect_value", "effect_ci_lb", "effect_ci_ub")
    assert {rows["reading", f]["result"] for f in fields} == {"agree"}
