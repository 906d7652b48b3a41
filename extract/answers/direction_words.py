"""Words that say which way an outcome went, and whether the difference counts.

A cue is a word or a number in a sentence with its place: "higher", "reduced", "did not differ",
"p = 0.03". Words are of the language of trial reports; none belongs to one paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

CueKind = Literal["up", "down", "good", "bad", "significant", "not_significant"]
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and the characters it takes; ``strong`` where it can hardly mean anything else."""

    kind: CueKind
    start: int
    end: int
    strong: bool = False


_UP = (
    r"increas\w*|higher|highest|greater|greatest|more|ris(?:es?|ing|en)|rose|rais\w+|elevat\w+|"
    r"gain(?:s|ed)?|longer|longest|larger|enhanc\w+|exceed\w*|prolong\w+|augment\w+|heighten\w*|"
    r"most|boost\w*|grew|heavier|stronger|accelerat\w+|promot\w+|twice|double|doubled|additional"
)
_DOWN = (
    r"decreas\w*|reduc\w+|lower|lowered|lowest|less|fewer|fewest|declin\w+|dropp?\w*|fell|fall|"
    r"shorter|shorten\w*|smaller|diminish\w*|attenuat\w+|suppress\w*|inhibit\w*|lessen\w*|least|"
    r"prevent(?:s|ed|ing)?|alleviat\w+|reliev\w+|minimi[sz]\w+|weaker|lighter|earlier|faster|"
    r"quicker|halved|protected|ameliorat\w+|mitigat\w+|slow(?:ed|er)|avoid\w*|suppressed|loss"
)
_GOOD = (
    r"improv\w+|better|best|superior\w*|benefi\w+|favou?r(?:s|ed|ing|able|ably)?|efficacious|"
    r"effective(?:ly|ness)?|recover(?:ed|y)|succeed\w*|preferred|good"
)
_BAD = r"wors\w+|poor(?:er|est|ly)?|deteriorat\w+|inferior\w*|impair(?:s|ed|ing)?|aggravat\w+"
_THINGS = (
    r"difference|differences|effect|effects|change|changes|improvement|improvements|association|"
    r"associations|reduction|reductions|increase|increases|decrease|decreases|benefit|benefits|"
    r"evidence|influence|impact|interaction|interactions|trend|variation|advantage|correlation|"
    r"relationship|differ|superiority|significance|alteration|alterations|deterioration"
)
_NOT = r"not|n't|n’t|never|neither|nor|no|none|without|lack|lacked|fail(?:s|ed|ure)?|cannot|nothing"
_EFFECT_VERB = (
    r"significan\w*|differ\w*|chang\w*|affect\w*|improv\w*|reduc\w*|increas\w*|decreas\w*|"
    r"influenc\w*|reach\w*|alter\w*|superior|better|worse|higher|lower|effect\w*|benefi\w*|"
    r"statistical\w*|associated|greater|less|more"
)
_NOT_SIGNIFICANT = re.compile(
    rf"\b(?:no|without|any|little)\s+(?:[\w-]+\s+){{0,5}}?(?:{_THINGS})\b|"
    rf"(?:\b(?:{_NOT})|n['’]t)\b(?:[\s,]+(?!but\b)[\w-]+){{0,4}}?[\s,]+(?:{_EFFECT_VERB})\b|"
    r"\bnon-?\s?significan\w*|\binsignificant\w*|\bnot\s+(?:statistically\s+)?significant\w*|"
    r"\b(?:similar(?:ly)?|comparable|equivalent|equal(?:ly)?|identical|unchanged|unaffected|"
    r"equivalence|indistinguishable)\b|\bthe\s+same\b|\bnon-?inferior\w*|\bns\b|"
    r"\bas\s+(?:effective|safe|good|well)\s+as\b|\bunlikely\b|\bno\s+more\b|\bstable\b"
)
_SIGNIFICANT = re.compile(
    r"\bsignificant(?:ly)?\b|\bmarked(?:ly)?\b|\bsubstantial(?:ly)?\b|\bdramatic(?:ally)?\b|"
    r"\bhighly\b|\bconsiderabl[ey]\b|\bstrong(?:ly)?\b|\bmuch\b|\bdiffered\b|\bp\s*-?for\b"
)
_WORDS: tuple[tuple[CueKind, re.Pattern[str]], ...] = (
    ("up", re.compile(rf"\b(?:{_UP})\b")),
    ("down", re.compile(rf"\b(?:{_DOWN})\b")),
    ("good", re.compile(rf"\b(?:{_GOOD})\b")),
    ("bad", re.compile(rf"\b(?:{_BAD})\b")),
)
_P = re.compile(
    r"(?<![a-z])p(?:\s*-?\s*values?)?(?:\s+for\s+[a-z ]{3,20})?\s*"
    r"(?P<sign>[=<>≤≥]|of|was|is|:)?\s*(?:=\s*)?(?P<value>0?[.·]\d+|0\b|1(?:[.]0+)?\b|ns\b)"
)
_RATIO = re.compile(
    r"\b(?:(?:adjusted|relative|odds|hazards?|rate|risk|incidence)\s+)*"
    r"(?:ratio|risk|or|rr|hr|irr|aor|ahr|arr)\b\W{0,4}(?:[a-z]{2,4}\W{1,3})?(?:(?:was|of|=|:|,)\s*)*"
    r"(?P<value>\d+[.]\d+)"
)
_INTERVAL = re.compile(
    r"(?:ci|confidence intervals?)\b[^\d+-]{0,6}"
    r"(?P<low>[-+]?\d*[.]?\d+)\s*%?\s*(?:to|,|;|-|–|and)\s*(?P<high>[-+]?\d*[.]?\d+)"
)
# A change that itself is larger or smaller: "a greater reduction" is a fall, "less increase" too.
_DEGREE = re.compile(
    r"\b(?P<degree>greater|larger|more|higher|additional|longer|stronger|smaller|less|lower|fewer|"
    r"weaker|greatest|largest|most|smallest|least)\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<change>reductions?|reduced|decreas\w+|declin\w+|drops?|falls?|loss|losses|increas\w+|"
    r"gains?|rises?|improve\w+|deteriorat\w+|wors\w+|suppression|inhibition|effective\w*|"
    r"favou?rable|benefi\w+)\b"
)
_SMALL_DEGREES = frozenset(["smaller", "less", "lower", "fewer", "weaker", "smallest", "least"])


