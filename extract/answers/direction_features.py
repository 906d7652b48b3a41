"""What a sentence says to a question of outcome, intervention and comparator, as numbers.

Three groups of features: whether it is evidence at all, whether it says that the difference
counts, and which way it goes. Those of the last group change their sign when the way does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.answers.direction_arms import Mention, orientation
from extract.answers.direction_pieces import SECTIONS, Asked, Piece, Prepared
from extract.answers.direction_words import Cue, CueKind
from extract.papers.matching import overlap, tokens

_AIM = re.compile(
    r"\b(?:aim(?:s|ed)?|hypothes\w+|to (?:assess|evaluate|investigate|compare|determine|examine|"
    r"test)|was (?:assessed|evaluated|calculated|analy[sz]ed|measured)|were (?:assessed|compared|"
    r"calculated|analy[sz]ed|measured)|we (?:compared|used|assessed)|power|sample size|if)\b"
)
_OTHERS = re.compile(r"\b(?:previous|other|several|earlier) (?:studies|trials|reports)\b|\bet al\b")
_BETWEEN = re.compile(r"\b(?:between|among|across|both|groups|arms|than|versus|vs|compared)\b")
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:[.]\d+)?\s?%?")
_ASIDE = re.compile(
    r"[(\[][^()\[\]]*(?:\bp\s*[=<>≤]|\bci\b|\bsd\b|table|figure|fig\b)[^()\[\]]*[)\]]"
)
_TIME = re.compile(r"\s?-?(?:weeks?|months?|days?|years?|hours?|h|min|minutes?|mg|ml|kg)\b")
EVIDENCE = (
    *("bias", "outcome", "outcome_most", "outcome_around", "of_text", "number_missing"),
    *("both_arms", "one_arm", "no_arm", "p", "significant", "not_significant", "way", "numbers"),
    *("between", "aim", "others", *(name for name, _ in SECTIONS), "abstract", "caption", "long"),
    *("outcome_says", "outcome_p", "abstract_results"),
)
COUNTS = (
    *("bias", "significant", "not_significant", "strong_significant", "strong_not"),
    *("near_significant", "near_not", "way", "both_kinds", "near_way"),
)
WAYS = ("near_way", "all_ways", "good", "numbers", "falling")


def evidence_features(
    prepared: Prepared, asked: Asked, i: int, shares: Sequence[tuple[float, float]], most: float
) -> list[float]:
    """Return what tells whether a sentence answers the question, in the order of `EVIDENCE`."""
    piece = prepared.pieces[i]
    own, around = shares[i]
    lower = piece.text.lower()
    found = piece.cues
    kinds = {c.kind for c in found}
    sides = {m.side for m in asked.arms.mentions(piece.text)}
    says = bool(kinds & {"significant", "not_significant"})
    p = any(c.strong and c.kind in ("significant", "not_significant") for c in found)
    way = bool(kinds & {"up", "down", "good", "bad"})
    numbers = {t for t in asked.outcome if t[0].isdigit()}
    return [
        1.0,
        own,
        own / most if most else 0.0,
        around,
        overlap(piece.tokens, asked.outcome, prepared.weights).of_query,
        float(bool(numbers - piece.tokens)),
        float(len(sides) == 2),
        float(len(sides) == 1),
        float(not sides),
        float(p),
        float("significant" in kinds),
        float("not_significant" in kinds),
        float(way),
        min(3, len(_NUMBER.findall(lower))) / 3,
        float(bool(_BETWEEN.search(lower))),
        float(bool(_AIM.search(lower))),
        float(bool(_OTHERS.search(lower))),
        *(float(piece.section == name) for name, _ in SECTIONS),
        float(piece.abstract),
        float(piece.block.kind == "caption"),
        math.log1p(len(piece.words)) - 5,
        own * (says or way),
        own * p,
        float(piece.abstract and piece.section == "results"),
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says: whether the difference counts, and which way it goes."""

    counts: list[float]
    ways: list[float]


