"""What the other arm got, and how the intervention came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from extract.papers.facts.text import PaperText, Part, Passage, Scope, suggest
from extract.papers.model import Suggestion

_WORDS = Path(__file__).with_name("conduct.yaml")
# Only beside these words is "no training" or "usual care" what the other arm got.
_CONTROL = re.compile(
    r"\b(?:control\w*|compar\w+|versus|vs\.?|group|arm|randomi[sz]ed|assigned|allocated|condition)\b",
    re.I,
)
# Words near which a thing is done to the people of the intervention arm.
DOSED = re.compile(
    r"\b(?:intervention|program\w*|training|course|sessions?|classes|workshops?|treatment|therap\w+"
    r"|coaching|exercise|yoga|practice|curriculum|module)\b",
    re.I,
)
_METHOD_SECTION = re.compile(
    r"interven|program|treatment|training|procedure|arm|group|experiment|design|setting|control"
    r"|comparator|randomi|follow|measure|assess|outcome|data collection",
    re.I,
)
ASIDE = re.compile(r"conclusion|registration|background|introduction|statistic|sample size", re.I)
# Shares right among those read by eye in the development papers (November 2026): comparator 18 of
# 21; on the short coded studies of benchmarks/extraction/labels.csv it is 94 of 96.
_COMPARATOR_SURE = 0.85
_COMPARATOR_UNSURE = 0.6
_DELIVERY = 0.7
_WEIGHTS: tuple[tuple[Part, int], ...] = (("title", 4), ("abstract", 3), ("methods", 1))


def find_conduct(text: PaperText) -> list[Suggestion]:
    """Return the kind of comparator and the ways of delivery."""
    return [*_comparator(text), *_delivery(text)]


def _comparator(text: PaperText) -> list[Suggestion]:
    """Return what the other arm got, by how plainly and how often it is said."""
    weights: Counter[str] = Counter()
    said: dict[str, list[Passage]] = {}
    for part, weight in _WEIGHTS:
        for kind, pattern in _patterns("comparators").items():
            for hit in text.scope(part).find(pattern):
                if part == "title" or _CONTROL.search(hit.passage.words):
                    weights[kind] += weight
                    said.setdefault(kind, []).append(hit.passage)
    if not weights:
        return []
    # "Active" is the least specific: "the control group received usual care" names both.
    kind, most = max(
        weights.items(), key=lambda item: (item[1] - (item[0] == "active") * 2, item[0])
    )
    sure = _COMPARATOR_SURE if most * 2 > weights.total() else _COMPARATOR_UNSURE
    return [suggest("comparator_kind", kind, sure, *said[kind][:3])]


def _delivery(text: PaperText) -> list[Suggestion]:
    scope = told(text)
    found = []
    for value, pattern in _patterns("deliveries").items():
        hits = [h for h in scope.find(pattern) if DOSED.search(h.passage.words)]
        if hits and (hits[0].passage.part in {"title", "abstract"} or len(hits) > 1):
            found.append(suggest("delivery", value, _DELIVERY, *(h.passage for h in hits[:2])))
    return found


def told(text: PaperText) -> Scope:
    """Return title, abstract and what the methods say of the intervention."""
    kept = [
        p
        for p in text.scope("title", "abstract", "methods").passages
        if (p.part == "title" or not ASIDE.search(p.section[-1] if p.section else ""))
        and (
            p.part != "methods"
            or any(_METHOD_SECTION.search(s) for s in p.section[1:] or p.section)
        )
    ]
    return Scope(tuple(kept))


@cache
def _patterns(kind: str) -> Mapping[str, re.Pattern[str]]:
    data = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(words), re.I) for name, words in data[kind].items()}
