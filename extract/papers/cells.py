"""The grammar of a table's cell: ``24.3 (10.2)``, ``12/45 (27%)``, ``24.3 ± 1.1`` and their kin.

A cell is taken whole or not at all: words, a second value or a sign the grammar does not know make
it unread, for half a cell read is a wrong number waiting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extract.documents.characters import THOUSANDS_SPACE

Shape = Literal["single", "paren", "plus_minus", "interval", "span", "fraction", "pair", "p"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed; ``decimals`` counts the digits after the point."""

    text: str
    value: float
    decimals: int
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """What a cell says.

    Attributes
    ----------
    shape : str
        ``single``: 24.3; ``paren``: 24.3 (10.2); ``plus_minus``: 24.3 ± 10.2; ``interval``:
        24.3 (20.1 to 28.5); ``span``: 20.1 to 28.5 without brackets, bounds or a label;
        ``fraction``: 12/45; ``pair``: 7.6, 31.8, of which nothing is known; ``p``: p = 0.03.
    numbers : tuple of Printed
        In order; a fraction may be followed by its percentage.
    low, high : Printed or None
        Bounds of an interval; they may follow 24.3 ± 10.2 too.
    total : int or None
        From "(n = 45)" inside the cell.
    measure : str
        Name of an effect printed before it: "OR 1.4 (0.9 to 2.1)".
    """

    shape: Shape
    numbers: tuple[Printed, ...]
    low: Printed | None = None
    high: Printed | None = None
    total: int | None = None
    measure: str = ""


_DIGITS = rf"(?:\d{{1,3}}(?:[,{THOUSANDS_SPACE}]\d{{3}})+|\d+)"
# A comma before one or two digits is a decimal comma; before three it parts thousands.
_NUM = rf"[-+]?\s?(?:{_DIGITS}(?:\.\d+)?|\.\d+|\d+,\d{{1,2}}(?!\d))"
_PCT = r"\s*(?P<{0}>%)?"
# Marks that point to a note: raised letters and signs, stars, daggers.
_MARKS = re.compile(
    r"(?:\s*\^\s*[a-z0-9*†‡§¶#|,+$&⌘€]{1,5}|\s*[*†‡§¶#⁎|]+)(?=$|[\s)\];,±/(\[])"
    r"|(?<=[\d)%])\s*\++$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<=[\d)%])\s?[a-e](?:\s?,\s?[a-e])*$")
_TOTAL = re.compile(r"[\[(;,]?\s*\b[nN]\s*=\s*(\d+)\s*[\])]?")
_EMPTY = re.compile(
    r"^(?:[-–—.…]*|n/?[ad]|n\.[ad]\.|na|ns|n\.s\.|not (?:applicable|reported)|nr)$", re.I
)
_SEP = r"\s*(?:,|;|to|–|—|-|−|and|~)\s*"
_DASH = r"\s*(?:to|–|—|-|~)\s*"
_CI = r"(?:(?:95\s?%?\s?)?CI\s*[:=,]?\s*|range\s*[:=]?\s*|IQR\s*[:=]?\s*)"
_P_TAIL = re.compile(
    r"(?<=[\d)\]%])\s*[,;]?\s*[\[(]?\s*\bp(?:[\s-]?value)?\s*[=<>≤]\s*\d?\.\d+\s*[\])]?$", re.I
)
_NS_TAIL = re.compile(r"(?<=\d)\s+(?:NS|n\.s\.)$")
_MEASURE = re.compile(
    r"^[\[(]?\s*(a?OR|a?RR|a?HR|IRR|RD|MD|SMD|WMD|ARR)\s*[:=]?\s*(?=[-+.]?\s?\d)(.*)$"
)
_MONEY = re.compile(r"^([-+]?)\s?(?:US|AU|CA)?[$£€]\s?(?=\d)")
_UNIT = re.compile(
    r"(?<=\d)\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|points?|mm\s?Hg|[mkµμ]?g|m[lL]"
    r"|[cmk]?m|IU|lux|kcal)(?=\s*[\[(±]\s*[-+]?[\d.])"
)
_STARTS_WITH_COMMA = re.compile(r"^[-+<]?\s?\d+,\d{1,2}(?!\d)")
_COMMA_IN_BRACKETS = re.compile(r"^\((\d+),(\d{1,2})\)$")
# So many cells with a decimal comma, and none with a point, and the table is written with commas.
ENOUGH_COMMAS = 3


