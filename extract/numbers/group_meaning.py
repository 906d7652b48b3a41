"""What a value of a group is: a mean, a median, a change, a share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from extract.numbers.expressions import Expression, SpreadKind

Meaning = Literal["mean", "median", "events", "percent", "change"]

_PEOPLE = r"\s?(?:of\s(?:the\s|all\s)?\w+|patients|participants|subjects|women|men|children)"
_DOWN = (
    r"decreas\w+|reduc\w+|declin\w+|fell|fallen|falls?(?=\s(?:in|of|by)\b)|drop\w*|lost|loss\w*|"
    r"lower(?:ed|ing)"
)
_UP = r"increas\w+|rose|ris(?:es|ing|en)|gain\w*|improv\w+|grew"
_CHANGE_VERB = re.compile(
    rf"\b(?P<verb>{_DOWN}|{_UP}|chang\w+)\b[^;]{{0,140}}?\b(?:by|of)\s(?:an?\s)?(?:(?:mean|average|median|total|further)\s)*(?:of\s)?$"
    rf"|\b(?P<verb2>{_DOWN}|{_UP}|changed)\s(?:only\s|by\s)?(?:an?\saverage\s(?:of\s)?)?$",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"(?<!not )(?<!blood )\b(?:changes?|reductions?|decreases?|increases?|improvements?|"
    r"declines?|gains?|loss(?:es)?|drops?|differences?\sfrom\sbaseline)\b",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\s?(?:mean\s|average\s)?(?:increase|decrease|reduction|improvement|decline|gain|loss|drop)\b"
)
_BY_A_MEAN = re.compile(
    rf"\b(?:{_DOWN}|{_UP}|changed)\s(?:\w+\s)?by\san?\s(?:mean|average|median)\b", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:was|were|resulted|had|has|have|while|whereas|but)\b")
# Numbers of these are no value of one group.
_NO_VALUE = re.compile(
    r"\b(?:ratios?|odds|hazards?|correlat\w+|coefficients?|effect sizes?|estimates?|"
    r"interaction|slopes?|relative risk|rho|kappa|between-group|p[- ]?values?)\b[^;]*$",
    re.IGNORECASE,
)
# A number behind these is no value of a group, unless each group has one: "differences between
# A (12) and B (14)".
_DIFFERENCE = re.compile(
    r"\bdifferences?\s(?:between|in|among|across)\b(?!.*[(\[](?:mean|median|average)\b)[^;]*$",
    re.IGNORECASE,
)
# "the percentage of those who lost weight was 44%"
_SHARE_OF = re.compile(
    r"\b(?:percentages?|proportions?|rates?|incidences?|prevalences?|frequenc(?:y|ies)|shares?)\b"
    r"(?!.*\b(?:increas|decreas|declin|reduc|ris|rose|fell|drop|chang|improv|gain)\w*\s(?:by|of|"
    r"from)\b)",
    re.IGNORECASE,
)
COUNTED = (
    r"\s(?:[a-z-]+\s)?(?:patients|participants|subjects|women|men|children|infants|"
    r"students|nurses|cases|people)\b"
)
# Right before a number that is a change; a bare whole number may else count people.
_SAID = re.compile(r"\b(?:by|of|was|were|average|mean|median)\s*$", re.IGNORECASE)
_EXTREME = re.compile(
    r"\b(?:max(?:imum|imal)?|min(?:imum|imal)?|total|sum|ranged?)\b", re.IGNORECASE
)
# "mean 3.4 per nurse, and 139": another number stands between the word and the value.
_PASSED = re.compile(
    r"\b(?:mean|average|median)\b(?!.*\b(?:mean|average|median)\b).*(?<![\w-])\d", re.IGNORECASE
)
_SCORES = re.compile(r"\bscor(?:es?|ed)\b", re.IGNORECASE)
# "mean time (median time) was 36 h (24 h)"
_BESIDE = re.compile(r"(?<=\w)\s\((?:means?|medians?)\s[^()]*\)")
_NEAR = 40  # characters
_CENTRE = re.compile(r"\b(mean|average|median|mdn|M)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?:±|\+/-|\+-|\(|,|\[|and|or)\s?"
    r"(SD|SEM?|S\.D\.|S\.E\.M?\.?|standard deviations?|standard errors?)\b",
    re.IGNORECASE,
)


def spread_kind_of(texts: Iterable[str]) -> SpreadKind | None:
    """Return what stands behind "±" and in bare brackets, where a text says so in one way only.

    Parameters
    ----------
    texts : iterable of str
        Sentences: "mean ± SD", "mean (standard error)".
    """
    kinds: Counter[SpreadKind] = Counter()
    for text in texts:
        for match in _ANNOUNCED.finditer(text):
            low = match[1].lower().replace(".", "")
            kinds["se" if low.startswith("se") or "error" in low else "sd"] += 1
    return next(iter(kinds)) if len(kinds) == 1 else None


def meaning_of(
    value: Expression, before: str, after: str, *, pair: bool, against: bool = False
) -> Meaning | None:
    """Return what a value is; None where the words do not say.

    Parameters
    ----------
    value : Expression
    before : str
        Words between the last values and this one.
    after : str
        Words right behind it.
    pair : bool
        One of "from 24 to 20": then it is no change itself.
    against : bool
        Another group has a value in the same place.
    """
    if value.shape in ("fraction", "count") or value.value.isalpha():
        return "events"
    if value.shape == "plain" and re.match(COUNTED, after) and value.value.isdigit():
        return "events"
    if _NO_VALUE.search(before) or (not against and _DIFFERENCE.search(before)):
        return None
    changes = not pair and bool(_CHANGE_VERB.search(before) or _CHANGE_AFTER.match(after))
    changes = changes or (value.shape == "percent" and value.value[0] in "+-")
    changes = changes or (not pair and value.value[0] in "+-" and _has_changed(before))
    if value.shape == "percent" or (value.unit == "%" and len(value.spread) == 2):
        return _percent(before, after, changes=changes, pair=pair)
    if value.label == "M":
        return "mean"
    if changes or (not pair and _is_change(f"{before} {value.label}")):
        whole = value.shape == "plain" and value.value.isdigit() and not value.unit
        return None if whole and not _SAID.search(before) else "change"
    centre = _CENTRE.findall(f"{_BESIDE.sub('', before)} {value.label}")
    if value.spread_kind == "iqr" or (centre and centre[-1].lower() in ("median", "mdn")):
        return "median"
    if value.shape == "plain" and not value.label and _PASSED.search(before):
        return None
    scored = "." in value.value and _SCORES.search(f"{before} {after[:_NEAR]}") is not None
    if centre or scored:
        return "mean"
    return "mean" if value.spread and not _EXTREME.search(before) else None


_SHORT = 60  # characters


def goes_on(value: Expression, ahead: str) -> bool:
    """Tell whether a value may be what the one before it was: "(a vs b) and for anger (c vs d)"."""
    if value.shape not in ("plain", "mean") or (value.shape == "plain" and "." not in value.value):
        return False
    short = len(" ".join(ahead.split())) <= _SHORT
    return short and not (_NO_VALUE.search(ahead) or _DIFFERENCE.search(ahead))


def _is_change(before: str) -> bool:
    """Tell whether the words speak of a change, and of no plain mean after it."""
    if _BY_A_MEAN.search(before):
        return True
    nouns = list(_NOUNS.finditer(before))
    if not nouns:
        return False
    rest = before[nouns[-1].end() :]
    centres = list(_CENTRE.finditer(rest))
    return not centres or _VERB.search(rest[: centres[-1].start()]) is None


def _percent(before: str, after: str, *, changes: bool, pair: bool) -> Meaning | None:
    if re.match(_PEOPLE, after):
        return "percent"
    if changes:
        return "change"
    if not pair and _NOUNS.search(before):
        return "percent" if _SHARE_OF.search(before) else None
    centre = _CENTRE.findall(before)
    if centre and not _PASSED.search(before):
        return "median" if centre[-1].lower() in ("median", "mdn") else "mean"
    return "percent"


_DIRECTIONS = re.compile(
    rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP})|(?P<neutral>chang\w+))\b", re.IGNORECASE
)


def _has_changed(before: str) -> bool:
    """Tell "stress fell (A: -4.5": a word of change, and no mean after it."""
    said = list(_DIRECTIONS.finditer(before))
    return bool(said) and _CENTRE.search(before, said[-1].end()) is None


def direction_of(before: str) -> Literal["up", "down"] | None:
    """Return which way the last word of change before a value points; "improved" points nowhere."""
    found: Literal["up", "down"] | None = None
    for match in _DIRECTIONS.finditer(before):
        better = match[0].lower().startswith("improv")
        said: Literal["up", "down"] | None = "down" if match["down"] else "up"
        found = None if better or match["neutral"] else said
    return found
