"""Pages for the tests of the PDF reader, drawn by code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf

from extract.documents.model import Document
from extract.documents.pdf import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 50.0, 310.0  # where the two columns begin
STEP = 12.0

VALUES = [
    ["Outcome", "Group A", "Group B", "P"],
    ["Exhaustion", "24.3 (10.2)", "27.15 (9.8)", "0.041"],
    ["Cynicism", "12.1 (4.05)", "13.6 (4.4)", "0.35"],
    ["Efficacy", "33.75 (6.0)", "31.2 (7.1)", "<0.001"],
    ["Sleep, hours", "6.4 (1.3)", "6.2 (1.25)", "0.62"],
]

LEFT_TEXT = [
    "Nurses on the wards were asked each week",
    "about their sleep and about the support they",
    "had from the team. The answers were com-",
    "pared with those of a self-",
    "selected group of physicians, all of whom",
    "had agreed to take part before the sessions",
    "began, and the score fell by a further",
]
RIGHT_TEXT = [
    "three points in the first month. A second",
    "round of questions followed after the break",
    "and was answered by nearly all of them.",
    "Those who did not answer were asked again",
    "by telephone, and their reasons were noted",
    "on a form that had been used for years.",
    "No one withdrew for reasons of health.",
]


def write(page: Any, x: float, y: float, text: str, size: float = 10, font: str = "tiro") -> None:
    """Write a line of text; characters beyond Latin-1 need the font that PyMuPDF brings."""
    if font == "wide":
        page.insert_font(fontname="wide", fontbuffer=pymupdf.Font("tiro").buffer)
    page.insert_text((x, y), text, fontsize=size, fontname=font)


def lines(page: Any, x: float, y: float, texts: Sequence[str], size: float = 10) -> float:
    """Write lines below each other; return where the next would stand."""
    for text in texts:
        write(page, x, y, text, size)
        y += STEP
    return y


def table(
    page: Any, x: float, y: float, style: str, rows: Sequence[Sequence[str]] = VALUES
) -> None:
    """Draw a table in one of three styles: grid, booktabs or bare."""
    steps = [0.0, 110.0, 210.0, 310.0, 370.0]
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            write(page, x + steps[j] + 4, y + i * 16 + 12, text, 9)
    height = len(rows) * 16
    across = [0, 16, height] if style == "booktabs" else range(0, height + 1, 16)
    if style != "bare":
        for dy in across:
            page.draw_line((x, y + dy), (x + steps[-1], y + dy), width=0.5)
    if style == "grid":
        for dx in steps:
            page.draw_line((x + dx, y), (x + dx, y + height), width=0.5)


def save(pdf: Any, path: Path, **options: Any) -> Path:
    """Save a document and close it."""
    pdf.save(path, **options)
    pdf.close()
    return path


def one_page(path: Path, paint: Any) -> Document:
    """Read a page that ``paint`` has drawn."""
    pdf = pymupdf.open()
    paint(pdf.new_page(width=WIDTH, height=HEIGHT))
    return read_pdf(save(pdf, path))
