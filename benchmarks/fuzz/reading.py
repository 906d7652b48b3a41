"""Reading and understanding a file in another process that may crash, hang or grow without harm."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extract.documents.model import Document

CORPUS = Path(__file__).parents[2] / "corpus"
Ending = Literal["read", "problem", "refused", "unclear", "error", "crash", "hang", "memory"]
GOOD = frozenset({"read", "problem", "refused"})
MOST_LETTERS = 400
MEMORY_LIMIT = 6_000_000_000  # of addresses, so that the machine survives
PEAK = "VmHWM:"
PATIENCE = 5  # times the limit, by the clock, before a process is ended


@dataclass(frozen=True, slots=True)
class Outcome:
    """How reading a file ended; ``what`` is the first line about it, ``peak`` in bytes.

    ``seconds`` are of the processor, so that a busy machine does not count.
    """

    ending: Ending
    what: str = ""
    seconds: float = 0.0
    peak: int = 0


class Reader:
    """A process that reads files, started again after one that ended it."""

    def __init__(self, *, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._start()

    def _start(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._end, other = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()
        self._end.recv()  # it has loaded the readers

    def read(self, path: Path) -> Outcome:
        """Return how reading the file ends."""
        start = time.perf_counter()
        self._end.send(path)
        try:
            found = self._end.recv() if self._end.poll(PATIENCE * self._seconds) else None
        except (EOFError, ConnectionResetError):
            self._process.join()
            code = self._process.exitcode
            self._start()
            return Outcome("crash", f"exit code {code}", time.perf_counter() - start)
        if found is None:
            self.stop()
            self._start()
            return Outcome("hang", "did not end", PATIENCE * self._seconds)
        outcome: Outcome = found
        if outcome.seconds > self._seconds:
            return Outcome("hang", f"{outcome.seconds:.0f} s", outcome.seconds, outcome.peak)
        if outcome.ending in GOOD and outcome.peak > self._memory:
            return Outcome("memory", outcome.what, outcome.seconds, outcome.peak)
        return outcome

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._end.close()


def _serve(end: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # loaded here, so that a reader that cannot be loaded is seen at once
    from extract.documents.jats import read_jats
    from extract.documents.pdf import read_pdf
    from extract.papers.read import understand
    from extract.taxonomy import load_taxonomy

    taxonomy, _ = load_taxonomy(CORPUS / "taxonomy", CORPUS)
    end.send("ready")
    while True:
        path: Path = end.recv()
        read = read_pdf if path.suffix == ".pdf" else read_jats
        _forget_peak()
        start = time.process_time()
        ending, what = _ending(path, read, lambda document: understand(document, taxonomy))
        end.send(Outcome(ending, what, time.process_time() - start, _peak()))


def _ending(
    path: Path, read: Callable[[Path], Document], understand: Callable[[Document], object]
) -> tuple[Ending, str]:
    from extract.documents.model import DocumentError

    try:
        document = read(path)
        understand(document)
    except DocumentError as error:
        return ("refused" if _is_clear(str(error), path) else "unclear"), str(error)
    except BaseException as error:  # whatever it is, it is a finding
        return "error", f"{type(error).__name__}: {error}"
    for problem in document.problems:
        if "\n" in problem.what or not 0 < len(problem.what) <= MOST_LETTERS:
            return "unclear", problem.what[:MOST_LETTERS]
    first = document.problems[0].what if document.problems else ""
    return ("problem" if first else "read"), first


def _is_clear(message: str, path: Path) -> bool:
    """Tell whether a message is one line of moderate length that names the file."""
    named = message.startswith(f"{path.name}: ")
    return named and "\n" not in message and len(message) <= MOST_LETTERS and message.isprintable()


def _forget_peak() -> None:
    """Begin to measure anew, where the system can (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return next(int(x.split()[1]) * 1024 for x in lines if x.startswith(PEAK))
