"""What an effect needs to know about its contrast, joined from the record tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def contexts_of(tables: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Any]]:
    """Return, for each contrast, its study's design and level and its outcome's meaning.

    Parameters
    ----------
    tables : mapping
        Rows of ``studies, arms, outcomes, contrasts`` by table name.

    Raises
    ------
    KeyError
        When a contrast names a study, an arm or an outcome that is not there.
    """
    studies = {s["study_id"]: s for s in tables["studies"]}
    arms = {(a["study_id"], a["arm_id"]): a for a in tables["arms"]}
    outcomes = {(o["study_id"], o["outcome_id"]): o for o in tables["outcomes"]}
    contexts = {}
    for contrast in tables["contrasts"]:
        study = studies[contrast["study_id"]]
        outcome = outcomes[contrast["study_id"], contrast["outcome_id"]]
        arm = arms[contrast["study_id"], contrast["arm_1"]]
        contexts[contrast["contrast_id"]] = {
            "design": study["design"],
            "level": study["level"],
            "evidence_class": contrast["evidence_class"],
            "intervention_types": arm["intervention_types"],
            **{
                k: outcome[k]
                for k in (
                    "construct_id",
                    "outcome_family",
                    "higher_is_better",
                    "time_weeks",
                    "time_kind",
                )
            },
        }
    return contexts
