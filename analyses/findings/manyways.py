"""All defensible ways of pooling a finding, and whether its answer holds in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.findings.pool import pool
from analyses.findings.questions import design_of
from analyses.multiverse.curve import SpecificationCurve, VerdictRules, specification_curve
from analyses.multiverse.models import two_level
from analyses.multiverse.run import Fit, Fitted, run
from analyses.multiverse.samples import Sample, one_a_study, sample_of, select
from analyses.multiverse.specifications import Specification, specifications
from analyses.selection import at_the_end, rank

BOTH = ("main", "sensitivity")
Row = Mapping[str, Any]
Rows = list[dict[str, Any]]


def curve_of(
    members: Sequence[Row],
    designs: Mapping[str, str],
    order: Sequence[str],
    declared: Mapping[str, Any],
    rho: float,
) -> SpecificationCurve:
    """Run every declared specification on the effects considered for a finding.

    Parameters
    ----------
    members : sequence of mapping
        Effects considered for it.
    designs : mapping
        Design of each study.
    order : sequence of str
        Constructs in order of preference.
    declared : mapping
        ``families``, ``exclude`` and ``verdict`` of the configuration.
    rho : float
        Correlation within studies of the primary model, which is the reference.
    """
    rows = [{**e, "design": design_of(e, designs), "risk_of_bias": "not_assessed"} for e in members]

    def sample(spec: Specification) -> Sample:
        chosen = at_the_end(select(rows, spec.option("effects", "main")), BOTH)
        if spec.family == "multilevel":
            return sample_of(sorted(chosen, key=lambda r: (r["study_id"], r["effect_id"])))
        return one_a_study(chosen, spec.option("per_study", "first"), lambda r: rank(r, order), rho)

    specs = specifications({k: v for k, v in declared.items() if k != "verdict"})
    models = {
        "two_level": _each_once(two_level, ("method", "test")),
        "multilevel": _each_once(_multilevel, ("rho",)),
    }
    outcomes = run(specs, sample, models)
    primary = {"effects": "checked_only", "rho": str(rho), "outliers": "keep"}
    reference = next(
        (s for s in specs if s.family == "multilevel" and dict(s.choices) == primary), None
    )
    return specification_curve(outcomes, VerdictRules.of(declared.get("verdict", {})), reference)


def _each_once(fit: Fit, factors: Sequence[str]) -> Fit:
    """Return a model that remembers its fits: many specifications choose the same effects.

    ``factors`` are those that the model looks at.
    """
    known: dict[tuple[object, ...], Fitted] = {}

    def fitted(sample: Sample, spec: Specification) -> Fitted:
        numbers = sample.yi.tobytes(), sample.vi.tobytes()
        key = (sample.studies, *numbers, *(spec.option(f, "") for f in factors))
        if key not in known:
            known[key] = fit(sample, spec)
        return known[key]

    return fitted


def _multilevel(sample: Sample, spec: Specification) -> Fitted:
    """Fit the primary model of the hub to a sample."""
    effects = [
        {"study_id": s, "yi": y, "vi": v}
        for s, y, v in zip(sample.studies, sample.yi.tolist(), sample.vi.tolist(), strict=True)
    ]
    p = pool(effects, rho=float(spec.option("rho", "0.6")))
    return Fitted(estimate=p.estimate, ci_lb=p.ci_lb, ci_ub=p.ci_ub, tau2=p.tau2)


def multiverse_rows(ident: str, curve: SpecificationCurve) -> Rows:
    """Return the different results of a multiverse: rows of ``multiverse``."""
    return [
        {
            "finding_id": ident,
            "place": number,
            "family": point.family,
            "choices": ", ".join(f"{name}={option}" for name, option in point.choices),
            "all_choices": [f"{name}={option}" for name, option in point.options],
            "is_primary": point.reference,
            "k": point.k,
            "n_studies": point.n_studies,
            "estimate": point.estimate,
            "ci_lb": point.ci_lb,
            "ci_ub": point.ci_ub,
            "n_same": point.n_same,
        }
        for number, point in enumerate(curve.points, 1)
    ]
