"""Opening a file of any format: there, of a size that is read, and not empty."""

from __future__ import annotations

from pathlib import Path

from extract.documents.model import DocumentError


def check_file(path: Path, limit: int, expected: str) -> None:
    """Refuse a file that is missing, empty or too large, without reading it.

    Parameters
    ----------
    path : Path
    limit : int
        Most bytes that are read.
    expected : str
        The format, as a message says it: "a PDF".

    Raises
    ------
    DocumentError
    """
    if not path.is_file():
        raise DocumentError(f"{path.name}: no such file")
    size = path.stat().st_size
    if size > limit:
        raise DocumentError(
            f"{path.name}: oversized, {size / 1e6:.0f} MB; at most {limit // 10**6} MB are read"
        )
    if size == 0:
        raise DocumentError(f"{path.name}: empty file, expected {expected}")


def content_of(path: Path, limit: int, expected: str) -> bytes:
    """Return the bytes of a file.

    Parameters
    ----------
    path : Path
    limit : int
        Most bytes that are read.
    expected : str
        The format, as a message says it.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        Missing, too large, or empty but for spaces.
    """
    check_file(path, limit, expected)
    data = path.read_bytes()
    if not data.strip():
        raise DocumentError(f"{path.name}: empty file, expected {expected}")
    return data
