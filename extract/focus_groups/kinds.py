"""What kind of thing is said: a need, a barrier, a facilitator or a recommendation.

Cues of language, each with a weight; the kind with the most weight wins. A sentence is taken
apart first where it sets one thing against another ("Instead of ..., they asked for ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.focus_groups.model import ThemeKind
from extract.focus_groups.words import Words

# A kind with less weight is not suggested.
ENOUGH = 2
MOST = 2  # times a cue counts


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing: characters ``start`` to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind of a clause, its weight, and the weight of the next one."""

    kind: ThemeKind
    weight: int
    next_weight: int


_FRONTED = re.compile(
    r"^(?:Instead of|Rather than|Despite|Although|Though|While|Whereas|With (?:little|no|so little|"
    r"limited)|Without|Because of|Due to|Beyond|Even (?:if|though|in)) [^,]{15,}?, (?=\w)"
)
_SET_AGAINST = re.compile(r"(?:;|, (?:but|yet|whereas|while)|, (?:which|and) (?:leads?|led)) ")
# "should foster this, promote that, and provide the other"
_ASKED = re.compile(r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to)\b")
_CONCEDED = re.compile(r"^(?:While|Although|Though|Even (?:if|though)|Whereas)\b")
MIN_WORDS = 3

# What undoes a barrier: "without stigma", "to combat stigma".
_UNDONE = re.compile(
    r"\b(?:without|combat\w*|overcom\w+|reduc\w+|remov\w+|break\w*|less|fight\w*|lower\w*|no|"
    r"destigmati\w+|address\w*) (?:\w+ ){0,4}?"
    r"(?:stigma\w*|barriers?|fear|shame|isolation|burden)\b",
    re.I,
)
_ORDER: tuple[ThemeKind, ...] = ("recommendation", "barrier", "facilitator", "need")


def clauses(sentence: str, words: Words) -> Iterator[Clause]:
    """Yield the parts of a sentence that are set against each other; the whole where none are."""
    cuts = [m.end() for m in _SET_AGAINST.finditer(sentence)]
    if asked := _ASKED.search(sentence):
        cuts += (m.end() for m in words.next_verb.finditer(sentence, asked.end()))
    if front := _FRONTED.match(sentence):
        cuts.append(front.end())
    start = 0
    for cut in [*sorted(cuts), len(sentence)]:
        is_last = cut == len(sentence)
        short = min(len(sentence[start:cut].split()), len(sentence[cut:].split()))
        if is_last or short >= MIN_WORDS:
            yield Clause(start, cut)
            start = cut


def kind_of(text: str, words: Words) -> KindFound | None:
    """Return the kind of what a clause says; None where nothing tells it."""
    plain = _UNDONE.sub(" helps ", text)
    weights = {
        kind: sum(w * min(MOST, len(cue.findall(plain))) for cue, w in words.kinds[kind])
        for kind in _ORDER
    }
    best, second = sorted(_ORDER, key=lambda k: -weights[k])[:2]
    if weights[best] < ENOUGH:
        return None
    return KindFound(best, weights[best], weights[second])


def kind_below(heading: str, words: Words) -> KindFound | None:
    """Return the kind a line gives to the items of the list below it."""
    kind = next((k for k in _ORDER if words.leads[k].search(heading)), None)
    return KindFound(kind, 0, 0) if kind else None


def is_conceded(clause: str) -> bool:
    """Tell a clause that only concedes something ("While reforms are essential, ...")."""
    return _CONCEDED.match(clause) is not None