def cues(sentence: str) -> list[Cue]:
    """Return the cues of a sentence in lower case, by place."""
    found = [*_significance(sentence), *_ways(sentence), *_statistics(sentence)]
    return sorted(found, key=lambda c: (c.start, c.end))


def _significance(text: str) -> Iterator[Cue]:
    taken: list[tuple[int, int]] = []
    for match in _NOT_SIGNIFICANT.finditer(text):
        taken.append(match.span())
        yield Cue("not_significant", *match.span(), strong="signif" in match[0])
    for match in _SIGNIFICANT.finditer(text):
        if not any(a <= match.start() < b for a, b in taken):
            yield Cue("significant", *match.span(), strong="signif" in match[0])


def _ways(text: str) -> Iterator[Cue]:
    taken: list[tuple[int, int]] = []
    for match in _DEGREE.finditer(text):
        taken.append(match.span())
        kind: CueKind = next((k for k, p in _WORDS if p.match(match["change"])), "down")
        yield Cue(
            _opposite(kind) if match["degree"] in _SMALL_DEGREES else kind,
            *match.span(),
            strong=True,
        )
    for kind, pattern in _WORDS:
        for match in pattern.finditer(text):
            if not any(a <= match.start() < b for a, b in taken):
                yield Cue(kind, *match.span())


def _opposite(kind: CueKind) -> CueKind:
    pairs: dict[CueKind, CueKind] = {"up": "down", "down": "up", "good": "bad", "bad": "good"}
    return pairs[kind]


def _statistics(text: str) -> Iterator[Cue]:
    for match in _P.finditer(text):
        yield Cue(_of_p(match["sign"], match["value"]), *match.span(), strong=True)
    ratios = list(_RATIO.finditer(text))
    for match in ratios:
        kind: CueKind = "up" if float(match["value"]) > 1 else "down"
        yield Cue(kind, *match.span(), strong=True)
    for match in _INTERVAL.finditer(text):
        low, high = sorted((float(match["low"]), float(match["high"])))
        null = 1.0 if any(0 <= match.start() - r.end() < 40 for r in ratios) else 0.0
        inside = low <= null <= high
        yield Cue("not_significant" if inside else "significant", *match.span(), strong=True)


def _of_p(sign: str | None, value: str) -> CueKind:
    if value == "ns":
        return "not_significant"
    p = float(value.replace("·", "."))
    if sign in (">", "≥"):
        # "p > 0.01" alone says little; papers mean "not significant" by it.
        return "not_significant"
    if sign in ("<", "≤"):
        return "significant" if p <= ALPHA else "not_significant"
    return "significant" if p < ALPHA else "not_significant"
