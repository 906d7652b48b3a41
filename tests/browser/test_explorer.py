"""The Explorer as a visitor uses it: choose, leave out, share, take along."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser
Tables = dict[str, list[dict[str, Any]]]
ONE_EACH = "one effect a study (REML, Knapp-Hartung)"
SELECT = """async (search) => {
  const { prepared, select, stateFrom } = await import("../assets/js/explorer-selection.js");
  const data = prepared(await (await fetch("effects.json")).json());
  return search.map((text) => select(data, stateFrom(text, data).state).estimate);
}"""


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def visit(page: Page, origin: str, search: str = "") -> None:
    page.goto(f"{origin}/explorer/index.html{search}", wait_until="load")
    page.locator("#explorer-panel .answer").wait_for()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the table follows; the estimate comes before it."""
    page.locator("#explorer-effects:not([aria-busy])").wait_for()


def tick(page: Page, name: str, *values: str) -> None:
    """Open a filter and tick, or untick, values of it."""
    box = page.locator(f'.filters__box[data-filter="{name}"]')
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for value in values:
        box.locator(f'input[value="{value}"]').click()
    page.keyboard.press("Escape")


def says(page: Page) -> str:
    return page.locator("#explorer-panel .answer").inner_text()


def rows_shown(page: Page) -> int:
    return page.locator("#explorer-effects tbody tr:visible").count()


def address(finding: dict[str, Any]) -> str:
    about = f"&kind={finding['intervention_type']}" if finding["intervention_type"] else ""
    about = about or f"&level={finding['level']}"
    return f"?family={finding['outcome_family']}&evidence={finding['evidence_class']}{about}"


def test_every_finding_of_the_hub_is_found_again(page: Page, origin: str, tables: Tables) -> None:
    """The hub's table of the same model, one effect a study, computed by Python."""
    findings = {f["finding_id"]: f for f in tables["pooled_effects"]}
    expected = [
        s for s in tables["sensitivity"] if s["variant"] == ONE_EACH and s["estimate"] is not None
    ]
    assert expected
    visit(page, origin)
    found = page.evaluate(SELECT, [address(findings[s["finding_id"]]) for s in expected])
    for here, there in zip(found, expected, strict=True):
        assert here["k"] == there["k"], there["finding_id"]
        numbers = (here["estimate"], here["ciLower"], here["ciUpper"], here["tau2"])
        theirs = (there["estimate"], there["ci_lb"], there["ci_ub"], there["tau2"])
        assert numbers == pytest.approx(theirs, abs=1e-6), there["finding_id"]


def test_a_choice_goes_into_the_address_and_comes_back_from_it(page: Page, origin: str) -> None:
    visit(page, origin)
    before, everything = says(page), rows_shown(page)
    tick(page, "level", "individual")
    page.get_by_text("More filters").click()
    tick(page, "design", "rct")
    settled(page)
    assert 0 < rows_shown(page) < everything
    chosen, shown, there = says(page), rows_shown(page), page.url
    assert chosen != before
    assert there.endswith("?level=individual&design=rct")
    visit(page, origin, there.partition("index.html")[2])
    assert (says(page), rows_shown(page)) == (chosen, shown)
    page.get_by_role("button", name="Start again").click()
    settled(page)
    assert (says(page), rows_shown(page)) == (before, everything)


# Each filter of the page, and what it asks of a row of effect_sizes or of its study.
ASKED = {
    "family": ("effect", "outcome_family"),
    "construct": ("effect", "construct_id"),
    "evidence": ("effect", "evidence_class"),
    "level": ("effect", "level"),
    "kind": ("effect", "intervention_types"),
    "status": ("effect", "review_status"),
    "country": ("study", "countries"),
    "income": ("study", "income_group"),
    "cadre": ("study", "cadres"),
    "design": ("study", "design"),
    "bias": ("study", "risk_of_bias"),
}
SHOWN = """async (search) => {
  const { prepared, select, stateFrom } = await import("../assets/js/explorer-selection.js");
  const data = prepared(await (await fetch("effects.json")).json());
  return search.map((text) => select(data, stateFrom(text, data).state).shown.map((e) => e.id));
}"""


