"""Findings as lines on a shared axis: which numbers of a row are drawn, and how."""

from __future__ import annotations

from collections.abc import Iterable

from analyses.plots.effect_line import EffectLine
from hub.model import Hub, Row
from hub.text import CERTAINTY_WORDS, badge, number
from hub.texts import Texts


def line_of(hub: Hub, finding: Row) -> EffectLine | None:
    """Return what is drawn of a finding: its pooled effect, or its only study; else nothing."""
    name = finding["finding_id"]
    if finding["status"] == "pooled":
        numbers = [finding[c] for c in ("estimate", "ci_lb", "ci_ub", "pi_lb", "pi_ub")]
        return EffectLine(name, *numbers)
    if finding["status"] == "single_study":
        for member in hub.members.get(name, []):
            if member["in_all"]:
                effect = hub.effects[member["effect_id"]]
                return EffectLine(name, effect["yi"], effect["ci_lb"], effect["ci_ub"], hollow=True)
    return None


def lines_of(hub: Hub, findings: Iterable[Row]) -> dict[str, EffectLine]:
    """Return the lines of the findings that have one, by finding."""
    found = ((f["finding_id"], line_of(hub, f)) for f in findings)
    return {ident: line for ident, line in found if line is not None}


def words_of(line: EffectLine) -> str:
    """Return a line in words: every number that is drawn."""
    say = Texts()
    ends = (number(line.ci_lb), number(line.ci_ub))
    shown = {"estimate": number(line.estimate), "lower": ends[0], "upper": ends[1]}
    if line.hollow:
        return say("pieces-line-one-study", **shown)
    if line.pi_lb is None:
        return say("pieces-line-pooled", **shown)
    predicted = {"plower": number(line.pi_lb), "pupper": number(line.pi_ub)}
    return say("pieces-line-predicted", **shown, **predicted)


def tone(level: str) -> str:
    """Return the class that gives a level's colour."""
    return f"tone--{level.replace('_', '-')}"


def certainty_badge(finding: Row) -> str:
    """Return how sure a finding is, as a badge."""
    return badge(CERTAINTY_WORDS[finding["certainty"]], f"certainty-{finding['certainty']}")
