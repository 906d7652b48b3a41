"""Read many papers, add one, kill a run and take it up again: times, and how many were read.

The papers are made up, with the workflow's own rules and cache, in a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TARGET = "results/tables/machine_documents.csv"
READ = re.compile(r"(\d+) papers, (\d+) read now")
CODE = ("workflow", "config", "extract", "analyses", "site", "Snakefile")
MARK = "Worked example: invented data"


def main(argv: list[str]) -> int:
    """Run the benchmark; return 1 when a paper was lost or read twice."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incremental", description=__doc__)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--cores", default="2")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), args.cores)
        bench.add(args.papers)
        good = [
            bench.run(f"{args.papers} papers", args.papers),
            bench.run("again, nothing new", 0),
        ]
        bench.add(1)
        good.append(bench.run("one paper more", 1))
        bench.forget()
        kept = bench.kill_at(args.papers // 2)
        left = bench.total - kept
        good.append(bench.run(f"killed with {kept} read, taken up again", left))
    return 0 if all(good) else 1


class Bench:
    """A folder with papers, in which the workflow is run."""

    def __init__(self, folder: Path, cores: str) -> None:
        self.folder, self.cores, self.total = folder / "run", cores, 0
        self.code, self.corpus = folder / "code", folder / "corpus"
        self.folder.mkdir()
        # A copy: who edits the code meanwhile would make every reading out of date.
        for name in CODE:
            source = PROJECT / name
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, self.code / name)
        shutil.copytree(
            PROJECT / "corpus", self.corpus, ignore=shutil.ignore_patterns("papers", "imports")
        )
        self.papers = self.corpus / "papers"
        self.papers.mkdir()
        self.cache = self.folder / "results" / "papers" / "cache"
        source = PROJECT / "corpus" / "papers" / "example" / "ward-huddle.xml"
        self.text = source.read_text(encoding="utf-8").replace(MARK, "Benchmark")

    def add(self, count: int) -> None:
        """Add papers that differ in title and DOI."""
        for i in range(self.total, self.total + count):
            text = self.text.replace("Benchmark", f"Benchmark paper {i}").replace(
                "worked-example-ward-huddle", f"benchmark-{i}"
            )
            (self.papers / f"paper-{i:05d}.xml").write_text(text, encoding="utf-8")
        self.total += count

    def run(self, name: str, expected: int) -> bool:
        """Run to the tables; print time and papers read; say whether they are as expected."""
        logs = self.folder / "logs" / "papers"
        shutil.rmtree(logs, ignore_errors=True)
        started = time.monotonic()
        result = subprocess.run(
            self._command(), cwd=self.folder, capture_output=True, text=True, check=False
        )
        if result.returncode:
            print(result.stdout + result.stderr)
        seconds = time.monotonic() - started
        found = [READ.search(p.read_text(encoding="utf-8")) for p in logs.glob("*.log")]
        read = sum(int(m[2]) for m in found if m)
        table = self.folder / TARGET
        rows = len(table.read_text(encoding="utf-8").splitlines()) - 1 if table.exists() else 0
        good = read == expected and rows == self.total
        verdict = "as it should be" if good else f"NOT the expected {expected} read, {self.total}"
        print(f"{name}: {seconds:.1f} s, {read} read, {rows} in the table: {verdict}", flush=True)
        return good

    def forget(self) -> None:
        """Remove everything that was made."""
        shutil.rmtree(self.folder / "results")

    def kill_at(self, count: int) -> int:
        """Start a run, kill all of it when that many are read; return how many are kept."""
        process = subprocess.Popen(
            self._command(),
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while process.poll() is None and self._kept() < count:
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return self._kept()

    def _kept(self) -> int:
        return sum(1 for _ in self.cache.rglob("*.json"))

    def _command(self) -> list[str]:
        return [
            *(sys.executable, str(self.code / "workflow" / "run.py"), "--cores", self.cores),
            *("--directory", str(self.folder), TARGET),
            *("--config", f"corpus={self.corpus}"),
        ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
