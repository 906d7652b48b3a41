"""Front matter of a PDF: what the first page and the file's own metadata say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.documents.characters import plain
from extract.documents.model import Front
from extract.documents.pdf_page import Page
from extract.documents.pdf_paragraphs import Paragraph
from extract.documents.pdf_text import Vocabulary, text_of

DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:a-zA-Z0-9]+")
PMCID = re.compile(r"\bPMC\d{5,8}\b")
PMID = re.compile(r"\bPMID:?\s*(\d{6,8})\b", re.I)
YEAR = re.compile(
    r"(?:©|\(c\)|copyright|published|accepted|received)[^.;]{0,40}?\b((?:19|20)\d\d)\b", re.I
)
ANY_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
LICENCE = re.compile(
    r"\bCC[ -]BY(?:[ -](?:NC|ND|SA))*(?:[ -]\d\.\d)?|"
    r"Creative Commons Attribution(?:[ -](?:Non[ -]?Commercial|No[ -]?Deriv\w+|Share[ -]?Alike))*",
    re.I,
)
TITLE_WORDS = (4, 50)


def front_of(
    pages: Sequence[Page],
    found: Sequence[Paragraph],
    vocabulary: Vocabulary,
    metadata: Mapping[str, str],
) -> Front:
    """Return the front matter; ``pages`` are those with their margins."""
    first = " ".join(x.text for page in pages[:1] for x in page.lines)
    everywhere = " ".join(x.text for page in [*pages[:2], *pages[-2:]] for x in page.lines)
    doi, pmcid, pmid = DOI.search(first), PMCID.search(first), PMID.search(first)
    licence = LICENCE.search(everywhere)
    year = YEAR.search(first) or ANY_YEAR.search(first)
    return Front(
        title=_title(found, vocabulary) or metadata.get("title") or None,
        authors=_authors(metadata.get("author", "")),
        year=int(year[1]) if year else None,
        doi=doi[0].rstrip(".;)") if doi else None,
        pmcid=pmcid[0] if pmcid else None,
        pmid=pmid[1] if pmid else None,
        licence=licence[0] if licence else None,
    )


def _title(found: Sequence[Paragraph], vocabulary: Vocabulary) -> str | None:
    """Return what is set largest on the first page, if it is long enough for a title."""
    best: tuple[float, str] | None = None
    for paragraph in (p for p in found if p.page == 1):
        text = text_of(paragraph.lines, vocabulary)
        if TITLE_WORDS[0] <= len(text.split()) <= TITLE_WORDS[1] and (
            best is None or paragraph.size > best[0] + 0.1
        ):
            best = paragraph.size, text
    return plain(best[1]) if best else None


def _authors(text: str) -> tuple[str, ...]:
    """Return the authors the metadata names; one alone is the first of several, or an account."""
    names = [
        re.sub(r"\s+", " ", x).strip() for x in re.split(r";|,(?!\s*(?:Jr|MD|PhD))| and ", text)
    ]
    names = [x for x in names if " " in x]
    return tuple(names) if len(names) > 1 else ()
