"""Papers dropped into the corpus: read once each, apart from the evidence, problems named."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.workflow.test_workflow import run

pytestmark = pytest.mark.workflow
TARGETS = ("results/tables/machine_documents.csv", "results/tables/double_extraction.csv")
EXAMPLES = ROOT / "corpus" / "papers" / "example"
MARK = "Worked example: invented data. "


def read_now(folder: Path) -> int:
    """Return how many papers the last runs of the shards read, and forget it."""
    count = 0
    for log in (folder / "logs" / "papers").glob("*.log"):
        found = re.search(r"(\d+) read now", log.read_text(encoding="utf-8"))
        count += int(found[1]) if found else 0
        log.unlink()
    return count


def documents(folder: Path) -> dict[str, dict[str, str]]:
    """Return the papers received, by their file."""
    with (folder / TARGETS[0]).open(encoding="utf-8", newline="") as handle:
        return {row["files"]: row for row in csv.DictReader(handle)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A corpus without studies, with an example, a paper that hides being one, and a bad file."""
    folder = tmp_path_factory.mktemp("papers")
    corpus = folder / "corpus"
    left_out = ("studies", "checks", "imports", "papers", "focus_groups", "claims")
    shutil.copytree(ROOT / "corpus", corpus, ignore=shutil.ignore_patterns(*left_out))
    (corpus / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    (corpus / "papers" / "example").mkdir(parents=True)
    shutil.copyfile(EXAMPLES / "quiet-room.pdf", corpus / "papers" / "example" / "quiet-room.pdf")
    shutil.copyfile(EXAMPLES / "peer-line.xml", corpus / "papers" / "copied {1}.xml")
    (corpus / "papers" / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    (corpus / "papers" / "README.md").write_text("No paper.\n", encoding="utf-8")
    result = run(folder, corpus, *TARGETS)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder, corpus


def test_every_file_is_a_row_and_a_bad_one_has_its_problem(place: tuple[Path, Path]) -> None:
    found = documents(place[0])
    assert set(found) == {"broken.pdf", "copied {1}.xml", "example/quiet-room.pdf"}
    assert found["broken.pdf"]["status"] == "not_read"
    assert "broken.pdf" in found["broken.pdf"]["problem"]
    assert str(place[0]) not in found["broken.pdf"]["problem"]


def test_an_example_stays_one_wherever_it_lies(place: tuple[Path, Path]) -> None:
    found = documents(place[0])
    assert found["copied {1}.xml"]["is_example"] == "true"
    assert found["example/quiet-room.pdf"]["is_example"] == "true"


def test_a_new_paper_is_the_only_one_read_and_a_removed_one_is_gone(
    place: tuple[Path, Path],
) -> None:
    folder, corpus = place
    assert read_now(folder) == 3
    text = (EXAMPLES / "ward-huddle.xml").read_text(encoding="utf-8").replace(MARK, "")
    (corpus / "papers" / "new.xml").write_text(text, encoding="utf-8")
    (corpus / "papers" / "broken.pdf").unlink()
    result = run(folder, corpus, *TARGETS)
    assert result.returncode == 0, result.stdout + result.stderr
    assert read_now(folder) == 1
    found = documents(folder)
    assert set(found) == {"new.xml", "copied {1}.xml", "example/quiet-room.pdf"}
    assert found["new.xml"]["is_example"] == "false"
