"""What a report says on the domains of risk of bias: quoted evidence, not a judgement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from extract.papers.facts.text import Hit, PaperText, Part, Scope, suggest
from extract.papers.model import Suggestion

_WORDS = Path(__file__).with_name("bias.yaml")
# A limitation may be told only in the discussion.
_DENIALS = frozenset({"not randomised", "not concealed", "not blinded"})
# Other studies, and remarks on bias in general.
_OTHERS = re.compile(
    r"\b(?:previous|earlier|other|prior|future|recent) (?:\w+ ){0,2}(?:trials|research)\b"
    r"|\b(?:previous|earlier|other|prior|future|recent) (?:\w+ ){0,2}stud(?:y|ies)\b"
    r"|\b(?:reviews?|meta-analys[ie]s|literature)\b",
    re.I,
)
# In a discussion, words that speak of the study itself.
_OURS = re.compile(r"\b(?:limitations?|our|this|present|current|we)\b", re.I)
# "Investigators were unaware, but could not be kept from ...": a denial near turns what follows.
_DENIED = re.compile(
    r"\b(?:not|no|never|without|neither|nor|n't|unable|impossible|lack of)\b[^.;,]{0,40}$"
    r"|\bnon-?$",
    re.I,
)
_DENIED_WITHIN = re.compile(r"\b(?:not|never|non|cannot)\b", re.I)
# Shares right among those read by eye in the development papers (November 2026).
_CONFIDENCE = {
    "signal_randomisation": 0.9,
    "signal_concealment": 0.85,
    "signal_blinding": 0.85,
    "signal_attrition": 0.85,
    "signal_selective_reporting": 0.8,
}
# Who was lost is told with the results, the other domains with the methods.
_TOLD: Mapping[str, tuple[Part, ...]] = {"signal_attrition": ("results", "methods", "abstract")}
_METHODS: tuple[Part, ...] = ("methods", "abstract", "body", "title")
_SEVERAL = frozenset({"signal_blinding", "signal_attrition"})
# Words without which a sentence says nothing on a domain: software also analyses.
_CUES = {
    "signal_randomisation": re.compile(r"random|allocat|assign|alternat|\blots\b|minimi[sz]", re.I),
    "signal_concealment": re.compile(r"random|allocat|assign|conceal|sequence|IVRS|IWRS", re.I),
    "signal_blinding": re.compile(r"blind|mask|unaware|naive|\bopen\b|open-label", re.I),
    "signal_attrition": re.compile(
        r"intent|\bITT\b|imput|LOCF|last[- ]obs|likelihood|missing|protocol|complet|exclud|lost"
        r"|drop|withdr|attrition|rates?\b",
        re.I,
    ),
    "signal_selective_reporting": re.compile(
        r"protocol|specified|priori|plan|defined|regist|primary|post[- ]hoc|secondary anal", re.I
    ),
}
_COUNTED = re.compile(
    r"\d|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)"
    r"\b|analys|imput|miss",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:power|sample size|assum\w+|expect\w+|anticipat\w+|allow for|account for|safeguard"
    r"|planned)\b|considering a drop-?out",
    re.I,
)
_ALONE = "blinded"


def find_bias_signals(text: PaperText) -> list[Suggestion]:
    """Return what is said on each domain, in plain words with the sentences that say it."""
    found = []
    for field, values in _patterns().items():
        told = text.scope(*_TOLD.get(field, _METHODS)).with_words(_CUES[field])
        later = text.scope("discussion").with_words(_CUES[field])
        said = [
            suggest(field, value, _CONFIDENCE[field], *(h.passage for h in hits[:2]))
            for value, pattern in values
            if (hits := _said(value, pattern, field, told, later))
        ]
        if len(said) > 1:
            said = [s for s in said if s.value != _ALONE]
        found += said if field in _SEVERAL else said[:1]
    return found


def _said(value: str, pattern: re.Pattern[str], field: str, told: Scope, later: Scope) -> list[Hit]:
    """Return where a thing is said; a denial may stand only among the limitations."""
    hits = [h for h in told.find(pattern) if _holds(h, field, value)]
    if hits or value not in _DENIALS:
        return hits
    return [
        h for h in later.find(pattern) if _holds(h, field, value) and _OURS.search(h.passage.words)
    ]


def _holds(hit: Hit, field: str, value: str) -> bool:
    """Say whether a sentence speaks of this study and does not deny what the pattern found."""
    words = hit.passage.words
    if _OTHERS.search(words):
        return False
    if field == "signal_attrition":
        planned = _PLANNED.search(words) or not _COUNTED.search(words)
        return not planned and not _DENIED.search(hit.before)
    if value in _DENIALS:
        return True
    return not (_DENIED.search(hit.before) or _DENIED_WITHIN.search(hit.match[0]))


@cache
def _patterns() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    data = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {
        field: tuple((value, re.compile(pattern, re.I)) for value, pattern in values)
        for field, values in data.items()
    }
