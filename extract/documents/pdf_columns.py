"""The columns of a table: places no cell runs across, and which titles span several."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.documents.pdf_page import Box, Line, Word, make_line

NUMERIC = re.compile(r"^[<>≤≥=~±(\[]*\s*[-−–+]?\s*[$€£]?[.·]?\d")
SIZE_OF_GROUP = re.compile(r"\bn\s*[=:]\s*\d|^\(?\d[\d, ]*\s+(?:patients|participants)", re.I)
PARTNER = re.compile(r"^(?:[(\[±]|\+/-)")  # begins the second half of a cell: "(10.2)"
MIN_GAP = 2.0  # points
CROSSING = 0.07  # share of rows that may run across the place between two columns
TIGHT_GAP = 0.42  # of the size; wider than a space, narrower than what parts cells everywhere
BRIDGED = 0.2  # share of rows that may have only such a gap between two columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A chunk of a row in its columns, ``first`` to ``last``."""

    first: int
    last: int
    line: Line


def is_number(line: Line) -> bool:
    """Tell a cell with a value from words and from the size of a group."""
    text = line.text
    return NUMERIC.match(text) is not None and SIZE_OF_GROUP.search(text) is None


def separators(rows: Sequence[Sequence[Line]]) -> list[float]:
    """Return the places between columns of rows of chunks, from left to right."""
    data = [r for r in rows if len(r) > 1 and any(is_number(c) for c in r[1:])]
    if len(data) < 2:
        data = [r for r in rows if len(r) > 1]
    if not data:
        return []
    found = _free_places(data)
    counts = [0] * (len(found) + 1)
    for chunk in (c for r in data for c in r):
        counts[bisect(found, _middle(chunk))] += 1
    found = [x for i, x in enumerate(found) if counts[i + 1] and (i or counts[0])]
    return _without_indents(data, _with_partners(data, found))


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


def _free_places(data: Sequence[Sequence[Line]]) -> list[float]:
    """Return the middles of the strips that hardly a chunk covers, counted by half points.

    A label that almost fills its column stands close to the next: where most rows have a wide gap,
    a few may have one that is only wider than a space.
    """
    left = min(c.left for r in data for c in r)
    width = int((max(c.right for r in data for c in r) - left) * 2)
    covered, bridged = [0] * (width + 4), [0] * (width + 4)
    for chunk in (c for r in data for c in r):
        for first, last, counts in _stretches(chunk, covered, bridged):
            for i in range(int((first - left) * 2) + 1, int((last - left) * 2) + 1):
                counts[i] += 1
    allowed, few = int(CROSSING * len(data)), BRIDGED * len(data)
    found: list[float] = []
    start: int | None = None
    for i in range(1, width + 1):
        if covered[i] <= allowed and bridged[i] <= few and i < width:
            start = i if start is None else start
        elif start is not None:
            if i - start >= MIN_GAP * 2:
                found.append(left + (start + i) / 4)
            start = None
    return found


def _stretches(
    chunk: Line, covered: list[int], bridged: list[int]
) -> Iterator[tuple[float, float, list[int]]]:
    """Yield the stretches of a chunk: its words, and the gaps wider than a space between them."""
    start = chunk.left
    for a, b in pairwise(chunk.words):
        if b.box[0] - a.box[2] > TIGHT_GAP * chunk.size and not b.shift:
            yield start, a.box[2], covered
            yield a.box[2], b.box[0], bridged
            start = b.box[0]
    yield start, chunk.right, covered


def _with_partners(data: Sequence[Sequence[Line]], places: list[float]) -> list[float]:
    """Leave out a separator between a number and its bracket, as between 24.3 and (10.2)."""
    keep = list(places)
    for i, place in enumerate(places[1:], start=1):
        end = places[i + 1] if i + 1 < len(places) else float("inf")
        cells = [c for r in data for c in r if place < _middle(c) < end]
        before = [c for r in data for c in r if places[i - 1] < _middle(c) < place]
        partners = sum(PARTNER.match(c.text) is not None for c in cells)
        plain = sum(is_number(c) and not PARTNER.match(c.text) for c in before)
        if partners >= 0.8 * len(cells) and plain >= 0.8 * len(before):
            keep.remove(place)
    return keep


