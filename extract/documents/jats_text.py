"""Inline markup to one line of text in which every number is the number printed.

What is raised is written ``^``: ``10^3``, ``kg/m^2``, and in tables and their notes also the marks
of notes: ``7.49^a``. Marks of references are dropped. What is lowered joins its letter (``FEV1``,
``CO2``) or is written ``_`` where it would join a number or is a test's degrees of freedom.
"""

from __future__ import annotations

import re
from typing import Any

from extract.documents.characters import RAISED, plain
from extract.documents.jats_math import MATHML, formula


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOWERED = "_"
MARK_LENGTH = 3
LONG = 2000  # characters of text that are looked back on; more are put aside
TAIL = 200  # and these many stay
# Blocks and floats inside a paragraph have a place of their own; pictures have no text.
APART = _words(
    "table-wrap table-wrap-group fig fig-group list def-list boxed-text disp-quote fn fn-group "
    "supplementary-material graphic inline-graphic media verse-group statement table-wrap-foot "
    "object-id chem-struct-wrap preformat speech index-term"
)
_SPACED = _words("p break list-item title td th tr label table disp-formula def term")
_CITING = frozenset({"bibr", "ref", "fn"})
_NOTING = frozenset({"fn", "table-fn"})
_NUMBERS = re.compile(r"\d{1,3}[a-z]?(?:\s?[,;–−-]\s?\d{1,3}[a-z]?)*[,;–−-]?")
_SEPARATOR = re.compile(r"\s*[,;–—−-]*\s*")
_POINT = re.compile(r"[.,·;:]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)")
_SIGN = re.compile(r"[®™©]|TM|SM|\(R\)")
# A power stands on ten, a bracket's end after a unit, a unit of length, or a letter alone.
_POWER = re.compile(
    r"(?:(?<![\d.,])10|(?<![A-Za-z])(?:[kcdmnµμ]?m|in|ft|inch|[A-Za-zα-ωΑ-Ω](?:p|adj)?))$"
)
_TIMES_TEN = re.compile(r"[×x*·∙⋅] ?10$")
_NEGATIVE = re.compile(r"[-−–]\s?\d")
_TEST = re.compile(r"(?:(?<![A-Za-zα-ω])[FtTχXzZQr]|\^2)$")
_IN_BRACKET = re.compile(r"[(\[][^()\[\]]*$")
_NAMED_REFERENCE = re.compile(r"\b(?:refs?\.?|references?|citations?|nos?\.?)\s*$", re.I)


def text_of(element: Any, *, table: bool = False) -> str:
    """Return the text of an element, without floats and blocks inside it.

    Parameters
    ----------
    table : bool
        Part of a table or its notes, where marks of notes are kept.
    """
    writer = _Writer(table=table)
    writer.inside(element)
    return plain(writer.whole())


