"""lxml enters here for JATS: opening a file safely, and saying what is wrong with it.

No DTD is loaded, nothing is fetched, no entity is expanded by the parser (but in attributes,
where it stops bombs itself), and the parser's limits stay on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from pathlib import Path
from typing import Any

from lxml import etree

from extract.documents.characters import one_line
from extract.documents.files import content_of
from extract.documents.model import DocumentError, Problem

MAX_BYTES = 50_000_000
# An article nests some 25 deep; deeper is no article, and reading goes down by recursion.
MAX_DEPTH = 100
UNKNOWN = "\ufffd"
_NOT_XML = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office file",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{": "JSON",
}
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.I)
# UTF-8 read as Windows-1252 and stored again: "−" has become "âˆ’", "±" "Â±"
_MOJIBAKE = re.compile("â€[\u201c\u201d\u2122“”™¢¦]|âˆ[’']|Â[±·°µ]|Ã[©¨¼¶¤±—]")


@dataclass(frozen=True, slots=True, kw_only=True)
class JatsSource:
    """A parsed file; ``article`` is the only article in it, its tags without a namespace."""

    data: bytes
    article: Any
    problems: tuple[Problem, ...]


def open_jats(path: Path) -> JatsSource:
    """Read and check a JATS file.

    Raises
    ------
    DocumentError
        Empty, oversized, not XML, wrongly encoded, malformed, unsafe, or no article.
    """
    data = _bytes(path)
    root = _parse(data, path.name)
    _check_depth(root, path.name)
    problems = _resolve_entities(root, path.name)
    _plain_tags(root)
    article = _article(root, path.name)
    if _MOJIBAKE.search("".join(article.itertext())):
        problems.append(Problem(what="Text was stored in a wrong encoding; signs may be lost."))
    return JatsSource(data=data, article=article, problems=tuple(problems))


def _bytes(path: Path) -> bytes:
    data = content_of(path, MAX_BYTES, "JATS XML")
    for start, what in _NOT_XML.items():
        if data.startswith(start):
            raise DocumentError(f"{path.name}: {what}, expected JATS XML")
    _check_encoding(data, path.name)
    return data


def _check_encoding(data: bytes, name: str) -> None:
    """Refuse UTF-8 that says it is a single-byte encoding; it would read as other signs."""
    declared = _ENCODING.match(data[:200])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding.startswith(("utf-16", "ucs-2", "utf-32")):
        # the declaration could be read byte by byte
        raise DocumentError(f"{name}: wrong encoding, it says {encoding} and is not")
    if not encoding.startswith(("iso-8859", "windows-125", "latin")):
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    if not text.isascii():
        raise DocumentError(f"{name}: wrong encoding, it says {encoding} and is UTF-8")


def _parse(data: bytes, name: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DocumentError(f"{name}: {_reason(one_line(error))}") from error


def _reason(message: str) -> str:
    low = message.lower()
    if "depth" in low:
        return f"elements nested too deep, no article ({message})"
    if "entity" in low and ("loop" in low or "amplification" in low):
        return f"entities that expand without end ({message})"
    if "encod" in low or "utf-8" in low or "utf-16" in low:
        return f"wrong encoding ({message})"
    if "start tag expected" in low or "document is empty" in low:
        return f"not XML ({message}), expected JATS XML"
    return f"damaged XML ({message})"


def _check_depth(root: Any, name: str) -> None:
    if root.xpath(f"boolean(//*[count(ancestor::*) >= {MAX_DEPTH}])"):
        raise DocumentError(f"{name}: elements nested more than {MAX_DEPTH} deep, no article")


def _resolve_entities(root: Any, name: str) -> list[Problem]:
    """Replace the named characters of the DTD; refuse entities the file itself defines."""
    found = list(root.iter(etree.Entity))
    if not found:
        return []
    dtd = root.getroottree().docinfo.internalDTD
    declared = {e.name for e in dtd.iterentities()} if dtd is not None else set()
    unknown = set()
    for entity in found:
        if entity.name in declared:
            raise DocumentError(
                f"{name}: uses an entity it defines itself, &{one_line(entity.name, 40)};"
            )
        character = html5.get(f"{entity.name};", UNKNOWN)
        if character == UNKNOWN:
            unknown.add(one_line(entity.name, 40))
        _put(entity, character)
    return [Problem(what=f"Unknown character &{e}; stands as {UNKNOWN}.") for e in sorted(unknown)]


def _put(node: Any, text: str) -> None:
    """Put text in the place of a node."""
    text += node.tail or ""
    parent, before = node.getparent(), node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    node.tail = None
    parent.remove(node)


def _plain_tags(root: Any) -> None:
    """Drop the namespace some sources put all of JATS in; MathML keeps its own."""
    namespace = etree.QName(root).namespace
    if namespace is None and root.find(".//{*}article") is None:
        return
    for element in root.iter():
        name = etree.QName(element)
        if name.namespace and ("jats" in name.namespace or name.namespace == namespace):
            element.tag = name.localname


def _article(root: Any, name: str) -> Any:
    if root.tag == "article":
        article = root
    else:
        found = [a for a in root.iter("article") if a.find("front") is not None]
        if len(found) > 1:
            raise DocumentError(f"{name}: {len(found)} articles in one file, expected one")
        if not found:
            tag = etree.QName(root).localname
            raise DocumentError(
                f"{name}: no article, its root is <{one_line(tag, 40)}>, expected <article>"
            )
        article = found[0]
    if article.find("front") is None and article.find("body") is None:
        raise DocumentError(f"{name}: an article without front matter and text")
    return article
