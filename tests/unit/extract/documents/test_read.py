"""One way into every format: a file is what it holds, whatever its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extract.documents.model import DocumentError
from extract.documents.read import kind_of, read_document
from tests.unit.extract.documents.docx_files import paragraph, save
from tests.unit.extract.documents.jats_articles import article

HTML = "<!DOCTYPE html><html><body><p>Text.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xml", article(), "jats"),
        ("a.nxml", '<?xml version="1.0"?><!-- made --><pmc-articleset/>', "jats"),
        ("a.txt", f"\n  {article()}", "jats"),
        ("a.pdf", article(), "jats"),
        ("a.xml", HTML, "html"),
        ("a.htm", "<p>Only a part of a page.</p>", "html"),
        ("a.html", f'<?xml version="1.0"?>{HTML}', "html"),
        ("a.html", f"<!-- saved from the web -->{HTML}", "html"),
        ("a.md", "# Title\n\nText.", "markdown"),
        ("a.md", "<b>Bold</b> first word.", "markdown"),
        ("a.txt", "Text in plain words.", "markdown"),
        ("README", "Text in plain words.", "markdown"),
        ("a.html", "%PDF-1.7 not a page", "pdf"),
        ("a.pdf", "junk before \n%PDF-1.4", "pdf"),
    ],
)
def test_the_content_tells_the_format(tmp_path: Path, name: str, content: str, kind: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert kind_of(path) == kind


def test_each_format_goes_to_its_reader(tmp_path: Path) -> None:
    docx = save(tmp_path, paragraph("Text."))
    renamed = docx.rename(tmp_path / "notes.md")
    assert read_document(renamed).kind == "docx"
    for name, content in (("a.xml", article()), ("b.xml", HTML), ("c.md", "Text.")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    kinds = [read_document(tmp_path / name).kind for name in ("a.xml", "b.xml", "c.md")]
    assert kinds == ["jats", "html", "markdown"]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.pdf", b"", "empty file"),
        ("a.md", b" \n ", "empty file"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "JPEG picture"),
        ("a.pdf", b"{\\rtf1 text}", "RTF"),
        ("a.gz", b"\x1f\x8b\x08", "gzip"),
        ("a.csv", b"a,b\n1,2\n", r"unknown kind \(\.csv\)"),
        ("a.json", b'{"a": 1}', "JSON"),
        ("a.bin", bytes(range(256)), "binary data"),
    ],
)
def test_what_is_no_document_is_named(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=rf"{name}: .*{found}.*expected a PDF"):
        read_document(path)


def test_missing_files_folders_and_archives_of_papers(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(DocumentError, match="no such file"):
            read_document(path)
    archive = tmp_path / "papers.zip"
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("a.pdf", "x")
    with pytest.raises(DocumentError, match="ZIP archive of 1 files; unpack it first"):
        read_document(archive)


def test_a_damaged_file_is_named_by_its_own_reader(tmp_path: Path) -> None:
    for name, content in (("a.xml", "<article>"), ("a.pdf", "no header"), ("b.xml", "<a/>")):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        with pytest.raises(DocumentError, match=name):
            read_document(path)
