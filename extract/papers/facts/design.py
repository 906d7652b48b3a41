"""The design of a study, as its report names it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.papers.facts.text import Hit, PaperText, Part, suggest
from extract.papers.model import Suggestion

# What is randomised together when a trial is a cluster trial.
_GROUPS = (
    r"(?:hospitals?|wards?|units?|clinics?|(?:general |medical |family )?practices?|cent(?:re|er)s?"
    r"|schools?|pre-?schools?|sites?|facilit(?:y|ies)|homes?|teams?|departments?|districts?"
    r"|villages?|communit(?:y|ies)|clusters?|workplaces?|ICUs?|NICUs?|kindergartens?|stations?"
    r"|work ?groups?|trusts?|agencies|pharmac(?:y|ies)|GPs?|general practitioners)"
)
_PLURAL = (
    r"(?:hospitals|wards|units|clinics|practices|cent(?:re|er)s|pre-?schools|schools|sites"
    r"|facilities|homes|teams|departments|districts|villages|communities|clusters|workplaces"
    r"|work ?groups|trusts|agencies|pharmacies|GPs|general practitioners)"
)
_RANDOMLY = r"random(?:i[sz]ed|ly (?:assigned|allocated|divided|distributed))"
_SAID: dict[str, str] = {
    "review": (
        r"\b(?:systematic|scoping|umbrella|literature|narrative|integrative|rapid|critical)"
        r" (?:literature )?review\b|\bmeta-?analys[ie]s\b|\bmeta-?synthesis\b"
        r"|\bpooled (?:analysis|data)|\bcombined (?:data|analysis) (?:from|of)\b"
        r"|\bindividual (?:patient|participant) data\b"
    ),
    "protocol": r"\b(?:study|trial|review)? ?protocol\b(?= for| of|:|\.|$)|\bstudy protocol\b",
    "qualitative": (
        r"\bqualitative (?:\w+ ){0,2}(?:study|research|analysis|inquiry|exploration|evaluation"
        r"|interviews?)|\bphenomenolog\w+|\bgrounded theory|\bethnograph\w+|\binterview study"
        r"|\bfocus[- ]group (?:study|discussions?)\b|\bthematic analysis of (?:\w+ )?interviews"
    ),
    "interrupted_time_series": r"\binterrupted time[- ]series\b",
    "non_randomised": (
        r"\bquasi[- ]?experiment\w*|\bnon[- –]?randomi[sz]ed|\bnot randomi[sz]ed"
        r"|\bcontrolled before[- ]and[- ]after|\bcontrolled (?:pre|before)\W|\bnon-?equivalent"
        r"|\bdifferences?[- ]in[- ]differences?\b|\bhistorical (?:control|cohort)"
        r"|\b(?:matched|propensity\w*)[- ](?:control|comparison|pairs? design)"
        r"|\bnatural experiment\b|\bprospective controlled (?:\w+ )?study"
    ),
    "randomised": (
        rf"\brandomi[sz]ed(?:[-, ]+[\w-]+){{0,7}}?[-, ]+(?:trials?|study|studies|designs?"
        rf"|comparison|experiment|evaluation|intervention|groups?)\b|\b{_RANDOMLY} (?:in)?to\b"
        r"|\brandomly(?: \w+)? (?:assigned|allocated|divided|distributed|split|placed)\b"
        r"|\b(?:were|was|be|been)(?: \w+ly| then)? randomi[sz]ed\b|\bRCTs?\b"
        r"|\brandom(?:i[sz]ed)? (?:allocation|assignment)\b"
        r"|\b(?:block|stratified|simple|permuted\w*|site|adaptive) randomi[sz]ation\b"
        r"|\bafter randomi[sz]ation\b|\bunderwent randomi[sz]ation\b"
    ),
    "pre_post": (
        r"\bbefore[- ]and[- ]after\b|\bbefore[-/–]after\b|\bpre[- ]?(?:test)?[-/– ](?:and |to )?"
        r"post[- ]?(?:test|intervention|implementation)?\b(?! hoc)|\bsingle[- ](?:arm|group)\b"
        r"|\bone[- ]group\b|\buncontrolled (?:\w+ )?(?:trial|study|design)|\bown baseline\b"
        r"|\bcompared (?:with|to) (?:the )?(?:period |time |year |months? )?(?:before|pre)\b"
        r"|\bwithout (?:a )?control group|\bno control group\b"
    ),
    "cross_sectional": (
        r"\bcross[- ]sectional\b|\b(?:observational|correlational|descriptive) (?:\w+ )?study\b"
    ),
    "control": (
        r"\b(?:control|comparison|contrast) (?:group|ward|unit|hospital|clinic|condition|school"
        r"|cent(?:re|er)|facilit|site|team|arm)\w*|\bcontrolled (?:\w+ )?(?:trial|study)\b"
        r"|\bmatched controls?\b"
    ),
}
_PATTERNS = {name: re.compile(pattern, re.I) for name, pattern in _SAID.items()}
# Only a title says these shortly enough to be about the study itself.
_TITLE_ONLY = {
    "cross_sectional": re.compile(
        r"\bsurveys?\b|\bassociat(?:ions?|ed)\b|\brelationships? (?:between|of)\b|\bcorrelates\b"
        r"|\bpredictors? of\b|\bprevalence of\b",
        re.I,
    )
}
_CLUSTER = re.compile(
    r"\bcluster[- ,]+(?:\w+[- ]){0,2}(?:randomi[sz]\w+|controlled|trials?|RCTs?|allocat\w+)"
    r"|\brandomi[sz]ed(?:[- ,]+\w+){0,2}[- ,]+cluster|\bc-?RCTs?\b|\bstepped[- ]wedge\b"
    r"|(?<![\w-])group[- ]randomi[sz]ed"
    rf"|\bunits? of randomi[sz]ation (?:was|were|is) (?:the )?(?:\w+ )?{_GROUPS}",
    re.I,
)
# Groups put to chance; of people in them only when no people are named before.
_GROUPS_ASSIGNED = re.compile(
    rf"\b(?:\d+|[a-z]+) (?:[\w-]+ )?{_PLURAL}\b(?: [^.;()]{{0,60}}?)?(?: \([^)]*\))? "
    rf"(?:were|was|and|,)(?: \w+ly)? {_RANDOMLY}\b"
    rf"|\b{_RANDOMLY} (?:the )?(?:\d+|[a-z]+) (?:[\w-]+ )?{_PLURAL}\b"
    rf"|\b(?:{_RANDOMLY}|randomi[sz]ation|allocation) (?:was )?(?:performed |done |conducted )?"
    rf"(?:by {_GROUPS}\b(?! level)|(?:at|on) (?:the )?(?:level of (?:the )?)?{_GROUPS}(?: |-)?level"
    rf"|at the level of (?:the )?{_GROUPS})"
    rf"|(?<!by )(?<!for )\b{_GROUPS}[- ](?:level )?randomi[sz]ation\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:participants?|patients?|subjects?|nurses?|physicians?|doctors?|wom[ae]n|students?"
    r"|employees|workers|individuals|people|persons|volunteers|children|adults|caregivers"
    r"|residents|respondents|partners|parents|fathers|couples|men|boys|girls|who|professionals|clinicians|mothers|infants|eyes)\b",
    re.I,
)
# A sentence that speaks of other studies, or of ones to come, says nothing about this one.
_OTHERS = re.compile(
    r"\b(?:future|further|needed|warranted|recommended|should be|are required|is required|previous"
    r"|earlier|prior|recent|few|lack of|there (?:is|are) no|other (?:trials|studies)|reviews?"
    r"|meta-analys[ie]s|literature|subsequent|larger|extension of|published)\b",
    re.I,
)
_SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("stepped_wedge", re.compile(r"\bstepped[- ]wedge\b", re.I)),
    ("crossover", re.compile(
        r"\bcross-?over(?:[- ,]+(?!between|from|to)\w+){0,3}?[- ,]+"
        r"(?:trial|study|studies|design|manner|fashion)\b"
        r"|\bcross-over\b(?=[.,;:)])|\brandomi[sz]ed,? cross-?(?:over|controlled)\b"
        r"|\border of (?:the )?(?:\w+ ){1,3}was random", re.I)),
    ("factorial", re.compile(r"\bfactorial (?:design|trial|randomi\w+|study)", re.I)),
    ("within_person", re.compile(r"\b(?:split|half)[- ](?:face|mouth|body)\b|\bfellow eye"
                                 r"|\bone eye\b.*\bother eye\b|\bcontralateral control", re.I)),
    ("parallel", re.compile(r"\bparallel[- ]+(?:group|arm|design)|\bparallel\b.{0,20}\barms?\b"
                            r"|\b(?:two|three) parallel\b", re.I)),
)  # fmt: skip

# Share right in benchmarks/extraction/labels.csv (November 2026), by where the design is said:
# title 140 of 151, abstract 28 of 28, methods 10 of 11; where only a control group or the like is
# told 13 of 19. `python -m benchmarks.extraction.facts` counts anew.
_CONFIDENCE: dict[Part, float] = {"title": 0.93, "abstract": 0.96, "methods": 0.9}
_WEAK = 0.68
_SCHEME = 0.95


@dataclass(frozen=True, slots=True)
class _Choice:
    design: str
    hits: tuple[Hit, ...]
    confidence: float


def find_design(text: PaperText) -> list[Suggestion]:
    """Return the design, its scheme, and a note where the paper is no primary study."""
    choice = _from_title(text) or _from_text(text)
    if choice is None:
        return []
    kind = "publication_kind" if choice.design in {"review", "protocol"} else "design"
    found = [suggest(kind, choice.design, choice.confidence, *(h.passage for h in choice.hits[:3]))]
    if choice.design in {"rct", "cluster_rct", "non_randomised"}:
        found += _schemes(text)
    return found


def _from_title(text: PaperText) -> _Choice | None:
    """Take the first design that the title names: its head comes before what it is set in."""
    found = [(hit.start, name, hit) for name, hit in _title_hits(text)]
    if not found:
        return None
    names = {name for _, name, _ in found}
    if "review" in names or "protocol" in names:
        name = "review" if "review" in names else "protocol"
        return _Choice(name, tuple(h for _, n, h in found if n == name), 0.95)
    _, name, hit = min(found, key=lambda f: (f[0], f[1]))
    if name == "control" and not any(_own(text, "randomised", "abstract", "methods")):
        return _Choice("non_randomised", (hit,), _WEAK)
    if name in {"randomised", "control"}:
        return _randomised(text, hit, "title")
    return _Choice(name, (hit,), _CONFIDENCE["title"])


def _title_hits(text: PaperText) -> list[tuple[str, Hit]]:
    scope = text.scope("title")
    found = [(n, h) for n, p in _PATTERNS.items() for h in scope.find(p)]
    return found + [(n, h) for n, p in _TITLE_ONLY.items() for h in scope.find(p)]


def _from_text(text: PaperText) -> _Choice | None:
    """Take a strong statement of the abstract or the methods before a weak one of either."""
    for read in (_strong, _weak):
        for part in ("abstract", "methods"):
            choice = read(text, part)
            if choice:
                return choice
    return None


def _strong(text: PaperText, part: Part) -> _Choice | None:
    randomised = _own(text, "randomised", part)
    other = _own(text, "non_randomised", part)
    if other and not _assigned(randomised):
        return _Choice("non_randomised", tuple(other), _CONFIDENCE[part])
    if randomised:
        return _randomised(text, randomised[0], part)
    for name in ("interrupted_time_series", "qualitative"):
        if said := _own(text, name, part):
            return _Choice(name, tuple(said), _CONFIDENCE[part])
    return None


def _weak(text: PaperText, part: Part) -> _Choice | None:
    control = _own(text, "control", part)
    for name in ("pre_post", "cross_sectional"):
        said = _own(text, name, part)
        if said and not control:
            return _Choice(name, tuple(said), _CONFIDENCE[part])
    return _Choice("non_randomised", tuple(control), _WEAK) if control else None


def _assigned(hits: list[Hit]) -> bool:
    """Say whether people or groups are said to have been assigned at random."""
    return any(re.search(r"assign|allocat|controlled trial|RCT", h.match[0], re.I) for h in hits)


def _own(text: PaperText, name: str, *parts: Part) -> list[Hit]:
    """Return what is said of this study: not of others, not of studies to come."""
    return [h for h in text.scope(*parts).find(_PATTERNS[name]) if _of_this_study(h)]


def _of_this_study(hit: Hit) -> bool:
    return hit.passage.part == "title" or not _OTHERS.search(hit.passage.words)


def _randomised(text: PaperText, hit: Hit, part: Part) -> _Choice:
    """Tell a cluster trial from one that randomises people."""
    scope = text.scope("title", "abstract", "methods")
    clusters = [h for h in scope.find(_CLUSTER) if _of_this_study(h)]
    clusters += [
        h
        for h in scope.find(_GROUPS_ASSIGNED)
        if _of_this_study(h) and not _PEOPLE.search(h.before + h.match[0])
    ]
    if clusters:
        return _Choice("cluster_rct", (clusters[0], hit), _CONFIDENCE[part])
    return _Choice("rct", (hit,), _CONFIDENCE[part])


def _schemes(text: PaperText) -> list[Suggestion]:
    found = []
    for name, pattern in _SCHEMES:
        hits = [
            h for h in text.scope("title", "abstract", "methods").find(pattern) if _of_this_study(h)
        ]
        if hits:
            found.append(suggest("design_scheme", name, _SCHEME, *(h.passage for h in hits[:2])))
    return found[:1]
