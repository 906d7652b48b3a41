"""Section E: small-study effects and selection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analyses.bias.asymmetry import pet_peese, regression_test
from analyses.bias.fail_safe import fail_safe_orwin, fail_safe_rosenberg, fail_safe_rosenthal
from analyses.bias.rank_test import rank_test
from analyses.bias.selection_model import selection_model
from analyses.bias.trim_fill import trim_and_fill
from analyses.reference.cases import ReferenceSet
from analyses.reference.multilevel_cases import ML_RUNNERS_E
from analyses.reference.runner import Runner
from analyses.reference.section_b import fields_of

Case = Mapping[str, Any]


def regtest(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``regtest``."""
    args = case["args"]
    test = regression_test(
        data.floats(args["yi"]),
        data.floats(args["vi"]),
        model=args["model"],
        predictor=args["predictor"],
        ni=data.floats(args["ni"]) if "ni" in args else None,
    )
    fit = test.fit
    return {
        "stat": test.stat,
        "df": test.df,
        "pval": test.p,
        "limit_est": test.limit,
        "limit_ci_lb": test.limit_ci_lb,
        "limit_ci_ub": test.limit_ci_ub,
        "coef": np.column_stack([fit.b, fit.se, fit.stat, fit.p_values]),
        "tau2": fit.tau2,
    }


def petpeese(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of PET or PEESE."""
    args = case["args"]
    both = pet_peese(data.floats(args["yi"]), data.floats(args["vi"]), method=args["method"])
    fit = both.pet if args["which"] == "PET" else both.peese
    if args["method"] != "lm":
        return fields_of(fit) | {"coef_names": ["intrcpt", "x"]}
    return {
        "b": fit.b,
        "se": fit.se,
        "stat": fit.stat,
        "pval": fit.p_values,
        "df": fit.df,
        "sigma": np.sqrt(fit.s2w),
    }


def ranktest(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``ranktest``."""
    test = rank_test(data.floats(case["args"]["yi"]), data.floats(case["args"]["vi"]))
    return {"tau": test.tau, "pval": test.p}


def trimfill(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``trimfill``."""
    args = case["args"]
    found = trim_and_fill(
        data.floats(args["yi"]),
        data.floats(args["vi"]),
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
        "se": fit.se[0],
        "pval": fit.p_values[0],
        "ci_lb": fit.ci_lb[0],
        "ci_ub": fit.ci_ub[0],
        "tau2": fit.tau2,
        "I2": 100 * fit.i2,
        "QE": fit.qe,
        "k": fit.k,
        "filled_yi": found.filled_yi,
        "filled_vi": found.filled_vi,
    }


def fsn(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``fsn``."""
    args = case["args"]
    yi = data.floats(args["yi"])
    if args["type"] == "Orwin":
        found = fail_safe_orwin(yi)
        return {"fsnum": found.n, "meanes": found.estimate}
    vi, alpha = data.floats(args["vi"]), args["alpha"]
    if args["type"] == "Rosenberg":
        found = fail_safe_rosenberg(yi, vi, alpha=alpha)
        return {"fsnum": found.n, "pval": found.p, "est": found.estimate}
    found = fail_safe_rosenthal(yi, vi, alpha=alpha)
    return {"fsnum": found.n, "pval": found.p, "alpha": found.target}


def selmodel(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``selmodel``."""
    args = case["args"]
    fit = selection_model(
        data.floats(args["yi"]),
        data.floats(args["vi"]),
        steps=np.atleast_1d(args["steps"]).tolist(),
        weights=args.get("delta"),
        alternative=args["alternative"].replace(".", "-"),
    )
    found = {
        "b": fit.b[0],
        "se": fit.se[0],
        "pval": fit.p_values[0],
        "ci_lb": fit.ci_lb[0],
        "ci_ub": fit.ci_ub[0],
        "tau2": fit.tau2,
        "delta": fit.weights.delta,
        "se_delta": fit.weights.se,
        "delta_ci_lb": fit.weights.ci_lb,
        "delta_ci_ub": fit.weights.ci_ub,
        "LRT": fit.lrt,
        "LRTdf": fit.lrt_df,
        "LRTp": fit.lrt_p,
        "LRT_tau2": fit.lrt_tau2,
        "logLik": fit.log_lik,
    }
    # at tau2 = 0 there is no standard error: metafor 3.8 gives a difference quotient across the
    # edge, metafor 5 leaves it out
    return found | ({"se_tau2": fit.se_tau2} if fit.tau2 > 0 else {})


RUNNERS: dict[str, Runner] = {
    "regtest": regtest,
    "petpeese": petpeese,
    "ranktest": ranktest,
    "trimfill": trimfill,
    "fsn": fsn,
    "selmodel": selmodel,
    **ML_RUNNERS_E,
}
