"""PDFs that are damaged or made to do harm: a named error or a problem, in little time."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pymupdf
import pytest

from extract.documents.model import Document, DocumentError
from extract.documents.pdf import read_pdf
from tests.unit.extract.documents import pdf_pages as draw

LINE = b"BT /F1 10 Tf 50 780 Td (Nurses were asked each week about 3.5 hours of sleep) Tj ET\n"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s /Resources << /Font "
PAGE += b"<< /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def _save(folder: Path, objects: dict[int, bytes]) -> Path:
    """Write objects as a PDF; its index is missing, so that it is made anew when it is opened."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in objects.items())
    path = folder / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 99 >>\n%%EOF\n")
    return path


def _pages(folder: Path, *contents: bytes, others: dict[int, bytes] | None = None) -> Path:
    """Write a PDF with a page for each content stream."""
    kids = b" ".join(b"%d 0 R" % (20 + i) for i in range(len(contents)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        5: FONT,
        **(others or {}),
    }
    for i, content in enumerate(contents):
        objects[20 + i] = PAGE % (b"%d 0 R" % (40 + i))
        objects[40 + i] = content
    return _save(folder, objects)


def _text(document: Document) -> str:
    return " ".join(b.text for b in document.blocks)


def test_a_page_tree_that_holds_itself(tmp_path: Path) -> None:
    tree = b"<< /Type /Pages /Kids [2 0 R] /Count 3 /Parent 2 0 R >>"
    path = _save(tmp_path, {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree})
    with pytest.raises(DocumentError, match=r"^a\.pdf: .*page"):
        read_pdf(path)


def test_one_page_that_cannot_be_read_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    flood = b"(a few words) Tj 0 0.1 Td " * 5000
    document = read_pdf(_pages(tmp_path, _stream(LINE), _stream(b"BT /F1 9 Tf " + flood + b"ET")))
    assert "3.5 hours of sleep" in _text(document)
    (problem,) = [p for p in document.problems if p.page == 2]
    assert "page not read" in problem.what and "characters" in problem.what


def test_a_page_that_unpacks_without_end_is_not_begun(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10**6) for _ in range(300)) + packer.flush()
    bomb = _stream(packed, b"/Filter /FlateDecode")
    start = time.perf_counter()
    document = read_pdf(_pages(tmp_path, _stream(LINE), bomb))
    assert time.perf_counter() - start < 5
    assert any("far too much is drawn" in p.what for p in document.problems)
    assert "3.5 hours of sleep" in _text(document)


def test_forms_that_draw_each_other_more_and_more_often(tmp_path: Path) -> None:
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    )
    forms = {6 + i: _stream(b"0 0 m 9 9 l S " + b"/X Do " * 10, form % (7 + i)) for i in range(12)}
    start = time.perf_counter()
    document = read_pdf(_pages(tmp_path, _stream(LINE), _stream(b"/X Do"), others=forms))
    assert time.perf_counter() - start < 5
    assert any("far too much is drawn" in p.what and p.page == 2 for p in document.problems)


def test_a_form_drawn_a_few_times_is_read(tmp_path: Path) -> None:
    form = _stream(LINE, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    document = read_pdf(_pages(tmp_path, _stream(b"/X Do"), others={6: form}))
    assert "3.5 hours of sleep" in _text(document)


def test_a_list_of_many_tables_ends_soon(tmp_path: Path) -> None:
    def paint(page: pymupdf.Page) -> None:
        for i in range(50):
            draw.write(page, 50, 60 + 14 * i, f"Table {i + 1}. Scores after eight weeks", 9, "tibo")

    start = time.perf_counter()
    document = draw.one_page(tmp_path / "a.pdf", paint)
    assert time.perf_counter() - start < 10
    assert document.problems[-1].what.endswith("more")
