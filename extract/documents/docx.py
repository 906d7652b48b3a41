"""Reading a DOCX file: text, lists, tables and notes, each with its XPath.

The XPath is one into ``word/document.xml``, or into ``footnotes.xml`` and ``endnotes.xml``, which
its first step names. Tracked changes are read as if accepted; headers, footers and comments are
not read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from extract.documents.characters import plain
from extract.documents.docx_inline import UNKNOWN, paragraph_text
from extract.documents.docx_source import DocxSource, open_docx
from extract.documents.docx_styles import Styles, attribute, local
from extract.documents.docx_tables import rows_of
from extract.documents.draft import LOOKS_LIKE, Draft
from extract.documents.model import Document, Front, Place

READER = "docx 1"
HEADING_WORDS = 12
_TRACKED = ("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")


def read_docx(path: Path) -> Document:
    """Read a DOCX file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Document
        With the title as its only front matter: who stored a file need not be its author.

    Raises
    ------
    DocumentError
        Missing, empty, oversized, encrypted, damaged, or another kind of file.
    """
    source = open_docx(path)
    walk = _Walk(source)
    walk.children(source.body)
    for part, title in ((source.footnotes, "Footnotes"), (source.endnotes, "Endnotes")):
        walk.draft.close(0)
        walk.notes(part if part is not None else (), title)
    draft = walk.draft
    for what in _problems(source, draft):
        draft.problem(what)
    return Document(
        sha256=hashlib.sha256(source.data).hexdigest(),
        kind="docx",
        reader=READER,
        front=Front(title=walk.title or _core_title(source)),
        blocks=tuple(draft.blocks),
        tables=tuple(draft.tables),
        problems=tuple(draft.problems),
    )


class _Walk:
    def __init__(self, source: DocxSource) -> None:
        self.draft = Draft()
        self.title: str | None = None
        self._styles = Styles(source.styles)

    def children(self, element: Any) -> None:
        """Write the paragraphs and tables of the body, or of what holds some of them."""
        for child in element:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "altChunk":
                self.draft.problem("A document embedded as a whole is not read.")
            elif name not in {"sectPr", "sdtPr", "del", "moveFrom"}:
                self.children(child)

    def notes(self, part: Any, title: str) -> None:
        """Write footnotes or endnotes; Word keeps its own separators among them."""
        for note in part:
            if attribute(note, "type") in {None, "normal"}:
                for paragraph in note.iter("{*}p"):
                    self.draft.note(title, paragraph_text(paragraph), _place(paragraph))

    def _paragraph(self, paragraph: Any) -> None:
        text, place = paragraph_text(paragraph), _place(paragraph)
        look = self._styles.look(paragraph)
        if look.role == "title" and text and self.title is None:
            self.title = text
            self.draft.title(text, place)
        elif look.role == "heading":
            self.draft.heading(text, look.level, place)
        elif look.role == "paragraph" and _looks_like_heading(paragraph, text):
            self.draft.heading(text.rstrip(":"), LOOKS_LIKE, place)
        else:
            self.draft.text("paragraph" if look.role == "title" else look.role, text, place)
        for box in _boxes(paragraph):
            self.children(box)

    def _table(self, table: Any) -> None:
        rows = rows_of(table, _place)
        if next((t for t in table.iter("{*}tbl") if t is not table), None) is not None:
            self.draft.problem("A table within a cell is read as its text.")
        if len(rows) == 1 and len(rows[0].cells) == 1:
            for cell in table.iter("{*}tc"):  # a frame around text
                self.children(cell)
                return
        self.draft.table(rows, "", (), _place(table))


def _place(element: Any) -> Place:
    return Place(xpath=element.getroottree().getpath(element))


def _boxes(paragraph: Any) -> list[Any]:
    """Return the text boxes that hang on a paragraph; a box is often stored twice."""
    found = []
    for box in paragraph.iter("{*}txbxContent"):
        if not any(local(a) in {"Fallback", "txbxContent"} for a in box.iterancestors()):
            found.append(box)
    return found


def _looks_like_heading(paragraph: Any, text: str) -> bool:
    """Tell a short line set all in bold, which those who use no styles write as a heading."""
    if not text or len(text.split()) > HEADING_WORDS or text[-1] in ".;,!":
        return False
    runs = [
        r for r in paragraph.iter("{*}r") if "".join(t.text or "" for t in r.iter("{*}t")).strip()
    ]
    return bool(runs) and all(_is_bold(r) for r in runs)


def _is_bold(run: Any) -> bool:
    found = run.find("{*}rPr/{*}b")
    return found is not None and attribute(found, "val") not in {"0", "false", "off"}


def _core_title(source: DocxSource) -> str | None:
    title = source.core.find("{*}title") if source.core is not None else None
    return (plain(title.text or "") or None) if title is not None else None


def _problems(source: DocxSource, draft: Draft) -> list[str]:
    found = []
    if next(source.body.iter(*_TRACKED), None) is not None:
        found.append("The file has tracked changes; it is read as if all were accepted.")
    n = len(list(source.comments)) if source.comments is not None else 0
    if n:
        found.append(f"{n} comment(s) in the margin are not read.")
    if any(UNKNOWN in b.text for b in draft.blocks) or any(
        UNKNOWN in c.text for t in draft.tables for c in t.cells
    ):
        found.append(f"Signs of an unknown font stand as {UNKNOWN}.")
    if not draft.blocks and not draft.tables:
        found.append("No text in the whole file.")
    return found
