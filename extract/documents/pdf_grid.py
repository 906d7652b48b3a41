"""A table's grid from its words: columns by gaps, rows by lines that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.documents.pdf_columns import (
    Piece,
    is_number,
    over_repeats,
    placed,
    separators,
    under_rules,
)
from extract.documents.pdf_page import Box, Line, rows_of
from extract.documents.pdf_regions import Region
from extract.documents.pdf_rows import cell_gap, chunks

TIGHT = 0.87  # of the usual step between rows: lines of one row stand closer
OVERLAP = 0.8  # of the size; lines this close are beside each other
MOST_HEADERS = 8
SHORT_RULE = 0.85  # of the table's width; a longer one divides the whole table
DASHES = {"-", "–", "—", "−"}
OPEN = ("-", "‐", ",", " of", " and", " or", " for", " with", " to", " the", " in", " at", "/")


@dataclass(slots=True)
class GridRow:
    """The cells of a row under way: for each piece, its lines from top to bottom."""

    pieces: list[list[Piece]]
    top: float
    bottom: float
    size: float

    def columns(self) -> set[int]:
        return {p[0].first for p in self.pieces}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells; each cell is its column span and its lines."""

    rows: list[list[tuple[int, int, list[Line]]]]
    n_columns: int
    n_header_rows: int


def grid_of(region: Region) -> Grid:
    """Return the grid of a table's region."""
    gap = cell_gap(region.body)
    rows = [chunks(r, gap) for r in rows_of(region.body)]
    places = separators(rows)
    wide, short = _rules(region)
    n_header = _n_header(rows, wide)
    cells = [placed(row, places, header=i < n_header) for i, row in enumerate(rows)]
    for i in reversed(range(n_header)):
        cells[i] = under_rules(cells[i], places, short)
        if i + 1 < n_header:
            fullest = max(cells[i + 1 : n_header], key=len)
            cells[i] = over_repeats(cells[i], fullest, places)
    made = [_grid_row(c, row) for c, row in zip(cells, rows, strict=True)]
    header = _merged_header(made[:n_header], wide + short)
    body = _merged_body(made[n_header:], wide)
    return Grid(
        rows=[_cells(r) for r in header + body],
        n_columns=len(places) + 1,
        n_header_rows=len(header),
    )


def _rules(region: Region) -> tuple[list[Box], list[Box]]:
    width = region.box[2] - region.box[0]
    wide = [r for r in region.rules if r[2] - r[0] >= SHORT_RULE * width]
    return wide, [r for r in region.rules if r[2] - r[0] < SHORT_RULE * width]


def _grid_row(pieces: Sequence[Piece], row: Sequence[Line]) -> GridRow:
    return GridRow(
        pieces=[[p] for p in pieces],
        top=median(c.top for c in row),
        bottom=median(c.bottom for c in row),
        size=max(c.size for c in row),
    )


def _n_header(rows: Sequence[Sequence[Line]], wide: Sequence[Box]) -> int:
    """Return how many rows are headers: above the first rule, or before the first values."""
    first = next(
        (i for i, r in enumerate(rows) if _n_values(r) >= max(1, 0.5 * (len(r) - 1))), len(rows)
    )
    ruled = [sum(r[0].bottom < rule[1] + 3 for r in rows) for rule in wide]
    ruled = [n for n in ruled if 0 < n <= min(MOST_HEADERS, first) and n < len(rows)]
    if ruled:
        return _with_more(rows, _above_rule(rows, ruled), first)
    if first == len(rows):  # words only
        return 1 if len(rows) > 1 else 0
    while first > 1 and len(rows[first - 1]) == 1:
        first -= 1
    return min(first, MOST_HEADERS)


def _above_rule(rows: Sequence[Sequence[Line]], ruled: Sequence[int]) -> int:
    """Return how many rows stand above the rule that ends the header."""
    if len(ruled) > 2:  # a rule below every row
        return next((n for n in ruled if len(rows[n - 1]) > 1), ruled[0])
    n = max(ruled)
    while n - 1 in ruled and len(rows[n - 1]) == 1:  # the title of a group of rows
        n -= 1
    return n


def _n_values(row: Sequence[Line]) -> int:
    return sum(is_number(c) or c.text in DASHES for c in row[1:])


def _with_more(rows: Sequence[Sequence[Line]], n: int, first: int) -> int:
    """Count rows below the rule that are headers still: no label, no values."""
    label = min(r[0].left for r in rows) + 3 * rows[0][0].size
    while n < first and len(rows[n]) > 1 and rows[n][0].left > label:
        n += 1
    return n


def _merged_header(rows: Sequence[GridRow], rules: Sequence[Box]) -> list[GridRow]:
    """Join lines of one header row: the same columns, no rule between."""
    found: list[GridRow] = []
    for row in rows:
        last = found[-1] if found else None
        if last and _same_header(last, row, rules):
            _add(last, row)
        else:
            found.append(row)
    return found


