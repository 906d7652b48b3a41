"""From characters with boxes to words: spaces, ligatures, what is raised or lowered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from extract.documents.pdf_page import Box, Line, Word, around, make_line, same_row

# Adobe's Symbol font, when its characters are left in the private area U+F000 to U+F0FF
SYMBOL = str.maketrans(
    {
        "\uf02b": "+",
        "\uf02d": "−",
        "\uf03c": "<",
        "\uf03d": "=",
        "\uf03e": ">",
        "\uf061": "α",
        "\uf062": "β",
        "\uf063": "χ",
        "\uf064": "δ",
        "\uf068": "η",
        "\uf06d": "μ",
        "\uf072": "ρ",
        "\uf073": "σ",
        "\uf0a3": "≤",
        "\uf0b1": "±",
        "\uf0b3": "≥",
        "\uf0b4": "×",
        "\uf0b7": "•",
        "\uf044": "Δ",
        "\uf053": "Σ",
    }
)
State = tuple[float, bool, bool, int]  # size, bold, italic, shift
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
SPACES = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff"
SMALLER = 0.86  # a superscript is set at 60 to 80 % of the size beside it
RAISED = 0.12  # of the size, by which its baseline is off
GAP = 0.22  # of the size; a gap without a space character parts words all the same
NARROW = 0.09  # the same, in justified type set tight with hardly a space character
LETTERS_A_SPACE = 12  # more than this show that the spaces are not written
UPRIGHT = 0.99  # cosine of the angle up to which a line counts as upright
BOLD, ITALIC = 16, 2  # bits of a span's flags


def lines_of(blocks: Iterable[dict[str, Any]]) -> Iterator[Line]:
    """Yield the upright lines of a page, in the order of the file."""
    for block in blocks:
        lines = [x for x in block.get("lines", ()) if x["dir"][0] > UPRIGHT]
        for parts in _rejoined(lines):
            words = list(_words(parts))
            # a row of dots is a rule
            if not all(set(w.text) <= set("._…") for w in words):
                yield make_line(words)


def _rejoined(lines: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the spans of each line; what was cut off because it is raised comes back."""
    parts: list[dict[str, Any]] = []
    box: Box | None = None
    for line in lines:
        spans = [s for s in line["spans"] if s["chars"]]
        if not spans:
            continue
        here = line["bbox"]
        near = max(s["size"] for s in spans)
        # a gap of more than a space may be a column: it stays apart
        if box and same_row(box, here, 0.3) and -near < here[0] - box[2] < 0.35 * near:
            parts += spans
            box = around((box, here))
            continue
        if parts:
            yield parts
        parts, box = spans, here
    if parts:
        yield parts


def _words(spans: Sequence[dict[str, Any]]) -> Iterator[Word]:
    """Yield the words of a line's spans."""
    size, base = _level(spans)
    run = _Run()
    for span in spans:
        state = _state(span, size, base)
        gap = _gap(span, size)
        if run.letters and run.state[3] != state[3]:
            yield run.word()
            run.start(glued=True)
        for char in span["chars"]:
            text, box = char["c"], char["bbox"]
            if text in SPACES:
                if _is_gap(run.letters, box):
                    if run.letters:
                        yield run.word()
                    run.start(glued=False)
                continue
            if text >= "\u007f" or text < " ":
                text = text.translate(SYMBOL)
                if text in HIDDEN or unicodedata.category(text) in {"Cc", "Cn"}:
                    continue
            if run.end is not None and box[0] - run.end > gap:
                if run.letters:
                    yield run.word()
                run.start(glued=False)
            run.add(text, box, state)
    if run.letters:
        yield run.word()


def _gap(span: dict[str, Any], size: float) -> float:
    """Return how wide a gap parts words where no space is written.

    In type without spaces a narrow one does, unless the letters themselves are set apart.
    """
    chars = span["chars"]
    spaces = sum(c["c"] in SPACES for c in chars)
    if len(chars) < LETTERS_A_SPACE * (spaces + 1):
        return GAP * size
    wide = [b["bbox"][0] - a["bbox"][2] > NARROW * size for a, b in pairwise(chars)]
    side_by_side = sum(a and b for a, b in pairwise(wide))
    return (NARROW if 3 * side_by_side < sum(wide) else GAP) * size


class _Run:
    """The letters of the word under way, and where the last one ended."""

    def __init__(self) -> None:
        self.end: float | None = None
        self.state: State = (0.0, False, False, 0)
        self.start(glued=False)

    def start(self, *, glued: bool) -> None:
        self.letters: list[tuple[str, Box]] = []
        self.glued = glued
        if not glued:
            self.end = None

    def add(self, text: str, box: Box, state: State) -> None:
        if not self.letters:
            self.state = state
        self.letters.append((text, box))
        self.end = box[2]

    def word(self) -> Word:
        size, bold, italic, shift = self.state
        text = "".join(t for t, _ in self.letters)
        if not text.isascii():
            for ligature in LIGATURES:
                text = text.replace(ligature, unicodedata.normalize("NFKC", ligature))
        boxes = [b for _, b in self.letters]
        box = boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)
        return Word(
            text=text, box=box, size=size, bold=bold, italic=italic, shift=shift, glued=self.glued
        )


def _is_gap(letters: Sequence[tuple[str, Box]], space: Box) -> bool:
    """Tell a space from the one some fonts hide beneath a ligature."""
    if not letters or letters[-1][0] not in LIGATURES:
        return True
    return space[2] > letters[-1][1][2] + 0.3 * (space[2] - space[0])


def _level(spans: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Return size and baseline of most characters of a line."""
    weight: dict[tuple[float, float], int] = {}
    for s in spans:
        key = round(s["size"], 1), round(s["chars"][0]["origin"][1], 1)
        n = sum(c["c"] not in SPACES for c in s["chars"])
        weight[key] = weight.get(key, 0) + n
    # of two equally long ones the larger is the line and the smaller its mark
    return max(weight, key=lambda k: (weight[k] * k[0], k))


def _state(span: dict[str, Any], size: float, base: float) -> State:
    off = base - span["chars"][0]["origin"][1]
    small = span["size"] < SMALLER * size
    shift = 0
    if small and off > RAISED * size:
        shift = 1
    elif small and off < -0.08 * size:
        shift = -1
    font = span["font"].lower()
    bold = bool(span["flags"] & BOLD) or any(x in font for x in ("bold", "black", "heavy", "semib"))
    # fonts embedded under made-up names end in .B or .I
    bold = bold or font.endswith((".b", ".bi"))
    italic = bool(span["flags"] & ITALIC) or "italic" in font or font.endswith((".i", ".bi"))
    return round(span["size"], 1), bold, italic, shift
