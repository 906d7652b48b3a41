"""Front matter of an HTML page: the ``citation_`` and Dublin Core tags publishers write."""

from __future__ import annotations

import re
from typing import Any

from extract.documents.characters import plain
from extract.documents.html_inline import element_text
from extract.documents.model import Front

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PMCID = re.compile(r"PMC\d{4,}")
_CC = re.compile(r"creativecommons\.org/licen[sc]es/([a-z-]+)/(\d\.\d)", re.I)
_CC0 = re.compile(r"creativecommons\.org/publicdomain/(zero|mark)", re.I)


def front_of(root: Any) -> Front:
    """Return the front matter; what the page does not say is None or empty."""
    meta = _meta(root)
    doi = _DOI.search(_first(meta, "citation_doi", "dc.identifier", "prism.doi") or "")
    pmid = _first(meta, "citation_pmid") or ""
    pmcid = _PMCID.search(_first(meta, "citation_pmcid") or _canonical(root))
    year = _YEAR.search(
        _first(meta, "citation_publication_date", "citation_date", "citation_year", "dc.date")
        or _first(meta, "citation_online_date", "article:published_time")
        or ""
    )
    return Front(
        title=_first(meta, "citation_title", "dc.title") or _headline(root),
        authors=tuple(_name(a) for a in meta.get("citation_author") or meta.get("dc.creator", [])),
        journal=_first(meta, "citation_journal_title", "prism.publicationname"),
        year=int(year[0]) if year else None,
        doi=doi[0].rstrip(".,;").lower() if doi else None,
        pmid=pmid if pmid.isascii() and pmid.isdigit() else None,
        pmcid=pmcid[0] if pmcid else None,
        licence=_licence(root, meta),
    )


def _meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = plain(element.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content)
    if "citation_author" not in found and "citation_authors" in found:
        found["citation_author"] = found["citation_authors"][0].split(";")
    return found


def _first(meta: dict[str, list[str]], *names: str) -> str | None:
    return next((meta[n][0] for n in names if n in meta), None)


def _name(written: str) -> str:
    last, comma, given = written.partition(",")
    return f"{given.strip()} {last.strip()}" if comma and given.strip() else written.strip()


def _headline(root: Any) -> str | None:
    """Return the only first-level heading; else the page's title, which may name the site."""
    heads = [t for e in root.iter("h1") if (t := element_text(e))]
    if len(heads) == 1:
        return heads[0]
    title = next(root.iter("title"), None)
    return (plain(title.text_content()) or None) if title is not None else None


def _canonical(root: Any) -> str:
    links = (e for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical")
    return next((e.get("href") or "" for e in links), "")


def _licence(root: Any, meta: dict[str, list[str]]) -> str | None:
    """Return a Creative Commons licence the page declares; a link in its text is no declaration."""
    links = [
        e.get("href") or ""
        for e in root.iter("a", "link")
        if "license" in (e.get("rel") or "").lower().split()
    ]
    words = " ".join([*links, *meta.get("dc.rights", []), *meta.get("citation_license", [])])
    if found := _CC.search(words):
        return f"CC {found[1].upper()} {found[2]}"
    if found := _CC0.search(words):
        return "CC0 1.0" if found[1].lower() == "zero" else "public domain"
    return None
