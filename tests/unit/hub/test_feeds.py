"""Feeds: well-formed Atom with identifiers that stay, days of releases, and text that is text."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from hub.feeds import feeds
from tests.unit.hub.small_hub import PAYLOADS, small_hub

ATOM = "{http://www.w3.org/2005/Atom}"
TEAM = "feeds/burnout-team-controlled.xml"


def feed(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)


def test_there_is_a_feed_for_each_finding_and_one_for_all() -> None:
    found = dict(feeds(small_hub()))
    assert set(found) == {"feeds/all.xml", TEAM, "feeds/stress-team-controlled.xml"}
    titles = [e.findtext(f"{ATOM}title") or "" for e in feed(found[TEAM]).iter(f"{ATOM}entry")]
    assert len(titles) == 2
    assert "conclusion changed (release 0.2.0)" in titles[0]
    assert "first in release 0.1.0" in titles[1]
    assert len(feed(found["feeds/all.xml"]).findall(f"{ATOM}entry")) == 2


def test_what_atom_demands_is_there() -> None:
    for content in dict(feeds(small_hub())).values():
        root = feed(content)
        for part in (root, *root.iter(f"{ATOM}entry")):
            assert (part.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
            assert part.findtext(f"{ATOM}title")
            assert (part.findtext(f"{ATOM}updated") or "").endswith("T00:00:00+00:00")
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        idents = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
        assert len(set(idents)) == len(idents)


def test_days_are_those_of_releases_and_the_feed_has_that_of_its_newest_entry() -> None:
    root = feed(dict(feeds(small_hub()))[TEAM])
    days = [e.findtext(f"{ATOM}updated") for e in root.iter(f"{ATOM}entry")]
    assert days == ["2026-11-24T00:00:00+00:00", "2026-10-01T00:00:00+00:00"]
    assert root.findtext(f"{ATOM}updated") == days[0]


def test_without_an_address_there_are_no_links_and_with_one_identifiers_stay() -> None:
    bare = feed(dict(feeds(small_hub()))[TEAM])
    public = feed(dict(feeds(small_hub(address="https://hub.example.org")))[TEAM])
    assert list(bare.iter(f"{ATOM}link")) == []
    assert "no public address" in (bare.findtext(f"{ATOM}subtitle") or "")
    links = [link.get("href") for link in public.iter(f"{ATOM}link")]
    base = "https://hub.example.org/findings/burnout-team-controlled"
    assert f"{base}/versions/bbbb0002.html" in links
    assert all((link or "").startswith("https://hub.example.org/") for link in links)
    assert [e.text for e in bare.iter(f"{ATOM}id")] == [e.text for e in public.iter(f"{ATOM}id")]


def test_two_runs_give_the_same_bytes() -> None:
    assert dict(feeds(small_hub())) == dict(feeds(small_hub()))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_from_outside_is_text(payload: str) -> None:
    for content in dict(feeds(small_hub(payload))).values():
        root = feed(content)
        names = {element.tag.removeprefix(ATOM) for element in root.iter()}
        assert names <= {
            *("feed", "id", "title", "updated", "author", "name", "generator", "rights"),
            *("subtitle", "entry", "content", "link"),
        }
        for element in root.iter(f"{ATOM}content"):
            assert element.get("type") == "text"
        assert "\u202e" not in "".join(root.itertext())
