"""Give damaged and hostile files to the readers: ``python -m benchmarks.fuzz [--n 10000]``.

Each file must be read and understood, read with a problem named, or refused with one clear line;
none may end the process, take longer than 20 s or more than 1 GB. A case is made from the seed and
its number alone, so that ``--first`` and ``--n 1`` make it again.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.fuzz import jats_files, pdf_files, pdf_spoilt
from benchmarks.fuzz.reading import GOOD, Outcome, Reader

SHARE_MADE = 0.5  # of the cases; the others are sound files, spoilt
SLOWEST = 5


def case(seed: int, number: int, jats: list[bytes], pdfs: list[bytes]) -> tuple[str, str, bytes]:
    """Return the format, the name and the content of a case."""
    chance = Random(f"{seed} {number}")
    if chance.random() < 0.5:
        kind, made, spoilt, sound = "xml", jats_files.MADE, jats_files.SPOILT, jats
    else:
        kind, made, spoilt, sound = "pdf", pdf_files.MADE, pdf_spoilt.SPOILT, pdfs
    if chance.random() < SHARE_MADE:
        maker = chance.choice(made)
        return kind, maker.__name__, maker(chance)
    spoiler = chance.choice(spoilt)
    return kind, spoiler.__name__, spoiler(chance, chance.choice(sound))


def sound_files(folder: Path | None) -> tuple[list[bytes], list[bytes]]:
    """Return the sound files, as XML and as PDF, that are to be spoilt."""
    jats, pdfs = [jats_files.SEED.encode()], list(pdf_files.seeds())
    for path in sorted(folder.rglob("*")) if folder else []:
        if path.suffix in {".xml", ".nxml"}:
            jats.append(path.read_bytes())
        elif path.suffix == ".pdf":
            pdfs.append(path.read_bytes())
    return jats, pdfs


def main() -> int:
    """Run the cases and print what became of them."""
    options = _options()
    jats, pdfs = sound_files(options.seeds)
    reader = Reader(seconds=options.seconds, memory=options.memory * 1_000_000)
    endings: Counter[tuple[str, str]] = Counter()
    lines: Counter[str] = Counter()
    slow: list[tuple[float, int, str]] = []
    bad, largest, start = 0, 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.first, options.first + options.n):
            kind, name, data = case(options.seed, number, jats, pdfs)
            path = Path(folder) / f"{number}-{name}.{kind}"
            path.write_bytes(data)
            found = reader.read(path)
            endings[kind, found.ending] += 1
            lines[_shape(found)] += 1
            slow = sorted([*slow, (found.seconds, number, name)], reverse=True)[:SLOWEST]
            largest = max(largest, found.peak)
            if found.ending not in GOOD:
                bad += 1
                print(f"{number} {name}.{kind}: {found.ending}: {found.what[:200]}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, options.keep)
            path.unlink()
    reader.stop()
    _print(endings, lines, slow)
    print(f"{options.n} files, {bad} of them badly ended; largest {largest / 1e6:.0f} MB,", end=" ")
    print(f"{time.perf_counter() - start:.0f} s")
    return int(bad > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--n", type=int, default=10_000, help="number of files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seeds", type=Path, help="folder of sound XML and PDF files to spoil too")
    parser.add_argument("--keep", type=Path, help="folder for the files that ended badly")
    parser.add_argument("--seconds", type=float, default=20.0, help="limit for a file")
    parser.add_argument("--memory", type=int, default=1000, help="limit for a file, in MB")
    return parser.parse_args()


def _shape(found: Outcome) -> str:
    """Return the line about a file without what is particular to it."""
    text = re.sub(r"^\S+: ", "", found.what)
    return f"{found.ending}: " + re.sub(r"\d+|&\w+;|'.*?'|\".*?\"|<.*?>|b'.*", "#", text)[:90]


def _print(
    endings: Counter[tuple[str, str]], lines: Counter[str], slow: list[tuple[float, int, str]]
) -> None:
    for (kind, ending), n in sorted(endings.items()):
        print(f"{kind}  {ending:<8} {n:>6}")
    print("\nWhat was said:")
    for line, n in lines.most_common(40):
        print(f"{n:>6}  {line}")
    print("\nSlowest:")
    for seconds, number, name in slow:
        print(f"{seconds:>6.1f} s  {number} {name}")


if __name__ == "__main__":
    sys.exit(main())
