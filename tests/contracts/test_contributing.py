"""What CONTRIBUTING.md tells a newcomer to write is taken by the pipeline as it stands."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from analyses.findings.context import overrides_of
from analyses.voices.confidence import decisions_of
from extract.corpus import read_corpus
from extract.corrections import read_corrections
from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = dict(
    re.findall(
        r"## (Add [^\n]+|Correct[^\n]+|Judge[^\n]+)\n(?:(?!\n## ).)*?```\w+\n(.*?)```", TEXT, re.S
    )
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the corpus, without its studies."""
    root = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", root, ignore=shutil.ignore_patterns("studies", "checks"))
    (root / "studies").mkdir()
    return root


@pytest.mark.parametrize(
    ("heading", "folder", "key"),
    [("Add a study", "studies", "study_id"), ("Add a voice", "focus_groups", "source_id")],
)
def test_the_example_of_a_record_is_whole_and_never_reaches_a_table(
    copy: Path, heading: str, folder: str, key: str
) -> None:
    block = BLOCKS[heading]
    name = yaml.safe_load(block)[key]
    (copy / folder / f"{name}.yaml").write_text(block, encoding="utf-8")
    found = read_corpus(copy)
    assert found.problems == []
    assert name not in {s.study_id for s in found.studies} | {v.source_id for v in found.voices}
    real = re.sub(r"is_example: true.*\n", "", block)
    (copy / folder / f"{name}.yaml").write_text(real, encoding="utf-8")
    found = read_corpus(copy)
    assert found.problems == []
    assert name in {s.study_id for s in found.studies} | {v.source_id for v in found.voices}


def test_the_example_of_a_reference_is_read(copy: Path) -> None:
    (copy / "references" / "example.bib").write_text(BLOCKS["Add a reference"], encoding="utf-8")
    found = read_corpus(copy)
    assert found.problems == []
    assert "example2026" in {r.doc_id for r in found.references}


def test_the_example_of_a_term_is_read(copy: Path) -> None:
    path = copy / "taxonomy" / "interventions.yaml"
    block = BLOCKS["Add a word to the taxonomy"]
    path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    found = read_corpus(copy)
    assert found.problems == []
    assert found.taxonomy.resolve("interventions", "Respite room") == "example-quiet-room"


def test_the_example_of_a_competency_is_read_and_a_wrong_theme_keeps_it_out(copy: Path) -> None:
    path = copy / "taxonomy" / "competencies.yaml"
    text, block = path.read_text(encoding="utf-8"), BLOCKS["Add a competency"]
    path.write_text(text + block, encoding="utf-8")
    found = read_corpus(copy)
    assert found.problems == []
    assert found.competencies[-1].id == "example-quiet-handover"
    path.write_text(text + block.replace("professional-t01", "professional-t99"), encoding="utf-8")
    found = read_corpus(copy)
    assert [(p.entry, p.field) for p in found.problems] == [("example-quiet-handover", "asked_by")]
    assert "example-quiet-handover" not in {c.id for c in found.competencies}


def test_the_example_of_a_correction_is_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(BLOCKS["Correct a value"], encoding="utf-8")
    (correction,) = read_corrections(path)
    assert (correction.field, correction.value) == ("sd1i", 9.8)


def test_the_example_of_a_decision_on_certainty_is_read(tmp_path: Path) -> None:
    path = tmp_path / "certainty.yaml"
    path.write_text(BLOCKS["Judge certainty"], encoding="utf-8")
    ((ident, (decision,)),) = overrides_of([path]).items()
    assert ident == "burnout-individual-controlled"
    assert (decision.domain, decision.steps, decision.expect) == ("risk_of_bias", -2, -1)
    path.write_text(BLOCKS["Judge certainty"].replace("steps: -2", "steps: 7"), encoding="utf-8")
    with pytest.raises(ValueError, match="entry 1: risk_of_bias: 7 steps"):
        overrides_of([path])


def test_the_example_of_a_decision_on_confidence_is_read(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yaml"
    path.write_text(BLOCKS["Judge confidence"], encoding="utf-8")
    ((ident, (decision,)),) = decisions_of([path]).items()
    assert ident == "team-recommendation-intervention-peer-support"
    assert (decision.component, decision.concern, decision.expect) == (
        "coherence",
        "moderate",
        "minor",
    )
