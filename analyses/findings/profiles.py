"""What the estimate of each level rests on, level by level: what confounds a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from analyses.findings.levels import RANDOMISED
from analyses.findings.questions import LEVELS, Row

COMPARED = LEVELS[:4]  # an intervention at several levels at once belongs to none of them


def level_profiles(
    pooled: Sequence[Row],
    members: Sequence[Row],
    tables: Mapping[str, Sequence[Row]],
    few_studies: int,
) -> list[dict[str, Any]]:
    """Describe the controlled evidence of each outcome family at each level.

    Parameters
    ----------
    pooled, members : sequence of mapping
        Rows of ``pooled_effects`` and ``pool_members``.
    tables : mapping
        Rows of ``effect_sizes, studies, arms, contrasts``.
    few_studies : int
        Fewest studies of a level for a comparison.

    Returns
    -------
    list of dict
        Rows of ``level_profiles``, for families with an estimate at one level or more; counts are
        of studies, and a study may count under several outcomes, countries and comparators.
    """
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    studies = {s["study_id"]: s for s in tables["studies"]}
    controls = _controls(tables)
    at_level = {
        (f["outcome_family"], f["level"]): f
        for f in pooled
        if f["evidence_class"] == "controlled" and not f["intervention_type"]
    }
    families = sorted({family for (family, _), f in at_level.items() if f["status"] == "pooled"})
    alone = {f["finding_id"] for f in at_level.values() if f["status"] == "single_study"}
    inside: dict[str, list[Row]] = {}
    for member in members:
        if member["included"] or (member["in_all"] and member["finding_id"] in alone):
            inside.setdefault(member["finding_id"], []).append(effects[member["effect_id"]])
    return [
        _profile(finding, inside.get(finding["finding_id"], []), studies, controls, few_studies)
        for family in families
        for level in COMPARED
        if (finding := at_level.get((family, level))) is not None
    ]


def _controls(tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Return what the comparison group of each contrast got."""
    arms = {(a["study_id"], a["arm_id"]): a for a in tables["arms"]}
    return {
        c["contrast_id"]: arms[c["study_id"], c["arm_2"]]["comparator_type"] or "not_stated"
        for c in tables["contrasts"]
        if (c["study_id"], c["arm_2"]) in arms
    }


def _profile(
    finding: Row,
    effects: Sequence[Row],
    studies: Mapping[str, Row],
    controls: Mapping[str, str],
    few_studies: int,
) -> dict[str, Any]:
    idents = sorted({e["study_id"] for e in effects})
    weeks = _last_weeks(effects)
    nations = [(s, c) for s in idents for c in str(studies[s]["countries"] or "").split(";") if c]
    return {
        "outcome_family": finding["outcome_family"],
        "level": finding["level"],
        "finding_id": finding["finding_id"],
        "status": finding["status"],
        "n_studies": len(idents),
        "n_studies_coded": finding["n_studies_coded"],
        "n_randomised": sum(studies[s]["design"] in RANDOMISED for s in idents),
        "n_converted": len({e["study_id"] for e in effects if e["origin"] == "converted"}),
        "outcomes": counted((e["study_id"], e["construct_id"]) for e in effects),
        "countries": counted(nations),
        "n_without_country": len(idents) - len({s for s, _ in nations}),
        "comparators": counted(
            (e["study_id"], controls.get(e["contrast_id"], "not_stated")) for e in effects
        ),
        "weeks_min": min(weeks, default=None),
        "weeks_median": median(weeks) if weeks else None,
        "weeks_max": max(weeks, default=None),
        "n_without_weeks": len(idents) - len(weeks),
        "n_studies_wanted": max(0, few_studies - len(idents)),
    }


def _last_weeks(effects: Sequence[Row]) -> list[float]:
    """Return the latest time of each study that prints one."""
    found: dict[str, float] = {}
    for effect in effects:
        if effect["time_weeks"] is not None:
            study = effect["study_id"]
            found[study] = max(found.get(study, 0.0), effect["time_weeks"])
    return list(found.values())


def counted(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return ``word=number of studies`` for (study, word) pairs, the most frequent first."""
    numbers = Counter(word for _, word in set(pairs))
    return [f"{word}={n}" for word, n in sorted(numbers.items(), key=lambda i: (-i[1], i[0]))]
