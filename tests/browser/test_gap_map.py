"""The gap map as a visitor uses it: read, filter, walk with the keyboard, open, take along."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser
Tables = dict[str, list[dict[str, Any]]]
Counts = dict[tuple[str, str], int]
COUNTS = """(selector) => Object.fromEntries([...document.querySelectorAll(selector)].map(
  (b) => [`${b.dataset.row}|${b.dataset.column}`, parseInt(b.textContent, 10)]))"""
STATIC = """(selector) => Object.fromEntries([...document.querySelectorAll(selector)].map(
  (a) => [a.hash.slice(6).replace("--", "|"), parseInt(a.textContent, 10)]))"""


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def visit(page: Page, origin: str, search: str = "") -> None:
    page.goto(f"{origin}/gap-map/index.html{search}", wait_until="load")
    page.locator("#gap-map-panel form").wait_for()
    settled(page)


def settled(page: Page) -> None:
    page.locator("#gap-map-list:not([aria-busy])").wait_for()


def in_map(page: Page) -> dict[str, int]:
    found: dict[str, int] = page.evaluate(COUNTS, "#gap-map-table button")
    return found


def by_hand(tables: Tables, keep: Any = None, row: str = "intervention_types") -> dict[str, int]:
    """Count studies by a column of effect_sizes and outcome, from the tables alone."""
    studies = {s["study_id"]: s for s in tables["studies"]}
    found: dict[str, set[str]] = defaultdict(set)
    for e in tables["effect_sizes"]:
        if keep is None or keep(e, studies[e["study_id"]]):
            for value in str(e[row] or "not_stated").split(";"):
                found[f"{value.strip()}|{e['outcome_family']}"].add(e["study_id"])
    return {key: len(mine) for key, mine in found.items()}


def test_the_map_holds_the_numbers_of_the_tables(page: Page, origin: str, tables: Tables) -> None:
    visit(page, origin)
    expected = by_hand(tables)
    assert in_map(page) == expected
    assert page.evaluate(COUNTS, "#gap-map-list button") == expected
    kinds = [t for t in tables["terms"] if t["vocabulary"] == "interventions"]
    assert page.locator("#gap-map-table tbody th[scope=row]").count() == len(kinds)
    visit(page, origin, "?rows=level")
    assert in_map(page) == by_hand(tables, row="level")


def test_the_count_of_a_finding_is_the_finding_s_own(
    page: Page, origin: str, tables: Tables
) -> None:
    """pooled_effects counts the coded studies of each question by itself."""
    visit(page, origin, "?evidence=controlled")
    found = in_map(page)
    for f in tables["pooled_effects"]:
        if f["intervention_type"] and f["evidence_class"] == "controlled":
            key = f"{f['intervention_type']}|{f['outcome_family']}"
            assert found[key] == f["n_studies_coded"], key


@pytest.mark.parametrize(
    ("search", "keep"),
    [
        ("?level=system&level=team", lambda e, s: e["level"] in ("team", "system")),
        ("?income=low&income=lower_middle", lambda e, s: s["income_group"].startswith("low")),
        ("?country=CN", lambda e, s: "CN" in (s["countries"] or "").split(";")),
        ("?cadre=nurse", lambda e, s: "nurse" in (s["cadres"] or "").split(";")),
        (
            "?evidence=controlled&design=rct",
            lambda e, s: s["design"] == "rct" and e["evidence_class"] == "controlled",
        ),
        ("?status=checked", lambda e, s: e["review_status"] == "checked"),
        ("?from=2015&to=2019", lambda e, s: s["year"] is not None and 2015 <= s["year"] <= 2019),
    ],
)
def test_a_filter_counts_again(
    page: Page, origin: str, tables: Tables, search: str, keep: Any
) -> None:
    visit(page, origin, search)
    expected = by_hand(tables, keep)
    assert expected
    assert in_map(page) == expected
    assert page.url.endswith(search)


def test_a_tick_is_in_the_address_and_the_bubbles_keep_their_scale(
    page: Page, origin: str, tables: Tables
) -> None:
    visit(page, origin)
    radius = "#gap-map-table button[data-row=balint-group][data-column=burnout] circle"
    before = page.locator(radius).get_attribute("r")
    sizes = page.locator("#gap-map-sizes").inner_text()
    page.get_by_text("Filters", exact=True).click()
    box = page.locator('.filters__box[data-filter="level"]')
    box.locator("summary").click()
    box.locator('input[value="team"]').check()
    settled(page)
    assert page.url.endswith("?level=team")
    assert in_map(page) == by_hand(tables, lambda e, s: e["level"] == "team")
    assert page.locator("#gap-map-sizes").inner_text() == sizes
    assert before is not None
    assert float(page.locator(radius).get_attribute("r") or 99) <= float(before)
    assert "also those that your filters leave out" in page.locator(".gap-map__says").inner_text()


@pytest.mark.parametrize(("axis", "column"), [("income", "income_group"), ("cadre", "cadres")])
def test_other_columns_count_studies_too(
    page: Page, origin: str, tables: Tables, axis: str, column: str
) -> None:
    visit(page, origin, f"?rows=group&columns={axis}")
    studies = {s["study_id"]: s for s in tables["studies"]}
    parents = {
        t["term_id"]: t["parent"] for t in tables["terms"] if t["vocabulary"] == "interventions"
    }
    expected: dict[str, set[str]] = defaultdict(set)
    for e in tables["effect_sizes"]:
        for kind in str(e["intervention_types"]).split(";"):
            for value in str(studies[e["study_id"]][column] or "not_stated").split(";"):
                expected[f"{parents[kind]}|{value.strip()}"].add(e["study_id"])
    assert in_map(page) == {key: len(mine) for key, mine in expected.items()}
    assert page.locator("#gap-map-table .gap-map__sure:not(.gap-map__sure--none)").count() == 0


def test_the_keyboard_walks_opens_closes_and_is_back_where_it_was(
    page: Page, origin: str, tables: Tables
) -> None:
    visit(page, origin, "?rows=level")
    stops = page.locator('#gap-map-table [tabindex="0"]')
    assert stops.count() == 1
    stops.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focus = "[document.activeElement.dataset.row, document.activeElement.dataset.column]"
    assert page.evaluate(focus) == ["individual", "burnout"]
    assert stops.count() == 1
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    text = dialog.inner_text()
    finding = next(
        f for f in tables["pooled_effects"] if f["finding_id"] == "burnout-individual-controlled"
    )
    assert f"{finding['estimate']:.2f} standard deviations" in text
    assert dialog.locator("tbody tr").count() == by_hand(tables, row="level")["individual|burnout"]
    assert dialog.locator('a[href="../findings/burnout-individual-controlled.html"]').count() == 1
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert page.evaluate(focus) == ["individual", "burnout"]
    page.keyboard.press("Control+End")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 5
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.textContent") == "multi-level"
    page.keyboard.press("Control+Home")
    assert page.evaluate("document.activeElement.textContent") == "Levels"
    page.keyboard.press("ArrowUp")  # nothing above: the stop stays
    assert page.evaluate("document.activeElement.textContent") == "Levels"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#gap-map-table')") is None


def test_an_empty_cell_is_a_stop_that_says_so(page: Page, origin: str) -> None:
    visit(page, origin)
    page.locator('#gap-map-table td[aria-label="no study"]').first.evaluate("e => e.focus()")
    assert page.evaluate("document.activeElement.tagName") == "TD"
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 0


def test_a_group_tells_the_findings_that_its_studies_belong_to(page: Page, origin: str) -> None:
    visit(page, origin, "?rows=group")
    page.locator("#gap-map-table button[data-row=reflection][data-column=burnout]").click()
    dialog = page.locator("dialog[open]")
    assert "Findings that they belong to" in dialog.inner_text()
    assert dialog.locator('a[href="../findings/burnout-balint-group-controlled.html"]').count() == 1


def test_the_download_holds_every_cell_shown(page: Page, origin: str, tables: Tables) -> None:
    visit(page, origin, "?level=team")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    expected = by_hand(tables, lambda e, s: e["level"] == "team")
    filled = {f"{r['row_id']}|{r['column_id']}": int(r["n_studies"]) for r in rows}
    assert {key: n for key, n in filled.items() if n} == expected
    assert sum(n == 0 for n in filled.values()) > len(expected)
    assert all(
        len(r["study_ids"].split(";")) == int(r["n_studies"]) for r in rows if r["study_ids"]
    )


def test_what_the_address_asks_and_the_release_does_not_hold_is_told(
    page: Page, origin: str
) -> None:
    visit(page, origin, "?level=galactic&rows=columns")
    assert "level galactic, rows columns" in page.locator(".gap-map__says").inner_text()


def test_without_scripts_the_map_and_its_table_stand_whole(
    browser: Browser, origin: str, tables: Tables
) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{origin}/gap-map/index.html", wait_until="load")
    assert bare.locator("#gap-map-note").is_visible()
    links = bare.locator("#gap-map-table td a")
    hrefs = [links.nth(i).get_attribute("href") for i in range(3)]
    assert all(href and bare.locator(href).count() == 1 for href in hrefs)
    context.close()


def test_what_the_script_draws_is_what_the_page_held(page: Page, origin: str) -> None:
    """The numbers, the bubbles and the sentences, before and after the script ran."""
    page.route("**/map.json", lambda route: route.abort())
    page.goto(f"{origin}/gap-map/index.html", wait_until="load")
    circles = "[...document.querySelectorAll('#gap-map-table circle')].map(c => c.outerHTML)"
    lines = """[...document.querySelectorAll('#gap-map-list tbody tr')].map(
      (r) => [r.id, r.innerText.replace(/\\s+/g, ' ')])"""
    numbers = page.evaluate(STATIC, "#gap-map-table td a")
    drawn, listed = page.evaluate(circles), page.evaluate(lines)
    page.unroute("**/map.json")
    visit(page, origin)
    assert in_map(page) == numbers
    assert [
        c.replace('xmlns="http://www.w3.org/2000/svg" ', "") for c in page.evaluate(circles)
    ] == drawn
    assert page.evaluate(lines) == listed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_used_map_is_accessible_and_quiet(browser: Browser, origin: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    requests, errors = watch(page)
    visit(page, origin, "?level=individual&rows=group&hide=1")
    found = Axe().run(page).response["violations"]
    page.locator('.filters__box[data-filter="country"] summary').click()
    found += Axe().run(page, "#gap-map-panel").response["violations"]
    page.keyboard.press("Escape")
    page.locator("#gap-map-table button").first.click()
    found += Axe().run(page, "dialog").response["violations"]
    context.close()
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert errors == []
    assert [r for r in requests if not r.startswith((origin, "data:"))] == []


def test_the_map_is_in_the_first_screen_and_fits_a_telephone(browser: Browser, origin: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    visit(page, origin)
    box = page.locator("#gap-map-table tbody button").first.bounding_box()
    assert box is not None
    assert box["y"] < 900
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    # The first column stays in sight when the map is scrolled, and the focus is not hidden by it.
    page.locator("#gap-map-table button[data-column=wellbeing]").first.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    edges = page.evaluate("""() => {
      const rect = (e) => e.getBoundingClientRect();
      const head = document.activeElement.closest("tr").firstElementChild;
      return [rect(document.querySelector("#gap-map-box")).left, rect(head).left,
              rect(head).right, rect(document.activeElement).left];
    }""")
    page.close()
    assert edges[1] - edges[0] <= 2
    assert edges[3] >= edges[2] - 1
