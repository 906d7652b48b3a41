"""Many papers: each read once, whatever happens to the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.library.cache import Cache, version_of
from extract.library.pool import Answer
from extract.library.shards import outcomes, read_shards, write_shard
from extract.papers.serial import to_data
from tests.conftest import ROOT
from tests.unit.extract.library.made_up import READING, outcome


class Counting:
    """A reader that counts, and may be stopped at a file."""

    def __init__(self, stop_at: int | None = None, lasting: bool = True) -> None:
        self.read_names: list[str] = []
        self.stop_at, self.lasting = stop_at, lasting

    def read(self, path: Path) -> Answer:
        if len(self.read_names) == self.stop_at:
            raise KeyboardInterrupt
        self.read_names.append(path.name)
        if path.name.startswith("bad"):
            return Answer(None, "not a paper", self.lasting)
        return Answer(to_data(READING), None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "papers"
    root.mkdir()
    for i in range(20):
        (root / f"paper-{i}.xml").write_text(f"paper {i}", encoding="utf-8")
    return root


def read(root: Path, reader: Counting, version: str = "1") -> list[str]:
    """Read a folder with a cache beside it; return the names that came out."""
    cache = Cache(root.parent / "cache", version)
    return [o.file for o in outcomes(sorted(root.iterdir()), root, cache, reader)]


def test_one_more_paper_is_one_paper_read(folder: Path) -> None:
    first = Counting()
    assert len(read(folder, first)) == len(first.read_names) == 20
    (folder / "paper-new.xml").write_text("another", encoding="utf-8")
    second = Counting()
    assert len(read(folder, second)) == 21
    assert second.read_names == ["paper-new.xml"]


def test_a_run_that_is_stopped_goes_on_and_reads_nothing_twice(folder: Path) -> None:
    first, second = Counting(stop_at=7), Counting()
    with pytest.raises(KeyboardInterrupt):
        read(folder, first)
    assert len(read(folder, second)) == 20
    assert sorted(first.read_names + second.read_names) == sorted(p.name for p in folder.iterdir())


def test_a_new_version_of_the_reader_reads_again(folder: Path) -> None:
    read(folder, Counting())
    again = Counting()
    read(folder, again, version="2")
    assert len(again.read_names) == 20


def test_a_damaged_entry_of_the_cache_is_read_again(folder: Path) -> None:
    read(folder, Counting())
    for path in (folder.parent / "cache").rglob("*.json"):
        path.write_text('{"reading": ', encoding="utf-8")
    again = Counting()
    assert len(read(folder, again)) == len(again.read_names) == 20


def test_the_same_content_under_two_names_is_read_once(folder: Path) -> None:
    (folder / "copy.xml").write_text("paper 3", encoding="utf-8")
    reader = Counting()
    assert len(read(folder, reader)) == 21
    assert len(reader.read_names) == 20


@pytest.mark.parametrize(("lasting", "times"), [(True, 1), (False, 2)])
def test_a_problem_is_kept_but_a_crash_is_tried_again(
    tmp_path: Path, lasting: bool, times: int
) -> None:
    root = tmp_path / "papers"
    root.mkdir()
    (root / "bad.xml").write_text("x", encoding="utf-8")
    reader = Counting(lasting=lasting)
    for _ in range(2):
        assert read(root, reader) == ["bad.xml"]
    assert len(reader.read_names) == times


def test_shards_come_together_by_paper_with_all_names(tmp_path: Path) -> None:
    a, b, c = outcome("a.xml"), outcome("b.xml"), outcome("c.xml", problem="empty")
    copy = type(a)(file="z/a.xml", sha256=a.sha256, reading=a.reading)
    paths = [tmp_path / "0.jsonl", tmp_path / "1.jsonl"]
    write_shard(sorted([a, c], key=lambda o: o.sha256), paths[0])
    write_shard(sorted([b, copy], key=lambda o: o.sha256), paths[1])
    found = list(read_shards(paths))
    assert [o.sha256 for _, o in found] == sorted({a.sha256, b.sha256, c.sha256})
    assert dict((o.sha256, names) for names, o in found)[a.sha256] == ["a.xml", "z/a.xml"]


def test_a_shard_that_is_not_finished_leaves_no_file(tmp_path: Path) -> None:
    def breaks() -> object:
        yield outcome("a.xml")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_shard(breaks(), tmp_path / "0.jsonl")  # type: ignore[arg-type]
    assert not (tmp_path / "0.jsonl").exists()


def test_the_version_knows_the_taxonomy(tmp_path: Path) -> None:
    (tmp_path / "outcomes.yaml").write_text("terms: []\n", encoding="utf-8")
    before = version_of(tmp_path)
    (tmp_path / "outcomes.yaml").write_text("terms: [1]\n", encoding="utf-8")
    assert version_of(tmp_path) != before
    assert version_of(ROOT / "corpus" / "taxonomy") == version_of(ROOT / "corpus" / "taxonomy")
