"""Values as sentences print them: "24.1 ± 3", "12/40 (30%)", "18.0 kg (95% CI 16.2 to 19.8)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extract.numbers.tokens import NUMBER_WORDS, UNSIGNED, value_of

Shape = Literal["fraction", "count", "percent", "mean", "plain"]
SpreadKind = Literal["sd", "se", "ci", "iqr", "range"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A value in a sentence; numbers as printed.

    Attributes
    ----------
    shape : str
        ``fraction`` 12/40, ``count`` 12 (30%), ``percent`` 30%, ``mean`` any number with a
        spread, ``plain`` a number alone.
    value : str
        The first number: events, percentage, mean.
    of : str or None
        Denominator of a fraction.
    percent : str or None
        Percentage beside a count or fraction.
    spread : tuple of str
        One number (SD, SE) or two (interval, range).
    label : str
        Words in front that name the number, such as "M" or "median".
    unit : str
        Behind the number.
    """

    shape: Shape
    start: int
    end: int
    value: str
    of: str | None = None
    percent: str | None = None
    spread: tuple[str, ...] = ()
    spread_kind: SpreadKind | None = None
    label: str = ""
    unit: str = ""


# Not after a letter, a raised sign, "±" or a range; not "2nd", "2a", "48-week".
_NUM = (
    r"(?<![\w.^/±])(?<!±\s)(?<!\d,)(?<![A-Za-z\d)%][-–])(?:(?<=[(\[])[-+]\s|[-+])?"
    rf"{UNSIGNED}(?!\d|\.\d|,\d|st\b|nd\b|rd\b|th\b|[a-fA-F]\b|-(?![\d.]))"
)
_INT = r"(?<![\w.^/-])(?<!\d,)(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w.]*\d|-(?![\d.])|\s?%)"
_WORD = "|".join(
    sorted(NUMBER_WORDS.keys() - {"no", "none", "zero"}, key=lambda word: (-len(word), word))
)
_COUNT = rf"(?:{_INT}|(?<![\w-])(?i:{_WORD})(?![\w-]))"
_PER = r"(?:24\s?h(?:r|ours)?\b|[A-Za-zμ\d^²]{1,8})"
_UNIT = (
    rf"(?:\s?%|\s?(?:mm ?Hg|kg/m\^?2|[A-Za-zμ]{{1,6}}/{_PER}(?:/{_PER})?|[mkμn]?g|[mμd]?[lL]|"
    r"[cmk]?m\^?[23]?|s(?:ec(?:onds?)?)?|min(?:utes?)?|ms|h(?:ours?|rs?)?|days?|weeks?|months?|"
    r"years?|points?|kcal|kJ|k?Pa|bpm|degrees?|times per (?:day|week)|mmol|[μnm]?mol|D|dB|mV|pg|"
    r"ng|IU|U)(?![\w/-]))?"
)
_SD = r"SDs?|S\.D\.|s\.d\.|SE|SEM|S\.E\.(?:M\.)?|s\.e\.m?\.?|standard (?:deviations?|errors?)|IQR"
_CI = (
    r"(?:\d\d\s?%?\s?-?)?(?:CI|confidence intervals?)|IQR|inter-?quartile range|"
    r"[Rr]anges?|[Rr]anging from"
)
_TO = r"\s?%?\s?(?:to|–|—|-|,|;|and)\s?"
_OPEN, _CLOSE = r"\s?[(\[]\s?", r"\s?[)\]]"
_AND_OPEN = r"\s?[(\[,;]\s?[(\[]?\s?"
_PERCENT = rf"(?P<pct>{_NUM})\s?%"
_PCT = rf"[(\[,;=:]?\s?(?:or\s)?[(\[]?\s?{_PERCENT}\s?[)\]]?"
_LABEL = r"(?P<label>\b(?:[Mm]eans?|M|[Mm]edians?|Mdn|[Aa]verages?)\b[\s=:]{1,3})?"
_M = rf"{_LABEL}(?P<m>{_NUM})(?P<unit>{_UNIT})"
_S = rf"(?P<s>{UNSIGNED})(?:{_UNIT})(?:\s*[)\]])?"
_BOUNDS = rf"(?P<lo>{_NUM}){_TO}(?P<hi>[-+]?{UNSIGNED})(?:{_UNIT})"
_NOUNS = r"(?:\s[a-z][a-z-]+){0,3}?"
_OF = r"(?:/|(?:out )?of)"
_OUT_OF = r"\s(?:(?:out\s)?of|among)\s(?:the\s|a\stotal\sof\s)*"
_END_OF_SHARE = r"(?![\d.]|\s?[/%])"
# The interval of a share, which no column takes.
_SHARE_CI = (
    rf"(?:\s?[(\[,;]\s?(?:\d\d\s?%?\s?-?CI\s?[:=,]?\s?)?{UNSIGNED}\s?%?\s?(?:to|–|-)\s?"
    rf"{UNSIGNED}\s?%?\s?[)\]])?"
)

