"""What stands on page after page: running headers, footers and page numbers, taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from extract.documents.pdf_page import Line, Page, rows_of

ZONE = 0.13  # share of the height, at the top and at the bottom, where they are looked for
STRAY = 1  # rows that do not repeat, between the edge and one that does
SAME_HEIGHT = 4.0  # points
SHARE = 0.35  # of the pages; a title on every second page, and not on the first, stays above it
MOST = 0.6  # of the pages
NUMBER = re.compile(
    r"^[-–—|\s]*(?:page|p\.|pg)?\s*([a-z]?\d{1,6})(?:\s*(?:of|/|\|)\s*\d+)?[-–—|\s]*$", re.I
)
LABEL = re.compile(r"^(table|fig)", re.I)  # may stand at the top of every page


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running headers, footers and page numbers."""
    edges = [_edges(page) for page in pages]
    flat = [[x for rows in edge for row in rows for x in row] for edge in edges]
    repeated = _repeated(flat)
    counted = _counted(pages, flat)
    return [
        _stripped(page, edge, repeated | counted) for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: Page) -> list[list[list[Line]]]:
    """Return the rows of the upper zone, from the top, and of the lower, from the bottom."""
    rows = rows_of(page.lines)
    top, bottom = ZONE * page.height, (1 - ZONE) * page.height
    return [
        [row for row in rows if row[0].bottom <= top],
        [row for row in reversed(rows) if row[0].top >= bottom],
    ]


def _repeated(edges: Sequence[Sequence[Line]]) -> set[int]:
    """Return the lines whose text, digits left aside, stands at one height on many pages."""
    seen: dict[str, list[tuple[int, Line]]] = {}
    for number, lines in enumerate(edges):
        for line in lines:
            key = re.sub(r"\d+", "0", line.text.casefold())
            if any(c.isalpha() for c in key) and not LABEL.match(key):
                seen.setdefault(key, []).append((number, line))
    enough = max(2, ceil(SHARE * len(edges)))
    found: set[int] = set()
    for same in seen.values():
        for _, line in same:
            pages = {n for n, x in same if abs(x.top - line.top) <= SAME_HEIGHT}
            # on the first page a running title may stand at another height
            if len(pages) >= enough or len({n for n, _ in same}) >= max(2, MOST * len(edges)):
                found.add(id(line))
    return found


def _page_number(line: Line) -> int | None:
    found = NUMBER.match(line.text)
    return int(re.sub(r"\D", "", found[1])) if found else None


def _counted(pages: Sequence[Page], edges: Sequence[Sequence[Line]]) -> set[int]:
    """Return the lines that are numbers and count with the pages."""
    ahead: dict[int, list[tuple[int, Line]]] = {}
    for page, lines in zip(pages, edges, strict=True):
        for line in lines:
            number = _page_number(line)
            if number is not None:
                ahead.setdefault(number - page.number, []).append((page.number, line))
    enough = max(2, ceil(SHARE * len(pages)))
    runs = [r for r in ahead.values() if len({n for n, _ in r}) >= enough]
    return {id(line) for run in runs for _, line in run}


def _stripped(page: Page, edge: Sequence[Sequence[Sequence[Line]]], hits: set[int]) -> Page:
    """Take the hits away from the edge inwards, until other text has begun."""
    gone: set[int] = set()
    for rows in edge:
        stray = 0
        for row in rows:
            found = [id(x) for x in row if id(x) in hits]
            stray += not found
            if stray > STRAY:
                break
            gone.update(found)
    return replace(page, lines=tuple(x for x in page.lines if id(x) not in gone))
