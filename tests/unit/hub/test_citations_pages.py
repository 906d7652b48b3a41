"""Pages that can be cited, as the generator renders them: what a reference manager takes."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from hub.citations_box import cite_section, publications_section
from hub.citations_of import study_item
from hub.citations_tags import head_of
from hub.text import front_matter, plain, safe
from tests.conftest import ROOT
from tests.payloads import PAYLOADS
from tests.unit.hub.test_citations import RELEASE, report

HARMLESS = "Before and after"


class Built(HTMLParser):
    """A page as a browser sees it: its elements in order, its tags, data and texts by id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[str]]] = []
        self.tags: list[tuple[str, str]] = []
        self.data: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        found = dict(attrs)
        self.elements.append((tag, sorted(found)))
        if tag == "meta" and (found.get("name") or "").startswith("citation_"):
            self.tags.append((found["name"] or "", found["content"] or ""))
        if found.get("type") == "application/ld+json":
            self.data.append("")
        ident = found.get("id") or ""
        self._open.append(ident if ident.startswith("cite-") else None)
        if tag in ("meta", "link", "input", "br", "hr", "img"):
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text of what is read below."""
        if self.cdata_elem == "script" and self.data and not self.data[-1]:
            self.data[-1] = data
        if self._open and self._open[-1]:
            ident = self._open[-1]
            self.texts[ident] = self.texts.get(ident, "") + data


def page(title: str) -> str:
    """Return the page of a study and of its publication, both of this title."""
    study: dict[str, Any] = {"study_id": "lee", "title": title}
    reports = [report(title=title)]
    item = study_item(study, reports)
    return "".join(
        [
            front_matter(title, cited=head_of(item, RELEASE)),
            f"# {safe(title)}\n",
            publications_section(reports),
            cite_section("Cite this summary", item, RELEASE),
        ]
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """A harmless page, then one for each payload."""
    root = tmp_path_factory.mktemp("site")
    (root / "docs").mkdir()
    titles = [HARMLESS, *(f"Before {p} after" for p in PAYLOADS)]
    for number, title in enumerate(titles):
        (root / "docs" / f"p{number}.md").write_text(page(title), encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nsite_dir: out\n"
        f"theme:\n  custom_dir: {ROOT / 'site' / 'theme' / 'overrides'}\n"
        "plugins: []\nnav:\n  - index.md\n",
        encoding="utf-8",
    )
    config = load_config(str(settings), use_directory_urls=False)
    build(config)
    files = [Path(root / "out" / f"p{n}.html") for n in range(len(titles))]
    return [Built(f.read_text(encoding="utf-8")) for f in files]


def test_a_reference_manager_takes_the_page_from_its_head(pages: list[Built]) -> None:
    tags = dict(pages[0].tags)
    address = "https://hub.example.org/studies/lee.html"
    assert tags == {
        "citation_title": f"{HARMLESS} (study summary lee, hub 1.2.0 of 2025-03-09)",
        "citation_author": "Evidence Hub,",
        "citation_publication_date": "2025/03/09",
        "citation_technical_report_institution": "Evidence Hub",
        "citation_technical_report_number": "lee, 1.2.0",
        "citation_public_url": address,
        "citation_abstract_html_url": address,
        "citation_language": "en",
    }
    (text,) = pages[0].data
    data = json.loads(text)
    assert data["@type"] == "ScholarlyArticle"
    assert data["url"] == address
    assert data["about"][0]["sameAs"] == "https://doi.org/10.1234/rest"


@pytest.mark.parametrize("number", range(1, len(PAYLOADS) + 1))
def test_a_hostile_title_adds_no_element_and_no_attribute(pages: list[Built], number: int) -> None:
    assert pages[number].elements == pages[0].elements


@pytest.mark.parametrize("number", range(1, len(PAYLOADS) + 1))
def test_a_hostile_title_is_read_back_as_it_is(pages: list[Built], number: int) -> None:
    title = plain(f"Before {PAYLOADS[number - 1]} after")
    built = pages[number]
    assert dict(built.tags)["citation_title"].startswith(f"{title} (study summary")
    (text,) = built.data
    assert "<" not in text
    assert json.loads(text)["about"][0]["name"] == title
    for style in ("apa", "vancouver", "harvard"):
        assert title in built.texts[f"cite-lee-2019-r1-{style}"]
        assert title in built.texts[f"cite-hub-lee-{style}"]
    assert json.loads(built.texts["cite-lee-2019-r1-csl-json"])[0]["title"] == title
    assert f"TI  - {title}\n" in built.texts["cite-lee-2019-r1-ris"]
