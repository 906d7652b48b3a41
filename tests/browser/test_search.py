"""The search as people use it, and the policy that every page obeys."""

from __future__ import annotations

import gzip
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from hub.publish import publish
from tests.browser.conftest import served, until, watch

pytestmark = pytest.mark.browser
PAYLOAD = '<mark><img src=x onerror="alert(1)"></mark> <script>alert(2)</script> &lt;b&gt; *zebra*'


@pytest.fixture
def page(browser: Browser) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def ask(page: Page, origin: str, query: str = "", more: str = "") -> None:
    """Open the search with a question in its address and wait for its answer."""
    page.goto(f"{origin}/search.html?q={quote(query)}{more}", wait_until="load")
    expect(page.locator("#search-count")).not_to_be_empty()


def titles(page: Page) -> list[str]:
    return page.locator(".search__title a").all_inner_texts()


def kinds(page: Page) -> list[str]:
    return page.locator(".search__kind").all_inner_texts()


def total(page: Page) -> int:
    return int(page.locator("#search-count").inner_text().split()[0].replace(",", ""))


def test_results_follow_what_is_typed_and_say_what_they_are(page: Page, origin: str) -> None:
    ask(page, origin)
    page.keyboard.type("balint", delay=30)  # the box has the focus
    expect(page.locator(".search__title a").first).to_have_text("Balint group")
    assert {"Intervention", "Finding", "Claim", "Study"} <= set(kinds(page))
    assert page.locator(".search__excerpt mark").count() > 0
    assert page.url.endswith("search.html?q=balint")
    expect(page.locator("#search-status")).to_have_text(page.locator("#search-count").inner_text())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("burnout-team-controlled", "Team-level interventions and burnout"),
        ("Leaving", "Leaving"),
        ("huang2020icubalint", None),
    ],
)
def test_an_identifier_or_a_title_is_found_first(
    page: Page, origin: str, tables: dict[str, Any], query: str, first: str | None
) -> None:
    known = {s["study_id"]: s["title"] for s in tables["studies"]}
    ask(page, origin, query)
    assert titles(page)[0] == (first or known[query])


def test_pooled_findings_come_before_questions_without_a_number(page: Page, origin: str) -> None:
    ask(page, origin, "burnout")
    assert kinds(page)[:2] == ["Outcome", "Finding"]
    facts = page.locator(".search__item:has(.search__kind:text-is('Finding')) .search__facts")
    assert facts.first.inner_text().startswith("g ")


def test_choices_narrow_the_results_and_stay_in_the_address(
    page: Page, origin: str, tables: dict[str, Any]
) -> None:
    trials = [
        s
        for s in tables["studies"]
        if s["level"] == "system" and s["design"] in ("rct", "cluster_rct")
    ]
    ask(page, origin)
    page.get_by_label("Study", exact=False).first.check()
    page.locator("#search-level-system").check()
    system = sum(s["level"] == "system" for s in tables["studies"])
    expect(page.locator("#search-count")).to_have_text(f"{system} results")
    page.locator("details[data-facet=design] > summary").click()
    # Two values of one facet: either; counts of the facet do not shrink by what is chosen of it.
    counts = page.locator("details[data-facet=design] .search__n").all_inner_texts()
    for design in ("rct", "cluster_rct"):
        if page.locator(f"#search-design-{design}").count():
            page.locator(f"#search-design-{design}").check()
    expect(page.locator("#search-count")).to_have_text(f"{len(trials)} results")
    assert page.locator("details[data-facet=design] .search__n").all_inner_texts() == counts
    address = page.url
    page.goto(address)
    expect(page.locator("#search-count")).to_have_text(f"{len(trials)} results")
    page.go_back()
    page.locator("#search-clear").click()
    expect(page.locator("#search-clear")).to_have_count(0)


def test_a_country_is_offered_by_its_name(page: Page, origin: str, tables: dict[str, Any]) -> None:
    ask(page, origin, "zambia")
    offer = page.locator("#search-value a")
    expect(offer).to_contain_text("Country: Zambia")
    n = int(offer.inner_text().split("(")[1].rstrip(")"))
    assert n >= len({t["source_id"] for t in tables["themes"] if t["countries"] == "ZM"})
    offer.click()
    expect(page.locator("#search-count")).to_have_text("1 result" if n == 1 else f"{n} results")


@pytest.mark.parametrize(
    ("typed", "meant"), [("burnuot", "burnout"), ("mindfullnes", "mindfulness")]
)
def test_a_mistyped_word_is_put_right(page: Page, origin: str, typed: str, meant: str) -> None:
    ask(page, origin, typed)
    expect(page.locator("#search-mean a")).to_have_text(meant)
    page.locator("#search-mean a").click()
    expect(page.locator("#search-mean")).to_be_hidden()
    assert total(page) > 10


def test_a_word_that_is_there_is_not_put_right(page: Page, origin: str) -> None:
    for word in ("sertraline", "nursing", "metafor"):
        ask(page, origin, word)
        if titles(page) and word in page.locator(".search__list").inner_text().lower():
            expect(page.locator("#search-mean")).to_be_hidden()


