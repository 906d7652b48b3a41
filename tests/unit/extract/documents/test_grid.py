"""Spans, rules and header rows of tables."""

from __future__ import annotations

from extract.documents.grid import Grid, RawCell, RawRow, lay_out
from extract.documents.model import Place, Table


def _row(*cells: str | tuple[str, int, int], head: bool = False, group: int = 0) -> RawRow:
    """Return a row; a cell is its text, or text, rowspan, colspan."""
    found = []
    for cell in cells:
        text, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
        found.append(RawCell(text=text, rowspan=down, colspan=across, place=Place(xpath="/x")))
    return RawRow(cells=tuple(found), group=group, head=head)


def _texts(grid: Grid | None) -> list[list[str]]:
    assert grid is not None
    table = Table(
        label="",
        caption="",
        n_rows=grid.n_rows,
        n_columns=grid.n_columns,
        n_header_rows=grid.n_header_rows,
        cells=grid.cells,
        footnotes=(),
        place=Place(),
    )
    return table.grid()


def test_spans_push_cells_aside() -> None:
    grid = lay_out(
        [
            _row(("Scale", 2, 1), ("Rota", 1, 2), ("Usual", 1, 2), head=True),
            _row("n", "Mean (SD)", "n", "Mean (SD)", head=True),
            _row("EE", "20", "24.3 (10.2)", "21", "26.1 (9.8)", group=1),
        ]
    )
    assert _texts(grid) == [
        ["Scale", "Rota", "Rota", "Usual", "Usual"],
        ["Scale", "n", "Mean (SD)", "n", "Mean (SD)"],
        ["EE", "20", "24.3 (10.2)", "21", "26.1 (9.8)"],
    ]
    assert grid is not None and grid.n_header_rows == 2
    assert [c.header for c in grid.cells if c.row < 2] == [True] * 7


def test_rows_that_only_draw_a_rule_are_dropped_and_spans_over_them_shortened() -> None:
    grid = lay_out(
        [
            _row(("Scale", 3, 1), ("Rota", 1, 2), head=True),
            _row(("", 1, 2), head=True),
            _row("n", "Mean", head=True),
            _row("EE", "20", "24.3", group=1),
        ]
    )
    assert grid is not None and (grid.n_rows, grid.n_header_rows) == (3, 2)
    assert _texts(grid)[1] == ["Scale", "n", "Mean"]


def test_header_rows_go_on_in_the_body_and_stop_before_values() -> None:
    grid = lay_out(
        [
            _row("", "Rota (n = 20)", "Usual (n = 21)", head=True),
            _row("", "Mean (SD)", "Mean (SD)", group=1),
            _row("", "24.3 (10.2)", "26.1 (9.8)", group=1),
        ]
    )
    assert grid is not None and grid.n_header_rows == 2


def test_header_rows_are_inferred_only_above_values() -> None:
    values = [_row("Scale", "12 weeks", "n = 25"), _row("EE", "24.3", "26")]
    words = [_row("Phase 1", "Talk"), _row("Phase 2", "Rest")]
    numbers = [_row("EE", "24.3"), _row("DP", "6.1")]
    assert [g.n_header_rows for g in map(lay_out, (values, words, numbers)) if g] == [1, 0, 0]


def test_a_table_all_in_the_head_is_looked_at() -> None:
    grid = lay_out([_row("Scale", "Rota", head=True), _row("EE", "24.3", head=True)])
    assert grid is not None and grid.n_header_rows == 1


def test_a_row_span_ends_with_its_group_and_a_column_span_with_the_table() -> None:
    grid = lay_out(
        [
            _row(("A", 9, 1), "B", head=True),
            _row(("Title", 1, 40), group=1),
            _row("EE", "1", group=1),
        ]
    )
    assert _texts(grid) == [["A", "B"], ["Title", "Title"], ["EE", "1"]]


def test_a_rowspan_of_nought_reaches_to_the_end() -> None:
    grid = lay_out([_row(("EE", 0, 1), "1"), _row("2"), _row("3")])
    assert [row[0] for row in _texts(grid)] == ["EE", "EE", "EE"]


def test_nothing_and_far_too_much() -> None:
    assert lay_out([]) is None
    assert lay_out([_row("", "")]) is None
    assert lay_out([_row(("x", 10_000, 1000))] + [_row("y")] * 10_000) is None