_COUNTED_IN = (
    r"(?:[a-z-]+\s)?(?:patients?|participants?|subjects?|wom[ae]n|m[ae]n|child(?:ren)?|infants?|"
    r"students?|nurses?|physicians?|cases?|people|persons?)|in|on|from|among|treated|receiving|given"
)

_SHAPES: tuple[tuple[Shape, str], ...] = (
    # 30% (12/40)
    (
        "fraction",
        rf"{_PERCENT}\s?[(\[,;]\s?(?:n\s?=\s?)?(?P<a>{_INT})\s?{_OF}\s?"
        rf"(?P<b>\d+)(?!\s?[/%.\d])\s?[)\]]?",
    ),
    # 12/40 patients (30%)
    (
        "fraction",
        rf"(?P<a>{_INT})\s?/\s?(?P<b>\d+)(?:\s[a-z][a-z-]+){{1,2}}{_OPEN}{_PERCENT}{_CLOSE}",
    ),
    # 12/40 (30%); 12 of the 40 patients (30%); 12 (out of 40, 30%)
    ("fraction", rf"(?P<a>{_INT})\s?/\s?(?P<b>\d+){_END_OF_SHARE}(?:\s?{_PCT}{_SHARE_CI})?"),
    ("fraction", rf"(?P<a>{_COUNT}){_OUT_OF}(?P<b>{_COUNT})(?:{_NOUNS}\s?{_PCT}{_SHARE_CI})?"),
    ("count", rf"{_PERCENT}\s?[(\[,]\s?n\s?=\s?(?P<a>\d+){_CLOSE}"),
    (
        "fraction",
        rf"(?P<a>{_INT}){_OPEN}(?:out\s)?of\s(?P<b>{_INT})(?:\s?[,;]\s?{_PERCENT})?{_CLOSE}",
    ),
    # 12 patients (30%); n = 12, 30%
    (
        "count",
        rf"(?<!of\s)(?:n\s?=\s?)?(?<!of\s)(?P<a>{_COUNT}){_NOUNS}{_OPEN}{_PERCENT}{_CLOSE}",
    ),
    ("count", rf"(?<![\w])n\s?=\s?(?P<a>\d+)\s?[,;]\s?{_PERCENT}"),
    # 24.1 ± 3; 24.1 (SD 3); 24.1 (95% CI 20 to 28); 24.1 (20 to 28); 24.1 (3)
    ("mean", rf"{_M}\s?[(\[]?\s?(?:±|\+/-|\+-)\s?(?:(?P<kind>{_SD})\s)?{_S}"),
    ("mean", rf"{_M}{_AND_OPEN}(?P<kind>{_SD})\s?[=:,]?\s?{_S}"),
    (
        "mean",
        rf"{_M}{_AND_OPEN}(?P<label2>{_CI})\s?(?:was|of)?\s?[=:,;]?\s?[(\[]?\s?"
        rf"{_BOUNDS}\s?[)\]]?",
    ),
    ("mean", rf"{_M}{_OPEN}{_BOUNDS}[\s,;]*[)\]](?:/\d+\s?[a-z]{{1,3}}\b)?"),
    ("mean", rf"{_M}{_OPEN}(?P<s>{UNSIGNED})(?:\s?%|(?P=unit))?{_CLOSE}"),
    ("percent", rf"(?P<pct>{_NUM})\s?(?:%|per ?cent\b)"),
    ("plain", rf"(?<!=)(?<!=\s){_M}(?!\s?[–—-]\s?[\d.])"),
    # two patients in ...; one in ...; not "two patients (2/40)"
    (
        "plain",
        rf"(?<![\w-])(?P<m>(?i:{_WORD}))(?=\s(?:{_COUNTED_IN})\b)(?!{_NOUNS}{_OPEN}\d)",
    ),
)
# Two patients in ...; one in ...
COUNT_IN_LETTERS = re.compile(
    rf"(?<![\w-])(?:{_WORD})\s(?:{_COUNTED_IN})\b|\bof\s(?:{_WORD})\b", re.I
)
_FORMS = tuple((shape, re.compile(form)) for shape, form in _SHAPES)
# The two halves may differ by rounding, and a little by how a paper counts the missing.
TOLERANCE = 1.0
_LIST = re.compile(r"\s?(?:,\s?(?:and\s)?|and\s|or\s|vs\.?\s|versus\s)")


