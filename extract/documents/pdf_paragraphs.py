"""From flows of lines to paragraphs, before anyone asks what kind of text they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.documents.pdf_layout import Flow
from extract.documents.pdf_page import Box, Line, around, pitch

LABEL = re.compile(
    r"^(?:(?:supplementary|supplemental|appendix|extended data)\s+)?"
    r"(?P<what>table|fig(?:ure)?s?|box|scheme|chart)\b\.?\s*"
    r"(?P<number>[A-Z]?[\dIVX]+(?:[.\-]\d+)?[a-zA-Z]?)\b",
    re.I,
)
ITEM = re.compile(r"^(?:[•▪●◦‣■□–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.\s)")
ENTRY = re.compile(r"^\[?\d{1,3}[.\]]?\s*\S")
END = ".?!:"
WIDER = 1.3  # a step this many times the usual begins a new paragraph
INDENT = (0.6, 5.0)  # of the size, by which a first line may be set in


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together; ``complete`` when the last ends its sentence or stops short.

    ``run_in`` tells a heading that stood on the first line of the paragraph below it.
    """

    page: int
    flow: int
    lines: tuple[Line, ...]
    complete: bool
    indented: bool
    run_in: bool = False

    @property
    def box(self) -> Box:
        """The box around the lines."""
        return around(x.box for x in self.lines)

    @property
    def size(self) -> float:
        """Size of most lines."""
        return Counter(x.size for x in self.lines).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(x.bold for x in self.lines)

    @property
    def italic(self) -> bool:
        """Whether every line is italic."""
        return all(x.italic for x in self.lines)


def paragraphs(flow: Flow, number: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of a flow."""
    run: list[Line] = []
    step = pitch(flow.lines, flow.lines[0].size if flow.lines else 10.0)
    margin = _margin(flow)
    for line in flow.lines:
        if run and _begins(run, line, flow, margin, step):
            yield _paragraph(run, flow, number, margin)
            run = []
        run.append(line)
    if run:
        yield _paragraph(run, flow, number, margin)


def _margin(flow: Flow) -> float:
    """Return where most lines of a flow begin."""
    lefts = Counter(round(x.left) for x in flow.lines)
    return float(max(lefts, key=lambda x: (lefts[x] + lefts[x - 1] + lefts[x + 1], -x)))


def _paragraph(run: Sequence[Line], flow: Flow, number: int, margin: float) -> Paragraph:
    last = run[-1]
    short = last.right < flow.right - 2 * last.size
    return Paragraph(
        page=flow.page,
        flow=number,
        lines=tuple(run),
        complete=last.text[-1:] in END or (short and last.text[-1:] not in "-,"),
        indented=run[0].left - margin > INDENT[0] * run[0].size,
    )


def _begins(run: Sequence[Line], line: Line, flow: Flow, margin: float, step: float) -> bool:
    """Tell whether a line begins a new paragraph after those under way."""
    last, size = run[-1], line.size
    if abs(last.size - size) > 0.08 * size or line.bottom - last.bottom > WIDER * max(
        step, 1.15 * size
    ):
        return True
    if last.bold != line.bold and _style_ends(run, line):
        return True
    if last.italic != line.italic and _italic_ends(run, line, flow):
        return True
    if LABEL.match(line.text) and last.text[-1:] in END and line.words[0].bold:
        return True
    own = line.left - margin
    if INDENT[0] * size < own < INDENT[1] * size and last.left - margin < INDENT[0] * size:
        return not _hangs(run, line)
    if own < -INDENT[0] * size and last.left - line.left > INDENT[0] * size:
        return True  # back to the edge, after the lines of a hanging entry
    if ITEM.match(line.text) and last.text[-1:] in END + ";":
        return True
    stops = last.right < flow.right - 0.12 * (flow.right - flow.left)
    return stops and last.text[-1:] in END and line.text[:1].isupper()


def _style_ends(run: Sequence[Line], line: Line) -> bool:
    """Tell a heading above text from a line that happens to be bold to its end."""
    if run[-1].bold and line.words[0].bold and not line.bold:
        return False  # what is bold goes over to this line and ends on it
    return all(x.bold for x in run) or line.bold


def _italic_ends(run: Sequence[Line], line: Line, flow: Flow) -> bool:
    """Tell a heading in italics, above text or below a bold one, from a name in a line."""
    if run[-1].bold and line.bold:
        return True
    short = run[-1].right < flow.right - 2 * line.size
    return run[0].italic and all(x.italic for x in run) and len(run) < 3 and short


def _hangs(run: Sequence[Line], line: Line) -> bool:
    """Tell whether an indented line continues an entry whose first line stands out."""
    first = run[0]
    if len(run) > 1 and abs(run[-1].left - line.left) > 1:
        return False
    return ENTRY.match(first.text) is not None and len(run) == 1 and first.text[-1:] not in END
