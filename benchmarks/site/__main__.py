"""Build the hub on synthetic studies and look at what a visitor waits for.

For each size: seconds of each step, size of the site and of its search index, weight of the home
page over the wire, and the time from a key press to the results of the search in Chromium. With
--lighthouse SITE, its scores of a site that is there, and nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.site import lighthouse
from benchmarks.site.synthetic import write_corpus
from benchmarks.site.visits import home_weight, search_times

PROJECT = Path(__file__).resolve().parents[2]
STEP = re.compile(r"\[ *(\d+) s\] (.+)")
SITE_STEPS = ("Writing the pages", "Rendering the pages", "Writing the policy")


def main(argv: list[str]) -> int:
    """Run the benchmark; return 1 when a build failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__)
    parser.add_argument("--studies", type=int, nargs="+", default=[300, 1000, 3000])
    parser.add_argument("--cores", default="2")
    parser.add_argument("--keep", type=Path, help="keep the sites in this folder")
    parser.add_argument("--lighthouse", type=Path, metavar="SITE", help="such as build/site")
    args = parser.parse_args(argv)
    if args.lighthouse:
        return 0 if lighthouse.report(args.lighthouse) else 1
    good = True
    for n in args.studies:
        with tempfile.TemporaryDirectory() as made:
            folder = args.keep / str(n) if args.keep else Path(made) / "run"
            folder.mkdir(parents=True)
            good = measure(folder, n, args.cores) and good
    return 0 if good else 1


def measure(folder: Path, n_studies: int, cores: str) -> bool:
    """Build the hub of so many studies in a folder and print what was measured."""
    write_corpus(PROJECT / "corpus", folder / "corpus", n_studies)
    started = time.perf_counter()
    command = [
        *(sys.executable, str(PROJECT / "workflow" / "run.py"), "--cores", cores),
        *("--directory", str(folder), "--config", f"corpus={folder / 'corpus'}"),
    ]
    environment = os.environ | {"PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    print(f"\n{n_studies} studies: {seconds:.0f} s from the corpus to the site")
    if run.returncode:
        print(run.stdout[-3000:])
        return False
    steps = [(int(found[1]), found[2]) for found in STEP.finditer(run.stdout)]
    ends = [*(start for start, _ in steps[1:]), round(seconds)]
    for (start, name), end in zip(steps, ends, strict=True):
        print(f"  {end - start:4d} s  {name}")
    site_only = sum(
        end - start
        for (start, name), end in zip(steps, ends, strict=True)
        if name.startswith(SITE_STEPS)
    )
    print(f"  {site_only:4d} s  of them pages, rendering and publishing")
    _sizes(folder / "build" / "site")
    return True


def _sizes(site: Path) -> None:
    files = [p for p in site.rglob("*") if p.is_file()]
    index = [p for p in files if p.relative_to(site).parts[0] == "pagefind"]
    pages = sum(p.suffix == ".html" for p in files)
    print(f"  {_megabytes(files)} site, {pages} pages; {_megabytes(index)} of it search index")
    largest = max((p for p in files if p.suffix == ".html"), key=lambda p: p.stat().st_size)
    packed = len(gzip.compress(largest.read_bytes()))
    print(f"  largest page: {largest.relative_to(site)}, {packed / 1000:.0f} kB over the wire")
    weight = home_weight(site)
    print(f"  home page over the wire: {weight / 1000:.0f} kB without the search index")
    first, times = search_times(site)
    print(
        f"  search: {first:.0f} ms from the first key to results on a page just opened; then "
        f"median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms of {len(times)}"
    )


def _megabytes(files: list[Path]) -> str:
    return f"{sum(p.stat().st_size for p in files) / 1e6:.1f} MB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
