"""What a label of a table says beside its name: a statistic, a group's size, a time, a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.papers.times import Time, read_time

Statistic = Literal[
    "mean",
    "sd",
    "se",
    "ci",
    "median",
    "iqr",
    "range",
    "n",
    "percent",
    "events",
    "total",
    "p",
    "effect",
]

# A sign or word and the statistic it names. Order matters: longer names come first.
_WORDS: tuple[tuple[Statistic, str], ...] = (
    (
        "se",
        r"standard errors?(?: of the mean)?|s\.?e\.?m\.?(?![a-z])|std\.? ?err(?:or)?"
        r"|\bs\.?e\.?(?![a-z0-9])|\bSEs\b",
    ),
    (
        "sd",
        r"standard deviations?|std\.? ?dev(?:iation)?|\bs\.?d\.?(?![a-z0-9])|\bstd\b"
        r"|±\s?SD\b|\bSDs\b",
    ),
    (
        "ci",
        r"(?:9[059](?:\.\d)?\s?%\s?)?\bC\.?I\.?s?\b"
        r"|(?:9[059]\s?%\s?)?confidence (?:intervals?|limits?)|(?:9[059]\s?%\s?)\bCL\b",
    ),
    (
        "iqr",
        r"\bI\.?Q\.?R\.?\b|inter-?\s?quartile(?: range)?s?|quartiles?"
        r"|\bQ1\s?[-–,]\s?Q3\b|25th\s?[-–]\s?75th(?: percentiles?)?",
    ),
    ("median", r"\bmedians?\b|\bMdn\b|\bMd\b"),
    ("range", r"\branges?\b|\bmin\w*\s?[-–,/]\s?max\w*\b"),
    (
        "mean",
        r"(?i:\b(?:adjusted |estimated |estimated marginal |marginal |least[- ]squares? "
        r"|LS |EM)?(?:means?|averages?)\b)|\bM(?=\s*[(±,]|$)|^[Xχx]̄?$|\bLSM\b|\bEMMs?\b",
    ),
    ("percent", r"\bpercent(?:ages?)?\b|\bproportions?\b|(?<!\d)(?<!\d\s)%"),
    (
        "p",
        r"(?<!\w-)\bp(?:\s?[\s-]?\s?values?)?\b(?=\s*(?:$|[<=>(),;*†‡^\]]|for|between|within|vs|value))"
        r"|^sig\.?$|\bsignificance\b",
    ),
    (
        "events",
        r"^(?:number of |no\.? of )?(?:events?|frequenc(?:y|ies)|counts?"
        r"|cases)(?=\s*(?:\(|,|$))",
    ),
    ("total", r"\btotal n\b|\bn/N\b"),
    (
        "n",
        r"\bn(?=\s*(?:$|[(%,)\]/]))|^n$|^N$|\bNo\.?(?=\s*(?:$|\(|(?:of )?(?:patients"
        r"|participants|subjects)))|^numbers?$|\bnumber of (?:patients|participants"
        r"|subjects|people)\b|\bsample size\b",
    ),
)
_CASED = ("mean", "n")
_PATTERNS = tuple((s, re.compile(p, 0 if s in _CASED else re.IGNORECASE)) for s, p in _WORDS)
_EFFECT = re.compile(
    r"\b(?i:(?:mean |group |between[- ]group |treatment |intervention |risk |rate "
    r"|absolute |adjusted |"
    r"estimated )*(?:differences?|(?<!side )(?<!side-)(?<!adverse )effects?(?: sizes?)?"
    r"|reduction in risk)\b(?!\s*(?:from|since) baseline))"
    r"|\b(?i:odds|risk|hazard|rate|incidence rate)[- ](?i:ratios?)\b"
    r"|\b(?:a?OR|a?RR|a?HR|IRR|RD|SMD|WMD|MD|ES|ARR|NNT)\b"
    r"|\b(?i:cohen'?s?|hedges'?|eta|beta|vs\.?|versus)\b|η|\bβ\b|^[BbtFzZdrQU]$|^[tF]\s?\("
    r"|χ2|χ\^2|(?i:chi\b|chi-sq|\bdf\b|regression|coefficient|statistic\b|\br\^?2\b"
    r"|interaction|post[- ]hoc|"
    r"\banc?ova\b|(?<!pre)(?<!post)(?<!pre[- ])(?<!post[- ])\btest\b(?! (?:scores?|results?)))",
)
_ESTIMATE = re.compile(
    r"^(?:parameter )?est(?:\.|imates?)?$|^coeff?(?:icients?|s?\.?)$|(?-i:\bD[Ii]D\b)"
    r"|\bdiff\.?(?=\s|$)|^comparisons?\b",
    re.I,
)
_TOTAL_COLUMN = re.compile(
    r"^(?:total|all|overall|both groups|combined|entire|whole)\b(?: (?:sample|group"
    r"|patients|participants|subjects|population|cohort))?[\s(,:]*$",
    re.I,
)
_N = re.compile(
    r"[\[(,;:]?\s*\b[nN]\s*[=:]\s*(\d[\d,\u202f]*)(?:\s*(?:patients|participants"
    r"|subjects|people))?(?!\s*(?:men|women|males?|females?|boys|girls)\b)(?!\d)\s*[\])]?"
)
_N_SLASH = re.compile(r"[\[(,;:]?\s*\b[nN]\s*=\s*\d+\s*/\s*\d+\s*[\])]?")
_CHANGE = re.compile(
    r"\b(?:mean |absolute |percent(?:age)? )?(?:change[sd]?|improvements?"
    r"|reductions?|gains?|increases?|decreases?)\b"
    r"(?: scores?)?(?: (?:from|since|over|to|at|in|between)\b)?|Δ|\bdelta\b"
    r"|\bpre[-–]post difference\b|"
    r"difference (?:from|since) baseline",
    re.IGNORECASE,
)
_MARK = re.compile(r"\^([a-z0-9*†‡§¶#|,]{1,4})|([*†‡§¶#]{1,3})(?=\s|$|\))", re.I)
_GROUP_NAME = re.compile(r"\b(?:groups?|arms?)$", re.I)
_BULLET = re.compile(r"^(?:[•·▪●○◦■□‣∙➢✓*]+\s*|[-–—]\s+(?=[^\W\d]))")
_MOST_NESTED = 20  # brackets within brackets that are taken away
_TIDY = re.compile(r",(?=\s*,)|\([,;:±/\s]*\)|\[[,;:±/\s]*\]|±")
# Signs left hanging at an end are stripped, not searched for: a search would begin at each of them.
_HANGING_FIRST, _HANGING_LAST = ",;:±/)] \t\n", ",;:±/([ \t\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label taken apart.

    Attributes
    ----------
    printed : str
        As read.
    name : str
        What is left when statistic, size and marks are taken away; may be empty.
    statistics : tuple of str
        In the order printed: "Mean (SD)" gives mean, sd.
    n : int or None
        Size of a group printed in it.
    time : Time or None
        Where the label names one.
    change : bool
        Speaks of a change since an earlier time.
    effect : bool
        Speaks of a comparison or a test, not of one group.
    total : bool
        All groups together.
    marks : tuple of str
        Marks that point to notes.
    """

    printed: str
    name: str
    statistics: tuple[Statistic, ...] = ()
    n: int | None = None
    time: Time | None = None
    change: bool = False
    effect: bool = False
    total: bool = False
    marks: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def read_label(text: str) -> Label:
    """Take a label apart.

    Parameters
    ----------
    text : str
        A header's or a stub's text.

    Returns
    -------
    Label

    Examples
    --------
    >>> read_label("Exercise group (n = 35), mean (SD)").statistics
    ('mean', 'sd')
    """
    marks = tuple(m for found in _MARK.findall(text) for m in found if m)
    plain = _BULLET.sub("", _MARK.sub("", text).strip())
    rest = _N_SLASH.sub(" ", plain)
    n = None
    if found := _N.search(rest):
        n = int(re.sub(r"[,\u202f]", "", found[1]))
        rest = rest[: found.start()] + " " + rest[found.end() :]
    effect = bool(_EFFECT.search(rest))
    rest, statistics = statistics_in(rest)
    name = tidy(rest)
    change, time = _change_and_time(plain, rest, name)
    return Label(
        printed=text,
        name=name,
        statistics=statistics,
        n=n,
        time=time,
        change=change,
        effect=effect or "p" in statistics or bool(_ESTIMATE.search(name)),
        total=bool(_TOTAL_COLUMN.match(name)),
        marks=marks,
    )


