"""One way of writing characters: minus signs, decimal points, spaces, ligatures.

No digit is ever changed, dropped or joined to another. Where two readings are open, the text is
left so that whoever reads numbers can see it: ``12\\u202f345`` is one number with a thousands
separator, ``10^3`` a power or a mark at a number, never 103.
"""

from __future__ import annotations

import re
import unicodedata

# Stands between groups of three digits where the document has a space that does not break.
THOUSANDS_SPACE = "\u202f"
RAISED = "^"

_SPACES = "\t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()")
_PLAIN = str.maketrans(
    {
        # hyphens and minus signs; dashes are left, for they stand in ranges
        **dict.fromkeys("\u2010\u2011\u02d7\ufe63\uff0d", "-"),
        **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
        **{"µ": "μ", "∆": "Δ", "Ω": "Ω", "ϵ": "ε", "ϕ": "φ"},
        **dict.fromkeys("∗⁎＊", "*"),
        **dict.fromkeys("∼˜～", "~"),
        **dict.fromkeys("⩽≦", "≤"),
        **dict.fromkeys("⩾≧", "≥"),
        **{"∶": ":", "⁄": "/", "∕": "/", "․": ".", "＝": "=", "＜": "<", "＞": ">", "％": "%"},
        **{"（": "(", "）": ")", "＋": "+", "，": ", ", "．": ".", "／": "/"},
    }
)
_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")
_RAISED_DIGITS = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# A hyphen or space that cannot be seen, between digits, parts them all the same.
_SOFT_BETWEEN_DIGITS = re.compile("(?<=\\d)\u00ad+(?=\\d)")
_UNSEEN_BETWEEN_DIGITS = re.compile(f"(?<=\\d)[{_INVISIBLE}]+(?=\\d)")
_UNSEEN = re.compile(f"[{_INVISIBLE}\u00ad]")
_THOUSANDS = re.compile("(?<![\\d.,])\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?![\\d\u00a0\u2009])")
_NARROW = re.compile("[\u00a0\u2009]")
_OTHER_SPACES = re.compile(f"[{_SPACES.replace(THOUSANDS_SPACE, '')}]")
_LONE_NARROW = re.compile("(?<!\\d)\u202f|\u202f(?!\\d{3}(?!\\d))")
_RUNS = re.compile(" {2,}")

# "3·5" is a decimal, "3·10^6" a product; "p<·05" lacks its nought.
_DOT = "[·∙⋅‧]"
_POINT = re.compile(f"(?<=\\d){_DOT}(?=\\d)(?!10\\^)|(?<=[<>=≤≥(\\[±-]){_DOT}(?=\\d)")
# A cell of a table that is nothing but a decimal; otherwise a dot at the start is a bullet.
_POINT_FIRST = re.compile(f"^{_DOT}(?=\\d+(?:[*†‡§^ ]|$)(?! ?[a-z]{{2}}))")
_POINT_AFTER_SPACE = re.compile(f"(?<=[<>=≤≥±] ){_DOT}(?=\\d)")

# A minus sign set apart from its number: only where no subtraction can be meant.
_BEFORE = r"(?:^|(?<=[(\[=<>≤≥,;:±/|])|(?<=\b(?:to|of|by)\b)|(?<=\b(?:and|was)\b)|(?<=\bfrom\b))"
_APART = re.compile(rf"{_BEFORE}( ?)− ?(?=\.?\d)")
# An en dash as minus: right before a number, and nothing before it that could begin a range.
_DASH_AS_MINUS = re.compile(r"(?:^|(?<=[(\[=<>≤≥,;:±/|])|(?<![\d)\]%] )(?<= ))[–‒](?=\.?\d)")
_DASH_APART = re.compile(r"(?<=[=<>≤≥([])( ?)[–‒] (?=\.?\d)")


def plain(text: str) -> str:
    """Return a text in the project's one way of writing characters.

    Parameters
    ----------
    text : str
        As read.

    Returns
    -------
    str
        One line, trimmed, single spaces. Raised digits of Unicode read ``^2``; lowered ones stay.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    text = _MATHEMATICAL.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = _RAISED_DIGITS.sub(_raised, text)
    text = _SOFT_BETWEEN_DIGITS.sub("-", text)
    text = _UNSEEN_BETWEEN_DIGITS.sub(" ", text)
    text = _spaces(text.translate(_PLAIN))
    for point in (_POINT, _POINT_AFTER_SPACE, _POINT_FIRST):
        text = point.sub(".", text)
    return _minus(text)


def one_line(message: object, most: int = 160) -> str:
    """Return what another library says as one short line that can be printed."""
    text = " ".join(str(message).split())
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= most else text[: most - 1] + "…"


def _raised(found: re.Match[str]) -> str:
    after = found.string[found.end() : found.end() + 1]
    # a digit on the line must not join the raised ones
    return RAISED + found[0].translate(_SUPERSCRIPTS) + (" " if after.isdigit() else "")


def _spaces(text: str) -> str:
    text = _UNSEEN.sub("", text)
    text = _THOUSANDS.sub(lambda m: _NARROW.sub(THOUSANDS_SPACE, m[0]), text)
    text = _LONE_NARROW.sub(" ", _OTHER_SPACES.sub(" ", text))
    return _RUNS.sub(" ", text).strip(" ")


def _minus(text: str) -> str:
    text = _DASH_APART.sub(r"\1-", _DASH_AS_MINUS.sub("-", text))
    return _APART.sub(r"\1-", text).replace("−", "-")
