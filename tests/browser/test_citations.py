"""Citations on the built site: taken from the head, copied with a click, read without scripts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hub.citations import read_release
from tests.browser.conftest import until, watch
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
RELEASE = read_release(ROOT / "CITATION.cff")
KINDS = ("finding", "study", "voice", "claim", "hub")
FORMS = ("apa", "vancouver", "harvard", "bibtex", "ris", "csl-json")


@pytest.fixture(scope="module")
def paths(tables: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[str, str]]:
    """One page of each kind that can be cited: its path and what its citation must name."""
    pooled = next(f for f in tables["pooled_effects"] if f["status"] == "pooled")
    study = next(s for s in tables["studies"] if s["doc_id"])["study_id"]
    voice = tables["themes"][0]["source_id"]
    claim = tables["claims"][0]["claim_id"]
    finding = f"{pooled['finding_id']}, version {pooled['version']}"
    return {
        "finding": (f"findings/{pooled['finding_id']}.html", finding),
        "study": (f"studies/{study}.html", f"study summary {study}"),
        "voice": (f"voices/{voice}.html", f"voice {voice}"),
        "claim": (f"claims/{claim}.html", f"claim {claim}"),
        "hub": ("cite.html", f"version {RELEASE.version}"),
    }


@pytest.fixture
def page(browser: Browser, origin: str) -> Any:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_manager_finds_the_item_and_its_version(
    page: Page, origin: str, paths: dict[str, tuple[str, str]], kind: str
) -> None:
    path, names = paths[kind]
    _, errors = watch(page)
    page.goto(f"{origin}/{path}", wait_until="load")
    tags = dict(
        page.eval_on_selector_all(
            "head meta[name^=citation_]", "all => all.map(m => [m.name, m.content])"
        )
    )
    assert names in tags["citation_title"]
    assert tags["citation_author"].removesuffix(",") == RELEASE.name
    assert tags["citation_publication_date"] == RELEASE.date.replace("-", "/")
    data = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert data["@context"] == "https://schema.org"
    assert data["datePublished"] == RELEASE.date
    assert errors == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_one_click_copies_a_citation_and_says_so(
    page: Page, origin: str, paths: dict[str, tuple[str, str]], kind: str, form: str
) -> None:
    path, names = paths[kind]
    page.goto(f"{origin}/{path}", wait_until="load")
    box = page.locator(f'[id^="cite-hub"][id$="-{form}"]')
    if form in ("bibtex", "ris", "csl-json"):
        page.locator(f"details:has(> #{box.get_attribute('id')}) > summary").click()
    page.locator(f'button[data-copy="{box.get_attribute("id")}"]').click()
    until(page, "document.querySelector('[role=status]').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert names in copied
    assert RELEASE.date in copied
    if form == "ris":
        assert copied.startswith("TY  - ")
        assert copied.splitlines()[-1].startswith("ER  -")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_open_box_is_accessible(
    browser: Browser, origin: str, paths: dict[str, tuple[str, str]], kind: str, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{origin}/{paths[kind][0]}", wait_until="networkidle")
    for details in page.locator(".cite details > summary").all():
        details.click()
    found = [
        f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}"
        for v in Axe().run(page).response["violations"]
    ]
    names = page.locator("button.copy").evaluate_all("all => all.map(b => b.ariaLabel)")
    page.set_viewport_size({"width": 360, "height": 780})
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert found == []
    assert wider <= 0
    assert all(n.startswith("Copy") for n in names)
    assert len(set(names)) == len(names)


def test_without_scripts_every_citation_is_text(
    browser: Browser, origin: str, paths: dict[str, tuple[str, str]]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/{paths['finding'][0]}", wait_until="load")
    assert page.locator('[id^="cite-hub"][id$="-apa"]').is_visible()
    page.locator(".cite summary").first.click()
    assert page.locator('[id^="cite-hub"][id$="-bibtex"]').is_visible()
    assert page.locator("button.copy").count() > 0
    assert not page.locator("button.copy").first.is_visible()
    context.close()


def test_the_search_keeps_out_of_the_boxes(site: Path) -> None:
    found = (site / "pagefind" / "fragment").glob("*.pf_fragment")
    texts = [gzip.decompress(path.read_bytes()).decode() for path in found]
    assert len(texts) > 100
    assert not [t for t in texts if "TY  - ELEC" in t or "data-copy" in t]
