"""Headings that stand on the first line of their paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.documents.model import Document
from tests.unit.extract.documents import pdf_pages as draw


def _read(path: Path, first: str, font: str) -> Document:
    import pymupdf

    def paint(page: Any) -> None:
        draw.write(page, 50, 60, "Methods", 12, "tibo")
        draw.write(page, 50, 90, first, 10, font)
        after = 54 + pymupdf.get_text_length(first, fontname=font, fontsize=10)
        draw.write(page, after, 90, "we asked the nurses of all the wards")
        draw.lines(page, 50, 102, draw.LEFT_TEXT)

    return draw.one_page(path, paint)


@pytest.mark.parametrize(
    ("first", "font"),
    [("Outcome measures.", "tibo"), ("Measures of sleep:", "tiit"), ("Acknowledgements", "tibo")],
)
def test_they_are_headings_and_the_text_begins_after_them(
    tmp_path: Path, first: str, font: str
) -> None:
    blocks = _read(tmp_path / "a.pdf", first, font).blocks
    text = next(b for b in blocks if b.text.startswith("we asked the nurses"))
    assert first.rstrip(".:") in {b.text for b in blocks if b.kind == "heading"}
    assert text.section[-1] == first.rstrip(".:")


@pytest.mark.parametrize(
    ("first", "font"),
    [("Burnout", "tibo"), ("Citation:", "tibo"), ("Table 1.", "tibo"), ("P.", "tiit")],
)
def test_a_word_set_off_is_no_heading(tmp_path: Path, first: str, font: str) -> None:
    blocks = _read(tmp_path / "a.pdf", first, font).blocks
    assert [b.text for b in blocks if b.kind == "heading"] == ["Methods"]
