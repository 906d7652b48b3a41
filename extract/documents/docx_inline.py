"""The text of a Word paragraph, as it reads when every tracked change is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.documents.docx_styles import attribute, local, value
from extract.documents.jats_text import text_of

UNKNOWN = "\ufffd"
# Deleted, moved away, or an instruction to Word; a text box has a place of its own.
_SILENT = re.compile(
    r"del|moveFrom|instrText|delText|delInstrText|footnoteReference|endnoteReference|pPr|rPr|"
    r"txbxContent|commentReference|annotationRef|tbl|sectPr|sdtPr|fldData"
)
# Places of the Symbol font, which Word stores from F000 on; Latin letters stand for Greek ones.
_SYMBOLS = dict(
    zip(
        (0xA3, 0xB1, 0xB3, 0xB4, 0xB8, 0xB9, 0xBB, 0x2D, 0xA5, 0xD7, 0xB0, 0xB7, 0xA2, 0xB2, 0xAE),
        "≤±≥×÷≠≈−∞·°•′″→",
        strict=True,
    )
)
_GREEK = dict(
    zip("abcdefghiklmnpqrstuwxyzDGSWQFLP", "αβχδεφγηικλμνπθρστυωξψζΔΓΣΩΘΦΛΠ", strict=True)
)
_SYMBOL_FONT = re.compile("symbol", re.I)


def paragraph_text(paragraph: Any, *, table: bool = False) -> str:
    """Return a paragraph's text.

    Parameters
    ----------
    paragraph : element
    table : bool
        Part of a table, where marks of notes are kept.
    """
    writer = _Writer(paragraph.makeelement("p"))
    writer.inside(paragraph)
    return text_of(writer.target, table=table)


def cell_text(cell: Any) -> str:
    """Return the text of all paragraphs of a cell, those of tables within it too."""
    target = cell.makeelement("p")
    for paragraph in cell.iter("{*}p"):
        line = target.makeelement("p")
        target.append(line)
        _Writer(line).inside(paragraph)
    return text_of(target, table=True)


class _Writer:
    """Writes runs as text with ``sup`` and ``sub``, the words of JATS; equal ones are joined."""

    def __init__(self, target: Any) -> None:
        self.target = target

    def inside(self, element: Any) -> None:
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child)
            elif name == "AlternateContent":
                self.inside(next(iter(child), ()))  # the same content more than once
            elif name in {"oMath", "oMathPara"}:
                self._math(child)
            elif not _SILENT.fullmatch(name):
                self.inside(child)

    def _run(self, run: Any) -> None:
        properties = run.find("{*}rPr")
        if properties is not None and _is_on(properties, "vanish"):
            return
        align = value(properties, "vertAlign") if properties is not None else None
        tag = {"superscript": "sup", "subscript": "sub"}.get(align or "")
        for text in _texts(run):
            self._write(text, tag)

    def _math(self, element: Any) -> None:
        tags = {"sup": "sup", "sub": "sub"}
        for text in element.iter("{*}t"):
            above = (local(a) for a in text.iterancestors())
            tag = next((tags[a] for a in above if a in tags), None)
            self._write(text.text or "", tag)

    def _write(self, text: str, tag: str | None) -> None:
        if not text:
            return
        last = self.target[-1] if len(self.target) else None
        if tag is None:
            if last is None:
                self.target.text = (self.target.text or "") + text
            else:
                last.tail = (last.tail or "") + text
        elif last is not None and last.tag == tag and not last.tail:
            last.text += text
        else:
            new = self.target.makeelement(tag)
            new.text = text
            self.target.append(new)


def _texts(run: Any) -> Iterator[str]:
    for child in run:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in {"tab", "br", "cr", "ptab"}:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _symbol(child)


def _symbol(element: Any) -> str:
    """Return the sign of a symbol; one whose font does not say which it is stays visible."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return UNKNOWN
    if code < 0xF000:
        return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN
    if code > 0xF0FF or not _SYMBOL_FONT.search(attribute(element, "font") or ""):
        return UNKNOWN
    letter = chr(code - 0xF000)
    sign = _SYMBOLS.get(code - 0xF000) or _GREEK.get(letter)
    return sign or (letter if letter in "0123456789+/<>=()[]%.,;: " else UNKNOWN)


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(f"{{*}}{name}")
    return found is not None and attribute(found, "val") not in {"0", "false", "off"}
