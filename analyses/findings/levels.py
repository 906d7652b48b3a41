"""The levels beside each other: one model for all, and whether the comparison can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyses.findings.questions import LEVELS, Row
from analyses.models.errors import ModelError
from analyses.models.multilevel import fit_multilevel
from analyses.models.wald import WaldTest, wald_test

Floats = NDArray[np.float64]
RANDOMISED = ("rct", "cluster_rct")
# What is adjusted for: a name, and whether an effect has it.
COVARIATES = ("randomised", "converted", "emotional_exhaustion")


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEffects:
    """The pooled effects of one outcome family, by level."""

    levels: tuple[str, ...]
    effects: tuple[Row, ...]
    designs: Mapping[str, str]

    def of(self, level: str) -> list[Row]:
        """Return the effects of a level."""
        return [e for e in self.effects if e["level"] == level]

    def share(self, level: str, covariate: str) -> float:
        """Return the share of a level's studies (0 to 1) whose effects have a covariate."""
        inside = self.of(level)
        studies = {e["study_id"] for e in inside}
        having = {e["study_id"] for e in inside if has(e, covariate, self.designs)}
        return len(having) / len(studies)


def has(effect: Row, covariate: str, designs: Mapping[str, str]) -> bool:
    """Say whether an effect has a covariate."""
    if covariate == "randomised":
        return designs[effect["study_id"]] in RANDOMISED
    if covariate == "converted":
        return bool(effect["origin"] == "converted")
    return bool(effect["construct_id"] == "emotional-exhaustion")


def level_comparison(
    pooled: Sequence[Row],
    members: Sequence[Row],
    effects: Mapping[str, Row],
    designs: Mapping[str, str],
    rules: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Compare the levels of each outcome family in the controlled evidence.

    Parameters
    ----------
    pooled, members : sequence of mapping
        Rows of ``pooled_effects`` and ``pool_members``.
    effects : mapping
        Effect rows by ``effect_id``.
    designs : mapping
        Design of each study.
    rules : mapping
        ``few_studies``: a level with fewer makes the comparison "not comparable yet", as does a
        covariate that two levels do not share (``overlap``: the smallest share of studies with it,
        and without it, that a level needs); ``rho``: assumed correlation within studies.

    Returns
    -------
    list of dict
        Rows of ``level_comparison``, for families with two pooled levels or more. The tests are HTZ
        tests (Pustejovsky & Tipton 2018, J. Bus. Econ. Stat. 36:672) that all levels have one mean,
        without and with the covariates that overlap.
    """
    rows = []
    for family in sorted({p["outcome_family"] for p in pooled}):
        found = _gather(family, pooled, members, effects, designs)
        if len(found.levels) > 1:
            rows.append(_compare(family, found, rules))
    return rows


def _gather(
    family: str,
    pooled: Sequence[Row],
    members: Sequence[Row],
    effects: Mapping[str, Row],
    designs: Mapping[str, str],
) -> LevelEffects:
    ids = {
        p["finding_id"]
        for p in pooled
        if p["outcome_family"] == family
        and p["level"] != "any"
        and p["evidence_class"] == "controlled"
        and p["status"] == "pooled"
    }
    inside = [effects[m["effect_id"]] for m in members if m["finding_id"] in ids and m["included"]]
    present = {e["level"] for e in inside}
    return LevelEffects(
        levels=tuple(lv for lv in LEVELS if lv in present), effects=tuple(inside), designs=designs
    )


def _compare(family: str, data: LevelEffects, rules: Mapping[str, Any]) -> dict[str, Any]:
    adjusted, lacking = _overlap(data, rules["overlap"])
    reasons = [
        f"{level} level: only {n} studies"
        for level in data.levels
        if (n := len({e["study_id"] for e in data.of(level)})) < rules["few_studies"]
    ]
    reasons += [f"{name.replace('_', ' ')}: {why}" for name, why in lacking.items()]
    plain, plain_reason = _test(data, (), rules["rho"])
    full, full_reason = (
        _test(data, adjusted, rules["rho"]) if adjusted else (None, "nothing to adjust")
    )
    reasons += [r for r in (plain_reason, full_reason if adjusted else "") if r]
    return {
        "comparison_id": f"{family}-levels-controlled",
        "outcome_family": family,
        "evidence_class": "controlled",
        "levels": data.levels,
        "f": plain.statistic if plain else None,
        "df1": plain.df_num if plain else None,
        "df2": plain.df_denom if plain else None,
        "p": _p(plain),
        "adjusted_for": adjusted,
        "p_adjusted": _p(full),
        "verdict": "not_comparable_yet" if reasons else "comparable_with_care",
        "reasons": "; ".join(dict.fromkeys(reasons)),
        "confounding": _confounding(data),
    }


def _p(test: WaldTest | None) -> float | None:
    return None if test is None or np.isnan(test.p) else test.p


def _overlap(data: LevelEffects, least: float) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the covariates that every level has with and without, and why others fail.

    A covariate that no study, or every study, has at any level separates nothing and is left out.
    """
    kept, lacking = [], {}
    for covariate in COVARIATES:
        shares = {level: data.share(level, covariate) for level in data.levels}
        if max(shares.values()) == 0 or min(shares.values()) == 1:
            continue
        bare = [lv for lv, s in shares.items() if s < least or s > 1 - least]
        apart = max(shares.values()) - min(shares.values())
        if bare and apart > least:
            said = ", ".join(f"{lv} {s:.0%}" for lv, s in shares.items())
            lacking[covariate] = f"the levels do not overlap ({said} of the studies)"
        elif not bare:
            kept.append(covariate)
    return tuple(kept), lacking


def _test(data: LevelEffects, covariates: Sequence[str], rho: float) -> tuple[WaldTest | None, str]:
    """Test that all levels have the same mean; return the reason when that cannot be done."""
    level = np.array([data.levels.index(e["level"]) for e in data.effects])
    columns = [(level == j).astype(float) for j in range(len(data.levels))]
    for covariate in covariates:
        values = np.array([has(e, covariate, data.designs) for e in data.effects], dtype=float)
        columns.append(values - values.mean())
    x: Floats = np.column_stack(columns)
    contrasts = np.zeros((len(data.levels) - 1, x.shape[1]))
    contrasts[:, 0] = -1
    contrasts[np.arange(len(contrasts)), np.arange(1, len(data.levels))] = 1
    studies = [str(e["study_id"]) for e in data.effects]
    labels: dict[str, list[Any]] = {"study": studies, "effect": list(range(len(studies)))}
    if len(set(studies)) == len(studies):
        labels.pop("effect")
    yi = [e["yi"] for e in data.effects]
    vi = [e["vi"] for e in data.effects]
    try:
        fit = fit_multilevel(yi, vi, labels, x, rho=rho)
        return wald_test(fit, contrasts, studies)[0], ""
    except ModelError as err:
        return None, f"no test: {err}"


def _confounding(data: LevelEffects) -> str:
    parts = []
    for level in data.levels:
        inside = data.of(level)
        constructs = sorted({str(e["construct_id"]) for e in inside})
        parts.append(
            f"{level}: {len({e['study_id'] for e in inside})} studies, "
            f"{data.share(level, 'randomised'):.0%} randomised, "
            f"{data.share(level, 'converted'):.0%} with converted effects, "
            f"outcomes {', '.join(constructs)}"
        )
    return "; ".join(parts)
