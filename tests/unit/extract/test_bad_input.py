"""Each kind of bad input gives one clear message; all of them come in one run."""

from pathlib import Path
from typing import Any

import pytest

from extract.corpus import read_corpus
from extract.records.base import Problem
from tests.conftest import write_study

BIB = "@article{good,\n  title = {A title},\n  year = {2020},\n}\n"


def only(corpus: Path) -> Problem:
    problems = read_corpus(corpus).problems
    assert len(problems) == 1, [str(p) for p in problems]
    return problems[0]


def reading(study: dict[str, Any]) -> dict[str, Any]:
    return study["contrasts"][0]["readings"][0]


def test_a_whole_corpus_has_no_problem_and_namibia_stays_a_country(corpus: Path) -> None:
    found = read_corpus(corpus)
    assert found.problems == []
    assert found.studies[0].countries == ["NA"]


def _unknown_key(s: dict) -> None:
    s["colour"] = "blue"


def _wrong_type(s: dict) -> None:
    reading(s)["groups"]["m1i"] = "twenty"


def _unknown_word(s: dict) -> None:
    s["arms"][0]["intervention_types"] = ["balint-circle"]


def _dangling(s: dict) -> None:
    s["contrasts"][0]["outcome"] = "o99"


def _negative_sd(s: dict) -> None:
    reading(s)["groups"]["sd1i"] = -5.0


def _nobody(s: dict) -> None:
    reading(s)["groups"]["n1i"] = 0


def _interval(s: dict) -> None:
    reading(s)["effect"] = {"measure": "SMD", "value": 0.9, "ci_lb": 0.1, "ci_ub": 0.5}


def _country(s: dict) -> None:
    s["countries"] = ["XX"]


def _no_reason(s: dict) -> None:
    reading(s)["use"] = "none"


@pytest.mark.parametrize(
    ("break_it", "field", "found", "expected"),
    [
        (_unknown_key, "colour", "key 'colour'", "a key of the format"),
        (_wrong_type, "contrasts.0.readings.0.groups.m1i", "'twenty'", "number"),
        (_unknown_word, "arms.a01.intervention_types", "'balint-circle'", "interventions.yaml"),
        (_dangling, "", "'o99'", "outcome of made-up-2024-c01 in this study"),
        (_negative_sd, "contrasts.0.readings.0.groups.sd1i", "-5.0", "greater than 0"),
        (_nobody, "contrasts.0.readings.0.groups.n1i", "0", "greater than or equal to 1"),
        (_interval, "contrasts.0.readings.0.effect", "ci_ub 0.5 < value 0.9", "ci_ub >= value"),
        (_country, "countries", "'XX'", "ISO 3166-1"),
        (_no_reason, "contrasts.0.readings.0", "use_reason", "use_reason"),
    ],
)
def test_a_bad_study_names_file_entry_field_found_and_expected(
    corpus: Path, study: dict[str, Any], break_it, field: str, found: str, expected: str
) -> None:
    break_it(study)
    write_study(corpus, study)
    problem = only(corpus)
    assert problem.file == "studies/made-up-2024.yaml"
    assert problem.entry == "made-up-2024"
    assert problem.field == field
    assert found in problem.found or found in problem.expected
    assert expected in problem.expected
    assert read_corpus(corpus).studies == []


def test_a_repeated_reading_is_named(corpus: Path, study: dict[str, Any]) -> None:
    study["contrasts"][0]["readings"].append(reading(study))
    write_study(corpus, study)
    assert "made-up-2024-e01" in only(corpus).found


def test_a_second_file_with_the_same_identifier_is_named(
    corpus: Path, study: dict[str, Any]
) -> None:
    write_study(corpus, study, name="another-name")
    problem = only(corpus)
    assert problem.file == "studies/another-name.yaml"
    assert "another-name" in problem.expected


def test_a_repeated_key_in_a_file_is_an_error_with_its_line(corpus: Path) -> None:
    path = corpus / "studies" / "made-up-2024.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "level: system\n", encoding="utf-8")
    problem = only(corpus)
    assert problem.found == "key 'level' twice"
    assert problem.field.startswith("line ")


def test_a_repeated_taxonomy_term_is_named(corpus: Path) -> None:
    path = corpus / "taxonomy" / "implementation.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "- id: stigma\n  label: Stigma again\n  definition: Twice.\n", "utf-8")
    problem = only(corpus)
    assert (problem.file, problem.entry) == ("taxonomy/implementation.yaml", "stigma")


def test_a_file_that_is_not_utf8_is_named_with_the_byte(corpus: Path) -> None:
    (corpus / "studies" / "latin.yaml").write_bytes("study_id: caf\u00e9".encode("latin-1"))
    problem = only(corpus)
    assert (problem.file, problem.field) == ("studies/latin.yaml", "byte 13")
    assert "UTF-8" in problem.expected


@pytest.mark.parametrize(
    ("bib", "entry", "line", "found"),
    [
        (
            BIB + "@article{broken,\n  title = {Never closed,\n\n" + BIB.replace("good", "next"),
            "broken",
            "line 5",
            "does not parse",
        ),
        (BIB + "\n" + BIB, "good", "line 6", "a key used before"),
        (BIB + "@article{untitled,\n  year = {2020},\n}\n", "untitled", "line 5", "nothing"),
    ],
)
def test_bad_bibtex_names_entry_and_line(
    corpus: Path, bib: str, entry: str, line: str, found: str
) -> None:
    (corpus / "references" / "refs.bib").write_text(bib, encoding="utf-8")
    result = read_corpus(corpus)
    (problem,) = result.problems
    assert problem.entry == entry
    assert line in problem.field
    assert found in problem.found
    assert "good" in {r.doc_id for r in result.references}


def test_a_formula_in_a_csv_cell_is_refused(corpus: Path) -> None:
    (corpus / "economics" / "costs.csv").write_text(
        "economics_id,source_id,title,read_at,kind,measure,value,review_status\n"
        'x-01,x,A title,https://example.org,cost,"=HYPERLINK(""http://x"")",3,machine\n'
        "x-02,x,A title,https://example.org,cost,-5 points of change,3,machine\n",
        encoding="utf-8",
    )
    problem = only(corpus)
    assert problem.entry == "line 2, x-01"
    assert problem.expected == "a value, not a formula"
    assert [e["economics_id"] for e in read_corpus(corpus).economics] == ["x-02"]


def test_all_problems_come_in_one_run(corpus: Path, study: dict[str, Any]) -> None:
    _negative_sd(study)
    _unknown_key(study)
    write_study(corpus, study)
    (corpus / "studies" / "latin.yaml").write_bytes(b"\xe9")
    (corpus / "references" / "refs.bib").write_text(BIB + BIB, encoding="utf-8")
    files = sorted(p.file for p in read_corpus(corpus).problems)
    assert files == [
        "references/refs.bib",
        "studies/latin.yaml",
        "studies/made-up-2024.yaml",
        "studies/made-up-2024.yaml",
    ]


def test_example_studies_never_reach_the_tables(corpus: Path, study: dict[str, Any]) -> None:
    study["is_example"] = True
    write_study(corpus, study)
    assert read_corpus(corpus).studies == []
