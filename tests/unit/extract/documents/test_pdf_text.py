"""Words of a line: parted by spaces, by wide gaps, and in tight type by narrow ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf

from tests.unit.extract.documents import pdf_pages as draw

TEXT = "Samples of the days 0.5 to 12 were pooled, and those of day 5 and 2 were not"
WORDS = TEXT.split()


def _spread(path: Path, gap: float, letters: float = 0.0) -> str:
    """Write words without a space character, parted by a gap, and their letters by another."""

    def paint(page: Any) -> None:
        x = 50.0
        for word in WORDS:
            for letter in word if letters else [word]:
                draw.write(page, x, 100, letter, 10)
                x += pymupdf.get_text_length(letter, fontname="tiro", fontsize=10) + letters * 10
            x += gap * 10

    return " ".join(b.text for b in draw.one_page(path, paint).blocks)


def test_words_are_parted_by_a_gap_alone(tmp_path: Path) -> None:
    assert _spread(tmp_path / "a.pdf", 0.25) == TEXT


def test_narrow_gaps_part_words_where_no_space_is_written(tmp_path: Path) -> None:
    assert _spread(tmp_path / "a.pdf", 0.14) == TEXT


def test_letters_set_apart_are_not_parted(tmp_path: Path) -> None:
    assert _spread(tmp_path / "a.pdf", 0.3, letters=0.12) == TEXT
