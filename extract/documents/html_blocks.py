"""The content of a page, in the order of reading, without what surrounds it on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from extract.documents.draft import LOOKS_LIKE, Draft, label_and_caption
from extract.documents.html_inline import Node, element_text, is_block, is_hidden, run_text
from extract.documents.html_tables import caption_and_notes, holds_a_table, rows_of, tables_in
from extract.documents.model import BlockKind, Place

Placing = Callable[[Any], Place]
_HEADINGS = {f"h{i}": i for i in range(1, 7)}
_ROLES = re.compile(
    r"navigation|banner|search|complementary|contentinfo|(?:alert)?dialog|alert|menu|menubar|"
    r"toolbar|tablist|form"
)
# Whole words of a class or id: "ad", "ads", "nav-bar", "site_footer".
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|consent|cookies?|footer|login|"
    r"menu|modal|nav|navbar|navigation|newsletter|pagination|popup|promo|recommended|related|"
    r"share|sharing|sidebar|skip|social|sponsor\w*|subscribe|toolbar|widget)(?=$|[\s_-])",
    re.I,
)
_REFERENCES = re.compile(
    r"(?:^|[\s_-])(?:ref-?list|references|bibliography|citations)(?=$|[\s_-])", re.I
)
_FOOTNOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|fn-group)(?=$|[\s_-])", re.I)
MAIN_SHARE = 0.5  # of the page's text
HEADING_WORDS = 12


def read_content(root: Any, title: str | None, place: Placing) -> Draft:
    """Return the blocks and tables of a page.

    Parameters
    ----------
    root : element
    title : str or None
        Of the page; its heading opens no section.
    place : callable
        Says where an element stands.
    """
    main = _main(root)
    walk = _Walk(title, place, one_h1=len([e for e in main.iter("h1") if element_text(e)]) == 1)
    walk.children(main, "paragraph")
    return walk.draft


def _main(root: Any) -> Any:
    """Return the element that holds the article; the body where none says so."""
    body = root.find("body")
    body = root if body is None else body
    whole = _length(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = max(body.iterfind(path), key=_length, default=None)
        if found is not None and _length(found) >= MAIN_SHARE * whole:
            return found
    return body


def _length(element: Any) -> int:
    return sum(len(t.strip()) for e in _seen(element) for t in (e.text, e.tail) if t)


def _seen(element: Any) -> Iterator[Any]:
    for child in element:
        if not is_hidden(child):
            yield child
            yield from _seen(child)


def _is_around(element: Any) -> bool:
    """Tell navigation, advertising and their kin from the article."""
    if element.tag in {"aside", "footer", "form"} or _ROLES.fullmatch(element.get("role") or ""):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in {"body", "main", "article", "table"} and bool(_AROUND.search(named))


class _Walk:
    def __init__(self, title: str | None, place: Placing, *, one_h1: bool) -> None:
        self.draft = Draft()
        self._title = (title or "").casefold()
        self._place = place
        self._one_h1 = one_h1

    def children(self, element: Any, kind: BlockKind) -> None:
        """Write what is inside: runs of inline text, and the blocks between them."""
        run: list[Node] = [element.text]
        for child in element:
            if is_hidden(child):
                self._note_hidden(child)
            elif is_block(child):
                self._flush(run, element, kind)
                run = []
                self._block(child, kind)
            else:
                run.append(child)
            run.append(child.tail)
        self._flush(run, element, kind)

    def _flush(self, run: list[Node], element: Any, kind: BlockKind) -> None:
        text = run_text(run, element)
        if not text:
            return  # saying where an element stands takes long where it has many siblings
        bold = [n for n in run if not isinstance(n, str) or n.strip()]
        bold = [n for n in bold if n is not None]
        only = len(bold) == 1 and getattr(bold[0], "tag", "") in {"b", "strong"}
        if only and kind == "paragraph" and _may_head(text):
            self.draft.heading(text.rstrip(":"), LOOKS_LIKE, self._place(element))
        else:
            self.draft.text(kind, text, self._place(element))

    def _note_hidden(self, element: Any) -> None:
        if isinstance(element.tag, str) and element.tag != "template":
            for _ in element.iter("table"):
                self.draft.problem("A table that the page hides is not read.")

    def _block(self, element: Any, kind: BlockKind) -> None:
        tag = element.tag
        if _is_around(element):
            return
        if tag in _HEADINGS:
            self._heading(element, _HEADINGS[tag])
        elif holds_a_table(element):
            self._tables(element)
        elif tag == "figure":
            self._figure(element)
        else:
            depth = self.draft.depth
            self.children(element, _kind(element, kind))
            if tag == "section" and element.getnext() is not None:
                self.draft.close(depth)

    def _heading(self, element: Any, level: int) -> None:
        text, place = element_text(element), self._place(element)
        if level == 1 and text and (self._one_h1 or text.casefold() == self._title):
            self.draft.title(text, place)
        else:
            self.draft.heading(text, level, place)

    def _figure(self, element: Any) -> None:
        caption = element.find(".//figcaption")
        text = element_text(caption) if caption is not None else ""
        if label := label_and_caption(text)[0]:
            picture = element.find(".//img") is not None
            what = "only a picture; its numbers are not read" if picture else "not in the page"
            self.draft.problem(f"{label}: {what}.")
        self.children(element, "caption")

    def _tables(self, element: Any) -> None:
        """Write a table, or what holds one with its caption and notes."""
        caption, notes = caption_and_notes(element)
        self.draft.text("caption", caption, self._place(element))
        for table in tables_in(element):
            self.draft.table(list(rows_of(table, self._place)), caption, notes, self._place(table))


def _kind(element: Any, kind: BlockKind) -> BlockKind:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if kind in {"reference", "footnote"}:
        return kind
    if element.tag in {"ol", "ul", "div", "section"}:
        if _REFERENCES.search(named):
            return "reference"
        if _FOOTNOTES.search(named):
            return "footnote"
    if element.tag in {"li", "dt", "dd"}:
        return "list"
    return "caption" if element.tag in {"figcaption", "caption"} else kind


def _may_head(text: str) -> bool:
    return 0 < len(text.split()) <= HEADING_WORDS and text[-1] not in ".;,!"
