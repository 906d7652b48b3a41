"""Readings kept by the content of the file and by everything that shapes a reading."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.documents.jats import READER as JATS_READER
from extract.documents.pdf import READER as PDF_READER
from extract.papers.model import EXTRACTOR

# All that a reading runs through; a test holds it to the imports of these packages.
CODE = (
    *("documents", "numbers", "papers", "countries.py", "reading.py", "taxonomy.py"),
    *("records/base.py", "records/terms.py"),
)


class Cache:
    """A folder of readings.

    Parameters
    ----------
    folder : Path
        Made when the first reading is kept.
    version : str
        What shapes a reading besides the file, see `version_of`.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self.version = version

    def get(self, sha256: str) -> dict[str, Any] | None:
        """Return what was kept for a file, or None; what is damaged counts as not kept."""
        try:
            kept = json.loads(self._path(sha256).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) else None

    def put(self, sha256: str, kept: dict[str, Any]) -> None:
        """Keep a reading; it appears whole or not at all."""
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        partial.write_text(json.dumps(kept, ensure_ascii=False, allow_nan=False), encoding="utf-8")
        partial.replace(path)

    def _path(self, sha256: str) -> Path:
        key = hashlib.sha256(f"{sha256}|{self.version}".encode()).hexdigest()
        return self.folder / key[:2] / f"{key}.json"


def version_of(taxonomy: Path) -> str:
    """Return a digest of what shapes a reading: readers, extractor, their code, the taxonomy."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256("|".join((JATS_READER, PDF_READER, EXTRACTOR)).encode())
    for root in (*(package / name for name in CODE), taxonomy):
        for path in _files(root):
            digest.update(path.relative_to(root.parent).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    found = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
    if not found:
        raise ValueError(f"nothing found in {root}")
    return [p for p in found if p.suffix != ".pyc"]


def file_digest(path: Path) -> str:
    """Return the sha256 of a file, whatever its size."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
