"""Time the reading of papers: ``python -m benchmarks.reading [--papers DIR] [--pdfs DIR]``.

Seconds are of the processor, on one core; each file once, after one to warm up.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.reading.peers import peers
from extract.documents.model import Document, DocumentError
from extract.documents.read import read_document
from extract.papers.read import read_paper

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "corpus" / "papers"
XML, PDF = (".xml", ".nxml"), (".pdf",)
WANTED_JATS, WANTED_PDF = 0.3, 1.5  # seconds for a paper, and for ten pages
STEP = 100  # papers between two looks at the memory

Read = Callable[[Path], object]


def main() -> int:
    """Print the table of times, then the memory of a long run."""
    options = _options()
    papers = _files(options.papers or EXAMPLES, XML)
    pdfs = _files(options.pdfs or options.papers or EXAMPLES, PDF)
    if not papers + pdfs:
        print("no XML or PDF there", file=sys.stderr)
        return 1
    pages = {path: n for path in pdfs if (n := _pages(path))}
    print(f"{len(papers)} JATS papers, {len(pages)} PDFs with {sum(pages.values())} pages\n")
    print(f"{'':<36}{'papers/s':>9}{'pages/s':>9}{'median s':>10}{'95 % s':>8}{'max s':>8}")
    ours: dict[str, Read] = {"read": read_document, "read and understood": read_paper}
    for name, read in ours.items():
        _row(f"JATS {name}", [_seconds(read, p) for p in papers], wanted=WANTED_JATS)
    others = peers() if options.peers else {}
    for name, read in (ours | others).items():
        taken = {p: _seconds(read, p) for p in pages}
        _row(f"PDF {name}", list(taken.values()), pages=sum(pages.values()))
        if name in ours:
            _ten_pages([10 * s / pages[p] for p, s in taken.items()])
    if options.peers and not others:
        print("neither pypdf nor pdfplumber is installed: see benchmarks/README.md")
    _memory([*papers, *pages], options.loop)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--papers", type=Path, help="folder of JATS papers (.xml, .nxml)")
    parser.add_argument("--pdfs", type=Path, help="folder of PDFs")
    parser.add_argument("--peers", action="store_true", help="pypdf and pdfplumber beside ours")
    parser.add_argument("--loop", type=int, default=1000, help="papers of the long run")
    return parser.parse_args()


def _files(folder: Path, kinds: Sequence[str]) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in kinds)


def _pages(path: Path) -> int:
    """Return the pages of a PDF; 0 when it cannot be read, which is said."""
    try:
        document: Document = read_document(path)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 0
    return document.n_pages or 0


def _seconds(read: Read, path: Path) -> float:
    start = time.process_time()
    try:
        read(path)
    except DocumentError as error:
        print(error, file=sys.stderr)
    return time.process_time() - start


def _row(
    name: str, taken: list[float], *, pages: int | None = None, wanted: float | None = None
) -> None:
    if not taken:
        return
    late = "" if wanted is None else f"   {sum(s > wanted for s in taken)} above {wanted} s"
    many = f"{pages / sum(taken):>9.1f}" if pages else " " * 9
    high = sorted(taken)[min(len(taken) - 1, int(0.95 * len(taken)))]
    print(
        f"{name:<36}{len(taken) / sum(taken):>9.1f}{many}"
        f"{statistics.median(taken):>10.3f}{high:>8.2f}{max(taken):>8.2f}{late}"
    )


def _ten_pages(taken: list[float]) -> None:
    if taken:
        late = sum(s > WANTED_PDF for s in taken)
        print(
            f"{'  for ten pages':<54}{statistics.median(taken):>10.3f}{'':>8}{max(taken):>8.2f}",
            end="",
        )
        print(f"   {late} above {WANTED_PDF} s")


def _memory(paths: Sequence[Path], n: int) -> None:
    """Print the memory held while papers are read again and again."""
    print(f"\n{n} papers, one after the other; memory held, in MB:")
    for i, path in enumerate(islice(cycle(paths), n), start=1):
        try:
            read_paper(path)
        except DocumentError:
            continue
        finally:
            if i % STEP == 0:
                gc.collect()
                print(f"{i:>6} {_resident():>8.0f}  (most so far {_peak():.0f})", flush=True)


def _resident() -> float:
    """Return the memory held, in MB (Linux; else the most so far)."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return _peak()
    return next(int(x.split()[1]) for x in lines if x.startswith("VmRSS:")) / 1024


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
