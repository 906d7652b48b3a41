"""Findings as rows: the pooled answer, its members, and what says how far to trust it."""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from analyses.findings.judgement import certainty_rows, graded, small_study, small_study_rows
from analyses.findings.manyways import curve_of, multiverse_rows
from analyses.findings.meaning import meaning_rows
from analyses.findings.pool import Pooled, pool
from analyses.findings.questions import Cell, Row, cells, finding_id
from analyses.findings.variants import influence_rows, sensitivity_rows
from analyses.grading.records import Override
from analyses.meaning.people import ControlRisk
from analyses.meaning.scales import NoScale, Scale
from analyses.models.errors import ModelError
from analyses.multiverse.specifications import MultiverseError
from analyses.selection import at_the_end, why_out

Rows = list[dict[str, Any]]
NOT_POOLED = "associations are listed, not pooled: the exposures differ and causes are not shown"
TABLES = (
    *("pooled_effects", "pool_members", "sensitivity", "influence"),
    *("small_study", "certainty", "meaning", "multiverse"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all findings share.

    Attributes
    ----------
    designs : mapping
        Design of each study.
    config : mapping
        ``construct_order`` (by family), ``min_studies``, ``rho``, ``rho_alternatives``,
        ``certainty`` rules, ``multiverse``, and ``headline_status``: the review statuses whose
        numbers make a headline.
    scales, risks : mapping
        A familiar scale, and the share of people with the outcome, by outcome family.
    overrides : mapping
        Decisions of people on the certainty of a finding, by its identifier.
    """

    designs: Mapping[str, str]
    config: Mapping[str, Any]
    scales: Mapping[str, Scale | NoScale] = field(default_factory=dict)
    risks: Mapping[str, ControlRisk] = field(default_factory=dict)
    overrides: Mapping[str, Sequence[Override]] = field(default_factory=dict)


def findings(
    effects: Sequence[Row], families: Sequence[str], setting: Setting, processes: int = 1
) -> dict[str, Rows]:
    """Answer every question of outcome family, level and kind of evidence.

    Parameters
    ----------
    effects : sequence of mapping
        Rows of ``effect_sizes``.
    families : sequence of str
        Outcome families that are answered at every level, even when nothing is coded.
    setting : Setting
        What all findings share.
    processes : int
        How many findings are worked out at a time; the rows do not depend on it. Only Linux has
        more than one: elsewhere a new process would run the caller's script again.

    Returns
    -------
    dict
        Rows of the tables in ``TABLES``.

    Raises
    ------
    ValueError
        When a decision of a person names a finding that is not there.
    """
    questions = list(cells(effects, families).items())
    one = partial(_one_finding, setting=setting)
    if processes > 1 and sys.platform == "linux":
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool_of:
            # one at a time: the first ones, of whole levels, take far longer than the others
            answers = list(pool_of.map(one, questions))
    else:
        answers = [one(question) for question in questions]
    result = {name: [row for answer in answers for row in answer[name]] for name in TABLES}
    known = {row["finding_id"] for row in result["pooled_effects"]}
    for ident in setting.overrides:
        if ident not in known:
            raise ValueError(f"certainty.yaml: {ident}: found no such finding; expected one")
    return result


def _one_finding(question: tuple[Cell, Sequence[Row]], setting: Setting) -> dict[str, Rows]:
    (family, level, kind, evidence_class), members = question
    result: dict[str, Rows] = {name: [] for name in TABLES}
    ident, config = finding_id(family, kind or level, evidence_class), setting.config
    statuses = config["headline_status"]
    inside, everything = at_the_end(members, statuses=statuses), at_the_end(members)
    if evidence_class == "cross_sectional":
        inside, everything = [], []
    row, pooled = _answer(inside, everything, config)
    base = {
        "finding_id": ident,
        "outcome_family": family,
        "level": level,
        "intervention_type": kind or None,
        "evidence_class": evidence_class,
        "n_studies_coded": len({e["study_id"] for e in members}),
    }
    if evidence_class == "cross_sectional":
        row["reason"] = NOT_POOLED
    if pooled is not None:
        row |= _trust(base, row, pooled, inside, members, setting, result)
    version = _digest(row, inside or everything)
    result["pooled_effects"].append(base | row | {"version": version})
    weights = {}
    if pooled is not None:
        ids = [e["effect_id"] for e in inside]
        weights = dict(zip(ids, pooled.weights, strict=True))
    taken = {e["effect_id"] for e in everything}
    for effect in members:
        reason = why_out(effect, members, statuses=statuses) or "at the end, read twice"
        result["pool_members"].append(
            {
                "finding_id": ident,
                "effect_id": effect["effect_id"],
                "study_id": effect["study_id"],
                "included": effect["effect_id"] in weights,
                "in_all": effect["effect_id"] in taken,
                "reason": NOT_POOLED if evidence_class == "cross_sectional" else reason,
                "weight": weights.get(effect["effect_id"]),
            }
        )
    return result


def _trust(
    base: Row,
    row: Row,
    pooled: Pooled,
    inside: Sequence[Row],
    members: Sequence[Row],
    setting: Setting,
    result: dict[str, Rows],
) -> dict[str, Any]:
    """Write everything that says how far to trust a pooled finding; return its columns."""
    ident, family, config = base["finding_id"], base["outcome_family"], setting.config
    order = config["construct_order"].get(family, [])
    settings = {**config, "order": order}
    result["sensitivity"] += sensitivity_rows(ident, members, inside, setting.designs, settings)
    result["influence"] += influence_rows(ident, inside, pooled, config["rho"])
    bias = small_study(inside, config["rho"])
    result["small_study"] += small_study_rows(ident, bias)
    grading = graded(
        pooled,
        inside,
        row["n_participants"],
        setting.designs,
        bias,
        config["certainty"],
        setting.overrides.get(ident, ()),
    )
    result["certainty"] += certainty_rows(ident, grading)
    if base["evidence_class"] == "controlled":
        result["meaning"] += meaning_rows(
            ident,
            pooled,
            config["certainty"]["important"],
            setting.scales.get(family),
            setting.risks.get(family),
        )
    columns = {"certainty": grading.label, "certainty_reasons": "; ".join(grading.reasons)}
    try:
        curve = curve_of(members, setting.designs, order, config["multiverse"], config["rho"])
    except MultiverseError as err:
        return columns | {"robustness": "too_few", "robustness_summary": str(err)}
    result["multiverse"] += multiverse_rows(ident, curve)
    return columns | {"robustness": curve.verdict, "robustness_summary": curve.summary()}


def _answer(
    inside: Sequence[Row], everything: Sequence[Row], config: Mapping[str, Any]
) -> tuple[dict[str, Any], Pooled | None]:
    """Return a finding from the checked effects, and beside it what all effects would say."""
    people, silent = _people(inside)
    row: dict[str, Any] = {
        "k": len(inside),
        "n_studies": _studies(inside),
        "n_participants": people,
        "n_without_size": silent,
        "measure": next((e["measure"] for e in (*inside, *everything)), None),
        "certainty": "none",
        **_with_unchecked(everything, config),
    }
    if _studies(inside) < config["min_studies"]:
        return row | _too_few(inside, everything, config), None
    try:
        pooled = pool(inside, rho=config["rho"])
    except ModelError as err:
        return row | {"status": "none", "reason": str(err), "converged": False}, None
    return row | _estimate(pooled) | {"status": "pooled"}, pooled


def _studies(effects: Iterable[Row]) -> int:
    return len({e["study_id"] for e in effects})


def _people(effects: Sequence[Row]) -> tuple[int, int]:
    """Return the people in the studies that print sizes, and the number of those that do not."""
    sizes: dict[str, int] = {}
    for effect in effects:
        people = (effect["n1i"] or 0) + (effect["n2i"] or 0) if effect["n1i"] else 0
        sizes[effect["study_id"]] = max(sizes.get(effect["study_id"], 0), people)
    return sum(sizes.values()), sum(n == 0 for n in sizes.values())


def _with_unchecked(everything: Sequence[Row], config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pooled effect of checked and unchecked numbers together, in ``*_all`` columns."""
    row: dict[str, Any] = {"k_all": len(everything), "n_studies_all": _studies(everything)}
    if _studies(everything) < config["min_studies"]:
        return row
    try:
        p = pool(everything, rho=config["rho"])
    except ModelError:
        return row
    return row | {"estimate_all": p.estimate, "ci_lb_all": p.ci_lb, "ci_ub_all": p.ci_ub}


def _too_few(
    inside: Sequence[Row], everything: Sequence[Row], config: Mapping[str, Any]
) -> dict[str, Any]:
    if not everything:
        return {"status": "none", "reason": "no study prints a number that can be pooled"}
    if _studies(everything) < config["min_studies"]:
        return {
            "status": "single_study",
            "certainty": "very_low",
            "certainty_reasons": "one study",
            "reason": "one study only: nothing to pool",
        }
    return {
        "status": "unchecked",
        "reason": f"the numbers of {_studies(inside)} of the {_studies(everything)} studies with "
        f"usable numbers have had a second reading; a headline needs {config['min_studies']}",
    }


def _estimate(p: Pooled) -> dict[str, Any]:
    names = (
        *("model", "estimate", "se", "df", "p", "ci_lb", "ci_ub", "pi_lb", "pi_ub"),
        *(
            "sigma2_study",
            "sigma2_effect",
            "tau2",
            "i2",
            "i2_study",
            "i2_effect",
            "q",
            "q_p",
            "rho",
        ),
    )
    return {name: getattr(p, name) for name in names} | {"converged": True}


def _digest(row: Row, chosen: Iterable[Row]) -> str:
    """Return a digest of what a reader would call the finding: who is in, and the numbers."""
    numbers = [
        f"{row[k]:.4f}"
        for k in ("estimate", "ci_lb", "ci_ub", "estimate_all")
        if row.get(k) is not None
    ]
    text = "|".join([row["status"], *sorted(e["effect_id"] for e in chosen), *numbers])
    return hashlib.sha256(text.encode()).hexdigest()[:8]
