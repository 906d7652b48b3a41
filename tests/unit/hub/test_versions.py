"""What changed, old versions and retired findings, on a hub small enough to count by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hub import changes_pages, citation_check, version_pages
from tests.unit.hub.small_hub import PAYLOADS, small_hub

TEAM = "burnout-team-controlled"


def test_each_released_version_has_a_page_of_its_own_and_the_retired_finding_too() -> None:
    assert set(version_pages.pages(small_hub())) == {
        f"findings/{TEAM}/versions/aaaa0001.md",
        f"findings/{TEAM}/versions/bbbb0002.md",
        "findings/stress-team-controlled/versions/dddd0004.md",
        "findings/stress-team-controlled.md",
    }


def test_an_old_version_says_so_before_anything_else_and_names_the_present_one() -> None:
    page = version_pages.pages(small_hub())[f"findings/{TEAM}/versions/bbbb0002.md"]
    banner = page.index("This is an older version")
    assert "0.30 standard deviations" in page[banner : page.index("What it said")]
    assert "0.20 standard deviations" in page[page.index("What it said") :]
    assert "exclude: true" in page
    assert f'canonical: "../../../findings/{TEAM}.html"' in page


def test_the_canonical_page_is_absolute_where_the_hub_has_an_address() -> None:
    hub = small_hub(address="https://hub.example.org")
    page = version_pages.pages(hub)[f"findings/{TEAM}/versions/bbbb0002.md"]
    assert f'canonical: "https://hub.example.org/findings/{TEAM}.html"' in page


def test_a_retired_finding_says_why_and_where_its_effects_are() -> None:
    page = version_pages.pages(small_hub())["findings/stress-team-controlled.md"]
    assert "Why: A plain trial" in page
    assert f"({TEAM}.md)" in page
    assert "refresh" not in page


def test_a_finding_that_moved_redirects_at_once() -> None:
    hub = small_hub()
    gone = {"stress-team-controlled": {"reason": "renamed", "moved_to": TEAM}}
    page = version_pages.pages(replace(hub, retired=gone))["findings/stress-team-controlled.md"]
    assert f'refresh: "{TEAM}.html"' in page


def test_what_changed_has_a_part_for_each_step_and_the_reversal_comes_first() -> None:
    page = changes_pages.changes_page(small_hub())
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert headings == [
        "Since 0.2.0, not released yet",
        "Release 0.2.0, 2026-11-24",
        "Release 0.1.0, 2026-10-01",
    ]
    second = page[page.index("## Release 0.2.0") : page.index("## Release 0.1.0")]
    assert second.index("conclusion changed</span>") < second.index("retired</span>")
    assert "2 findings changed: conclusion changed 1, retired 1." in second


def test_the_home_page_shows_the_latest_step() -> None:
    hub = small_hub()
    block = changes_pages.what_changed_block(hub, "", 3)
    assert block.count("- <span") == 1
    assert "no clear difference" in block
    assert "(findings/" in block
    assert changes_pages.what_changed_block(replace(hub, states=()), "", 3) == ""


def test_the_section_of_a_finding_lists_earlier_versions_newest_first() -> None:
    hub = small_hub()
    text = changes_pages.versions_section(hub, hub.findings[TEAM])
    assert "`cccc0003`, not in a release yet" in text
    assert text.index("bbbb0002") < text.index("aaaa0001")
    assert f"../feeds/{TEAM}.xml" in text
    assert f"[`cccc0003`](../findings/{TEAM}/versions" not in text


def test_the_check_lists_every_version_once() -> None:
    page = citation_check.check_page(small_hub())
    rows = re.findall(
        r'<tr data-finding="([\w-]+)" data-version="(\w+)" data-standing="(\w+)"', page
    )
    assert sorted(rows) == [
        (TEAM, "aaaa0001", "superseded"),
        (TEAM, "bbbb0002", "reversed"),
        (TEAM, "cccc0003", "current"),
        ("stress-team-controlled", "dddd0004", "retired"),
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_the_data_stays_letters(payload: str) -> None:
    hub = small_hub(payload)
    texts = {**version_pages.pages(hub), **changes_pages.pages(hub), **citation_check.pages(hub)}
    for name, text in texts.items():
        body = text.split("---\n", 2)[2]
        for part in ("<script>alert", "<img", "[link](java", "\u202e", "{{ x", "\u0007"):
            assert part not in body, (name, part)
