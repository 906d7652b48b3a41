"""A finding's page in a real browser: the answer first, on screen, on paper and to pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Browser

from hub.text import number

pytestmark = pytest.mark.browser
FINDING = "burnout-individual-controlled"
PAGE = f"findings/{FINDING}.html"
Tables = dict[str, list[dict[str, Any]]]


def test_sentence_number_and_certainty_are_in_the_first_screen(
    browser: Browser, origin: str, tables: Tables
) -> None:
    row = next(f for f in tables["pooled_effects"] if f["finding_id"] == FINDING)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{origin}/{PAGE}", wait_until="load")
    shown = {}
    for part in (".answer", ".tile--size strong", ".tile--sure strong", ".tile--setting strong"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900, part
        shown[part] = page.locator(part).first.inner_text()
    page.close()
    assert shown[".tile--size strong"] == number(row["estimate"])
    assert shown[".tile--sure strong"].lower() == row["certainty"].replace("_", " ")


def test_every_link_of_the_card_leads_to_a_place_that_is_there(
    browser: Browser, origin: str, site: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/{PAGE}", wait_until="load")
    links = page.locator(".card a").evaluate_all("all => all.map(a => a.href)")
    page.close()
    assert len(links) > 10
    for link in set(links):
        path, _, anchor = link.removeprefix(origin).partition("#")
        text = (site / path.lstrip("/")).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text, link


def test_on_paper_the_first_page_is_the_answer_and_no_table_stays_closed(
    browser: Browser, origin: str
) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/{PAGE}", wait_until="load")
    content = page.pdf(format="A4")
    page.close()
    with pymupdf.open("pdf", content) as document:
        first = " ".join(document[0].get_text().split())
        second = " ".join(document[1].get_text().split())
        whole = " ".join(p.get_text() for p in document)
    assert "may go with lower burnout" in first
    card = ("How large", "How sure", "95% prediction interval", "Who and where", "What was done")
    for word in (*card, "Harms and null results", "Cost", "Putting it into practice"):
        assert word in first, word
    assert "Pooled" in second
    assert "Degrees of freedom, p" in whole
    assert "Show the table" not in whole


@pytest.mark.parametrize("how", ["served", "from a folder"])
def test_an_advocate_takes_the_brief_and_the_sentence(
    browser: Browser, origin: str, site: Path, how: str
) -> None:
    start = f"{origin}/{PAGE}" if how == "served" else (site / PAGE).as_uri()
    page = browser.new_page()
    page.goto(start, wait_until="load")
    link = page.get_by_role("link", name="One-page brief (PDF)").first
    address = link.evaluate("a => a.href")
    quoted = page.locator(f"#quote-{FINDING}").inner_text()
    button = page.get_by_role("button", name="Copy the sentence to quote")
    assert button.is_visible()
    page.close()
    root = origin if how == "served" else site.as_uri()
    assert (site / address.removeprefix(f"{root}/")).read_bytes().startswith(b"%PDF")
    assert FINDING in quoted
    assert "How sure: low." in quoted


def test_without_scripts_a_closed_table_opens(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/{PAGE}", wait_until="load")
    table = page.locator("details.folded").filter(has_text="Degrees of freedom, p")
    assert not table.locator("table").is_visible()
    table.locator("summary").click()
    assert table.locator("table").is_visible()
    context.close()


def test_a_study_says_what_it_did_in_the_first_screen(browser: Browser, origin: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{origin}/studies/huang2020icubalint.html", wait_until="load")
    text = page.locator(".answer").inner_text()
    effect = page.locator('td a[data-id^="effect_sizes/"]').first
    box = effect.bounding_box()
    effect.click()
    anchor = page.url.split("#")[1]
    row = page.locator(f"tr:has(#{anchor})").inner_text()
    page.close()
    assert "Tested: " in text
    assert box is not None
    assert box["y"] < 900
    assert "[" in row
