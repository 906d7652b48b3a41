"""The same PDFs with other libraries, where they are installed: their text, and their tables."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[Path], object]


def peers() -> dict[str, Read]:
    """Return what other libraries do with a PDF, by name; only of those installed."""
    logging.disable()  # they say much about fonts
    found: dict[str, Read] = {}
    for name, make in (("pypdf", _pypdf), ("pdfplumber", _pdfplumber)):
        try:
            library = importlib.import_module(name)
        except ImportError:
            continue
        found |= make(library)
    return found


def _pypdf(library: Any) -> dict[str, Read]:
    def text(path: Path) -> object:
        return [page.extract_text() for page in library.PdfReader(path).pages]

    return {f"pypdf {library.__version__}, text": text}


def _pdfplumber(library: Any) -> dict[str, Read]:
    def text(path: Path) -> object:
        with library.open(path) as pdf:
            return [page.extract_text() for page in pdf.pages]

    def both(path: Path) -> object:
        with library.open(path) as pdf:
            return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]

    name = f"pdfplumber {library.__version__}"
    return {f"{name}, text": text, f"{name}, text and tables": both}
