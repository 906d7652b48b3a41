"""A course designer: from the first page to a cartridge in hand, made by the browser."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser, Page

from hub import course_packs
from hub.citations import read_release
from hub.course_docx import Writer
from hub.model import Hub, load_hub
from tests.browser.conftest import watch
from tests.cartridges import check_cartridge
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
PICKED = ("burnout-small-group-controlled", "burnout-team-controlled")


@pytest.fixture(scope="module")
def hub() -> Hub:
    """The hub of the last run."""
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    tables = {path.stem: path for path in (ROOT / "results" / "tables").glob("*.csv")}
    release = read_release(ROOT / "CITATION.cff")
    return load_hub(tables, config["headline_families"], release)


def made_here(hub: Hub) -> tuple[Any, list[Any]]:
    """Return the frame and the parts of the findings picked, as the build makes them."""
    name = hub.say("course-selection")
    writer = Writer(name, hub.release.name, hub.release.date, hub.say.language)
    parts = [course_packs.finding_part(hub, hub.findings[i], writer) for i in PICKED]
    return course_packs.frame(hub, course_packs.SELECTION, name), parts


def saved(page: Page, label: str) -> bytes:
    """Press a button of the pack and return the file that it saves."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return Path(waiting.value.path()).read_bytes()


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_course_designer_takes_a_selection_home(browser: Browser, origin: str, hub: Hub) -> None:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    requests, errors = watch(page)
    page.goto(f"{origin}/index.html", wait_until="load")
    page.locator(".md-tabs").get_by_role("link", name="Teaching").click()
    page.get_by_label("Who learns it").select_option("team_lead")
    page.get_by_label("Level").select_option("team")
    page.get_by_role("link", name="Peer support").click()
    assert "How sure:" in page.locator(".answer").inner_text()
    page.get_by_role("link", name="Choose single findings instead").click()
    page.get_by_role("button", name="Untick all").click()
    for ident in PICKED:
        page.locator(f'li[data-finding="{ident}"] input').check()
    version = hub.findings[PICKED[0]]["version"]
    assert f"findings={PICKED[0]}~{version},{PICKED[1]}~" in page.url
    frame, parts = made_here(hub)
    found = saved(page, "Common Cartridge 1.3")
    pages = check_cartridge(found, "1.3")
    estimate = f"{hub.findings[PICKED[0]]['estimate']:.2f}".replace("-", "−")
    cells = re.findall(r"<td>([^<]*)</td>", pages[f"findings/{PICKED[0]}.html"])
    assert {estimate, version, PICKED[0]} <= set(cells)
    assert unzipped(found) == course_packs.cartridge(frame, parts, "1.3")
    older = saved(page, "Common Cartridge 1.1")
    check_cartridge(older, "1.1")
    assert unzipped(older) == course_packs.cartridge(frame, parts, "1.1")
    word = saved(page, "Word document")
    assert unzipped(word) == course_packs.document(frame, parts)
    assert len(Document(io.BytesIO(word)).tables) == len(PICKED)
    assert saved(page, "Markdown").decode("utf-8") == course_packs.markdown(frame, parts)
    context.close()
    assert errors == []
    assert [r for r in requests if not r.startswith((origin, "data:", "blob:"))] == []


def test_a_link_shows_a_selection_again_and_tells_what_changed(
    browser: Browser, origin: str, hub: Hub
) -> None:
    page = browser.new_page()
    version = hub.findings[PICKED[0]]["version"]
    asked = f"{PICKED[0]}~{version},{PICKED[1]}~00000000,no-such-finding~1,<b>x</b>"
    page.goto(f"{origin}/teaching/pack.html?findings={asked}", wait_until="load")
    box = page.locator("#pack-builder")
    assert box.locator(".pack__chosen li").count() == 2
    told = box.inner_text()
    assert f"(was 00000000, is {hub.findings[PICKED[1]]['version']})" in told
    assert "no-such-finding" in told
    assert "<b>x</b>" in told
    assert page.locator("li[data-finding] input:checked").count() == 2
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page.close()


def test_without_scripts_the_packs_are_a_click_away(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{origin}/teaching/index.html", wait_until="load")
    assert page.locator("#competencies tbody tr:visible").count() >= 8
    page.get_by_role("link", name="Peer support").click()
    for name in ("for Moodle", "for Canvas", "Word document", "Markdown"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        assert waiting.value.suggested_filename.startswith("peer-support")
    context.close()


def test_a_finding_page_adds_itself_to_a_pack(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    page.goto(f"{origin}/findings/{PICKED[0]}.html", wait_until="load")
    page.get_by_role("link", name="Add to a course pack").click()
    page.wait_for_url("**/teaching/pack.html?*")
    chosen = page.locator(".pack__chosen li").all_inner_texts()
    page.close()
    assert chosen == ["Facilitated small group and burnout"]
