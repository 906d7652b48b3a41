"""Section D: multilevel models, robust variance, working covariance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.special import chdtri

from analyses.models.multilevel import MultilevelFit, fit_multilevel
from analyses.models.multilevel_prediction import predict_multilevel
from analyses.models.profile import component_tests, profile_log_lik
from analyses.models.robust import RobustFit, robust_simple, robust_test
from analyses.models.saddlepoint import ends, quadratic_weights, slope, tail_probability
from analyses.models.wald import TESTS, wald_test
from analyses.models.working_covariance import aggregate_effects, constant_correlation
from analyses.reference.cases import ReferenceSet
from analyses.reference.r_uniroot import uniroot
from analyses.reference.runner import Runner

Case = Mapping[str, Any]
PREDICTED = ("pred", "se", "ci_lb", "ci_ub", "pi_lb", "pi_ub")


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
        "logLik": fit.log_lik,
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
        **component_fields(fit),
        "nlevels": list(fit.n_groups),
        "AIC": fit.aic,
        "BIC": fit.bic,
        "AICc": fit.aicc,
    }


def component_fields(fit: MultilevelFit) -> dict[str, Any]:
    """Return the variance components and what is made of them."""
    return {
        "sigma2": fit.sigma2,
        "at_boundary": [bool(flag) for flag in fit.at_bound],
        "vt": fit.vt,
        "I2_total": 100 * float(fit.i2.sum()),
        "I2_levels": 100 * fit.i2,
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
    if fit.p == 1:
        prediction = predict_multilevel(fit)
        found |= {"pi_lb": float(prediction.pi_lb[0]), "pi_ub": float(prediction.pi_ub[0])}
    if case["args"].get("V"):
        first = case["args"]["levels"][0]
        found["CR2"] = cr2_fields(fit, labels_of(data, first, rows_of(data, case["args"])))
    return found


def p_saddle(robust: RobustFit) -> list[float]:
    """Return saddlepoint p-values at the root where R stops (`saddlepoint` goes on to the end)."""
    return [
        tail_probability(g, uniroot(lambda s, g=g: slope(g, s), *ends(g)))  # type: ignore[misc]
        if np.isfinite(g).all()
        else float("nan")
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


def predict(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``predict``."""
    found = predict_multilevel(fit_case(data, case))
    return {name: float(getattr(found, name)[0]) for name in PREDICTED}


def vcalc(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``vcalc`` or ``impute_covariance_matrix``."""
    args = case["args"]
    rho = float(args["rho"] if "rho" in args else args["r"])
    vi = data.floats(args["vi"])
    found = constant_correlation(vi, data.labels(args["cluster"]), rho)
    result: dict[str, Any] = {
        "sum": found.total,
        "trace": found.trace,
        "logdet": found.log_det,
    }
    if "V" in (case["result"] or {}):
        result["V"] = found.block(np.arange(vi.size))
    return result


def aggregate(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``aggregate``."""
    args = case["args"]
    found = aggregate_effects(
        data.floats(args["yi"]),
        data.floats(args["vi"]),
        data.labels(args["cluster"]),
        float(args["rho"]),
        weighted=bool(args["weighted"]),
    )
    return {"cluster": list(found.labels), "yi": found.yi, "vi": found.vi}


def component_interval(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``confint``: roots of our profile likelihood, searched as R searches.

    R stops within 1e-4 of an end, whatever its size (`profile_intervals` goes on to the end).
    """
    fit = fit_case(data, case)
    drop = float(chdtri(1, 0.05))
    found = {}
    for n, name in enumerate(fit.level_names):
        at = float(fit.sigma2[n])

        def beyond(value: float, name: str = name) -> float:
            return 2 * (fit.log_lik - profile_log_lik(fit, name, value)) - drop

        lower = uniroot(beyond, 0.0, at) if at > 0 and beyond(0.0) > 0 else 0.0
        upper = uniroot(beyond, at, max(10.0, 100 * at))
        found[f"sigma2.{n + 1}"] = [at, lower, upper]
    return found


def component_test(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``anova`` with one component at 0."""
    found = component_tests(fit_case(data, case))
    return {"LRT": [test.statistic for test in found], "df": 1}


RUNNERS: dict[str, Runner] = {
    "rma.mv": rma_mv,
    "predict.mv": predict,
    "coef_test": coef_test,
    "robust": robust,
    "Wald_test": wald,
    "vcalc": vcalc,
    "impute_covariance_matrix": vcalc,
    "aggregate": aggregate,
    "confint.mv": component_interval,
    "lrt.mv": component_test,
}
