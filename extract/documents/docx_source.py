"""A DOCX file opened safely: its parts as trees, and what is wrong with it.

The parts are read straight from the archive with lxml: only those that hold text, none larger
than the limit once unpacked, no entities, nothing fetched.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from extract.documents.files import content_of
from extract.documents.model import DocumentError

MAX_BYTES = 100_000_000
MAX_PART_BYTES = 100_000_000
MAX_DEPTH = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint file", "META-INF/": "an archive"}
_MIMETYPE = re.compile(rb"[\w.+/-]{1,80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxSource:
    """The parts of a file; None where it has no such part."""

    data: bytes
    body: Any
    styles: Any
    numbering: Any
    footnotes: Any
    endnotes: Any
    comments: Any
    core: Any


def open_docx(path: Path) -> DocxSource:
    """Read and check a DOCX file.

    Raises
    ------
    DocumentError
        Missing, empty, oversized, encrypted, damaged, or another kind of file.
    """
    data = content_of(path, MAX_BYTES, "a DOCX file")
    _check_start(data, path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            return _open(archive, data, path.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DocumentError(f"{path.name}: damaged DOCX file ({error})") from error


def _check_start(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise DocumentError(f"{name}: encrypted Office file; remove its password first")
        raise DocumentError(f"{name}: an old Office file, expected DOCX; save it as .docx")
    if not data.startswith(b"PK"):
        raise DocumentError(f"{name}: not a DOCX file")


def _open(archive: zipfile.ZipFile, data: bytes, name: str) -> DocxSource:
    names = set(archive.namelist())
    if any(i.flag_bits & 1 for i in archive.infolist()):
        raise DocumentError(f"{name}: encrypted archive")
    main = _main_part(archive, names, name)
    folder = main.rpartition("/")[0] + "/"

    def part(inside: str) -> Any:
        return _tree(archive, inside, name) if inside in names else None

    body = _tree(archive, main, name).find("{*}body")
    if body is None:
        raise DocumentError(f"{name}: damaged DOCX file (no body)")
    return DocxSource(
        data=data,
        body=body,
        styles=part(f"{folder}styles.xml"),
        numbering=part(f"{folder}numbering.xml"),
        footnotes=part(f"{folder}footnotes.xml"),
        endnotes=part(f"{folder}endnotes.xml"),
        comments=part(f"{folder}comments.xml"),
        core=part("docProps/core.xml"),
    )


def _main_part(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    """Return the part with the text; what is no DOCX file is named."""
    if "_rels/.rels" in names:
        for relation in _tree(archive, "_rels/.rels", name).iter("{*}Relationship"):
            target = (relation.get("Target") or "").lstrip("/")
            kind = relation.get("Type") or ""
            if kind.endswith("/officeDocument") and target in names and "word/" in target:
                return target
    if "word/document.xml" in names:
        return "word/document.xml"
    if "mimetype" in names:
        found = _MIMETYPE.match(_bytes(archive, "mimetype", name))
        kind = found[0].decode("ascii") if found else "unknown"
        raise DocumentError(f"{name}: a file of type {kind}, expected a DOCX file")
    for folder, what in _OTHERS.items():
        if any(n.startswith(folder) for n in names):
            raise DocumentError(f"{name}: {what}, expected a DOCX file")
    raise DocumentError(f"{name}: a ZIP archive, expected a DOCX file")


def _tree(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_bytes(archive, part, name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"{name}: damaged DOCX file, {part} ({error})") from error
    if root.xpath(f"boolean(//*[count(ancestor::*) >= {MAX_DEPTH}])"):
        raise DocumentError(f"{name}: elements nested more than {MAX_DEPTH} deep, no document")
    return root


def _bytes(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    size = archive.getinfo(part).file_size
    if size > MAX_PART_BYTES:
        limit = MAX_PART_BYTES // 10**6
        raise DocumentError(
            f"{name}: oversized, {part} unpacks to {size / 1e6:.0f} MB; at most {limit} MB are read"
        )
    with archive.open(part) as handle:
        return handle.read(MAX_PART_BYTES + 1)
