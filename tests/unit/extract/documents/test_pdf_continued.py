"""A table that goes on over the page is one table, if its titles are the same."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.documents.model import Document
from extract.documents.pdf import read_pdf
from tests.unit.extract.documents import pdf_pages as draw

MORE = [
    ["Sleep at home", "7.4 (1.1)", "7.25 (1.5)", "0.5"],
    ["Rest", "2.5 (0.3)", "2.75 (0.4)", "0.03"],
]


def _read(path: Path, caption: str, head: list[str]) -> Document:
    pdf = pymupdf.open()
    for title, rows in (("Table 1. Scores", draw.VALUES), (caption, [head, *MORE])):
        page = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
        draw.write(page, 50, 90, title, 9, "tibo")
        draw.table(page, 50, 100, "booktabs", rows)
        draw.lines(page, 50, 400, draw.LEFT_TEXT)
    return read_pdf(draw.save(pdf, path))


@pytest.mark.parametrize(
    "caption", ["Table 1 (continued)", "Table 1. Continued", "Table 1. Scores (cont.)"]
)
def test_continued_under_the_same_titles(tmp_path: Path, caption: str) -> None:
    (table,) = _read(tmp_path / "a.pdf", caption, draw.VALUES[0]).tables
    assert table.grid() == [*draw.VALUES, *MORE]
    assert {c.place.page for c in table.cells if c.row >= len(draw.VALUES)} == {2}


def test_other_titles_or_no_word_of_it_are_two_tables(tmp_path: Path) -> None:
    other = ["Outcome", "Ward A", "Ward B", "P"]
    assert len(_read(tmp_path / "a.pdf", "Table 1 (continued)", other).tables) == 2
    assert len(_read(tmp_path / "b.pdf", "Table 1. Other scores", draw.VALUES[0]).tables) == 2
