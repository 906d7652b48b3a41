"""An invented paper as PDF, set as journals set theirs: one or two columns, tables with rules."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf

from tests.examples.source import MARK, Paper, Span, Table

WIDTH, MARGIN, GUTTER, PAD = 595.0, 56.0, 20.0, 3.0
FONTS = {name: pymupdf.Font(name) for name in ("tiro", "helv", "hebo")}
LEADING = 1.25
LABELS = 0.32  # share of a table's width that its first column takes


class Setting:
    """The page being set: a position that runs down the columns and on to new pages."""

    def __init__(self, columns: int, height: float) -> None:
        self.document = pymupdf.open()
        self.columns, self.height = columns, height
        self.width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        self._page()

    def _page(self) -> None:
        self.page = self.document.new_page(width=WIDTH, height=self.height)
        self.column, self.top, self.y = 0, MARGIN, MARGIN
        self.write(MARGIN, self.height - 30, str(self.document.page_count), "tiro", 8)

    @property
    def left(self) -> float:
        """Left edge of the present column."""
        return MARGIN + self.column * (self.width + GUTTER)

    def room(self, height: float) -> None:
        """Go to the next column or page when there is less room than that."""
        if self.y + height <= self.height - MARGIN:
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, self.top
        else:
            self._page()

    def write(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Write a line with its baseline at y."""
        writer = pymupdf.TextWriter(self.page.rect)
        writer.append((x, y), text, font=FONTS[font], fontsize=size)
        writer.write_text(self.page)

    def paragraph(self, text: str, font: str, size: float, width: float | None = None) -> None:
        """Set a paragraph, broken into lines."""
        for line in lines_of(text, font, size, width or self.width):
            self.room(size * LEADING)
            self.y += size * LEADING
            self.write(self.left, self.y, line, font, size)
        self.y += size * 0.6

    def rule(self, x0: float, x1: float, y: float) -> None:
        """Draw a horizontal rule."""
        self.page.draw_line((x0, y), (x1, y), width=0.6)


def lines_of(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """Yield the lines of a text that fit a width."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and FONTS[font].text_length(longer, fontsize=size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF, the same bytes each time."""
    setting = Setting(paper.columns, paper.height)
    full = WIDTH - 2 * MARGIN
    setting.paragraph(paper.title, "hebo", 15, full)
    setting.paragraph(", ".join(paper.authors), "helv", 10, full)
    cite = f"Journal of Worked Examples 2026. https://doi.org/{paper.doi} CC BY 4.0"
    setting.paragraph(cite, "helv", 8, full)
    setting.paragraph("Abstract", "hebo", 11, full)
    for text in paper.abstract:
        setting.paragraph(text, "tiro", 10, full)
    setting.y += 8
    setting.top = setting.y
    for section in paper.sections:
        setting.room(50)
        setting.paragraph(section.title, "hebo", 11)
        for text in section.text:
            setting.paragraph(text, "tiro", 10)
        if section.table is not None:
            _table(setting, section.table, paper.rules)
    setting.document.set_metadata({"title": paper.title, "subject": MARK})
    setting.document.subset_fonts()
    return bytes(setting.document.tobytes(garbage=4, deflate=True, no_new_id=True))


def _table(setting: Setting, table: Table, rules: str) -> None:
    size = 8.5 if setting.columns == 1 else 7.0
    edges = _edges(setting.width, table.n_columns)
    heights = _heights(table, edges, size)
    setting.y += 6
    setting.room(sum(heights) + 60)
    setting.paragraph(f"{table.label}. {table.caption}", "hebo", size)
    left, top = setting.left, setting.y
    tops = [top + sum(heights[:i]) for i in range(table.n_rows + 1)]
    for cell in table.cells:
        _cell(setting, cell, table, edges, tops, size)
    for y in (tops[0], tops[table.header_rows], tops[-1]):
        setting.rule(left, left + setting.width, y)
    if rules == "grid":
        _grid(setting, table, edges, tops)
    setting.y = tops[-1] + 4
    for note in table.footnotes:
        setting.paragraph(note, "tiro", size)
    setting.y += 6


def _edges(width: float, n_columns: int) -> list[float]:
    first = width * LABELS
    rest = (width - first) / (n_columns - 1)
    return [0.0, *(first + i * rest for i in range(n_columns))]


def _heights(table: Table, edges: list[float], size: float) -> list[float]:
    heights = [0.0] * table.n_rows
    for cell in table.cells:
        n = len(_cell_lines(cell, table, edges, size))
        last = cell.row + cell.rowspan - 1
        if cell.rowspan == 1:
            heights[last] = max(heights[last], n * size * LEADING + 2 * PAD)
    return heights


def _font(cell: Span, table: Table) -> str:
    return "hebo" if cell.row < table.header_rows else "helv"


def _cell_lines(cell: Span, table: Table, edges: list[float], size: float) -> list[str]:
    width = edges[cell.column + cell.colspan] - edges[cell.column] - 2 * PAD
    return list(lines_of(cell.text, _font(cell, table), size, width))


def _cell(
    setting: Setting,
    cell: Span,
    table: Table,
    edges: list[float],
    tops: list[float],
    size: float,
) -> None:
    font = _font(cell, table)
    x0, x1 = (setting.left + edges[i] for i in (cell.column, cell.column + cell.colspan))
    for i, line in enumerate(_cell_lines(cell, table, edges, size)):
        length = FONTS[font].text_length(line, fontsize=size)
        # Labels stand at the left; what is about a column stands in its middle.
        x = x0 + PAD if cell.column == 0 else (x0 + x1 - length) / 2
        setting.write(x, tops[cell.row] + PAD + (i + 0.85) * size * LEADING, line, font, size)
    if cell.row + cell.rowspan < table.header_rows:
        setting.rule(x0 + PAD, x1 - PAD, tops[cell.row + cell.rowspan])


def _grid(setting: Setting, table: Table, edges: list[float], tops: list[float]) -> None:
    for cell in table.cells:
        corner = (setting.left + edges[cell.column], tops[cell.row])
        other = (
            setting.left + edges[cell.column + cell.colspan],
            tops[cell.row + cell.rowspan],
        )
        setting.page.draw_rect(pymupdf.Rect(*corner, *other), width=0.6)
