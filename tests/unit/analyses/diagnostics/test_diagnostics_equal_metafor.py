"""Diagnostics and heterogeneity intervals against values of metafor."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analyses import diagnostics as dg
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects

SETS = json.loads((Path(__file__).parent / "metafor_diagnostics.json").read_text(encoding="utf-8"))[
    "sets"
]
CASES = [(name, case) for name, data in SETS.items() for case in data["cases"]]


def leave1out(fit: RandomEffectsFit, _args: Mapping[str, Any]) -> dict[str, Any]:
    found = dg.leave_one_out(fit)
    table = {"estimate": found.estimate, "se": found.se, "zval": found.stat}
    table |= {"pval": found.p_values, "ci_lb": found.ci_lb, "ci_ub": found.ci_ub}
    return {k: v[:, 0] for k, v in table.items()} | {
        "Q": found.qe,
        "Qp": found.qe_p,
        "tau2": found.tau2,
        "I2": 100 * found.i2,
        "H2": found.h2,
    }


def cumul(fit: RandomEffectsFit, args: Mapping[str, Any]) -> dict[str, Any]:
    found = dg.cumulative(fit, args["order_idx"])
    return {
        "estimate": found.estimate,
        "se": found.se,
        "zval": found.stat,
        "pval": found.p_values,
        "ci_lb": found.ci_lb,
        "ci_ub": found.ci_ub,
        "tau2": found.tau2,
        "I2": 100 * found.i2,
        "Q": found.qe,
    }


def influence(fit: RandomEffectsFit, _args: Mapping[str, Any]) -> dict[str, Any]:
    found = dg.influence(fit)
    return {
        "rstudent": found.rstudent,
        "dffits": found.dffits,
        "cook_d": found.cook_d,
        "cov_r": found.cov_r,
        "tau2_del": found.tau2_del,
        "QE_del": found.qe_del,
        "hat": found.hat,
        "weight": 100 * found.weight,
        "dfbs": found.dfbs[:, 0],
        "is_infl": found.influential,
    }


def baujat(fit: RandomEffectsFit, _args: Mapping[str, Any]) -> dict[str, Any]:
    found = dg.baujat(fit)
    return {"x": found.heterogeneity, "y": found.influence}


def rstandard(fit: RandomEffectsFit, _args: Mapping[str, Any]) -> dict[str, Any]:
    found = dg.standardised_residuals(fit)
    return {"resid": found.residual, "se": found.se, "z": found.z}


def confint(fit: RandomEffectsFit, args: Mapping[str, Any]) -> dict[str, Any]:
    found = dg.profile_likelihood(fit) if args["type"] == "PL" else dg.q_profile(fit)
    rows = (found.tau2, found.tau, found.i2, found.h2)
    unit = np.array([1, 1, 100, 1])
    return {
        "est": unit * [r.estimate for r in rows],
        "ci_lb": unit * [r.lower for r in rows],
        "ci_ub": unit * [r.upper for r in rows],
        "ci_null": found.empty,
    }


def permutest(fit: RandomEffectsFit, _args: Mapping[str, Any]) -> dict[str, Any]:
    return {"pval": dg.permutation_test(fit, exact=True).p_values}


RUN: dict[str, Callable[[RandomEffectsFit, Mapping[str, Any]], dict[str, Any]]] = {
    "leave1out": leave1out,
    "cumul": cumul,
    "influence": influence,
    "baujat": baujat,
    "rstandard": rstandard,
    "confint": confint,
    "permutest": permutest,
}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}-{c['id']}" for n, c in CASES])
def test_equals_metafor(name: str, case: dict[str, Any]) -> None:
    args = case["args"]
    fit = fit_random_effects(SETS[name]["yi"], SETS[name]["vi"], method=args["method"], test="z")
    found = RUN[case["fn"]](fit, args)
    for field, expected in case["result"].items():
        if field in ("rows", "X_iter"):
            continue
        np.testing.assert_allclose(found[field], expected, rtol=1e-7, atol=1e-10, err_msg=field)


def test_every_function_is_pinned() -> None:
    assert {case["fn"] for _, case in CASES} == set(RUN)
