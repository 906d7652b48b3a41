"""Reading Markdown and plain text: headings, paragraphs, lists and tables, each with its line.

markdown-it enters here: the text becomes HTML that knows its lines, and is read as HTML is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.documents.files import content_of
from extract.documents.html_blocks import read_content
from extract.documents.html_inline import element_text
from extract.documents.html_source import decode, parse
from extract.documents.markdown_lines import as_markdown
from extract.documents.model import Document, DocumentError, Front, Place

READER = "markdown 1"
MAX_BYTES = 10_000_000
_LINE = "data-source-line"
_FRONT = "---"


def read_markdown(path: Path) -> Document:
    """Read a Markdown or plain text file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Document
        The place of each piece is the line it begins at. HTML within the text is read as well.

    Raises
    ------
    DocumentError
        Missing, empty, oversized or no text.
    """
    data = content_of(path, MAX_BYTES, "Markdown or plain text")
    text, problems = decode(data, path.name)
    if "\x00" in text:
        raise DocumentError(f"{path.name}: binary data, expected text")
    lines = as_markdown(_without_metadata(text))
    root = parse(_html([x.text for x in lines]), path.name)
    numbers = [x.number for x in lines]
    title = next((text for e in root.iter("h1") if (text := element_text(e))), None)

    def place(element: Any) -> Place:
        return Place(line=_line(element, numbers))

    draft = read_content(root, title, place)
    if not draft.blocks and not draft.tables:
        draft.problem("No text in the whole file.")
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        kind="markdown",
        reader=READER,
        front=Front(title=title),
        blocks=tuple(draft.blocks),
        tables=tuple(draft.tables),
        problems=(*problems, *draft.problems),
    )


def _without_metadata(text: str) -> str:
    """Blank the block of settings that some editors put first; lines keep their numbers."""
    lines = text.split("\n")
    if lines[0].strip() != _FRONT:
        return text
    ends = [i for i, line in enumerate(lines) if i and line.strip() in {_FRONT, "..."}]
    if not ends:
        return text
    return "\n" * (ends[0] + 1) + "\n".join(lines[ends[0] + 1 :])


def _html(lines: Sequence[str]) -> str:
    """Return Markdown as HTML in which each block has the line (from 0) it begins at."""
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse("\n".join(lines))
    marked: list[Token] = []
    for token in tokens:
        if token.map and token.nesting >= 0 and token.tag:
            token.attrSet(_LINE, str(token.map[0]))
        if token.map and token.type == "html_block":
            marked.append(_marker(token.map[0]))
        marked.append(token)
    rendered: str = reader.renderer.render(marked, reader.options, {})
    return f"<html><body>{rendered}</body></html>"


def _marker(line: int) -> Token:
    """Return an empty element that says where HTML within the text begins."""
    return Token("html_block", "", 0, content=f'<a {_LINE}="{line}"></a>')


def _line(element: Any, numbers: Sequence[int]) -> int | None:
    """Return the line of the file at which an element, or what holds it, begins.

    HTML within the text has no lines; a marker stands before it.
    """
    around = [element, *element.iterancestors()]
    for here in around:
        if (line := _marked(here, numbers)) is not None:
            return line
    for here in around:
        for before in here.itersiblings(preceding=True):
            if (line := _marked(before, numbers)) is not None:
                return line
    return None


def _marked(element: Any, numbers: Sequence[int]) -> int | None:
    written = element.get(_LINE) or ""
    known = written.isascii() and written.isdigit() and int(written) < len(numbers)
    return numbers[int(written)] if known else None
