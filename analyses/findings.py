"""Effects to findings: one pooled answer per outcome family, level and evidence class."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyses.certainty import rate
from analyses.pooling import PooledEffect, PoolingError, leave_one_out, pool_common, pool_reml_kh
from analyses.selection import choose

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
Cell = tuple[str, str, str, str]  # outcome family, level, intervention type or "", evidence class
LEVELS = ("individual", "team", "organisational", "system", "multi_level")
NOT_POOLED = "associations are listed, not pooled: the exposures differ and causes are not shown"
SENSITIVITY = {
    "with_doubtful": "with the effects that are kept for sensitivity",
    "no_conversions": "without converted effects",
    "no_changes": "without differences of change scores",
    "randomised_only": "randomised trials only",
    "with_unchecked": "with the numbers that were read only once",
}


def finding_id(family: str, about: str, evidence_class: str) -> str:
    """Return the permanent identifier of a question; it is made of its meaning and never moves.

    ``about`` is a level or an intervention type; no word is both.
    """
    return f"{family}-{about}-{evidence_class}".replace("_", "-")


def findings(
    effects: Sequence[Row],
    designs: Mapping[str, str],
    families: Sequence[str],
    config: Mapping[str, Any],
) -> dict[str, Rows]:
    """Pool every cell of outcome family, level and evidence class.

    Parameters
    ----------
    effects : sequence of mapping
        Rows of ``effect_sizes``.
    designs : mapping
        Design of each study.
    families : sequence of str
        Outcome families that are answered at every level, even when nothing is coded.
    config : mapping
        ``construct_order`` (by family), ``min_studies``, ``certainty`` rules, and
        ``headline_status``: the review statuses whose numbers make a headline.

    Returns
    -------
    dict
        Rows of ``pooled_effects``, ``pool_members`` and ``sensitivity``.
    """
    cells: dict[Cell, list[Row]] = {
        (family, level, "", "controlled"): [] for family in families for level in LEVELS[:4]
    }
    for effect in effects:
        family, evidence_class = effect["outcome_family"], effect["evidence_class"]
        cells.setdefault((family, effect["level"], "", evidence_class), []).append(effect)
        if evidence_class == "controlled" and family in families:
            for kind in str(effect["intervention_types"] or "").split(";"):
                cells.setdefault((family, "any", kind, evidence_class), []).append(effect)
    result: dict[str, Rows] = {"pooled_effects": [], "pool_members": [], "sensitivity": []}
    for key, members in sorted(cells.items()):
        _one_finding(key, members, designs, config, result)
    return result


def _one_finding(
    key: Cell,
    members: Sequence[Row],
    designs: Mapping[str, str],
    config: Mapping[str, Any],
    result: dict[str, Rows],
) -> None:
    family, level, kind, evidence_class = key
    ident = finding_id(family, kind or level, evidence_class)
    order = config["construct_order"].get(family, [])
    choices = choose(members, order, statuses=config["headline_status"])
    chosen = _chosen(choices)
    everything = _chosen(choose(members, order))
    if evidence_class == "cross_sectional":
        chosen, everything = [], []
    base = {
        "finding_id": ident,
        "outcome_family": family,
        "level": level,
        "intervention_type": kind or None,
        "evidence_class": evidence_class,
        "n_studies_coded": len(choices),
    }
    row, weights = _pooled_row(chosen, everything, designs, config)
    if evidence_class == "cross_sectional":
        row["reason"] = NOT_POOLED
    taken = {e["effect_id"] for e in everything}
    result["pooled_effects"].append(base | row | {"version": _digest(row, chosen or everything)})
    for study, (_, reasons) in choices.items():
        for effect, reason in reasons.items():
            result["pool_members"].append(
                {
                    "finding_id": ident,
                    "effect_id": effect,
                    "study_id": study,
                    "included": effect in weights,
                    "in_all": effect in taken,
                    "reason": reason if evidence_class != "cross_sectional" else NOT_POOLED,
                    "weight": weights.get(effect),
                }
            )
    if row["status"] == "pooled":
        result["sensitivity"] += _sensitivity(ident, members, chosen, designs, order, config)


def _chosen(choices: Mapping[str, tuple[Row | None, Any]]) -> list[Row]:
    return [effect for effect, _ in choices.values() if effect is not None]


def _pooled_row(
    chosen: Sequence[Row],
    everything: Sequence[Row],
    designs: Mapping[str, str],
    config: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, float]]:
    """Return a finding from the checked effects, and beside it what all effects would say."""
    sized = [e for e in chosen if e["n1i"]]
    row: dict[str, Any] = {
        "k": len(chosen),
        "n_studies": len({e["study_id"] for e in chosen}),
        "n_participants": sum(e["n1i"] + (e["n2i"] or 0) for e in sized),
        "n_without_size": len(chosen) - len(sized),
        "measure": next((e["measure"] for e in (*chosen, *everything)), None),
        "certainty": "none",
        **_with_unchecked(everything, config),
    }
    if len(chosen) < config["min_studies"]:
        return row | _too_few(chosen, everything, config), {}
    try:
        pooled = pool_reml_kh([e["yi"] for e in chosen], [e["vi"] for e in chosen])
    except PoolingError as err:
        return row | {"status": "none", "reason": str(err), "converged": False}, {}
    certainty = rate(
        pooled, [_design(e, designs) for e in chosen], row["n_participants"], config["certainty"]
    )
    row |= _estimate(pooled) | {
        "status": "pooled",
        "certainty": certainty.label,
        "certainty_reasons": "; ".join(certainty.reasons),
    }
    ids = [e["effect_id"] for e in chosen]
    return row, dict(zip(ids, pooled.weights, strict=True))


def _design(effect: Row, designs: Mapping[str, str]) -> str:
    """Return the design behind an effect: one group of a trial, before and after, is no trial."""
    return "pre_post" if effect["evidence_class"] == "pre_post" else designs[effect["study_id"]]


def _with_unchecked(everything: Sequence[Row], config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pooled effect of checked and unchecked numbers together, in ``*_all`` columns."""
    row: dict[str, Any] = {"k_all": len(everything)}
    if len(everything) < config["min_studies"]:
        return row
    try:
        p = pool_reml_kh([e["yi"] for e in everything], [e["vi"] for e in everything])
    except PoolingError:
        return row
    return row | {"estimate_all": p.estimate, "ci_lb_all": p.ci_lb, "ci_ub_all": p.ci_ub}


