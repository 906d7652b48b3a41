"""The forest plot drawn in the browser is the one that the pages show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from analyses.plots.forest import ForestRow, ForestSummary, forest_svg
from tests.browser.conftest import served
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
NUMBER = re.compile(r"-?\d+\.\d+")
FAVOURS = ("favours comparison", "favours intervention")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with served(ROOT / "site" / "theme" / "assets" / "js") as address:
        page = browser.new_page()
        page.goto(f"{address}/", wait_until="load")
        yield page
        page.close()


def in_browser(page: Page, rows: list[ForestRow], summary: ForestSummary | None) -> str:
    row = [
        {
            "label": r.label,
            "href": r.href,
            "estimate": r.estimate,
            "lower": r.ci_lb,
            "upper": r.ci_ub,
            "weight": r.weight,
            "note": r.note,
            "hollow": r.hollow,
        }
        for r in rows
    ]
    pooled = [
        {
            "label": s.label,
            "estimate": s.estimate,
            "lower": s.ci_lb,
            "upper": s.ci_ub,
            "piLower": s.pi_lb,
            "piUpper": s.pi_ub,
        }
        for s in ([summary] if summary else [])
    ]
    words = {"title": "T", "description": "D", "favours": list(FAVOURS), "xLabel": "Effect"}
    found = page.evaluate(
        """async ([rows, pooled, words]) => {
          const { forest } = await import("/forest.js");
          return new XMLSerializer().serializeToString(forest(rows, pooled, words));
        }""",
        [row, pooled, words],
    )
    return str(found)


def shapes(svg: str) -> list[tuple[Any, ...]]:
    """Return every drawn thing: its kind, class, words, and coordinates as numbers."""
    found = []
    for element in ET.fromstring(svg).iter():
        tag = element.tag.split("}")[1]
        if tag not in ("text", "path", "rect", "polygon", "a"):
            continue
        geometry = " ".join(
            element.get(name, "") for name in ("x", "y", "width", "height", "d", "points")
        )
        numbers = [float(n) for n in NUMBER.findall(geometry)]
        words = element.text if tag == "text" else element.get("href")
        found.append((tag, element.get("class") or "", words, numbers))
    return sorted(found, key=str)


SETS = {
    "two studies": (
        [
            ForestRow("Alpha 2020", "a.html", 0.42, 0.1, 0.74, 0.6, "Stress"),
            ForestRow("Beta 2021", "b.html", -0.2, -0.9, 0.5, 0.4),
        ],
        ForestSummary("Pooled", 0.17, -3.7, 4.1, -4.0, 4.4),
    ),
    "long names, a wide interval, a hollow square, none pooled": (
        [
            ForestRow(
                "A-Working-Group-with-a-Remarkably Long-Winded Name of Collaborators and More 2024",
                "a.html",
                0.3,
                -9.0,
                12.0,
                0.0,
                "Post-traumatic symptoms as measured at the very end of the programme",
                hollow=True,
            ),
            ForestRow("Beta 2021", "b.html", 0.1, 0.0, 0.2, 1.0),
        ],
        None,
    ),
    "an outlier is drawn as an arrow": (
        [
            *(
                ForestRow(f"Study {i}", "s.html", i / 10, i / 10 - 0.2, i / 10 + 0.2, 0.16)
                for i in range(5)
            ),
            ForestRow("Far 1999", "f.html", 6.0, 5.0, 7.0, 0.2),
        ],
        ForestSummary("Pooled", 0.25, 0.05, 0.45, -0.3, 0.8),
    ),
}


@pytest.mark.parametrize("name", SETS)
def test_the_browser_draws_what_the_pages_show(page: Page, name: str) -> None:
    rows, summary = SETS[name]
    ours = forest_svg(
        rows, summary, plot_id="f", title="T", description="D", favours=FAVOURS, x_label="Effect"
    )
    expected, found = shapes(ours), shapes(in_browser(page, rows, summary))
    assert [s[:3] for s in found] == [s[:3] for s in expected]
    for mine, theirs in zip(found, expected, strict=True):
        assert mine[3] == pytest.approx(theirs[3], abs=0.011), mine[:3]
