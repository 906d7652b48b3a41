"""A course designer with citations to get right: check them, and read what was said and changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import watch
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
CASES = json.loads((ROOT / "tests" / "citation_cases.json").read_text(encoding="utf-8"))
FINDING = "findings/stress-individual-controlled"
OLD = f"{FINDING}/versions/366fe12f.html"  # of release 0.2.0: its interval held no effect
PAGES = ["changes/index.html", "changes/check.html", OLD, "data/api.html", "data/flow.html"]
PAGES += ["findings/wellbeing-scribe-controlled.html", f"{FINDING}.html"]
# The table of the page, replaced by the versions of the cases.
PUT = """rows => {
  const body = document.querySelector("#check-versions tbody");
  body.replaceChildren(...rows.map(([finding, version, standing, present]) => {
    const row = document.createElement("tr");
    Object.assign(row.dataset, { finding, version, standing, present: present ?? "" });
    for (let i = 0; i < 5; i += 1) row.append(document.createElement("td"));
    return row;
  }));
}"""


def check(page: Page, text: str) -> list[list[str]]:
    """Check a text as a person does; return the badge and the words in code of each line."""
    page.locator("#check-text").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    found = []
    for line in page.locator("#check-found li").all():
        ident, version = [*line.locator("code").all_inner_texts(), ""][:2]
        found.append([ident, version, line.get_attribute("data-standing") or ""])
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_quiet_and_asks_nobody_else(
    browser: Browser, origin: str, name: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    requests, errors = watch(page)
    page.goto(f"{origin}/{name}", wait_until="networkidle")
    violations = Axe().run(page).response["violations"]
    page.set_viewport_size({"width": 360, "height": 780})
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert errors == []
    assert [r for r in requests if not r.startswith((origin, "data:"))] == []
    assert [v["id"] for v in violations] == []
    assert wider <= 0


def test_the_page_finds_what_the_command_finds(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/changes/check.html", wait_until="load")
    page.evaluate(PUT, CASES["versions"])
    found = {text: check(page, text) for text, _ in CASES["cases"]}
    page.close()
    for text, expected in CASES["cases"]:
        assert found[text] == [[i, v, s.replace("_", "-")] for i, v, s in expected], text


@pytest.mark.parametrize("how", ["served", "from a folder"])
def test_a_citation_of_an_old_version_leads_to_what_it_said_and_to_the_present(
    browser: Browser, origin: str, site: Path, how: str
) -> None:
    start = origin if how == "served" else site.as_uri()
    page = browser.new_page()
    page.goto(f"{start}/changes/check.html", wait_until="load")
    text = "Hub. Stress (finding stress-individual-controlled, version 366fe12f, hub 0.2.0)"
    assert check(page, text)[0][2] == "reversed"
    assert "conclusion changed 1" in page.locator("#check-said").inner_text()
    page.get_by_role("link", name="what version 366fe12f said").click()
    page.wait_for_url(f"**/{OLD}")
    banner = page.locator(".admonition.warning").first
    assert "This is an older version" in banner.inner_text()
    banner.get_by_role("link").click()
    page.wait_for_url(f"**/{FINDING}.html")
    section = page.locator("#versions").inner_text()
    feed = page.locator('link[type="application/atom+xml"]').get_attribute("href")
    page.close()
    assert "Versions of this finding" in section
    assert feed == "../feeds/stress-individual-controlled.xml"


def test_by_keyboard_alone(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/changes/check.html", wait_until="load")
    page.locator("#check-text").focus()
    page.keyboard.type("wellbeing-scribe-controlled")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = page.locator("#check-said").inner_text()
    page.close()
    assert said == "Citations found: 1 (retired 1)."


def test_without_scripts_the_table_and_the_old_versions_stand(
    browser: Browser, origin: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/changes/check.html", wait_until="load")
    assert page.locator("#check-note").is_visible()
    assert not page.locator("#check").is_visible()
    assert page.locator("#check-versions tbody tr").count() > 300
    page.goto(f"{origin}/{OLD}", wait_until="load")
    assert page.locator(".admonition.warning").is_visible()
    context.close()
