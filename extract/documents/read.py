"""One way into every format: what a file is, by its content, and its reader."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from extract.documents.docx import read_docx
from extract.documents.html import read_html
from extract.documents.jats import read_jats
from extract.documents.markdown import read_markdown
from extract.documents.model import Document, DocumentError, Kind
from extract.documents.pdf import read_pdf

EXPECTED = "expected a PDF, JATS XML, HTML, DOCX, Markdown or plain text"
_READERS = {
    "pdf": read_pdf,
    "jats": read_jats,
    "html": read_html,
    "docx": read_docx,
    "markdown": read_markdown,
}
_HEAD = 16_384
_PDF_WITHIN = 1024  # what some programmes write before the header
_TEXT_NAMES = frozenset({".md", ".markdown", ".txt", ".text", ""})
_XML_NAMES = frozenset({".xml", ".nxml"})
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_OLE = b"\xd0\xcf\x11\xe0"
_STARTS = {
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"%!PS": "a PostScript file",
    b"{\\rtf": "an RTF file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"SQLite format 3": "a database",
}
_ROOT = re.compile(r"<(?![?!])([\w.:-]+)")
_SKIPPED = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.S | re.I)
_HTML_TYPE = re.compile(r"<!doctype\s+html", re.I)
_HTML_ROOTS = frozenset({"html", "head", "body"})
_JSON = re.compile(r"\s*[{\[]\s*[\"\]}\[{]")


def read_document(path: Path) -> Document:
    """Read a document of any format the project knows.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Document

    Raises
    ------
    DocumentError
        The file cannot be read, or is no document; says what was found and expected.
    """
    return _READERS[kind_of(path)](path)


def kind_of(path: Path) -> Kind:
    """Tell a file's format by its content; only plain text also needs a fitting name.

    Raises
    ------
    DocumentError
        Missing, empty, or nothing that is read here.
    """
    if not path.is_file():
        raise DocumentError(f"{path.name}: no such file, {EXPECTED}")
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEAD)
    except OSError as error:
        raise DocumentError(f"{path.name}: cannot be opened ({error.strerror})") from error
    if not head.strip():
        raise DocumentError(f"{path.name}: empty file, {EXPECTED}")
    return _binary(head, path) or _text(head, path)


def _binary(head: bytes, path: Path) -> Kind | None:
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith((_OLE, b"PK\x03\x04", b"PK\x05\x06")):
        _refuse_other_archives(path)
        return "docx"
    for start, what in _STARTS.items():
        if head.startswith(start):
            raise DocumentError(f"{path.name}: {what}, {EXPECTED}")
    return None


def _refuse_other_archives(path: Path) -> None:
    """Let the DOCX reader say what an Office file is; name other archives by their content."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return
    inside = {Path(n).suffix.lower() for n in names}
    if inside & {".pdf", ".xml", ".nxml"} and "[Content_Types].xml" not in names:
        raise DocumentError(f"{path.name}: a ZIP archive of {len(names)} files; unpack it first")


def _text(head: bytes, path: Path) -> Kind:
    suffix = path.suffix.lower()
    text = _decoded(head)
    if text is None:
        if suffix == ".pdf":
            return "pdf"  # its reader says what is wrong with it
        raise DocumentError(f"{path.name}: binary data of an unknown kind, {EXPECTED}")
    if kind := _markup(text, suffix):
        return kind
    if suffix in _XML_NAMES:
        return "jats"
    if suffix == ".pdf":
        return "pdf"
    if _JSON.match(text) and suffix not in _TEXT_NAMES - {""}:
        raise DocumentError(f"{path.name}: JSON, {EXPECTED}")
    if suffix not in _TEXT_NAMES:
        raise DocumentError(f"{path.name}: text of an unknown kind ({suffix}), {EXPECTED}")
    return "markdown"


def _markup(text: str, suffix: str) -> Kind | None:
    """Tell HTML from other XML by the root element; JATS' reader names what is neither."""
    if not text.lstrip().startswith("<"):
        return None
    root = _ROOT.search(_SKIPPED.sub("", text))
    name = root[1].lower() if root else ""
    if name in _HTML_ROOTS or (_HTML_TYPE.search(text) and name != "article"):
        return "html"
    is_jats = name == "article" and ("<front" in text or "<body" in text)
    if is_jats or text.lstrip().startswith("<?xml") or suffix in _XML_NAMES:
        return "jats"
    if suffix in _HTML_NAMES:
        return "html"
    return None if suffix in _TEXT_NAMES - {""} else "jats"


def _decoded(head: bytes) -> str | None:
    """Return the beginning of a text; None where it is no text in any usual encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if b"\x00" in head:
        return None
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(head) - 4:  # a character cut in two
            return head[: error.start].decode("utf-8-sig")
    controls = sum(1 for b in head if b < 9 or 13 < b < 32)
    return head.decode("windows-1252", errors="replace") if controls == 0 else None
