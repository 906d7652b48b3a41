"""Section D: multilevel models, robust variance, working covariance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analyses.models.multilevel import MultilevelFit, fit_multilevel
from analyses.models.robust import RobustFit, robust_simple, robust_test
from analyses.models.saddlepoint import ends, quadratic_weights, slope, tail_probability
from analyses.models.wald import TESTS, wald_test
from analyses.reference.cases import ReferenceSet
from analyses.reference.r_uniroot import uniroot
from analyses.reference.runner import Runner

Case = Mapping[str, Any]


def rows_of(data: ReferenceSet, args: Mapping[str, Any]) -> Any:
    """Return the rows of ``inputs`` that a case uses."""
    if "design" in args:
        return data.design(args["design"]).rows
    return np.arange(len(data.inputs[args["yi"]]))


def labels_of(data: ReferenceSet, name: str, rows: Any) -> list[Any]:
    """Return the labels of a level; ``(one level per row)`` numbers the rows."""
    if name.startswith("("):
        return list(range(len(rows)))
    column = data.labels(name) if name in data.inputs else list(range(len(data.inputs["yi"])))
    return [column[n] for n in rows]


def fit_case(data: ReferenceSet, case: Case, **changes: Any) -> MultilevelFit:
    """Fit the model that a case names."""
    args = dict(case["args"]) | changes
    rows = rows_of(data, args)
    x, names = None, None
    if "design" in args:
        design = data.design(args["design"])
        x, names = design.x, design.columns
    elif "predictor" in args:
        vi = data.floats(args["vi"])
        column = np.sqrt(vi) if args["predictor"].startswith("sqrt") else vi
        x, names = np.column_stack([np.ones(vi.size), column]), ("intrcpt", "x")
    return fit_multilevel(
        data.floats(args["yi"])[rows],
        data.floats(args["vi"])[rows],
        {name: labels_of(data, name, rows) for name in args["levels"]},
        x,
        rho=float(args.get("rho", 0.0)),
        method=args.get("method", "REML"),
        test=args.get("test", "z"),
        df_rule=args.get("dfs", "residual"),
        names=names,
    )


def fields_of(fit: MultilevelFit) -> dict[str, Any]:
    """Return a fit under the names and in the units of the reference."""
    return {
        "sigma2": fit.sigma2,
        "logLik": fit.log_lik,
        "at_boundary": [bool(flag) for flag in fit.at_bound],
        "b": fit.b,
        "coef_names": list(fit.names),
        "se": fit.se,
        "stat": fit.stat,
        "df": [float(d) if np.isfinite(d) else None for d in fit.df],
        "pval": fit.p_values,
        "ci_lb": fit.ci_lb,
        "ci_ub": fit.ci_ub,
        "vb": fit.vb,
        "QE": fit.qe,
        "QEp": fit.qe_p,
        "QM": [fit.qm],
        "QMdf": [n if np.isfinite(n) else None for n in fit.qm_df],
        "QMp": fit.qm_p,
        "k": fit.k,
        "p": fit.p,
        "nlevels": list(fit.n_groups),
        "vt": fit.vt,
        "I2_total": 100 * float(fit.i2.sum()),
        "I2_levels": 100 * fit.i2,
        "AIC": fit.aic,
        "BIC": fit.bic,
        "AICc": fit.aicc,
        "info_sigma2_fisher": fit.expected,
        "info_sigma2_observed": fit.observed,
    }


def rma_mv(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``rma.mv``."""
    fit = fit_case(data, case)
    if case["id"] == "ml3.sum":
        return {
            "sigma2_sum": float(fit.sigma2.sum()),
            "b": float(fit.b[0]),
            "se": float(fit.se[0]),
            "logLik": fit.log_lik,
        }
    found = fields_of(fit)
    if case["args"].get("V"):
        first = case["args"]["levels"][0]
        found["CR2"] = cr2_fields(fit, labels_of(data, first, rows_of(data, case["args"])))
    return found


def p_saddle(robust: RobustFit) -> list[float]:
    """Return saddlepoint p-values at the root where R stops (`saddlepoint` goes on to the end)."""
    return [
        tail_probability(g, uniroot(lambda s, g=g: slope(g, s), *ends(g)))  # type: ignore[misc]
        for g in quadratic_weights(robust)
    ]


def cr2_fields(fit: MultilevelFit, cluster: Any, kind: str = "CR2") -> dict[str, Any]:
    """Return robust tests under the names of the reference."""
    found = robust_test(fit, cluster, kind)
    p, m = fit.p, found.n_clusters
    return {
        "b": found.b,
        "se": found.se,
        "tstat": found.stat,
        "df_satt": found.df,
        "p_satt": found.p_values,
        "p_z": found.p_normal,
        "p_naive_t": found.p_naive,
        "p_naive_tp": found.p_naive_less,
        "df_naive_t": [m - 1] * p,
        "df_naive_tp": [m - p] * p,
        "p_saddle": p_saddle(found),
        "ci_lb_satt": found.ci_lb,
        "ci_ub_satt": found.ci_ub,
        "vcov": found.vb,
        "n_clusters": m,
    }


def cluster_of(data: ReferenceSet, case: Case) -> list[Any]:
    """Return the cluster of each row that a case uses."""
    return labels_of(data, case["args"]["cluster"], rows_of(data, case["args"]))


def coef_test(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``coef_test``."""
    single = case["args"].get("model") == "rma.uni"
    fit = fit_case(data, case, **({"levels": ["(row)"]} if single else {}))
    return cr2_fields(fit, cluster_of(data, case), case["args"]["vcov"])


def robust(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``robust``."""
    found = robust_simple(fit_case(data, case), cluster_of(data, case))
    return {
        "se": found.se,
        "stat": found.stat,
        "df": [found.df],
        "pval": found.p_values,
        "ci_lb": found.ci_lb,
        "ci_ub": found.ci_ub,
        "n_clusters": found.n_clusters,
    }


def wald(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``Wald_test``."""
    args = case["args"]
    found = wald_test(
        fit_case(data, case),
        args["constrain_zero_cols"],
        cluster_of(data, case),
        args["vcov"],
        TESTS,
    )
    return {
        "tests": [t.test for t in found],
        "Fstat": [t.statistic for t in found],
        "delta": [t.delta for t in found],
        "df_num": [t.df_num for t in found],
        "df_denom": [t.df_denom for t in found],
        "p_val": [None if np.isnan(t.p) else t.p for t in found],
    }


RUNNERS: dict[str, Runner] = {
    "rma.mv": rma_mv,
    "coef_test": coef_test,
    "robust": robust,
    "Wald_test": wald,
}
