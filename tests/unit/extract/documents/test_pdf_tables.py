"""Tables of PDFs drawn here: in three styles, in a column, sideways; every decimal point kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from extract.documents.model import Document, Table
from extract.documents.pdf import read_pdf
from tests.unit.extract.documents import pdf_pages as draw


def text_of(document: Document) -> str:
    return " ".join(b.text for b in document.blocks if b.kind != "heading")


def values(table: Table) -> list[list[str]]:
    return table.grid()


@pytest.mark.parametrize("style", ["grid", "booktabs", "bare"])
def test_tables_keep_every_decimal_point(tmp_path: Path, style: str) -> None:
    """PyMuPDF 2.0's own ``Table.extract()`` reads 24.3 as 243."""

    def paint(page: Any) -> None:
        draw.lines(page, 50, 80, draw.LEFT_TEXT[4:])
        draw.write(page, 50, 190, "Table 1. Scores after eight weeks, mean (SD)", 9, "tibo")
        draw.table(page, 50, 200, style)
        draw.lines(page, 50, 330, draw.LEFT_TEXT)

    document = draw.one_page(tmp_path / "a.pdf", paint)
    (table,) = document.tables
    assert (table.label, table.caption) == ("Table 1", "Scores after eight weeks, mean (SD)")
    assert values(table) == draw.VALUES
    assert table.n_header_rows == 1
    assert "24.3" not in text_of(document)
    assert "Nurses on the wards" in text_of(document)


def test_a_table_in_one_of_two_columns(tmp_path: Path) -> None:
    rows = [[r[0], r[1]] for r in draw.VALUES]

    def paint(page: Any) -> None:
        draw.lines(page, draw.RIGHT, 80, draw.RIGHT_TEXT * 4)
        draw.lines(page, draw.LEFT, 80, draw.LEFT_TEXT)
        draw.write(page, 50, 220, "Table 1. Scores after eight weeks", 9, "tibo")
        draw.table(page, 50, 230, "bare", rows)

    document = draw.one_page(tmp_path / "a.pdf", paint)
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

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
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

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
    assert ["Support of the team", "4.25", "4.0"] in table.grid()


def test_a_label_stands_for_the_rows_below_that_have_a_second_label_only(tmp_path: Path) -> None:
    rows = [["Scale", "Time", "A", "B"], ["Calm", "before", "3.1", "2.9"]]
    rows += [["", "after", "3.45", "3.0"], ["Vigour", "before", "4.2", "4.1"]]
    rows += [["", "after", "4.25", "4.0"]]

    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 4. Scores", 9, "tibo")
        draw.table(page, 50, 200, "booktabs", rows)

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
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

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
    assert table.footnotes == ("Note. Values are means with standard deviations.",)


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
        draw.lines(page, 50, 80, draw.LEFT_TEXT[4:])
        draw.write(page, 50, 190, "Table 1. Scores after eight weeks, mean (SD)", 9, "tibo")
        draw.table(page, 50, 200, "grid")

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
    assert {t for row in draw.VALUES[1:] for t in row} <= {c.text for c in table.cells}


def test_a_label_close_to_the_next_column_does_not_join_the_two(tmp_path: Path) -> None:
    rows = [["Scale", "Time", "A"], ["Calm", "before", "3.1"], ["Vigour", "before", "2.9"]]
    rows += [
        ["Trust in all", "after", "3.45"],
        ["Sleep", "after", "4.25"],
        ["Rest", "after", "4.0"],
    ]
    rows += [["Hope", "before", "3.15"]]

    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 4. Scores", 9, "tibo")
        close = 50 + pymupdf.get_text_length("Trust in all", fontname="tiro", fontsize=9) + 4.5
        for i, row in enumerate(rows):
            for x, text in zip((50, close, 200), row, strict=True):
                draw.write(page, x, 212 + 16 * i, text, 9)
        for y in (200, 216, 216 + 16 * len(rows)):
            page.draw_line((50, y), (230, y), width=0.5)

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
    assert table.grid() == rows


def test_text_over_several_lines_in_several_columns_is_one_row(tmp_path: Path) -> None:
    lines = [
        ("Part", "What was done"),
        ("Sessions", "Eight meetings of an hour each,"),
        ("", "led by a nurse."),
    ]
    lines += [
        ("Homework", "Reading between the meetings"),
        ("(at will)", "and a diary of rest."),
        ("Booster", "One call."),
    ]

    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 5. The programme", 9, "tibo")
        for i, row in enumerate(lines):
            for x, text in zip((50, 160), row, strict=True):
                if text:
                    draw.write(page, x, 212 + 11 * i, text, 9)
        for y in (200, 216, 216 + 11 * len(lines)):
            page.draw_line((50, y), (330, y), width=0.5)

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
    assert table.grid() == [
        ["Part", "What was done"],
        ["Sessions", "Eight meetings of an hour each, led by a nurse."],
        ["Homework (at will)", "Reading between the meetings and a diary of rest."],
        ["Booster", "One call."],
    ]


def test_the_centred_title_of_a_group_does_not_join_the_value_above_it(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 6. Scores", 9, "tibo")
        rows = [("Weeks", "A", "B", "C"), ("0", "3.1", "2.9", "3.3"), ("8", "3.45", "3.0", "3.2")]
        rows += [("", "", "Vigour", ""), ("0", "4.2", "4.1", "4.15"), ("8", "4.25", "4.0", "4.1")]
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text:
                    draw.write(page, 50 + 70 * j, 212 + 11 * i, text, 9)
        for y in (200, 216, 216 + 11 * len(rows)):
            page.draw_line((50, y), (290, y), width=0.5)

    (table,) = draw.one_page(tmp_path / "a.pdf", paint).tables
    assert table.grid()[2:4] == [["8", "3.45", "3.0", "3.2"], ["", "", "Vigour", ""]]
