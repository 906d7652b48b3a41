"""The questions: outcome family by level (or intervention type) by kind of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Cell = tuple[str, str, str, str]  # outcome family, level, intervention type or "", evidence class
LEVELS = ("individual", "team", "organisational", "system", "multi_level")


def finding_id(family: str, about: str, evidence_class: str) -> str:
    """Return the permanent identifier of a question; it is made of its meaning and never moves.

    ``about`` is a level or an intervention type; no word is both.
    """
    return f"{family}-{about}-{evidence_class}".replace("_", "-")


def cells(effects: Sequence[Row], families: Sequence[str]) -> dict[Cell, list[Row]]:
    """Return the effects of every question, sorted by question.

    Families in ``families`` are asked at every level even when nothing is coded, and for every
    intervention type that is coded; the others at the levels where something is coded.
    """
    found: dict[Cell, list[Row]] = {
        (family, level, "", "controlled"): [] for family in families for level in LEVELS[:4]
    }
    for effect in effects:
        family, evidence_class = effect["outcome_family"], effect["evidence_class"]
        found.setdefault((family, effect["level"], "", evidence_class), []).append(effect)
        if evidence_class == "controlled" and family in families:
            for kind in filter(None, str(effect["intervention_types"] or "").split(";")):
                found.setdefault((family, "any", kind, evidence_class), []).append(effect)
    return dict(sorted(found.items()))


def design_of(effect: Row, designs: Mapping[str, str]) -> str:
    """Return the design behind an effect: one group of a trial, before and after, is no trial."""
    return "pre_post" if effect["evidence_class"] == "pre_post" else designs[effect["study_id"]]
