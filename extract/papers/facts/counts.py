"""How many were randomised and analysed in all, and how alike members of a cluster were."""

from __future__ import annotations

import re

from extract.papers.facts.text import Hit, PaperText, Part, suggest
from extract.papers.model import Suggestion

_SPELT = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SPELT_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: n for n, word in enumerate(_SPELT.split(), 1)}
_TENS = {word: 10 * n for n, word in enumerate(_SPELT_TENS.split(), 2)}
_WORD = rf"(?:{'|'.join([*_UNITS, *_TENS, 'hundred', 'thousand', 'and'])})"
_NUMBER = (
    rf"(?P<n>\d{{1,3}}(?:[, ]\d{{3}})+(?!\d)|\d+(?![.\d%/-])|\b(?!and ){_WORD}(?:[- ]{_WORD})*)"
)
_CHANCE = r"(?:randomi[sz]ed|randomly (?:assigned|allocated|divided|distributed|split))"
# "92 patients were randomised", "92 patients (45 women) were enrolled and randomised"
_RANDOMISED = (
    re.compile(
        rf"(?<![\d.,=–-])(?<!n )(?<!age ){_NUMBER} (?P<who>[a-z][\w'’-]*(?: [\w'’-]+){{0,5}}?)"
        rf"(?: \([^()]*\)| with [\w' -]{{1,60}}| aged [\w' –-]{{1,40}})?,? (?:were|was)"
        rf"(?: (?:\w+ly|then|recruited|enrolled|included|eligible|and|therefore)){{0,4}} {_CHANCE}",
        re.I,
    ),
    re.compile(rf"\b{_CHANCE} (?:a total of )?{_NUMBER} (?P<who>[a-z][\w' -]{{2,40}})", re.I),
    re.compile(
        r"\b(?P<who>participants|patients|subjects|nurses|physicians|women|staff) \(?[nN] ?= ?"
        rf"(?P<n>\d+)\)? (?:were|was)(?: \w+ly| then)? {_CHANCE}",
        re.I,
    ),
    re.compile(rf"\b(?P<who>){_CHANCE} \([nN] ?= ?(?P<n>\d+)\)", re.I),
    re.compile(
        rf"\bof (?:these|whom|which|them),? {_NUMBER}(?P<who>)(?: \([^()]*\))? (?:were|was)"
        rf"(?: \w+ly| then| enrolled and| included and)? {_CHANCE}",
        re.I,
    ),
)
_ANALYSED = (
    re.compile(
        rf"(?<![\d.,=–-]){_NUMBER} (?P<who>[a-z][\w'’-]*(?: [\w'’-]+){{0,5}}?)(?: \([^()]*\))? "
        r"(?:were|was)(?: \w+ly| finally| thus)? (?:included in|available for|eligible for"
        r"|analy[sz]ed|used (?:in|for))(?: the| final| primary| main| our| all| statistical| data"
        r"| full| ITT| intention-to-treat)* ?(?:analys[ei]s|\b(?=[.,;)])|as|for|in\b)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<who>)(?:analys[ei]s|final sample|analytic sample) (?:included|comprised"
        rf"|consisted of|was based on|of) (?:a total of |data (?:from|of) )?{_NUMBER} [a-z]",
        re.I,
    ),
)
_RANDOM_CUE = re.compile(r"\brandom", re.I)
_ANALYSIS_CUE = re.compile(r"\banaly|\bsample\b", re.I)
# One arm only: "39 carers randomised to the training group".
_ONE_ARM = re.compile(r"^ (?:in)?to (?:the |an? )?(?!one of|two|three|either)[^.;]{1,60}", re.I)
_BOTH = re.compile(r"\b(?:or|and|vs|versus|either|two|three|four|each|groups|arms)\b|,", re.I)
_PLANNED = re.compile(
    r"\b(?:power|sample size|required|needed|planned|aimed|target|anticipat\w+|expected|drop-?out"
    r" rate of|would be)\b",
    re.I,
)
_CLUSTERS = re.compile(
    r"\b(?:hospitals|wards|units|clinics|practices|cent(?:re|er)s|schools|preschools|sites"
    r"|facilities|homes|teams|departments|districts|villages|clusters|workplaces)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:participants?|patients?|subjects?|volunteers?|individuals?|people|persons?|wom[ae]n|m[ae]n"
    r"|child(?:ren)?|adolescents|adults|infants|students?|nurses?|physicians?|doctors?|residents?"
    r"|staff|employees|workers|professionals|clinicians|care ?givers|carers|midwives|practitioners"
    r"|respondents|mothers|fathers|pairs|couples|famil(?:y|ies)|members|interns|trainees|teachers"
    r"|therapists|surgeons|faculty|providers|boys|girls|personnel|assistants|technicians"
    r"|pharmacists|managers|leaders|cases|households|dyads|pupils)\b",
    re.I,
)
_NOT_FIRST = re.compile(r"^(?:in|on|at|from|for|with|to|per|or|and|of|groups?|arms?)\b", re.I)
# "from four universities", "in each of the 48 sites, 12 men"
_PART_OF = re.compile(
    r"(?<!total )(?<!number )\b(?:from|in|at|of|within|across|by|into) (?:the )?$|\beach\b.{0,25}$",
    re.I,
)
_ICC = re.compile(
    r"\b(?:intra-?(?:class|cluster)|ICC)\b[^.;]{0,60}?(?:of|=|was|were|is|:|at)? ?"
    r"(?P<n>(?:0|1)?\.\d+)",
    re.I,
)
_RELIABILITY = re.compile(
    r"\b(?:reliab\w+|test-retest|inter-?rater|intra-?rater|agreement|reproducib\w+|consisten\w+)\b",
    re.I,
)
_CLUSTERED = re.compile(
    r"\bcluster|design effect|sample size|within|between[- ](?:ward|unit|site)|level|random effect",
    re.I,
)
_DESIGN_EFFECT = re.compile(
    r"\b(?:design effect|variance inflation factor|inflation factor)[^.;]{0,40}?(?:of|=|was|:) ?"
    r"(?P<n>[1-9]\d?(?:\.\d+)?)",
    re.I,
)
# Shares right among those found in the development papers, read one by one (November 2026).
_FROM_ABSTRACT = 0.9
_FROM_TEXT = 0.75
_ORDER: tuple[tuple[Part, ...], ...] = (("abstract",), ("results",), ("methods", "body"))


