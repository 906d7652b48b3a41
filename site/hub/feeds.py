"""Atom feeds of changes: one a finding, one for all; the only door to feedgen.

Dates are those of releases, identifiers never depend on where the hub is published, and text is
plain text: a feed is the same in each run, and its reader runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from feedgen.feed import FeedGenerator

from hub.changes_pages import FEED_OF_ALL, feed_path
from hub.model import Hub, Row
from hub.text import plain
from hub.versions import names_of, tracked, version_path

# Made once; every identifier of a feed or an entry follows from it.
_NAMES = UUID("6f0c0f4e-5b5f-5d0a-9a53-3f6c1b0f7c11")
_RIGHTS = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
MOST = 300  # entries in the feed of all findings


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its identifier is made of ``key``, which never changes."""

    key: str
    title: str
    text: str
    day: str
    path: str  # of the page it is about


def feeds(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Yield every feed by its path."""
    if not tracked(hub) or not hub.states:
        return
    names = names_of(hub)
    changed = _changes(hub, names)
    site = hub.say("site-name")
    title = hub.say("release-feed-all", site=site)
    every = [entry for entries in changed.values() for entry in entries]
    every.sort(key=lambda e: e.day, reverse=True)
    yield FEED_OF_ALL, _feed(hub, "all", title, "changes/index.html", every[:MOST])
    for ident, name in names.items():
        title = hub.say("release-feed-finding", title=plain(name))
        first = _first(hub, ident, name)
        entries = [*reversed(changed.get(ident, [])), *first]
        yield feed_path(ident), _feed(hub, ident, title, f"findings/{ident}.html", entries)


def _changes(hub: Hub, names: dict[str, str]) -> dict[str, list[Entry]]:
    """Return the released changes of each finding, oldest first."""
    found: dict[str, list[Entry]] = {}
    for state in hub.states:
        rows = [r for r in hub["finding_changes"] if r["to_release"] == state.version]
        for row in sorted(rows, key=lambda r: r["place"]):
            ident = row["finding_id"]
            found.setdefault(ident, []).append(_entry(hub, row, names[ident]))
    return found


def _entry(hub: Hub, row: Row, name: str) -> Entry:
    ident, release = row["finding_id"], row["to_release"]
    what = hub.say(f"release-{row['consequence']}")
    version = row["to_version"]
    return Entry(
        key=f"{ident}/{release}",
        title=hub.say("release-feed-entry", title=plain(name), what=what, release=release),
        text=f"{plain(row['account'])} {_ident(hub, ident, version or row['from_version'])}",
        day=row["released_on"],
        path=f"{version_path(ident, version)}.html" if version else f"findings/{ident}.html",
    )


def _first(hub: Hub, ident: str, name: str) -> list[Entry]:
    """Return an entry for the release that first had a finding, when no change tells of it."""
    first = hub.states[0]
    finding = first.findings.get(ident)
    if finding is None:
        return []
    text = hub.say("release-feed-first", title=plain(name), release=first.version)
    return [
        Entry(
            key=f"{ident}/{first.version}",
            title=text,
            text=_ident(hub, ident, finding["version"]),
            day=first.date,
            path=f"{version_path(ident, finding['version'])}.html",
        )
    ]


def _ident(hub: Hub, ident: str, version: str) -> str:
    return hub.say("release-feed-ident", finding=ident, version=version)


def _feed(hub: Hub, key: str, title: str, path: str, entries: Sequence[Entry]) -> bytes:
    """Return a feed as Atom; links are absolute, or left out where no address is known."""
    address = hub.release.address_of(path)
    about = hub.say("release-feed-about")
    feed = FeedGenerator()
    feed.id(_urn(f"feed/{key}"))
    feed.title(plain(title))
    feed.subtitle(about if address else f"{about} {hub.say('release-feed-no-address')}")
    feed.author({"name": plain(hub.release.name)})
    feed.rights(_RIGHTS)
    feed.generator(plain(hub.release.name))
    feed.updated(_time(_newest(hub, entries)))
    if address:
        own = FEED_OF_ALL if key == "all" else feed_path(key)
        feed.link(href=address, rel="alternate", type="text/html")
        feed.link(href=hub.release.address_of(own), rel="self", type="application/atom+xml")
    for entry in entries:
        added = feed.add_entry(order="append")
        added.id(_urn(f"entry/{entry.key}"))
        added.title(plain(entry.title))
        added.updated(_time(entry.day))
        added.content(plain(entry.text), type="text")
        if hub.release.address:
            added.link(href=hub.release.address_of(entry.path), rel="alternate")
    text: bytes = feed.atom_str(pretty=True)
    return text + b"\n"


def _newest(hub: Hub, entries: Iterable[Entry]) -> str:
    """Return the day of the newest entry; of the newest release for a feed without any."""
    return max((e.day for e in entries), default=hub.states[-1].date)


def _urn(name: str) -> str:
    return uuid5(_NAMES, name).urn


def _time(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
