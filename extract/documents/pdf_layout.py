"""The order of reading: columns and what runs across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.documents.pdf_page import Line, Page, Word, make_line, rows_of, same_row

MIN_GAP = 5.0  # points between two columns
LONG = 0.16  # share of the page's width that a line of a column has at least
SHORT = 0.05  # and one of a margin with notes
FEW = 2  # pairs beside a gutter that other pages have
ENOUGH = 6  # pairs of lines side by side that make a gutter
APART = 80.0  # points from one gutter to the next
ACROSS = 3.0  # points by which a line passes a gutter at least
SIDEBAR = 0.3  # of the width of the text; a narrower first column of the first page comes last


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Lines read from top to bottom, all within one column or all across columns."""

    page: int
    lines: tuple[Line, ...]
    left: float
    right: float


def gutters(pages: Sequence[Page]) -> list[list[float]]:
    """Return for each page where its columns part, from left to right.

    A page with too few lines side by side to tell, such as one with a large figure, takes the
    gutter of other pages when some lines stand beside it.
    """
    votes = [_votes(page) for page in pages]
    own = [_own_gutters(page, v) for page, v in zip(pages, votes, strict=True)]
    usual = Counter(round(g[0]) for g in own if len(g) == 1)
    common = [x for x, n in usual.most_common(2) if n >= 2]
    return [
        found or next(([float(x)] for x in common if len(v.get(x, ())) >= FEW), [])
        for found, v in zip(own, votes, strict=True)
    ]


def shared(places: Sequence[float], others: Iterable[Sequence[float]]) -> list[float]:
    """Return the gutters a page has in common with others; a table's own columns fall away."""
    pages = list(others)
    common = [g for g in places if sum(any(abs(g - h) < 6 for h in o) for o in pages) > 2]
    return common or list(places)


def _votes(page: Page) -> dict[int, list[float]]:
    """Return for each place between two lines side by side the heights where they stand."""
    votes: dict[int, list[float]] = {}
    words = sorted(
        (x for x in page.lines if _width(x) > SHORT * page.width and len(x.words) > 1),
        key=lambda x: x.top,
    )
    for i, a in enumerate(words):
        for b in words[i + 1 :]:
            if b.top > a.bottom:
                break
            left, right = (a, b) if a.left < b.left else (b, a)
            long = max(_width(a), _width(b)) > LONG * page.width
            if long and right.left - left.right >= MIN_GAP and same_row(a.box, b.box):
                for x in range(round(left.right) + 1, round(right.left)):
                    votes.setdefault(x, []).append(a.top)
    return votes


def _own_gutters(page: Page, votes: dict[int, list[float]]) -> list[float]:
    found: list[float] = []
    most = max(map(len, votes.values()), default=0)
    # the middle of each place that has nearly as many votes as any near it
    for x in sorted(votes, key=lambda x: (-len(votes[x]), x)):
        n = len(votes[x])
        if n < ENOUGH:
            break
        if any(abs(x - g) <= APART for g in found):
            continue
        if n >= most / 3 or _is_free(page, x, votes[x]):
            level = [y for y in votes if abs(y - x) < APART / 2 and len(votes[y]) == n]
            found.append(sum(level) / len(level))
    return sorted(found)


def _is_free(page: Page, place: float, heights: Sequence[float]) -> bool:
    """Tell a margin with notes from gaps within lines: hardly a line beside them runs across."""
    top, bottom = min(heights) - 1, max(heights) + 1
    across = [x for x in page.lines if top <= x.top <= bottom and _crosses(x, [place])]
    return len(across) <= 0.1 * len(heights)


def _width(line: Line) -> float:
    return line.right - line.left


def split_at(line: Line, places: Iterable[float]) -> list[Line]:
    """Cut a line where a gap between two of its words holds a gutter."""
    parts: list[list[Word]] = [[line.words[0]]]
    for a, b in pairwise(line.words):
        gap = b.box[0] - a.box[2]
        if gap > 0.7 * line.size and any(a.box[2] - 1 <= g <= b.box[0] + 1 for g in places):
            parts.append([])
        parts[-1].append(b)
    return [line] if len(parts) == 1 else [make_line(p) for p in parts]