def _same_header(last: GridRow, row: GridRow, rules: Sequence[Box]) -> bool:
    spans = {(p[0].first, p[0].last) for p in last.pieces}
    own = {(p[0].first, p[0].last) for p in row.pieces}
    step = row.bottom - last.bottom
    if step < OVERLAP * row.size:
        return True
    if step > 1.6 * row.size or any(last.bottom - 3 < r[1] < row.top + 3 for r in rules):
        return False
    single = all(a == b for a, b in own | spans)
    return own <= spans or (single and (spans <= own or own <= spans | {(0, 0)}))


def _merged_body(rows: Sequence[GridRow], wide: Sequence[Box]) -> list[GridRow]:
    """Join the lines of cells that run over several."""
    steps = [b.bottom - a.bottom for a, b in pairwise(rows) if _is_full(a) and _is_full(b)]
    usual = median(steps) if len(steps) > 2 else None
    every = _rules_between(rows, wide)
    found: list[GridRow] = []
    for i, row in enumerate(rows):
        last = found[-1] if found else None
        if last is None:
            found.append(row)
            continue
        ruled = any(last.bottom - 3 < r[1] < row.top + 3 for r in wide)
        after = rows[i + 1] if i + 1 < len(rows) else None
        if not ruled and (every or _continues(last, row, after, usual)):
            _add(last, row)
        else:
            found.append(row)
    return found


def _rules_between(rows: Sequence[GridRow], wide: Sequence[Box]) -> bool:
    """Tell whether rules part most rows, so that lines without one between are one row."""
    full = [r for r in rows if _is_full(r)]
    ruled = sum(any(a.top < r[1] < b.bottom for r in wide) for a, b in pairwise(full))
    return len(full) > 2 and ruled >= 0.9 * (len(full) - 1)


def _is_full(row: GridRow) -> bool:
    return sum(is_number(p[0].line) for p in row.pieces) >= 2


def _continues(last: GridRow, row: GridRow, after: GridRow | None, usual: float | None) -> bool:
    """Tell whether a line goes on with the row above it."""
    step = row.bottom - last.bottom
    if step < OVERLAP * row.size:
        return True
    partial = not _is_full(row) or not _is_full(last)
    if usual and partial and (0 in row.columns() or 0 in last.columns()):
        # the lines of one row stand closer than rows; equal steps tell nothing
        then = after.bottom - row.bottom if after and _is_full(row) == _is_full(after) else usual
        if step < TIGHT * min(usual, then):
            return True
    if step > 1.7 * row.size:
        return False
    columns, above = row.columns(), last.columns()
    if 0 not in columns:
        if any(_is_title_below(p[0], last) for p in row.pieces):
            return False
        return columns <= above and len(columns) <= max(1, len(above - {0}) / 2)
    if columns != {0}:
        return _wraps(last, row) and (above == {0} or _is_text_below(row, columns, above))
    return _wraps(last, row) and above != {0}


def _is_title_below(piece: Piece, last: GridRow) -> bool:
    """Tell the title of a group, centred in the table, from a further line of the value above."""
    above = next((p[-1].line for p in last.pieces if p[0].first == piece.first), None)
    word = piece.line.text.split()[0]
    return above is not None and is_number(above) and len(word) > 2 and word[0].isupper()


def _is_text_below(row: GridRow, columns: set[int], above: set[int]) -> bool:
    """Tell a further line of several columns of text from a row of its own."""
    texts = [p[0].line.text for p in row.pieces]
    if any(is_number(p[0].line) for p in row.pieces) or not columns <= above:
        return False
    return columns < above or all(x[:1].islower() or x[:1] == "(" for x in texts)


def _wraps(last: GridRow, row: GridRow) -> bool:
    """Tell by its words whether a label goes on with the one above."""
    label = next(p for p in row.pieces if p[0].first == 0)[0].line
    above = next((p for p in last.pieces if p[0].first == 0), None)
    if above is None:
        return False
    before = above[-1].line.text
    if before.endswith(OPEN) or label.text[:1] == "(":
        return True
    set_in = label.left > above[0].line.left + 2  # an item of a group, such as "male"
    return label.text[:1].islower() and (not set_in or row.columns() == {0})


def _add(row: GridRow, more: GridRow) -> None:
    for piece in more.pieces:
        same = next((p for p in row.pieces if p[0].first <= piece[0].first <= p[0].last), None)
        if same is None:
            row.pieces.append(piece)
        else:
            same.extend(piece)
    row.bottom = max(row.bottom, more.bottom)
    row.pieces.sort(key=lambda p: p[0].first)


def _cells(row: GridRow) -> list[tuple[int, int, list[Line]]]:
    found: dict[int, tuple[int, int, list[Line]]] = {}
    for pieces in row.pieces:
        first = pieces[0].first
        if first in found:
            found[first][2].extend(p.line for p in pieces)
        else:
            found[first] = (first, max(p.last for p in pieces), [p.line for p in pieces])
    return [found[k] for k in sorted(found)]
