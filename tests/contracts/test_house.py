"""The house: which room may know which, where the generator writes, what is tracked."""

import ast
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PACKAGES = {
    "extract": ROOT / "extract",
    "analyses": ROOT / "analyses",
    "hub": ROOT / "site" / "hub",
}
# What each package may import of the project.
ALLOWED = {
    "extract": {"extract"},
    "analyses": {"analyses", "extract.records"},
    "hub": {"hub", "analyses.plots", "analyses.records", "extract.records"},
}
OWN = ("extract", "analyses", "hub", "workflow", "tests", "snakemake")
# Each wrapped library enters through one module.
DOORS = {
    # read there, written here
    "bibtexparser": ("extract/bibliography.py", "site/hub/citations_files.py"),
    "citeproc": "site/hub/citations_styled.py",
    "currency_converter": "analyses/economics/rates.py",
    "feedgen": "site/hub/feeds.py",
    "fluent": "site/hub/texts.py",
    "frictionless": "extract/package.py",
    "docx": "site/hub/course_docx.py",
    # one for each format: JATS' entities, a browser's leniency, an archive's parts
    "lxml": (
        "extract/documents/docx_source.py",
        "extract/documents/html_source.py",
        "extract/documents/jats_source.py",
    ),
    "markdown_it": "extract/documents/markdown.py",
    "openpyxl": "extract/sheets.py",
    "pagefind": "site/hub/publish.py",
    # codes are read there, names are shown here
    "pycountry": ("extract/countries.py", "site/hub/countries.py"),
    # papers are read there, briefs and pictures are drawn here
    "pymupdf": ("extract/documents/pdf_source.py", "site/hub/drawing.py"),
    "pyarrow": "site/hub/parquet.py",
    "rispy": "site/hub/citations_files.py",
}


def imports_of(path: Path) -> set[str]:
    """Return every module that a file imports, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_knows_only_what_lies_before_it(package: str) -> None:
    for path in PACKAGES[package].rglob("*.py"):
        for name in imports_of(path):
            if name.split(".")[0] in OWN:
                fits = any(name == a or name.startswith(f"{a}.") for a in ALLOWED[package])
                assert fits, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_library_enters_through_one_door(library: str, door: str | tuple[str, ...]) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for folder in PACKAGES.values()
        for path in folder.rglob("*.py")
        if any(name.split(".")[0] == library for name in imports_of(path))
    }
    assert users == ({door} if isinstance(door, str) else set(door))


def test_the_generator_never_writes_into_the_sources_of_the_site() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.safe_load(text)
    assert settings["docs_dir"] == "build/docs"
    assert settings["site_dir"] == "build/site"
    assert "/site" not in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def tracked() -> list[Path]:
    """Return the files that git tracks; none in a copy without git."""
    result = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in result.stdout.split("\0") if name]


def test_nothing_generated_is_tracked_and_nothing_is_large() -> None:
    for path in tracked():
        top = path.relative_to(ROOT).parts[0]
        assert top not in {"results", "build", "logs", ".venv"}, path
        assert not path.exists() or path.stat().st_size < 2_000_000, path


def test_lock_files_name_no_address() -> None:
    for path in ROOT.glob("requirements*.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path


def test_every_key_of_the_configuration_is_explained() -> None:
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    readme = (ROOT / "config" / "README.md").read_text(encoding="utf-8")
    for key, value in config.items():
        parted = key in ("certainty", "comparison", "papers", "what_if")
        names = [f"{key}.{k}" for k in value] if parted else [key]
        for name in names:
            assert f"`{name}`" in readme, name


def test_every_folder_of_the_corpus_says_how_to_add_one() -> None:
    for folder in sorted(p for p in (ROOT / "corpus").iterdir() if p.is_dir()):
        assert (folder / "README.md").exists(), folder
