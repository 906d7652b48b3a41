"""Models of dependent effects: two, three and more nested levels by REML or ML.

y = X b + sum over levels of random effects + sampling errors with covariance V. V is diagonal, or
has a constant correlation rho of the errors within a study (correlated and hierarchical effects:
Pustejovsky & Tipton 2022, Prev. Sci. 23:425). Definitions are those of metafor 3.8 (``rma.mv``);
Konstantopoulos (2011), Res. Synth. Methods 2:61, for the three-level model. Every cost is linear
in the number of effects.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from analyses.models.coefficient_tests import quantile, two_sided
from analyses.models.components import Maximum, search
from analyses.models.errors import ModelError
from analyses.models.likelihood import Model
from analyses.models.multilevel_measures import containment, criteria, omnibus, sampling
from analyses.models.nesting import Labels
from analyses.models.structure import Structure, build, starts
from analyses.models.weighted import problem

Floats = NDArray[np.float64]
FEW = 100  # effects up to which several maxima are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class MultilevelFit:
    """A fitted model of dependent effects.

    Attributes
    ----------
    method, test, df_rule : str
        REML or ML; z or t; ``residual`` or ``contain`` (for t).
    level : float
        Level of the intervals.
    k, p : int
        Effects, coefficients.
    names, level_names : tuple of str
        Names of the coefficients and of the levels (outside in).
    n_groups : tuple of int
        Groups of each level.
    rho : float
        Assumed correlation of sampling errors within a study.
    sigma2 : array, shape (levels,)
        Variance component of each level.
    at_bound : array of bool, shape (levels,)
        The component is 0 and the likelihood would fall above it.
    score : array, shape (levels,)
        Slope of the log-likelihood at the solution, by component.
    expected, observed : array, shape (r, r)
        Information of the components that were estimated.
    b, se, stat, p_values, ci_lb, ci_ub : array, shape (p,)
        Coefficients; ``stat`` is z or t.
    df : array, shape (p,)
        Degrees of freedom of t; infinite for z.
    vb : array, shape (p, p)
        Covariance of the coefficients.
    log_lik, aic, bic, aicc : float
        Fit statistics; with REML n is k - p.
    vt : float
        Typical sampling variance.
    i2 : array, shape (levels,)
        Share of each level in the total variance, 0 to 1.
    qe, qe_p : float
        Test of residual heterogeneity, chi-square with k - p degrees of freedom.
    qm, qm_df, qm_p
        Test of the coefficients other than the intercept (of the intercept when alone):
        chi-square (second df NaN) or F.
    steps : int
        Steps to the maximum; not converging is an error.
    """

    method: str
    test: str
    df_rule: str
    level: float
    k: int
    p: int
    names: tuple[str, ...]
    level_names: tuple[str, ...]
    n_groups: tuple[int, ...]
    rho: float
    sigma2: Floats
    at_bound: NDArray[np.bool_]
    score: Floats
    expected: Floats
    observed: Floats
    b: Floats
    se: Floats
    stat: Floats
    df: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    vb: Floats
    log_lik: float
    aic: float
    bic: float
    aicc: float
    vt: float
    i2: Floats
    qe: float
    qe_p: float
    qm: float
    qm_df: tuple[float, float]
    qm_p: float
    steps: int
    structure: Structure = field(repr=False, compare=False)
    model: Model = field(repr=False, compare=False)
    theta: Floats = field(repr=False, compare=False)

    def summary(self) -> str:
        """Return the model in a few lines of plain text."""
        groups = ", ".join(
            f"{n} {name} (variance {s:.4g}, {share:.1%})"
            for n, name, s, share in zip(
                self.n_groups, self.level_names, self.sigma2, self.i2, strict=True
            )
        )
        assumed = f", rho {self.rho:g} assumed" if self.rho else ""
        lines = [f"{self.method}, {self.k} effects in {groups}{assumed}"]
        for j, name in enumerate(self.names):
            lines.append(
                f"{name}: {self.b[j]:.4f} [{self.ci_lb[j]:.4f}, {self.ci_ub[j]:.4f}], "
                f"p = {self.p_values[j]:.4f}"
            )
        return "\n".join(
            [*lines, f"Q = {self.qe:.3f}, p = {self.qe_p:.4f}", *self.structure.notes()]
        )


def fit_multilevel(
    yi: ArrayLike,
    vi: ArrayLike,
    levels: Mapping[str, Labels] | Sequence[Labels],
    x: ArrayLike | None = None,
    *,
    rho: float = 0.0,
    within: Labels | None = None,
    method: str = "REML",
    test: str = "z",
    df_rule: str = "residual",
    level: float = 0.95,
    names: Sequence[str] | None = None,
) -> MultilevelFit:
    """Fit a multilevel model.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects (positive favours the intervention, by the project's convention) and sampling
        variances.
    levels : mapping of name to labels, or sequence of labels
        Levels with a random effect, from the outside in, each of length k: ``[study, effect]`` is
        the three-level model, ``[study]`` a two-level one. Labels of an inner level count within
        the level outside it.
    x : array_like, shape (k, p), optional
        Model matrix with its intercept column, if any; an intercept alone by default.
    rho : float
        Assumed correlation of the sampling errors of effects of one study, 0 <= rho < 1.
    within : labels, optional
        Groups in which sampling errors correlate; the outermost level by default.
    method : {"REML", "ML"}
        Estimator of the variance components.
    test : {"z", "t"}
        Distribution of the coefficients.
    df_rule : {"residual", "contain"}
        Degrees of freedom of t: k - p, or the fewest groups less p among the levels within whose
        groups the column of the coefficient is constant.
    level : float
        Level of the intervals, 0 to 1.
    names : sequence of str, optional
        Names of the columns of ``x``.

    Raises
    ------
    ModelError
        For data or settings from which no model can be fitted (see `problem` and `build`), or no
        effect more than coefficients.
    CollinearityError
        When moderators are exact combinations of each other.
    ConvergenceError
        When the likelihood has no maximum that the steps reach.
    """
    _check_settings(method, test, df_rule, level)
    data = problem(yi, vi, x, names or (("intrcpt",) if x is None else None))
    if data.k <= data.p:
        raise ModelError(f"{data.k} effects and {data.p} coefficients; one effect more is needed")
    structure = build(data, levels, rho, within)
    model = Model(
        marginal=structure.marginal,
        p=data.p,
        r=structure.r,
        levels=len(structure.parameter),
        reml=method == "REML",
        k=data.k,
        log_squares=data.p * math.log(data.k),
    )
    found = search(model, starts(structure), climbs=3 if data.k <= FEW else 1)
    df = np.full(data.p, np.inf if test == "z" else float(data.k - data.p))
    if test == "t" and df_rule == "contain":
        df = containment(structure)
    settings = {"method": method, "test": test, "df_rule": df_rule, "level": level}
    return _record(structure, model, found, df, settings)


def _check_settings(method: str, test: str, df_rule: str, level: float) -> None:
    if method not in ("REML", "ML"):
        raise ModelError(f"method {method!r}; expected REML or ML")
    if test not in ("z", "t"):
        raise ModelError(f"test {test!r}; expected z or t")
    if df_rule not in ("residual", "contain"):
        raise ModelError(f"df_rule {df_rule!r}; expected residual or contain")
    if not 0 < level < 1:
        raise ModelError(f"level {level!r}; expected a number between 0 and 1")


def _record(
    structure: Structure, model: Model, found: Maximum, df: Floats, settings: dict[str, Any]
) -> MultilevelFit:
    data, at = structure.data, found.likelihood
    b, vb = structure.coefficients(at.beta, at.inverse)
    qm, qm_df, qm_p = omnibus(structure, b, vb, df)
    aic, bic, aicc = criteria(model, at)
    return MultilevelFit(
        **settings,
        **_coefficients(b, vb, df, settings["level"]),
        **_components(structure, found),
        k=data.k,
        p=data.p,
        names=data.names,
        level_names=structure.nesting.names,
        n_groups=structure.nesting.sizes,
        rho=structure.rho,
        log_lik=at.value,
        aic=aic,
        bic=bic,
        aicc=aicc,
        qm=qm,
        qm_df=qm_df,
        qm_p=qm_p,
        structure=structure,
        model=model,
    )


def _coefficients(b: Floats, vb: Floats, df: Floats, level: float) -> dict[str, Any]:
    """Return the fields of the coefficients and their tests."""
    se = np.sqrt(np.diag(vb))
    with np.errstate(divide="ignore", invalid="ignore"):
        stat = b / se
    half = quantile(0.5 + level / 2, df) * se
    return {
        "b": b,
        "vb": vb,
        "se": se,
        "stat": stat,
        "df": df,
        "p_values": two_sided(stat, df),
        "ci_lb": b - half,
        "ci_ub": b + half,
    }


def _components(structure: Structure, found: Maximum) -> dict[str, Any]:
    """Return the fields of the variance components and of heterogeneity."""
    data, at = structure.data, found.likelihood
    sigma2 = structure.sigma2(found.theta)
    vt, qe = sampling(structure)
    return {
        "sigma2": sigma2,
        "at_bound": sigma2 <= 0,
        "score": np.array([at.score[n] if n >= 0 else 0.0 for n in structure.parameter]),
        "expected": at.expected,
        "observed": at.observed,
        "vt": vt,
        "i2": sigma2 / (sigma2.sum() + vt),
        "qe": qe,
        "qe_p": float(chdtrc(data.k - data.p, qe)),
        "steps": found.steps,
        "theta": found.theta,
    }
