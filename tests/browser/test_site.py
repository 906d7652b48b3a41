"""The built site in a real browser: readable, reachable, searchable, and alone with itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser
# One page of each kind.
PAGES = [
    "index.html",
    "findings/index.html",
    "findings/burnout-individual-controlled.html",
    "findings/burnout-system-controlled.html",
    "trace/burnout-individual-controlled.html",
    "explorer/index.html",
    "gap-map/index.html",
    "levels/index.html",
    "levels/organisational.html",
    "interventions/index.html",
    "interventions/balint-group.html",
    "outcomes/index.html",
    "outcomes/burnout.html",
    "studies/index.html",
    "studies/huang2020icubalint.html",
    "voices/index.html",
    "voices/beside-numbers.html",
    "voices/findings.html",
    "voices/unitar-zambia-clinical-assistant.html",
    "claims/index.html",
    "teaching/index.html",
    "teaching/peer-support.html",
    "teaching/pack.html",
    "glossary.html",
    "costs/index.html",
    "papers/index.html",
    "papers/queue.html",
    "data/index.html",
    "data/dictionary.html",
    "data/problems.html",
    "data/comparison.html",
    "methods/index.html",
    "methods/statistics.html",
    "methods/papers.html",
    "cite.html",
    "search.html",
    "search.html?q=balint",
]


# What a reader can have: WCAG 2.2 to AA, and what axe calls good practice.
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can be otherwise in the dark and on a telephone: colours, and what is shown or folded.
DARK_AND_SMALL = [
    *("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"),
    *("landmark-unique", "region", "aria-hidden-focus", "button-name", "link-name"),
]


def violations(page: Page, kind: str, values: list[str]) -> list[str]:
    """Return what axe finds on a page, with the first places."""
    # without this axe describes every element that passes, which on large pages takes most time
    only = {"runOnly": {"type": kind, "values": values}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=only)
    return [
        f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}"
        for v in results.response["violations"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_quiet_and_asks_nobody_else(
    browser: Browser, origin: str, name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 780})
    requests, errors = watch(page)
    page.goto(f"{origin}/{name}", wait_until="networkidle")
    found = violations(page, "tag", STANDARD)
    page.close()
    assert errors == []
    assert [r for r in requests if not r.startswith((origin, "data:"))] == []
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_telephone_in_the_dark(browser: Browser, origin: str, name: str) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{origin}/{name}", wait_until="load")
    found = violations(page, "rule", DARK_AND_SMALL)
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert found == []
    assert wider <= 0


def search(page: Page, word: str) -> list[str]:
    """Type into the box of any page's header as a person does and return the titles found."""
    page.locator(".header-search input").click()
    page.keyboard.type(word, delay=20)
    page.keyboard.press("Enter")
    page.wait_for_selector(".search__item", timeout=20_000)
    return page.locator(".search__title a").all_inner_texts()


@pytest.mark.parametrize("how", ["served", "from a folder"])
def test_the_search_finds_a_level_without_a_network(
    browser: Browser, origin: str, site: Path, how: str
) -> None:
    start = f"{origin}/index.html" if how == "served" else (site / "index.html").as_uri()
    page = browser.new_page()
    requests, _ = watch(page)
    page.goto(start, wait_until="load")
    found = search(page, "Balint group")
    page.close()
    assert any("Balint" in title for title in found), found
    allowed = (origin, "data:", "blob:", site.as_uri())
    assert [r for r in requests if not r.startswith(allowed)] == []


def test_an_advocate_walks_from_the_answer_to_the_words_of_a_source(
    browser: Browser, origin: str
) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/index.html", wait_until="load")
    page.locator(".answer a").first.click()
    page.wait_for_url("**/findings/burnout-individual-controlled.html")
    sentence = page.locator(".answer [data-id]").inner_text()
    assert "standard deviations" in sentence
    page.locator('td a[data-id^="effect_sizes/"]').first.click()
    page.wait_for_url("**/studies/*.html#*")
    anchor = page.url.split("#")[1]
    row = page.locator(f"tr:has(#{anchor})")
    row.locator('a[href^="#reading-"]').click()
    text = page.locator("article").inner_text()
    page.close()
    assert "Words near the number" in text
    assert "Page read" in text


def test_pages_are_readable_without_scripts(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/findings/burnout-individual-controlled.html", wait_until="load")
    assert page.locator("figure.forest svg .forest__row").count() > 1
    assert page.locator(".answer").is_visible()
    context.close()


def test_paper_shows_the_answer_and_hides_the_menus(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/index.html", wait_until="load")
    page.emulate_media(media="print")
    assert page.locator(".answer").is_visible()
    assert not page.locator(".md-header").is_visible()
    page.close()


def test_the_keyboard_reaches_search_and_content(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/index.html", wait_until="load")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent.trim()")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.getAttribute('name')"))
    page.close()
    assert first == "Skip to content"
    assert "q" in seen
