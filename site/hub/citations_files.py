"""A work for a reference manager: BibTeX, RIS and CSL JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from rispy import RisWriter

from hub.citations import Work, csl_item

# BibTeX counts braces even behind a backslash, so they are named, not escaped.
_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        '"': r"{\textquotedbl}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        **{c: f"\\{c}" for c in "&%$#_"},
    }
)
# What would end a BibTeX value or start a command, in an address that stays as it is.
_IN_ADDRESS = re.compile(r"[{}\\\s\"<>^`|]")


class _OneRecord(RisWriter):  # type: ignore[misc]
    """rispy's writer without the number before each record, which is no RIS."""

    def set_header(self, count: int) -> str:
        """Return no header."""
        return ""


def bibtex(work: Work) -> str:
    """Return a work as a BibTeX entry."""
    fields = {
        "title": f"{{{work.title.translate(_LATEX)}}}",
        "author": _bibtex_authors(work),
        "journal": work.journal.translate(_LATEX),
        "volume": work.volume.translate(_LATEX),
        "number": work.issue.translate(_LATEX),
        "pages": work.pages.translate(_LATEX),
        "year": work.date[:4],
        "date": work.date if len(work.date) > 4 else "",
        "doi": _address(work.doi),
        "url": _address(work.url),
        "note": work.note.translate(_LATEX),
    }
    kind = "article" if work.journal else "misc"
    entry = Entry(kind, work.key, [Field(name, text) for name, text in fields.items() if text])
    return write_string(Library([entry])).strip()


def _bibtex_authors(work: Work) -> str:
    names = [
        f"{a.name.translate(_LATEX)}, {'. '.join(a.initials)}."
        if a.initials
        else f"{{{a.name.translate(_LATEX)}}}"
        for a in work.authors
    ]
    return " and ".join([*names, *(["others"] if work.more_authors else [])])


def _address(text: str) -> str:
    return _IN_ADDRESS.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), text)


def ris(work: Work) -> str:
    """Return a work as a RIS record."""
    first, _, last = work.pages.partition("-")
    record: dict[str, Any] = {
        "type_of_reference": "JOUR" if work.journal else "ELEC",
        "authors": [
            f"{a.name}, {'. '.join(a.initials)}." if a.initials else a.name for a in work.authors
        ],
        "title": work.title,
        "secondary_title": work.journal,
        "volume": work.volume,
        "number": work.issue,
        "start_page": first,
        "end_page": last,
        "year": work.date[:4],
        "date": work.date.replace("-", "/") if len(work.date) > 4 else "",
        "doi": work.doi,
        "urls": [work.url] if work.url else [],
        "notes": [n for n in (work.note, _more(work)) if n],
    }
    text: str = _OneRecord().formats([{k: v for k, v in record.items() if v}])
    return text.strip()


def _more(work: Work) -> str:
    return "The list of authors goes on (et al.)" if work.more_authors else ""


def csl_json(work: Work) -> str:
    """Return a work as CSL JSON, a list of one item."""
    return json.dumps([csl_item(work)], ensure_ascii=False, indent=2)


FILES = {"BibTeX": bibtex, "RIS": ris, "CSL JSON": csl_json}
