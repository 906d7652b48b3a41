"""Which of two groups a sentence speaks of, and which one a comparison starts from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extract.papers.matching import expanded, tokens

Side = Literal["intervention", "comparator"]
# Words that many arms share: they do not tell one from the other.
_SHARED = frozenset(
    t
    for t in tokens(
        "group arm patient participant subject treatment therapy received receive dose daily day "
        "week month year plus alone combination combined given condition program training based "
        "study versus vs oral once twice administered mg ml"
    )
)
_OURS = re.compile(
    r"\b(?:intervention|experimental|treatment|treated|active|study|test)\s+"
    r"(?:group|arm|condition|patients|participants|subjects|children|women)\b|\bintervention\b"
)
_THEIRS = re.compile(
    r"\b(?:controls?|placebo|sham|usual care|standard (?:care|treatment|therapy)|wait(?:ing)?-?\s?"
    r"list|untreated|comparison (?:group|arm)|no treatment)\b"
)
_BASELINE = re.compile(
    r"\b(?:baseline|pre-?\s?(?:test|treatment|intervention|operative\w*)|before|initial)\b"
)
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*\s?(?:mg|mcg|µg|μg|g|kg|ml|iu|weeks?|months?|days?)\b|[^\W_]+(?:[.,]\d+)*"
)
# What follows one of these is what the difference starts from.
_THAN = re.compile(
    r"\b(?:than|compared|in comparison|relative to|as opposed to|in contrast)\b"
    r"|\b(?:versus|vs|over|against)\b(?!\.?\s*[-+]?\d)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a sentence that names a group."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Arms:
    """The words by which two groups are told apart.

    Attributes
    ----------
    ours, theirs : frozenset of str
        Tokens that only the intervention, or only the comparator, has.
    to_baseline : bool
        The comparison is with the same people before.
    """

    ours: frozenset[str]
    theirs: frozenset[str]
    to_baseline: bool
    their_pattern: re.Pattern[str] | None

    @classmethod
    def of(
        cls,
        intervention: str,
        comparator: str,
        short_forms: Mapping[str, str],
        outcome: frozenset[str] = frozenset(),
    ) -> Arms:
        """Return the words of two groups as asked for; words of the outcome tell none apart."""
        one, two = (
            frozenset(tokens(_with_short(text, short_forms))) - _SHARED - outcome
            for text in (intervention, comparator)
        )
        to_baseline = bool(_BASELINE.search(comparator.lower()))
        generic = bool(_THEIRS.search(comparator.lower())) and not _THEIRS.search(
            intervention.lower()
        )
        pattern = _BASELINE if to_baseline else _THEIRS if generic else None
        return cls(one - two, two - one, to_baseline, pattern)

    def mentions(self, sentence: str) -> list[Mention]:
        """Return the groups a sentence names, by place; words of both groups name none."""
        lower = sentence.lower()
        found: list[Mention] = []
        for match in _WORD.finditer(lower):
            made = tokens(match[0])
            if made and made[0] in self.ours:
                found.append(Mention("intervention", *match.span()))
            elif made and made[0] in self.theirs:
                found.append(Mention("comparator", *match.span()))
        found += self._generic(lower)
        return sorted(set(found), key=lambda m: (m.start, m.side))

    def _generic(self, lower: str) -> list[Mention]:
        found = []
        if self.their_pattern is not None:
            found += [Mention("comparator", *m.span()) for m in self.their_pattern.finditer(lower)]
            if not self.to_baseline:
                found += [Mention("intervention", *m.span()) for m in _OURS.finditer(lower)]
        return found


def _with_short(text: str, short_forms: Mapping[str, str]) -> str:
    """Return a text with the words of its short forms, and the short forms of its words."""
    long = expanded(text, short_forms)
    mine = set(tokens(long))
    for short, words in short_forms.items():
        needed = set(tokens(words))
        if len(needed) > 1 and needed <= mine:
            long += f" {short}"
    return long


def orientation(sentence: str, mentions: list[Mention], at: int) -> int:
    """Return 1 where a word of comparison speaks of the intervention, -1 of the comparator.

    The group named after "than" or "compared with" is what the comparison starts from; without
    such a word the nearest group is spoken of. 0 where no group is named.
    """
    for mark in _THAN.finditer(sentence):
        after = [m for m in mentions if 0 <= m.start - mark.end() < 80]
        if after:
            return -1 if after[0].side == "intervention" else 1
    if not mentions:
        return 0
    nearest = min(mentions, key=lambda m: (abs(m.start - at), m.start))
    return 1 if nearest.side == "intervention" else -1
