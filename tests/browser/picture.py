"""Draw the picture of the README: the forest plot of one finding, as the site shows it."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.find_chromium import find

ROOT = Path(__file__).resolve().parents[2]
FINDING = "burnout-individual-controlled"
TARGET = ROOT / "site" / "theme" / "assets" / "img" / "forest.png"


def main() -> int:
    """Write the picture; return 1 when there is no browser."""
    chromium = find()
    if chromium is None:
        print("No Chromium: set HUB_CHROMIUM", file=sys.stderr)
        return 1
    page_file = ROOT / "build" / "site" / "findings" / f"{FINDING}.html"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(page_file.as_uri(), wait_until="load")
        page.locator("figure.forest svg").first.screenshot(path=str(TARGET))
        browser.close()
    print(TARGET.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
