"""How deep labels are set in, in both formats: rows below a group are known from other rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.documents.jats import read_jats
from extract.documents.model import Table
from tests.unit.extract.documents import pdf_pages as draw
from tests.unit.extract.documents.jats_articles import article, save, table

HEAD = "<tr><th>&#xa0;&#xa0;Ward</th><th>Rota</th></tr>"


def indents(found: Table) -> list[int]:
    return [c.indent for c in found.cells if c.column == 0]


@pytest.mark.parametrize(
    "inner",
    [
        "<td>&#xa0;&#xa0;Nurses</td>",
        "<td>\n  &#x2003;Nurses</td>",
        "<td><italic>&#x2003;</italic>Nurses</td>",
        '<td style="border:none; padding-left: 1.5em">Nurses</td>',
        '<td><p content-type="indent1">Nurses</p></td>',
        "<td><list><list-item><p>Nurses</p></list-item></list></td>",
    ],
)
def test_labels_set_in_by_spaces_styles_or_lists(tmp_path: Path, inner: str) -> None:
    rows = f"<tr><td>Staff</td><td>20</td></tr><tr>{inner}<td>12</td></tr>"
    rows += "<tr><td>\n  Beds</td><td>&#x2003;30</td></tr>"
    (found,) = read_jats(save(tmp_path, article(table(rows, head=HEAD)))).tables
    assert indents(found) == [0, 0, 1, 0]
    assert [c.text for c in found.cells if c.column == 0][2] == "Nurses"


def test_two_depths(tmp_path: Path) -> None:
    labels = ["&#x2003;Staff", "&#x2003;&#x2003;Nurses", "&#x2003;&#x2003;&#x2003;Night", "Beds"]
    rows = "".join(f"<tr><td>{x}</td><td>{n}</td></tr>" for n, x in enumerate(labels))
    (found,) = read_jats(save(tmp_path, article(table(rows, head=HEAD)))).tables
    assert indents(found) == [0, 1, 2, 3, 0]


def _drawn(path: Path, starts: list[float]) -> Table:
    def paint(page: Any) -> None:
        draw.write(page, 50, 190, "Table 1. Staff of the wards", 9, "tibo")
        cells = [("Ward", "East", "West")]
        cells += [(f"Group {chr(65 + i)}", f"{i + 1}.5", f"{i + 2}.25") for i in range(len(starts))]
        for i, (row, x) in enumerate(zip(cells, [50, *starts], strict=True)):
            draw.write(page, x, 212 + i * 16, row[0], 9)
            draw.write(page, 200, 212 + i * 16, row[1], 9)
            draw.write(page, 300, 212 + i * 16, row[2], 9)
        for y in (200, 216, 216 + 16 * len(starts)):
            page.draw_line((50, y), (350, y), width=0.5)

    return draw.one_page(path, paint).tables[0]


def test_labels_of_a_pdf_by_where_they_begin(tmp_path: Path) -> None:
    assert indents(_drawn(tmp_path / "a.pdf", [50, 59, 59, 68, 50.5])) == [0, 0, 1, 1, 2, 0]


def test_centred_labels_have_no_depth(tmp_path: Path) -> None:
    found = _drawn(tmp_path / "a.pdf", [50, 56, 62, 68, 74, 80])
    assert indents(found) == [0] * 7