def expressions(text: str) -> tuple[Expression, ...]:
    """Return the values of a text in order, the longest reading of each.

    Parameters
    ----------
    text : str
        A sentence in which what is no value (times, tests, p values) is blank.
    """
    found: list[Expression] = []
    taken: list[tuple[int, int]] = []
    for shape, form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            if (expression := _expression(shape, match)) is not None:
                found.append(expression)
    found.sort(key=lambda e: e.start)
    return tuple(_listed_percent(e, found[i + 1 :], text) for i, e in enumerate(found))


def _listed_percent(value: Expression, later: list[Expression], text: str) -> Expression:
    """Read the 36 of "36 and 23%" as a percentage."""
    if value.shape != "plain" or value.unit:
        return value
    at = value.end
    for other in later:
        if not _LIST.fullmatch(text, at, other.start):
            return value
        if other.shape == "percent":
            return replace(value, shape="percent")
        at = other.end
    return value


def _expression(shape: Shape, match: re.Match[str]) -> Expression | None:
    part = match.groupdict()
    end = len(match[0].rstrip()) + match.start()
    if shape in ("fraction", "count"):
        return _share(shape, part, match.start(), end)
    if shape == "percent":
        return Expression(shape=shape, start=match.start(), end=end, value=part["pct"])
    spread = tuple(x for x in (part.get("s"), part.get("lo"), part.get("hi")) if x)
    if len(spread) == 2 and value_of(spread[0]) > value_of(spread[1]):
        return None
    return Expression(
        shape=shape,
        start=match.start(),
        end=end,
        value=part["m"],
        spread=spread,
        spread_kind=_kind(part.get("kind") or part.get("label2") or ""),
        label=(part.get("label") or "").strip(" =:"),
        unit=(part.get("unit") or "").strip(),
    )


def _share(shape: Shape, part: dict[str, str | None], start: int, end: int) -> Expression | None:
    """Read a count with its total or percentage; None where the two do not fit."""
    a, b, pct = part.get("a"), part.get("b"), part.get("pct")
    if a is None:
        return None
    if b is not None:
        events, total = count_of(a), count_of(b)
        if not 0 <= events <= total or total == 0:
            return None
        if pct is not None and abs(100 * events / total - value_of(pct)) > TOLERANCE:
            return None
    return Expression(shape=shape, start=start, end=end, value=a, of=b, percent=pct)


def count_of(printed: str) -> float:
    """Return the value of a count in figures or letters."""
    word = NUMBER_WORDS.get(printed.lower())
    return float(word) if word is not None else value_of(printed)


def _kind(words: str) -> SpreadKind | None:
    low = words.lower().replace(".", "")
    if low.startswith(("iqr", "inter")):
        return "iqr"
    if low.startswith("rang"):
        return "range"
    if "ci" in low or "confidence" in low:
        return "ci"
    if low.startswith(("se", "standard error")):
        return "se"
    return "sd" if low else None
