"""Where on a page a table is: its caption, its body, the notes below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.documents.pdf_layout import split_at
from extract.documents.pdf_page import Box, Line, Page, around, rows_of
from extract.documents.pdf_paragraphs import LABEL
from extract.documents.pdf_rows import PROSE, Row, before_notes, chunks, n_rows, notes_below

SAME_RULE = 1.5  # points between two strokes of one rule
NEAR = 7.0  # lines of a caption above the first rule of its table, at most
MIN_RULE = 12.0  # points
LONG_PIECE = 5  # words, on average; cells of a header have fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A table's parts on the page; ``rules`` are those drawn within it."""

    caption: tuple[Line, ...]
    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    rules: tuple[Box, ...]
    box: Box


def whole_rules(strokes: Iterable[Box]) -> list[Box]:
    """Join strokes at one height that touch each other; from top to bottom."""
    found: list[Box] = []
    for box in sorted(strokes, key=lambda b: (round(b[1]), b[0])):
        last = found[-1] if found else None
        if last and abs(last[1] - box[1]) < SAME_RULE and box[0] - last[2] < SAME_RULE:
            found[-1] = around((last, box))
        else:
            found.append(box)
    return sorted(found, key=lambda b: (b[1], b[0]))


def labels(page: Page, places: Sequence[float]) -> list[tuple[bool, Line]]:
    """Return the lines with which captions begin, and whether they are tables'."""
    sizes = [x.size for x in page.lines for _ in x.words]
    usual = max(set(sizes), key=sizes.count) if sizes else 10.0
    found = []
    for line in (part for x in page.lines for part in split_at(x, places)):
        match = LABEL.match(line.text)
        if match and _begins_caption(line, match.end(), usual):
            found.append((match["what"].lower() == "table", line))
    return sorted(found, key=lambda x: (x[1].top, x[1].left))


def _begins_caption(line: Line, end: int, usual: float) -> bool:
    rest = line.text[end:].lstrip()
    if not rest or rest[0] in ".:|—–-" or line.words[0].bold:
        return True
    return (rest[0].isupper() or rest[0] in "([") and (line.size != usual or line.words[0].italic)


def region(
    page: Page,
    label: Line,
    stops: Sequence[Line],
    drawn: tuple[Sequence[Box], Sequence[Box]],
    places: Sequence[float],
) -> Region | None:
    """Return the parts of the table of a label; None when no table stands there.

    It ends before ``stops``, the labels of other tables and figures. ``drawn`` are the page's
    rules and coloured areas, ``places`` where its columns part.
    """
    rules, areas = drawn
    held = _holding_area(page, label, areas)
    if held:
        return _in_area(page, label, held, rules)
    long = [r for r in rules if r[2] - r[0] > 6 * label.size]
    beside = _rule_beside(label, long)
    if beside:
        lines = [x for x in page.lines if x.right < beside[0] and x.top > label.top - 1]
        caption = _run(rows_of(lines), 1.6)
        return _down(page, caption, beside, beside[1], stops, rules)
    frame = _frame(page, label, long, places)
    rows = [r for r in _rows_in(page, frame) if r[0].top > label.top - 2]
    caption = _caption(rows, label, long)
    foot = max(x.bottom for x in caption)
    return _down(page, caption, frame, foot, stops, rules) or _up(page, caption, frame, long)


def _inside(line: Line, box: Box, slack: float = 3.0) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return box[0] - slack <= x <= box[2] + slack and box[1] - 1 <= y <= box[3] + 1


def _rows_in(page: Page, frame: Box) -> list[Row]:
    """Return the rows of a page between the frame's left and right."""
    tall = (frame[0], 0.0, frame[2], page.height)
    lines = [p for x in page.lines for p in split_at(x, (frame[0] - 4, frame[2] + 4))]
    return rows_of(x for x in lines if _inside(x, tall))


def _run(rows: Sequence[Row], most: float) -> list[Line]:
    """Return the lines of the first rows, as far as they stand close together."""
    found = list(rows[0])
    for a, b in pairwise(rows):
        if b[0].bottom - a[0].bottom > most * b[0].size:
            break
        found += b
    return found


def _holding_area(page: Page, label: Line, areas: Sequence[Box]) -> Box | None:
    """Return the coloured box that holds a caption and its table, if there is one."""

    def size(b: Box) -> float:
        return (b[2] - b[0]) * (b[3] - b[1])

    good = [
        b
        for b in areas
        if _inside(label, b) and b[3] - b[1] > 7 * label.size and b[2] - b[0] > 12 * label.size
    ]
    return min(
        (b for b in good if size(b) < 0.8 * page.width * page.height), key=size, default=None
    )


def _rule_beside(label: Line, long: Sequence[Box]) -> Box | None:
    """Return the rule of a table whose caption stands to its left."""
    for rule in long:
        if rule[0] - label.left > 0 and rule[0] > label.right and abs(rule[1] - label.top) < 8:
            return rule
    return None


def _frame(page: Page, label: Line, long: Sequence[Box], places: Sequence[float]) -> Box:
    """Return how far a table reaches to the left and right: its rules, else its column."""
    near = [
        r
        for r in long
        if -1.5 * label.size < r[1] - label.top < NEAR * 1.25 * label.size
        and r[0] < label.left + 6 * label.size
        and r[2] > label.left
    ]
    if near:
        rule = max(near, key=lambda r: r[2] - r[0])
        return min(rule[0], label.left), 0.0, max(rule[2], label.left + 10), page.height
    right = max(x.right for x in page.lines)
    beside = [g for g in places if g > label.left]
    rows = [r for r in _rows_in(page, (label.left, 0, right, 0)) if r[0].top > label.top - 2]
    # without rules a table is as wide as its column, unless rows run on across the gutter
    if beside and not any(
        x.left < beside[0] - 3 < beside[0] + 3 < x.right for r in rows[:4] for x in r
    ):
        right = beside[0]
    return label.left, 0.0, right, page.height