class _Writer:
    """The text so far, and what must stand apart from it.

    ``text`` is the end of it; in a very long one the rest is put aside, for every mark looks back.
    """

    def __init__(self, *, table: bool) -> None:
        self.text = ""
        self._aside: list[str] = []
        self._table = table
        self._apart = ""  # "1" digits, "a" letters must not follow directly
        self._dropped = False  # a reference's mark was left out just now
        self._closing = False  # the bracket that closes is to be a square one

    def whole(self) -> str:
        return "".join([*self._aside, self.text])

    def inside(self, element: Any) -> None:
        self._add(element.text)
        for child in element:
            if len(self.text) > LONG:
                self._aside.append(self.text[:-TAIL])
                self.text = self.text[-TAIL:]
            self._child(child)
            tail = child.tail or ""
            # the comma between two references' marks goes with them
            if not (self._dropped and _SEPARATOR.fullmatch(tail) and _cites(child.getnext())):
                self._add(tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._closing and text[0] == ")":
            text = "]" + text[1:]
            self._closing = False
        first = text[0]
        if ("1" in self._apart and first.isdigit()) or ("a" in self._apart and first.isalpha()):
            self.text += " "
        self._apart, self._dropped = "", False
        self.text += text

    def _drop(self) -> None:
        self._apart = "1a" if self.text[-1:].isalnum() else ""
        self._dropped = True

    def _child(self, child: Any) -> None:
        tag = child.tag
        if tag in APART and not (self._table and tag in {"list", "fn"}):
            self._add(" ")
        elif tag == "sup":
            self._sup(child)
        elif tag == "sub":
            self._sub(child)
        elif tag == "xref":
            self._xref(child)
        elif tag in {"inline-formula", "disp-formula", "tex-math"} or tag == f"{MATHML}math":
            self._formula(child)
        elif tag in _SPACED:
            self._add(" ")
            self.inside(child)
            self._add(" ")
        else:
            self.inside(child)

    def _formula(self, child: Any) -> None:
        text = formula(child)
        if not text:
            return self.inside(child)
        if child.tag == "disp-formula" or (self.text[-1:].isdigit() and text[:1].isdigit()):
            self._add(" ")
        self._add(text)
        self._apart = "1a" if child.tag == "disp-formula" else "1"

    def _sup(self, sup: Any) -> None:
        raw = _inner(sup)
        cites = _cites(sup)
        if not raw or (self._dropped and _SEPARATOR.fullmatch(raw)):
            return
        if _POINT.fullmatch(raw):
            self._add(raw)  # a decimal point raised
        elif self._is_mark_of_reference(raw, cites=cites):
            self._drop()
        else:
            self._raise(raw)

    def _is_power(self, raw: str) -> bool:
        """Tell an exponent that the file calls a reference."""
        before = self.text.rstrip()
        single = len(raw) == 1 and _POWER.search(before) is not None
        return single or _TIMES_TEN.search(before) is not None

    def _is_mark_of_reference(self, raw: str, *, cites: bool) -> bool:
        if cites:
            return bool(_NUMBERS.fullmatch(raw.strip("[]()"))) and not self._is_power(raw)
        before = self.text.rstrip()
        if self._table:
            return False
        if not _NUMBERS.fullmatch(raw) or not before or before[-1] in "([":
            return False
        return not (_POWER.search(before) or before[-1].isdigit())

    def _raise(self, raw: str) -> None:
        self._trim(".;:")
        if _SIGN.fullmatch(raw) or (_ORDINAL.fullmatch(raw) and self.text[-1:].isdigit()):
            self.text += raw
            self._apart = "1a"
            return
        mark = re.sub("^[−–] ?", "-", raw) if _NEGATIVE.match(raw) else raw
        one_more = re.search(r"\^[^\s^,\d]{1,3}, ?$", self.text)
        self.text = self.text.rstrip() + mark if one_more else self.text + RAISED + mark
        self._apart, self._dropped = "1a", False

    def _trim(self, but_after: str) -> None:
        """Drop the space that is only the file's layout."""
        stripped = self.text.rstrip()
        if "\n" in self.text[len(stripped) :] and stripped[-1:] not in but_after:
            self.text = stripped

    def _sub(self, sub: Any) -> None:
        raw = _inner(sub)
        if not raw:
            return
        self._trim("")
        written = "".join(sub.itertext())
        if written[0] == " ":
            self._add(" ")
        last = self.text[-1:]
        point = _POINT.fullmatch(raw) is not None
        glued = last.isalpha() or last in ")]" or raw[0] in "([" or point
        if raw[0].isdigit() and (last.isdigit() or _TEST.search(self.text)):
            glued = False
        joined = glued or (last in " " and not raw[0].isdigit())
        self.text += (raw if joined else LOWERED + raw) + " " * written.endswith(" ")
        self._apart = "" if point else "1" if glued else "1a"

    def _xref(self, xref: Any) -> None:
        raw = _inner(xref).removeprefix(RAISED)
        kind = xref.get("ref-type", "")
        if not raw:
            return
        if kind in _NOTING and self._table:
            self._raise(raw)
        elif kind in _CITING and self._is_bare(raw):
            raised = xref.find(".//sup") is not None or self.text.rstrip().endswith("10")
            if raised and self._is_power(raw):
                self._raise(raw)
            else:
                self._drop()
        elif kind in _NOTING and len(raw) <= MARK_LENGTH and not raw.isdigit():
            self._drop()
        else:
            self._keep(xref, raw)

    def _keep(self, xref: Any, raw: str) -> None:
        # "24 (12)" would read as a value; a number of a reference stands in square brackets
        if _NUMBERS.fullmatch(raw) and self.text[-1:] == "(" and _run_closes(xref):
            self.text = self.text[:-1] + "["
            self._closing = True
        self.inside(xref)

    def _is_bare(self, raw: str) -> bool:
        """Tell a reference's number that is raised in print from one in brackets or named."""
        if not _NUMBERS.fullmatch(raw):
            return False
        before = self.text[-80:]
        return not (_IN_BRACKET.search(before) or _NAMED_REFERENCE.search(before))


def _inner(element: Any) -> str:
    return plain("".join(element.itertext()))


def _run_closes(xref: Any) -> bool:
    """Tell whether references, and nothing else, follow up to the bracket's end."""
    here = xref
    while _cites(here):
        tail = here.tail or ""
        if tail.startswith(")"):
            return True
        if not _SEPARATOR.fullmatch(tail):
            return False
        here = here.getnext()
    return False


def _cites(element: Any) -> bool:
    """Tell a reference, or what holds one."""
    if element is None:
        return False
    inner = element if element.tag == "xref" else element.find(".//xref")
    return inner is not None and inner.get("ref-type") in _CITING