def said(piece: Piece, asked: Asked) -> Said:
    """Return the features of a sentence, in the order of `COUNTS` and `WAYS`."""
    lower = piece.text.lower()
    mentions = asked.arms.mentions(piece.text)
    places = _places(lower, asked.outcome)
    found = [c for c in piece.cues if c.strong or not _of_outcome(lower, c, asked.outcome)]
    masked = [c for c in piece.cues if c not in found]
    return Said(_counts(found, places), _ways(lower, found, masked, mentions, places, asked))


def _places(lower: str, outcome: frozenset[str]) -> list[int]:
    """Return where the words of the outcome stand in a sentence."""
    out = []
    for match in re.finditer(r"[^\W_]+", lower):
        made = tokens(match[0])
        if made and made[0] in outcome:
            out.append(match.start())
    return out


def _of_outcome(lower: str, cue: Cue, outcome: frozenset[str]) -> bool:
    made = tokens(lower[cue.start : cue.end])
    return bool(made) and all(t in outcome for t in made)


def _distance(cue: Cue, places: Sequence[int]) -> float:
    """Return how far a cue stands from the outcome's words, most of them counted."""
    if not places:
        return 200.0
    gaps = sorted(max(0, cue.start - p, p - cue.end) for p in places)
    near = gaps[: max(1, (len(gaps) + 1) // 2)]
    return sum(near) / len(near)


def _nearest(found: Sequence[Cue], kinds: tuple[CueKind, ...], places: list[int]) -> Cue | None:
    fitting = [c for c in found if c.kind in kinds]
    return min(fitting, key=lambda c: (_distance(c, places), c.start), default=None)


def _counts(found: list[Cue], places: list[int]) -> list[float]:
    kinds = {c.kind for c in found}
    strong = {c.kind for c in found if c.strong}
    near = _nearest(found, ("significant", "not_significant"), places)
    way = _nearest(found, ("up", "down"), places)
    return [
        1.0,
        float("significant" in kinds),
        float("not_significant" in kinds),
        float("significant" in strong),
        float("not_significant" in strong),
        float(near is not None and near.kind == "significant"),
        float(near is not None and near.kind == "not_significant"),
        float(bool(kinds & {"up", "down", "good", "bad"})),
        float({"significant", "not_significant"} <= kinds),
        0.0 if way is None else 1 / (1 + _distance(way, places) / 30),
    ]


def _ways(
    lower: str,
    found: list[Cue],
    masked: list[Cue],
    mentions: list[Mention],
    places: list[int],
    asked: Asked,
) -> list[float]:
    signs = {"up": 1, "down": -1}
    moves = [c for c in found if c.kind in signs]
    near = _nearest(moves, ("up", "down"), places)
    goods = [c for c in found if c.kind in ("good", "bad")]
    good = _nearest(goods, ("good", "bad"), places)

    def turned(cue: Cue | None, sign: int) -> float:
        if cue is None:
            return 0.0
        side = orientation(lower, mentions, cue.start)
        return float(sign * (side or 0.5))

    moved = turned(near, signs[near.kind]) if near else 0.0
    every = sum(turned(c, signs[c.kind]) for c in moves)
    wish = 0.0
    if good is not None:
        sign = (1 if good.kind == "good" else -1) * (-1 if asked.unwanted else 1)
        wish = turned(good, sign)
    fell = 0.0
    if asked.falling and masked and not moves:
        fell = turned(masked[0], 1)
    return [moved, float((every > 0) - (every < 0)), wish, _compared(lower, mentions), fell]


def _compared(lower: str, mentions: list[Mention]) -> float:
    """Return the sign of the intervention's number against the comparator's, in their order."""
    sides = [m.side for m in mentions]
    if len(set(sides)) < 2:
        return 0.0
    plain = _ASIDE.sub(lambda m: " " * len(m[0]), lower)
    values = [
        (m[0].strip(), m.start())
        for m in _NUMBER.finditer(plain)
        if not _TIME.match(plain, m.end())
    ]
    shares = [v for v, _ in values if v.endswith("%")]
    decimals = [v for v, _ in values if "." in v and not v.endswith("%")]
    pair = next((v for v in (shares, decimals, [v for v, _ in values]) if len(v) >= 2), None)
    if pair is None:
        return 0.0
    first, second = (float(v.rstrip("% ").replace(" ", "")) for v in pair[:2])
    sign = (first > second) - (first < second)
    return float(sign if sides[0] == "intervention" else -sign)
