"""HTML's inline markup in the words of JATS, so that raised digits, marks and formulas of both
formats are written by one module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extract.documents.jats_math import MATHML
from extract.documents.jats_text import text_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a reader of the page does not see, or what is no text.
SILENT = _words(
    "script style noscript template svg canvas iframe object embed audio video map head "
    "button select option input textarea label datalist progress meter nav dialog rp rt"
)
BLOCKS = _words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary "
    "table caption thead tbody tfoot tr td th ul"
)
_KEPT = _words("sup sub")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_CITES = re.compile(
    r"#(?:[\w-]*[-_.])?(?:r|b|cr|ref|refs|bib|bibr|cit|cite|citation)[-_.]?\d", re.I
)
_NOTES = re.compile(r"#(?:[\w-]*[-_.])?(?:t?fn|tbl?fn|note|footnote)[-_.\w]*\d", re.I)
_SIGN = re.compile(r"[^\w\s]{1,3}|[α-ωΑ-Ω]")

Node = Any  # a text, or an element without what follows it


def is_hidden(element: Any) -> bool:
    """Tell what a browser does not show, or shows and does not count as content."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return True
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def is_block(element: Any) -> bool:
    """Tell an element that breaks the line, or holds one that does."""
    return element.tag in BLOCKS or next(element.iter(*BLOCKS), None) is not None


def run_text(nodes: Sequence[Node], maker: Any, *, table: bool = False) -> str:
    """Return the text of a run of texts and inline elements.

    Parameters
    ----------
    nodes : sequence
        Texts and elements in order; what follows an element is a text of its own.
    maker : element
        Any element of the page.
    table : bool
        Part of a table, where marks of notes are kept.
    """
    return text_of(_paragraph(nodes, maker), table=table)


def element_text(element: Any, *, table: bool = False) -> str:
    """Return the whole text of an element, blocks inside it too."""
    return run_text([element], element, table=table)


def _paragraph(nodes: Sequence[Node], maker: Any) -> Any:
    paragraph = maker.makeelement("p")
    for node in nodes:
        if isinstance(node, str):
            _add(paragraph, node)
        elif node is not None and not is_hidden(node):
            _convert(node, paragraph)
    return paragraph


def _add(parent: Any, text: str | None) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _convert(element: Any, parent: Any) -> None:
    """Append an element, as JATS would have it, to a parent."""
    if element.tag == "img":
        # older pages set signs they had no character for as pictures
        alt = (element.get("alt") or "").strip()
        _add(parent, alt if _SIGN.fullmatch(alt) else "")
        return
    if element.tag == "math":
        parent.append(_math(element))
        return
    new = parent.makeelement(_tag(element))
    if new.tag == "xref":
        new.set("ref-type", "bibr" if _CITES.search(element.get("href") or "") else "table-fn")
    new.text = element.text
    parent.append(new)
    for child in element:
        if not is_hidden(child):
            _convert(child, new)
        _add(new, child.tail)


def _tag(element: Any) -> str:
    tag: str = element.tag
    href = element.get("href") or ""
    if tag == "a" and (_CITES.search(href) or _NOTES.search(href)):
        return "xref"
    if tag == "br":
        return "break"
    if tag in _KEPT:
        return tag
    return "p" if tag in BLOCKS else "styled-content"


def _math(element: Any) -> Any:
    new = element.makeelement(MATHML + element.tag.rpartition(":")[2])
    new.text = element.text
    new.extend(_math(child) for child in element if isinstance(child.tag, str))
    return new
