"""What a page's head says to reference managers and search engines."""

from __future__ import annotations

from typing import Any

from hub.citations import HubItem, Release, hub_work
from hub.text import plain
from hub.texts import Texts

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def head_of(item: HubItem, release: Release) -> dict[str, Any]:
    """Return the front matter of a page that can be cited: Highwire tags and linked data.

    The tags name the page itself. A study's page is our summary: under the DOI of the paper it
    would enter a library as the paper.
    """
    return {
        "citation": highwire(item, release),
        "linked_data": linked_data(item, release),
    }


def highwire(item: HubItem, release: Release) -> list[dict[str, str]]:
    """Return the Highwire tags of a page, without those that have no value."""
    work = hub_work(item, release)
    # reference managers take a page with an institution for a report, which has a number
    number = ", ".join(w for w in (item.ident, item.version or release.version) if w)
    tags = {
        "citation_title": work.title,
        # without the comma, Zotero takes the last word of an organisation for a family name
        "citation_author": f"{release.name},",
        "citation_publication_date": release.date.replace("-", "/"),
        "citation_technical_report_institution": release.name,
        "citation_technical_report_number": number,
        "citation_public_url": work.url,
        "citation_abstract_html_url": work.url,
        "citation_doi": work.doi,
        "citation_abstract": plain(item.abstract),
        "citation_language": Texts().language,
    }
    return [{"name": name, "content": text} for name, text in tags.items() if text]


def linked_data(item: HubItem, release: Release) -> dict[str, Any]:
    """Return a page in the words of schema.org."""
    hub = {"@type": "Organization", "name": release.name}
    whole = {
        "@type": "Dataset",
        "name": release.name,
        "version": release.version,
        "url": release.address,
    }
    page = {
        "@context": "https://schema.org",
        "name": plain(item.title),
        "identifier": item.ident,
        "version": item.version or release.version,
        "datePublished": release.date,
        "inLanguage": Texts().language,
        "author": hub,
        "publisher": hub,
        "license": _LICENCE,
        "url": release.address_of(item.path),
        "abstract": plain(item.abstract),
        "isPartOf": {k: v for k, v in whole.items() if v} if item.ident else None,
    }
    return {k: v for k, v in (page | item.linked).items() if v}
