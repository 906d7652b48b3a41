"""Egger's regression test when studies report several effects.

The predictor enters a three-level model whose test is cluster-robust: Rodgers & Pustejovsky (2021),
Psychol. Methods 26:141, who show that ignoring the dependence gives false alarms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analyses.bias.asymmetry import limit_estimate, predictor_values
from analyses.bias.errors import TooFewError
from analyses.models.multilevel import MultilevelFit, fit_multilevel
from analyses.models.nesting import Labels
from analyses.models.robust import FEW, RobustFit, robust_test


@dataclass(frozen=True, slots=True, kw_only=True)
class MultilevelRegressionTest:
    """A regression test of funnel asymmetry among dependent effects.

    Attributes
    ----------
    predictor : str
        As in `regression_test`.
    k, n_studies : int
        Effects and studies.
    slope, se, stat, df, p : float
        Slope on the predictor with its CR2 standard error, t, Satterthwaite degrees of freedom and
        two-sided p-value.
    limit, limit_ci_lb, limit_ci_ub : float
        Predicted effect of an infinitely large study (PET for ``sei``, PEESE for ``vi``); NaN for
        predictors that cannot say.
    fit, robust : MultilevelFit, RobustFit
        The three-level model and its robust tests.
    """

    predictor: str
    k: int
    n_studies: int
    slope: float
    se: float
    stat: float
    df: float
    p: float
    limit: float
    limit_ci_lb: float
    limit_ci_ub: float
    fit: MultilevelFit
    robust: RobustFit

    @property
    def trustworthy(self) -> bool:
        """Return whether there are 4 degrees of freedom or more (Tipton 2015)."""
        return self.df >= FEW

    def summary(self) -> str:
        """Return the test and the limit estimate in plain text."""
        warning = "" if self.trustworthy else " (too few degrees of freedom to trust it)"
        text = (
            f"Funnel asymmetry, {self.k} effects of {self.n_studies} studies, predictor "
            f"{self.predictor}: slope {self.slope:.4f}, t({self.df:.1f}) = {self.stat:.3f}, "
            f"p = {self.p:.4f}{warning}"
        )
        if math.isnan(self.limit):
            return text
        limits = f"[{self.limit_ci_lb:.4f}, {self.limit_ci_ub:.4f}]"
        return f"{text}\nLimit estimate {self.limit:.4f} {limits}"


def multilevel_regression_test(
    yi: ArrayLike,
    vi: ArrayLike,
    study: Labels,
    *,
    predictor: str = "sei",
    ni: ArrayLike | None = None,
    rho: float = 0.0,
    method: str = "REML",
    level: float = 0.95,
) -> MultilevelRegressionTest:
    """Test whether effects depend on their precision, with several effects a study.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    study : labels, length k
        Study of each effect.
    predictor, ni
        As in `regression_test`.
    rho : float
        Assumed correlation of the sampling errors within a study.
    method : {"REML", "ML"}
        Estimator of the variance components.
    level : float
        Level of the interval of the limit estimate.

    Raises
    ------
    TooFewError
        For fewer than three studies.
    ModelError, CollinearityError, ConvergenceError
        See `fit_multilevel`; collinearity when all effects are equally precise.
    """
    labels = list(study)
    n_studies = len(set(labels))
    if n_studies < 3:
        raise TooFewError(f"{n_studies} studies; a line with a robust test needs 3 or more")
    values = predictor_values(predictor, vi, ni)
    x = np.column_stack([np.ones(values.size), values])
    levels = {"study": labels, "effect": range(len(labels))}
    fit = fit_multilevel(
        yi, vi, levels, x, rho=rho, method=method, level=level, names=("intrcpt", predictor)
    )
    robust = robust_test(fit, kind="CR2", level=level)
    return _record(predictor, n_studies, fit, robust)


def _record(
    predictor: str, n_studies: int, fit: MultilevelFit, robust: RobustFit
) -> MultilevelRegressionTest:
    return MultilevelRegressionTest(
        predictor=predictor,
        k=fit.k,
        n_studies=n_studies,
        slope=float(robust.b[1]),
        se=float(robust.se[1]),
        stat=float(robust.stat[1]),
        df=float(robust.df[1]),
        p=float(robust.p_values[1]),
        **limit_estimate(predictor, robust.b, robust.ci_lb, robust.ci_ub),
        fit=fit,
        robust=robust,
    )