def test_the_keyboard_alone_reaches_a_result(page: Page, origin: str) -> None:
    ask(page, origin)
    page.keyboard.type("balint")
    expect(page.locator(".search__item").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.search__title')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "search.html" not in url)


def test_more_results_take_the_focus_along(page: Page, origin: str) -> None:
    ask(page, origin, "burnout")
    assert 10 <= page.locator(".search__item").count() <= 11
    page.locator("#search-more").click()
    expect(page.locator(".search__item").nth(19)).to_be_attached()
    assert page.evaluate("!!document.activeElement.closest('.search__item')")


def test_from_a_folder_titles_are_searched(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    _, errors = watch(page)
    page.goto(f"{(site / 'search.html').as_uri()}?q=balnit", wait_until="load")
    expect(page.locator(".search__note")).to_contain_text("only titles")
    expect(page.locator("#search-mean a")).to_have_text("balint")
    page.locator("#search-mean a").click()
    expect(page.locator(".search__item").first).to_be_visible()
    assert all("balint" in t.lower() for t in titles(page))
    page.locator(".search__title a").first.click()
    page.wait_for_url("**/*.html")
    assert errors == []
    page.close()


def test_traces_and_lists_of_the_same_stay_out(site: Path) -> None:
    text = (site / "search" / "titles.js").read_text(encoding="utf-8")
    rows = json.loads(text.removeprefix("globalThis.hubTitles = ").removesuffix(";\n"))
    names = [row[0] for row in rows]
    assert not [n for n in names if n.startswith("trace/") or n in ("404.html", "search.html")]
    assert "claims/index.html" not in names
    assert len([n for n in names if n.startswith("claims/")]) > 10
    assert len(set(names)) == len(names)


def test_without_scripts_the_page_says_where_everything_is(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/search.html", wait_until="load")
    assert page.get_by_role("link", name="findings", exact=True).is_visible()
    assert not page.locator("#search-panel").is_visible()
    context.close()


def test_markup_in_a_title_or_a_text_stays_letters(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    source = tmp_path / "rendered"
    source.mkdir()
    shutil.copytree(site / "assets", source / "assets")
    shutil.copyfile(site / "search.html", source / "search.html")
    (source / "search").mkdir()
    (source / "search" / "records.json").write_text("[]", encoding="utf-8")
    letters = PAYLOAD.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    (source / "hostile.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="found:title" content="{letters}" data-pagefind-meta="title[content]">'
        '<meta name="found:kind" content="study" data-pagefind-meta="kind[content]"></head>'
        f"<body><article data-pagefind-body><p>{letters}</p></article></body></html>",
        encoding="utf-8",
    )
    with ThreadPoolExecutor(1) as apart:  # the browser's loop runs in this thread
        apart.submit(publish, source, tmp_path / "site").result()
    with served(tmp_path / "site") as address:
        page = browser.new_page()
        shown: list[str] = []
        page.on("dialog", lambda d: (shown.append(d.message), d.dismiss()))
        ask(page, address, "zebra")
        assert titles(page) == [PAYLOAD]
        assert "onerror" in page.locator(".search__excerpt").inner_text()
        assert page.locator(".search__list img, .search__list script").count() == 0
        assert shown == []
        page.close()


WATCH = """addEventListener("securitypolicyviolation", (event) => {
  (window.violations ??= []).push(`${event.violatedDirective} ${event.blockedURI}`);
});"""
# One page of each kind; more are looked at for messages of the console in test_site.py.
KINDS = [
    *("index.html", "findings/burnout-individual-controlled.html", "explorer/index.html"),
    *("studies/huang2020icubalint.html", "claims/index.html", "methods/statistics.html"),
    *("papers/index.html", "search.html?q=balint"),
]


def test_pages_obey_their_policy(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    found = {}
    for name in KINDS:
        page.goto(f"{origin}/{name}", wait_until="networkidle")
        # the theme's own widget: it writes to the page as it is used
        page.locator("[data-md-component=palette] label:visible").first.click()
        found[name] = page.evaluate("window.violations ?? []")
    context.close()
    assert {name: v for name, v in found.items() if v} == {}


def test_a_script_that_came_in_by_injection_does_not_run(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{origin}/index.html", wait_until="load")
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.broken = 1";
      document.body.append(script);
      const holder = document.createElement("div");
      holder.innerHTML = '<img src="x" onerror="window.broken = 2"><p style="color: red">x</p>';
      document.body.append(holder);
      const base = document.createElement("base");
      base.href = "https://example.org/";
      document.head.append(base);
    }""")
    until(page, "(window.violations ?? []).length >= 4")
    assert page.evaluate("window.broken ?? null") is None
    assert page.evaluate("document.baseURI").startswith(origin)
    found = page.evaluate("window.violations")
    context.close()
    assert {v.split()[0] for v in found} == {
        *("script-src-elem", "script-src-attr", "style-src-attr", "base-uri"),
    }


def test_the_first_page_weighs_little(browser: Browser, origin: str, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    requests, _ = watch(page)
    page.goto(f"{origin}/index.html", wait_until="networkidle")
    page.close()
    sizes = {}
    for url in requests:
        name = url.removeprefix(origin + "/").split("?")[0]
        if not url.startswith("data:"):
            sizes[name] = len(gzip.compress((site / name).read_bytes(), 6, mtime=0))
    assert sizes["index.html"] > 0
    assert not [name for name in sizes if name.startswith(("pagefind/", "search/"))]
    assert sum(sizes.values()) < 300_000, sizes
