"""What a visitor loads and waits for, in Chromium, from a plain server on this machine."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Response, sync_playwright

from tests.browser.conftest import FLAGS, served
from tests.browser.find_chromium import find

WORDS = ("synthetic", "invented 17", "burnout", "mindfulness", "balint group", "nurses")
# Notes when a key goes down, and each change of the list of results after it.
CLOCK = """() => {
  const list = document.getElementById("search-list");
  const clock = { key: null, last: null };
  document.addEventListener("keydown", () => { clock.key ??= performance.now(); }, true);
  new MutationObserver(() => { clock.last = performance.now(); })
    .observe(list, { childList: true });
  window.searchClock = clock;
}"""


@contextmanager
def opened(site: Path) -> Iterator[tuple[Page, str]]:
    """Give a page of a new browser, and the address where the site is served."""
    path = find()
    if path is None:
        raise SystemExit("no Chromium was found; set HUB_CHROMIUM to use one")
    with served(site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        # the clock is code of ours in the page, which its policy would block
        yield browser.new_page(bypass_csp=True), origin
        browser.close()


def home_weight(site: Path) -> int:
    """Return the bytes that the home page loads, each file packed as a server would."""
    bodies: list[bytes] = []
    with opened(site) as (page, origin):
        responses: list[Response] = []
        page.on("response", lambda response: responses.append(response))
        page.goto(f"{origin}/index.html", wait_until="networkidle")
        bodies = [r.body() for r in responses if "/pagefind/" not in r.url and r.ok]
    return sum(min(len(b), len(gzip.compress(b))) for b in bodies)


def search_times(site: Path) -> tuple[float, list[float]]:
    """Return milliseconds from a key press to the results that it brings.

    Returns
    -------
    tuple of float and list of float
        The first query on a page just opened, which loads the index; then others, word by word.
    """
    times = []
    with opened(site) as (page, origin):
        page.goto(f"{origin}/search.html", wait_until="networkidle")
        page.evaluate(CLOCK)
        for word in WORDS:
            page.locator("#search-box").fill("")
            page.wait_for_timeout(800)
            page.evaluate("searchClock.key = searchClock.last = null")
            page.locator("#search-box").focus()
            page.keyboard.insert_text(word[:-1])
            page.wait_for_timeout(1500)
            page.evaluate("searchClock.key = searchClock.last = null")
            page.keyboard.press(word[-1])
            page.wait_for_function("searchClock.last !== null", timeout=20_000)
            page.wait_for_timeout(800)
            times.append(page.evaluate("searchClock.last - searchClock.key"))
    return times[0], times[1:]
