"""Tables of a page: by the words under their captions, else by the cell boxes PyMuPDF finds.

``Table.extract()`` is never asked: it loses decimal points. The words fill every cell. The boxes
of ``find_tables`` cost half a second a page, so they are looked for only where a caption stands
and the words alone gave no grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.documents.characters import plain
from extract.documents.indents import set_in
from extract.documents.model import Cell, Place, Table
from extract.documents.pdf_columns import is_number
from extract.documents.pdf_grid import Grid, grid_of
from extract.documents.pdf_page import Box, Line, Page, Word, around, make_line, rows_of
from extract.documents.pdf_paragraphs import LABEL
from extract.documents.pdf_regions import Region, labels, region, whole_rules
from extract.documents.pdf_source import PdfSource
from extract.documents.pdf_text import Vocabulary, text_of

CENTRED = 0.3  # of the size, by which the middles of centred labels differ at most
MOST = 15  # tables on a page; a list of tables, or a hostile file, has more captions
FAR = 60.0  # points from a caption to the boxes of its table


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The tables of a page, the page without their bodies and notes, and labels left over."""

    tables: tuple[Table, ...]
    page: Page
    missed: tuple[str, ...]


def tables_of(
    page: Page, places: Sequence[float], source: PdfSource, vocabulary: Vocabulary
) -> Found:
    """Return the tables of a page and what remains of it."""
    every = labels(page, places)
    if not any(is_table for is_table, _ in every):
        return Found(tables=(), page=page, missed=())
    strokes, areas = source.rules(page.number)
    drawn = whole_rules(strokes), areas
    tables: list[Table] = []
    taken: list[Line] = []
    titles = [line for is_table, line in every if is_table]
    missed = titles[MOST:]
    for label in titles[:MOST]:
        stops = [line for _, line in every if line is not label]
        where = region(page, label, stops, drawn, places)
        if where is None:
            missed.append(label)
            continue
        tables.append(_table(page, where, grid_of(where), vocabulary))
        taken += [*where.body, *where.notes]
    for label in _titled(missed)[:MOST]:
        boxed = _boxed(page, label, source, [t.place.box for t in tables if t.place.box])
        if boxed:
            tables.append(_table(page, *boxed, vocabulary))
            taken += boxed[0].body
            missed.remove(label)
    return Found(tables=tuple(tables), page=_without(page, taken), missed=_names(missed))


def _names(missed: Sequence[Line]) -> tuple[str, ...]:
    names = [x.text[:60] for x in _titled(missed)]
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return (*names[:MOST], *more)


def _titled(lines: Sequence[Line]) -> list[Line]:
    """Leave out what is more likely a mention: of a table in a supplement, or without a title."""
    found = []
    for line in lines:
        label = LABEL.match(line.text)
        title = line.text[label.end() :].strip(". :") if label else ""
        if label and label["number"][0] not in "Ss" and (title or line.words[0].bold):
            found.append(line)
    return found


def _without(page: Page, taken: Sequence[Line]) -> Page:
    """Take lines away; a line of which a part was taken keeps the rest."""
    gone = {w.box for x in taken for w in x.words}
    lines = []
    for line in page.lines:
        words = [w for w in line.words if w.box not in gone]
        if len(words) == len(line.words):
            lines.append(line)
        elif words:
            lines.append(make_line(words))
    return replace(page, lines=tuple(lines))


def _table(page: Page, where: Region, grid: Grid, vocabulary: Vocabulary) -> Table:
    caption = text_of(where.caption, vocabulary, table=True)
    label = LABEL.match(caption)
    cut = label.end() if label else 0
    cells = [
        Cell(
            row=i,
            column=first,
            text=plain(text_of(lines, vocabulary, table=True)),
            rowspan=_reach(grid, i) if first == 0 else 1,
            colspan=last - first + 1,
            header=i < grid.n_header_rows,
            place=Place(page=page.number, box=page.shown(around(x.box for x in lines))),
        )
        for i, row in enumerate(grid.rows)
        for first, last, lines in row
    ]
    starts = [lines[0] for row in grid.rows for _, _, lines in row]
    return Table(
        label=plain(caption[:cut]).rstrip(". "),
        caption=plain(caption[cut:].lstrip(".:|–— ")),
        n_rows=len(grid.rows),
        n_columns=grid.n_columns,
        n_header_rows=grid.n_header_rows,
        cells=set_in(cells, grid.n_header_rows, _offsets(cells, starts)),
        footnotes=_footnotes(where.notes, vocabulary),
        place=Place(page=page.number, box=page.shown(where.box)),
    )


def _offsets(cells: Sequence[Cell], starts: Sequence[Line]) -> dict[Place, float]:
    """Return where the text of each cell begins, in ems; none where the labels are centred."""
    labels = [x for c, x in zip(cells, starts, strict=True) if c.column == 0 and not c.header]
    middles = [(x.left + x.right) / 2 for x in labels]
    if middles and max(middles) - min(middles) < CENTRED * labels[0].size:
        return {}
    return {c.place: x.left / x.size for c, x in zip(cells, starts, strict=True)}


def _reach(grid: Grid, row: int) -> int:
    """Return how many rows a label stands for: those below without one, but with a second label.

    Not when the first row of the body has none, for then labels stand in the middle of theirs.
    """
    body = grid.rows[grid.n_header_rows :]
    if row < grid.n_header_rows or not body or body[0][0][0] != 0 or len(grid.rows[row]) == 1:
        return 1
    n = 1
    for cells in grid.rows[row + 1 :]:
        first, _, lines = cells[0]
        if first != 1 or is_number(lines[0]):
            break
        n += 1
    return n


def _footnotes(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the notes; one begins with a raised mark or a sign."""
    notes: list[list[Line]] = []
    for row in rows_of(lines):
        first = row[0].words[0]
        if not notes or first.shift == 1 or first.text[:1] in "*†‡§¶#":
            notes.append([])
        notes[-1] += row
    texts = (plain(text_of(n, vocabulary, table=True)) for n in notes)
    return tuple(filter(None, texts))


def _boxed(
    page: Page, label: Line, source: PdfSource, taken: Sequence[Box]
) -> tuple[Region, Grid] | None:
    """Return the table whose cell boxes stand nearest to a caption, filled from the words."""
    words = [w for x in page.lines for w in x.words]
    best: tuple[float, Region, Grid] | None = None
    for rows in source.cell_boxes(page.number):
        cells = [c for row in rows for c in row if c]
        box = around(cells)
        away = min(abs(box[1] - label.bottom), abs(label.top - box[3]))
        beside = label.left > box[2] or label.right < box[0]
        if away > FAR or beside or any(_overlaps(page.shown(box), t) for t in taken):
            continue
        grid = _filled(rows, words)
        body = tuple(x for row in grid.rows for _, _, lines in row for x in lines)
        if grid.n_columns > 1 and body and (best is None or away < best[0]):
            where = Region(caption=(label,), body=body, notes=(), rules=(), box=box)
            best = away, where, grid
    return best[1:] if best else None


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _filled(rows: Sequence[Sequence[Box | None]], words: Sequence[Word]) -> Grid:
    """Fill boxes of cells with the words whose middles they hold."""
    filled = []
    for row in rows:
        cells = []
        for j, box in enumerate(row):
            held = [w for w in words if box and _holds(box, w.box)]
            if held:
                lines = rows_of(make_line([w]) for w in held)
                cells.append((j, j, [make_line([x.words[0] for x in r]) for r in lines]))
        if cells:
            filled.append(cells)
    return Grid(rows=filled, n_columns=max(map(len, rows)), n_header_rows=1)


def _holds(box: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
