"""Whether two runs of words speak of the same thing: a label of a table and an outcome asked for.

Words are compared by their stems and weighed by how rare they are in the paper, numbers and doses
exactly; short forms are read as the paper itself explains them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extract.documents.model import Document
from extract.papers.stemming import stem


def _words(text: str) -> list[str]:
    return text.split()


_STOP = frozenset(
    _words(
        "a an the of in on at to for from by with without within and or nor but as is are was "
        "were be been being has have had do does did it its this that these those their there "
        "they them which who whom whose what when where while than then into onto over under "
        "between among during through per via using use used both each either all any some such "
        "also however not no we our us i he she his her you your one can could may might should "
        "would will about after before until since if so because due"
    )
)
# Times keep "before" and "after" apart by their number, not by these words.
_NUMBERS = {
    w: str(i)
    for i, w in enumerate(
        _words("zero one two three four five six seven eight nine ten eleven twelve")
    )
}
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ω": "omega"}
_UNITS = {
    **{w: "hour" for w in ("h", "hr", "hrs", "hour", "hours")},
    **{w: "minute" for w in ("min", "mins", "minute", "minutes")},
    **{w: "day" for w in ("d", "day", "days")},
    **{w: "week" for w in ("wk", "wks", "week", "weeks")},
    **{w: "month" for w in ("mo", "mos", "mth", "month", "months")},
    **{w: "year" for w in ("y", "yr", "yrs", "year", "years")},
    **{w: w for w in ("mg", "g", "kg", "ng", "ml", "dl", "l", "iu", "mm", "cm", "mmol", "mcg")},
    "ug": "mcg",
}
_TIMES = ("hour", "minute", "day", "week", "month", "year")
_PIECE = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+")
_DIGITS_THEN_UNIT = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)")
# "non-smokers" and "nonsmokers" are one word, and never "smokers".
_POINT_NOUGHT = re.compile(r"\.0+$")
_NON = re.compile(r"\bnon[-–](?=\w)")
# "C2-6" and "C2-C6" are the same two.
_SPAN = re.compile(r"\b([a-z])(\d+)[-–](\d+)\b")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """Return the content words of a text as stems, in order.

    A number stays as it is; with its unit it is one token ("400 mg", "400mg": ``400mg``;
    "week 12", "12 weeks", "twelve weeks": ``12week``).
    """
    words = [_NUMBERS.get(w, w) for w in _pieces(text)]
    out: list[str] = []
    i = 0
    while i < len(words):
        made, step = _joined(words, i)
        if made and made not in _STOP:
            out.append(made)
        i += step
    return tuple(out)


def _pieces(text: str) -> list[str]:
    plain = _THOUSANDS.sub("", text.lower().replace("µ", "u").replace("μ", "u"))
    plain = "".join(_GREEK.get(c, c) for c in plain)
    plain = _SPAN.sub(r"\1\2 \1\3", plain)
    plain = _NON.sub("non", unicodedata.normalize("NFKD", plain))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _PIECE.findall(plain.replace("'s ", " ").replace("’s ", " "))


def _joined(words: list[str], i: int) -> tuple[str, int]:
    """Return the token that starts at a word, and how many words it takes."""
    word = words[i]
    following = words[i + 1] if i + 1 < len(words) else ""
    if word[0].isdigit():
        word = _POINT_NOUGHT.sub("", word)
        glued = _DIGITS_THEN_UNIT.fullmatch(word)
        if glued:
            unit = _UNITS.get(glued[2])
            return (glued[1] + unit if unit else word), 1
        if following in _UNITS:
            return word + _UNITS[following], 2
        return word, 1
    if _UNITS.get(word) in _TIMES and following[:1].isdigit() and following.isdigit():
        return following + _UNITS[word], 2
    if word in _STOP:
        return "", 1
    return stem(word), 1


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a token tells, from how few sentences and cells of the paper have it."""

    idf: Mapping[str, float]
    unseen: float

    def __getitem__(self, token: str) -> float:
        """Return the weight of a token; one that the paper never has tells most."""
        return self.idf.get(token, self.unseen)

    def lowered(self, generic: Collection[str], factor: float) -> Weights:
        """Return weights with those of some tokens made smaller."""
        lower = {t: factor * self[t] for t in generic}
        return Weights({**self.idf, **lower}, self.unseen)

    @classmethod
    def of(cls, document: Document) -> Weights:
        """Return the weights inside a paper."""
        texts = [sentence for block, sentence in document.sentences() if block.kind != "reference"]
        for table in document.tables:
            texts += [table.caption, *(c.text for c in table.cells if c.text)]
        return cls.of_texts(texts)

    @classmethod
    def of_texts(cls, texts: Collection[str]) -> Weights:
        """Return the weights inside some texts."""
        seen = Counter(t for text in texts for t in set(tokens(text)))
        n = len(texts)
        idf = {t: math.log((n + 1) / (k + 0.5)) for t, k in seen.items()}
        return cls(idf, math.log((n + 1) / 0.5))


class Overlap(NamedTuple):
    """Weighted shares: of the query that the text has, and of the text that the query has."""

    of_query: float
    of_text: float

    @property
    def both(self) -> float:
        """Return the harmonic mean of the two, 0 where nothing is shared."""
        total = self.of_query + self.of_text
        return 2 * self.of_query * self.of_text / total if total else 0.0


