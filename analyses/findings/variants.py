"""Does the answer hold? A finding pooled in other ways, and without one study at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from analyses.findings.pool import Pooled, pool, pool_independent
from analyses.findings.questions import design_of
from analyses.models.errors import ModelError
from analyses.selection import at_the_end, choose, one_each

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
RANDOMISED = ("rct", "cluster_rct")
LIMIT = 1.96  # standardised distance from the mean beyond which an effect counts as an outlier


def sensitivity_rows(
    ident: str,
    members: Sequence[Row],
    inside: Sequence[Row],
    designs: Mapping[str, str],
    config: Row,
) -> Rows:
    """Return a finding pooled in other ways: rows of ``sensitivity``.

    Parameters
    ----------
    ident : str
        Finding.
    members, inside : sequence of mapping
        Effects considered for it, and those in the primary model.
    designs : mapping
        Design of each study.
    config : mapping
        ``rho, rho_alternatives, headline_status, construct_order`` (of the family).
    """
    rho, statuses = config["rho"], config["headline_status"]
    order = config["order"]
    uses = ("main", "sensitivity")
    single = one_each(choose(members, order, statuses=statuses))
    ways: dict[str, Callable[[], Pooled]] = {
        "one effect a study (REML, Knapp-Hartung)": lambda: pool_independent(single),
        "common-effect model, one effect a study": lambda: pool_independent(single, method="FE"),
        "with the numbers that were read only once": lambda: pool(at_the_end(members), rho=rho),
        "with the effects that are kept for sensitivity": lambda: pool(
            at_the_end(members, uses, statuses), rho=rho
        ),
        "without converted effects": lambda: pool(
            [e for e in inside if e["origin"] in ("reported", "computed")], rho=rho
        ),
        "without differences of change scores": lambda: pool(
            [e for e in inside if e["formula"] != "smd-means-change"], rho=rho
        ),
        "randomised trials only": lambda: pool(
            [e for e in inside if design_of(e, designs) in RANDOMISED], rho=rho
        ),
        "without outliers": lambda: pool(without_outliers(inside, rho), rho=rho),
    }
    for other in config["rho_alternatives"]:
        ways[f"effects of one study correlated by {other}"] = partial(pool, inside, rho=other)
    return [_variant(ident, name, way) for name, way in ways.items()] + [
        {
            "finding_id": ident,
            "variant": "low risk of bias only",
            "k": 0,
            "reason": "risk of bias is not assessed yet for any study",
        }
    ]


def _variant(ident: str, name: str, way: Callable[[], Pooled]) -> dict[str, Any]:
    row: dict[str, Any] = {"finding_id": ident, "variant": name}
    try:
        p = way()
    except ModelError as err:
        return row | {"k": 0, "reason": str(err)}
    return row | {
        "k": p.k,
        "n_studies": p.n_studies,
        "estimate": p.estimate,
        "ci_lb": p.ci_lb,
        "ci_ub": p.ci_ub,
        "tau2": p.tau2,
        "model": p.model,
    }


def without_outliers(effects: Sequence[Row], rho: float) -> list[Row]:
    """Return the effects without those far from the mean of the other studies.

    Far is more than 1.96 standard errors of a new effect (its variance, the heterogeneity and the
    uncertainty of the mean), the studentised deleted residual of the whole study.
    """
    kept = []
    for effect in effects:
        others = [e for e in effects if e["study_id"] != effect["study_id"]]
        try:
            p = pool(others, rho=rho)
        except ModelError:
            kept.append(effect)
            continue
        spread = np.sqrt(effect["vi"] + p.tau2 + p.se**2)
        if abs(effect["yi"] - p.estimate) <= LIMIT * spread:
            kept.append(effect)
    return kept


def influence_rows(ident: str, inside: Sequence[Row], whole: Pooled, rho: float) -> Rows:
    """Return the finding without each study in turn: rows of ``influence``."""
    rows = []
    for study in sorted({str(e["study_id"]) for e in inside}):
        rest = [e for e in inside if e["study_id"] != study]
        weight = sum(
            w for w, e in zip(whole.weights, inside, strict=True) if e["study_id"] == study
        )
        row: dict[str, Any] = {"finding_id": ident, "study_id": study, "weight": weight}
        try:
            p = pool(rest, rho=rho)
        except ModelError as err:
            rows.append(row | {"reason": str(err)})
            continue
        rows.append(
            row
            | {
                "estimate": p.estimate,
                "ci_lb": p.ci_lb,
                "ci_ub": p.ci_ub,
                "tau2": p.tau2,
                "i2": p.i2,
                "shift": p.estimate - whole.estimate,
                "turns": (p.ci_lb > 0) != (whole.ci_lb > 0) or (p.ci_ub < 0) != (whole.ci_ub < 0),
            }
        )
    return rows
