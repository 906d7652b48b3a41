"""A file that crashes or hangs the reader costs only itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.library.pool import Worker
from tests.conftest import ROOT

# Stands in for the reader: what it does is the name of the file.
STAND_IN = """
import json, os, signal, sys, time
print("ready", flush=True)
for line in sys.stdin:
    name = json.loads(line).rsplit("/", 1)[-1]
    if name == "crash": os.kill(os.getpid(), signal.SIGSEGV)
    if name == "leave": sys.exit(3)
    if name == "hang": time.sleep(60)
    if name == "long": print(json.dumps([{"title": "x" * 300000}, None]), flush=True)
    else: print(json.dumps([{"title": name}, None]), flush=True)
"""


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    command = (sys.executable, "-c", STAND_IN)
    with Worker(tmp_path, 1.0, command) as made:
        yield made  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("crash", "SIGSEGV"), ("leave", "status 3"), ("hang", "not read within 1 seconds")],
)
def test_a_bad_file_is_a_problem_and_the_next_one_is_read(
    worker: Worker, name: str, problem: str
) -> None:
    answer = worker.read(Path(name))
    assert answer.reading is None
    assert answer.problem is not None
    assert problem in answer.problem
    assert not answer.lasting
    good = worker.read(Path("good"))
    assert (good.reading, good.problem, good.lasting) == ({"title": "good"}, None, True)


def test_a_long_answer_comes_whole(worker: Worker) -> None:
    answer = worker.read(Path("long"))
    assert answer.reading is not None
    assert len(answer.reading["title"]) == 300_000
    again = worker.read(Path("next"))
    assert again.reading == {"title": "next"}


def test_a_reader_that_does_not_come_up_ends_the_run(tmp_path: Path) -> None:
    broken = Worker(tmp_path, 1.0, (sys.executable, "-c", "raise SystemExit(1)"))
    with pytest.raises(RuntimeError, match="did not come up"):
        broken.read(Path("any"))


def test_the_real_reader_reads_a_paper_and_names_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "none.pdf").write_bytes(b"")
    with Worker(ROOT / "corpus" / "taxonomy", 60.0) as real:
        none = real.read(tmp_path / "none.pdf")
        paper = real.read(ROOT / "corpus" / "papers" / "example" / "quiet-room.xml")
    assert none.reading is None
    assert none.lasting
    assert "empty" in str(none.problem)
    assert paper.problem is None
    assert paper.reading is not None
    assert paper.reading["is_example"] is True
