"""What the tests share: a small corpus that is whole, to be broken one thing at a time."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from analyses.trace import load_tables

ROOT = Path(__file__).resolve().parents[1]
STUDY: dict[str, Any] = {
    "study_id": "made-up-2024",
    "reports": [
        {
            "doc_id": "made-up-2024-r1",
            "title": "A made-up trial",
            "year": 2024,
            "doi": "10.1234/made.up",
        }
    ],
    "countries": ["NA"],
    "design": "rct",
    "level": "team",
    "arms": [
        {
            "arm_id": "a01",
            "role": "intervention",
            "label": "Balint group",
            "intervention_types": ["balint-group"],
        },
        {"arm_id": "a02", "role": "comparator", "label": "wait list"},
    ],
    "outcomes": [
        {
            "outcome_id": "o01",
            "construct_id": "emotional-exhaustion",
            "construct_as_printed": "emotional exhaustion",
            "instrument": "mbi",
            "subscale": "ee",
            "higher_is_better": False,
            "time_weeks": 8,
            "time_kind": "post",
        }
    ],
    "contrasts": [
        {
            "contrast_id": "made-up-2024-c01",
            "arm_1": "a01",
            "arm_2": "a02",
            "outcome": "o01",
            "evidence_class": "controlled",
            "readings": [
                {
                    "reading_id": "made-up-2024-e01",
                    "groups": {
                        "n1i": 50,
                        "m1i": 20.0,
                        "sd1i": 5.0,
                        "n2i": 50,
                        "m2i": 22.0,
                        "sd2i": 5.0,
                        "means_are": "post",
                    },
                    "place": {"read_at": "https://example.org/paper", "words": "20.0 (5.0)"},
                }
            ],
        }
    ],
}


@pytest.fixture
def study() -> dict[str, Any]:
    """A whole coded study, as data."""
    return yaml.safe_load(yaml.safe_dump(STUDY))


@pytest.fixture
def corpus(tmp_path: Path, study: dict[str, Any]) -> Path:
    """A corpus of one study with the project's taxonomy."""
    root = tmp_path / "corpus"
    for folder in ("studies", "focus_groups", "claims", "references", "economics", "reviews"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "corpus" / "taxonomy", root / "taxonomy")
    # no competencies: they name themes of voices, and this corpus has none
    path = root / "taxonomy" / "competencies.yaml"
    path.write_text("vocabulary: competencies\nterms: []\n", encoding="utf-8")
    (root / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    write_study(root, study)
    return root


def write_study(root: Path, data: dict[str, Any], name: str | None = None) -> Path:
    """Write a study's data as a file of the corpus."""
    path = root / "studies" / f"{name or data['study_id']}.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return path


def shared_folder(name: str) -> Path | None:
    """Return a folder of the larger material beside the project, when it is there."""
    path = Path(os.environ.get("HUB_SHARED", ROOT.parent / "shared")) / name
    return path if path.exists() else None


@pytest.fixture(scope="session")
def tables() -> dict[str, list[dict[str, Any]]]:
    """The published tables of the last run; `make test` runs the pipeline first."""
    folder = ROOT / "results" / "tables"
    assert folder.exists(), "no tables yet: run make hub first"
    return load_tables(folder)


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site of the last run."""
    folder = ROOT / "build" / "site"
    assert (folder / "index.html").exists(), "no site yet: run make hub first"
    return folder
