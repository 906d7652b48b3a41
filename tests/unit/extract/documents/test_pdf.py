"""Reading PDFs drawn here: order, joins, tables in three styles, files that cannot be read."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pymupdf
import pytest

from extract.documents.model import Document, DocumentError, Table
from extract.documents.pdf import read_pdf

HERE = Path(__file__).parent


def _drawing() -> ModuleType:
    # tests are no package: the module beside this file is loaded by its place
    spec = importlib.util.spec_from_file_location("pdf_pages", HERE / "pdf_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["pdf_pages"] = module
    spec.loader.exec_module(module)
    return module


draw = _drawing()
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


def two_columns(path: Path, n_pages: int = 3) -> Path:
    """Pages with a running header, page numbers, a heading and two columns."""
    pdf = pymupdf.open()
    for i in range(n_pages):
        page = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
        draw.write(page, 50, 40, "Journal of Made-up Studies 2024; 12", 8)
        draw.write(page, 290, 815, str(101 + i), 8)
        draw.write(page, draw.LEFT, 140, f"{i + 1} Methods", 12, "tibo")
        # the right column comes first in the file, as it may
        draw.lines(page, draw.RIGHT, 160, RIGHT_TEXT)
        draw.lines(page, draw.LEFT, 160, LEFT_TEXT)
    return draw.save(pdf, path)


def one_page(path: Path, paint: Any) -> Document:
    """Read a page that ``paint`` has drawn."""
    pdf = pymupdf.open()
    paint(pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT))
    return read_pdf(draw.save(pdf, path))


def text_of(document: Document) -> str:
    return " ".join(b.text for b in document.blocks if b.kind != "heading")


def values(table: Table) -> list[list[str]]:
    return table.grid()


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
    draw.lines(first, 50, 700, [*LEFT_TEXT[:6], "began, and the score fell by"])
    second = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
    draw.lines(second, 50, 100, RIGHT_TEXT)
    document = read_pdf(draw.save(pdf, tmp_path / "a.pdf"))
    assert "the score fell by three points in the first month" in text_of(document)


def test_superscripts_are_powers_or_left_out(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        y = draw.lines(page, 50, 100, LEFT_TEXT[4:6])
        draw.write(page, 50, y, "They had 4.5 x 10")
        x = 50 + pymupdf.get_text_length("They had 4.5 x 10", "tiro", 10)
        draw.write(page, x, y - 4, "3", 6)
        draw.write(page, x + 6, y, "cells, as was known.")
        x += 6 + pymupdf.get_text_length("cells, as was known.", "tiro", 10)
        draw.write(page, x, y - 4, "12,13", 6)
        draw.write(page, x + 18, y, "Later they had more.")

    text = text_of(one_page(tmp_path / "a.pdf", paint))
    assert "4.5 x 10^3 cells, as was known. Later they had more." in text


def test_ligatures_minus_and_middle_dot(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.write(page, 50, 100, "The eﬀect of the oﬃce was signiﬁcant: mean −1·25", font="wide")

    text = text_of(one_page(tmp_path / "a.pdf", paint))
    assert "The effect of the office was significant: mean -1.25" in text


def test_captions_are_told_from_mentions(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.lines(page, 50, 100, [*LEFT_TEXT[4:6], "Figure 2 shows the scores of both groups."])
        draw.write(page, 50, 300, "Figure 2. Scores of both groups over time", 8)

    document = one_page(tmp_path / "a.pdf", paint)
    assert [b.text for b in document.blocks if b.kind == "caption"] == [
        "Figure 2. Scores of both groups over time"
    ]


@pytest.mark.parametrize("style", ["grid", "booktabs", "bare"])
def test_tables_keep_every_decimal_point(tmp_path: Path, style: str) -> None:
    """PyMuPDF 2.0's own ``Table.extract()`` reads 24.3 as 243."""

    def paint(page: Any) -> None:
        draw.lines(page, 50, 80, LEFT_TEXT[4:])
        draw.write(page, 50, 190, "Table 1. Scores after eight weeks, mean (SD)", 9, "tibo")
        draw.table(page, 50, 200, style)
        draw.lines(page, 50, 330, LEFT_TEXT)

    document = one_page(tmp_path / "a.pdf", paint)
    (table,) = document.tables
    assert (table.label, table.caption) == ("Table 1", "Scores after eight weeks, mean (SD)")
    assert values(table) == draw.VALUES
    assert table.n_header_rows == 1
    assert "24.3" not in text_of(document)
    assert "Nurses on the wards" in text_of(document)


def test_a_table_in_one_of_two_columns(tmp_path: Path) -> None:
    rows = [[r[0], r[1]] for r in draw.VALUES]

    def paint(page: Any) -> None:
        draw.lines(page, draw.RIGHT, 80, RIGHT_TEXT * 4)
        draw.lines(page, draw.LEFT, 80, LEFT_TEXT)
        draw.write(page, 50, 220, "Table 1. Scores after eight weeks", 9, "tibo")
        draw.table(page, 50, 230, "bare", rows)

    document = one_page(tmp_path / "a.pdf", paint)
    assert values(document.tables[0]) == rows