def _without_indents(data: Sequence[Sequence[Line]], places: list[float]) -> list[float]:
    """Leave out a separator between labels and labels set in: no row has both."""
    while len(places) > 1:
        both = [r for r in data if r[0].left < places[0] < _middle(r[1]) < places[1]]
        second = [c for r in data for c in r if places[0] < _middle(c) < places[1]]
        if both or any(is_number(c) for c in second):
            break
        places = places[1:]
    return places


def placed(row: Sequence[Line], places: Sequence[float], *, header: bool) -> list[Piece]:
    """Return the chunks of a row in their columns; only a header's run across several."""
    found: list[Piece] = []
    for chunk in row:
        first, last = bisect(places, chunk.left + 1), bisect(places, chunk.right - 1)
        if header and first < last and len(row) > 1:
            own = _claimed(row, chunk, places)
            found.append(Piece(first=own[0], last=own[1], line=chunk))
        elif first == last or header or len(row) == 1:
            found.append(Piece(first=first, last=last if header else first, line=chunk))
        else:
            found += _cut(chunk, places)
    return found


def _claimed(row: Sequence[Line], chunk: Line, places: Sequence[float]) -> tuple[int, int]:
    """Return the columns under a title, without those in the middle of which another stands."""
    first, last = bisect(places, chunk.left + 1), bisect(places, chunk.right - 1)
    others = {bisect(places, _middle(c)) for c in row if c is not chunk}
    own = bisect(places, _middle(chunk))
    while first < own and first in others:
        first += 1
    while last > own and last in others:
        last -= 1
    return first, last


def _cut(chunk: Line, places: Sequence[float]) -> list[Piece]:
    """Cut a chunk that runs across columns between words."""
    runs: list[list[Word]] = []
    for word in chunk.words:
        if runs and word.glued:
            runs[-1].append(word)
        else:
            runs.append([word])
    parts: dict[int, list[Word]] = {}
    for run in runs:
        middle = (run[0].box[0] + run[-1].box[2]) / 2
        parts.setdefault(bisect(places, middle), []).extend(run)
    return [Piece(first=j, last=j, line=make_line(p)) for j, p in sorted(parts.items())]


def under_rules(row: list[Piece], places: Sequence[float], rules: Sequence[Box]) -> list[Piece]:
    """Give the titles of a header row the columns that a short rule below each marks."""
    return [_ruled(p, row, places, rules) or p for p in row]


def _ruled(
    piece: Piece, row: Sequence[Piece], places: Sequence[float], rules: Sequence[Box]
) -> Piece | None:
    box = piece.line.box
    for r in rules:
        below = -2 < r[1] - box[3] < 0.8 * piece.line.size
        alone = not any(r[0] < _middle(p.line) < r[2] for p in row if p is not piece)
        if below and alone and r[0] <= box[0] + 3 and r[2] >= box[2] - 3:
            first, last = bisect(places, r[0] + 3), bisect(places, r[2] - 3)
            return Piece(first=first, last=max(last, first), line=piece.line)
    return None


def over_repeats(row: list[Piece], below: Sequence[Piece], places: Sequence[float]) -> list[Piece]:
    """Give titles their share of a row below that repeats itself, once for each title.

    Such as two arms above n, mean, SD, n, mean, SD.
    """
    if any(p.first != p.last for p in below):
        return row
    columns, texts = [p.first for p in below], [p.line.text.casefold() for p in below]
    for period in range(2, len(texts) // 2 + 1):
        for start in range(len(texts) - 2 * period + 1):
            times = _times(texts, start, period)
            groups = [columns[start + i * period : start + (i + 1) * period] for i in range(times)]
            given = _given(row, groups, places)
            if times > 1 and given:
                return given
    return row


def _times(texts: Sequence[str], start: int, period: int) -> int:
    n = 1
    while texts[start + n * period : start + (n + 1) * period] == texts[start : start + period]:
        n += 1
    return n


def _given(
    row: Sequence[Piece], groups: Sequence[Sequence[int]], places: Sequence[float]
) -> list[Piece] | None:
    """Return the titles with their groups when each group has exactly one, else None."""
    found = list(row)
    for group in groups:
        over = [
            i for i, p in enumerate(row) if group[0] <= bisect(places, _middle(p.line)) <= group[-1]
        ]
        if len(over) != 1:
            return None
        found[over[0]] = Piece(first=group[0], last=group[-1], line=row[over[0]].line)
    return found
