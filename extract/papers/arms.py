"""The groups of a controlled study: how the paper names them and how many people each had."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from extract.documents.model import Document
from extract.papers.arm_allocation import allocations
from extract.papers.arm_clusters import Cluster, chosen, clusters
from extract.papers.arm_descriptions import described_mentions
from extract.papers.arm_equal import count_of_each
from extract.papers.arm_mentions import Mention, Stage
from extract.papers.arm_sentences import sentence_mentions
from extract.papers.arm_tables import table_mentions
from extract.papers.arm_treatments import with_treatments
from extract.papers.arm_words import arm_tokens, role_of
from extract.papers.matching import abbreviations
from extract.papers.model import ArmFound, Number, Role

_MOST_QUOTES = 6
# More counts than these, each as often, in sentences that do not say what they count: none is n.
_MOST_TIED = 1


def find_arms(
    document: Document, short_forms: Mapping[str, str] | None = None
) -> tuple[ArmFound, ...]:
    """Return the groups of a study, in the order in which the paper first lists them.

    Parameters
    ----------
    document : Document
        As read.
    short_forms : mapping, optional
        From `abbreviations`; found here where not given.

    Returns
    -------
    tuple of ArmFound
        Empty where no two groups stand side by side. A count is there only where the paper prints
        it beside the group's name, or says that groups are of equal size.
    """
    short = abbreviations(document) if short_forms is None else short_forms
    mentions = table_mentions(document, 0)
    mentions += sentence_mentions(document, _next(mentions))
    mentions += described_mentions(document, _next(mentions))
    found = clusters(mentions, short)
    group = chosen(found, allocations(document, short))
    others = [c for c in found if c not in group]
    _link(group, others)
    _share(group, others)
    arms = _telling([_arm(c, short) for c in group])
    return _with_roles(_with_equal_counts(document, with_treatments(document, arms)))


def size_of(arm: ArmFound) -> Number | None:
    """Return the count to use where a table of the outcome prints none.

    The count at the heads of columns comes first, then who was analysed; those who began, with or
    without words that say so, are taken only where no other count is printed.
    """
    return arm.n_listed or arm.n_analysed or arm.n_baseline or arm.n_randomised or arm.n_completed


def _next(mentions: list[Mention]) -> int:
    return max((m.siblings for m in mentions), default=-1) + 1


def _link(group: list[Cluster], others: list[Cluster]) -> None:
    """Take in other names of the groups: sets of as many names with the same, different counts.

    A table calls them "Intervention (n = 76)" and "Control (n = 75)", the text names what they
    received and the same counts.
    """
    counts = [_counts(c) for c in group]
    sets: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in others:
        for number in cluster.sets:
            sets[number].append(cluster)
    for number, names in sets.items():
        within = [c for c in group if number in c.sets]
        if len(names) + len(within) != len(group):
            continue
        free = [i for i, c in enumerate(group) if c not in within]
        for home, name in _pairs(free, names, counts, number, group):
            group[home].mentions += [m for m in name.mentions if m not in group[home].mentions]


def _share(group: list[Cluster], others: list[Cluster]) -> None:
    """Give a name that fits several of the groups, as in a factorial trial, to each of them."""
    for other in others:
        words = {
            k for m in other.mentions for a in (m.label, *m.also) if (k := frozenset(arm_tokens(a)))
        }
        homes = [c for c in group if any(k < key for k in words for key in c.keys)]
        if 1 < len(homes) < len(group):
            for home in homes:
                home.mentions += [m for m in other.mentions if m.number is None]


def _pairs(
    free: list[int],
    names: list[Cluster],
    counts: list[set[float]],
    number: int,
    group: list[Cluster],
) -> list[tuple[int, Cluster]]:
    if len(names) == 1:
        return [(free[0], names[0])]
    made: list[tuple[int, Cluster]] = []
    for name in names:
        printed = {m.number.value for m in name.mentions if m.siblings == number and m.number}
        fits = [i for i in free if counts[i] & printed]
        if len(fits) != 1:
            roles = _role(name)
            fits = [i for i in free if roles and _role(group[i]) == roles]
        if len(fits) == 1:
            made.append((fits[0], name))
    if len(made) == len(free) - 1 == 1:
        rest = next(n for n in names if n is not made[0][1])
        made.append((next(i for i in free if i != made[0][0]), rest))
    return made if len({i for i, _ in made}) == len(made) else []


def _counts(cluster: Cluster) -> set[float]:
    return {m.number.value for m in cluster.mentions if m.number}


def _role(cluster: Cluster) -> Role | None:
    votes = Counter(r for m in cluster.mentions if (r := role_of(m.label)))
    return votes.most_common(1)[0][0] if votes else None


def _arm(cluster: Cluster, short: Mapping[str, str]) -> ArmFound:
    names = list(dict.fromkeys(m.label for m in cluster.mentions))
    also = list(dict.fromkeys(a for m in cluster.mentions for a in m.also))
    named = [a for a in also if len(arm_tokens(a)) <= 4]
    baseline = _most(cluster, "baseline")
    written = [short[w] for n in names for w in re.split(r"[\s()/]+", n) if w in short]
    aliases = tuple(dict.fromkeys([*names, *named, *written]))
    return ArmFound(
        name=names[0],
        role=_role(cluster),
        n_randomised=_most(cluster, "randomised"),
        n_analysed=_most(cluster, "analysed"),
        n_completed=_most(cluster, "completed"),
        n_listed=_most(cluster, "listed") or (None if baseline else _most(cluster, "stated")),
        n_baseline=baseline,
        aliases=aliases,
        descriptions=tuple(
            dict.fromkeys([*_received(cluster), *(a for a in also if a not in named)])
        ),
        quotes=tuple(dict.fromkeys(m.quote for m in cluster.mentions))[:_MOST_QUOTES],
    )


def _telling(arms: list[ArmFound]) -> list[ArmFound]:
    """Drop names that several groups bear: they do not tell one from another."""
    bearers = Counter(alias for a in arms for alias in {x.lower() for x in a.aliases})
    most = 1 if len(arms) == 2 else len(arms) - 1
    return [
        replace(a, aliases=tuple(x for x in a.aliases if x == a.name or bearers[x.lower()] <= most))
        for a in arms
    ]


def _received(cluster: Cluster) -> list[str]:
    return [m.received for m in cluster.mentions if m.received]


def _most(cluster: Cluster, stage: Stage) -> Number | None:
    """Return the count that the paper prints most often at a stage; of two alike, the larger."""
    votes: dict[float, float] = defaultdict(float)
    first: dict[float, Number] = {}
    seen: set[tuple[int, float]] = set()
    for mention in cluster.mentions:
        if mention.stage == stage and mention.number:
            value = mention.number.value
            if (mention.siblings, value) not in seen:
                votes[value] += max(mention.weight, 0.1)
            seen.add((mention.siblings, value))
            first.setdefault(value, mention.number)
    whole = {v for v in votes if not _is_part(v, set(votes), _counts(cluster))} or set(votes)
    if stage == "stated":
        whole = set(votes)
        if sum(v > max(votes.values()) - 1e-9 for v in votes.values()) > _MOST_TIED:
            return None
    return first[max(whole, key=lambda v: (votes[v], v))] if votes else None


def _is_part(value: float, listed: set[float], counts: set[float]) -> bool:
    """Whether a count and another of its kind add up to a third: parts of the group."""
    return any(value + other in counts for other in listed if other != value)


def _with_equal_counts(document: Document, arms: list[ArmFound]) -> list[ArmFound]:
    if len(arms) < 2 or any(size_of(a) for a in arms):
        return arms
    each = count_of_each(document, len(arms))
    if each is None:
        return arms
    return [replace(a, n_listed=each) for a in arms]


def _with_roles(arms: list[ArmFound]) -> tuple[ArmFound, ...]:
    """Give the others the role of intervention where the names tell of comparators.

    Beside the only intervention of two groups, the other is its comparator.
    """
    if len(arms) == 2 and {a.role for a in arms} == {"intervention", None}:
        return tuple(a if a.role else replace(a, role="comparator") for a in arms)
    told = [a for a in arms if a.role == "comparator"]
    if not told or len(told) == len(arms):
        return tuple(arms)
    return tuple(a if a.role else replace(a, role="intervention") for a in arms)
