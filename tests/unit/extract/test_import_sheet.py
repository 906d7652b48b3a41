"""A data-extraction sheet becomes coded studies; what cannot be mapped is reported."""

from pathlib import Path

import openpyxl
import pytest
import yaml

from extract.__main__ import main
from tests.conftest import ROOT, shared_folder

HEAD = [
    "Study ID",
    "Title",
    "DOI",
    "Country",
    "Design",
    "Level",
    "Treatment",
    "Type",
    "Control",
    "Outcome",
    "Better when",
    "N1",
    "M1",
    "SD1",
    "N2",
    "M2",
    "SD2",
    "Source",
    "Colour",
]
ROW = [
    "lee2018",
    "A trial <script>alert(1)</script>",
    "10.1/x",
    "NA",
    "RCT",
    "team",
    "Balint",
    "Balint group",
    "wait list",
    "emotional exhaustion",
    "no",
    "30",
    "20.5",
    "4.1",
    "28",
    "23.0",
    "4.4",
    "https://example.org",
    "blue",
]
MAPPING = {
    "name": "covidence",
    "columns": {
        "study_id": "Study ID",
        "title": "Title",
        "countries": "Country",
        "design": "Design",
        "level": "Level",
        "arm_1": "Treatment",
        "intervention_types": "Type",
        "arm_2": "Control",
        "construct": "Outcome",
        "higher_is_better": "Better when",
        "n1i": "N1",
        "m1i": "M1",
        "sd1i": "SD1",
        "n2i": "N2",
        "m2i": "M2",
        "sd2i": "SD2",
        "read_at": "Source",
    },
    "values": {"design": {"RCT": "rct"}},
    "constants": {"means_are": "post"},
    "ignored": ["DOI"],
}


@pytest.fixture
def run(tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]):
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(yaml.safe_dump(MAPPING), encoding="utf-8")

    def _run(rows: list[list[str]], ending: str = "csv") -> tuple[int, str, Path]:
        sheet = tmp_path / f"sheet.{ending}"
        if ending == "xlsx":
            book = openpyxl.Workbook()
            for row in [HEAD, *rows]:
                book.active.append(row)
            book.save(sheet)
        else:
            import csv

            with sheet.open("w", encoding="utf-8", newline="") as handle:
                csv.writer(handle).writerows([HEAD, *rows])
        status = main(
            [
                "import-sheet",
                str(sheet),
                "--mapping",
                str(mapping),
                "--corpus",
                str(corpus),
                "--out",
                str(tmp_path / "out"),
            ]
        )
        return status, capsys.readouterr().out, tmp_path / "out"

    return _run


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_row_becomes_a_study_with_its_numbers(run, ending: str) -> None:
    status, text, out = run([ROW], ending)
    assert status == 0, text
    study = yaml.safe_load((out / "lee2018.yaml").read_text(encoding="utf-8"))
    assert study["countries"] == ["NA"]
    groups = study["contrasts"][0]["readings"][0]["groups"]
    assert (groups["n1i"], groups["m1i"], groups["sd1i"]) == (30, 20.5, 4.1)
    assert study["arms"][0]["intervention_types"] == ["balint-group"]
    assert study["outcomes"][0]["higher_is_better"] is False


def test_a_column_that_nobody_mapped_is_reported(run) -> None:
    _, text, _ = run([ROW])
    assert "Colour: found a column not mapped" in text


def test_bad_cells_are_named_and_the_other_rows_go_on(run) -> None:
    bad = ["bad2019", *ROW[1:]]
    bad[HEAD.index("N1")] = "thirty"
    formula = ["sum2020", *ROW[1:]]
    formula[HEAD.index("M1")] = "=SUM(A1:A9)"
    word = ["word2021", *ROW[1:]]
    word[HEAD.index("Outcome")] = "inner weather"
    status, text, out = run([ROW, bad, formula, word])
    assert status == 1
    assert "sheet:3: N1: found 'thirty'" in text
    assert "sheet:4: M1: found '=SUM(A1:A9)'; expected a value, not a formula" in text
    assert "sheet:5: construct: found 'inner weather'" in text
    assert [p.name for p in out.iterdir()] == ["lee2018.yaml"]


def test_two_readings_of_one_study_stand_side_by_side_and_their_difference_is_kept(run) -> None:
    second = list(ROW)
    second[HEAD.index("Title")] = "a trial <script>ALERT(1)</script>"
    second[HEAD.index("Source")] = "https://example.org/second"
    _, _, out = run([ROW, second])
    study = yaml.safe_load((out / "lee2018.yaml").read_text(encoding="utf-8"))
    assert len(study["reports"]) == 1
    readings = study["contrasts"][0]["readings"]
    assert [r["place"]["read_at"] for r in readings] == [
        "https://example.org",
        "https://example.org/second",
    ]
    assert study["disagreements"][0]["field"] == "lee2018-r1: title"


FACTS = shared_folder("facts")


@pytest.mark.parametrize("facts", [FACTS] if FACTS else [], ids=["facts"])
def test_our_own_corpus_is_what_the_import_makes_of_the_sheets(facts: Path, tmp_path: Path) -> None:
    imports = ROOT / "corpus" / "imports" / "facts-2026-11"
    sheets = [str(facts / f"{n}.csv") for n in ("individual", "team_org_system", "extra")]
    status = main(
        [
            "import-sheet",
            *sheets,
            "--mapping",
            str(imports / "mapping.yaml"),
            "--decisions",
            str(imports),
            "--corpus",
            str(ROOT / "corpus"),
            "--out",
            str(tmp_path),
        ]
    )
    assert status == 0
    made = {p.name: p.read_text(encoding="utf-8") for p in tmp_path.glob("*.yaml")}
    kept = {
        p.name: p.read_text(encoding="utf-8") for p in (ROOT / "corpus" / "studies").glob("*.yaml")
    }
    assert made == kept
    assert len(made) == 256
