"""Section C: moderators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyses.models.moderators import likelihood_ratio, subgroups, term_test
from analyses.models.random_effects import fit_random_effects
from analyses.reference.cases import ReferenceSet
from analyses.reference.runner import Runner
from analyses.reference.section_b import fields_of, fit_case, predictions

Case = Mapping[str, Any]


def rma_uni(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``rma.uni`` with moderators, and the test of each term."""
    fit = fit_case(data, case)
    assign = data.design(case["args"]["design"]).assign
    shown = (case["result"] or {}).get("terms") or []
    tests = []
    for number in sorted(set(assign) - {0}):
        columns = [j for j, a in enumerate(assign) if a == number]
        name = shown[number - 1]["term"] if number <= len(shown) else str(number)
        test = term_test(fit, name, columns)
        tests.append(
            {
                "term": test.term,
                "cols": list(test.columns),
                "QM": test.qm,
                "QMdf": list(test.qm_df),
                "QMp": test.qm_p,
            }
        )
    return fields_of(fit) | {"terms": tests}


def lrt(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``anova``: the model against the intercept alone."""
    full = fit_case(data, {**case, "args": {**case["args"], "method": "ML"}})
    reduced = fit_random_effects(full.data.yi, full.data.vi, method="ML", test="z")
    test = likelihood_ratio(full, reduced)
    return {
        "LRT": test.statistic,
        "pval": test.p,
        "df": test.df,
        "QE_full": test.qe_full,
        "QE_red": test.qe_reduced,
        "R2": 100 * test.r2,
        "ll_full": test.log_lik_full,
        "ll_red": test.log_lik_reduced,
    }


def subgroup(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of subgroup models, each with its own tau2."""
    args = case["args"]
    rows = args["rows"]
    yi, vi = data.floats(args["yi"])[rows], data.floats(args["vi"])[rows]
    by = [data.labels(args["by"])[i] for i in rows]
    found = subgroups(yi, vi, by, method=args["method"])
    levels = []
    for label, fit in zip(found.labels, found.fits, strict=True):
        levels.append(
            {
                "level": label,
                "k": fit.k,
                "b": fit.b[0],
                "se": fit.se[0],
                "tau2": fit.tau2,
                "QE": fit.qe,
                "I2": 100 * fit.i2,
            }
        )
    return {
        "levels": levels,
        "Q_between": found.q_between,
        "Q_between_df": found.df,
        "Q_between_p": found.p,
    }


RUNNERS: dict[str, Runner] = {
    "rma.uni": rma_uni,
    "anova.lrt": lrt,
    "predict": predictions,
    "subgroup": subgroup,
}
