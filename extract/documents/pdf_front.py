"""Front matter of a PDF: what the first page and the file's own metadata say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.documents.characters import plain
from extract.documents.model import Front
from extract.documents.pdf_authors import authors_below
from extract.documents.pdf_page import Page
from extract.documents.pdf_paragraphs import Paragraph
from extract.documents.pdf_text import Vocabulary, text_of

# a line may end after the slash
DOI = re.compile(r"\b10\.\d{4,9}/ ?(?=\S*\d)[-._;()/:a-zA-Z0-9]+")
PMCID = re.compile(r"\bPMC\d{5,8}\b")
PMID = re.compile(r"\bPMID:?\s*(\d{6,8})\b", re.I)
YEAR = re.compile(
    r"(?:©|\(c\)|copyright|published|accepted|received)[^.;]{0,40}?\b((?:19|20)\d\d)\b", re.I
)
ANY_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
TITLE_WORDS = (4, 50)
LONGEST_CITATION = 130

_JOURNAL = (
    r"(?P<journal>[A-Z][A-Za-z]*\.?(?:[ :-]+(?:[A-Z&][A-Za-z.]*|of|and|the|in|for|on)){0,9}?)"
)
_MONTH = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# "Some Journal 2020, 4, 932", "Some J. 2020;43:291-297", "Some J (2020) 69:1383", "Some J,
# May 2020, 105(9):3025"
CITED = re.compile(
    rf"^(?:.{{3,60}}\bet al\.?,? )?{_JOURNAL}[.,]? {_MONTH}\(?{_YEAR}\)?[,;:]? ?"
    r"(?:vol\.? ?)?\d{1,4} ?(?:\(\d+(?:-\d+)?\) ?)?[,:;] ?e?\d+"
)
# and in the metadata: "The Journal, 386 (2015) 2059-2068", "Some Journal, https://doi.org/..."
SUBJECT = re.compile(rf"^{_JOURNAL}, (?:\d+ \({_YEAR}\)|(?:https?://|doi))", re.I)
CC = re.compile(r"creativecommons\.org/ ?licen[sc]es/ ?([a-z-]+)/ ?(\d\.\d)", re.I)
CC_SHORT = re.compile(r"\bCC[ -]BY((?:[ -](?:NC|ND|SA))*)(?:[ -](\d\.\d))?\b")
CC_LONG = re.compile(
    r"Creative Commons Attribution"
    r"((?:[ –-]+(?:Non[ -]?Commercial|No[ -]?Deriv\w+|Share[ -]?Alike))*)"
    r"(?:[ ,](?:License|Licence|\(CC[^)]*\)|Unported))*[ ,]*(?:(?:v|version )?(\d\.\d))?",
    re.I,
)


def front_of(
    pages: Sequence[Page],
    found: Sequence[Paragraph],
    vocabulary: Vocabulary,
    metadata: Mapping[str, str],
) -> Front:
    """Return the front matter; ``pages`` are those with their margins."""
    lines = [plain(x.text) for page in pages[:1] for x in page.lines]
    first = " ".join(lines)
    pmcid, pmid = PMCID.search(first), PMID.search(first)
    doi = DOI.search(first) or DOI.search(" ".join(metadata.values()))
    cited = _cited(lines, metadata.get("subject", ""))
    year = YEAR.search(first) or ANY_YEAR.search(first)
    title = _title(found, vocabulary)
    return Front(
        title=plain(text_of(title.lines, vocabulary)) if title else metadata.get("title") or None,
        authors=authors_below(title, found) or _authors(metadata.get("author", "")),
        journal=cited[0],
        year=cited[1] or (int(year[1]) if year else None),
        doi=doi[0].replace(" ", "").rstrip(".;)").lower() if doi else None,
        pmcid=pmcid[0] if pmcid else None,
        pmid=pmid[1] if pmid else None,
        licence=_licence([*pages[:2], *pages[-2:]]) or _licence(pages),
    )


def _cited(lines: Sequence[str], subject: str) -> tuple[str | None, int | None]:
    """Return journal and year as the article asks to be cited."""
    named = SUBJECT.match(plain(subject))
    found = next((m for x in lines if len(x) <= LONGEST_CITATION and (m := CITED.match(x))), None)
    journal = (named or found or {"journal": None})["journal"]
    year = found["year"] if found else named["year"] if named else None
    return journal.strip(" .,") if journal else None, int(year) if year else None


def _licence(pages: Sequence[Page]) -> str | None:
    """Return a Creative Commons licence by its short name, with its version where that is said."""
    text = plain(" ".join(x.text for page in pages for x in page.lines))
    short, long, link = CC_SHORT.search(text), CC_LONG.search(text), CC.search(text)
    if link:
        return f"CC {link[1].upper()} {link[2]}"
    if short is None and long is None:
        return None
    terms = (short or long or [""])[1].upper()
    kinds = {"NC": "NC|NON", "ND": "ND|NO[ -]?DER", "SA": "SA|SHARE"}
    parts = ["BY", *(k for k, pattern in kinds.items() if re.search(pattern, terms))]
    version = next((m[2] for m in (short, long) if m and m[2]), None)
    return f"CC {'-'.join(parts)}" + (f" {version}" if version else "")


def _title(found: Sequence[Paragraph], vocabulary: Vocabulary) -> Paragraph | None:
    """Return what is set largest on the first page, if it is long enough for a title."""
    best: Paragraph | None = None
    for paragraph in (p for p in found if p.page == 1):
        n = len(text_of(paragraph.lines, vocabulary).split())
        if TITLE_WORDS[0] <= n <= TITLE_WORDS[1] and (
            best is None or paragraph.size > best.size + 0.1
        ):
            best = paragraph
    return best


def _authors(text: str) -> tuple[str, ...]:
    """Return the authors the metadata names; one alone is the first of several, or an account."""
    names = [
        re.sub(r"\s+", " ", x).strip() for x in re.split(r";|,(?!\s*(?:Jr|MD|PhD))| and ", text)
    ]
    names = [x for x in names if " " in x]
    return tuple(names) if len(names) > 1 else ()
