"""Look up the findings that a text cites: is each still what the hub says?

The page of the citation check does the same in the browser; both are held to one list of cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
NO_VERSION = "no_version"
UNKNOWN_VERSION = "unknown_version"
UNKNOWN_FINDING = "unknown_finding"
# What printers and word processors make of a hyphen, and what they hide inside words.
_HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BROKEN = re.compile(r"-[ \t]*\r?\n[ \t]*")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_SHAPE = re.compile(r"([a-z]+)-[a-z0-9-]+-(?:controlled|pre-post|cross-sectional)")
# "version 1a2b3c4d" as our citations print it, "versions/1a2b3c4d" as our addresses do
_VERSION = re.compile(r"\bversions?[\s:/*_{}\\]*([0-9a-f]{8})\b")
_AFTER = 160  # letters after an identifier in which its version is looked for


@dataclass(frozen=True, slots=True)
class Cited:
    """A finding that a text cites, the version it names, and how that stands."""

    finding_id: str
    version: str
    standing: str
    account: str
    present_version: str


def check_citations(text: str, versions: Iterable[Row]) -> list[Cited]:
    """Return each finding and version that a text cites, in the order of the text.

    Parameters
    ----------
    text : str
        A citation, a list of identifiers, a whole syllabus.
    versions : iterable of mapping
        Rows of ``finding_versions``.
    """
    known: dict[str, dict[str, Row]] = {}
    for row in versions:
        known.setdefault(row["finding_id"], {})[row["version"]] = row
    found = dict.fromkeys(_named(text, known))
    versioned = {ident for ident, version in found if version}
    return [
        _standing(ident, version, known)
        for ident, version in found
        if version or ident not in versioned
    ]


def _named(text: str, known: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return identifiers with the version named after each, if any."""
    plain = _BROKEN.sub("-", _HIDDEN.sub("", _HYPHENS.sub("-", text))).lower()
    outcomes = {ident.split("-")[0] for ident in known}
    places = []
    for match in _WORD.finditer(plain):
        word = match[0].removeprefix("hub-")  # as reference managers name our citations
        shape = _SHAPE.fullmatch(word)
        # "double-blind-placebo-controlled" is no finding: one begins with an outcome
        if word in known or (shape and shape[1] in outcomes):
            places.append((match, word))
    named = []
    for place, (match, word) in enumerate(places, 1):
        end = places[place][0].start() if place < len(places) else len(plain)
        version = _VERSION.search(plain[match.end() : min(end, match.end() + _AFTER)])
        named.append((word, version[1] if version else ""))
    return named


def _standing(ident: str, version: str, known: Mapping[str, Mapping[str, Row]]) -> Cited:
    if ident not in known:
        return Cited(ident, version, UNKNOWN_FINDING, "The hub never had this finding.", "")
    row = known[ident].get(version)
    any_row = next(iter(known[ident].values()))
    present = any_row["present_version"] or ""
    if row is not None:
        return Cited(ident, version, row["standing"], row["account"], present)
    if not present:
        return Cited(ident, version, "retired", any_row["account"], "")
    if not version:
        return Cited(ident, "", NO_VERSION, "No version is named beside it.", present)
    account = "No release has this version, nor has the hub now: it may be a slip, or from between."
    return Cited(ident, version, UNKNOWN_VERSION, account, present)
