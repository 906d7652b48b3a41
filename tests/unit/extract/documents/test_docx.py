"""Reading DOCX files: what a person sees in Word, with places."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from extract.documents.docx import read_docx
from extract.documents.model import Document, DocumentError
from tests.unit.extract.documents.docx_files import W, cell, paragraph, row, run, save

SUP = '<w:vertAlign w:val="superscript"/>'
SUB = '<w:vertAlign w:val="subscript"/>'


def _texts(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    return [(b.kind, b.section, b.text) for b in document.blocks]


def _one(folder: Path, inside: str) -> str:
    return read_docx(save(folder, paragraph(inside))).blocks[0].text


def test_blocks_and_their_sections(tmp_path: Path) -> None:
    body = (
        paragraph("Rest on wards", "T")
        + paragraph("Findings", "H1")
        + paragraph("Nurses spoke. They agreed.")
        + paragraph("by a style based on another", "Own")
        + paragraph("first", "L")
        + paragraph("second", "", '<w:numPr><w:numId w:val="3"/></w:numPr>')
        + paragraph(run("Set in bold:", "<w:b/>"))
        + paragraph("Figure 1. Wards", "C")
        + paragraph("Level by its outline", "", '<w:outlineLvl w:val="0"/>')
        + paragraph("")
    )
    document = read_docx(save(tmp_path, body))
    own = "by a style based on another"
    assert document.front.title == "Rest on wards"
    assert _texts(document) == [
        ("heading", (), "Rest on wards"),
        ("heading", (), "Findings"),
        ("paragraph", ("Findings",), "Nurses spoke. They agreed."),
        ("heading", ("Findings",), own),
        ("list", ("Findings", own), "first"),
        ("list", ("Findings", own), "second"),
        ("heading", ("Findings", own), "Set in bold"),
        ("caption", ("Findings", own, "Set in bold"), "Figure 1. Wards"),
        ("heading", (), "Level by its outline"),
    ]
    assert len(document.blocks[2].sentences) == 2


def test_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    body = paragraph(
        f"{run('We asked ')}<w:del>{run('four').replace('w:t', 'w:delText')}</w:del>"
        f"<w:ins>{run('five')}</w:ins>{run(' nurses')}{run(' secretly', '<w:vanish/>')}"
    )
    document = read_docx(save(tmp_path, body))
    assert document.blocks[0].text == "We asked five nurses"
    assert "tracked changes" in document.problems[0].what


def test_raised_and_lowered_runs(tmp_path: Path) -> None:
    inside = (
        run("About 10") + run("3", SUP) + run(" nurses") + run("1", SUP) + run(",2", SUP)
        + run(" drank H") + run("2", SUB) + run("O")
    )  # fmt: skip
    assert _one(tmp_path, inside) == "About 10^3 nurses drank H2O"


def test_signs_of_the_symbol_font(tmp_path: Path) -> None:
    def symbol(code: str, font: str = "Symbol") -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    assert _one(tmp_path, run("5 ") + symbol("F0B1") + run(" 2")) == "5 ± 2"
    assert _one(tmp_path, symbol("F063") + run("2", SUP)) == "χ^2"
    document = read_docx(save(tmp_path, paragraph(run("5 ") + symbol("F0B1", "Odd") + run(" 2"))))
    assert document.blocks[0].text == "5 \ufffd 2"
    assert "unknown font" in document.problems[0].what


def test_a_table_with_merged_cells(tmp_path: Path) -> None:
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = "<w:tblHeader/>"
    rows = (
        row(cell("Score", start), cell("Rota", '<w:gridSpan w:val="2"/>'), properties=head)
        + row(cell("", goes_on), cell("New"), cell("Old"), properties=head)
        + row(cell("Rest"), cell(run("24.3") + run("a", SUP)), cell("−1.5"))
        + row(cell("late"), cell("5"), properties='<w:gridBefore w:val="1"/>')
    )
    note = paragraph(run("a", SUP) + run(" Hours."))
    body = paragraph("Table 1: Scores") + f"<w:tbl>{rows}</w:tbl>" + note
    document = read_docx(save(tmp_path, body))
    (table,) = document.tables
    assert (table.label, table.caption, table.footnotes) == ("Table 1", "Scores", ("^a Hours.",))
    assert table.n_header_rows == 2
    assert table.grid() == [
        ["Score", "Rota", "Rota"],
        ["Score", "New", "Old"],
        ["Rest", "24.3^a", "-1.5"],
        ["", "late", "5"],
    ]
    assert [b.kind for b in document.blocks] == ["caption", "footnote"]


def test_captions_below_tables(tmp_path: Path) -> None:
    table = f"<w:tbl>{row(cell('Score'), cell('24.3'))}</w:tbl>"
    below = read_docx(save(tmp_path, table + paragraph("Table 1. Scores", "C")))
    assert [t.label for t in below.tables] == ["Table 1"]
    above = paragraph("Table 2. Ages", "C") + table
    assert [t.label for t in read_docx(save(tmp_path, table + above)).tables] == ["", "Table 2"]


def test_a_frame_around_text_is_text(tmp_path: Path) -> None:
    frame = f"<w:tbl>{row(cell('A quotation in a frame.'))}</w:tbl>"
    document = read_docx(save(tmp_path, frame))
    assert (document.blocks[0].text, document.tables) == ("A quotation in a frame.", ())


def test_footnotes_and_places(tmp_path: Path) -> None:
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("---")}
    </w:footnote><w:footnote w:id="1">{paragraph("A note.")}</w:footnote></w:footnotes>"""
    inside = run("Text") + '<w:r><w:footnoteReference w:id="1"/></w:r>'
    path = save(tmp_path, paragraph("Findings", "H1") + paragraph(inside), footnotes=notes)
    text, note = read_docx(path).blocks[1:]
    assert (text.text, text.section) == ("Text", ("Findings",))
    assert (note.kind, note.text, note.section) == ("footnote", "A note.", ("Footnotes",))
    namespaces = {"w": W.partition('"')[2].rstrip('"')}
    with zipfile.ZipFile(path) as archive:
        for block, part in ((text, "document"), (note, "footnotes")):
            root = etree.fromstring(archive.read(f"word/{part}.xml"))
            (element,) = root.getroottree().xpath(block.place.xpath, namespaces=namespaces)
            assert "".join(element.itertext()).strip() == block.text


