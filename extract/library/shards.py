"""Many papers, one after another: read what is new, take the rest from the cache."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

from extract.library.cache import Cache, file_digest
from extract.library.outcome import Outcome, from_line, to_line
from extract.library.pool import Answer
from extract.papers.serial import from_data

log = logging.getLogger(__name__)


class Reader(Protocol):
    """What reads a file: `extract.library.pool.Worker`."""

    def read(self, path: Path) -> Answer:
        """Return the reading of a file, or its problem."""


def outcomes(files: Sequence[Path], root: Path, cache: Cache, reader: Reader) -> Iterator[Outcome]:
    """Yield what comes of each file, in the order of their content's digests.

    Parameters
    ----------
    files : sequence of Path
        Papers of a shard.
    root : Path
        Folder that they are below.
    cache : Cache
        A reading found there is not made again; a new one is kept as soon as it is made, so that
        a run that is killed goes on where it was.
    reader : Reader
        Reads what is new.
    """
    named = sorted((file_digest(p), _name(p.relative_to(root)), p) for p in files)
    new = 0
    for sha256, same in groupby(named, key=lambda n: n[0]):
        entries = list(same)
        kept = cache.get(sha256)
        if kept is None:
            new += 1
            answer = reader.read(entries[0][2])
            kept = {"reading": answer.reading, "problem": answer.problem}
            if answer.lasting:
                cache.put(sha256, kept)
        reading = None if kept["reading"] is None else from_data(kept["reading"])
        for _, file, _ in entries:
            yield Outcome(file=file, sha256=sha256, reading=reading, problem=kept["problem"])
    log.info("%d papers, %d read now, the others from the cache", len(named), new)


def _name(path: Path) -> str:
    """Return a path with slashes; what is no text in it (a name may be any bytes) as marks."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def write_shard(found: Iterable[Outcome], path: Path) -> None:
    """Write outcomes, one a line; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as handle:
        for outcome in found:
            handle.write(to_line(outcome) + "\n")
    partial.replace(path)


def read_shards(paths: Iterable[Path]) -> Iterator[tuple[list[str], Outcome]]:
    """Yield the outcomes of all shards by paper, with every file name of each; one at a time."""
    merged = heapq.merge(*(_lines(p) for p in paths), key=lambda o: (o.sha256, o.file))
    for _, same in groupby(merged, key=lambda o: o.sha256):
        entries = list(same)
        yield [o.file for o in entries], entries[0]


def _lines(path: Path) -> Iterator[Outcome]:
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            yield from_line(line)
