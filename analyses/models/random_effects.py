"""Common-effect, random-effects and mixed-effects models of independent effects.

Definitions are those of metafor 3.8 (``rma.uni``): Knapp & Hartung (2003, Stat. Med. 22:2693) for
``test="knha"``; Higgins & Thompson (2002, Stat. Med. 21:1539) for the typical variance and I2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import chi2, norm
from scipy.stats import f as fisher
from scipy.stats import t as student

from analyses.models.errors import ModelError
from analyses.models.fit_statistics import FitStatistics, fit_statistics
from analyses.models.tau2 import COMMON, estimate_tau2
from analyses.models.weighted import Problem, problem, solve, without_rounding

Floats = NDArray[np.float64]
TESTS = ("z", "t", "knha", "adhoc")


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomEffectsFit:
    """A fitted model of independent effects.

    Attributes
    ----------
    method, test : str
        Estimator of tau2; test of the coefficients.
    level : float
        Level of the intervals.
    data : Problem
        The data as checked.
    b, se, stat, p_values, ci_lb, ci_ub : array, shape (p,)
        Coefficients; ``stat`` is z or t.
    df : float or None
        Degrees of freedom of t; None for z.
    vb : array, shape (p, p)
        Covariance of the coefficients.
    tau2, se_tau2, i2, h2, vt : float
        Between-study variance, its standard error, I2 (0 to 1), H2, typical sampling variance.
    s2w : float
        Knapp-Hartung factor (1 for z and t).
    qe, qe_p : float
        Test of residual heterogeneity, chi-square with k - p degrees of freedom.
    qm, qm_p : float
        Test of the coefficients other than the intercept (of the intercept when it is alone):
        chi-square for z, F else.
    qm_df : tuple of float
        Its degrees of freedom; the second is NaN for chi-square.
    fit : FitStatistics
        Log-likelihoods and information criteria.
    """

    method: str
    test: str
    level: float
    weighted: bool
    data: Problem
    b: Floats
    se: Floats
    stat: Floats
    df: float | None
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    vb: Floats
    tau2: float
    se_tau2: float
    i2: float
    h2: float
    vt: float
    s2w: float
    qe: float
    qe_p: float
    qm: float
    qm_df: tuple[float, float]
    qm_p: float
    fit: FitStatistics

    @property
    def k(self) -> int:
        """Number of effects."""
        return self.data.k

    @property
    def p(self) -> int:
        """Number of coefficients."""
        return self.data.p

    def critical(self) -> float:
        """Return the quantile that makes the intervals."""
        tail = 0.5 + self.level / 2
        return float(norm.ppf(tail) if self.df is None else student.ppf(tail, self.df))

    def summary(self) -> str:
        """Return the model in a few lines of plain text."""
        lines = [
            f"{self.method} model, {self.k} effects, test {self.test}",
            f"tau2 = {self.tau2:.4g} (SE {self.se_tau2:.4g}), I2 = {self.i2:.1%}, "
            f"Q = {self.qe:.3f}, p = {self.qe_p:.4f}",
        ]
        for j, name in enumerate(self.data.names):
            lines.append(
                f"{name}: {self.b[j]:.4f} [{self.ci_lb[j]:.4f}, {self.ci_ub[j]:.4f}], "
                f"p = {self.p_values[j]:.4f}"
            )
        return "\n".join(lines)


def fit_random_effects(
    yi: ArrayLike,
    vi: ArrayLike,
    x: ArrayLike | None = None,
    *,
    method: str = "REML",
    test: str = "knha",
    level: float = 0.95,
    weighted: bool = True,
    names: Sequence[str] | None = None,
) -> RandomEffectsFit:
    """Fit a common-effect, random-effects or mixed-effects model.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects (positive favours the intervention, by the project's convention) and sampling
        variances.
    x : array_like, shape (k, p), optional
        Model matrix, intercept column included; an intercept alone by default.
    method : str
        ``FE``/``EE`` (common effect) or an estimator of tau2: DL, HE, HS, HSk, SJ, SJIT, ML, REML,
        EB, PM, PMM.
    test : {"z", "t", "knha", "adhoc"}
        Normal (always for one effect); t with k - p degrees of freedom; Knapp-Hartung;
        Knapp-Hartung not below the plain standard error.
    level : float
        Level of the intervals, 0 to 1.
    weighted : bool
        False gives ordinary least squares coefficients.
    names : sequence of str, optional
        Names of the columns of ``x``.

    Raises
    ------
    ModelError, CollinearityError, ConvergenceError
        See `problem` and `estimate_tau2`.
    """
    if test not in TESTS:
        raise ModelError(f"test {test!r}; expected one of {', '.join(TESTS)}")
    if not 0 < level < 1:
        raise ModelError(f"level {level!r}; expected a number between 0 and 1")
    data = problem(yi, vi, x, names or (("intrcpt",) if x is None else None))
    return fit_problem(data, method=method, test=test, level=level, weighted=weighted)


def fit_problem(
    data: Problem, *, method: str, test: str, level: float = 0.95, weighted: bool = True
) -> RandomEffectsFit:
    """Fit a model to data that were checked before (see `fit_random_effects`)."""
    if data.k == 1:
        test = "z"  # one effect has no spread to estimate: its own standard error is all there is
    tau2 = estimate_tau2(data, method)
    b, vb, s2w = _coefficients(data, tau2.value, test, weighted)
    df = None if test == "z" else float(data.k - data.p)
    se = np.sqrt(np.diag(vb))
    with np.errstate(divide="ignore", invalid="ignore"):
        stat = b / se
    qe, vt = _heterogeneity(data)
    i2, h2 = _shares(data, method, tau2.value, qe, vt)
    critical = _quantile(0.5 + level / 2, df)
    qm, qm_df, qm_p = omnibus(data, b, vb, df)
    return RandomEffectsFit(
        method=method,
        test=test,
        level=level,
        weighted=weighted,
        data=data,
        b=b,
        se=se,
        stat=stat,
        df=df,
        p_values=two_sided(stat, df),
        ci_lb=b - critical * se,
        ci_ub=b + critical * se,
        vb=vb,
        tau2=tau2.value,
        se_tau2=tau2.se,
        i2=i2,
        h2=h2,
        vt=vt,
        s2w=s2w,
        qe=qe,
        qe_p=float(chi2.sf(qe, data.k - data.p)) if data.k > data.p else 1.0,
        qm=qm,
        qm_df=qm_df,
        qm_p=qm_p,
        fit=fit_statistics(data, tau2.value, b, random=method not in COMMON),
    )


def _coefficients(
    data: Problem, tau2: float, test: str, weighted: bool
) -> tuple[Floats, Floats, float]:
    """Return coefficients, their covariance and the Knapp-Hartung factor."""
    marginal = data.vi + tau2
    fit = solve(data, 1 / marginal if weighted else np.ones(data.k))
    vb = fit.inverse if weighted else data.q.T @ (data.q * marginal[:, None])
    s2w = 1.0
    if test in ("knha", "adhoc"):
        # the factor is that of the weighted fit, whatever made the coefficients
        squares = float(without_rounding(solve(data, 1 / marginal).rss))
        df = data.k - data.p
        s2w = squares / df if df > 0 else math.nan
        s2w = max(1.0, s2w) if test == "adhoc" else s2w
    b, covariance = data.back(fit.b, vb * s2w)
    return b, covariance, s2w


def _quantile(tail: float, df: float | None) -> float:
    if df is None:
        return float(norm.ppf(tail))
    return float(student.ppf(tail, df)) if df > 0 else math.nan


def two_sided(stat: Floats, df: float | None) -> Floats:
    """Return two-sided p-values of z (df None) or t statistics."""
    tail = norm.sf(np.abs(stat)) if df is None else student.sf(np.abs(stat), df)
    return np.asarray(2 * tail, dtype=float)


def _heterogeneity(data: Problem) -> tuple[float, float]:
    """Return Q of the common-effect model and the typical sampling variance."""
    if data.k == data.p:
        return 0.0, 0.0
    fit = solve(data, 1 / data.vi)
    return fit.rss, (data.k - data.p) / fit.trace_p


def _shares(data: Problem, method: str, tau2: float, qe: float, vt: float) -> tuple[float, float]:
    """Return I2 (0 to 1) and H2."""
    df = data.k - data.p
    if df == 0:
        return 0.0, 1.0
    if method in COMMON:
        return (max(0.0, (qe - df) / qe) if qe > 0 else 0.0), qe / df
    return tau2 / (vt + tau2), tau2 / vt + 1


def omnibus(
    data: Problem, b: Floats, vb: Floats, df: float | None, columns: Sequence[int] | None = None
) -> tuple[float, tuple[float, float], float]:
    """Test a set of coefficients together (default: all but the intercept).

    Returns
    -------
    qm, (df1, df2), p
        A chi-square statistic with df1 degrees of freedom (df2 NaN), or F with both.
    """
    alone = data.p == 1 or not data.has_intercept
    chosen = list(columns) if columns is not None else list(range(0 if alone else 1, data.p))
    m = len(chosen)
    part = vb[np.ix_(chosen, chosen)]
    try:
        wald = float(b[chosen] @ np.linalg.solve(part, b[chosen]))
    except np.linalg.LinAlgError:
        return math.nan, (float(m), math.nan if df is None else df), math.nan
    if df is None:
        return wald, (float(m), math.nan), float(chi2.sf(wald, m))
    return wald / m, (float(m), df), float(fisher.sf(wald / m, m, df)) if df > 0 else math.nan
