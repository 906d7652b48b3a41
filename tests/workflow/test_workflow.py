"""The workflow as a person runs it: in a folder of its own, with good and with bad input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, write_study
from tests.payloads import PAYLOADS
from tests.workflow.hostile import harm, write_hostile

pytestmark = pytest.mark.workflow
PAYLOAD = '<script>alert(1)</script> =HYPERLINK("x") **bold** [link](javascript:alert(1))'


def run(folder: Path, corpus: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the hub's own runner in a folder, on a corpus; return what it printed."""
    command = [
        *(sys.executable, str(ROOT / "workflow" / "run.py"), "--cores", "2"),
        *("--directory", str(folder), *more, "--config", f"corpus={corpus}"),
    ]
    environment = os.environ | {"PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Any]:
    """A run on a small corpus: two good studies, one with markup, and one that is broken."""
    from tests.conftest import STUDY, yaml

    folder = tmp_path_factory.mktemp("run")
    corpus = folder / "corpus"
    shutil.copytree(
        ROOT / "corpus",
        corpus,
        ignore=shutil.ignore_patterns("studies", "checks", "imports", "papers"),
    )
    (corpus / "papers").mkdir()
    (corpus / "papers" / "empty.pdf").write_bytes(b"")
    (corpus / "studies").mkdir()
    (corpus / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    for number, title in enumerate(["A plain trial", PAYLOAD], 1):
        data = yaml.safe_load(yaml.safe_dump(STUDY).replace("made-up-2024", f"made-up-{number}"))
        data["reports"][0]["title"] = title
        write_study(corpus, data)
    write_hostile(corpus)
    broken = yaml.safe_load(yaml.safe_dump(STUDY).replace("made-up-2024", "made-up-broken"))
    broken["contrasts"][0]["readings"][0]["groups"]["sd1i"] = -5.0
    write_study(corpus, broken)
    return folder, corpus, run(folder, corpus)


def test_a_bad_entry_fails_the_run_and_the_rest_is_published(made: Any) -> None:
    folder, _, result = made
    assert result.returncode != 0
    assert "studies/made-up-broken.yaml: made-up-broken" in result.stdout
    assert "found -5.0; expected" in result.stdout
    assert "papers/empty.pdf: " in result.stdout
    page = (folder / "build" / "site" / "data" / "problems.html").read_text(encoding="utf-8")
    assert "studies/made-up-broken.yaml" in page
    assert "papers/empty.pdf" in page
    assert (folder / "build" / "site" / "studies" / "made-up-1.html").exists()
    assert not (folder / "build" / "site" / "studies" / "made-up-broken.html").exists()


def test_markup_in_a_title_stays_letters_everywhere(made: Any) -> None:
    folder, _, _ = made
    page = (folder / "build" / "site" / "studies" / "made-up-2.html").read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script>alert(1)" not in page
    assert 'href="javascript:' not in page
    index = (folder / "build" / "site" / "studies" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in index
    titles = (folder / "build" / "site" / "search" / "titles.js").read_text(encoding="utf-8")
    rows = json.loads(titles.removeprefix("globalThis.hubTitles = ").removesuffix(";\n"))
    assert PAYLOAD in [title for _, title, *_ in rows]  # its script writes it as text


def test_hostile_texts_are_letters_in_every_file(made: Any) -> None:
    folder, _, result = made
    site = folder / "build" / "site"
    assert "hostile" not in result.stdout  # none is refused: whoever copies a title copies such
    for number in range(len(PAYLOADS)):
        assert (site / "studies" / f"hostile-{number:02d}.html").exists()
        assert (site / "claims" / f"hostile-{number:02d}.html").exists()
    assert harm(site) == []


def test_after_mending_only_what_changed_runs_and_then_nothing(made: Any) -> None:
    folder, corpus, _ = made
    (corpus / "studies" / "made-up-broken.yaml").unlink()
    (corpus / "papers" / "empty.pdf").unlink()
    mended = run(folder, corpus)
    assert mended.returncode == 0, mended.stdout + mended.stderr
    before = tables(folder)
    again = run(folder, corpus)
    assert "Nothing to do" in again.stdout
    forced = run(folder, corpus, "--forcerun", "records", "--until", "datapackage")
    assert forced.returncode == 0, forced.stdout
    assert tables(folder) == before


def tables(folder: Path) -> dict[str, bytes]:
    """Return the published tables, byte for byte."""
    return {p.name: p.read_bytes() for p in (folder / "results" / "tables").glob("*.csv")}


def test_the_command_help_lists_the_commands() -> None:
    result = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=False)
    for command in ("hub", "test", "serve", "trace", "help"):
        assert f"make {command}" in result.stdout