def flows(page: Page, places: Sequence[float]) -> list[Flow]:
    """Return the lines of a page as flows in the order of reading."""
    lines = [part for x in page.lines for part in split_at(x, places)]
    return list(_ordered(page, lines, places))


def _ordered(page: Page, lines: Sequence[Line], places: Sequence[float]) -> Iterator[Flow]:
    """Yield flows: what runs across a gutter divides what stands beside it."""
    if not lines:
        return
    left, right = min(x.left for x in lines), max(x.right for x in lines)
    inside = [g for g in places if left < g < right]
    if not inside:
        yield _flow(page, lines)
        return
    # the gutter that fewest lines cross comes first, as that of a margin beside two columns
    first = min(inside, key=lambda g: (sum(_crosses(x, [g]) for x in lines), -g))
    rest = [g for g in inside if g != first]
    for full, band in _bands(lines, first):
        if full:
            yield from _ordered(page, band, rest)
            continue
        sides = [
            [x for x in band if _middle(x) <= first],
            [x for x in band if _middle(x) > first],
        ]
        # what stands to the left of the first page's title is said about the article
        if page.number == 1 and first - left < SIDEBAR * (right - left):
            sides.reverse()
        for side in sides:
            yield from _ordered(page, side, rest)


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    bands: list[tuple[bool, list[Line]]] = []
    for row in rows_of(lines):
        # a label beside a title that runs across belongs to it
        full = any(_crosses(x, [gutter]) for x in row) or _ends(bands, row)
        if not bands or bands[-1][0] != full:
            bands.append((full, []))
        bands[-1][1].extend(row)
    return bands


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


def _ends(bands: Sequence[tuple[bool, list[Line]]], row: Sequence[Line]) -> bool:
    """Tell the short last line of text across columns from the first line of a column."""
    if len(row) > 1 or not bands or not bands[-1][0]:
        return False
    line, last = row[0], bands[-1][1][-1]
    near = line.bottom - last.bottom < 1.5 * line.size
    return near and abs(line.size - last.size) < 0.2 and abs(line.left - last.left) < 3


def _crosses(line: Line, places: Sequence[float]) -> bool:
    return any(line.left < g - ACROSS and line.right > g + ACROSS for g in places)


def _flow(page: Page, lines: Sequence[Line]) -> Flow:
    merged = tuple(merge(row) for row in rows_of(_with_initials(lines)))
    return Flow(
        page=page.number,
        lines=merged,
        left=min(x.left for x in merged),
        right=max(x.right for x in merged),
    )


def _with_initials(lines: Sequence[Line]) -> list[Line]:
    """Put a large initial, which stands beside several lines, before the first of them."""
    found = list(lines)
    for initial in [x for x in lines if len(x.text) == 1 and x.text.isupper()]:
        beside = [
            x
            for x in found
            if initial.size > 1.8 * x.size
            and abs(x.left - initial.right) < 2 * x.size
            and initial.top - x.size < x.top < initial.bottom
        ]
        if beside:
            first = min(beside, key=lambda x: x.top)
            letter = replace(initial.words[0], size=first.size, box=first.words[0].box, bold=False)
            words = (letter, replace(first.words[0], glued=True), *first.words[1:])
            found[found.index(first)] = make_line(words)
            found.remove(initial)
    return found


def merge(row: Sequence[Line]) -> Line:
    """Return the pieces of one row as one line; a small raised piece becomes a superscript."""
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda x: (x.size, _width(x)))
    words: list[Word] = []
    for piece in row:
        off = main.bottom - piece.bottom
        shift = 0 if piece.size > 0.86 * main.size else 1 if off > 0.12 * main.size else -1
        for i, w in enumerate(piece.words):
            near = bool(words) and i == 0 and w.box[0] - words[-1].box[2] < 0.1 * main.size
            words.append(replace(w, shift=shift or w.shift, glued=w.glued or (near and shift != 0)))
    return make_line(words)
