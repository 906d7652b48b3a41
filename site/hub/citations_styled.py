"""The one door to citeproc: a work in the words of a citation style."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain as plain_text
from citeproc.source.json import CiteProcJSON
from citeproc.string import MixedString, String

from hub.citations import Work, csl_item

STYLES = {"APA": "apa", "Vancouver": "vancouver", "Harvard": "harvard"}
_FOLDER = Path(__file__).parent / "csl"


class _AsPrinted(CiteProcJSON):  # type: ignore[misc]
    """Items whose text is text: citeproc takes ``<span class="nocase">`` in a title for markup."""

    def parse_string(self, string: str) -> MixedString:
        """Return text as it is."""
        return MixedString([String(string)])


@cache
def _style(name: str) -> CitationStylesStyle:
    # Validation reads a schema for half a second; the styles are tested files of our own.
    return CitationStylesStyle(str(_FOLDER / f"{name}.csl"), locale="en-GB", validate=False)


@cache  # a finding's citation stands on several pages and in course packs
def styled(work: Work, style: str) -> str:
    """Return a work in a style of ``STYLES``, as plain text.

    citeproc's HTML leaves markup in a title as it is; so its plain text is taken, and whoever
    shows it makes it safe.
    """
    item = csl_item(work) | {"id": "w"}
    item.pop("note", None)
    bibliography = CitationStylesBibliography(_style(STYLES[style]), _AsPrinted([item]), plain_text)
    bibliography.register(Citation([CitationItem("w")]))
    (entry,) = bibliography.bibliography()
    # A numbered style numbers its list; a single citation has no place in one.
    return str(entry).removeprefix("1.").strip()
