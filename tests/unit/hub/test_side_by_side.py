"""Several processes that convert pages: what one would make, and the same faults found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[3]
PAGES = {
    "index.md": "# Home\n\nTo [the other](a/other.md#second-part).[^1]\n\n[^1]: A note.\n",
    "a/other.md": "---\ntitle: Of the front matter\n---\n# Other\n\n## Second *part*\n\n- one\n",
    **{f"a/page-{i}.md": f"# Page {i}\n\n[Home](../index.md)\n" for i in range(60)},
}


def build(folder: Path, pages: dict[str, str], processes: int) -> subprocess.CompletedProcess[str]:
    """Build a site as the workflow does, with so many processes."""
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = {
        "site_name": "A site",
        "theme": {"name": "material", "font": False},
        "plugins": [],
        "use_directory_urls": False,
        "markdown_extensions": ["footnotes", {"toc": {"permalink": True}}],
        "validation": {"links": {"anchors": "warn"}, "nav": {"omitted_files": "ignore"}},
        "nav": [{"Home": "index.md"}],
        "hooks": [str(PROJECT / "site" / "generator_hooks.py")],
        "extra": {"processes": processes},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def files_of(folder: Path) -> dict[str, bytes]:
    site = folder / "site"
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_two_processes_make_what_one_makes(tmp_path: Path) -> None:
    made = {}
    for processes in (1, 2):
        folder = tmp_path / str(processes)
        folder.mkdir()
        done = build(folder, PAGES, processes)
        assert done.returncode == 0, done.stderr
        made[processes] = files_of(folder)
    packed = "sitemap.xml.gz"  # holds the time of packing
    assert made[1].keys() == made[2].keys()
    assert [n for n in made[1] if made[1][n] != made[2][n] and n != packed] == []
    assert b'id="second-part"' in made[2]["a/other.html"]


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("a/missing.md", "'a/missing.md', but the target is not found"),
        ("a/other.md#nowhere", "does not contain an anchor '#nowhere'"),
    ],
)
def test_a_broken_link_stops_the_build(tmp_path: Path, link: str, told: str) -> None:
    done = build(tmp_path, PAGES | {"index.md": f"# Home\n\n[Broken]({link})\n"}, 2)
    assert done.returncode != 0
    assert told in done.stderr


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "bad.md").write_bytes(b"# Caf\xe9\n")
    done = build(tmp_path, PAGES, 2)
    assert done.returncode != 0
    assert "bad.md" in done.stderr
