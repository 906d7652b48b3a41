"""How far to trust a qualitative finding: the four components of CERQual, by stated rules.

CERQual is a judgement of people: Lewin et al. (2018), Implementation Science 13(Suppl 1):2 (what
the components are and each label means) and 13(Suppl 1):10 (how to bring them together). Rules can
only use what is coded about the voices, so this is a first reading, which a named person may
overrule. The numbers of voices and countries are our own choice; CERQual sets none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from analyses.voices.groups import Group, codes

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
CONCERNS = ("none_or_very_minor", "minor", "moderate", "serious")
LABELS = ("very_low", "low", "moderate", "high")
FAVOURABLE = ("recommendation", "facilitator")
NAMES = {
    "focus_group": ("focus group", "focus groups"),
    "round_table": ("round table", "round tables"),
    "text": ("text", "texts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component: how much there is to be concerned about, and why."""

    name: str
    concern: str
    reason: str
    judged_by: str = "rule"
    judged_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision on a component, which stands in place of the rule's.

    ``expect`` is the concern that the rule gave when the person decided: when it says something
    else today, the voices have changed and the decision must be looked at again.
    """

    component: str
    concern: str
    reason: str
    reviewer: str
    date: str
    expect: str

    def __post_init__(self) -> None:
        if self.component not in COMPONENTS:
            raise ValueError(
                f"component {self.component!r}; expected one of {', '.join(COMPONENTS)}"
            )
        for value in (self.concern, self.expect):
            if value not in CONCERNS:
                raise ValueError(f"concern {value!r}; expected one of {', '.join(CONCERNS)}")
        if not self.reason.strip() or not self.reviewer.strip():
            raise ValueError(f"{self.component}: a decision needs a reason and a reviewer")
        date.fromisoformat(self.date)


def decisions_of(paths: Sequence[Path]) -> dict[str, list[Decision]]:
    """Return people's decisions by qualitative finding, from ``confidence.yaml`` where it exists.

    Raises
    ------
    ValueError
        For an entry that is no decision; says which.
    """
    found: dict[str, list[Decision]] = {}
    for path in paths:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        for number, entry in enumerate(entries, 1):
            try:
                fields = dict(entry)
                ident = str(fields.pop("voice_finding_id"))
                decision = Decision(**{**fields, "date": str(fields.get("date"))})
            except (KeyError, TypeError, ValueError) as err:
                raise ValueError(f"{path.name}: entry {number}: {err}") from None
            found.setdefault(ident, []).append(decision)
    return found


def components_of(
    group: Group, beside: Sequence[Group], rules: Mapping[str, Any]
) -> list[Component]:
    """Return the four components of a qualitative finding by rule.

    Parameters
    ----------
    group : Group
        The finding.
    beside : sequence of Group
        All findings: those on the same subject and level may speak against it.
    rules : mapping
        ``few_voices``, ``enough_voices``, ``few_countries``.
    """
    return [
        _methods(group),
        _coherence(group, beside),
        _adequacy(group, rules),
        _relevance(group, rules),
    ]


def described(theme: Mapping[str, Any]) -> bool:
    """Say whether a voice comes from a focus group whose speakers are named by cadre and country.

    A text or a round table speaks about health workers; ``mixed`` describes nobody.
    """
    cadres = set(codes(theme["cadres"])) - {"mixed", "not-stated"}
    return theme["source_kind"] == "focus_group" and bool(cadres) and bool(theme["countries"])


def _methods(group: Group) -> Component:
    """Judge methods: no kind of voice is a study, so a lesser concern is for a person to state."""
    kinds: dict[str, set[str]] = {}
    for theme in group.themes:
        kinds.setdefault(theme["source_kind"], set()).add(theme["source_id"])
    told = ", ".join(f"{(n := len(kinds[k]))} {NAMES[k][n > 1]}" for k in sorted(kinds))
    why = "it is not told how people were asked and their words analysed"
    if not all(described(t) for t in group.themes):
        why += ", nor always who spoke"
    return Component(
        name="methodological_limitations",
        concern="serious",
        reason=f"no study is behind it ({told}); {why}",
    )


def _coherence(group: Group, beside: Sequence[Group]) -> Component:
    against = _against(group, beside)
    if against:
        n = len({s for g in against for s in g.sources})
        kinds = " and ".join(sorted({g.kind for g in against}))
        return Component(
            name="coherence",
            concern="moderate",
            reason=f"{_voices(n)} speak of the same as {kinds}, which may speak against it",
        )
    return Component(
        name="coherence",
        concern="minor",
        reason="nothing coded speaks against it, but only coded summaries were compared",
    )


def _against(group: Group, beside: Sequence[Group]) -> list[Group]:
    """Return findings on the same intervention and level that may speak against one."""
    if group.subject_kind != "intervention" or group.kind == "need":
        return []
    other = ("barrier",) if group.kind in FAVOURABLE else FAVOURABLE
    return [
        g
        for g in beside
        if (g.level, g.subject_kind, g.subject) == (group.level, "intervention", group.subject)
        and g.kind in other
    ]


def _adequacy(group: Group, rules: Mapping[str, Any]) -> Component:
    n = len(group.sources)
    concern = (
        "serious"
        if n < rules["few_voices"]
        else "moderate"
        if n < rules["enough_voices"]
        else "minor"
    )
    return Component(
        name="adequacy", concern=concern, reason=f"{_voices(n)}, known from summaries only"
    )


def _relevance(group: Group, rules: Mapping[str, Any]) -> Component:
    n = len(group.countries)
    if not any(t["source_kind"] == "focus_group" for t in group.themes):
        concern, why = "serious", "speaks about health workers; none of them was asked"
    elif not n:
        concern, why = "serious", "no voice prints a country"
    elif n < rules["few_countries"]:
        concern, why = "moderate", f"{n} {'country' if n == 1 else 'countries'} only"
    else:
        concern, why = "minor", f"{n} countries"
    return Component(name="relevance", concern=concern, reason=why)


def _voices(n: int) -> str:
    return f"{n} voice" if n == 1 else f"{n} voices"


def decided(components: Sequence[Component], decisions: Sequence[Decision]) -> list[Component]:
    """Let people's decisions stand in place of the rules'.

    Raises
    ------
    ValueError
        For two decisions on one component, or one made when the rule said something else.
    """
    by_name = {d.component: d for d in decisions}
    if len(by_name) < len(decisions):
        raise ValueError("two decisions on one component")
    return [_decided(c, by_name.get(c.name)) for c in components]


def _decided(component: Component, decision: Decision | None) -> Component:
    if decision is None:
        return component
    if decision.expect != component.concern:
        raise ValueError(
            f"{component.name}: {decision.reviewer} decided on {decision.date} when the rule gave "
            f"{decision.expect!r}; it gives {component.concern!r} now ({component.reason})"
        )
    return Component(
        name=component.name,
        concern=decision.concern,
        reason=decision.reason,
        judged_by=decision.reviewer,
        judged_on=decision.date,
    )


def overall(components: Sequence[Component]) -> str:
    """Return the overall confidence.

    A finding starts high. Each serious concern takes one step, and two or more minor or moderate
    concerns take one more together (13(Suppl 1):10, table 5: "typically ... at least one level for
    each component" with serious concerns; one level may stand for two or more lesser ones).
    """
    serious = sum(c.concern == "serious" for c in components)
    lesser = sum(c.concern in ("minor", "moderate") for c in components)
    steps = serious + (lesser >= 2)
    return LABELS[max(0, len(LABELS) - 1 - steps)]
