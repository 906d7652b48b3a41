"""Reading a PDF: text in the order of reading, sections, captions and tables, each with its place.

What cannot be read is a `DocumentError`; what a person should know about a file that can is a
`Problem` of the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from extract.documents.model import Document, Problem, Table
from extract.documents.pdf_blocks import blocks_of
from extract.documents.pdf_continued import joined
from extract.documents.pdf_front import front_of
from extract.documents.pdf_layout import flows, gutters, shared
from extract.documents.pdf_margins import without_margins
from extract.documents.pdf_page import Page, body_size
from extract.documents.pdf_paragraphs import Paragraph, paragraphs
from extract.documents.pdf_run_in import with_run_in
from extract.documents.pdf_source import FEW_CHARACTERS, SCAN_SHARE, VERSION, PdfSource
from extract.documents.pdf_tables import tables_of
from extract.documents.pdf_text import Vocabulary

READER = f"pdf 2 ({VERSION})"
UNREADABLE = "\ufffd"  # stands for a character whose font does not say which it is
REPAIRED = "the file was damaged and has been repaired"
MANY_UNREADABLE = 0.02  # share of a page's characters


def read_pdf(path: Path) -> Document:
    """Return a PDF as a document.

    Raises
    ------
    DocumentError
        If the file is missing, empty, oversized, encrypted, damaged or not a PDF.
    """
    with PdfSource(path) as source:
        read = list(source.pages())
        pages = without_margins(read)
        vocabulary = Vocabulary(pages)
        tables, problems, rest = _tables(pages, source, vocabulary)
        found = _paragraphs(rest)
        body = body_size(rest)
        return Document(
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            kind="pdf",
            reader=READER,
            front=front_of(read, found, vocabulary, source.metadata),
            blocks=tuple(blocks_of(found, body, vocabulary, lambda n, b: pages[n - 1].shown(b))),
            tables=tuple(joined(tables)),
            n_pages=source.n_pages,
            problems=(*_problems(read, source), *problems),
        )


def _tables(
    pages: Sequence[Page], source: PdfSource, vocabulary: Vocabulary
) -> tuple[list[Table], list[Problem], list[Page]]:
    tables: list[Table] = []
    problems: list[Problem] = []
    rest: list[Page] = []
    every = gutters(pages)
    for page, places in zip(pages, every, strict=True):
        found = tables_of(page, shared(places, every), source, vocabulary)
        tables += found.tables
        problems += [
            Problem(what=f"no table could be read at its caption: {x}", page=page.number)
            for x in found.missed
        ]
        rest.append(found.page)
    return tables, problems, rest


def _paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    parts = [
        flow
        for page, places in zip(pages, gutters(pages), strict=True)
        for flow in flows(page, places)
    ]
    return list(with_run_in(p for i, flow in enumerate(parts) for p in paragraphs(flow, i)))


def _problems(pages: Sequence[Page], source: PdfSource) -> list[Problem]:
    found = [Problem(what=REPAIRED)] if source.repaired else []
    found += source.problems
    for page in pages:
        text = "".join(w.text for x in page.lines for w in x.words)
        if page.by_ocr:
            what = "read by character recognition: compare every number with the page"
            found.append(Problem(what=what, page=page.number))
        elif len(text) < FEW_CHARACTERS and page.image_share > SCAN_SHARE:
            what = "scanned page without a text layer"
            why = "" if source.ocr else "; not read, as tesseract is not installed"
            found.append(Problem(what=what + why, page=page.number))
        elif text.count(UNREADABLE) > MANY_UNREADABLE * len(text):
            found.append(Problem(what="characters without a meaning in the file", page=page.number))
    if not any(x.lines for x in pages) and not found:
        found.append(Problem(what="no text in the whole file"))
    return found