def test_every_value_of_every_filter_shows_the_rows_of_the_table(
    page: Page, origin: str, tables: Tables
) -> None:
    studies = {s["study_id"]: s for s in tables["studies"]}
    rows = [
        (e["effect_id"], {"effect": e, "study": studies[e["study_id"]]})
        for e in tables["effect_sizes"]
        if e["yi"] is not None
    ]
    expected: dict[str, set[str]] = {}
    for name, (table, column) in ASKED.items():
        for ident, row in rows:
            for value in filter(None, str(row[table][column] or "").split(";")):
                rest = "" if name in ("family", "evidence") else "&evidence=any"
                key = f"?{name}={value.strip()}&family=any{rest}"
                if name == "family":
                    key = f"?family={value}&evidence=any"
                elif name == "evidence":
                    key = f"?evidence={value}&family=any"
                expected.setdefault(key, set()).add(ident)
    visit(page, origin)
    found = page.evaluate(SHOWN, list(expected))
    assert len(expected) > 100
    for search, ids in zip(expected, found, strict=True):
        assert set(ids) == expected[search], search


def test_values_of_one_filter_are_alternatives_and_filters_hold_together(
    page: Page, origin: str, tables: Tables
) -> None:
    studies = {s["study_id"]: s for s in tables["studies"]}
    expected = [
        e["effect_id"]
        for e in tables["effect_sizes"]
        if e["yi"] is not None
        and e["outcome_family"] == "burnout"
        and e["evidence_class"] == "controlled"
        and e["level"] in ("team", "organisational")
        and studies[e["study_id"]]["year"] is not None
        and 2015 <= studies[e["study_id"]]["year"] <= 2020
    ]
    visit(page, origin)
    tick(page, "level", "team", "organisational")
    page.get_by_text("More filters").click()
    page.get_by_label("Year from").fill("2015")
    page.get_by_label("Year to").fill("2020")
    page.keyboard.press("Tab")
    settled(page)
    shown = page.locator("#explorer-effects tbody tr:visible")
    assert {r.removeprefix("row-") for r in shown.evaluate_all("rs => rs.map(r => r.id)")} == set(
        expected
    )
    assert page.url.endswith("?level=organisational&level=team&from=2015&to=2020")
    assert "organisational or team" in says(page)
    # The number beside a value is what it would show, the other filters being as they are.
    box = page.locator('.filters__box[data-filter="level"]')
    box.locator("summary").click()
    count = sum(e["level"] == "team" for e in tables["effect_sizes"] if e["effect_id"] in expected)
    expect(box.locator("label", has_text="team").locator("span").last).to_have_text(f"({count})")


def test_words_look_in_names_and_titles(page: Page, origin: str, tables: Tables) -> None:
    names = {
        s["study_id"]: f"{s['title']} {s['authors']} {s['study_id']}".lower()
        for s in tables["studies"]
    }
    expected = {
        e["effect_id"]
        for e in tables["effect_sizes"]
        if e["yi"] is not None and "balint" in names[e["study_id"]]
    }
    assert expected
    visit(page, origin)
    (found,) = page.evaluate(SHOWN, ["?family=any&evidence=any&words=Balint"])
    assert set(found) == expected


def test_the_choice_goes_to_the_gap_map_and_comes_back(page: Page, origin: str) -> None:
    visit(page, origin, "?level=team&level=system&income=high&from=2010")
    page.get_by_role("link", name="Show this choice on the evidence gap map").click()
    page.locator("#gap-map-panel form").wait_for()
    query = "evidence=controlled&level=system&level=team&income=high&from=2010"
    assert page.url.endswith(f"gap-map/index.html?family=burnout&{query}")
    page.get_by_role("link", name="Show the effects of this choice in the Explorer").click()
    page.locator("#explorer-panel .answer").wait_for()
    assert page.url.endswith("?level=system&level=team&income=high&from=2010")


def test_a_study_is_left_out_and_put_back_with_the_keyboard(page: Page, origin: str) -> None:
    visit(page, origin, "?level=individual")
    before = says(page)
    pooled = page.locator("#explorer-effects tbody tr:visible", has_text="yes, weight").first
    row = page.locator(f"#{pooled.get_attribute('id')}")
    button = row.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    assert says(page) != before
    assert "Left out by you" in says(page)
    assert "without=" in page.url
    settled(page)
    assert row.locator(".explorer__use").inner_text() == "left out by you"
    assert page.evaluate("document.activeElement.textContent") == "Put back"
    page.keyboard.press("Enter")
    assert says(page) == before


def test_different_outcomes_are_listed_and_never_averaged(page: Page, origin: str) -> None:
    visit(page, origin, "?family=any")
    assert "One number for all of them would mean nothing" in says(page)
    assert "standard deviations" not in says(page)
    assert not page.locator("#explorer-panel figure").is_visible()
    assert rows_shown(page) > 1


def test_kinds_of_evidence_are_never_averaged(page: Page, origin: str, tables: Tables) -> None:
    visit(page, origin, "?evidence=any")
    assert "are never averaged" in says(page)
    visit(page, origin, "?evidence=cross_sectional")
    assert "Associations are listed, not pooled" in says(page)


