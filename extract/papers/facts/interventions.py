"""What was done, by the types of the taxonomy, and the level at which it acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from extract.papers.facts.text import PaperText, Part, Passage, Scope, suggest
from extract.papers.model import Suggestion
from extract.taxonomy import Taxonomy

_WORDS = Path(__file__).with_name("interventions.yaml")
# Sentences that tell what was done, tested or received.
_TOLD = re.compile(
    r"\b(?:interventions?|program\w*|training|train|course|received?|assigned|allocated"
    r"|randomi[sz]ed|sessions?|participated|attended|evaluat\w+|effect\w*|efficacy|impact|tested?"
    r"|implement\w*|introduc\w+|workshops?|weeks?|versus|compared?|aim|examin\w+|investigat\w+"
    r"|assess\w*|pilot)\b",
    re.I,
)
# What stands behind these words is the other arm.
_OTHER_ARM = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs\.?|(?:the )?(?:wait\w*[- ]?list|active|usual|attention)"
    r"[- ](?:care )?controls?|(?:the |a )?(?:control|comparison) (?:group|condition|arm)|controls"
    r" received|rather than|instead of|without)\b",
    re.I,
)
_SECTION = re.compile(
    r"interven|program|treatment|training|procedure|arm|experiment|exposure", re.I
)
_ASIDE = re.compile(r"conclusion|registration|keyword|limitation|implication", re.I)
_LAW = re.compile(
    r"\b(?:laws?|legislation|directive|reforms?|regulations?|mandate[ds]?|ministry"
    r"|national policy)\b",
    re.I,
)
_SEVERAL = re.compile(
    r"\bmulti-?level (?:\w+ ){0,2}(?:intervention|program|approach|strateg)"
    r"|\b(?:individual|personal)(?: |-level )?(?:and|,)[^.;]{0,30}organi[sz]ational[- ]level\b"
    r"|\blevels of (?:the )?(?:individual|team)\b",
    re.I,
)
_NAMED_LEVELS = {
    "organisational": re.compile(
        r"\borgani[sz]ation(?:al)?(?:-level|-directed)? (?:\w+ ){0,3}?intervention", re.I
    ),
    "individual": re.compile(r"\b(?:individual-level|person-directed|individual-focused)\b", re.I),
    "team": re.compile(r"\b(?:team-(?:based|level)|unit-based) (?:\w+ ){0,3}?intervention", re.I),
    "system": re.compile(r"\bsystem-level\b", re.I),
}
# Shares right in benchmarks/extraction/labels.csv (November 2026): types of the title 186 of 198,
# of the abstract 42 of 53 (of the methods none was labelled: set below both); level 224 of 231,
# where types of several levels meet 4 of 6. `python -m benchmarks.extraction.facts` counts anew.
_CONFIDENCE = {"title": 0.93, "abstract": 0.79, "methods": 0.5}
_LEVEL_SURE = 0.96
_LEVEL_MIXED = 0.65


def find_interventions(text: PaperText, taxonomy: Taxonomy) -> list[Suggestion]:
    """Return the intervention types with their sentences, and the level."""
    found = _without_general(_types(text, taxonomy))
    types = [
        suggest("intervention_type", ident, _CONFIDENCE.get(passages[0].part, 0.5), *passages[:3])
        for ident, passages in found.items()
    ]
    return types + _level(text, found, taxonomy)


def _types(text: PaperText, taxonomy: Taxonomy) -> dict[str, list[Passage]]:
    """Return the types that the title names or the abstract tells; failing both, the methods."""
    said: dict[str, list[Passage]] = {}
    steps: tuple[tuple[Part, int], ...] = (("title", 1), ("abstract", 1), ("methods", 3))
    for part, least in steps:
        if part == "methods" and said:
            break
        scope = Scope(tuple(p for p in text.scope(part).passages if _tells(p)))
        for ident, pattern in _patterns(taxonomy):
            hits = [h for h in scope.find(pattern) if not _OTHER_ARM.search(h.before)]
            if len(hits) >= least:
                said.setdefault(ident, []).extend(h.passage for h in hits)
    return said


def _tells(passage: Passage) -> bool:
    """Say whether a sentence may tell what was done."""
    if passage.part == "title":
        return True
    if passage.part == "methods" and not any(_SECTION.search(s) for s in passage.section):
        return False
    if passage.part == "abstract" and _ASIDE.search(passage.section[-1]):
        return False
    return bool(_TOLD.search(passage.words))


def _without_general(found: dict[str, list[Passage]]) -> dict[str, list[Passage]]:
    """Drop a general type where a special one of it was found."""
    ways: Mapping[str, list[str]] = _data()["gives_way"]
    return {i: p for i, p in found.items() if not any(s in found for s in ways.get(i, ()))}


def _level(
    text: PaperText, types: dict[str, list[Passage]], taxonomy: Taxonomy
) -> list[Suggestion]:
    """Return the level: as the paper names it, else where its intervention types usually act."""
    scope = text.scope("title", "abstract")
    if several := list(scope.find(_SEVERAL)):
        return [suggest("level", "multi_level", _LEVEL_MIXED, *(h.passage for h in several[:2]))]
    for level, pattern in _NAMED_LEVELS.items():
        if hits := list(scope.find(pattern)):
            return [suggest("level", level, _LEVEL_SURE, *(h.passage for h in hits[:2]))]
    by_level: dict[str, list[Passage]] = {}
    for ident, passages in types.items():
        by_level.setdefault(taxonomy.intervention(ident).usual_level, []).extend(passages)
    if not by_level:
        return []
    if "system" in by_level:
        return [suggest("level", "system", _LEVEL_SURE, *by_level["system"][:3])]
    # The title's first intervention leads; what the abstract adds may be a part or a comparator.
    level, passages = max(by_level.items(), key=lambda item: _weight(item[1]))
    if level == "organisational" and _LAW.search(" ".join(p.words for p in scope.passages)):
        level = "system"
    return [
        suggest("level", level, _LEVEL_SURE if len(by_level) == 1 else _LEVEL_MIXED, *passages[:3])
    ]


def _weight(passages: list[Passage]) -> int:
    return sum(3 if p.part == "title" else 1 for p in passages)


@cache
def _data() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], yaml.safe_load(_WORDS.read_text(encoding="utf-8")))


_compiled: dict[str, re.Pattern[str]] = {}


def _patterns(taxonomy: Taxonomy) -> list[tuple[str, re.Pattern[str]]]:
    """Return a pattern for each type of the taxonomy, made once."""
    return [(i, _compiled.get(i) or _compile(i)) for i in taxonomy.terms["interventions"]]


def _compile(ident: str) -> re.Pattern[str]:
    words = _data()["words"].get(ident) or [re.escape(ident.replace("-", " "))]
    # A hyphen may stand for any space: "positive-psychology exercises".
    words = [w.replace("[- ]", " ").replace(" ", "[- ]") for w in words]
    _compiled[ident] = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})", re.I)
    return _compiled[ident]
