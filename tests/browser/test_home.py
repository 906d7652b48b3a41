"""The first page and the frame of every page, as a reader meets them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_site import STANDARD, violations

pytestmark = pytest.mark.browser
INDEXES = ["findings/index.html", "interventions/index.html", "outcomes/index.html"]
LEVELS = ["Individual", "Team", "Organisational", "System"]


def bottom(page: Page, selector: str, nth: int = 0) -> float:
    box = page.locator(selector).nth(nth).bounding_box()
    assert box is not None, selector
    return box["y"] + box["height"]


def test_the_first_screen_holds_question_search_and_four_answers(
    browser: Browser, origin: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{origin}/index.html", wait_until="load")
    for selector, nth in [("h1", 0), (".seek input", 0), (".level__share", 0)]:
        assert bottom(page, selector, nth) < 900, selector
    for nth in range(4):
        for part in (".level__drawn svg", ".level [data-number]", ".level__why a"):
            assert bottom(page, part, nth) < 900, part
    cards = page.locator(".answer li")
    said = [
        text.split("-level")[0] for text in page.locator(".level [data-number]").all_inner_texts()
    ]
    names = cards.get_by_role("heading", level=2).all_inner_texts()
    links = cards.get_by_role("link", name="See why").count()
    page.close()
    assert names == [f"{level} level" for level in LEVELS]
    assert said == LEVELS
    assert links == 4


def test_the_first_screen_of_a_telephone_holds_the_first_answer(
    browser: Browser, origin: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(f"{origin}/index.html", wait_until="load")
    for selector in ("h1", ".seek input", ".level__drawn svg", ".level__trust"):
        assert bottom(page, selector) < 780, selector
    page.close()


@pytest.mark.parametrize("name", INDEXES)
@pytest.mark.parametrize("width", [1280, 360])
def test_an_index_draws_its_answers_in_the_first_screen(
    browser: Browser, origin: str, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 780})
    page.goto(f"{origin}/{name}", wait_until="load")
    assert bottom(page, "article svg.effect", 2) < 780
    page.close()


@pytest.mark.parametrize("name", ["index.html", *INDEXES, "methods/statistics.html"])
def test_narrow_and_widely_set_text_still_fits(browser: Browser, origin: str, name: str) -> None:
    """Reflow at 320 px (WCAG 1.4.10) with the spacing a reader may set (1.4.12)."""
    # a reader's own styles are not bound by the page's policy
    page = browser.new_page(viewport={"width": 320, "height": 780}, bypass_csp=True)
    page.goto(f"{origin}/{name}", wait_until="load")
    page.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;"
        "word-spacing:.16em!important}p{margin-bottom:2em!important}"
    )
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert wider <= 0


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_menu_of_a_narrow_screen_opens_and_closes_by_keyboard(
    browser: Browser, origin: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{origin}/studies/index.html", wait_until="load")
    entry = page.locator(".drawer__link").first
    assert not entry.is_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    menu = page.get_by_role("button", name="Menu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert entry.is_visible()
    assert page.locator(".drawer__link[aria-current]").inner_text() == "Studies"
    assert violations(page, "tag", STANDARD) == []
    page.keyboard.press("Tab")
    assert focused(page) == "Home"
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert not entry.is_visible()
    context.close()


@pytest.mark.parametrize(
    ("name", "tab", "entry", "path"),
    [
        ("studies/huang2020icubalint.html", "Explore", "Studies", ["Home", "Studies"]),
        ("levels/index.html", "Explore", "Levels", []),
        ("papers/queue.html", "Data", "Papers", ["Home", "Papers"]),
        ("trace/burnout-individual-controlled.html", "Findings", None, ["Home", "Findings"]),
        ("methods/limits.html", "Methods", "Limits", ["Home", "Methods"]),
        ("index.html", "Home", None, []),
    ],
)
def test_a_page_shows_where_it_belongs(
    browser: Browser, origin: str, name: str, tab: str, entry: str | None, path: list[str]
) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/{name}", wait_until="load")
    rows = page.locator("nav.md-tabs")
    assert rows.nth(0).locator("[aria-current]").all_inner_texts() == [tab]
    if entry is None:
        assert rows.count() == 1
    else:
        assert rows.nth(1).locator("[aria-current]").all_inner_texts() == [entry]
    assert page.locator(".md-path a").all_inner_texts() == path
    page.close()


def test_all_focus_is_seen_and_targets_are_large_enough(browser: Browser, origin: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{origin}/index.html", wait_until="load")
    for _ in range(30):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "(e => [e.outerHTML.slice(0, 80), parseFloat(getComputedStyle(e).outlineWidth)])"
            "(document.activeElement)"
        )
        assert outline >= 2 or "md-option" in name, name
    for selector in (".md-tabs__link", ".seek__words", ".seek .button", ".door .button"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 24, selector
    page.close()


def test_the_first_sheet_of_paper_holds_the_four_answers(browser: Browser, origin: str) -> None:
    page = browser.new_page(viewport={"width": 718, "height": 1017})  # A4 within margins, in px
    page.goto(f"{origin}/index.html", wait_until="load")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".seek").is_visible()
    assert bottom(page, ".level", 3) < 1017
    ink, ground = page.evaluate(
        "(s => [s.color, getComputedStyle(document.body).backgroundColor])"
        "(getComputedStyle(document.querySelector('.level [data-number]')))"
    )
    page.close()
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
