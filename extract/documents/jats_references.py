"""Entries of a JATS reference list as one line of text each."""

from __future__ import annotations

from typing import Any

from extract.documents.jats_text import text_of

_CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")
_PIECES = ("year", "article-title", "chapter-title", "source", "volume", "issue", "fpage", "lpage")


def reference_text(ref: Any) -> str:
    """Return a reference as printed, or put together from its parts where only these are given."""
    label = ref.find("label")
    found = [_citation(c) for c in ref.iter(*_CITATIONS)] or [text_of(ref)]
    text = " ".join(x for x in found if x)
    if label is None or not text:
        return text
    return f"{text_of(label).strip('[]().^ ')}. {text}"


def _citation(citation: Any) -> str:
    loose = [citation.text, *(child.tail for child in citation)]
    if any(x and x.strip() for x in loose):
        return text_of(citation)
    parts = [", ".join(_names(citation))]
    parts += [text_of(e) for tag in _PIECES for e in citation.iterfind(tag)]
    rest = [
        e for e in citation if e.tag not in {*_PIECES, "person-group", "name", "etal", "collab"}
    ]
    parts += [text_of(e) for e in rest]
    return ". ".join(x.rstrip(".") for x in parts if x)


def _names(citation: Any) -> list[str]:
    names = []
    for name in citation.iter("name", "string-name", "collab", "etal"):
        if name.tag == "etal":
            names.append("et al")
        elif name.find("surname") is None:
            names.append(text_of(name))
        else:
            both = (name.findtext("surname"), name.findtext("given-names"))
            names.append(" ".join(x.strip() for x in both if x))
    return names
