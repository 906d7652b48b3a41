"""Draw a small bar chart of counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.svg import box, figure, link, text

BARS_WIDTH = 360.0


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: a count, the words shown for it, and a class that colours it."""

    label: str
    href: str | None
    value: float
    text: str
    tone: str = ""


def bars_svg(rows: Sequence[BarRow], *, plot_id: str, title: str, description: str) -> str:
    """Return a small horizontal bar chart as one ``svg`` element, bars in the order given.

    The parameters are those of `analyses.plots.forest.forest_svg`; a value must not be negative.
    """
    if not rows or any(not math.isfinite(row.value) or row.value < 0 for row in rows):
        raise ValueError(f"{plot_id}: bars need at least one row and no negative value")
    longest = max(row.value for row in rows) or 1.0
    body = []
    for index, row in enumerate(rows):
        y, length = 34.0 * index, BARS_WIDTH * row.value / longest
        body.append(box("bars__track", 0, y + 19, BARS_WIDTH, 9, 'fill-opacity="0.12"'))
        body.append(box(f"bars__bar {row.tone}".rstrip(), 0, y + 19, length, 9))
        body.append(link(row.href, text(0, y + 13, row.label)))
        body.append(text(BARS_WIDTH, y + 13, row.text, "bars__value", "end"))
    linked = any(row.href for row in rows)
    size = (BARS_WIDTH, 34.0 * len(rows))
    return figure("bars__plot", plot_id, title, description, size, body, linked=linked)
