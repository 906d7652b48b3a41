"""Every method equals R's metafor (and clubSandwich) on published data sets.

The values are in ``metafor_bias.json``, which says where they come from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from analyses.bias import (
    fail_safe_orwin,
    fail_safe_rosenberg,
    fail_safe_rosenthal,
    multilevel_regression_test,
    pet_peese,
    rank_test,
    regression_test,
    selection_model,
    trim_and_fill,
)

REFERENCE = json.loads((Path(__file__).parent / "metafor_bias.json").read_text(encoding="utf-8"))
EXACT, ITERATED, SELECTION = 1e-8, 1e-6, 1e-4  # R's own optimum of a selection model is that good
CASES = [
    pytest.param(data["inputs"], case, id=f"{name}-{n}-{case['fn']}")
    for name, data in REFERENCE["sets"].items()
    for n, case in enumerate(data["cases"])
]


def _regtest(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    found = regression_test(
        data["yi"],
        data["vi"],
        model=args["model"],
        predictor=args["predictor"],
        ni=data[args["ni"]] if "ni" in args else None,
    )
    return {
        "stat": found.stat,
        "df": found.df,
        "pval": found.p,
        "limit_est": found.limit,
        "limit_ci_lb": found.limit_ci_lb,
        "limit_ci_ub": found.limit_ci_ub,
        "tau2": found.fit.tau2,
    }


def _petpeese(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    both = pet_peese(data["yi"], data["vi"], method=args["method"])
    fit = both.pet if args["which"] == "PET" else both.peese
    return {"b": fit.b, "se": fit.se, "pval": fit.p_values}


def _ranktest(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    found = rank_test(data["yi"], data["vi"])
    return {"tau": found.tau, "pval": found.p}


def _trimfill(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    found = trim_and_fill(
        data["yi"],
        data["vi"],
        method=args["method"],
        estimator=args["estimator"],
        side=args["side"] or "auto",
    )
    fit = found.filled
    return {
        "k0": found.k0,
        "se_k0": found.se_k0,
        "p_k0": found.p_k0,
        "side": found.side,
        "b": fit.b[0],
        "ci_lb": fit.ci_lb[0],
        "ci_ub": fit.ci_ub[0],
        "tau2": fit.tau2,
        "filled_yi": found.filled_yi,
        "filled_vi": found.filled_vi,
    }


def _fsn(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    if args["type"] == "Orwin":
        found = fail_safe_orwin(data["yi"])
        return {"fsnum": found.n, "meanes": found.estimate}
    count = fail_safe_rosenthal if args["type"] == "Rosenthal" else fail_safe_rosenberg
    found = count(data["yi"], data["vi"], alpha=args["alpha"])
    return {"fsnum": found.n, "pval": found.p, "est": found.estimate}


def _selmodel(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    steps = args["steps"] if isinstance(args["steps"], list) else [args["steps"]]
    found = selection_model(
        data["yi"],
        data["vi"],
        steps=steps,
        weights=args.get("delta"),
        alternative=args["alternative"],
    )
    return {
        "b": found.b[0],
        "se": found.se[0],
        "tau2": found.tau2,
        "delta": found.weights.delta,
        "se_delta": found.weights.se,
        "LRT": found.lrt,
        "LRTdf": found.lrt_df,
        "LRT_tau2": found.lrt_tau2,
        "logLik": found.log_lik,
        # at tau2 = 0 metafor 3.8 gives a difference quotient across the edge, we give none
        **({"se_tau2": found.se_tau2} if found.tau2 > 0 else {}),
    }


def _ml_petpeese(data: Mapping[str, Any], args: Mapping[str, Any]) -> dict[str, Any]:
    found = multilevel_regression_test(
        data["yi"], data["vi"], data["district"], predictor=args["predictor"]
    ).robust
    return {"b": found.b, "se": found.se, "df": found.df, "p": found.p_values}


RUN = {
    "regtest": _regtest,
    "petpeese": _petpeese,
    "ranktest": _ranktest,
    "trimfill": _trimfill,
    "fsn": _fsn,
    "selmodel": _selmodel,
    "ml_petpeese": _ml_petpeese,
}


def _number(value: Any) -> Any:
    return math.nan if value in (None, "NaN") else value


def test_every_method_is_covered() -> None:
    assert {case.values[1]["fn"] for case in CASES} == set(RUN)


@pytest.mark.parametrize(("data", "case"), CASES)
def test_equals_metafor(data: Mapping[str, Any], case: Mapping[str, Any]) -> None:
    found = RUN[case["fn"]](data, case["args"])
    iterated = case["args"].get("method") == "REML" or case["fn"] == "ml_petpeese"
    tolerance = SELECTION if case["fn"] == "selmodel" else ITERATED if iterated else EXACT
    for name, value in found.items():
        expected = case["result"].get(name)
        if expected is None:
            continue
        if isinstance(expected, str) and expected != "NaN":
            assert value == expected, name
            continue
        wanted = [_number(v) for v in expected] if isinstance(expected, list) else _number(expected)
        # variance components at the edge come out of R as about 1e-15, not 0
        assert value == pytest.approx(wanted, rel=tolerance, abs=1e-9, nan_ok=True), name
