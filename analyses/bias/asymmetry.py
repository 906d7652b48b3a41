"""Regression tests of funnel asymmetry, and the estimates PET and PEESE that come from them.

Egger et al. (1997), BMJ 315:629, is ``model="lm"`` with the standard error as predictor. Sterne &
Egger (2005), in Rothstein et al., Publication Bias in Meta-Analysis, compare the predictors and the
additive (``model="rma"``) with the multiplicative (``model="lm"``) variance. Definitions agree with
``regtest`` of metafor.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm
from scipy.stats import t as student

from analyses.bias.errors import TooFewError
from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects

Floats = NDArray[np.float64]
PREDICTORS: dict[str, Callable[[Floats], Floats]] = {
    "sei": np.sqrt,
    "vi": np.positive,
    "ni": np.positive,
    "ninv": np.reciprocal,
    "sqrtni": np.sqrt,
    "sqrtninv": lambda n: np.asarray(1 / np.sqrt(n)),
}
OF_VARIANCE = ("sei", "vi")
WITHOUT_LIMIT = ("ni", "sqrtni")  # these grow with precision: their zero is no infinite study
PERFECT = 1e-13  # share of the largest effect that rounding leaves of a perfect fit
# A weighted regression whose variance is multiplied by the mean squared residual (what lm does) is
# the common-effect model with the Knapp-Hartung factor and t with k - 2 degrees of freedom.
MULTIPLICATIVE = ("FE", "knha")  # method, test


@dataclass(frozen=True, slots=True, kw_only=True)
class RegressionTest:
    """A regression test of funnel asymmetry.

    Attributes
    ----------
    model, predictor : str
        As asked for.
    slope, se, stat, p : float
        Slope on the predictor, its standard error, test statistic and two-sided p-value.
    df : float or None
        Degrees of freedom of t; None for z.
    limit, limit_ci_lb, limit_ci_ub : float
        Predicted effect of an infinitely large study; NaN for predictors that cannot say.
    fit : RandomEffectsFit
        The regression.
    """

    model: str
    predictor: str
    slope: float
    se: float
    stat: float
    df: float | None
    p: float
    limit: float
    limit_ci_lb: float
    limit_ci_ub: float
    fit: RandomEffectsFit

    def summary(self) -> str:
        """Return the test and the limit estimate in plain text."""
        name = "z" if self.df is None else f"t({self.df:g})"
        text = (
            f"Funnel asymmetry, {self.fit.k} effects, predictor {self.predictor}: "
            f"slope {self.slope:.4f}, {name} = {self.stat:.3f}, p = {self.p:.4f}"
        )
        if math.isnan(self.limit):
            return text
        limits = f"[{self.limit_ci_lb:.4f}, {self.limit_ci_ub:.4f}]"
        return f"{text}\nLimit estimate {self.limit:.4f} {limits}"


def regression_test(
    yi: ArrayLike,
    vi: ArrayLike,
    *,
    model: str = "lm",
    predictor: str = "sei",
    ni: ArrayLike | None = None,
    method: str = "REML",
    level: float = 0.95,
) -> RegressionTest:
    """Test whether effects depend on the precision of their study.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances, k >= 3.
    model : {"lm", "rma"}
        Weighted regression with a multiplicative variance and t (Egger's test), or a mixed-effects
        model with z.
    predictor : str
        ``sei``, ``vi``, or, from ``ni``: ``ni``, ``ninv`` (1/n), ``sqrtni``, ``sqrtninv``. For
        standardised mean differences, whose variance contains the effect, ``sqrtninv`` does not
        raise false alarms: Pustejovsky & Rodgers (2019), Res. Synth. Methods 10:57.
    ni : array_like, shape (k,), optional
        Sample sizes.
    method : str
        Estimator of tau2 for ``model="rma"``.
    level : float
        Level of the interval of the limit estimate.

    Raises
    ------
    TooFewError
        For fewer than three effects.
    CollinearityError
        When all studies are equally precise.
    ModelError
        For bad data or arguments, and for ``lm`` when the effects lie exactly on a line.
    """
    if model not in ("lm", "rma"):
        raise ModelError(f"model {model!r}; expected lm or rma")
    values = predictor_values(predictor, vi, ni)
    setting = MULTIPLICATIVE if model == "lm" else (method, "z")
    fit = _regress(yi, vi, values, predictor, setting, level)
    return RegressionTest(
        model=model,
        predictor=predictor,
        slope=float(fit.b[1]),
        se=float(fit.se[1]),
        stat=float(fit.stat[1]),
        df=fit.df,
        p=float(fit.p_values[1]),
        **limit_estimate(predictor, fit.b, fit.ci_lb, fit.ci_ub),
        fit=fit,
    )


def predictor_values(name: str, vi: ArrayLike, ni: ArrayLike | None) -> Floats:
    """Return a predictor of `regression_test`, shape (k,)."""
    if name not in PREDICTORS:
        raise ModelError(f"predictor {name!r}; expected one of {', '.join(PREDICTORS)}")
    source = vi if name in OF_VARIANCE else ni
    if source is None:
        raise ModelError(f"predictor {name!r} needs sample sizes (ni)")
    values = np.asarray(source, dtype=float).ravel()
    if not (np.isfinite(values).all() and (values > 0).all()):
        what = "variance" if name in OF_VARIANCE else "sample size"
        raise ModelError(f"a {what} is not a finite number above 0")
    return PREDICTORS[name](values)


def limit_estimate(predictor: str, b: Floats, lower: Floats, upper: Floats) -> dict[str, float]:
    """Return the intercept and its interval as fields; NaN where it is no infinite study."""
    ends = (b[0], lower[0], upper[0])
    known = predictor not in WITHOUT_LIMIT
    names = ("limit", "limit_ci_lb", "limit_ci_ub")
    return {n: float(e) if known else math.nan for n, e in zip(names, ends, strict=True)}


def _regress(
    yi: ArrayLike,
    vi: ArrayLike,
    values: Floats,
    name: str,
    setting: tuple[str, str],
    level: float,
) -> RandomEffectsFit:
    if values.size < 3:
        raise TooFewError(f"{values.size} effects; a line with a test needs 3 or more")
    x = np.column_stack([np.ones(values.size), values])
    method, test = setting
    fit = fit_random_effects(
        yi, vi, x, method=method, test=test, level=level, names=("intrcpt", name)
    )
    y, left = fit.data.yi, fit.data.yi - x @ fit.b
    if setting == MULTIPLICATIVE and np.abs(left).max() <= PERFECT * np.abs(y).max():
        raise ModelError("the effects lie on a line: no spread is left to test it against")
    return fit


@dataclass(frozen=True, slots=True, kw_only=True)
class PetPeese:
    """The precision-effect test (PET), PEESE, and which of the two speaks.

    Attributes
    ----------
    pet, peese : RandomEffectsFit
        Regressions on the standard error and on the variance.
    chosen : {"PET", "PEESE"}
        PEESE when PET finds an effect in the expected direction, else PET.
    pet_p : float
        One-sided p-value of the intercept of PET.
    estimate, ci_lb, ci_ub : float
        Intercept of the chosen regression: the effect of an infinitely large study.
    """

    pet: RandomEffectsFit
    peese: RandomEffectsFit
    chosen: str
    pet_p: float
    estimate: float
    ci_lb: float
    ci_ub: float

    def summary(self) -> str:
        """Return the estimate and how it was chosen."""
        return (
            f"{self.chosen}: {self.estimate:.4f} [{self.ci_lb:.4f}, {self.ci_ub:.4f}], "
            f"{self.pet.k} effects (PET finds an effect with one-sided p = {self.pet_p:.4f})"
        )


def pet_peese(
    yi: ArrayLike,
    vi: ArrayLike,
    *,
    method: str = "lm",
    alternative: str = "greater",
    alpha: float = 0.05,
    level: float = 0.95,
) -> PetPeese:
    """Estimate the mean corrected for small-study effects by PET, PEESE and their condition.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances, k >= 3.
    method : str
        ``lm`` (multiplicative variance, as its authors propose), ``FE``, or an estimator of tau2.
    alternative : {"greater", "less", "two-sided"}
        Direction in which an effect is expected.
    alpha : float
        Level of the test of PET that decides.
    level : float
        Level of the interval.

    References
    ----------
    Stanley & Doucouliagos (2014), Res. Synth. Methods 5:60: PET is biased down when there is an
    effect, PEESE up when there is none; hence the condition.
    """
    setting = MULTIPLICATIVE if method == "lm" else (method, "z")
    pet, peese = (
        _regress(yi, vi, predictor_values(name, vi, None), name, setting, level)
        for name in OF_VARIANCE
    )
    p = _tail(float(pet.stat[0]), pet.df, alternative)
    chosen = peese if p < alpha else pet
    return PetPeese(
        pet=pet,
        peese=peese,
        chosen="PEESE" if p < alpha else "PET",
        pet_p=p,
        estimate=float(chosen.b[0]),
        ci_lb=float(chosen.ci_lb[0]),
        ci_ub=float(chosen.ci_ub[0]),
    )


def _tail(stat: float, df: float | None, alternative: str) -> float:
    """Return the p-value of z (df None) or t in a direction."""
    signs = {"greater": stat, "less": -stat, "two-sided": abs(stat)}
    if alternative not in signs:
        raise ModelError(f"alternative {alternative!r}; expected one of {', '.join(signs)}")
    value = signs[alternative]
    tail = float(norm.sf(value) if df is None else student.sf(value, df))
    return 2 * tail if alternative == "two-sided" else tail
