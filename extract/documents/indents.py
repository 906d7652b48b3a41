"""How deep the labels of a table's first column are set in, from where their text begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.documents.model import Cell, Place

SAME = 0.4  # ems; two beginnings this close are one depth
MOST = 4  # depths; more are labels that are centred or ragged


def set_in(
    cells: Sequence[Cell], n_header_rows: int, offsets: Mapping[Place, float]
) -> tuple[Cell, ...]:
    """Return the cells with the indents of the first column, below the header.

    Parameters
    ----------
    offsets : mapping
        For the place of a cell, where its text begins, in ems from any line; a cell without one
        stands at the edge.
    """
    labels = [c for c in cells if c.column == 0 and c.text and c.row >= n_header_rows]
    depth = _depths([offsets.get(c.place, 0.0) for c in labels])
    deep = {c.place: d for c, d in zip(labels, depth, strict=True) if d}
    return tuple(replace(c, indent=deep.get(c.place, 0)) for c in cells) if deep else tuple(cells)


def _depths(offsets: Sequence[float]) -> list[int]:
    """Return the rank of each offset among those that can be told apart."""
    edges: list[float] = []
    for offset in sorted(offsets):
        if not edges or offset - edges[-1] > SAME:
            edges.append(offset)
    if len(edges) > MOST:
        return [0] * len(offsets)
    return [max(i for i, edge in enumerate(edges) if edge <= x) for x in offsets]