def _num(name: str) -> str:
    return rf"(?P<{name}>{_NUM})" + _PCT.format(name + "_pct")


_FORMS: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("single", re.compile(rf"^{_num('a')}$")),
    (
        "plus_minus",
        re.compile(
            rf"^{_num('a')}\s*[\[(]?\s*(?:±|\+\s?/\s?-|\+-)\s*[\[(]?\s*"
            rf"{_num('b')}\s*[\])]?(?:\s*[,;]?\s*[\[(]\s*{_CI}?{_num('l')}{_SEP}{_num('h')}\s*[\])])?$",
            re.IGNORECASE,
        ),
    ),
    (
        "fraction",
        re.compile(
            rf"^{_num('a')}\s*(?:/|of"
            rf"|out of)\s*{_num('b')}(?:\s*[,;]?\s*[\[(]?\s*{_num('c')}\s*[\])]?)?$"
        ),
    ),
    (
        "fraction",
        re.compile(rf"^[\[(]\s*{_num('a')}\s*/\s*{_num('b')}\s*[\])]$"),
    ),
    (
        "fraction",
        re.compile(rf"^{_num('c')}\s*[\[(]\s*{_num('a')}\s*(?:/|of)\s*{_num('b')}\s*[\])]$"),
    ),
    (
        "interval",
        re.compile(
            rf"^{_num('a')}\s*[,;]?\s*[\[({{]\s*{_CI}?{_num('l')}{_SEP}{_num('h')}\s*[\])}}]$",
            re.IGNORECASE,
        ),
    ),
    (
        "paren",
        re.compile(rf"^{_num('a')}\s*[\[(]\s*(?:SD|SE|SEM|s\.d\.)?\s*[:=]?\s*{_num('b')}\s*[\])]$"),
    ),
    (
        "interval",
        re.compile(rf"^{_CI}?[\[(]\s*{_num('l')}{_SEP}{_num('h')}\s*[\])]$", re.IGNORECASE),
    ),
    ("span", re.compile(rf"^{_num('l')}{_DASH}{_num('h')}$")),
    ("p", re.compile(r"^[\[(]?\s*[pP]\s?[=:]\s?(?P<a>\d?\.\d+)\s*[\])]?$")),
    ("paren", re.compile(rf"^[\[(]\s*{_num('b')}\s*[\])]$")),
    ("pair", re.compile(rf"^{_num('a')}\s*[,;]\s+{_num('b')}$")),
)


def printed(text: str, *, percent: bool = False) -> Printed:
    """Read a number that matched the grammar.

    Parameters
    ----------
    text : str
        With thousands separators as printed.
    percent : bool
        Whether a percent sign stands at it; the value is not divided.

    Returns
    -------
    Printed
    """
    plain = re.sub(r"^(\D*\d+),(\d{1,2})$", r"\1.\2", text.strip())
    plain = re.sub(rf"[\s,{THOUSANDS_SPACE}]", "", plain).lstrip("+")
    decimals = len(plain.partition(".")[2])
    return Printed(text.strip(), float(plain), decimals, percent)


def is_empty(text: str) -> bool:
    """Tell whether a cell says that there is no value: a dash, "NA", nothing."""
    return bool(_EMPTY.match(text.strip()))


def without_marks(text: str) -> str:
    """Return a cell's text without the marks that point to notes."""
    previous = None
    while previous != text:
        previous, text = text, _MARKS.sub("", text).strip()
    return _LETTERS.sub("", text)


