"""Section G: robust variance estimation with approximate weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyses.models.robu import fit_robu
from analyses.reference.cases import ReferenceSet
from analyses.reference.runner import Runner
from analyses.reference.section_d import labels_of, rows_of

Case = Mapping[str, Any]


def robu(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``robu``."""
    args = case["args"]
    rows = rows_of(data, args)
    design = data.design(args["design"]) if "design" in args else None
    fit = fit_robu(
        data.floats(args["yi"])[rows],
        data.floats(args["vi"])[rows],
        labels_of(data, args["studynum"], rows),
        None if design is None else design.x,
        weights=args["modelweights"],
        small=bool(args["small"]),
        rho=float(args["rho"]),
        names=None if design is None else design.columns,
    )
    return {
        "b": fit.b,
        "se": fit.se,
        "tstat": fit.stat,
        "df": fit.df,
        "pval": fit.p_values,
        "ci_lb": fit.ci_lb,
        "ci_ub": fit.ci_ub,
        "tau2": fit.tau2,
        "omega2": fit.omega2 if fit.weights == "HIER" else None,
        "I2": 100 * fit.i2 if fit.weights == "CORR" else None,
        "N": fit.n_studies,
        "M": fit.k,
    }


RUNNERS: dict[str, Runner] = {"robu": robu}
