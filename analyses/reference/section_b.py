"""Section B: models of independent effects, and sparse tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analyses.models.moderators import r_squared
from analyses.models.prediction import predict, prediction_interval_riley, shrunken
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects
from analyses.models.sparse_tables import PooledTables, mantel_haenszel, peto_odds_ratio
from analyses.models.tau2 import COMMON
from analyses.reference.cases import ReferenceSet
from analyses.reference.runner import Runner

Case = Mapping[str, Any]


def fit_case(data: ReferenceSet, case: Case) -> RandomEffectsFit:
    """Fit the model that a case names (its design included)."""
    args = case["args"]
    yi, vi = data.floats(args["yi"]), data.floats(args["vi"])
    settings = {
        "method": args.get("method", "REML"),
        "test": args.get("test", "z"),
        "level": args.get("level", 95) / 100,
        "weighted": bool(args.get("weighted", True)),
    }
    if "design" not in args:
        return fit_random_effects(yi, vi, **settings)
    design = data.design(args["design"])
    return fit_random_effects(
        yi[design.rows], vi[design.rows], design.x, names=design.columns, **settings
    )


def fields_of(fit: RandomEffectsFit) -> dict[str, Any]:
    """Return a fit under the names and in the units of the reference."""
    s = fit.fit
    return {
        "b": fit.b,
        "coef_names": list(fit.data.names),
        "se": fit.se,
        "stat": fit.stat,
        "df": [fit.df],
        "pval": fit.p_values,
        "ci_lb": fit.ci_lb,
        "ci_ub": fit.ci_ub,
        "vb": fit.vb,
        "tau2": fit.tau2,
        "se_tau2": fit.se_tau2,
        "R2": 100 * r_squared(fit),
        "I2": 100 * fit.i2,
        "H2": fit.h2,
        "vt": fit.vt,
        "s2w": fit.s2w,
        "k": fit.k,
        "p": fit.p,
        "QE": fit.qe,
        "QEp": fit.qe_p,
        "QM": [fit.qm],
        "QMdf": [fit.qm_df[0], fit.qm_df[1]],
        "QMp": fit.qm_p,
        "logLik_ML": s.log_lik_ml,
        "logLik_REML": s.log_lik_reml,
        "AIC_ML": s.aic_ml,
        "AIC_REML": s.aic_reml,
        "BIC_ML": s.bic_ml,
        "BIC_REML": s.bic_reml,
        "AICc_ML": s.aicc_ml,
        "AICc_REML": s.aicc_reml,
    }


def rma_uni(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``rma.uni``, with its prediction intervals."""
    fit = fit_case(data, case)
    found = fields_of(fit)
    if fit.p == 1 and fit.method not in COMMON:
        new = predict(fit)
        lower, upper, df = prediction_interval_riley(fit)
        found |= {
            "pi_lb": new.pi_lb[0],
            "pi_ub": new.pi_ub[0],
            "pi_riley_lb": lower,
            "pi_riley_ub": upper,
            "pi_riley_df": df,
        }
    return found


def weights(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``weights``: shares of the weight, in percent."""
    fit = fit_case(data, case)
    w = 1 / (fit.data.vi + fit.tau2)
    return {"weights_percent": 100 * w / np.sum(w)}


def predictions(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``predict``."""
    fit = fit_case(data, case)
    new = predict(fit)
    names = ("pred", "se", "ci_lb", "ci_ub", "pi_lb", "pi_ub")
    alone = fit.p == 1 and "design" not in case["args"]
    return {n: getattr(new, n)[0] if alone else getattr(new, n) for n in names}


def blup(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``blup``."""
    found = shrunken(fit_case(data, case))
    return {n: getattr(found, n) for n in ("pred", "se", "pi_lb", "pi_ub")}


def _counts(data: ReferenceSet, case: Case) -> dict[str, Any]:
    names = ("ai", "bi", "ci", "di", "n1i", "n2i")
    return {n: data.floats(case["args"][n], raw=True) for n in names if n in case["args"]}


def tables_of(found: PooledTables) -> dict[str, Any]:
    """Return pooled tables under the names of the reference."""
    return {
        "b": found.estimate,
        "se": found.se,
        "stat": found.stat,
        "pval": found.p,
        "ci_lb": found.ci_lb,
        "ci_ub": found.ci_ub,
        "QE": found.qe,
        "QEp": found.qe_p,
        "k": found.k,
        "k_yi": found.k_effects,
    }


def rma_mh(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``rma.mh``."""
    found = mantel_haenszel(**_counts(data, case), measure=case["args"]["measure"])
    return tables_of(found) | {
        "MH": found.cmh,
        "MHp": found.cmh_p,
        "TA": found.tarone,
        "TAp": found.tarone_p,
        "BD": found.breslow_day,
        "BDp": found.breslow_day_p,
    }


def rma_peto(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of ``rma.peto``."""
    return tables_of(peto_odds_ratio(**_counts(data, case)))


RUNNERS: dict[str, Runner] = {
    "rma.uni": rma_uni,
    "weights": weights,
    "predict": predictions,
    "blup": blup,
    "rma.mh": rma_mh,
    "rma.peto": rma_peto,
}