def find_counts(text: PaperText) -> list[Suggestion]:
    """Return numbers randomised and analysed; per-arm numbers stand with the arms."""
    return [
        *_total(text, _RANDOMISED, "n_randomised"),
        *_total(text, _ANALYSED, "n_analysed"),
        *_clustering(text),
    ]


def as_number(words: str) -> int | None:
    """Return a whole number printed in digits or in words."""
    plain = re.sub(r"[, ](?=\d{3})", "", words.strip())
    if plain.isdigit():
        return int(plain)
    total, part = 0, 0
    for word in re.split(r"[\s-]+", words.casefold()):
        if word == "and" or not word:
            continue
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word in _UNITS or word in _TENS:
            part += _UNITS.get(word) or _TENS[word]
        else:
            return None
    return total + part or None


def _total(text: PaperText, patterns: tuple[re.Pattern[str], ...], field: str) -> list[Suggestion]:
    """Return the largest number of the first part of the paper that gives one."""
    cue = _RANDOM_CUE if field == "n_randomised" else _ANALYSIS_CUE
    for parts in _ORDER:
        scope = text.scope(*parts).with_words(cue)
        found = [
            (n, hit)
            for pattern in patterns
            for hit in scope.find(pattern)
            if (n := as_number(hit.match["n"])) and n > 3 and _is_total(hit)
        ]
        if found:
            n, hit = max(found, key=lambda f: f[0])
            sure = _FROM_ABSTRACT if parts == ("abstract",) else _FROM_TEXT
            if len({n for n, _ in found}) > 1:
                sure -= 0.15
            name = "n_clusters_randomised" if _of_clusters(hit, field) else field
            return [suggest(name, str(n), sure, hit.passage)]
    return []


def _of_clusters(hit: Hit, field: str) -> bool:
    who = hit.match["who"]
    return field == "n_randomised" and bool(_CLUSTERS.search(who)) and not _PEOPLE.search(who)


def _is_total(hit: Hit) -> bool:
    who = hit.match["who"]
    if _PLANNED.search(hit.passage.words) or _NOT_FIRST.search(who) or _PART_OF.search(hit.before):
        return False
    if who and not (_PEOPLE.search(who) or _CLUSTERS.search(who)):
        return False
    arm = _ONE_ARM.match(hit.after)
    return not (arm and not _BOTH.search(arm[0]))


def _clustering(text: PaperText) -> list[Suggestion]:
    scope = text.scope("abstract", "methods", "results", "body")
    found = []
    for field, pattern in (("icc", _ICC), ("design_effect", _DESIGN_EFFECT)):
        hits = [
            h
            for h in scope.find(pattern)
            if field != "icc"
            or (_CLUSTERED.search(h.passage.words) and not _RELIABILITY.search(h.passage.words))
        ]
        if hits:
            found.append(suggest(field, hits[0].match["n"], _FROM_TEXT, hits[0].passage))
    return found
