"""How hard a text is to read, by a published formula that needs no dictionary."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_](?:[\w.,'’−%-]*[\w%])?")
# A point between digits or after initials (U.S.) ends no sentence.
_END = re.compile(r"(?<!\.[A-Z])[.!?](?=\s|$)")


def counts(text: str) -> tuple[int, int, int]:
    """Return letters and digits, words, and sentences of a text."""
    words = _WORD.findall(text)
    return sum(c.isalnum() for w in words for c in w), len(words), max(1, len(_END.findall(text)))


def grade(text: str) -> float:
    """Return the school grade of the USA that a text asks for.

    The index of Coleman and Liau: ``0.0588 L - 0.296 S - 15.8`` with ``L`` letters and digits and
    ``S`` sentences in 100 words.

    References
    ----------
    Coleman M, Liau TL (1975). A computer readability formula designed for machine scoring.
    Journal of Applied Psychology 60:283-284.
    """
    letters, words, sentences = counts(text)
    if not words:
        raise ValueError("a text without words has no grade")
    return 0.0588 * 100 * letters / words - 0.296 * 100 * sentences / words - 15.8
