"""A paper to all that can be read in it."""

from __future__ import annotations

from pathlib import Path

from extract.documents.model import Document
from extract.documents.read import read_document
from extract.papers.model import EXTRACTOR, PaperReading
from extract.taxonomy import Taxonomy

EXAMPLE_MARK = "Worked example: invented data"  # at the top of papers made for the project
TOP = 10  # blocks in which the mark is looked for


def read_paper(path: Path, taxonomy: Taxonomy | None = None) -> PaperReading:
    """Read a paper and understand it.

    Parameters
    ----------
    path : Path
        Of any format the project reads.
    taxonomy : Taxonomy, optional
        Words of the project; without it nothing is mapped to an identifier.

    Raises
    ------
    DocumentError
        When the file cannot be read.
    """
    document = read_document(path)
    return PaperReading(
        sha256=document.sha256,
        kind=document.kind,
        reader=document.reader,
        extractor=EXTRACTOR,
        front=document.front,
        n_pages=document.n_pages,
        problems=document.problems,
        is_example=is_example(document),
    )


def is_example(document: Document) -> bool:
    """Say whether a document calls itself a worked example."""
    texts = [document.front.title or "", *(b.text for b in document.blocks[:TOP])]
    return any(EXAMPLE_MARK in text for text in texts)
