"""Numbers of a text as printed: value, decimals, sign, percent; ranges and fractions of them.

A figure that belongs to a name is no number: a digit glued to letters ("SF-36", "HbA1c"), a raised
mark, part of a date or a ratio with more than two parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.documents.characters import THOUSANDS_SPACE

_WORDS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
]
_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
NUMBER_WORDS = {word: i for i, word in enumerate(_WORDS)} | {"no": 0, "none": 0} | _TENS
NUMBER_WORDS |= {
    f"{ten}-{one}": value + i
    for ten, value in _TENS.items()
    for i, one in enumerate(_WORDS[1:10], 1)
}
_NUMBER_WORD = "|".join(sorted(NUMBER_WORDS.keys() - {"no", "none"}, key=len, reverse=True))
# Units that may be glued to their number.
_GLUED = r"(?:%|mg|kg|g|ml|mL|L|l|mm|cm|m|h|s|min|d|wk|yrs?|years?|months?|weeks?|days?|k[Jj]|kcal)"
DIGITS = rf"(?:\d{{1,3}}(?:[,{THOUSANDS_SPACE}]\d{{3}})+(?![\d,])|\d+)"
UNSIGNED = rf"(?:{DIGITS}(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"(?<![\w.^_/])(?<!\d,)(?P<number>{UNSIGNED})(?P<percent>\s?%|\s?per ?cent\b)?"
    rf"(?=$|[^\w.]|\.(?!\d)|{_GLUED}(?!\w))"
    rf"|(?<![\w-])(?P<word>{_NUMBER_WORD})\b(?P<word_percent>\s?%|\s?per ?cent\b)?",
    re.IGNORECASE,
)
_BEFORE_A_SIGN = " ([{=<>≤≥,;:/±|–—~"
_RANGE_BETWEEN = re.compile(r"\s?(?:[-–—~]|to|through)\s?", re.IGNORECASE)
_FRACTION_BETWEEN = re.compile(
    r"(?:\s?/\s?|\s(?:out\s)?of\s(?:the\s|a\stotal\sof\s)*)", re.IGNORECASE
)
_MORE_PARTS = re.compile(r"\s?[/:]\s?\d")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A number in a text.

    Attributes
    ----------
    start, end : int
        Place of the number with its sign and percent sign.
    printed : str
        As printed, without the percent sign.
    value : float
        As printed: a percentage is not divided.
    decimals : int
        Digits after the point.
    percent : bool
        Whether a percent sign or the word stands at it.
    word : bool
        Whether it is written in letters.
    """

    start: int
    end: int
    printed: str
    value: float
    decimals: int
    percent: bool = False
    word: bool = False


def value_of(printed: str) -> float:
    """Return the value of a number as printed, thousands separators and sign included."""
    return float(re.sub(rf"[\s,{THOUSANDS_SPACE}]", "", printed).lstrip("+"))


def decimals_of(printed: str) -> int:
    """Return how many digits stand after the point."""
    return len(printed.strip().rstrip("%").strip().partition(".")[2])


def numbers_in(text: str) -> tuple[NumberToken, ...]:
    """Return the numbers of a text in order.

    Parameters
    ----------
    text : str
        With plain characters, as the readers give it.

    Returns
    -------
    tuple of NumberToken

    Examples
    --------
    >>> [(n.value, n.percent) for n in numbers_in("SF-36: -1.5 in twelve of 1,204 (1%)")]
    [(-1.5, False), (12.0, False), (1204.0, False), (1.0, True)]
    """
    found = []
    for match in _NUMBER.finditer(text):
        token = _word(match) if match["word"] else _figure(text, match)
        if token is not None:
            found.append(token)
    return tuple(found)


def _word(match: re.Match[str]) -> NumberToken | None:
    if match.string[match.end() : match.end() + 1] == "-":  # "two-sided"
        return None
    value = float(NUMBER_WORDS[match["word"].lower()])
    percent = match["word_percent"] is not None
    return NumberToken(match.start(), match.end(), match["word"], value, 0, percent, word=True)


def _figure(text: str, match: re.Match[str]) -> NumberToken | None:
    start = match.start()
    sign = text[start - 1 : start] if start else ""
    if sign and sign in "-+":
        before = text[start - 2 : start - 1]
        if before.isalpha() or before == "^":  # the number of a name: "GHQ-12"
            return None
        if not before or before in _BEFORE_A_SIGN:
            start -= 1
    printed = text[start : match.end("number")]
    return NumberToken(
        start,
        match.end(),
        printed,
        value_of(printed),
        decimals_of(printed),
        match["percent"] is not None,
    )


def ranges_in(text: str) -> tuple[tuple[NumberToken, NumberToken], ...]:
    """Return the ranges of a text: "3 to 5", "3-5", "-1.2 to 0.4"; the first is never larger."""
    pairs = _pairs(text, _RANGE_BETWEEN)
    return tuple((a, b) for a, b in pairs if a.value <= b.value)


def fractions_in(text: str) -> tuple[tuple[NumberToken, NumberToken], ...]:
    """Return the fractions of a text: "12/45", "12 of 45", "twelve out of the 45".

    Both are whole, and the first is not larger than the second: a share of a group.
    """
    return tuple(
        (a, b)
        for a, b in _pairs(text, _FRACTION_BETWEEN)
        if a.decimals == b.decimals == 0
        and 0 <= a.value <= b.value
        and not (a.percent or b.percent)
        and not _MORE_PARTS.match(text, b.end)
    )


def _pairs(text: str, between: re.Pattern[str]) -> list[tuple[NumberToken, NumberToken]]:
    numbers = numbers_in(text)
    if "/" in text:
        numbers = _with_seconds(text, numbers)
    return [(a, b) for a, b in pairwise(numbers) if between.fullmatch(text, a.end, b.start)]


_SECOND = re.compile(r"(?<=\d/)\d+(?![\w/]|\.\d)")


def _with_seconds(text: str, numbers: tuple[NumberToken, ...]) -> tuple[NumberToken, ...]:
    """Add what stands right behind a stroke, which is no number by itself."""
    seconds = [
        NumberToken(m.start(), m.end(), m[0], float(m[0]), 0) for m in _SECOND.finditer(text)
    ]
    return tuple(sorted((*numbers, *seconds), key=lambda n: n.start))
