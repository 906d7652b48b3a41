"""A page as it is read: words with their boxes, in lines, in the frame in which they stand upright.

All coordinates are points from the upper left corner. A page whose text runs sideways is turned
first; ``Page.shown`` gives a box back in the frame a viewer shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
TALL = 2.2  # times as high: a large initial beside lines, not on their row
SAME_ROW = 0.5  # share of the lower height that two pieces on one row have in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, or a part of one that is raised or lowered.

    Attributes
    ----------
    shift : int
        1 for a superscript, -1 for a subscript, else 0.
    glued : bool
        No space before it.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    shift: int = 0
    glued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words side by side; ``size`` is that of most of its characters, ``bold`` if all are."""

    words: tuple[Word, ...]
    box: Box
    size: float
    bold: bool
    italic: bool

    @property
    def left(self) -> float:
        """Left edge."""
        return self.box[0]

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.box[1]

    @property
    def right(self) -> float:
        """Right edge."""
        return self.box[2]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.box[3]

    @property
    def text(self) -> str:
        """The words with single spaces, nothing interpreted."""
        return "".join(("" if w.glued else " ") + w.text for w in self.words).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's lines, upright; ``number`` counts from 1.

    Attributes
    ----------
    back : tuple of float
        Matrix from the upright frame to the frame a viewer shows.
    image_share : float
        Share of the page covered by its largest picture.
    by_ocr : bool
        Read from the picture of the page.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    back: Matrix = (1, 0, 0, 1, 0, 0)
    image_share: float = 0.0
    by_ocr: bool = False

    def shown(self, box: Box) -> Box:
        """Return a box of this frame in the frame a viewer shows, to a tenth of a point."""
        a, b, c, d, e, f = self.back
        xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
        ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
        return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def make_line(words: Sequence[Word]) -> Line:
    """Return the words, from left to right, as a line."""
    level = [w for w in words if w.shift == 0] or list(words)
    weight: dict[float, int] = {}
    for w in level:
        weight[w.size] = weight.get(w.size, 0) + len(w.text)
    letters = [w for w in level if any(c.isalpha() for c in w.text)] or level
    # a sign from another font may have a box twice as high
    top, bottom = (median(w.box[i] for w in level) for i in (1, 3))
    return Line(
        words=tuple(words),
        box=(min(w.box[0] for w in words), top, max(w.box[2] for w in words), bottom),
        size=max(weight, key=lambda s: (weight[s], s)),
        bold=all(w.bold for w in letters),
        italic=all(w.italic for w in letters),
    )


def same_row(a: Box, b: Box, share: float = SAME_ROW) -> bool:
    """Tell whether two boxes stand on one row."""
    common = min(a[3], b[3]) - max(a[1], b[1])
    return common > share * min(a[3] - a[1], b[3] - b[1])


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Group lines into rows from top to bottom, each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: ((x.top + x.bottom) / 2, x.left)):
        if rows and _comparable(rows[-1][0], line) and same_row(rows[-1][0].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda x: x.left) for row in rows]


def _comparable(a: Line, b: Line) -> bool:
    low, high = sorted((a.bottom - a.top, b.bottom - b.top))
    return high <= TALL * low


def body_size(pages: Iterable[Page]) -> float:
    """Return the size in which most characters are set."""
    weight: dict[float, int] = {}
    for line in (line for page in pages for line in page.lines):
        size = round(line.size * 2) / 2
        weight[size] = weight.get(size, 0) + sum(len(w.text) for w in line.words)
    return max(weight, key=lambda s: (weight[s], s)) if weight else 10.0


def pitch(lines: Sequence[Line], default: float) -> float:
    """Return the usual distance from one line to the next."""
    steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
    steps = [s for s in steps if 0 < s < 3 * default]
    return median(steps) if steps else 1.2 * default