def _caption(rows: Sequence[Row], label: Line, long: Sequence[Box]) -> list[Line]:
    """Return the lines of a caption: up to a rule, a row of cells, a change of type or a gap."""
    found = list(rows[0])
    for a, b in pairwise(rows):
        ruled = any(a[0].bottom - 3 < r[1] < b[0].top + 3 and r[0] < label.left + 40 for r in long)
        gap = b[0].bottom - a[0].bottom > 1.7 * b[0].size
        parts = chunks(b)  # in a justified caption wide gaps part long pieces
        cells = len(parts) > 1 and sum(len(p.words) for p in parts) < LONG_PIECE * len(parts)
        if ruled or gap or cells or (abs(b[0].size - a[0].size) > 0.6 and len(found) > 1):
            break
        found += b
    return found


def _down(
    page: Page,
    caption: Sequence[Line],
    frame: Box,
    top: float,
    stops: Sequence[Line],
    rules: Sequence[Box],
) -> Region | None:
    """Return the table below a height, within a frame."""
    end = min(
        (s.top for s in stops if s.top > top and s.right > frame[0] and s.left < frame[2]),
        default=page.height,
    )
    rows = [r for r in _rows_in(page, frame) if r[0].top > top - 3 and r[0].bottom < end + 1]
    held = set(map(id, caption))
    rows = [r for r in rows if not any(id(x) in held or _same(x, caption) for x in r)]
    inner = [_clipped(r, frame) for r in rules if top - 4 < r[1] < end]
    inner = [r for r in inner if r[2] - r[0] > MIN_RULE]
    wide = _wide(inner, frame, rows)
    n = n_rows(rows, wide, frame[0])
    if sum(len(chunks(r)) > 1 for r in rows[:n]) < 2:
        return None
    own = before_notes(rows[:n], frame[0])
    return _region(caption, rows[:own], rows[own:n] + notes_below(page, rows, n), inner)


def _clipped(rule: Box, frame: Box) -> Box:
    return max(rule[0], frame[0] - 6), rule[1], min(rule[2], frame[2] + 6), rule[3]


def _wide(rules: Sequence[Box], frame: Box, rows: Sequence[Row]) -> list[Box]:
    """Return the rules across a table; one far below any row is the page's, not the table's."""
    found: list[Box] = []
    for r in rules:
        alike = any(abs(r[0] - f[0]) < 4 and abs(r[2] - f[2]) < 4 for f in found)
        most = 3 if alike else 1.2  # sizes below a row
        near = any(-4 < r[1] - row[0].bottom < most * row[0].size for row in rows)
        if r[2] - r[0] > 0.85 * (frame[2] - frame[0]) and (near or not found):
            found.append(r)
    return found


def _same(line: Line, others: Sequence[Line]) -> bool:
    return any(line.box == x.box for x in others)


def _region(
    caption: Sequence[Line], rows: Sequence[Row], notes: Sequence[Row], rules: Sequence[Box]
) -> Region:
    body = [x for row in rows for x in row]
    box = around(x.box for x in body)
    return Region(
        caption=tuple(caption),
        body=tuple(body),
        notes=tuple(x for row in notes for x in row),
        rules=tuple(r for r in rules if box[1] - 8 < r[1] < box[3] + 8),
        box=box,
    )


def _up(page: Page, caption: Sequence[Line], frame: Box, long: Sequence[Box]) -> Region | None:
    """Return the table above its caption, between rules."""
    top = caption[0].top
    above = [r for r in long if r[1] < top and r[0] < frame[2] and r[2] > frame[0]]
    if not above:
        return None
    last = above[-1]
    same = [r for r in above if abs(r[0] - last[0]) < 4 and abs(r[2] - last[2]) < 4]
    if len(same) < 2 or top - last[1] > 8 * caption[0].size:
        return None
    box = (last[0], same[0][1], last[2], last[1])
    rows = [r for r in _rows_in(page, box) if box[1] - 1 < r[0].bottom < box[3] + 2]
    if sum(len(chunks(r)) > 1 for r in rows) < 2:
        return None
    return _region(caption, rows, [], above)


def _in_area(page: Page, label: Line, area: Box, rules: Sequence[Box]) -> Region | None:
    """Return the table within a coloured box, above or below its caption."""
    rows = [r for r in _rows_in(page, area) if area[1] - 1 < r[0].top and r[0].bottom < area[3] + 1]
    start = next((i for i, r in enumerate(rows) if any(_same(x, [label]) for x in r)), None)
    if start is None:
        return None
    inner = [r for r in rules if area[1] < r[1] < area[3] and r[0] > area[0] - 3]
    above, below = rows[:start], rows[start:]
    if len(above) > len(below):
        n = len(above)
        while n and len(chunks(above[n - 1])) == 1 and len(above[n - 1][0].words) >= PROSE // 2:
            n -= 1
        caption = [x for row in below for x in row]
        return _region(caption, above[:n], above[n:], inner) if n > 1 else None
    caption = _caption(below, label, [r for r in inner if r[2] - r[0] > 6 * label.size])
    rest = [r for r in below if not any(_same(x, caption) for x in r)]
    n = n_rows(rest, [r for r in inner if r[2] - r[0] > 0.7 * (area[2] - area[0])], area[0])
    if sum(len(chunks(r)) > 1 for r in rest[:n]) < 2:
        return None
    return _region(caption, rest[:n], rest[n:], inner)