def _change_and_time(plain: str, rest: str, name: str) -> tuple[bool, Time | None]:
    change = bool(_CHANGE.search(plain))
    time = read_time(rest)
    if _GROUP_NAME.search(name):
        # "3-day change group" is a group's name: neither a change nor a time of measurement
        return False, time if time and time.phase else None
    if change and time and time.phase == "baseline":
        # "change from baseline" is of the later time
        time = read_time(re.sub(r"(?:from|since) (?:the )?baseline", " ", rest, flags=re.I))
    return change, time


def statistics_in(text: str) -> tuple[str, tuple[Statistic, ...]]:
    """Return a text without its statistics' names, and these in order.

    Parameters
    ----------
    text : str
        A label, a caption or a note.

    Returns
    -------
    tuple of str and tuple of str
    """
    found: list[tuple[int, Statistic]] = []
    rest = text
    for statistic, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            found.append((match.start(), statistic))
        rest = pattern.sub(lambda m: " " * len(m[0]), rest)
    ordered = [s for _, s in sorted(found)]
    return rest, tuple(dict.fromkeys(ordered))


def tidy(text: str) -> str:
    """Return a text without empty brackets and hanging signs."""
    for _ in range(_MOST_NESTED):
        previous, text = text, re.sub(r"\s{2,}", " ", _TIDY.sub(" ", text)).strip()
        text = text.lstrip(_HANGING_FIRST).rstrip(_HANGING_LAST)
        if previous == text:
            break
    return text
