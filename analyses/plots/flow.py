"""Draw a flow diagram in the shape of PRISMA 2020: stages down, what left them to the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from analyses.plots.svg import box, figure, polygon, stroke, text

_WIDE, _GAP, _LINE, _PAD, _LETTERS = 320.0, 44.0, 18.0, 10.0, 38


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A stage of the flow: what it holds, and what left before the next one.

    Attributes
    ----------
    lines : sequence of str
        What stands in the box, the first line in bold.
    aside : sequence of str
        What stands in the box beside it; without it there is none.
    recorded : bool
        Whether the stage has numbers; otherwise its edge is dashed.
    """

    lines: Sequence[str]
    aside: Sequence[str] = ()
    recorded: bool = True


def flow_svg(boxes: Sequence[FlowBox], *, plot_id: str, title: str, description: str) -> str:
    """Return a flow diagram as one ``svg`` element, stages in the order given.

    The parameters are those of `analyses.plots.forest.forest_svg`.
    """
    if not boxes:
        raise ValueError(f"{plot_id}: a flow needs at least one stage")
    body: list[str] = []
    y = 1.0
    for place, stage in enumerate(boxes):
        lines, aside = _wrapped(stage.lines), _wrapped(stage.aside)
        height = 2 * _PAD + _LINE * max(len(lines), len(aside))
        body += _box(1.0, y, height, lines, recorded=stage.recorded, bold=True)
        if aside:
            left = _WIDE + _GAP
            body += _box(left, y, height, aside, recorded=stage.recorded)
            body += _arrow(_WIDE + 1, y + height / 2, left, across=True)
        if place < len(boxes) - 1:
            body += _arrow(_WIDE / 2, y + height, y + height + 26, across=False)
        y += height + 26
    size = (2 * _WIDE + _GAP + 2, y - 25)
    return figure("flow__plot", plot_id, title, description, size, body, linked=False)


def _wrapped(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in wrap(line, _LETTERS) or [""]]


def _box(
    x: float,
    y: float,
    height: float,
    lines: Sequence[str],
    *,
    recorded: bool,
    bold: bool = False,
) -> list[str]:
    edge = 'fill="none" stroke="currentColor"' + ("" if recorded else ' stroke-dasharray="5 4"')
    drawn = [box("flow__box", x, y, _WIDE, height, edge)]
    for place, line in enumerate(lines):
        name = "flow__first" if bold and place == 0 else ""
        drawn.append(text(x + _PAD, y + _PAD + 13 + _LINE * place, line, name))
    return drawn


def _arrow(x: float, y: float, end: float, *, across: bool) -> list[str]:
    if across:
        head = [(end - 7, y - 4), (end - 7, y + 4), (end, y)]
        return [stroke("flow__line", x, y, "H", end - 7), polygon("flow__head", head)]
    head = [(x - 4, end - 7), (x + 4, end - 7), (x, end)]
    return [stroke("flow__line", x, y, "V", end - 7), polygon("flow__head", head)]