def test_titles_over_repeated_columns_span_them(tmp_path: Path) -> None:
    rows = [["", "Coaching", "", "Wait list"], ["Scale", "Mean", "SD", "Mean", "SD"]]
    body = [["Calm", "3.10", "0.45", "2.95", "0.5"], ["Vigour", "4.2", "1.05", "4.0", "1.1"]]

    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 2. Means", 9, "tibo")
        for i, row in enumerate([rows[1], *body]):
            for j, text in enumerate(row):
                draw.write(page, 50 + j * 80, 230 + i * 16, text, 9)
        draw.write(page, 150, 214, "Coaching", 9)
        draw.write(page, 310, 214, "Wait list", 9)
        for y in (202, 234, 268):
            page.draw_line((50, y), (420, y), width=0.5)

    (table,) = one_page(tmp_path / "a.pdf", paint).tables
    assert table.grid()[0][1:] == ["Coaching", "Coaching", "Wait list", "Wait list"]
    assert table.grid()[1:] == [rows[1], *body]
    assert table.n_header_rows == 2


def test_labels_over_two_lines_are_one_row(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 3. Scores", 9, "tibo")
        for y in (196, 214, 300):
            page.draw_line((50, y), (400, y), width=0.5)
        cells = [(208, "Scale", "A", "B"), (228, "Calm", "3.1", "2.9"), (244, "Support of", "", "")]
        cells += [(254, "the team", "4.25", "4.0"), (270, "Vigour", "4.2", "4.1")]
        cells += [(286, "Trust", "2.2", "2.15")]
        for y, *row in cells:
            for j, text in enumerate(row):
                if text:
                    draw.write(page, 50 + j * 120, y, text, 9)

    (table,) = one_page(tmp_path / "a.pdf", paint).tables
    assert ["Support of the team", "4.25", "4.0"] in table.grid()


def test_a_label_stands_for_the_rows_below_that_have_a_second_label_only(tmp_path: Path) -> None:
    rows = [["Scale", "Time", "A", "B"], ["Calm", "before", "3.1", "2.9"]]
    rows += [["", "after", "3.45", "3.0"], ["Vigour", "before", "4.2", "4.1"]]
    rows += [["", "after", "4.25", "4.0"]]

    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 4. Scores", 9, "tibo")
        draw.table(page, 50, 200, "booktabs", rows)

    (table,) = one_page(tmp_path / "a.pdf", paint).tables
    assert [r[:2] for r in table.grid()[1:]] == [
        ["Calm", "before"],
        ["Calm", "after"],
        ["Vigour", "before"],
        ["Vigour", "after"],
    ]


def test_notes_of_a_table_are_its_own(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 1. Scores after eight weeks", 9, "tibo")
        draw.table(page, 50, 200, "booktabs")
        draw.write(page, 54, 292, "Note. Values are means with standard deviations.", 8)

    (table,) = one_page(tmp_path / "a.pdf", paint).tables
    assert table.footnotes == ("Note. Values are means with standard deviations.",)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_shown_turned_are_read_upright(tmp_path: Path, turn: int) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
    draw.lines(page, 50, 100, LEFT_TEXT)
    page.set_rotation(turn)
    document = read_pdf(draw.save(pdf, tmp_path / "a.pdf"))
    assert document.blocks[0].text.startswith("Nurses on the wards were asked each week about")


def test_a_table_set_sideways_is_read_and_placed_on_the_page_as_shown(tmp_path: Path) -> None:
    flat = pymupdf.open()
    page = flat.new_page(width=draw.HEIGHT, height=draw.WIDTH)
    draw.write(page, 50, 90, "Table 1. Scores after eight weeks", 9, "tibo")
    draw.table(page, 50, 100, "booktabs")
    pdf = pymupdf.open()
    upright = pdf.new_page(width=draw.WIDTH, height=draw.HEIGHT)
    upright.show_pdf_page(upright.rect, flat, 0, rotate=90)
    document = read_pdf(draw.save(pdf, tmp_path / "a.pdf"))
    (table,) = document.tables
    assert values(table) == draw.VALUES
    left, top, right, bottom = table.place.box or (0, 0, 0, 0)
    assert bottom - top > right - left  # it stands on its side
    for cell in table.cells:
        box = cell.place.box or (0, 0, 0, 0)
        assert 0 <= box[0] < box[2] <= draw.WIDTH and 0 <= box[1] < box[3] <= draw.HEIGHT
        inside = pymupdf.open(tmp_path / "a.pdf")[0].get_text("words", clip=pymupdf.Rect(box) + 1)
        assert {w[4] for w in inside} >= set(cell.text.split())


def test_when_words_give_no_grid_the_boxes_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.documents.pdf_tables.region", lambda *_: None)

    def paint(page: Any) -> None:
        draw.lines(page, 50, 80, LEFT_TEXT[4:])
        draw.write(page, 50, 190, "Table 1. Scores after eight weeks, mean (SD)", 9, "tibo")
        draw.table(page, 50, 200, "grid")

    (table,) = one_page(tmp_path / "a.pdf", paint).tables
    assert {t for row in draw.VALUES[1:] for t in row} <= {c.text for c in table.cells}


def test_a_scanned_page_is_a_problem(tmp_path: Path) -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80), False)
    picture.clear_with(200)
    document = one_page(tmp_path / "a.pdf", lambda p: p.insert_image(p.rect, pixmap=picture))
    assert document.blocks == ()
    assert [p.page for p in document.problems] == [1]
    assert "scanned" in document.problems[0].what or "recognition" in document.problems[0].what


def test_an_empty_page_is_a_problem(tmp_path: Path) -> None:
    assert one_page(tmp_path / "a.pdf", lambda _: None).problems[0].what == (
        "no text in the whole file"
    )


def test_encrypted(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    draw.lines(pdf.new_page(), 50, 100, LEFT_TEXT)
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
