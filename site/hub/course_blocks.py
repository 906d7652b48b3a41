"""A lesson as blocks of plain text, written as HTML or Markdown: nothing in it is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hub.text import plain

# What Markdown (and HTML in it) would take for markup; a backslash keeps other signs as letters.
_MARKUP = re.compile(r"([\\`*_{}\[\]|~$^#!])")
_SPACES = re.compile(r"( +)")
# What would make a line a list, a heading underlined or a quotation.
_AT_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=:])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the lesson's own."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of two columns or more, with its caption and what it holds in words."""

    caption: str
    description: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines kept as they are, for a program to read."""

    text: str


Block = Heading | Text | Items | Table | Verbatim


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page of a course."""

    title: str
    blocks: Sequence[Block]


def lines_of(block: Verbatim) -> list[str]:
    """Return the lines of a verbatim block, their spaces kept, without what cannot be printed."""
    lines = (_SPACES.split(line.expandtabs(2)) for line in block.text.splitlines())
    return ["".join(p if p.isspace() else plain(p) for p in line) for line in lines]


def as_html(lesson: Lesson, language: str) -> str:
    """Return a lesson as a whole page."""
    return page(lesson.title, "\n".join(_html(b) for b in lesson.blocks), language)


def page(title: str, body: str, language: str) -> str:
    """Return a page around a body that is HTML already."""
    shown = escaped(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}">\n<head>\n<meta charset="utf-8" />\n'
        f"<title>{shown}</title>\n</head>\n<body>\n<h1>{shown}</h1>\n{body}\n</body>\n</html>\n"
    )


def escaped(text: str) -> str:
    """Return text for HTML or XML."""
    return html.escape(plain(text))


def _html(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escaped(text)}</h2>"
        case Text(text):
            return f"<p>{escaped(text)}</p>"
        case Items(texts):
            return "<ul>\n" + "".join(f"<li>{escaped(t)}</li>\n" for t in texts) + "</ul>"
        case Verbatim():
            return "<pre>" + html.escape("\n".join(lines_of(block))) + "</pre>"
        case Table():
            return _html_table(block)


def _html_table(block: Table) -> str:
    head = "".join(f'<th scope="col">{escaped(h)}</th>' for h in block.header)
    rows = "".join(
        f'<tr><th scope="row">{escaped(first)}</th>'
        + "".join(f"<td>{escaped(c)}</td>" for c in rest)
        + "</tr>\n"
        for first, *rest in block.rows
    )
    return (
        f"<table>\n<caption>{escaped(block.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>"
    )


def as_markdown(lesson: Lesson, level: int = 1) -> str:
    """Return a lesson as Markdown whose title is a heading of a level."""
    marks = "#" * level
    blocks = (_markdown(b, level + 1) for b in lesson.blocks)
    return "\n\n".join([f"{marks} {letters(lesson.title)}", *blocks]) + "\n"


def letters(text: str) -> str:
    """Return text in which Markdown finds no markup."""
    found = _MARKUP.sub(r"\\\1", plain(text))
    found = found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", found)


def _markdown(block: Block, level: int) -> str:
    match block:
        case Heading(text):
            return f"{'#' * level} {letters(text)}"
        case Text(text):
            return letters(text)
        case Items(texts):
            return "\n".join(f"- {letters(t)}" for t in texts)
        case Verbatim():
            lines = lines_of(block)
            fence = "`" * max(3, 1 + max((_run(line) for line in lines), default=0))
            return "\n".join([f"{fence}text", *lines, fence])
        case Table():
            rows = [block.header, ["---"] * len(block.header), *block.rows]
            cells = [[c if c == "---" else letters(c) for c in row] for row in rows]
            shown = "\n".join(f"| {' | '.join(row)} |" for row in cells)
            return f"{letters(block.caption)}:\n\n{shown}"


def _run(line: str) -> int:
    return max((len(m) for m in re.findall(r"`+", line)), default=0)