def _too_few(
    chosen: Sequence[Row], everything: Sequence[Row], config: Mapping[str, Any]
) -> dict[str, Any]:
    if not everything:
        return {"status": "none", "reason": "no study prints a number that can be pooled"}
    if len(everything) < config["min_studies"]:
        return {
            "status": "single_study",
            "certainty": "very_low",
            "certainty_reasons": "one study",
            "reason": "one study only: nothing to pool",
        }
    return {
        "status": "unchecked",
        "reason": f"{len(chosen)} of the {len(everything)} usable numbers have had a second "
        f"reading; a headline needs {config['min_studies']}",
    }


def _estimate(p: PooledEffect) -> dict[str, Any]:
    return {
        "estimate": p.estimate,
        "se": p.se,
        "ci_lb": p.ci_lb,
        "ci_ub": p.ci_ub,
        "pi_lb": p.pi_lb,
        "pi_ub": p.pi_ub,
        "tau2": p.tau2,
        "i2": p.i2,
        "q": p.q,
        "q_p": p.q_p,
        "converged": p.converged,
    }


def _digest(row: Row, chosen: Iterable[Row]) -> str:
    """Return a digest of what a reader would call the finding: who is in, and the numbers."""
    numbers = [
        f"{row[k]:.4f}"
        for k in ("estimate", "ci_lb", "ci_ub", "estimate_all")
        if row.get(k) is not None
    ]
    text = "|".join([row["status"], *sorted(e["effect_id"] for e in chosen), *numbers])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _sensitivity(
    ident: str,
    members: Sequence[Row],
    chosen: Sequence[Row],
    designs: Mapping[str, str],
    order: Sequence[str],
    config: Mapping[str, Any],
) -> Rows:
    uses = ("main", "sensitivity")
    sets = {
        "with_unchecked": _chosen(choose(members, order)),
        "with_doubtful": _chosen(choose(members, order, uses, config["headline_status"])),
        "no_conversions": [e for e in chosen if e["origin"] in ("reported", "computed")],
        "no_changes": [e for e in chosen if e["formula"] != "smd-means-change"],
        "randomised_only": [e for e in chosen if _design(e, designs) in ("rct", "cluster_rct")],
    }
    rows = [_variant(ident, SENSITIVITY[name], some) for name, some in sets.items()]
    yi, vi = [e["yi"] for e in chosen], [e["vi"] for e in chosen]
    common = pool_common(yi, vi)
    rows.append(
        {
            "finding_id": ident,
            "variant": "common-effect model",
            "k": len(chosen),
            "estimate": common.estimate,
            "ci_lb": common.ci_lb,
            "ci_ub": common.ci_ub,
        }
    )
    if len(chosen) > 2:
        rows += _left_out(ident, chosen, yi, vi)
    return rows


def _variant(ident: str, name: str, some: Sequence[Row]) -> dict[str, Any]:
    row: dict[str, Any] = {"finding_id": ident, "variant": name, "k": len(some)}
    try:
        p = pool_reml_kh([e["yi"] for e in some], [e["vi"] for e in some])
    except PoolingError as err:
        return row | {"reason": str(err)}
    return row | {"estimate": p.estimate, "ci_lb": p.ci_lb, "ci_ub": p.ci_ub, "tau2": p.tau2}


def _left_out(ident: str, chosen: Sequence[Row], yi: Sequence[float], vi: Sequence[float]) -> Rows:
    pooled = list(zip(leave_one_out(yi, vi), chosen, strict=True))
    ends = {
        "lowest": min(pooled, key=lambda p: p[0].estimate),
        "highest": max(pooled, key=lambda p: p[0].estimate),
    }
    return [
        {
            "finding_id": ident,
            "variant": f"one study left out, {end} (without {e['study_id']})",
            "k": p.k,
            "estimate": p.estimate,
            "ci_lb": p.ci_lb,
            "ci_ub": p.ci_ub,
            "tau2": p.tau2,
        }
        for end, (p, e) in ends.items()
    ]
