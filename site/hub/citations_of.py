"""What can be cited, from the rows of the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hub.citations import Author, HubItem, Release, Work
from hub.text import plain
from hub.texts import Texts

# A remark of whoever coded the paper, where a title or a journal should be.
_REMARK = re.compile(r"^\(|\([a-z][^()]*\)$|\([^()]*\b(?:19|20)\d\d\b[^()]*\)$")
_ET_AL = re.compile(r"[,;]?\s*\bet al\.?\s*$")
_PERSON = re.compile(r"(?P<name>[^\d()]+) (?P<initials>[A-Z]{1,4})")
# "Journal 12(3):45-67", "Journal 12:e45"
_PLACE = re.compile(
    r"(?P<journal>.+?) (?P<volume>\d+)(?:\((?P<issue>\d+)\))?:(?P<pages>[a-z]?\d+(?:-\d+)?)"
)


def finding_item(finding: Mapping[str, Any], name: str, sentence: str) -> HubItem:
    """Return a finding as an item to cite."""
    ident = finding["finding_id"]
    return HubItem(
        kind="finding",
        ident=ident,
        title=name,
        path=f"findings/{ident}.html",
        version=finding["version"],
        abstract=sentence,
        linked={"@type": "ScholarlyArticle", "headline": plain(name)},
    )


def study_item(study: Mapping[str, Any], reports: Sequence[Mapping[str, Any]]) -> HubItem:
    """Return our summary of a study as an item to cite; linked data names the publications."""
    say, ident = Texts(), study["study_id"]
    return HubItem(
        kind="study-summary",
        ident=ident,
        title=study["title"],
        path=f"studies/{ident}.html",
        linked={
            "@type": "ScholarlyArticle",
            "headline": say("cite-summary-of", title=plain(study["title"])),
            "about": [_linked_report(r) for r in reports],
        },
    )


def _linked_report(report: Mapping[str, Any]) -> dict[str, str]:
    known = {
        "@type": "ScholarlyArticle",
        "name": plain(report["title"]),
        "datePublished": str(report["year"] or ""),
        "sameAs": f"https://doi.org/{plain(report['doi'])}" if report["doi"] else "",
    }
    return {name: text for name, text in known.items() if text}


def voice_item(theme: Mapping[str, Any]) -> HubItem:
    """Return a voice as an item to cite, from one of its themes."""
    ident = theme["source_id"]
    return HubItem(
        kind="voice",
        ident=ident,
        title=theme["source_title"],
        path=f"voices/{ident}.html",
        linked={"@type": "Article", "headline": plain(theme["source_title"])},
    )


def claim_item(claim: Mapping[str, Any]) -> HubItem:
    """Return the check of a claim as an item to cite."""
    say, ident = Texts(), claim["claim_id"]
    said = {"@type": "Claim", "text": plain(claim["claim"])}
    linked: dict[str, Any] = said
    if claim["verdict"] != "not checked":
        linked = {
            "@type": "ClaimReview",
            "claimReviewed": said["text"],
            "itemReviewed": said,
            "reviewRating": {"@type": "Rating", "alternateName": claim["verdict"]},
        }
    return HubItem(
        kind="claim",
        ident=ident,
        title=say("cite-claim", claim=said["text"]),
        path=f"claims/{ident}.html",
        abstract=say("cite-verdict", verdict=claim["verdict"]),
        linked=linked,
    )


def hub_item(release: Release) -> HubItem:
    """Return the hub itself as an item to cite."""
    linked = {"@type": "Dataset", "description": release.abstract, "url": release.address}
    if release.doi:
        linked["sameAs"] = f"https://doi.org/{release.doi}"
    return HubItem(
        kind="", ident="", title=release.name, path="", abstract=release.abstract, linked=linked
    )


def publication(report: Mapping[str, Any]) -> tuple[Work | None, list[str]]:
    """Return a publication as a work, and what was not read of it, as messages name it.

    Without authors, year, title and journal as printed there is no work: a citation in a style
    would hide what is missing.
    """
    shown = {name: plain(str(report[name] or "")) for name in ("authors", "title", "journal")}
    missing = [n for n, text in shown.items() if not text or (_REMARK.search(text))]
    if report["year"] is None:
        missing.insert(0, "year")
    if missing:
        return None, missing
    names = [n.strip() for n in _ET_AL.sub("", shown["authors"]).split(",")]
    place = _PLACE.fullmatch(shown["journal"])
    found = place.groupdict() if place else {"journal": shown["journal"]}
    work = Work(
        key=report["doc_id"],
        title=shown["title"].removesuffix("."),
        authors=tuple(_author(n) for n in names if n),
        more_authors=bool(_ET_AL.search(shown["authors"])),
        date=str(report["year"]),
        doi=plain(report["doi"]),
        **{name: text or "" for name, text in found.items()},
    )
    left = ["further-authors"] if work.more_authors else []
    return work, left if work.volume else [*left, "place"]


def _author(text: str) -> Author:
    person = _PERSON.fullmatch(text)
    return Author(person["name"], person["initials"]) if person else Author(text)
