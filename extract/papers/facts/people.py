"""Who took part, and where: cadres and settings in the words of the taxonomy."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extract.papers.facts.text import Hit, PaperText, Part, Passage, suggest
from extract.papers.model import Suggestion
from extract.records.terms import KeywordTerm
from extract.taxonomy import Taxonomy

# Stems that name workers only before a word for them: "emergency nurses", not "emergency surgery".
_WORKERS = (
    r"(?:nurses?|staff|workers?|professionals?|clinicians?|providers?|physicians?|doctors?"
    r"|personnel|teams?|caregivers?|residents?|employees|departments? (?:nurses|staff|physicians))"
)
_NEEDS_WORKERS = frozenset(
    {
        *("emergency", "psychiatr", "psycholog", "mental health", "military", "dementia"),
        *("health-care", "health care", "healthcare"),
    }
)
# Keyword stems cut within a word; the others are words and may only take an ending.
_CUT = frozenset(
    {
        *("midwi", "psychiatr", "psycholog", "oncolog", "residen", "multicent", "medical cent"),
        *("training program", "nursing", "palliative", "hospice"),
    }
)
# Stems of settings that name one only with the words behind them.
_NEEDS_PLACE = {
    "birth": r"birth(?:ing)?[- ](?:cent|unit|ward|suite)",
    "matern": r"matern\w+[- ](?:\w+[- ])?(?:ward|unit|care|clinic|hospital|service|provider|nurs)",
    "long-term": r"long[- ]term[- ]care",
    "conflict": r"(?:armed conflict|conflict (?:zone|area|setting))",
    "dementia": r"dementia[- ](?:\w+[- ])?(?:care|unit|ward|home)",
    "cancer": r"cancer[- ](?:\w+[- ])?(?:cent|ward|unit|hospital|nurs|staff|care)",
    "mental health": r"mental health[- ](?:\w+[- ])?(?:service|ward|unit|hospital|clinic|trust|cent"
    r"|nurs|staff|worker|team)",
    "psychiatr": r"psychiatr\w+[- ](?:\w+[- ])?(?:ward|unit|hospital|clinic|nurs|staff|service"
    r"|depart)",
    "emergency": r"emergency[- ](?:department|room|medic|nurs|service|physician|unit|staff"
    r"|clinician|care|worker)",
}
_VAGUE = frozenset({"staff", "employees", "providers"})
_HEALTH = re.compile(r"hospital|health|\bcare\b|nurs|clinic|ward|medical", re.I)
_NOT_WORKERS = re.compile(
    r"\b(?:nursing home|home|care home|facility|female|male|elderly|older|urban|rural) residents?\b"
    r"|\bresidents? (?:of|with|living|in (?:nursing|care|long))\b"
    r"|\bnursing (?:homes?|care|process)\b|\bstudents? (?:aged|in (?:school|grade))\b"
    r"|\b(?:school|university|college) students?\b",
    re.I,
)
# Words near which a cadre is the people studied.
_STUDIED = re.compile(
    r"\b(?:participants?|participated|recruited|enrolled|included|randomi[sz]ed|assigned"
    r"|allocated|sample|among|surveyed|invited|eligible|n ?= ?\d|took part|respondents"
    r"|volunteers?)\b|\b\d{2,}\b",
    re.I,
)
_PLACED = re.compile(
    r"\b(?:conducted|carried out|performed|took place|set in|setting|recruited from|located|working"
    r" (?:in|at)|worked (?:in|at)|employed (?:in|at)|study sites?|enrolled (?:from|at)|undertaken"
    r"|implemented (?:in|at))\b",
    re.I,
)
# Too common in sentences about patients or about the way a survey was done to name a setting.
_WEAK_SETTINGS = frozenset({"online", "national", "not-stated", "community", "training-programme"})
# Shares right among those read by eye in the development papers and studies (November 2026).
_CADRE_IN_TITLE = 0.9
_CADRE_IN_TEXT = 0.7
_SETTING_IN_TITLE = 0.85
_SETTING_IN_TEXT = 0.7


def find_people(text: PaperText, taxonomy: Taxonomy) -> list[Suggestion]:
    """Return cadres and settings."""
    return [*_cadres(text, taxonomy), *_settings(text, taxonomy)]


def _cadres(text: PaperText, taxonomy: Taxonomy) -> list[Suggestion]:
    """Return the cadres of the title; failing those, of the people the abstract counts."""
    steps: tuple[tuple[Part, float], ...] = (
        ("title", _CADRE_IN_TITLE),
        ("abstract", _CADRE_IN_TEXT),
    )
    for part, sure in steps:
        found: dict[str, list[Passage]] = {}
        for ident, pattern in _patterns("cadres", taxonomy):
            for hit in text.scope(part).find(pattern):
                if _is_studied(hit):
                    found.setdefault(ident, []).append(hit.passage)
        if len(found) > 1:
            found.pop("mixed", None)
        # "nurse leaders", "junior doctors": the special cadre's word holds the general one's.
        if "nursing-student" in found:
            found.pop("nurse", None)
        if found:
            return [suggest("cadre", i, sure, *p[:2]) for i, p in found.items()]
    return []


def _is_studied(hit: Hit) -> bool:
    words = hit.passage.words
    if any(m.start() <= hit.start < m.end() for m in _NOT_WORKERS.finditer(words)):
        return False
    if hit.match[0].casefold() in _VAGUE and not _HEALTH.search(words):
        return False
    if hit.passage.part == "title":
        return True
    near = words[max(0, hit.start - 60) : hit.end + 40]
    return bool(_STUDIED.search(near))


def _settings(text: PaperText, taxonomy: Taxonomy) -> list[Suggestion]:
    found: dict[str, list[Passage]] = {}
    order: tuple[Part, ...] = ("title", "abstract", "methods")
    for part in order:
        for ident, pattern in _patterns("settings", taxonomy):
            if ident in _WEAK_SETTINGS:
                continue
            for hit in text.scope(part).find(pattern):
                if part == "title" or _PLACED.search(hit.passage.words):
                    found.setdefault(ident, []).append(hit.passage)
        if found:
            sure = _SETTING_IN_TITLE if part == "title" else _SETTING_IN_TEXT
            return [suggest("setting", i, sure, *p[:2]) for i, p in found.items()]
    return []


def _patterns(vocabulary: str, taxonomy: Taxonomy) -> list[tuple[str, re.Pattern[str]]]:
    """Return a pattern for each term from its keyword stems, made once for the same stems."""
    terms = [cast(KeywordTerm, t) for t in taxonomy.terms[vocabulary].values()]
    return [(t.id, _pattern(vocabulary, tuple(t.keywords))) for t in terms if t.keywords]


@cache
def _pattern(vocabulary: str, stems: tuple[str, ...]) -> re.Pattern[str]:
    spelt = []
    for stem in stems:
        word = re.escape(stem).replace(r"\ ", "[- ]").replace(r"\-", "[- ]?")
        if vocabulary == "cadres" and stem in _NEEDS_WORKERS:
            spelt.append(rf"{word}\w*[- ](?:[a-z]+[- ])?{_WORKERS}")
        elif vocabulary == "settings" and stem in _NEEDS_PLACE:
            spelt.append(_NEEDS_PLACE[stem])
        else:
            spelt.append(rf"{word}\w*" if stem in _CUT else rf"{word}(?:s|es|'s|’s)?\b")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelt)})", re.I)
