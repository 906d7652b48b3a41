"""Reading PDFs drawn here: order, joins, tables in three styles, files that cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from extract.documents.model import Document, DocumentError
from extract.documents.pdf import read_pdf
from tests.unit.extract.documents import pdf_pages as draw


def two_columns(path: Path, n_pages: int = 3) -> Path:
    """Pages with a running header, page numbers, a heading and two columns."""
    pdf = pymupdf.open()
    for i in range(n_pages):
        page = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
        draw.write(page, 50, 40, "Journal of Made-up Studies 2024; 12", 8)
        draw.write(page, 290, 815, str(101 + i), 8)
        draw.write(page, draw.LEFT, 140, f"{i + 1} Methods", 12, "tibo")
        # the right column comes first in the file, as it may
        draw.lines(page, draw.RIGHT, 160, draw.RIGHT_TEXT)
        draw.lines(page, draw.LEFT, 160, draw.LEFT_TEXT)
    return draw.save(pdf, path)


def text_of(document: Document) -> str:
    return " ".join(b.text for b in document.blocks if b.kind != "heading")


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    text = text_of(read_pdf(two_columns(tmp_path / "a.pdf")))
    assert "fell by a further three points in the first month. A second round" in text


def test_words_parted_at_line_ends_are_joined(tmp_path: Path) -> None:
    text = text_of(read_pdf(two_columns(tmp_path / "a.pdf")))
    assert "The answers were compared with those of a self-selected group" in text


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    text = text_of(read_pdf(two_columns(tmp_path / "a.pdf")))
    assert "Made-up Studies" not in text
    assert "101" not in text and "103" not in text


def test_headings_give_the_sections(tmp_path: Path) -> None:
    document = read_pdf(two_columns(tmp_path / "a.pdf"))
    heading, paragraph = document.blocks[:2]
    assert (heading.kind, heading.text) == ("heading", "1 Methods")
    assert paragraph.section == ("Methods",)


def test_every_piece_has_its_page_and_box(tmp_path: Path) -> None:
    document = read_pdf(two_columns(tmp_path / "a.pdf"))
    for block in document.blocks:
        assert block.place.page in (1, 2, 3)
        left, top, right, bottom = block.place.box or (0, 0, 0, 0)
        assert 45 < left < right < 550 and 60 < top < bottom < 800


def test_sentences_lie_within_their_block(tmp_path: Path) -> None:
    document = read_pdf(two_columns(tmp_path / "a.pdf"))
    assert any(s.startswith("No one withdrew") for _, s in document.sentences())


def test_paragraphs_join_across_pages(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    first = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
    draw.lines(first, 50, 700, [*draw.LEFT_TEXT[:6], "began, and the score fell by"])
    second = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
    draw.lines(second, 50, 100, draw.RIGHT_TEXT)
    document = read_pdf(draw.save(pdf, tmp_path / "a.pdf"))
    assert "the score fell by three points in the first month" in text_of(document)


def test_superscripts_are_powers_or_left_out(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        y = draw.lines(page, 50, 100, draw.LEFT_TEXT[4:6])
        draw.write(page, 50, y, "They had 4.5 x 10")
        x = 50 + pymupdf.get_text_length("They had 4.5 x 10", "tiro", 10)
        draw.write(page, x, y - 4, "3", 6)
        draw.write(page, x + 6, y, "cells, as was known.")
        x += 6 + pymupdf.get_text_length("cells, as was known.", "tiro", 10)
        draw.write(page, x, y - 4, "12,13", 6)
        draw.write(page, x + 18, y, "Later they had more.")

    text = text_of(draw.one_page(tmp_path / "a.pdf", paint))
    assert "4.5 x 10^3 cells, as was known. Later they had more." in text


def test_ligatures_minus_and_middle_dot(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.write(page, 50, 100, "The eﬀect of the oﬃce was signiﬁcant: mean −1·25", font="wide")

    text = text_of(draw.one_page(tmp_path / "a.pdf", paint))
    assert "The effect of the office was significant: mean -1.25" in text


def test_captions_are_told_from_mentions(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.lines(
            page, 50, 100, [*draw.LEFT_TEXT[4:6], "Figure 2 shows the scores of both groups."]
        )
        draw.write(page, 50, 300, "Figure 2. Scores of both groups over time", 8)

    document = draw.one_page(tmp_path / "a.pdf", paint)
    assert [b.text for b in document.blocks if b.kind == "caption"] == [
        "Figure 2. Scores of both groups over time"
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_shown_turned_are_read_upright(tmp_path: Path, turn: int) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
    draw.lines(page, 50, 100, draw.LEFT_TEXT)
    page.set_rotation(turn)
    document = read_pdf(draw.save(pdf, tmp_path / "a.pdf"))
    assert document.blocks[0].text.startswith("Nurses on the wards were asked each week about")


def test_a_scanned_page_is_a_problem(tmp_path: Path) -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80), False)
    picture.clear_with(200)
    document = draw.one_page(tmp_path / "a.pdf", lambda p: p.insert_image(p.rect, pixmap=picture))
    assert document.blocks == ()
    assert [p.page for p in document.problems] == [1]
    assert "scanned" in document.problems[0].what or "recognition" in document.problems[0].what


def test_an_empty_page_is_a_problem(tmp_path: Path) -> None:
    assert draw.one_page(tmp_path / "a.pdf", lambda _: None).problems[0].what == (
        "no text in the whole file"
    )


def test_encrypted(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    draw.lines(pdf.new_page(), 50, 100, draw.LEFT_TEXT)
    secret = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": "a", "owner_pw": "b"}
    path = draw.save(pdf, tmp_path / "a.pdf", **secret)
    with pytest.raises(DocumentError, match="encrypted"):
        read_pdf(path)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "empty"),
        (b"<html><body>Access denied</body></html>", "not a PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, "damaged"),
    ],
)
def test_files_that_are_no_papers(tmp_path: Path, content: bytes, named: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=named):
        read_pdf(path)


def test_a_file_cut_short_is_read_as_far_as_it_goes_or_named(tmp_path: Path) -> None:
    path = two_columns(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    try:
        document = read_pdf(path)
    except DocumentError as error:
        assert "damaged" in str(error)
    else:
        assert "damaged" in document.problems[0].what


def test_oversized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = two_columns(tmp_path / "a.pdf")
    monkeypatch.setattr("extract.documents.pdf_source.MAX_PAGES", 2)
    with pytest.raises(DocumentError, match="oversized, 3 pages"):
        read_pdf(path)
    monkeypatch.setattr("extract.documents.pdf_source.MAX_BYTES", 100)
    with pytest.raises(DocumentError, match="oversized"):
        read_pdf(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_pdf(tmp_path / "a.pdf")


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = two_columns(tmp_path / "a.pdf")
    assert read_pdf(path) == read_pdf(path)


def test_pymupdf_enters_through_one_module() -> None:
    folder = Path(sys.modules["extract.documents.pdf"].__file__ or "").parent
    users = [p.name for p in folder.glob("*.py") if "import pymupdf" in p.read_text("utf-8")]
    assert users == ["pdf_source.py"]
