"""Numbers beside voices: where they agree, where one is silent, where they contradict.

A voice is no measurement. Only two things that it says can be held against a number: that something
helps (it is recommended, or named as what helps), and that the effect is limited or unproven (a
barrier coded as a gap in the evidence). Other needs and barriers name a problem, which an effect
neither confirms nor denies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.voices.confidence import FAVOURABLE
from analyses.voices.groups import Group, codes

Row = Mapping[str, Any]
RELATIONS = ("agree", "not_shown", "contradict", "silent", "problem")
GAP = "evidence-gap"


def stance(group: Group) -> str:
    """Return what a qualitative finding says of effects: ``helps``, ``limited`` or ``problem``."""
    if group.kind in FAVOURABLE:
        return "helps"
    if group.kind == "barrier" and all(GAP in codes(t["implementation"]) for t in group.themes):
        return "limited"
    return "problem"


def relation(said: str, finding: Row, important: float) -> tuple[str, str]:
    """Return how a finding relates to what voices say, and the rule that says so.

    Parameters
    ----------
    said : str
        What `stance` gives.
    finding : mapping
        Row of ``pooled_effects``; controlled evidence.
    important : float
        The smallest effect that matters: an interval that stays below it is a limited effect.
    """
    if said == "problem":
        return "problem", "the voices name a problem; an effect neither confirms nor denies it"
    if finding["status"] != "pooled":
        return "silent", _why_silent(finding)
    above, below = finding["ci_lb"] > 0, finding["ci_ub"] < 0
    if said == "helps":
        if above:
            return "agree", "the voices say it helps, and the whole 95% interval lies above 0"
        if below:
            return "contradict", "the voices say it helps, and the whole interval lies below 0"
        return "not_shown", "the voices say it helps; the 95% interval includes 0"
    if above:
        return "contradict", "the voices say the effect is limited; the interval lies above 0"
    if finding["ci_ub"] < important:
        return (
            "agree",
            f"the voices say the effect is limited; the interval stays below {important:g}",
        )
    return "not_shown", "the voices say the effect is limited; the 95% interval includes 0 and more"


def _why_silent(finding: Row) -> str:
    coded = finding["n_studies_coded"]
    many = f"{coded} controlled {'study' if coded == 1 else 'studies'} coded"
    if finding["status"] == "single_study":
        return f"one number only, nothing to pool ({many})"
    if finding["status"] == "unchecked":
        return f"numbers wait for their second reading ({many})"
    return f"no number that can be pooled ({many})"


def beside_numbers(group: Group, findings: Sequence[Row], important: float) -> list[dict[str, Any]]:
    """Return rows of ``voices_beside`` for a qualitative finding.

    An intervention meets the findings on that intervention type; an outcome those on that outcome
    at the same level; a gap in the evidence, where the voices name no intervention, all findings at
    its level. Where there is no finding, one row says that no controlled study is coded.
    """
    said = stance(group)
    rows = []
    for finding in (f for f in findings if _meets(group, said, f)):
        found, rule = relation(said, finding, important)
        rows.append(_row(group, finding["finding_id"], found, rule))
    if not rows and group.subject_kind != "implementation":
        if said == "problem":
            found, rule = relation(said, {}, important)
        else:
            of_main = " on a main outcome" if group.subject_kind == "intervention" else ""
            found, rule = "silent", f"no controlled study{of_main} is coded"
        rows.append(_row(group, None, found, rule))
    return rows


def _row(group: Group, finding_id: str | None, found: str, rule: str) -> dict[str, Any]:
    return {
        "beside_id": f"{group.ident}--{finding_id or 'none'}",
        "voice_finding_id": group.ident,
        "finding_id": finding_id,
        "relation": found,
        "rule": rule,
    }


def _meets(group: Group, said: str, finding: Row) -> bool:
    if finding["evidence_class"] != "controlled":
        return False
    if group.subject_kind == "intervention":
        return bool(finding["intervention_type"] == group.subject)
    if finding["intervention_type"] or finding["level"] != group.level:
        return False
    if group.subject_kind == "outcome":
        return bool(finding["outcome_family"] == group.subject)
    general = not any(t["intervention_types"] for t in group.themes)
    return group.subject == GAP and said == "limited" and general
