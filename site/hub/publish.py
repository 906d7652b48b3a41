"""From rendered pages to the site that is published: its policy, its search index, its words."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pagefind.index import IndexConfig, PagefindIndex

from hub.search_facets import RECORDS

SEARCH_PAGE = "search.html"
# Left out of the index wherever they stand.
NOT_SEARCHED = (
    *("h1", "[data-search-exclude]", ".headerlink", ".print-only", ".unseen", ".search-form"),
    ".admonition.note",
)
# Interfaces that come with the index; the site has its own.
UNUSED = ("pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js")

SHORT = 3  # words of a title that is looked up whole
# What an entry says of itself beside what it can be chosen by.
SAID = ("kind", "order", "title", "ident", "facts")

_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r"""\btype=["']?([^"'\s>]+)""", re.IGNORECASE)
# How Markdown aligns the cells of a table.
_ALIGNED = re.compile(r'<(td|th) style="text-align: (left|right|center);"')
# What the theme writes and HTML does not allow: a box to tick that completes itself, and a label
# of a box that is not there.
_COMPLETED = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_NO_BOX = re.compile(r'<label class="md-nav__title" for="__toc">(.*?)</label>', re.DOTALL)
_ATTRIBUTES = r"""<[a-zA-Z][^\s<>]*(?:\s+[^\s"'<>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*?"""
_FORBIDDEN = re.compile(_ATTRIBUTES + r"\s+(style|on[a-z]+)\s*=", re.IGNORECASE)
_META = re.compile(r'<meta name="found:(\w+)" content="([^"]*)"')
# The sheets of the site itself, as the generator links them one after another.
_SHEET = re.compile(r'<link rel="stylesheet" href="((?:\.\./|/)*)(assets/css/[\w-]+\.css)">\s*')
BUNDLE = "assets/css/site.css"
_LANGUAGE = re.compile(r"<html[^>]* lang=\"?([\w-]+)")
_WORD = re.compile(r"[^\W\d_]{4,}")


def publish(rendered: Path, out: Path) -> int:
    """Make the site from rendered pages; it appears whole or not at all.

    Parameters
    ----------
    rendered : Path
        What the site generator wrote.
    out : Path
        The site.

    Returns
    -------
    int
        Number of entries that the search finds.

    Raises
    ------
    ValueError
        When a page holds what its policy would block, or when nothing is marked for the search.
    """
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(rendered, partial)
    records = json.loads(take(partial / RECORDS))
    bundle(partial)
    # The index reads what was rendered while the pages are made ready: in a thread of its own,
    # which has no loop yet, whoever calls.
    with ThreadPoolExecutor(1) as thread:
        work = write_index(rendered, partial / "pagefind", records, language_of(rendered))
        index = thread.submit(asyncio.run, work)
        entries = {
            name: entry_of(text)
            for name, text in ready_pages(partial)
            if "data-pagefind-body" in text
        }
        index.result()
    if not entries:
        raise ValueError(f"no page of {rendered} is marked for the search")
    entries |= {r["url"]: entry_of_record(r) for r in records}
    write_titles(partial / "search", entries)
    shutil.rmtree(out, ignore_errors=True)
    partial.rename(out)
    return len(entries)


def language_of(rendered: Path) -> str:
    """Return the language of the pages: entries without a page stand in the index of theirs."""
    for path in sorted(rendered.rglob("*.html")):
        if found := _LANGUAGE.search(path.read_text(encoding="utf-8")):
            return found[1]
    return "en"


def ready_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Make each page of a site ready to be published, and give its path and its text."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        text = valid(aligned(with_bundle(path.read_text(encoding="utf-8"))))
        text = with_policy(text, name)
        path.write_text(text, encoding="utf-8")
        yield name, text


def bundle(site: Path) -> None:
    """Put the style sheets that the pages link into one: a page waits for each of them."""
    first = min(site.rglob("*.html"))
    links = _SHEET.findall(first.read_text(encoding="utf-8"))
    if links:
        sheets = [take(site / path) for _, path in links]
        (site / BUNDLE).write_text("\n".join(sheets), encoding="utf-8")


def with_bundle(text: str) -> str:
    """Return a page that links the one style sheet in the place of the first."""
    once = iter([True])
    return _SHEET.sub(
        lambda m: f'<link rel="stylesheet" href="{m[1]}{BUNDLE}">\n' if next(once, False) else "",
        text,
    )


def take(path: Path) -> str:
    """Return a file's text and remove it."""
    text = path.read_text(encoding="utf-8")
    path.unlink()
    return text


def valid(text: str) -> str:
    """Return a page without what of the theme is not valid HTML."""
    return _NO_BOX.sub(r'<span class="md-nav__title">\1</span>', _COMPLETED.sub(r"\1", text))


def aligned(text: str) -> str:
    """Return a page whose table cells are aligned by classes: a policy blocks style attributes."""
    return _ALIGNED.sub(r'<\1 class="align-\2"', text)


def with_policy(text: str, name: str) -> str:
    """Return a page with its Content-Security-Policy, before anything that it governs.

    Raises
    ------
    ValueError
        When the page has an attribute that the policy would block.
    """
    if blocked := _FORBIDDEN.search(_SCRIPT.sub("", text)):
        end = blocked[0][-80:]
        raise ValueError(f"{name}: the policy would block {end!r}; use a class or a file")
    rules = policy(text, wasm=name == SEARCH_PAGE)  # words, digests and single quotation marks
    tag = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    marked, found = _CHARSET.subn(lambda m: f"{m[0]}\n{tag}", text, count=1)
    if not found:
        raise ValueError(f"{name}: no <meta charset>, after which the policy has its place")
    return marked


def policy(text: str, *, wasm: bool = False) -> str:
    """Return the Content-Security-Policy of a page.

    Scripts and styles that stand in the page itself are allowed by their digest. ``file:`` is for
    a site that is opened from a folder, which 'self' does not cover in every browser; a page that
    came over a network can load nothing from there. ``wasm`` lets the search run.
    """
    scripts = [m[2] for m in _SCRIPT.finditer(text) if m[2] and runs(m[1])]
    styles = [m[1] for m in _STYLE.finditer(text)]
    here = "'self' file:"
    return "; ".join(
        [
            "default-src 'none'",
            " ".join([f"script-src {here}", *digests(scripts), *["'wasm-unsafe-eval'"] * wasm]),
            " ".join([f"style-src {here}", *digests(styles)]),
            f"img-src {here} data:",
            f"font-src {here}",
            "connect-src 'self'",
            "worker-src 'self'",
            f"form-action {here}",
            "base-uri 'none'",
        ]
    )


def runs(attributes: str) -> bool:
    """Say whether a script element is code; other types hold data and are never run."""
    kind = _TYPE.search(attributes)
    return kind is None or kind[1].lower() in ("module", "text/javascript")


def digests(texts: Iterable[str]) -> list[str]:
    """Return the digests of texts as a policy names them."""
    found = {base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in texts}
    return [f"'sha256-{d}'" for d in sorted(found)]


def entry_of(text: str) -> dict[str, list[str]]:
    """Return what the head of a page says to the search."""
    found: dict[str, list[str]] = {}
    for name, value in _META.findall(text):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def entry_of_record(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the same of an entry that has no page of its own."""
    entry = record["entry"]
    filters: dict[str, list[str]] = entry["filters"]
    return {k: [entry[k]] for k in ("kind", "title", "ident", "facts")} | filters


async def write_index(
    site: Path, out: Path, records: Iterable[Mapping[str, Any]], language: str
) -> None:
    """Write the search index of a site, without the interfaces that come with it."""
    config = IndexConfig(
        exclude_selectors=list(NOT_SEARCHED),
        keep_index_url=True,
        output_path=str(out),
    )
    async with PagefindIndex(config=config) as index:
        await index.add_directory(str(site))
        for record in records:
            entry = record["entry"]
            await index.add_custom_record(
                url=f"/{record['url']}",
                content=record["content"],
                language=language,
                meta={k: entry[k] for k in SAID if entry[k]},
                filters=entry["filters"],
                sort={"order": entry["order"]},
            )
    for pattern in UNUSED:
        for path in out.glob(pattern):
            path.unlink()


def write_titles(folder: Path, entries: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Write the titles as a script, for a site opened from a folder; and the words of them.

    The words are in the order of how many titles hold them: a word mistyped is most likely the
    commonest of those that are near. The shortest titles, mostly words of the vocabulary, come
    with them: what is called just so is found first, however often others say it.
    """
    rows = [
        [name, *(e.get(k, [""])[0] for k in ("title", "kind", "facts", "ident"))]
        for name, e in sorted(entries.items())
    ]
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update({w.lower() for w in _WORD.findall(row[1])})
    words = sorted(counts, key=lambda w: (-counts[w], w))
    folder.mkdir(exist_ok=True)
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    (folder / "titles.js").write_text(f"globalThis.hubTitles = {text};\n", encoding="utf-8")
    short = [row for row in rows if len(row[1].split()) <= SHORT]
    known = json.dumps({"words": words, "short": short}, ensure_ascii=False, separators=(",", ":"))
    (folder / "words.json").write_text(f"{known}\n", encoding="utf-8")