def read_cell(text: str) -> CellValue | None:
    """Read a cell; None where it is empty or the grammar does not know it.

    Parameters
    ----------
    text : str
        As read by the readers: minus signs and decimal points are plain.

    Returns
    -------
    CellValue or None

    Examples
    --------
    >>> read_cell("12/45 (26.7%)").numbers[1].value
    45.0
    >>> read_cell("24.3 (10.2) 25.1 (9.8)") is None
    True
    """
    if is_empty(text) or not any(c.isdigit() for c in text):
        return None
    measure, stripped = _without_measure(_P_TAIL.sub("", without_marks(text)))
    total = None
    if found := _TOTAL.search(stripped):
        rest = (stripped[: found.start()] + " " + stripped[found.end() :]).strip()
        if any(c.isdigit() for c in rest):
            total, stripped = int(found[1]), without_marks(rest)
    stripped = _tidy(stripped)
    for shape, form in _FORMS:
        if found := form.match(stripped):
            if shape == "single" and re.fullmatch(r"\D*\d+,\d{1,2}\D*", stripped):
                return None  # "5,6": a decimal comma or two numbers, who knows
            return _value(shape, found, total, measure)
    return None


def _without_measure(text: str) -> tuple[str, str]:
    if found := _MEASURE.match(text):
        rest = found[2].strip()
        return found[1], rest[:-1] if text[0] in "([" and rest[-1:] in ")]" else rest
    return "", text


def _tidy(text: str) -> str:
    """Return a cell's text without hanging points, units and signs of money."""
    text = re.sub(r"\s*\([nN]\)$", "", text)
    text = re.sub(r"^\(([^()]*±[^()]*)\)$", r"\1", text)
    text = re.sub(r"(?<=[\d)])\s+-$|\)\s*\.$", lambda m: ")" if ")" in m[0] else "", text)
    text = re.sub(r"(?<=[%\d])\s?\.$", "", text)
    return _UNIT.sub("", _MONEY.sub(r"\1", _NS_TAIL.sub("", text)))


def has_decimal_commas(texts: list[str]) -> bool:
    """Tell whether the cells of a table are written with decimal commas.

    Parameters
    ----------
    texts : list of str
        Of its body.

    Returns
    -------
    bool
        Sure only where no cell has a decimal point.
    """
    if any(re.search(r"\d\.\d", t) for t in texts):
        return False
    if sum(bool(_STARTS_WITH_COMMA.match(t)) for t in texts) >= ENOUGH_COMMAS:
        return True
    bracketed = [m for t in texts if (m := _COMMA_IN_BRACKETS.match(t))]
    # (52,9) can be no interval
    return len(bracketed) >= ENOUGH_COMMAS and any(int(m[1]) > int(m[2]) for m in bracketed)


def read_comma_cell(text: str) -> CellValue | None:
    """Read a cell of a table that is written with decimal commas.

    Parameters
    ----------
    text : str

    Returns
    -------
    CellValue or None
        Its numbers keep their texts as printed.
    """
    value = read_cell(re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text))
    if value is None:
        return None
    low, high = value.low, value.high
    return replace(
        value,
        numbers=tuple(_with_comma(p) for p in value.numbers),
        low=_with_comma(low) if low else None,
        high=_with_comma(high) if high else None,
    )


def _with_comma(number: Printed) -> Printed:
    return replace(number, text=number.text.replace(".", ","))


def _value(shape: Shape, found: re.Match[str], total: int | None, measure: str) -> CellValue | None:
    groups = found.groupdict()
    read = {
        k: printed(v, percent=bool(groups.get(k + "_pct")))
        for k, v in groups.items()
        if v is not None and not k.endswith("_pct")
    }
    numbers = tuple(read[k] for k in "abc" if k in read)
    low, high = read.get("l"), read.get("h")
    if low and high and not low.value <= (numbers[0] if numbers else low).value <= high.value:
        return None  # a value outside its own bounds: one of the three is misprinted or misread
    return CellValue(shape=shape, numbers=numbers, low=low, high=high, total=total, measure=measure)
