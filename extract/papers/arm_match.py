"""Which group a free description or the head of a column means."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from extract.papers.arm_words import added_to, arm_tokens, role_of
from extract.papers.matching import expanded
from extract.papers.model import ArmFound

# Below it no group is meant.
LEAST = 0.3
_WITHIN = re.compile(
    r"^\W*(?:baseline|before|pre|pre-?\w+|after|post|post-?\w+|previous|initial|start)\b", re.I
)
# How much better one way round must be than the other where it settles both groups.
_TOLD_APART = 0.15
_LISTED = re.compile(r"[;,]|\b(?:and/)?or\b")
_CLASSES = (
    frozenset(arm_tokens("placebo sham dummy vehicle inactive")),
    frozenset(arm_tokens("usual standard routine conventional")),
    frozenset(arm_tokens("waitlist")),
)
_ROLE_WORDS = frozenset(arm_tokens("intervention control experimental treated active case test"))
_ROLE_WORDS |= {"treatment"}
_SORT_OF_PEOPLE = re.compile(
    r"\b(?:males?|females?|men|women|boys|girls|(?:non-?|ex-?)?smokers|(?:non-?)?responders|"
    r"(?:non-?)?completers|elderly|older|younger|lost to follow-?up|remaining|drop-?outs?)\b",
    re.I,
)
_TYPICAL = frozenset(arm_tokens("placebo control intervention waitlist"))


def match_arm(
    words: str, arms: Sequence[ArmFound], abbreviations: Mapping[str, str]
) -> tuple[ArmFound | None, float]:
    """Return the group that a description means, with a score from 0 to 1; None where none fits.

    "Baseline" and "before" mean the same people at another time: no group.
    """
    scores = arm_scores(words, arms, abbreviations)
    best = max(range(len(arms)), key=scores.__getitem__, default=None)
    if best is None or scores[best] < LEAST:
        return None, 0.0
    others = [s for i, s in enumerate(scores) if i != best]
    if others and max(others) > scores[best] - 0.02:
        return None, scores[best] / 2
    return arms[best], scores[best]


def match_pair(
    intervention: str, comparator: str, arms: Sequence[ArmFound], abbreviations: Mapping[str, str]
) -> tuple[ArmFound | None, ArmFound | None, float]:
    """Return the two different groups that two descriptions mean together, with a score.

    What one description leaves open, the other may settle: of two groups, the one is not the
    other. A comparator that is a time ("baseline") gives the same group twice.
    """
    if _WITHIN.match(comparator):
        arm, score = match_arm(intervention, arms, abbreviations)
        if arm is None and role_of(intervention) != "comparator":
            arm, score = _nameless(arms, intervention)[0], LEAST
        return arm, arm, score if arm else 0.0
    first = arm_scores(intervention, arms, abbreviations, "intervention")
    second = arm_scores(comparator, arms, abbreviations)
    ranked = _ranked(arms, first, second, added_to(intervention) - added_to(comparator))
    if not ranked or _other_people(intervention, comparator, min(max(first), max(second))):
        return None, None, 0.0
    total, i, j = ranked[0]
    if total < LEAST:
        one, two = _nameless(arms, intervention, comparator)
        return one, two, LEAST if one and two else 0.0
    close = [r for r in ranked if r[0] > total - 0.02]
    one = arms[-i] if all(r[1] == i for r in close) else None
    two = arms[-j] if all(r[2] == j for r in close) else None
    one = None if means_several(intervention, arms, abbreviations) else one
    two = None if means_several(comparator, arms, abbreviations) else two
    score = min(1.0, total / 2)
    if not (one and two):
        return one, two, score / 2
    return one, two, max(score, LEAST) if _settled(ranked) else score


def _ranked(
    arms: Sequence[ArmFound], first: Sequence[float], second: Sequence[float], added: int
) -> list[tuple[float, int, int]]:
    """Return every two groups with what speaks for them and their numbers below zero, best first.

    Of two alike, those that the paper lists first come first.
    """
    return sorted(
        (
            (
                first[i] + second[j] + 0.1 * _kinship(one, two) + _added(added, one, two),
                -i,
                -j,
            )
            for i, one in enumerate(arms)
            for j, two in enumerate(arms)
            if i != j
        ),
        reverse=True,
    )


def _other_people(one: str, two: str, score: float) -> bool:
    """Whether two descriptions set sorts of people apart that no group is named after."""
    sorts = [{m.lower() for m in _SORT_OF_PEOPLE.findall(words)} for words in (one, two)]
    return sorts[0] != sorts[1] and score < LEAST


def _nameless(arms: Sequence[ArmFound], *words: str) -> tuple[ArmFound | None, ArmFound | None]:
    """Return the two groups that a paper calls intervention and control and nothing else.

    Whatever a question calls the treatment, it can only be that of the one.
    """
    roles = {arm.role: arm for arm in arms}
    if len(arms) != 2 or len(roles) != 2 or any(_SORT_OF_PEOPLE.search(w) for w in words):
        return None, None
    if any(set(arm_tokens(arm.name)) - _ROLE_WORDS for arm in arms):
        return None, None
    return roles.get("intervention"), roles.get("comparator")


def _settled(ranked: Sequence[tuple[float, int, int]]) -> bool:
    """Whether of two groups one is told so well that the other can only be the remaining one."""
    return len(ranked) == 2 and ranked[0][0] - ranked[1][0] > _TOLD_APART


def _added(asked: int, one: ArmFound, two: ArmFound) -> float:
    """Return what speaks for two groups where a description adds to, or takes from, the other."""
    shown = _added_in(one) - _added_in(two)
    return 0.25 * (1 if asked * shown > 0 else -1) if asked and shown else 0.0


def _added_in(arm: ArmFound) -> int:
    return next((s for a in (arm.name, *arm.aliases) if (s := added_to(a))), 0)


def means_several(words: str, arms: Sequence[ArmFound], abbreviations: Mapping[str, str]) -> bool:
    """Whether a description lists several of the groups: "5, 10 or 15 mg", "A; A and B"."""
    parts = [p for p in _LISTED.split(words) if p.strip()]
    if len(parts) < 2 or not arms:
        return False
    meant: dict[int, float] = {}
    for part in parts:
        scores = arm_scores(part, arms, abbreviations)
        best = max(range(len(arms)), key=scores.__getitem__)
        rest = max((s for i, s in enumerate(scores) if i != best), default=0.0)
        if scores[best] - rest > 0.05 and _held(part, arms[best], abbreviations):
            meant[best] = max(scores[best], meant.get(best, 0.0))
    whole = arm_scores(words, arms, abbreviations)
    best = max(range(len(arms)), key=whole.__getitem__)
    return len(meant) > 1 and best in meant and whole[best] <= meant[best] + 0.05


def _held(words: str, arm: ArmFound, abbreviations: Mapping[str, str]) -> bool:
    """Whether the names of a group hold most of some words."""
    wanted = _tokens(words, abbreviations)
    held = frozenset[str]().union(*(_tokens(a, abbreviations) for a in (arm.name, *arm.aliases)))
    return len(wanted & held) > len(wanted) / 2


def _kinship(a: ArmFound, b: ArmFound) -> float:
    """Return how many words two names share: factors of a factorial trial stay together."""
    one, two = set(arm_tokens(a.name)), set(arm_tokens(b.name))
    return len(one & two) / max(len(one | two), 1)


def score_header(
    words: str, header_text: str, arms: Sequence[ArmFound], abbreviations: Mapping[str, str]
) -> float:
    """Return how far the head of a column or row means the group that words describe, 0 to 1.

    Both may name the group in different ways, which the groups found in the paper join. The caller
    compares competing heads.
    """
    header = re.sub(r"[(\[]?\s*\bn\s*=\s*\d+[^)\]]*[)\]]?", " ", header_text, flags=re.I)
    made = ArmFound(name=header, aliases=(header,), role=role_of(header))
    direct = arm_scores(words, (made,), abbreviations)[0]
    if len(arms) < 2:
        return direct
    wanted = arm_scores(words, arms, abbreviations)
    shown = arm_scores(header, arms, abbreviations)
    best = max(range(len(arms)), key=wanted.__getitem__)
    rival = max((s for i, s in enumerate(shown) if i != best), default=0.0)
    through = min(1.0, math.sqrt(max(wanted[best], 0.0) * max(shown[best], 0.0)))
    if wanted[best] < LEAST or shown[best] < LEAST:
        return 0.7 * direct
    return max(through, 0.7 * direct) if shown[best] > rival else 0.5 * min(direct, through)


def arm_scores(
    words: str,
    arms: Sequence[ArmFound],
    abbreviations: Mapping[str, str],
    asked: str | None = None,
) -> list[float]:
    """Return how far each group fits a description, 0 to 1."""
    if _WITHIN.match(words):
        return [0.0] * len(arms)
    wanted = _tokens(words, abbreviations)
    names = [[_tokens(a, abbreviations) for a in (arm.aliases or (arm.name,))] for arm in arms]
    texts = [
        frozenset().union(*ns, *(_tokens(d, abbreviations) for d in arm.descriptions))
        for arm, ns in zip(arms, names, strict=True)
    ]
    wanted = _as_spelt(wanted, frozenset().union(*texts))
    weights = _weights(texts, wanted)
    role = role_of(words) or asked
    scores: list[float] = []
    for arm, ns, text in zip(arms, names, texts, strict=True):
        named = max((_fit(wanted, n, weights) for n in ns if n), default=0.0)
        described = _share(wanted, text, weights)
        score = max(named, 0.6 * named + 0.4 * described, 0.75 * described)
        score *= _figures(wanted, text, texts)
        scores.append(min(1.0, score + _role_bonus(role, arm, role_of(words) is not None)))
    return scores


def _role_bonus(role: str | None, arm: ArmFound, told: bool) -> float:
    if role is None or arm.role is None:
        return 0.0
    return (0.3 if told else 0.05) * (1 if role == arm.role else -0.7)


def _tokens(text: str, abbreviations: Mapping[str, str]) -> frozenset[str]:
    found = _as_spelt(frozenset(arm_tokens(expanded(text, abbreviations))), _TYPICAL)
    return found | {"control"} if any(found & kind for kind in _CLASSES) else found


def _as_spelt(wanted: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """Read long words that nothing else has as the one known word a single slip away."""
    if wanted <= known:
        return wanted
    read: set[str] = set()
    for word in wanted:
        near = [] if word in known or len(word) < 6 else [k for k in known if _one_slip(word, k)]
        read.add(near[0] if len(near) == 1 else word)
    return frozenset(read)


@lru_cache(maxsize=50_000)
def _one_slip(a: str, b: str) -> bool:
    """Whether one letter is put in, left out, changed or swapped; never the first letter."""
    if a[0] != b[0] or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 6:
        return False
    if not (a.isalpha() and b.isalpha()):
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[i + 1 : i + 2] == b[i : i + 1] and a[i : i + 1] == b[i + 1 : i + 2]
    return (
        a[i + 1 :] == b[i + 1 :]
        or a[i + 1 :] == b[i:]
        or a[i:] == b[i + 1 :]
        or (swapped and a[i + 2 :] == b[i + 2 :])
    )


def _weights(texts: Sequence[frozenset[str]], wanted: frozenset[str]) -> dict[str, float]:
    """Weigh a word by how few of the groups it belongs to."""
    every = wanted.union(*texts)
    n = len(texts)
    return {t: math.log(1 + (n + 0.5) / (0.5 + sum(t in x for x in texts))) for t in every}


def _fit(wanted: frozenset[str], name: frozenset[str], weights: Mapping[str, float]) -> float:
    a, b = _share(wanted, name, weights), _share(name, wanted, weights)
    return 2 * a * b / (a + b) * 0.6 + 0.4 * b if a + b else 0.0


def _share(of: frozenset[str], within: frozenset[str], weights: Mapping[str, float]) -> float:
    total = sum(weights[t] for t in of)
    got = sum(weights[t] for t in of if t in within or any(_alike(t, w) for w in within))
    return got / total if total else 0.0


def _alike(a: str, b: str) -> bool:
    """Tell whether two long words begin alike for most of their length."""
    short, long = sorted((a, b), key=len)
    return (
        short.isalpha()
        and len(short) >= max(4, math.ceil(0.6 * len(long)))
        and long.startswith(short)
    )


def _figures(
    wanted: frozenset[str], text: frozenset[str], texts: Sequence[frozenset[str]]
) -> float:
    """Return the factor for doses, letters and "no" that tell groups apart."""
    telling = {t for x in texts for t in x if sum(t in y for y in texts) < len(texts)}
    marks = {t for t in wanted & telling if t[0].isdigit() or t.startswith("group:") or len(t) == 1}
    factor = 0.3 if marks - text else 1.0
    if "+" in telling & (text - wanted):
        factor *= 0.9
    return factor * (0.6 if "no" in (wanted ^ text) & telling and "control" not in wanted else 1.0)
