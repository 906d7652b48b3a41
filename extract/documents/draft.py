"""A document in the making: blocks and tables in the order of reading, sections kept by level.

Formats that mark headings but not sections (HTML, DOCX, Markdown) are written down here: what is
a caption, a note of a table or a reference is told from where it stands and how it begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.documents.grid import RawRow, lay_out
from extract.documents.model import Block, BlockKind, Place, Problem, Table
from extract.documents.sentences import split, whole

# Deeper than any heading a format has: a line that only looks like one.
LOOKS_LIKE = 9
_LABEL = re.compile(
    r"((?:(?:Supplementa(?:ry|l)|Additional|Online|Appendix) )?"
    r"(?:Tables?|TABLE|Tab\.) ?(?:[A-Z]{0,2}[-.]?\d+|[IVX]+)[A-Za-z]?(?:\.\d+)?)"
    r"(?:\s*[.:|–—-]+\s*|\s+(?=[A-Z(“\"])|$)"
)
_NOTE = re.compile(r"(?:Notes?|Abbreviations?|Legend)\b ?[.:]|\^|[*†‡§¶]")
_ABSTRACT = re.compile(r"(?:structured )?abstract", re.I)
_REFERENCES = re.compile(r"(?:\d+\.? )?(?:references|bibliography|literature(?: cited)?)", re.I)
_FOOTNOTES = re.compile(r"(?:foot|end)?notes", re.I)
_WHOLE = frozenset({"heading", "reference"})


def label_and_caption(text: str) -> tuple[str, str]:
    """Part "Table 2. Scores" into its label and the rest; no label is an empty one."""
    found = _LABEL.match(text)
    return (found[1], text[found.end() :].strip()) if found else ("", text)


class Draft:
    """What was read so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.problems: list[Problem] = []
        self._sections: list[tuple[int, str]] = []
        self._below_table = False
        self._below: str | None = None  # the caption below the last table, while it may be its own

    @property
    def section(self) -> tuple[str, ...]:
        """Titles of the sections that are open, the outermost first."""
        return tuple(title for _, title in self._sections)

    @property
    def depth(self) -> int:
        """Number of sections that are open."""
        return len(self._sections)

    def close(self, depth: int) -> None:
        """Close the sections opened since there were ``depth``."""
        del self._sections[depth:]

    def title(self, text: str, place: Place) -> None:
        """Write the title of the document: a heading that opens no section."""
        self._sections.clear()
        self._add("heading", text, place)

    def heading(self, text: str, level: int, place: Place) -> None:
        """Write a heading, 1 the highest; the caption of a table set as one is a caption."""
        if not text:
            return
        if label_and_caption(text)[0]:
            self._add("caption", text, place)
            return
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()
        self._add("heading", text, place)
        self._sections.append((level, text.rstrip(": ")))

    def text(self, kind: BlockKind, text: str, place: Place) -> None:
        """Write a paragraph, an item of a list, a caption or a note."""
        if not text:
            return
        if kind == "caption" and self._is_caption_below(text):
            self._name_last(text)
            self._add(kind, text, place)
            self._below = text
            return
        if self._below_table and kind in {"paragraph", "list"} and _NOTE.match(text):
            last = self.tables[-1]
            self.tables[-1] = replace(last, footnotes=(*last.footnotes, text))
            self._add("footnote", text, place)
            self._below_table = True
            return
        self._add(self._kind(kind), text, place)

    def note(self, section: str, text: str, place: Place) -> None:
        """Write a note that a format keeps apart from the text, in a section of its own."""
        if not self._sections:
            self._sections.append((1, section))
        self.text("footnote", text, place)

    def table(
        self, rows: Sequence[RawRow], caption: str, notes: Sequence[str], place: Place
    ) -> None:
        """Write a table; without a caption of its own, that right above it is taken."""
        caption = caption or self._caption_above()
        label, title = label_and_caption(caption)
        grid = lay_out(rows)
        if grid is None:
            what = f"{label or caption or 'A table'}: no text in its cells, or far too many cells."
            self.problems.append(Problem(what=what))
            return
        self.tables.append(
            Table(
                label=label,
                caption=title,
                n_rows=grid.n_rows,
                n_columns=grid.n_columns,
                n_header_rows=grid.n_header_rows,
                cells=grid.cells,
                footnotes=tuple(n for n in notes if n),
                place=place,
            )
        )
        self._below_table = True

    def problem(self, what: str) -> None:
        """Note what a person should know."""
        self.problems.append(Problem(what=what))

    def _kind(self, kind: BlockKind) -> BlockKind:
        if kind not in {"paragraph", "list"} or not self._sections:
            return kind
        titles = self.section
        if any(_ABSTRACT.fullmatch(t) for t in titles):
            return "abstract"
        if _REFERENCES.fullmatch(titles[-1]):
            return "reference"
        return "footnote" if _FOOTNOTES.fullmatch(titles[-1]) else kind

    def _add(self, kind: BlockKind, text: str, place: Place) -> None:
        self._below_table, self._below = False, None
        self.blocks.append(
            Block(
                kind=kind,
                section=self.section,
                text=text,
                sentences=whole(text) if kind in _WHOLE else split(text),
                place=place,
            )
        )

    def _caption_above(self) -> str:
        last = self.blocks[-1] if self.blocks and not self._below_table else None
        if last is None or last.kind not in {"paragraph", "caption"}:
            return ""
        if not label_and_caption(last.text)[0]:
            return ""
        self.blocks[-1] = replace(last, kind="caption")
        if self._below == last.text:  # it names the table that follows
            self._name_last("")
        return last.text

    def _is_caption_below(self, text: str) -> bool:
        named = self.tables and (self.tables[-1].label or self.tables[-1].caption)
        return self._below_table and not named and bool(label_and_caption(text)[0])

    def _name_last(self, text: str) -> None:
        label, caption = label_and_caption(text)
        self.tables[-1] = replace(self.tables[-1], label=label, caption=caption)
