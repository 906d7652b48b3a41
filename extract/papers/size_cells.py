"""The cell of a table that prints the size of a group over its values."""

from __future__ import annotations

from collections import defaultdict

from extract.documents.model import Cell, Table
from extract.papers.cells import read_cell
from extract.papers.labels import read_label


class SizeCells:
    """Finds the cell that prints a size, each column looked through once.

    Parameters
    ----------
    table : Table
    """

    def __init__(self, table: Table) -> None:
        self.columns: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            for j in range(cell.column, cell.column + cell.colspan):
                self.columns[j].append(cell)
        self.known: dict[tuple[int, int], list[Cell]] = {}

    def over(self, row: int, column: int, n: int) -> Cell | None:
        """Return the cell that prints a size for a value.

        Parameters
        ----------
        row, column : int
            Of the value.
        n : int
            The size.

        Returns
        -------
        Cell or None
            The nearest above; a row of sizes may also stand below.
        """
        if (column, n) not in self.known:
            self.known[column, n] = [c for c in self.columns[column] if prints(c.text, n)]
        found = self.known[column, n]
        return min(found, key=lambda c: (c.row > row, abs(c.row - row)), default=None)


def prints(text: str, n: int) -> bool:
    """Tell whether a cell prints a size: "Yoga (n = 20)", or a bare 20.

    Parameters
    ----------
    text : str
    n : int

    Returns
    -------
    bool
    """
    if str(n) not in text.replace(",", ""):
        return False  # most cells, told at once
    if read_label(text).n == n:
        return True
    value = read_cell(text)
    if value is None:
        return False
    first = value.numbers[0] if value.numbers else None
    whole = first is not None and first.decimals == 0 and first.value == n
    return value.total == n or (whole and value.shape in ("single", "paren"))
