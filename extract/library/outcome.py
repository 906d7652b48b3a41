"""What came of one file: a reading, or the problem that kept it from being read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.documents.model import DocumentError
from extract.papers.model import PaperReading
from extract.papers.read import read_paper
from extract.papers.serial import from_data, to_data
from extract.taxonomy import Taxonomy

EXAMPLES = "example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a file.

    Attributes
    ----------
    file : str
        Its path below the folder of papers, with slashes.
    sha256 : str
        Of the file.
    reading : PaperReading or None
        What was found; None when it could not be read.
    problem : str or None
        Why it could not be read.
    """

    file: str
    sha256: str
    reading: PaperReading | None = None
    problem: str | None = None

    @property
    def paper_id(self) -> str:
        """Identifier of the content: the same file has the same one under any name."""
        return f"p{self.sha256[:12]}"

    @property
    def is_example(self) -> bool:
        """Whether it is a worked example, by its folder or by its own words."""
        marked = self.reading is not None and self.reading.is_example
        return marked or self.file.startswith(EXAMPLES)


def to_line(outcome: Outcome) -> str:
    """Return an outcome as a line of JSON."""
    reading = None if outcome.reading is None else to_data(outcome.reading)
    data = {"file": outcome.file, "sha256": outcome.sha256, "problem": outcome.problem}
    return json.dumps(data | {"reading": reading}, ensure_ascii=False, allow_nan=False)


def from_line(line: str) -> Outcome:
    """Return the outcome that `to_line` gave."""
    data = json.loads(line)
    return Outcome(
        file=data["file"],
        sha256=data["sha256"],
        reading=None if data["reading"] is None else from_data(data["reading"]),
        problem=data["problem"],
    )


def answer_for(path: Path, taxonomy: Taxonomy) -> str:
    """Read a file; return its reading, or the problem, as a line of JSON."""
    reading: Any = None
    problem: str | None = None
    try:
        reading = to_data(read_paper(path, taxonomy))
        return json.dumps([reading, None], ensure_ascii=False, allow_nan=False)
    except DocumentError as err:
        # Some libraries name the whole path; the page that shows it names the file only.
        problem = " ".join(str(err).replace(str(path), path.name).split())
    except RecursionError:
        problem = "nested too deeply to be read"
    except MemoryError:
        problem = "needs more memory than there is"
    # A fault of ours on one paper must not hide the others; it is named, and the run ends with it.
    except Exception as err:
        problem = f"a fault of the reader, please report it: {type(err).__name__}: {err}"
    return json.dumps([None, problem], ensure_ascii=False)
