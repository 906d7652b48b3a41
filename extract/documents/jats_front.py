"""Front matter of JATS: title, authors, journal, year, identifiers, licence."""

from __future__ import annotations

import re
from typing import Any

from extract.documents.jats_text import text_of
from extract.documents.model import Front

# The date is the one cited; the first day online only where there is no other.
_DATES = ("ppub", "collection", "pub", "epub", "epub-ppub", "ecorrected", "preprint")
_CC = re.compile(r"creativecommons\.org/licen[sc]es/([a-z-]+)/(\d\.\d)", re.I)
_CC0 = re.compile(r"creativecommons\.org/publicdomain/(zero|mark)", re.I)
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def front_of(article: Any) -> Front:
    """Return the front matter; what the file does not say is None or empty."""
    meta = article.find("front/article-meta")
    if meta is None:
        return Front()
    doi = _identifier(meta, "doi") or ""
    pmcid = _identifier(meta, "pmc", "pmcid", "pmc-id", "pmcaid")
    return Front(
        title=_text(meta.find("title-group/article-title")) or _text(meta.find("article-title")),
        authors=tuple(_authors(meta)),
        journal=_text(next(article.iterfind("front/journal-meta//journal-title"), None)),
        year=_year(meta),
        doi=found[0].rstrip(".,;").lower() if (found := _DOI.search(doi)) else None,
        pmid=_identifier(meta, "pmid"),
        pmcid=_pmcid(pmcid),
        licence=_licence(meta),
    )


def _text(element: Any) -> str | None:
    return (text_of(element) or None) if element is not None else None


def _identifier(meta: Any, *kinds: str) -> str | None:
    for kind in kinds:
        for element in meta.iterfind("article-id"):
            if element.get("pub-id-type") == kind and element.text and element.text.strip():
                return str(element.text.strip())
    return None


def _pmcid(found: str | None) -> str | None:
    digits = re.fullmatch(r"(?:PMC)?(\d+)(?:\.\d+)?", found or "")
    return f"PMC{digits[1]}" if digits else None


def _authors(meta: Any) -> list[str]:
    found = []
    for contributor in meta.iterfind("contrib-group/contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        name = contributor.find("name")
        if name is None:
            name = contributor.find("name-alternatives/name")
        group = contributor.find("collab")
        if name is not None:
            parts = (
                name.findtext("given-names"),
                name.findtext("surname"),
                name.findtext("suffix"),
            )
            found.append(" ".join(p.strip() for p in parts if p and p.strip()))
        elif group is not None:
            found.append(_collective(group))
        elif contributor.find("string-name") is not None:
            found.append(text_of(contributor.find("string-name")))
    return [name for name in found if name]


def _collective(group: Any) -> str:
    """Return a group's name without the list of its members."""
    named = group.find("institution")
    if named is None:
        named = group.find("named-content")
    if named is not None and not (group.text or "").strip():
        return text_of(named)
    return " ".join((group.text or "").split()) or text_of(group)


def _year(meta: Any) -> int | None:
    dates = [
        (d.get("pub-type") or d.get("date-type") or "", (d.findtext("year") or "").strip())
        for d in meta.iterfind("pub-date")
    ]
    rank = {kind: i for i, kind in enumerate(_DATES)}
    years = [
        (rank.get(kind, len(rank)), int(year))
        for kind, year in dates
        if re.fullmatch(r"[12]\d{3}", year)
    ]
    return min(years)[1] if years else None


def _licence(meta: Any) -> str | None:
    """Return a Creative Commons licence by its short name, else the kind the file states."""
    for licence in meta.iterfind("permissions/license"):
        values = [v for e in licence.iter() for v in e.attrib.values()]
        words = " ".join([*values, *licence.itertext()])
        if found := _CC.search(words):
            return f"CC {found[1].upper()} {found[2]}"
        if found := _CC0.search(words):
            return "CC0 1.0" if found[1].lower() == "zero" else "public domain"
        if stated := licence.get("license-type"):
            return str(stated)
    return None
