"""Robust variance estimation with approximate weights: correlated and hierarchical effects.

Hedges, Tipton & Johnson (2010), Res. Synth. Methods 1:39, for the weights, the moment estimators
and the large-sample variance; Tipton (2015), Psychol. Methods 20:375, for the small-sample
adjustment and its degrees of freedom. Values agree with robumeta 2.0 (``robu``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.models.coefficient_tests import quantile, two_sided
from analyses.models.errors import ModelError
from analyses.models.nesting import Labels, nest
from analyses.models.robu_moments import Moments, Studies, correlated, hierarchical
from analyses.models.robu_variance import large_sample, small_sample
from analyses.models.robust import FEW
from analyses.models.weighted import problem

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobuFit:
    """A fit with approximate weights and robust variance.

    Attributes
    ----------
    weights : str
        ``CORR`` or ``HIER``.
    small : bool
        Whether the small-sample adjustment is used.
    rho : float
        Assumed correlation within studies (CORR; it hardly matters).
    level : float
        Level of the intervals.
    k, n_studies : int
        Effects and studies.
    names : tuple of str
        Names of the coefficients.
    b, se, stat, df, p_values, ci_lb, ci_ub : array, shape (p,)
        Coefficients and their t tests.
    vb : array, shape (p, p)
        Robust covariance.
    tau2 : float
        Variance between studies.
    omega2 : float
        Variance between effects of a study (HIER); NaN for CORR.
    i2 : float
        Share of heterogeneity, 0 to 1 (CORR); NaN for HIER.
    """

    weights: str
    small: bool
    rho: float
    level: float
    k: int
    n_studies: int
    names: tuple[str, ...]
    b: Floats
    se: Floats
    stat: Floats
    df: Floats
    p_values: Floats
    ci_lb: Floats
    ci_ub: Floats
    vb: Floats
    tau2: float
    omega2: float
    i2: float

    def summary(self) -> str:
        """Return the fit in a few lines of plain text; says where df are too few."""
        lines = [
            f"{self.weights}, {self.k} effects in {self.n_studies} studies, tau2 {self.tau2:.4g}"
            + ("" if math.isnan(self.omega2) else f", omega2 {self.omega2:.4g}")
        ]
        for j, name in enumerate(self.names):
            if np.isnan(self.df[j]):
                lines.append(f"{name}: {self.b[j]:.4f}, no test: it rests on one study alone")
                continue
            warning = " (too few to trust the p-value)" if self.df[j] < FEW else ""
            lines.append(
                f"{name}: {self.b[j]:.4f} [{self.ci_lb[j]:.4f}, {self.ci_ub[j]:.4f}], "
                f"p = {self.p_values[j]:.4f}, df = {self.df[j]:.1f}{warning}"
            )
        return "\n".join(lines)


def fit_robu(
    yi: ArrayLike,
    vi: ArrayLike,
    study: Labels,
    x: ArrayLike | None = None,
    *,
    weights: str = "CORR",
    small: bool = True,
    rho: float = 0.8,
    level: float = 0.95,
    names: Sequence[str] | None = None,
) -> RobuFit:
    """Fit a meta-regression of dependent effects with robust variance.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    study : labels, length k
        Study of each effect.
    x : array_like, shape (k, p), optional
        Model matrix with its intercept column; an intercept alone by default.
    weights : {"CORR", "HIER"}
        CORR: effects of a study measure the same people, weights 1 / (n_j (mean v_j + tau2)).
        HIER: effects come from sub-studies, weights 1 / (v_ij + tau2 + omega2).
    small : bool
        Small-sample adjustment with Satterthwaite degrees of freedom; otherwise the plain sandwich
        variance times m / (m - p) and m - p degrees of freedom.
    rho : float
        Correlation of the effects of a study in the moment estimator of CORR, 0 to 1.
    level : float
        Level of the intervals.
    names : sequence of str, optional
        Names of the columns of ``x``.

    Raises
    ------
    ModelError
        For unknown weights, a rho out of range, or no more studies than coefficients.
    CollinearityError
        When moderators are exact combinations of each other.
    """
    if weights not in ("CORR", "HIER"):
        raise ModelError(f"weights {weights!r}; expected CORR or HIER")
    if not 0 <= rho <= 1:
        raise ModelError(f"rho = {rho!r}; expected 0 to 1")
    data = problem(yi, vi, x, names or (("intrcpt",) if x is None else None))
    nesting = nest({"study": study}, data.k)
    m, p = nesting.sizes[0], data.p
    if m <= p:
        raise ModelError(f"{m} studies and {p} coefficients; more studies are needed")
    order = nesting.order
    studies = Studies(data.yi[order], data.vi[order], data.q[order], nesting.codes[0])
    moments: Moments = correlated(studies, rho) if weights == "CORR" else hierarchical(studies)
    if small:
        beta, covariance, df = small_sample(studies, moments, data.r)
    else:
        beta, covariance = large_sample(studies, moments)
        covariance, df = covariance * m / (m - p), np.full(p, float(m - p))
    b, vb = data.back(beta, covariance)
    settings: dict[str, Any] = {"weights": weights, "small": small, "rho": rho, "level": level}
    found: dict[str, Any] = {"tau2": moments.tau2, "omega2": moments.omega2, "i2": moments.i2}
    sizes: dict[str, Any] = {"k": data.k, "n_studies": m, "names": data.names}
    return RobuFit(**settings, **sizes, **found, **_tests(b, vb, df, level))


def _tests(b: Floats, vb: Floats, df: Floats, level: float) -> dict[str, Any]:
    """Return the fields of the coefficients and their tests."""
    se = np.where(np.isnan(df), np.nan, np.sqrt(np.diag(vb)))
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
