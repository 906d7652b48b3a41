"""Blocks of a JATS article in reading order, each with its sections and its XPath."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.documents.jats_paths import Paths
from extract.documents.jats_references import reference_text
from extract.documents.jats_tables import caption_of, label_of
from extract.documents.jats_text import APART, text_of
from extract.documents.model import Block, BlockKind, Place
from extract.documents.sentences import split, whole


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


Section = tuple[str, ...]

_HREF = "{http://www.w3.org/1999/xlink}href"
_FLOATS = frozenset({"fig", "table-wrap", "supplementary-material", "media", "chem-struct-wrap"})
_LEAVES = frozenset({"p", "disp-formula", "attrib", "preformat", "verse-line", "term", "speaker"})
_SILENT = _words(
    "label title sec-meta object-id table-wrap-foot table alternatives graphic caption kwd-group "
    "permissions related-article related-object custom-meta-group"
)
# title given to what has none of its own
_NAMED = {
    "ack": "Acknowledgements",
    "ref-list": "References",
    "fn-group": "Footnotes",
    "glossary": "Abbreviations",
    "abstract": "Abstract",
    "trans-abstract": "Abstract",
    "author-notes": "Author notes",
    "funding-group": "Funding",
    "aff": "Affiliations",
    "kwd-group": "Keywords",
}


def blocks_of(article: Any, paths: Paths) -> list[Block]:
    """Return the text of an article: abstracts, body, back matter, floats, notes of the front."""
    return list(_Walk(article, paths).blocks())


class _Walk:
    """A walk through the article that knows where each element stands."""

    def __init__(self, article: Any, paths: Paths) -> None:
        self._article = article
        self._paths = paths

    def blocks(self) -> Iterator[Block]:
        for meta in self._article.iterfind("front/article-meta"):
            for tag in ("abstract", "trans-abstract"):
                for element in meta.iterfind(tag):
                    yield from self._container(element, (), "abstract")
            for element in meta.iterfind("kwd-group"):
                yield from self._keywords(element)
        for tag in ("body", "back", "floats-group", "floats-wrap"):
            for element in self._article.iterfind(tag):
                yield from self._children(element, (), "paragraph")
        for meta in self._article.iterfind("front/article-meta"):
            for element in meta.iterfind("funding-group"):
                yield from self._funding(element)
            for element in meta.iterfind("author-notes/fn"):
                yield from self._footnote(element, (_NAMED["author-notes"],))
            for element in meta.iterfind(".//aff"):
                section, text = (_NAMED["aff"],), text_of(element)
                yield from self._block("footnote", section, text, element, one=True)

    def _block(
        self, kind: BlockKind, section: Section, text: str, element: Any, *, one: bool = False
    ) -> Iterator[Block]:
        if text:
            yield Block(
                kind=kind,
                section=section,
                text=text,
                sentences=whole(text) if one else split(text),
                place=Place(xpath=self._paths.of(element)),
            )

    def _container(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        """Walk what may have a title: a section, an appendix, the abstract, a box."""
        title = _title(element)
        heading = title if title is not None else element
        text = text_of(title) if title is not None else _NAMED.get(element.tag, "")
        label = element.find("label")
        if label is not None and element.tag in {"sec", "app"}:
            text = f"{text_of(label)} {text}".strip()
        if text:
            yield from self._block("heading", section, text, heading, one=True)
            section = (*section, text)
        yield from self._children(element, section, kind)

    def _children(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        for child in element:
            yield from self._any(child, section, kind)

    def _any(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        tag = element.tag
        if tag in _LEAVES:
            yield from self._leaf(element, section, kind)
        elif tag in _FLOATS:
            yield from self._float(element, section)
        elif tag in {"list", "def-list"}:
            yield from self._list(element, section, kind)
        elif tag == "fn":
            yield from self._footnote(element, section)
        elif tag == "ref":
            yield from self._block("reference", section, reference_text(element), element, one=True)
        elif tag == "caption":
            yield from self._children(element, section, kind)
        elif tag not in _SILENT:
            yield from self._unknown(element, section, kind)

    def _unknown(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        """Walk into what holds blocks; take what holds only text as a paragraph."""
        if any(
            e.tag in _LEAVES or e.tag in APART or e.tag == "ref" for e in element.iterdescendants()
        ):
            yield from self._container(element, section, kind)
        else:
            yield from self._leaf(element, section, kind)

    def _leaf(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        """Yield a paragraph, then the blocks that stand inside it."""
        yield from self._block(kind, section, text_of(element), element)
        yield from self._inside(element, section, kind)

    def _inside(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        for child in element:
            if child.tag in APART:
                yield from self._any(child, section, kind)
            elif len(child):
                yield from self._inside(child, section, kind)

    def _float(self, element: Any, section: Section) -> Iterator[Block]:
        parts = [f"{label_of(element)}.", caption_of(element)]
        if element.tag in {"supplementary-material", "media"}:
            links = [e.get(_HREF) for e in element.iter() if e.get(_HREF)]
            parts += [f"[{link}]" for link in dict.fromkeys(links)]
            if element.find("caption") is None:
                parts.insert(1, text_of(element))
        text = " ".join(p for p in parts if p and p != ".")
        yield from self._block("caption", section, text, element)
        for child in element.iterchildren("fig", "table-wrap", "p", "attrib"):
            yield from self._any(child, section, "caption")

    def _list(self, element: Any, section: Section, kind: BlockKind) -> Iterator[Block]:
        title = _title(element)
        if title is not None:
            yield from self._block("heading", section, text_of(title), title, one=True)
            section = (*section, text_of(title))
        kind = kind if kind in {"abstract", "footnote"} else "list"
        for item in element:
            if item.tag in {"list", "def-list"}:
                yield from self._list(item, section, kind)
            elif item.tag not in _SILENT and item.tag not in {"term-head", "def-head"}:
                yield from self._leaf(item, section, kind)

    def _footnote(self, element: Any, section: Section) -> Iterator[Block]:
        yield from self._leaf(element, section, "footnote")

    def _keywords(self, element: Any) -> Iterator[Block]:
        words = [text_of(e) for e in element.iter("kwd")]
        text = "; ".join(w for w in words if w)
        yield from self._block("list", (_NAMED["kwd-group"],), text, element, one=True)

    def _funding(self, element: Any) -> Iterator[Block]:
        section = (_NAMED["funding-group"],)
        stated = list(element.iterfind("funding-statement"))
        for statement in stated:
            yield from self._block("paragraph", section, text_of(statement), statement)
        if not stated:
            parts = [text_of(e) for e in element.iter("funding-source", "award-id")]
            yield from self._block("paragraph", section, "; ".join(parts), element, one=True)


def _title(element: Any) -> Any:
    title = element.find("title")
    return title if title is not None else element.find("caption/title")
