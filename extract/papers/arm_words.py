"""Words that name a group of a study: its tokens, its role, and what is never a group."""

from __future__ import annotations

import re

from extract.papers.model import Role
from extract.papers.stemming import stem

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: i for i, word in enumerate(_UNITS)},
    **{word: 10 * i for i, word in enumerate(_TENS, 2)},
    "hundred": 100,
    "thousand": 1000,
}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
# A whole number: digits with or without thousands separators, or words ("forty-two").
COUNT = rf"(?:\d{{1,3}}(?:[,\u202f]\d{{3}})+|\d+|(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*)"
# People (or animals), against wards, schools and other clusters.
PEOPLE = (
    r"(?:patients?|participants?|subjects?|individuals?|persons?|people|women|men|children|"
    r"infants?|adults?|volunteers?|students?|nurses?|physicians?|doctors?|residents?|workers?|"
    r"employees?|carers?|caregivers?|mothers?|adolescents?|rats?|mice|animals?|cases|members?|"
    r"respondents?|staff|teachers?|athletes?|players?|girls?|boys?|females?|males?|pairs?|"
    r"couples?|families|households?|learners?|trainees?|professionals?|eyes|teeth|specimens?|"
    r"samples|recipients|users|others?)"
)
_PLACES = (
    r"GPs|(?:general )?practitioners|practices|clinics?|hospitals|wards?|schools|classes|"
    r"classrooms|villages|clusters?|centres|centers|sites|communities|units|departments|teams|"
    r"nursing homes|care homes|facilities"
)
# Whole places, or those who treat, were assigned: their number is no number of people.
PLACES = re.compile(rf"\b(?:{_PLACES})\b", re.I)
# What a count may count other than people.
CLUSTERS = re.compile(
    rf"\b(?:{_PLACES}|sessions|weeks|days|months|years|minutes|hours|times|modules|trials|studies|"
    r"items|questions|blocks|doses|oocytes|embryos)\b",
    re.I,
)

# Articles, and nouns that every group shares.
_SHARED = frozenset(
    word
    for line in (
        "a an the of for to in on at by from as or and be is was were been with who which that",
        "this their its group arm condition treatment regimen regime cohort received receiving",
        "receive given assigned randomised randomized allocated underwent undergoing undergo only",
        "participant patient subject individual people person women woman men man children child",
        "volunteer student either respectively study trial allocation mean value both use using",
        "based administration administered therapy programme program",
        "mg ml kg μg µg mcg microgram milligram day per wk week daily",
    )
    for word in line.split()
)
# They tell a group only where nothing else does.
_AT_LAST = frozenset({"treatment", "therapy", "day", "daily"})
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_LETTERED = re.compile(
    r"\b(?:groups?|arms?|conditions?|cohorts?|treatments?|regimens?)[ -]?"
    r"([a-h]|[ivx]{1,3}|\d)\b(?!\s*(?:mg|ml|h|%|x|week|month|day))",
    re.I,
)
_SAME = (
    (re.compile(r"\bwait(?:ing)?[ -]?list(?:ed)?\b|\bdelayed[ -]\w+", re.I), " waitlist "),
    (
        re.compile(
            r"\b(?:usual|routine|standard|conventional|normal)[ -]"
            r"(?:\w+[ -])?(?:care|treatment|management|practice)\b"
            r"|\b(?:treatment|care)[ -]as[ -]usual\b|\bTAU\b",
            re.I,
        ),
        " usual ",
    ),
    (
        re.compile(r"\b(intra|anti|multi|trans|peri|hyper|hypo|extra|ultra)[- ](?=[a-z])", re.I),
        "\\1",
    ),
    (re.compile(r"\bun(treated|trained|supervised)\b", re.I), r" no \1 "),
    (re.compile(r"\b(?:without|not|non)\b[ -]?", re.I), " no "),
    (re.compile(r"\bcontrols\b|\bcontrolled\b|\bcomparison\b|\bcomparator\b", re.I), " control "),
    (re.compile(r"\binterventions?\b|\bexp\b", re.I), " intervention "),
    (re.compile(r"\b[EI]G\b"), " intervention "),
    (re.compile(r"\b(?:Con|CON|Ctrl?|CTRL?|CG)\b"), " control "),
    # a dose or a time set tight in a name: "AB48W", "XY200mg"
    (re.compile(r"\b([A-Za-z]{1,5})(\d+)(?:w|wks?|d|mo?|mg|g|h)\b", re.I), r" \1 \2 "),
    (re.compile(r"\bplus\b|\+|\bcombined with\b|\bin combination with\b", re.I), " + "),
)
# "The second group", "first study arm": the number that other places print as a mark.
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_ORDINAL = re.compile(
    r"^\W*(?:the )?(first|second|third|fourth) (?:(?:study|treatment) )?(?:group|arm)\b", re.I
)
_TOKEN = re.compile(r"group:\w+|\d+(?:\.\d+)?|[^\W\d_]+(?:\d+)?|\+")

