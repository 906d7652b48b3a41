"""Mentions that speak of one group put together, and the groups of the study chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.papers.arm_mentions import Mention
from extract.papers.arm_words import arm_tokens, role_of

_MOST_ARMS = 8
# Less than one set with a telling word, or names side by side in a sentence, is no evidence.
_LEAST_SUPPORT = 0.55
Key = frozenset[str]


@dataclass(slots=True)
class Cluster:
    """Mentions of one group, and the keys of its names."""

    keys: set[Key] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def sets(self) -> set[int]:
        """Return the numbers of the sets in which the group stands beside others."""
        return {m.siblings for m in self.mentions}


def keys_of(text: str, short_forms: Mapping[str, str]) -> set[Key]:
    """Return the ways to key a name: as printed, and with its short forms written out."""
    plain = frozenset(arm_tokens(text))
    written = text
    for word in text.replace("(", " ").replace(")", " ").split():
        if word in short_forms:
            written = written.replace(word, short_forms[word])
    return {k for k in (plain, frozenset(arm_tokens(written))) if k}


def clusters(mentions: list[Mention], short_forms: Mapping[str, str]) -> list[Cluster]:
    """Return the groups that the mentions speak of, the surest names first."""
    found: list[Cluster] = []
    for mention in sorted(mentions, key=lambda m: -m.weight):
        keys = keys_of(mention.label, short_forms)
        marks = [a for a in mention.also if len(a.split()) < 4]
        marked = {k for a in marks for k in keys_of(a, short_forms) if _is_mark(k)}
        home = next((c for c in found if c.keys & (keys | marked)), None)
        home = home or _holding(found, keys, mention.siblings)
        if home is None:
            home = Cluster()
            found.append(home)
        home.keys |= keys | marked
        home.mentions.append(mention)
    return found


def _is_mark(key: Key) -> bool:
    return len(key) == 1 and next(iter(key)).startswith("group:")


def _holding(found: list[Cluster], keys: set[Key], siblings: int) -> Cluster | None:
    """Return the only group whose name holds the words of this one, or the other way round."""
    fits = [
        c
        for c in found
        if siblings not in c.sets and any(_holds(a, b) for a in keys for b in c.keys)
    ]
    return fits[0] if len(fits) == 1 else None


def _holds(a: Key, b: Key) -> bool:
    short, long = sorted((a, b), key=len)
    extra = long - short
    return (
        short < long
        and len(extra) <= 2
        and not any(
            t == "no" or t == "+" or t[0].isdigit() or t.startswith("group:") for t in extra
        )
    )


def chosen(found: list[Cluster], assigned: Sequence[frozenset[str]] = ()) -> list[Cluster]:
    """Return the groups of the study: the best supported set that stands side by side.

    A set gains from every other set that names at least two of the same groups, and from a
    sentence that says who was assigned to what (its words in ``assigned``) where that names two.
    """
    members: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in found:
        for number in cluster.sets:
            members[number].append(cluster)
    weights = {
        n: max(m.weight for c in cs for m in c.mentions if m.siblings == n)
        for n, cs in members.items()
    }
    with_role = {id(c) for c in found if any(role_of(m.label) for m in c.mentions)}
    best: tuple[float, list[Cluster]] = (_LEAST_SUPPORT, [])
    for n, group in members.items():
        if not 2 <= len(group) <= _MOST_ARMS:
            continue
        support = weights[n] + 0.3 * sum(id(c) in with_role for c in group)
        for other, cs in members.items():
            shared = sum(1 for c in cs if c in group)
            if other != n and shared > 1:
                support += weights[other] * shared / max(len(cs), len(group))
        support += min(support, 1.0) * _named_in(group, assigned) / len(group)
        if support > best[0] + 1e-9:
            best = (support, group)
    return _without_strangers(_with_kin(best[1], members, weights), assigned)


def _named_in(group: list[Cluster], assigned: Sequence[frozenset[str]]) -> int:
    """Return how many of some groups one sentence names; none where it names a single one."""
    most = max((sum(_is_named(c, words) for c in group) for words in assigned), default=0)
    return most if most > 1 else 0


def _is_named(cluster: Cluster, words: frozenset[str]) -> bool:
    return any(k <= words for k in cluster.keys)


def _without_strangers(group: list[Cluster], assigned: Sequence[frozenset[str]]) -> list[Cluster]:
    """Drop columns of other people beside two or more groups that sentences assign people to."""
    named = [c for c in group if any(_is_named(c, words) for words in assigned)]
    if len(group) < 3 or len(named) < 2:
        return group
    return [c for c in group if c in named or len(c.sets) > 1 or _has_role(c)]


def _has_role(cluster: Cluster) -> bool:
    return any(role_of(m.label) for m in cluster.mentions)


def _with_kin(
    group: list[Cluster], members: Mapping[int, list[Cluster]], weights: Mapping[int, float]
) -> list[Cluster]:
    """Drop what only one weak place names; add what counted sets name beside the groups."""
    counted = [c for c in group if any(m.number for m in c.mentions)]
    if len(counted) > 1:
        group = [c for c in group if c in counted or len(c.sets) > 1]
    known = list(group)
    for n, cs in members.items():
        if weights[n] >= 2 and sum(1 for c in cs if c in group) >= 2:
            known += [c for c in cs if c not in known and any(m.number for m in c.mentions)]
    return known[:_MOST_ARMS]
