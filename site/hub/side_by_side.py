"""A hook of the site generator: pages are turned from Markdown into HTML by several processes.

The generator does one page after another, which is most of its time. What a page says does not
depend on how many do it: each is converted by the generator's own code, with its own checks.
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

CHUNK = 25  # pages that are converted in one go
# A forked process finds the files here: sent to each, they would cost more than the work.
_here: list[tuple[MkDocsConfig, Files]] = []
_converted: dict[str, Converted] = {}


@dataclass(frozen=True, slots=True)
class Converted:
    """What the generator keeps of a page that it has converted, by the names it gives them."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Convert every page, as soon as all of them are known."""
    _converted.clear()
    processes = config.extra.get("processes", 1)
    if processes < 2 or sys.platform != "linux":  # elsewhere processes cannot be forked
        return nav
    names = [f.src_uri for f in files.documentation_pages()]
    _here[:] = [(config, files)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context) as pool:
        chunks = [names[i : i + CHUNK] for i in range(0, len(names), CHUNK)]
        for pages, told in pool.map(_convert, chunks):
            _converted.update(pages)
            for name, level, message in told:
                logging.getLogger(name).log(level, message)
    _here.clear()
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave nothing to convert of a page that is converted."""
    return "" if page.file.src_uri in _converted else markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a page what was made of it."""
    found = _converted.pop(page.file.src_uri, None)
    if found is None:
        return html
    page.toc, page._title_from_render = found.toc, found.title
    page.present_anchor_ids = found.anchors
    page.links_to_anchors = {_file(files, uri): links for uri, links in found.links.items()}
    return found.content


def _file(files: Files, uri: str) -> File:
    found = files.get_file_from_path(uri)
    if found is None:
        raise KeyError(f"{uri} was linked to and is no file of the site")
    return found


def _convert(
    names: Iterable[str],
) -> tuple[dict[str, Converted], list[tuple[str, int, str]]]:
    """Convert pages in a forked process; return what the generator said of them beside them."""
    config, files = _here[0]
    told = _Told()
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [told], False
    pages = {}
    for name in names:
        file = _file(files, name)
        page = file.page or Page(None, file, config)
        try:
            page.read_source(config)
            page.render(config, files)
        except Exception as error:
            raise BuildError(f"Error reading page '{name}': {error}") from error
        pages[name] = Converted(
            content=page.content or "",
            toc=page.toc,
            title=page._title_from_render,
            anchors=page.present_anchor_ids or set(),
            links={f.src_uri: links for f, links in (page.links_to_anchors or {}).items()},
        )
    return pages, told.records


class _Told(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.name, record.levelno, record.getMessage()))
