"""Values as sentences print them: "24.1 ± 3", "12/40 (30%)", "18.0 kg (95% CI 16.2 to 19.8)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


_NUM = rf"(?<![\w.^/±])(?<!±\s)(?<!\d,)(?<![A-Za-z\d)%][-–])[-+]?{UNSIGNED}(?!\d|\.\d|,\d|st\b|nd\b|rd\b|th\b|-(?![\d.]))"
_INT = rf"(?<![\w.^/-])(?<!\d,)(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w.]*\d|-(?![\d.])|\s?%)"
_WORD = "|".join(word for word in NUMBER_WORDS if word not in ("no", "none", "zero"))
_COUNT = rf"(?:{_INT}|(?<![\w-])(?i:{_WORD})(?![\w-]))"
_PER = r"[A-Za-zμ\d^²]{1,8}"
_UNIT = (
    rf"(?:\s?%|\s?(?:mm ?Hg|kg/m\^?2|[A-Za-zμ]{{1,6}}/{_PER}(?:/{_PER})?|[mkμn]?g|[mμd]?[lL]|[cmk]?m\^?[23]?|"
    r"s(?:ec(?:onds?)?)?|min(?:utes?)?|ms|h(?:ours?|rs?)?|days?|weeks?|months?|years?|points?|kcal|"
    r"kJ|k?Pa|bpm|degrees?|times per (?:day|week)|mmol|[μnm]?mol|D|dB|mV|pg|ng|IU|U)(?![\w/-]))?"
)
_SD = r"SDs?|S\.D\.|s\.d\.|SE|SEM|S\.E\.(?:M\.)?|s\.e\.m?\.?|standard (?:deviations?|errors?)|IQR"
_CI = (
    r"(?:\d\d\s?%?\s?-?)?(?:CI|confidence intervals?)|IQR|interquartile range|inter-quartile range|"
    r"[Rr]anges?|[Rr]anging from"
)
_TO = r"\s?%?\s?(?:to|–|—|-|,|;|and)\s?"
_PCT = rf"[(\[,;=:]?\s?(?:or\s)?[(\[]?\s?(?P<pct>{_NUM})\s?%\s?[)\]]?"
_LABEL = r"(?P<label>\b(?:[Mm]eans?|M|[Mm]edians?|Mdn|[Aa]verages?)\b[\s=:]{1,3})?"
_M = rf"{_LABEL}(?P<m>{_NUM})(?P<unit>{_UNIT})"
_NOUNS = r"(?:\s[a-z][a-z-]+){0,3}?"

_FORMS: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("fraction", re.compile(rf"(?P<pct>{_NUM})\s?%\s?[(\[,;]\s?(?:n\s?=\s?)?(?P<a>{_INT})\s?(?:/|(?:out )?of)\s?(?P<b>\d+)(?!\s?[/%.\d])\s?[)\]]?")),
    ("fraction", re.compile(rf"(?P<a>{_INT})\s?/\s?(?P<b>\d+)(?![\d.]|\s?[/%])(?:\s?{_PCT})?")),
    ("fraction", re.compile(rf"(?P<a>{_COUNT})\s(?:out\s)?of\s(?:the\s|a\stotal\sof\s)*(?P<b>{_COUNT})(?:{_NOUNS}\s?{_PCT})?")),
    ("count", re.compile(rf"(?P<pct>{_NUM})\s?%\s?[(\[,]\s?n\s?=\s?(?P<a>\d+)\s?[)\]]")),
    ("fraction", re.compile(rf"(?P<a>{_INT})\s?[(\[]\s?(?:out\s)?of\s(?P<b>{_INT})(?:\s?[,;]\s?(?P<pct>{_NUM})\s?%)?\s?[)\]]")),
    ("count", re.compile(rf"(?:n\s?=\s?)?(?P<a>{_COUNT}){_NOUNS}\s?[(\[]\s?(?P<pct>{_NUM})\s?%\s?[)\]]")),
    ("count", re.compile(rf"(?<![\w])n\s?=\s?(?P<a>\d+)\s?[,;]\s?(?P<pct>{_NUM})\s?%")),
    ("mean", re.compile(rf"{_M}\s?[(\[]?\s?(?:±|\+/-|\+-)\s?(?:(?P<kind>{_SD})\s)?(?P<s>{UNSIGNED})(?:{_UNIT})(?:\s*[)\]])?")),
    ("mean", re.compile(rf"{_M}\s?[(\[,;]\s?[(\[]?\s?(?P<kind>{_SD})\s?[=:,]?\s?(?P<s>{UNSIGNED})(?:{_UNIT})(?:\s*[)\]])?")),
    ("mean", re.compile(rf"{_M}\s?[(\[,;]\s?[(\[]?\s?(?P<label2>{_CI})\s?(?:was|of)?\s?[=:,;]?\s?[(\[]?\s?(?P<lo>{_NUM}){_TO}(?P<hi>[-+]?{UNSIGNED})(?:{_UNIT})\s?[)\]]?")),
    ("mean", re.compile(rf"{_M}\s?[(\[]\s?(?P<lo>{_NUM}){_TO}(?P<hi>[-+]?{UNSIGNED})(?:{_UNIT})[\s,;]*[)\]]")),
    ("mean", re.compile(rf"{_M}\s?[(\[]\s?(?P<s>{UNSIGNED})(?:\s?%|(?P=unit))?\s?[)\]]")),
    ("percent", re.compile(rf"(?P<pct>{_NUM})\s?(?:%|per ?cent\b)")),
    ("plain", re.compile(rf"(?<!=)(?<!=\s){_M}(?!\s?[–—-]\s?[\d.])")),
)  # fmt: skip
# The two halves may differ by rounding, and a little by how a paper counts the missing.
TOLERANCE = 1.0


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
    return tuple(sorted(found, key=lambda e: e.start))


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
