"""Stems of English words: endings off, British and American spellings made one.

A short form of Porter's algorithm. Two words of one stem are taken for the same word, so a stem
is never shown to a reader.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiouy]")
# A vowel and a consonant after it: as many as a word has, so much is it more than its ending.
_MEASURE = re.compile(r"[aeiouy]+[^aeiouy]+")
_SPELLINGS = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"ou(?=r(?:s|ed|ing|al|able|ful|less)?$)"), "o"),
    (re.compile(r"ys(?=e[sdr]?$|ing$)"), "yz"),
    (re.compile(r"is(?=e[sdr]?$|ing$|ations?$)"), "iz"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"amme(?=s?$|d$)"), "am"),
)
# Longest first; each only where a word of two or more measures remains.
_ENDINGS = (
    *(("ational", "ate"), ("ization", "ize"), ("fulness", ""), ("ousness", "ous")),
    *(("iveness", "ive"), ("ability", "able"), ("ibility", "ible"), ("tional", "tion")),
    *(("ation", "ate"), ("ement", ""), ("ances", ""), ("ences", ""), ("ivity", "ive")),
    *(("ness", ""), ("ment", ""), ("ance", ""), ("ence", ""), ("ancy", ""), ("ency", "")),
    *(("able", ""), ("ible", ""), ("less", ""), ("ally", ""), ("ator", "ate"), ("ical", "ic")),
    *(("ful", ""), ("ous", ""), ("ive", ""), ("ize", ""), ("ity", ""), ("ant", ""), ("ent", "")),
    *(("ion", ""), ("ate", ""), ("ism", ""), ("ist", ""), ("al", ""), ("ly", ""), ("er", "")),
    *(("or", ""), ("ic", ""), ("y", ""), ("e", "")),
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; words with a digit, and short ones, stay.

    References
    ----------
    Porter (1980), An algorithm for suffix stripping; shortened.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    word = _without_endings(_without_tense(_singular(word)))
    return word[:-1] if word.endswith("ll") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
            return rest[:-1] if doubled else rest
    return word


def _without_endings(word: str) -> str:
    """Take endings off as long as enough of a word remains."""
    for _ in range(3):
        for ending, put in _ENDINGS:
            rest = word.removesuffix(ending)
            if rest != word and len(_MEASURE.findall(rest)) >= _least(ending) and len(rest) > 2:
                word = rest + put
                break
        else:
            break
    return word


def _least(ending: str) -> int:
    return 1 if ending in ("ly", "ness", "y", "e", "ful", "less", "ally", "al", "er") else 2