def overlap(query: Iterable[str], text: Iterable[str], weights: Weights | None = None) -> Overlap:
    """Return how far two runs of tokens share their weight.

    Tokens of one stem count whole; words that begin alike for most of their length count three
    quarters; tokens with a digit count only when equal.

    Parameters
    ----------
    query, text : iterable of str
        From `tokens`.
    weights : Weights, optional
        Without them every token weighs the same.
    """
    a, b = set(query), set(text)
    if not a or not b:
        return Overlap(0.0, 0.0)
    return Overlap(_share(a, b, weights), _share(b, a, weights))


def _share(of: set[str], found_in: set[str], weights: Weights | None) -> float:
    total = shared = 0.0
    for token in of:
        weight = weights[token] if weights else 1.0
        total += weight
        if token in found_in:
            shared += weight
        elif any(_alike(token, other) for other in found_in):
            shared += 0.75 * weight
    return shared / total if total else 0.0


def _alike(a: str, b: str) -> bool:
    """Tell whether one word begins with most of the other."""
    short, long = sorted((a, b), key=len)
    least = max(4, math.ceil(0.6 * len(long)))
    return len(short) >= least and short.isalpha() and long.startswith(short)


_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]")
_SHORT_FORM = re.compile(
    r"(?!(?:Tab|Fig|Group|Box|Appendix))(?=\S*[A-Z])[A-Za-z0-9][\w/&+.-]{1,11}(?: [A-Z0-9]{1,4})?"
)
_EXPLAINED = re.compile(
    r"(?:^|[;,.:] ?)([A-Z][\w/&+-]{1,11})(?: ?[=:,] ?| – )([A-Za-z][^;:=]{3,90}?)"
    r"(?=[;.]|, ?[A-Z][\w/&+-]{1,11} ?[=:,]|$)"
)

_CITED = re.compile(r" \([^()]*\d{4}[a-z]?\)$")
# An end of a sentence, or one half of a pair of brackets.
_BROKEN = re.compile(r"[.;:] |^[^(]*\)|\([^)]*$|[\[\]]")


def abbreviations(document: Document) -> dict[str, str]:
    """Return the short forms that a paper explains, each with its words.

    From running text ("Maslach Burnout Inventory (MBI)", "MBI (Maslach Burnout Inventory)") and
    from lists below tables ("BMI, body mass index; HR = heart rate"). The explanation that
    stands first wins.

    References
    ----------
    Schwartz and Hearst (2003), A simple algorithm for identifying abbreviation definitions in
    biomedical text.
    """
    found: dict[str, str] = {}
    for block in document.blocks:
        if block.kind != "reference":
            _add_from_text(block.text, found)
    for table in document.tables:
        for text in (table.caption, *table.footnotes, *(c.text for c in table.cells)):
            _add_from_text(text, found)
        for text in (*table.footnotes, table.caption):
            _add_from_list(text, found)
    singular = {s[:-1]: words for s, words in found.items() if s[:-1].isupper() and s[-1] == "s"}
    known = {**singular, **found}
    # a short form may stand in the words of another: "MBSR-S: MBSR for students"
    return {short: _read_out(words, short, known) for short, words in known.items()}


def _read_out(words: str, short: str, known: Mapping[str, str]) -> str:
    return expanded(words, {k: v for k, v in known.items() if k != short and short not in v})


def _add_from_text(text: str, found: dict[str, str]) -> None:
    for match in _IN_BRACKETS.finditer(text):
        inside = re.split(r"[;,]", match[1])[0].strip(" \"“”'")
        before = text[max(0, match.start() - 150) : match.start()].rstrip(" \"“”'")
        if _SHORT_FORM.fullmatch(inside):
            words = _words_for(inside, before)
            if words:
                found.setdefault(inside, words)
        elif " " in inside:
            short = re.search(r"[\w/&+-]+$", before)
            if short and _SHORT_FORM.fullmatch(short[0]) and _words_for(short[0], inside) == inside:
                found.setdefault(short[0], inside)


def _add_from_list(text: str, found: dict[str, str]) -> None:
    for match in _EXPLAINED.finditer(text):
        words = _words_for(match[1], match[2].strip())
        if words:
            found.setdefault(match[1], words)


def _words_for(short: str, before: str) -> str | None:
    """Return the words at the end of a text that a short form stands for, or None."""
    letters = [c for c in short.lower() if c.isalnum()]
    if short[-1] == "s" and short[:-1].isupper():
        letters = letters[:-1]
    words = list(re.finditer(r"[^\s]+", before))
    most = min(len(letters) + 5, 2 * len(letters))
    start = words[-most].start() if len(words) > most else 0
    text = before[start:]
    at = len(text)
    for k in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not _stands(text, at, letters[k], first=k == 0):
            at -= 1
        if at < 0:
            return None
    long = _CITED.sub("", text[at:]).strip(" ,;:")
    fits = len(long) > len(short) and short.lower() not in _pieces(long)
    return long if fits and not _BROKEN.search(long) else None


def _stands(text: str, at: int, letter: str, *, first: bool) -> bool:
    starts_word = at == 0 or not text[at - 1].isalnum()
    return text[at].lower() == letter and (starts_word or not first)


def expanded(text: str, short_forms: Mapping[str, str]) -> str:
    """Return a text with the words of each short form put behind it."""
    if not short_forms:
        return text
    return re.sub(
        r"[A-Za-z0-9][\w/&+.-]*\w",
        lambda m: _with_words(m[0], short_forms),
        text,
    )


def _with_words(word: str, short_forms: Mapping[str, str]) -> str:
    long = short_forms.get(word) or short_forms.get(word.removesuffix("s"))
    if long is None and "-" in word:
        part = next((p for p in word.split("-") if p in short_forms), None)
        long = short_forms[part] if part else None
    return f"{word} {long}" if long else word
