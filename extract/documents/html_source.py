"""lxml enters here for HTML: a page's bytes to a tree, and saying what is wrong with it.

HTML is forgiving: what a browser would show is read. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from extract.documents.files import content_of
from extract.documents.model import DocumentError, Problem

MAX_BYTES = 50_000_000
# A page nests some 40 deep; reading goes down by recursion.
MAX_DEPTH = 150
_HEAD = 4096
# What no tree can hold; written as another sign that cannot be seen, it still parts two numbers.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = "\u200b"
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?", re.I)
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlSource:
    """A parsed page."""

    data: bytes
    root: Any
    problems: tuple[Problem, ...]


def open_html(path: Path) -> HtmlSource:
    """Read and check an HTML page.

    Raises
    ------
    DocumentError
        Missing, empty, oversized, in no readable encoding, nested without end, or no page.
    """
    data = content_of(path, MAX_BYTES, "an HTML page")
    text, problems = decode(data, path.name)
    return HtmlSource(data=data, root=parse(text, path.name), problems=tuple(problems))


def parse(text: str, name: str) -> Any:
    """Return the tree of a page as a browser would build it."""
    # a declaration of the encoding no longer holds once the text is decoded
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = _CONTROLS.sub(_UNSEEN, _REFERENCE.sub(_character, text))
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError(f"{name}: no HTML page ({error})") from error
    if root.xpath(f"boolean(//*[count(ancestor::*) >= {MAX_DEPTH}])"):
        raise DocumentError(f"{name}: elements nested more than {MAX_DEPTH} deep, no article")
    return root


def _character(found: re.Match[str]) -> str:
    """Return a character given by its number as browsers do: 128 to 159 are Windows-1252."""
    code = int(found[1], 16) if found[1] else int(found[2])
    if 0x80 <= code < 0xA0:
        return bytes([code]).decode("windows-1252", errors="replace")
    return chr(code) if code < 0x20 else found[0]


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a file and what is doubtful about its encoding.

    UTF-8 wins wherever the bytes are UTF-8, whatever is declared: text in a single-byte encoding
    practically never looks like it.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16", name), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
    if declared is not None:
        encoding = declared[1].decode("ascii").lower()
        # browsers read these as Windows-1252, and so do the authors' editors
        single = {"iso-8859-1", "latin1", "us-ascii", "ascii"}
        return _decoded(data, "windows-1252" if encoding in single else encoding, name), []
    what = "The encoding is not declared and not UTF-8; read as Windows-1252, signs may be wrong."
    return _decoded(data, "windows-1252", name), [Problem(what=what)]


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise DocumentError(f"{name}: wrong encoding, it is not {encoding} ({error})") from error