def test_numbers_read_once_change_nothing_until_asked_and_then_apart(
    page: Page, origin: str, tables: Tables
) -> None:
    more = [
        f
        for f in tables["pooled_effects"]
        if f["status"] == "pooled" and f["n_studies_all"] > f["n_studies"]
    ]
    if not more:
        pytest.skip("every number of every pooled finding was read twice")
    visit(page, origin, address(more[0]))
    assert "not in the estimate" in says(page)
    assert "would be" not in says(page)
    estimate = page.locator("#explorer-panel .answer p").nth(1).inner_text()
    page.get_by_label("Show what the numbers read only once would change").check()
    assert "nobody has checked" in says(page)
    assert "Taken as they are, the estimate would be" in says(page)
    assert page.locator("#explorer-panel .answer p").nth(1).inner_text() == estimate
    assert page.url.endswith("once=1")
    settled(page)
    assert page.locator("#explorer-panel .forest__square--hollow").count() >= 1


def test_one_study_is_shown_and_not_pooled(page: Page, origin: str, tables: Tables) -> None:
    alone = next(
        f
        for f in tables["pooled_effects"]
        if f["status"] == "single_study" and f["n_studies"] == 1 and f["level"] != "any"
    )
    visit(page, origin, address(alone))
    assert "there is nothing to pool. It finds" in says(page)
    assert "prediction interval" not in says(page)


def test_what_the_address_asks_and_the_release_does_not_hold_is_told(
    page: Page, origin: str
) -> None:
    visit(page, origin, "?level=galactic&without=nobody&from=soon")
    assert "level galactic, from soon, without nobody" in says(page)


def test_the_download_holds_what_is_shown(page: Page, origin: str, tables: Tables) -> None:
    visit(page, origin, "?level=individual")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    path = waiting.value.path()
    rows = list(csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines()))
    assert waiting.value.suggested_filename == "explorer-burnout-controlled.csv"
    assert len(rows) == rows_shown(page)
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    for row in rows:
        effect = effects[row["effect_id"]]
        assert float(row["yi"]) == effect["yi"]
        assert float(row["vi"]) == effect["vi"]
    inside = [float(r["weight"]) for r in rows if r["in_estimate"] == "true"]
    assert sum(inside) == pytest.approx(1)
    assert all(r["why_not"] for r in rows if r["in_estimate"] == "false")


def test_a_cell_that_a_spreadsheet_would_compute_stays_text(page: Page, origin: str) -> None:
    visit(page, origin)
    cells = [
        '=HYPERLINK("http://x")',
        "@SUM(1)",
        "+1+cmd",
        "-2+3",
        "\tx",
        "a, b",
        "plain",
        "-0.5",
        "-",
    ]
    found = page.evaluate(
        """async (cells) => {
          const { csvCell } = await import("../assets/js/filter-state.js");
          return [...cells.map(csvCell), csvCell(-0.5), csvCell(null)];
        }""",
        cells,
    )
    assert found == [
        '"\'=HYPERLINK(""http://x"")"',
        "'@SUM(1)",
        "'+1+cmd",
        "'-2+3",
        "'\tx",
        '"a, b"',
        "plain",
        "-0.5",
        "-",
        "-0.5",
        "",
    ]


def test_a_long_table_shows_its_start_and_tells_of_the_rest(
    page: Page, origin: str, tables: Tables
) -> None:
    numbers = sum(e["yi"] is not None for e in tables["effect_sizes"])
    if numbers <= 200:
        pytest.skip("all rows are shown at once")
    visit(page, origin, "?family=any&evidence=any")
    assert rows_shown(page) == 200
    rest = page.locator("p", has_text=f"The table shows the first 200 of {numbers} effects")
    rest.get_by_role("button", name="Show all rows").click()
    assert rows_shown(page) == numbers
    assert not rest.is_visible()
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 201


def test_without_scripts_the_table_stands_with_a_note(
    browser: Browser, origin: str, tables: Tables
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/explorer/index.html", wait_until="load")
    numbers = [e for e in tables["effect_sizes"] if e["yi"] is not None]
    assert rows_shown(page) == len(numbers)
    assert page.locator("#explorer-note").is_visible()
    context.close()


@pytest.mark.parametrize("lost", ["effects.json", "explorer.js", "explorer-map.js"])
def test_a_file_that_does_not_come_leaves_the_table_with_a_note(
    page: Page, origin: str, lost: str
) -> None:
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(f"{origin}/explorer/index.html", wait_until="load")
    expect(page.locator("#explorer-note")).to_be_visible()
    assert rows_shown(page) > 200
    assert not page.locator("#explorer-panel").is_visible()


def test_what_the_script_adds_moves_nothing_that_is_seen(page: Page, origin: str) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries())"
        " window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    visit(page, origin)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") < 0.05


