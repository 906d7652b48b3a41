"""The rows of a table on the page: pieces parted by gaps, where it ends, the notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.documents.pdf_page import Box, Line, Page, make_line, pitch

Row = list[Line]
WIDE_GAP = 0.75  # of the size: more than a space between words, so another cell
FEW_SPACES = 8
ABOVE, ALIKE = 1.7, 1.3  # times the usual space
LEAST_GAP = 0.4
PROSE = 7  # words in a row without a wide gap
MOST_NOTES = 25  # rows
NOTE = re.compile(
    r"^(?:[*†‡§¶#]|[a-z]\b|\d\s|notes?\b|abbreviations?\b|values? |data |p\s*[<=]|n\s*=|"
    r"[A-Z]{2,}[,:=]|\S+ indicates? )",
    re.I,
)
NOTE_TITLE = re.compile(r"^(?:notes?|abbreviations?)\b\s*[.:]", re.I)


def cell_gap(lines: Sequence[Line]) -> float:
    """Return the gap that parts cells in a table, as a share of the size.

    Where all spaces between words are alike, a gap well above them will do; in justified text, or
    where too few spaces show it, only a wide one.
    """
    spaces = sorted(
        gap
        for line in lines
        for a, b in pairwise(line.words)
        if a.text.isalpha() and b.text.isalpha() and not b.glued
        if 0 < (gap := (b.box[0] - a.box[2]) / line.size) < WIDE_GAP
    )
    if len(spaces) < FEW_SPACES:
        return WIDE_GAP
    usual, most = spaces[len(spaces) // 2], spaces[int(0.9 * len(spaces))]
    return min(max(ABOVE * usual, LEAST_GAP), WIDE_GAP) if most < ALIKE * usual else WIDE_GAP


def chunks(row: Sequence[Line], wide: float = WIDE_GAP) -> list[Line]:
    """Return the pieces of a row that wide gaps part."""
    words = sorted((w for x in row for w in x.words), key=lambda w: w.box[0])
    parts = [[words[0]]]
    for word in words[1:]:
        size = max(word.size, parts[-1][-1].size)
        if word.box[0] - parts[-1][-1].box[2] > wide * size and not word.shift:
            parts.append([])
        parts[-1].append(word)
    return [make_line(p) for p in parts]


def n_rows(rows: Sequence[Row], wide: Sequence[Box], left: float) -> int:
    """Return how many rows belong to the table."""
    last = 0
    for i, row in enumerate(rows):
        after = [r for r in wide if r[1] > row[0].top]
        # below the last rule stand notes, when the first stands above the header
        if len(wide) >= 2 and not after:
            break
        if _is_prose(row, rows[i + 1 : i + 2], left) and not _closed(rows[i:], wide, after):
            break
        if i and row[0].top - rows[i - 1][0].bottom > 3.5 * row[0].size and not after:
            break
        last = i + 1
    return last


def _is_prose(row: Row, following: Sequence[Row], left: float) -> bool:
    parts = chunks(row)
    words = sum(len(p.words) for p in parts) / len(parts)
    more = following and len(chunks(following[0])) <= len(parts)
    return (
        words >= PROSE
        and len(parts) <= 2
        and bool(more)
        and parts[0].left < left + 3 * parts[0].size
    )


def _closed(rows: Sequence[Row], wide: Sequence[Box], after: Sequence[Box]) -> bool:
    """Tell whether what looks like prose stands in a table: a rule as long as its first ends it."""
    first = wide[0] if wide else None
    ends = [r for r in after if first and abs(r[0] - first[0]) < 4 and abs(r[2] - first[2]) < 4]
    if not ends:
        return False
    inner = [r for r in rows if r[0].top < ends[-1][1]]
    return all(x.size <= rows[0][0].size + 0.3 for row in inner for x in row)


def notes_below(page: Page, rows: Sequence[Row], n: int) -> list[Row]:
    """Return the rows of notes below a table's body."""
    size = max(x.size for x in rows[n - 1])
    usual = max((x.size for x in page.lines), key=[x.size for x in page.lines].count)
    step = pitch([r[0] for r in rows[:n]], size)
    found: list[Row] = []
    last = rows[n - 1][0]
    for row in rows[n : n + MOST_NOTES]:
        first = row[0]
        near = first.bottom - last.bottom < (2.6 if not found else 1.5) * max(step, first.size)
        small = first.size <= size + 0.2
        if not near or not small or (found and abs(first.size - found[-1][0].size) > 0.6):
            break
        plain = first.size > size - 0.3 and size > usual - 0.3
        if not found and plain and not NOTE.match(first.text):
            break
        found.append(row)
        last = first
    return found


def before_notes(rows: Sequence[Row], left: float) -> int:
    """Return how many rows come before notes that stand within a table's rules."""
    for i, row in enumerate(rows[2:], start=2):
        if NOTE_TITLE.match(row[0].text):
            return i
    n = max(i for i, row in enumerate(rows) if len(chunks(row)) > 1) + 1
    rest = rows[n:]
    if rest and len(rest[0][0].words) >= PROSE and all(r[0].left < left + 20 for r in rest):
        return n
    return len(rows)