def test_the_stored_author_is_not_taken_for_one(tmp_path: Path) -> None:
    path = save(tmp_path, paragraph("Text."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "docProps/core.xml",
            '<p xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>Rest</d:title>'
            "<d:creator>Somebody</d:creator></p>",
        )
    front = read_docx(path).front
    assert (front.title, front.authors) == ("Rest", ())


def test_comments_are_a_problem(tmp_path: Path) -> None:
    comments = f"<w:comments {W}><w:comment>{paragraph('Sure?')}</w:comment></w:comments>"
    document = read_docx(save(tmp_path, paragraph("Text."), comments=comments))
    assert [p.what for p in document.problems] == ["1 comment(s) in the margin are not read."]


def _archive(path: Path, *names: str, text: str = "x") -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, text)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("xl/workbook.xml",), "Excel workbook"),
        (("ppt/presentation.xml",), "PowerPoint"),
        (("mimetype",), "type application"),
        (("a.txt",), "ZIP archive"),
        (("word/document.xml",), "damaged"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, names: tuple[str, ...], found: str) -> None:
    path = tmp_path / "notes.docx"
    _archive(path, *names, text="application/vnd.oasis.opendocument.text")
    with pytest.raises(DocumentError, match=rf"notes\.docx: .*{found}"):
        read_docx(path)


def test_bad_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for content, found in (
        (b"", "empty"),
        (b"plain", "not a DOCX"),
        (old, "old Office file"),
        (old + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (save(tmp_path, paragraph("Text.")).read_bytes()[:-200], "damaged"),
    ):
        path.write_bytes(content)
        with pytest.raises(DocumentError, match=found):
            read_docx(path)


def test_an_archive_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.documents.docx_source.MAX_PART_BYTES", 10_000)
    path = save(tmp_path, paragraph("a" * 20_000))
    with pytest.raises(DocumentError, match="oversized"):
        read_docx(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    bomb = f"""<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
    <w:document {W}><w:body><w:p><w:r><w:t>x&b;</w:t></w:r></w:p></w:body></w:document>"""
    _archive(path, "word/document.xml", text=bomb)
    try:
        text = " ".join(b.text for b in read_docx(path).blocks)
    except DocumentError:
        return
    assert "aaaa" not in text
