"""Section F: diagnostics and heterogeneity intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analyses.diagnostics import (
    baujat,
    cumulative,
    influence,
    leave_one_out,
    permutation_test,
    profile_likelihood,
    q_profile,
    standardised_residuals,
)
from analyses.reference.cases import ReferenceSet
from analyses.reference.multilevel_cases import ML_RUNNERS_F
from analyses.reference.runner import Runner
from analyses.reference.section_b import fit_case

Case = Mapping[str, Any]


def leave1out(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``leave1out``."""
    found = leave_one_out(fit_case(data, case))
    return {
        "estimate": found.estimate[:, 0],
        "se": found.se[:, 0],
        "zval": found.stat[:, 0],
        "pval": found.p_values[:, 0],
        "ci_lb": found.ci_lb[:, 0],
        "ci_ub": found.ci_ub[:, 0],
        "Q": found.qe,
        "Qp": found.qe_p,
        "tau2": found.tau2,
        "I2": 100 * found.i2,
        "H2": found.h2,
    }


def cumul(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``cumul`` in the order that the case gives."""
    found = cumulative(fit_case(data, case), case["args"]["order_idx"])
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


def influences(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``influence``; a single coefficient's dfbs is a plain list there."""
    found = influence(fit_case(data, case))
    return {
        "rstudent": found.rstudent,
        "dffits": found.dffits,
        "cook_d": found.cook_d,
        "cov_r": found.cov_r,
        "tau2_del": found.tau2_del,
        "QE_del": found.qe_del,
        "hat": found.hat,
        "weight": 100 * found.weight,
        "dfbs": found.dfbs[:, 0] if found.dfbs.shape[1] == 1 else found.dfbs,
        "is_infl": found.influential,
    }


def baujats(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``baujat``."""
    found = baujat(fit_case(data, case))
    return {"x": found.heterogeneity, "y": found.influence}


def rstandard(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``rstandard``."""
    found = standardised_residuals(fit_case(data, case))
    return {"resid": found.residual, "se": found.se, "z": found.z}


def confint(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``confint``; its rows are tau2, tau, I2 in percent, H2."""
    fit = fit_case(data, case)
    found = profile_likelihood(fit) if case["args"]["type"] == "PL" else q_profile(fit)
    rows = (found.tau2, found.tau, found.i2, found.h2)
    unit = np.array([1.0, 1.0, 100.0, 1.0])
    return {
        "rows": ["tau^2", "tau", "I^2(%)", "H^2"],
        "est": unit * [row.estimate for row in rows],
        "ci_lb": unit * [row.lower for row in rows],
        "ci_ub": unit * [row.upper for row in rows],
        "ci_null": found.empty,
    }


def permutest(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``permutest``."""
    found = permutation_test(fit_case(data, case), exact=bool(case["args"]["exact"]))
    return {"pval": found.p_values}


RUNNERS: dict[str, Runner] = {
    "leave1out": leave1out,
    "cumul": cumul,
    "influence": influences,
    "baujat": baujats,
    "rstandard": rstandard,
    "confint": confint,
    "permutest": permutest,
    **ML_RUNNERS_F,
}
