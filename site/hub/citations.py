"""What is cited: a page of the hub or a publication, as plain text and as CSL data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from hub.text import plain
from hub.texts import Texts

_LICENCE = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Release:
    """The hub as ``CITATION.cff`` names it; what it does not say stays empty."""

    name: str
    version: str = ""
    date: str = ""  # ISO 8601
    address: str = ""  # where the hub is published, without a slash at the end
    doi: str = ""
    abstract: str = ""

    def address_of(self, path: str) -> str:
        """Return the public address of a page; nothing when the hub has none."""
        return f"{self.address}/{quote(path)}" if self.address else ""


UNRELEASED = Release("Evidence hub")


def read_release(path: Path) -> Release:
    """Read ``CITATION.cff``: the one place that names version, date and address."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Release(
        name=plain(data["title"]),
        version=str(data["version"]),
        date=str(data["date-released"]),
        address=str(data.get("url", "")).rstrip("/"),
        doi=str(data.get("doi", "")),
        abstract=plain(data.get("abstract")),
    )


@dataclass(frozen=True, slots=True)
class Author:
    """A person by family name and initials, or, without initials, a name that stays whole."""

    name: str
    initials: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something to cite. Text is plain; a missing value is empty and stays out."""

    key: str
    title: str
    authors: tuple[Author, ...]
    more_authors: bool = False  # the list was read with "et al."
    date: str = ""  # a year, or a day in ISO 8601
    journal: str = ""  # set for a publication, empty for a page of the hub
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    doi: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubItem:
    """A page of the hub that can be cited."""

    kind: str  # finding, study-summary, voice, claim; empty for the hub itself
    ident: str
    title: str
    path: str
    version: str = ""  # its own; without one, that of the hub
    abstract: str = ""
    linked: dict[str, Any] = field(default_factory=dict)  # its own words of schema.org


def version_words(item: HubItem, release: Release) -> str:
    """Return what fixes the thing cited: kind, identifier, version, release and its date."""
    say, words = Texts(), []
    if item.kind:
        words.append(say("cite-named", kind=item.kind, name=item.ident))
    if item.version:
        words.append(say("cite-version", version=item.version))
    if release.version:
        message = "cite-release" if item.kind else "cite-hub-release"
        if release.date:
            message = "cite-release-dated" if item.kind else "cite-hub-release-dated"
        words.append(say(message, release=release.version, date=release.date))
    return ", ".join(words)


def hub_work(item: HubItem, release: Release) -> Work:
    """Return a page of the hub as a work.

    The identifier and the version stand in the title, since no style prints them otherwise.
    """
    fixed = version_words(item, release)
    return Work(
        key=f"hub-{item.ident}".removesuffix("-"),
        title=f"{plain(item.title)} ({fixed})" if fixed else plain(item.title),
        authors=(Author(release.name),),
        date=release.date,
        url=release.address_of(item.path),
        note=_LICENCE,
    )


def csl_item(work: Work) -> dict[str, Any]:
    """Return a work as an item of CSL JSON."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": "article-journal" if work.journal else "webpage",
        "title": work.title,
        "author": _csl_authors(work),
    }
    if work.date:
        item["issued"] = {"date-parts": [[int(p) for p in work.date.split("-")]]}
    more = {
        "container-title": work.journal,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "DOI": work.doi,
        "URL": work.url,
        "note": work.note,
    }
    return item | {name: value for name, value in more.items() if value}


def _csl_authors(work: Work) -> list[dict[str, str]]:
    if work.more_authors:
        # CSL has no "et al." of its own: the list as read, whole.
        return [{"literal": f"{', '.join(author_words(a) for a in work.authors)}, et al."}]
    return [
        {"family": a.name, "given": ". ".join(a.initials) + "."}
        if a.initials
        else {"literal": a.name}
        for a in work.authors
    ]


def author_words(author: Author) -> str:
    """Return an author as medical journals print one: ``Lee AB``."""
    return f"{author.name} {author.initials}".strip()
