"""Every page of the built site: links lead somewhere, and each number is that of its row."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from justhtml import JustHTML
from lxml import html

from analyses.records.schemas_of import EVERY_SCHEMA
from extract.records.tables import load_schemas, read_table, rows_of
from hub.text import interval, number
from tests.conftest import ROOT

TABLES = load_schemas(*EVERY_SCHEMA)
INTERVAL = re.compile(r"−?\d+\.\d\d \[−?\d+\.\d\d, −?\d+\.\d\d\]")
# Which columns of a table a shown interval holds.
SHOWN = {
    "pooled_effects": ("estimate", "ci_lb", "ci_ub"),
    "effect_sizes": ("yi", "ci_lb", "ci_ub"),
}


@cache
def pages(site: Path) -> dict[str, Any]:
    """Return every page as a tree, by its path."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith(("assets/", "pagefind/")):
            found[name] = html.fromstring(path.read_bytes())
    return found


@cache
def idents(page: Any) -> frozenset[str]:
    """Return what an address can point to on a page."""
    return frozenset(page.xpath("//@id | //a/@name"))


def test_an_identifier_stands_once_on_a_page(site: Path) -> None:
    twice = [
        (name, ident)
        for name, page in pages(site).items()
        for ident, count in Counter(page.xpath("//@id")).items()
        if count > 1
    ]
    assert twice == []


def test_labels_belong_to_a_control_and_boxes_complete_nothing(site: Path) -> None:
    wrong = []
    for name, page in pages(site).items():
        controls = set(page.xpath("(//input | //select | //textarea | //button)/@id"))
        wrong += [(name, f) for f in page.xpath("//label/@for") if f not in controls]
        wrong += [(name, c) for c in page.xpath("//input[@type='checkbox']/@autocomplete")]
    assert wrong[:20] == []


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    dead = []
    for name, page in pages(site).items():
        here = (site / name).parent
        for href in set(page.xpath("//@href | //@src | //@data-source | //form/@action")):
            parts = urlsplit(href)
            if parts.scheme or href.startswith("//"):
                continue
            # the page for what is not found is served at any depth: its links begin at the root
            start = site if parts.path.startswith("/") else here
            path = site / name
            if parts.path:
                path = (start / unquote(parts.path).lstrip("/")).resolve()
            if path.is_dir():
                path = path / "index.html"
            if not path.exists():
                dead.append((name, href))
                continue
            target = path.relative_to(site.resolve()).as_posix() if parts.path else name
            place = unquote(parts.fragment)
            if place and target in pages(site) and place not in idents(pages(site)[target]):
                dead.append((name, href))
    assert dead[:20] == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = "//script/@src | //img/@src | //iframe/@src | //source/@src | //object/@data"
    sheets = (
        "//link[contains(@rel, 'stylesheet') or contains(@rel, 'icon') or @rel='preload']/@href"
    )
    outside = [
        (name, address)
        for name, page in pages(site).items()
        for address in page.xpath(f"{loaded} | {sheets}")
        if urlsplit(address).scheme not in ("", "data") or address.startswith("//")
    ]
    assert outside == []


def test_no_page_holds_a_handler_within_its_markup(site: Path) -> None:
    """A policy that allows no inline script would leave such a button dead."""
    found = [
        (name, attribute)
        for name, page in pages(site).items()
        for attribute in page.xpath("//@*[starts-with(name(), 'on')]")
    ]
    assert found == []


def test_the_markup_has_no_errors_of_syntax(site: Path) -> None:
    """One page in twelve, and the first of each folder; the choice moves with the pages."""
    names = sorted(pages(site))
    first = {name.split("/")[0]: name for name in reversed(names)}
    for name in sorted({*names[::12], *first.values()}):
        text = (site / name).read_text(encoding="utf-8")
        errors = JustHTML(text, sanitize=False, collect_errors=True).errors
        assert [(name, e.line, e.message) for e in errors] == []


def keyed(name: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by their key."""
    schema = TABLES[name]
    rows = rows_of(read_table(ROOT / "results" / "tables" / f"{name}.csv", schema))
    return {"/".join(str(row[k]) for k in schema.primary_key): row for row in rows}


def test_every_number_that_names_its_row_is_that_of_the_row(site: Path) -> None:
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    seen: Counter[str] = Counter()
    wrong = []
    for name, page in pages(site).items():
        for element in page.xpath("//*[@data-id]"):
            table, _, key = element.get("data-id").partition("/")
            if table not in rows:
                rows[table] = keyed(table)
            if key not in rows[table]:
                wrong.append((name, element.get("data-id"), "no such row"))
                continue
            row, columns = rows[table][key], SHOWN.get(table)
            if columns is None:
                continue
            if row.get("status") == "unchecked":  # shown as such: all its numbers were read once
                columns = ("estimate_all", "ci_lb_all", "ci_ub_all")
            shown = INTERVAL.fullmatch(element.text_content().strip())
            if shown and shown[0] != interval(*(row[c] for c in columns)):
                wrong.append((name, element.get("data-id"), shown[0]))
            alone = element.get("data-number")
            if alone is not None and alone != number(row[SHOWN[table][0]]):
                wrong.append((name, element.get("data-id"), alone))
            seen[table] += bool(shown) or alone is not None
    assert wrong == []
    assert min(seen[t] for t in SHOWN) > 100, seen


@pytest.mark.parametrize("table", SHOWN)
def test_rows_drawn_at_random_stand_on_their_page(
    site: Path, tables: dict[str, list[dict[str, Any]]], table: str
) -> None:
    """The other way round: from the table to the page. The seed moves with the data."""
    estimate, lower, upper = SHOWN[table]
    rows = [r for r in tables[table] if r[estimate] is not None]
    chosen = random.Random(len(rows)).sample(rows, min(40, len(rows)))
    for row in chosen:
        if table == "pooled_effects":
            name = f"findings/{row['finding_id']}.html"
        else:
            name = f"studies/{row['study_id']}.html"
        text = " ".join(pages(site)[name].text_content().split())
        assert interval(row[estimate], row[lower], row[upper]) in text, name