# "Non-invasive" is a kind of treatment, "non-treated" the lack of it.
_KIND_OF = re.compile(r"\bnon[- ]?(?!treat|interv|exerc|train|expos|suppl)\w{4,}", re.I)
_COMPARATOR = re.compile(
    r"\b(?:controls?|placebos?|sham|waitlist|usual|comparison|comparator|no|dummy|attention|"
    r"inactive|untreated|neutral|vehicle)\b",
    re.I,
)
_INTERVENTION = re.compile(
    r"\b(?:interventions?|experimental|active|treated|exposed|training|treatment group)\b", re.I
)
_LESS = re.compile(r"\b(?:alone|only|without|not? (?!less|more))\b", re.I)
_MORE = re.compile(
    r"\+|\bplus\b|^\W*with\b|\b(?:combined|combination|together|along) with\b|"
    r"\bin addition to\b|\badded to\b|\bfollowed by\b",
    re.I,
)
_NO_ARM = re.compile(
    r"^(?:%.*|total|all|overall|whole|entire|combined|p|p[ -]?values?|sig\w*|statistical\w*|"
    r"differences?|diff|effects?|"
    r"effect sizes?|ci|\d+ ?% ?ci|mean|means|sd|se|sem|baseline|endline|midline|pre|post|"
    r"pre\w*test|post\w*test|"
    r"pre-?\w+|post-?\w+|before|after|weeks?|months?|days?|change|changes|follow-?up|or|rr|hr|md|"
    r"n|no\.?(?=\W*$|\W+of\b)|number|median|iqr|characteristics?|variables?|items?|scores?|males?|females?|men|women|"
    r"boys|girls|reference\w*|range|yes|no(?=\W*$)|t|f|df|z|r|b|β|chi\w*|statistics?|between|within|"
    r"estimates?|values?|drop-?outs?|u|boys?|girls?|departments?|evaluation|mcnemar|completers?|"
    r"non-?(?:complet|respond|adher|remitt)\w+|odds|risk|hazard|adjusted|unadjusted|"
    r"crude|model|time|test|measures?|outcomes?|parameters?|test statistics?|units?|variance|"
    r"standard (?:deviation|error)|confidence|events?|absolute|relative|incidence|percent\w*|"
    r"frequency|cohen\w*|regression|coefficients?|correlation|first|second|third|last|session|"
    r"visit|year|years|age|sex|gender|ratio|interaction|domain|subscale|question|category|"
    r"subgroups?|had|has|did|does|is|are|was|were|responders?|respondents|participants?|patients|"
    r"subjects|sample|population|"
    r"general population|norms?|national|figure|table|study|source|level|dropouts?|main effect)\b",
    re.I,
)
_VERSUS = re.compile(
    r"\bvs?\.(?!\w)|\b(?:vs|versus|minus|compared)\b|×|p[ -]?values?|\bdifferences?\b|\bCI\b|"
    r"\beffects?\b",
    re.I,
)


def count_value(text: str) -> int | None:
    """Return the whole number that digits or English words spell; None for anything else."""
    plain = re.sub(r"[,\u202f]", "", text.strip())
    if plain.isdigit():
        return int(plain)
    total = part = 0
    words = [w for w in re.split(r"[ -]+", plain.lower()) if w != "and"]
    if not words or any(w not in _VALUES for w in words):
        return None
    for word in words:
        value = _VALUES[word]
        if value == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif value == 100:
            part = max(part, 1) * 100
        else:
            part += value
    return total + part


def arm_tokens(text: str) -> tuple[str, ...]:
    """Return the telling words of a name, in order; "group A" and "Group 1" are one token each."""
    found: list[str] = []

    def lettered(match: re.Match[str]) -> str:
        mark = match[1].lower()
        found.append(f"group:{_ROMAN.get(mark, mark)}")
        return " "

    plain = _ORDINAL.sub(lambda m: f" group {_ORDINALS[m[1].lower()]} ", text)
    rest = _LETTERED.sub(lettered, re.sub(r"\^\S+", " ", plain))
    for pattern, word in _SAME:
        rest = pattern.sub(word, rest)
    for token in _TOKEN.findall(rest.lower()):
        if token not in _SHARED and token.removesuffix("s") not in _SHARED:
            found.append(stem(token))
    return tuple(dict.fromkeys(found)) or tuple(
        dict.fromkeys(t for t in _TOKEN.findall(rest.lower()) if t in _AT_LAST)
    )


def role_of(text: str) -> Role | None:
    """Return the role that the words of a name tell; None where they do not."""
    plain = _KIND_OF.sub(" ", text)
    for pattern, word in _SAME:
        plain = pattern.sub(word, plain)
    if _COMPARATOR.search(plain):
        return "comparator"
    return "intervention" if _INTERVENTION.search(plain) else None


def added_to(text: str) -> int:
    """Return 1 for what adds to something ("A + B", "with B"), -1 for "A alone", else 0."""
    if _LESS.search(text):
        return -1
    return 1 if _MORE.search(text) else 0


def may_name_arm(text: str) -> bool:
    """Whether the words of a header or sentence could name a group at all."""
    plain = text.strip(" *,.;:()[]")
    if not 0 < len(plain) <= 160 or not re.search(r"[A-Za-z]", plain):
        return False
    if re.match(r"(?:within|between|both|all|each|either|study|two|three)\b", plain, re.I):
        return False
    if _NO_ARM.match(plain) and not re.search(r"\b(?:group|arm)s?\b", plain, re.I):
        return False
    return not _VERSUS.search(plain) and bool(arm_tokens(plain))
