"""Reading papers in a process of its own, so that one bad file cannot end or stop the run."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROJECT = Path(__file__).resolve().parents[2]
START = 120.0  # seconds for the process to come up, on a busy machine too
COMMAND = (sys.executable, "-m", "extract.library.worker")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a file.

    ``lasting`` is False when the process died or was stopped: another try may end otherwise, so
    the answer is not kept.
    """

    reading: dict[str, Any] | None
    problem: str | None
    lasting: bool = True


@dataclass(slots=True)
class Worker:
    """A process that reads papers one by one; a new one is started after a crash or a hang.

    Attributes
    ----------
    taxonomy : Path
        Folder of the taxonomy.
    limit : float
        Seconds a file may take.
    command : tuple of str
        What is started; the folder of the taxonomy is added.
    """

    taxonomy: Path
    limit: float
    command: tuple[str, ...] = COMMAND
    _process: subprocess.Popen[bytes] | None = None
    _rest: bytes = field(default=b"")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, path: Path) -> Answer:
        """Return a paper's reading as plain data, or the problem.

        Raises
        ------
        RuntimeError
            When the process does not come up at all.
        """
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
            process.stdin.flush()
            line = self._line(self.limit)
        except (BrokenPipeError, EOFError):
            return Answer(None, f"the reader crashed on it ({self._end()})", lasting=False)
        except TimeoutError:
            self.stop()
            return Answer(None, f"not read within {self.limit:g} seconds", lasting=False)
        reading, problem = json.loads(line)
        return Answer(reading, problem)

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process, self._rest = None, b""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [*self.command, str(self.taxonomy.absolute())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(PROJECT)},
            )
            try:
                self._line(START)
            except (EOFError, TimeoutError) as err:
                raise RuntimeError(f"the reader did not come up ({self._end()})") from err
        return self._process

    def _line(self, limit: float) -> bytes:
        assert self._process is not None and self._process.stdout is not None
        until, handle = time.monotonic() + limit, self._process.stdout.fileno()
        parts = [self._rest]
        while b"\n" not in parts[-1]:
            left = until - time.monotonic()
            if left <= 0 or not select.select([handle], [], [], left)[0]:
                raise TimeoutError
            parts.append(os.read(handle, 1 << 16))
            if not parts[-1]:
                raise EOFError
        line, _, self._rest = b"".join(parts).partition(b"\n")
        return line

    def _end(self) -> str:
        """Return how the process ended, and forget it."""
        assert self._process is not None
        process = self._process
        self._process, self._rest = None, b""
        try:
            process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        status = process.returncode
        return signal.Signals(-status).name if status < 0 else f"status {status}"
