"""Text without markup to Markdown: headings, paragraphs and words parted at line ends.

Notes and summaries come as plain text, pasted from a page or a PDF: one paragraph a line, or
lines broken at some width. A text that marks its headings as Markdown does is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_MARKED = re.compile(r"^ {0,3}(?:#{1,6} |=+\s*$|\|.*\|\s*$|```|~~~)", re.M)
_ITEM = re.compile(r"\s*(?:[-*+•▪◦‣·–]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_BULLET = re.compile(r"^\s*[•▪◦‣·–]\s+")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+")
_END = re.compile(r"[.!?:;…][\"”’')\]]*(?:\d{1,3}(?:[,–-]\d{1,3})*)?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SMALL = re.compile(
    r"a|an|and|as|at|but|by|for|from|in|into|nor|of|on|or|per|the|to|up|via|vs|with", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\b\d{{1,2}}[:.]\d\d ?[ap]\.?m|"
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b",
    re.I,
)
HEADING_WORDS = 14
# Lines broken at a width are of one length; those that hold a paragraph each are not.
MAX_WRAPPED = 120
MIN_LINES = 8
WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its number in the file."""

    text: str
    number: int


def as_markdown(text: str) -> list[Line]:
    """Return a text as lines of Markdown, each with the line of the file it comes from."""
    lines = [Line(t, i) for i, t in enumerate(text.splitlines(), 1)]
    if _MARKED.search(text):
        return lines
    # four spaces would begin a listing of a programme
    lines = [Line(_BULLET.sub("- ", x.text).lstrip(), x.number) for x in lines]
    if _is_wrapped([x.text for x in lines]):
        lines = _closed_up(_unhyphened(lines))
    else:
        lines = _apart(lines)
    return _with_headings(lines)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell lines broken at a width: most go on in the next one."""
    full = [x.strip() for x in lines if x.strip()]
    if len(full) < MIN_LINES or median(len(x) for x in full) > MAX_WRAPPED:
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and not _ITEM.match(b)]
    goes_on = sum(1 for a, b in pairs if not _END.search(a.strip()) and not _may_head(a.strip()))
    return bool(pairs) and goes_on >= WRAPPED_SHARE * len(pairs)


def _unhyphened(lines: Sequence[Line]) -> list[Line]:
    """Join words parted at line ends, by how the text writes them elsewhere."""
    texts = [x.text.rstrip() for x in lines]
    words = {w.casefold() for t in texts for w in _WORD.findall(t.removesuffix("-"))}
    for i in range(len(texts) - 1):
        first = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$", texts[i])
        rest = re.match(r"\s*(\S+)(\s*)", texts[i + 1])
        if first is None or rest is None:
            continue
        tail = _WORD.match(rest[1])
        stem, end = first[1].casefold(), tail[0].casefold() if tail else ""
        parted = stem + end in words or f"{stem}-{end}" not in words
        joined = rest[1][:1].islower() and parted and not stem.endswith(("non", "self", "co"))
        # "CO-" at a line's end and "VID-19" on the next: capitals go on in capitals
        joined = joined or (stem + end in words and rest[1][:1].isupper() and first[1].isupper())
        texts[i] = (texts[i][:-1] if joined else texts[i]) + rest[1]
        texts[i + 1] = texts[i + 1][rest.end() :]
    return [Line(t, x.number) for t, x in zip(texts, lines, strict=True)]


def _closed_up(lines: Sequence[Line]) -> list[Line]:
    """Drop the empty lines of a change of column: the sentence goes on below them."""
    found: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if text and text[0].islower() and not _ITEM.match(line.text):
            above = [x for x in found if x.text.strip()]
            if above and not _END.search(above[-1].text.strip()):
                while found and not found[-1].text.strip():
                    found.pop()
        found.append(line)
    return found


def _apart(lines: Sequence[Line]) -> list[Line]:
    """Set each line apart, items of a list from what is not one."""
    found: list[Line] = []
    for line in lines:
        text = line.text.strip()
        above = found[-1].text if found else ""
        if text and above.strip() and not _same_list(above, text):
            found.append(Line("", line.number))
        found.append(Line(text, line.number))
    return found


def _same_list(above: str, text: str) -> bool:
    """Tell two items of one list: both numbered, or both not."""
    if not (_ITEM.match(above) and _ITEM.match(text)):
        return False
    return bool(_NUMBERED.match(above)) == bool(_NUMBERED.match(text))


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """Mark lines that stand alone and read like headings; the first is the title."""
    found: list[Line] = []
    marked = False
    for i, line in enumerate(lines):
        text = line.text.strip()
        alone = _is_empty(lines, i - 1) and _is_empty(lines, i + 1) and _goes_on(lines, i)
        if text and alone and (_may_head(text) or text.endswith(":")) and _is_short(text):
            level = 1 if not marked else 3 if text.endswith(":") else 2
            found.append(Line(f"{'#' * level} {_escaped(text)}", line.number))
            marked = True
        else:
            found.append(Line(_escaped(line.text), line.number))
    return found


def _escaped(text: str) -> str:
    """Keep what only looks like markup as it is: "5*", "p_value", "<0.05"."""
    return re.sub(r"([\\`*_\[\]<>~|])(?!\s)", r"\\\1", text) if not text.isspace() else text


def _is_empty(lines: Sequence[Line], at: int) -> bool:
    return not (0 <= at < len(lines)) or not lines[at].text.strip()


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    return any(x.text.strip() for x in lines[at + 1 :])


def _is_short(text: str) -> bool:
    return len(text.split()) <= HEADING_WORDS


def _may_head(text: str) -> bool:
    """Tell a line in the capitals of a title, without a stop at its end."""
    text = text.removesuffix(":")
    body = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    words = _WORD.findall(body)
    if not words or _END.search(text) or text.endswith(",") or _DATE.search(text):
        return False
    if _ITEM.match(text) and not _NUMBERED.match(text):
        return False
    great = [w for w in words if not _SMALL.fullmatch(w)]
    capitals = sum(w[0].isupper() for w in great)
    return words[0][0].isupper() and (capitals >= 0.75 * len(great) or len(words) <= 5)
