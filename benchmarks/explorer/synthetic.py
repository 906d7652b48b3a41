"""Made-up effects for the benchmark: marked as such, and written to its temporary folder alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from hub.model import LEVELS, Hub

MARK = "Benchmark"
DESIGNS = ("rct", "cluster_rct", "non_randomised", "pre_post", "cross_sectional")
COUNTRIES = ("US", "CN", "GB", "DE", "NL", "IR", "AU", "TR", "SE", "ES", "BR", "IN", "KE", "ZM")
INCOMES = ("low", "lower_middle", "upper_middle", "high")
FAMILIES, CONSTRUCTS, GROUPS, KINDS, CADRES = 20, 60, 20, 100, 15


def made_up_hub(n_effects: int, seed: int = 1) -> Hub:
    """Return a hub of made-up studies with two to three effects each; most are on burnout."""
    rng = np.random.default_rng(seed)
    n_studies = max(2, round(n_effects / 2.5))
    studies = [_study(rng, i) for i in range(n_studies)]
    effects = [_effect(rng, i, studies[int(rng.integers(n_studies))]) for i in range(n_effects)]
    used = {e["study_id"] for e in effects}
    tables: dict[str, list[dict[str, Any]]] = {
        "effect_sizes": effects,
        "studies": [s for s in studies if s["study_id"] in used],
        "terms": _terms(),
        "pooled_effects": [],
        "checks": [],
    }
    return Hub(tables, {}, ["burnout"])


def _study(rng: np.random.Generator, i: int) -> dict[str, Any]:
    return {
        "study_id": f"made-up-{i:05d}",
        "title": f"{MARK} {i}: a made-up study that nobody did",
        "authors": f"{MARK} {i}",
        "year": int(rng.integers(2000, 2026)),
        "countries": str(rng.choice(COUNTRIES)),
        "income_group": str(rng.choice(INCOMES)),
        "cadres": f"cadre-{rng.integers(CADRES)}",
        "design": str(rng.choice(DESIGNS, p=(0.4, 0.2, 0.2, 0.1, 0.1))),
        "risk_of_bias": "not_assessed",
        "level": str(rng.choice(LEVELS, p=(0.4, 0.2, 0.2, 0.1, 0.1))),
        "kind": f"kind-{rng.integers(KINDS)}",
    }


def _effect(rng: np.random.Generator, i: int, study: dict[str, Any]) -> dict[str, Any]:
    family = "burnout" if rng.random() < 0.6 else f"family-{rng.integers(1, FAMILIES)}"
    vi = float(rng.uniform(0.01, 0.2))
    yi = float(rng.normal(0.3, (vi + 0.05) ** 0.5))
    reach = 1.96 * vi**0.5
    design = study["design"]
    return {
        "effect_id": f"made-up-{i:05d}-e",
        "study_id": study["study_id"],
        "level": study["level"],
        "evidence_class": design if design in ("pre_post", "cross_sectional") else "controlled",
        "construct_id": f"construct-{rng.integers(CONSTRUCTS)}",
        "outcome_family": family,
        "intervention_types": study["kind"],
        "yi": yi,
        "vi": vi,
        "ci_lb": yi - reach,
        "ci_ub": yi + reach,
        "n1i": 50,
        "n2i": 50,
        "use": "main",
        "use_reason": None,
        "review_status": "checked" if rng.random() < 0.8 else "machine",
    }


def _terms() -> list[dict[str, Any]]:
    families = ["burnout", *(f"family-{i}" for i in range(1, FAMILIES))]
    kinds = [_term("interventions", f"kind-{i}", f"group-{i % GROUPS}") for i in range(KINDS)]
    return [
        *(_term("outcome_families", f) for f in families),
        *(_term("outcomes", f"construct-{i}") for i in range(CONSTRUCTS)),
        *(_term("intervention_groups", f"group-{i}") for i in range(GROUPS)),
        *kinds,
        *(_term("cadres", f"cadre-{i}") for i in range(CADRES)),
    ]


def _term(vocabulary: str, ident: str, parent: str | None = None) -> dict[str, Any]:
    label = f"{MARK} {ident.replace('-', ' ')}"
    return {"vocabulary": vocabulary, "term_id": ident, "label": label, "parent": parent}
