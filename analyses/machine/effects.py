"""Machine-read contrasts to effects, by the same formulas as the coded ones; never checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyses.effects import effect_rows
from analyses.measures.errors import MeasureError
from analyses.measures.spread import sd_from_interval, sd_from_se

Row = Mapping[str, Any]
CONTROLLED = ("rct", "cluster_rct", "non_randomised")
EFFECTS = {"d": "SMD", "md": "MD", "or": "OR", "rr": "RR", "hr": "HR"}
TIMES = {"post": "post", "follow_up": "follow_up", None: "not_stated"}
PEOPLE = ("n1i", "n2i", "ai", "ci")
# Columns of a reading that a machine never fills.
SILENT = dict.fromkeys(
    (
        *("effect_measure", "effect_value", "effect_ci_lb", "effect_ci_ub", "effect_ci_level"),
        *("effect_se", "smd_is", "test_kind", "test_value", "test_df1", "test_df2"),
        *("test_compares", "p_relation", "p_value", "p_compares", "use_reason", "evidence_id"),
    )
)
KEPT = (
    *("measure", "yi", "vi", "se", "ci_lb", "ci_ub", "n1i", "n2i", "formula", "origin"),
    *("no_effect_reason", "construct_id", "outcome_family", "time_kind", "time_weeks", "level"),
    "intervention_types",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How sure a machine must be of a contrast, and of a fact of its study, 0 to 1."""

    contrast: float
    fact: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the machine is sure enough of about a paper; None where it is not, or not of one."""

    design: str | None
    level: str | None
    intervention_types: tuple[str, ...]
    health_workers: bool


def facts_of(suggestions: Sequence[Row], limit: float) -> Facts:
    """Return the facts of a paper that are sure enough; two designs or levels are none."""
    sure: dict[str, set[str]] = {}
    for s in suggestions:
        if s["confidence"] >= limit:
            sure.setdefault(s["field"], set()).add(str(s["value"]))

    def only(field: str) -> str | None:
        found = sure.get(field, set())
        return next(iter(found)) if len(found) == 1 else None

    return Facts(
        design=only("design"),
        level=only("level"),
        intervention_types=tuple(sorted(sure.get("intervention_type", ()))),
        health_workers=bool(sure.get("cadre")),
    )


def paper_effects(
    document: Row,
    contrasts: Sequence[Row],
    facts: Facts,
    families: Mapping[str, str],
    limits: Limits,
) -> Iterator[dict[str, Any]]:
    """Yield the row of ``machine_effects`` for each contrast of a paper.

    Parameters
    ----------
    document : mapping
        The paper's row of ``machine_documents``.
    contrasts : sequence of mapping
        Its rows of ``machine_contrasts``.
    facts : Facts
        What is known of the study.
    families : mapping
        Outcome family of each construct.
    limits : Limits
        How sure the machine must be for the what-if estimates.
    """
    for contrast in contrasts:
        row = _effect(contrast, facts, families)
        reason = _why_not(document, contrast, facts, row, limits)
        yield {
            **{k: contrast[k] for k in ("machine_contrast_id", "paper_id", "confidence")},
            "is_example": document["is_example"],
            "design": facts.design,
            **{k: row.get(k) for k in KEPT},
            "what_if": reason is None,
            "what_if_reason": reason,
            "review_status": "machine",
        }


def _effect(contrast: Row, facts: Facts, families: Mapping[str, str]) -> dict[str, Any]:
    context = {
        "design": facts.design,
        "level": facts.level,
        "evidence_class": "controlled",
        "intervention_types": ";".join(facts.intervention_types) or None,
        "construct_id": contrast["construct_id"],
        "outcome_family": families.get(contrast["construct_id"] or ""),
        "higher_is_better": contrast["higher_is_better"],
        "time_weeks": contrast["time_weeks"],
        "time_kind": TIMES.get(contrast["timing"]),
    }
    try:
        reading, converted = reading_of(contrast)
        row = effect_rows([reading], {reading["contrast_id"]: context})[0]
    except MeasureError as err:
        return {**context, "no_effect_reason": str(err)}
    if converted and row.get("origin") == "computed":
        row["origin"] = "converted"
    return row


def reading_of(contrast: Row) -> tuple[dict[str, Any], bool]:
    """Return a machine-read contrast as a reading, and whether a spread had to be converted.

    Raises
    ------
    MeasureError
        When a standard error or interval gives no standard deviation, or people are no whole
        number.
    """
    for name in PEOPLE:
        if contrast[name] is not None and not float(contrast[name]).is_integer():
            raise MeasureError(f"{contrast[name]:g} people ({name}); a whole number is needed")
    spreads = [_spread(contrast, arm) for arm in ("1", "2")]
    ident = contrast["machine_contrast_id"]
    reading: dict[str, Any] = SILENT | {
        "reading_id": ident,
        "contrast_id": ident,
        "study_id": contrast["paper_id"],
        **{k: contrast[k] for k in ("n1i", "m1i", "n2i", "m2i", "flags")},
        "sd1i": spreads[0][0],
        "sd2i": spreads[1][0],
        "x1i": contrast["ai"],
        "x2i": contrast["ci"],
        "means_are": "change" if contrast["kind"] == "change" else "post",
        "n_is": "analysed",
        "effect_adjusted": contrast["adjusted"],
        "effect_sign": "ok",
        "effect_origin": "reported",
        "benefit": "unclear",
        "use": "main",
        "review_status": "machine",
    }
    return reading | _printed(contrast), any(converted for _, converted in spreads)


def _printed(contrast: Row) -> dict[str, Any]:
    """Return the first printed effect as the columns of a reading."""
    for name, measure in EFFECTS.items():
        if contrast[name] is not None:
            change = measure == "MD" and contrast["kind"] == "change"
            return {
                "effect_measure": "MD_change" if change else measure,
                "effect_value": contrast[name],
                "effect_ci_lb": contrast["ci_lb"],
                "effect_ci_ub": contrast["ci_ub"],
                "smd_is": "unknown" if measure == "SMD" else None,
            }
    return {}


def _spread(contrast: Row, arm: str) -> tuple[float | None, bool]:
    """Return the standard deviation of an arm, and whether it was converted from another spread."""
    sd, n, se = contrast[f"sd{arm}i"], contrast[f"n{arm}i"], contrast[f"se{arm}i"]
    lower, upper = contrast[f"ci{arm}_lb"], contrast[f"ci{arm}_ub"]
    if sd is not None or n is None:
        return sd, False
    if se is not None:
        return float(sd_from_se(se, n).sd[0]), True
    if lower is not None and upper is not None:
        return float(sd_from_interval(lower, upper, n).sd[0]), True
    return None, False


def _why_not(document: Row, contrast: Row, facts: Facts, effect: Row, limits: Limits) -> str | None:
    """Return why an effect is not taken into the what-if estimates, or None when it is."""
    reasons = (
        (document["is_example"], "a worked example: its data are invented"),
        (document["study_id"], "the study is coded, and the coded numbers are used"),
        (document["same_report_as"], "another file of the same report is counted"),
        (contrast["timing"] == "baseline", "measured before the intervention"),
        (effect.get("yi") is None, effect.get("no_effect_reason")),
        (effect.get("use") != "main", effect.get("use_reason")),
        (contrast["confidence"] < limits.contrast, "the machine is not sure enough of the numbers"),
        (effect.get("outcome_family") is None, "the outcome was not recognised"),
        (facts.design not in CONTROLLED, "no design with a comparison group was recognised"),
        (facts.level is None, "no single level was recognised"),
        (not facts.health_workers, "nothing recognised says that these are health workers"),
    )
    return next((str(why) for holds, why in reasons if holds), None)
