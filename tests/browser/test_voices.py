"""An advocate's way: from voices to an ask to its number; a safer wording copied; costs sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    yield context.new_page()
    context.close()


def test_from_voices_to_an_ask_to_the_number_and_back(page: Page, origin: str) -> None:
    _, errors = watch(page)
    page.goto(f"{origin}/voices/index.html")
    assert page.locator(".answer li").count() == 5
    page.get_by_role("link", name="what voices ask for, beside the evidence").click()
    row = page.locator("tr", has=page.locator("#ask-balint-group"))
    expect(row.locator(".badge--relation-not-shown")).to_be_visible()
    row.locator('a[data-id="pooled_effects/burnout-balint-group-controlled"]').click()
    page.wait_for_url("**/findings/burnout-balint-group-controlled.html")
    section = page.locator("h2#voices-beside-the-numbers ~ .table-wrap").first
    section.get_by_role("link", name="A text on tools to manage burnout").first.click()
    page.wait_for_url(re.compile(r"voices/tools-and-techniques-2025\.html#"))
    assert errors == []


def test_a_safer_wording_is_copied(page: Page, origin: str) -> None:
    page.goto(f"{origin}/claims/index.html")
    page.locator(".answer").get_by_role("link", name="Overstated").click()
    box = page.locator(".safer", has=page.locator("#safer-west-2016-30-50-percent"))
    box.get_by_role("button").click()
    expect(box.get_by_role("button")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("In a review of 14 studies")
    assert copied == page.locator("#safer-west-2016-30-50-percent").inner_text()


def test_costs_are_sorted_by_country_and_a_figure_is_reached(page: Page, origin: str) -> None:
    page.goto(f"{origin}/costs/index.html")
    table = page.locator("table[data-sortable]")
    before = table.locator("tbody tr").count()
    countries = table.locator("tbody td[data-label=Country]")
    table.get_by_role("button", name="Country").click()
    shown = countries.all_inner_texts()
    assert table.locator("th[aria-sort=ascending]").count() == 1
    assert shown == sorted(shown, key=str.casefold)
    table.get_by_role("button", name="Country").click()
    assert countries.all_inner_texts() == shown[::-1]
    assert table.locator("tbody tr").count() == before
    page.locator(".answer").get_by_role("link", name="The figure").first.click()
    assert page.locator("tr:target").count() == 1


def test_the_comparison_of_levels_answers_in_the_first_screen(page: Page, origin: str) -> None:
    page.goto(f"{origin}/levels/index.html")
    box = page.locator(".answer").bounding_box()
    assert box is not None and box["y"] + min(box["height"], 200) < 900
    assert page.locator("figure.levels-chart svg polygon").count() > 3
    drawn = page.locator("figure.levels-chart").first.locator("svg text").all_text_contents()
    numbers = [w.split(" [")[0] for w in drawn if re.fullmatch(r"\S+ \[\S+, \S+\]", w)]
    beside = page.locator("figure.levels-chart ~ .table-wrap").first.locator("td:nth-child(2)")
    assert numbers == [t for t in beside.all_inner_texts() if "." in t]
