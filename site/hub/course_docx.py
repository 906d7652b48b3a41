"""A course as a Word document: an empty document with its styles, and lessons as pieces of XML.

The pieces need nothing beside the document (no links, no pictures), so that a browser can put any
selection of them between the document's head and tail.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm

from hub.course_blocks import Block, Heading, Items, Lesson, Table, Text, Verbatim, lines_of
from hub.text import plain

BODY = "word/document.xml"
# Of the template: a picture, names of programs, old styles, an empty bibliography.
_DROPPED = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
_KEPT_TABLES = ("Normal Table", "Table Grid")
_TITLE, _LESSON, _PART = "Title", "Heading 1", "Heading 2"
_ITEM, _LINES, _CAPTION, _GRID = "List Bullet", "macro", "Caption", "Table Grid"


@dataclass(frozen=True, slots=True)
class Shell:
    """A document without its content: its files, and what stands around the content."""

    files: dict[str, bytes]  # all but the body
    head: str
    tail: str


class Writer:
    """Writes lessons as XML into one document that is emptied between them.

    Parameters
    ----------
    title : str
        Title of the document, in its properties.
    author : str
        The hub; no person is named.
    date : str
        The release's day in ISO 8601, or nothing.
    language : str
        Tag of the language that it is written in.
    """

    def __init__(self, title: str, author: str, date: str, language: str) -> None:
        self._document: Any = Document()
        self._language = language
        self._strip()
        names = (_TITLE, _LESSON, _PART, _ITEM, _LINES, _CAPTION, _GRID)
        # looked up once: by name, each paragraph would search all styles
        self._styles = {name: self._document.styles[name] for name in names}
        self._properties(title, author, date)

    def _strip(self) -> None:
        part = self._document.part
        for owner in (part.package, part):
            for ident, relation in list(owner.rels.items()):
                if relation.reltype.rpartition("/")[2] in _DROPPED:
                    del owner.rels[ident]
        for style in list(self._document.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLES:
                style.delete()
        for owner, tag in ((self._document.styles, "w:lang"), (part.settings, "w:themeFontLang")):
            for element in owner.element.iter(qn(tag)):
                element.set(qn("w:val"), self._language)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)

    def _properties(self, title: str, author: str, date: str) -> None:
        properties = self._document.core_properties
        day = datetime.fromisoformat(date or "1980-01-01").replace(tzinfo=UTC)
        properties.title, properties.author = plain(title), plain(author)
        properties.last_modified_by = plain(author)
        properties.created = properties.modified = day
        properties.language, properties.comments, properties.revision = self._language, "", 1

    def shell(self) -> Shell:
        """Return the empty document."""
        self._document._body.clear_content()
        stream = io.BytesIO()
        self._document.save(stream)
        with ZipFile(stream) as archive:
            files = {name: archive.read(name) for name in sorted(archive.namelist())}
        head, _, tail = _around(files.pop(BODY).decode("utf-8"))
        return Shell(files, head, tail)

    def title(self, text: str) -> str:
        """Return the title of the document."""
        with self._piece() as found:
            self._paragraph(text, _TITLE)
        return found[0]

    def lesson(self, lesson: Lesson) -> str:
        """Return a lesson under a heading of the first level."""
        with self._piece() as found:
            self._paragraph(lesson.title, _LESSON)
            for block in lesson.blocks:
                self._block(block)
        return found[0]

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Return blocks without a heading above them."""
        with self._piece() as found:
            for block in blocks:
                self._block(block)
        return found[0]

    @contextmanager
    def _piece(self) -> Iterator[list[str]]:
        self._document._body.clear_content()
        found: list[str] = []
        yield found
        found.append(_around(self._document.part.blob.decode("utf-8"))[1])

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text):
                self._paragraph(text, _PART)
            case Text(text):
                self._document.add_paragraph(plain(text))
            case Items(texts):
                for text in texts:
                    self._paragraph(text, _ITEM)
            case Verbatim():
                self._document.add_paragraph("\n".join(lines_of(block)), self._styles[_LINES])
            case Table():
                self._table(block)

    def _paragraph(self, text: str, style: str) -> None:
        # by its name: the document would look for its default styles at each paragraph
        self._document.add_paragraph(plain(text))._p.style = self._styles[style].style_id

    def _table(self, block: Table) -> None:
        self._paragraph(block.caption, _CAPTION)
        rows = [block.header, *block.rows]
        table = self._document.add_table(len(rows), len(block.header), self._styles[_GRID])
        texts = [text for row in rows for text in row]
        for number, (cell, text) in enumerate(zip(table._cells, texts, strict=True)):
            run = cell.paragraphs[0].add_run(plain(text))
            if number < len(block.header) or number % len(block.header) == 0:
                run.bold = True
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        for tag, text in (("w:tblCaption", block.caption), ("w:tblDescription", block.description)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), plain(text))
            table._tbl.tblPr.append(element)
        self._document.add_paragraph()


def _around(text: str) -> tuple[str, str, str]:
    """Return a document's XML before, inside and after its content."""
    start = text.index("<w:body>") + len("<w:body>")
    end = text.rindex("<w:sectPr")
    return text[:start], text[start:end].strip(), text[end:]
