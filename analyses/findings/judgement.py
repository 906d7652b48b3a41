"""How sure a finding is: small-study tests, then the GRADE domains by rule, overruled by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.bias.verdict import SmallStudyVerdict, small_study_verdict
from analyses.findings.pool import Pooled
from analyses.findings.questions import design_of
from analyses.grading.grade import grade
from analyses.grading.records import Evidence, Grading, Override
from analyses.grading.rules import Rules
from analyses.models.errors import ModelError

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
RANDOMISED = ("rct", "cluster_rct")


def small_study(effects: Sequence[Row], rho: float) -> SmallStudyVerdict | None:
    """Run the small-study tests that the effects allow; None when not even that is possible."""
    sizes = [(e["n1i"] or 0) + (e["n2i"] or 0) for e in effects]
    try:
        return small_study_verdict(
            [e["yi"] for e in effects],
            [e["vi"] for e in effects],
            study=[str(e["study_id"]) for e in effects],
            ni=[float(n) for n in sizes] if min(sizes) > 0 else None,
            rho=rho,
        )
    except ModelError:
        return None


def small_study_rows(ident: str, verdict: SmallStudyVerdict | None) -> Rows:
    """Return the tests of a finding: rows of ``small_study``."""
    if verdict is None:
        return []
    rows: Rows = [
        {
            "finding_id": ident,
            "test": check.name,
            "says": check.says,
            "p": None if check.p != check.p else check.p,
            "note": check.note,
        }
        for check in verdict.checks
    ]
    rows += [
        {
            "finding_id": ident,
            "test": f"mean: {mean.name}",
            "says": "estimate",
            "estimate": mean.estimate,
            "ci_lb": mean.ci_lb,
            "ci_ub": mean.ci_ub,
        }
        for mean in verdict.corrected
    ]
    rows.append(
        {
            "finding_id": ident,
            "test": "verdict",
            "says": verdict.answer,
            "note": verdict.sentence,
            "power": verdict.median_power,
        }
    )
    return rows


def graded(
    pooled: Pooled,
    effects: Sequence[Row],
    n_participants: int,
    designs: Mapping[str, str],
    bias: SmallStudyVerdict | None,
    rules: Mapping[str, Any],
    overrides: Sequence[Override],
) -> Grading:
    """Grade a finding by rule; entries of people win."""
    of_study = {e["study_id"]: design_of(e, designs) for e in effects}
    share = sum(d in RANDOMISED for d in of_study.values()) / len(of_study)
    evidence = Evidence(
        k=pooled.n_studies,
        n_participants=n_participants or None,
        share_randomised=share,
        estimate=pooled.estimate,
        ci_lb=pooled.ci_lb,
        ci_ub=pooled.ci_ub,
        pi_lb=pooled.pi_lb,
        pi_ub=pooled.pi_ub,
        i2=pooled.i2,
        dominant_weight=pooled.largest_study,
        small_study="not_assessed" if bias is None else bias.answer,
        small_study_note="" if bias is None else bias.sentence,
    )
    return grade(evidence, Rules.of(rules), overrides)


def certainty_rows(ident: str, grading: Grading) -> Rows:
    """Return the domains of a grading: rows of ``certainty``."""
    return [
        {
            "finding_id": ident,
            "domain": domain.name,
            "steps": domain.steps,
            "reason": domain.reason,
            "judged_by": domain.override.reviewer if domain.override else "rule",
            "judged_on": domain.override.date if domain.override else None,
        }
        for domain in grading.domains
    ]
