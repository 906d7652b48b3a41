"""What would a finding say if the machine-read numbers were included? Beside it, never in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyses.findings.pool import pool
from analyses.findings.questions import finding_id
from analyses.models.errors import ModelError
from analyses.selection import at_the_end

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]


def findings_of(effect: Row) -> list[str]:
    """Return the findings that a machine-read effect speaks to: of its level, of its types."""
    if effect["outcome_family"] is None:
        return []
    about = [effect["level"], *str(effect["intervention_types"] or "").split(";")]
    return [finding_id(effect["outcome_family"], str(a), "controlled") for a in about if a]


def by_finding(effects: Iterable[Row], known: Iterable[str]) -> dict[str, list[Row]]:
    """Return the effects that would enter each finding, chosen as those of coded studies are.

    Parameters
    ----------
    effects : iterable of mapping
        Rows of ``machine_effects``.
    known : iterable of str
        Findings that are there; a machine-read paper makes no new one.
    """
    wanted, found = set(known), defaultdict(list)
    for effect in effects:
        if effect["what_if"] and not effect["is_example"]:
            for ident in findings_of(effect):
                if ident in wanted:
                    found[ident].append(effect)
    return {ident: _chosen(members) for ident, members in found.items()}


def _chosen(members: Sequence[Row]) -> list[Row]:
    """Return at most one effect for each paper, construct and kind of time.

    The earliest one, as that is nearest to the end of the intervention; of several at that time
    the one that is surest, and needed no conversion.
    """
    best: dict[tuple[Any, ...], Row] = {}
    for e in sorted(members, key=_preference):
        best.setdefault((e["paper_id"], e["construct_id"], e["time_kind"]), e)
    rows = [
        {**e, "study_id": e["paper_id"], "effect_id": e["machine_contrast_id"], "use": "main"}
        for e in best.values()
    ]
    return sorted(at_the_end(rows), key=lambda e: e["effect_id"])


def _preference(effect: Row) -> tuple[Any, ...]:
    weeks = effect["time_weeks"]
    converted = effect["origin"] not in ("computed", "reported")
    ident = effect["machine_contrast_id"]
    return (weeks is None, weeks or 0.0, -effect["confidence"], converted, ident)


def what_if_rows(
    machine: Mapping[str, Sequence[Row]],
    findings: Mapping[str, Row],
    inside: Mapping[str, Sequence[Row]],
    rho: float,
) -> Rows:
    """Return each finding as it is and as it would be: rows of ``what_if``.

    Parameters
    ----------
    machine : mapping
        Machine-read effects by finding, see `by_finding`.
    findings : mapping
        Rows of ``pooled_effects`` by identifier.
    inside : mapping
        The checked effects pooled in each finding.
    rho : float
        Assumed correlation of the sampling errors of one study.
    """
    return [
        _one(findings[ident], machine[ident], inside.get(ident, []), rho)
        for ident in sorted(machine)
        if machine[ident]
    ]


def _one(finding: Row, added: Sequence[Row], inside: Sequence[Row], rho: float) -> dict[str, Any]:
    papers = sorted({str(e["study_id"]) for e in added})
    row: dict[str, Any] = {
        "finding_id": finding["finding_id"],
        "n_papers": len(papers),
        "k_machine": len(added),
        "papers": papers,
        **{f"{k}_now": finding[k] for k in ("estimate", "ci_lb", "ci_ub")},
        "review_status": "machine",
    }
    try:
        found = pool([*inside, *added], rho=rho)
    except ModelError as err:
        return row | {"reason": str(err)}
    row |= {
        "n_studies_if": found.n_studies,
        **{f"{k}_if": getattr(found, k) for k in ("estimate", "ci_lb", "ci_ub")},
    }
    if finding["estimate"] is None:
        return row
    return row | {
        "shift": found.estimate - finding["estimate"],
        "turns": (found.ci_lb > 0) != (finding["ci_lb"] > 0)
        or (found.ci_ub < 0) != (finding["ci_ub"] < 0),
    }