def test_opened_from_a_folder_the_table_stands_with_a_note(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "explorer" / "index.html").as_uri(), wait_until="load")
    assert rows_shown(page) > 200
    assert page.locator("#explorer-note").is_visible()
    assert page.locator("#explorer-effects tbody tr:visible").count() > 1
    assert page.locator("#explorer-panel form").count() == 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_used_page_is_accessible_and_quiet(browser: Browser, origin: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    requests, errors = watch(page)
    visit(page, origin, "?level=individual&once=1")
    page.get_by_text("More filters").click()
    page.locator("#explorer-effects tbody tr:visible button").first.click()
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations] == []
    assert errors == []
    assert [r for r in requests if not r.startswith((origin, "data:"))] == []


def test_it_fits_a_telephone_with_everything_open(browser: Browser, origin: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    visit(page, origin, "?once=1&design=rct")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_it_works_where_nothing_inline_may_run(browser: Browser, origin: str) -> None:
    """The theme's own inline scripts are blocked here; the Explorer needs none of them."""
    page = browser.new_page()

    def strict(route: Route) -> None:
        response = route.fetch()
        policy = {"content-security-policy": "default-src 'self'; img-src 'self' data:"}
        route.fulfill(response=response, headers={**response.headers, **policy})

    page.route("**/explorer/index.html*", strict)
    visit(page, origin)
    before = says(page)
    tick(page, "level", "individual")
    assert says(page) != before
    settled(page)
    assert page.locator("#explorer-panel svg .forest__row").count() > 1
    page.close()


def map_cells(page: Page) -> dict[str, int]:
    """Return the number of each cell of the small map, by its name."""
    cells = page.locator(".explorer__map .gap-map__open").evaluate_all(
        "all => all.map((b) => [b.getAttribute('aria-label'), Number(b.textContent)])"
    )
    return dict(cells)


def test_the_map_counts_the_studies_of_the_choice(page: Page, origin: str, tables: Tables) -> None:
    visit(page, origin)
    labels = {(t["vocabulary"], t["term_id"]): t["label"] for t in tables["terms"]}
    studies: dict[str, set[str]] = {}
    for effect in tables["effect_sizes"]:
        if effect["yi"] is None or effect["evidence_class"] != "controlled":
            continue
        if effect["outcome_family"] != "burnout":
            continue
        for kind in effect["intervention_types"].split(";"):
            row = labels["interventions", kind.strip()]
            cell = f"{row}, {labels['outcomes', effect['construct_id']]}"
            studies.setdefault(cell, set()).add(effect["study_id"])
    show = page.get_by_role("button", name="interventions", exact=False)
    if show.count():
        show.last.click()
    found = {name.split(": ", 1)[1].split(". Show")[0]: n for name, n in map_cells(page).items()}
    assert found == {cell: len(some) for cell, some in studies.items()}


def test_a_number_of_the_map_narrows_the_choice_to_its_studies(page: Page, origin: str) -> None:
    visit(page, origin)
    button = page.locator(".explorer__map .gap-map__open").first
    number = int(button.inner_text())
    button.press("Enter")
    settled(page)
    expect(page.locator("#explorer-panel .answer")).to_be_focused()
    stem = "of 1 study" if number == 1 else f"of {number} studies"
    assert stem in says(page)
    assert "kind=" in page.url and "construct=" in page.url


def test_a_choice_of_several_outcomes_is_mapped_by_outcome(page: Page, origin: str) -> None:
    visit(page, origin, "?family=any")
    heads = page.locator(".explorer__map thead th").all_inner_texts()
    assert "Burnout" in heads
    assert "Stress" in heads


def test_on_paper_the_whole_choice_stands_without_its_buttons(page: Page, origin: str) -> None:
    visit(page, origin)
    kinds = page.evaluate(
        "import('../assets/js/explorer-map.js').then(async (m) => {"
        " const { prepared, select, stateFrom } ="
        " await import('../assets/js/explorer-selection.js');"
        " const data = prepared(await (await fetch('effects.json')).json());"
        " return m.cellsOf(select(data, stateFrom('', data).state).shown).rows.length; })"
    )
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".explorer__map tbody tr").count() == kinds > 20
    assert page.get_by_role("button", name="Leave out").count() == 0
    assert page.locator("#explorer-effects thead th:visible").first.inner_text() == "Study"
