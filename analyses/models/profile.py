"""Uncertainty of variance components: profile-likelihood intervals and likelihood-ratio tests."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import chdtrc, chdtri

from analyses.models.components import maximise, search
from analyses.models.errors import CollinearityError, ModelError
from analyses.models.multilevel import MultilevelFit

Floats = NDArray[np.float64]
DOUBLINGS = 30  # of a standard error: 1e9 of them is as good as no upper end


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentInterval:
    """Profile-likelihood interval of the variance component of a level.

    ``upper`` is infinite where the likelihood never falls far enough. ``lower`` and ``upper`` are
    NaN for a level whose component cannot be told from another's, or that has one group.
    """

    level_name: str
    sigma2: float
    lower: float
    upper: float
    level: float

    def summary(self) -> str:
        """Return the interval in one line."""
        return (
            f"variance of {self.level_name}: {self.sigma2:.4g} [{self.lower:.4g}, {self.upper:.4g}]"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentTest:
    """Likelihood-ratio test that the component of a level is 0.

    ``p`` is from chi-square with one degree of freedom, as metafor gives it; at the boundary this
    is conservative (Self & Liang 1987, J. Am. Stat. Assoc. 82:605) and ``p_mixture``, half of it,
    is the better value.
    """

    level_name: str
    statistic: float
    df: int
    p: float
    p_mixture: float

    def summary(self) -> str:
        """Return the test in one line."""
        return f"{self.level_name}: LRT {self.statistic:.3f}, p = {self.p:.4f}"


def profile_intervals(fit: MultilevelFit, level: float = 0.95) -> tuple[ComponentInterval, ...]:
    """Return a profile-likelihood interval for the component of each level.

    The interval holds the values at which the likelihood, maximised over the other components, is
    within half the chi-square quantile of its maximum (as metafor's ``confint``).

    Parameters
    ----------
    fit : MultilevelFit
        The model.
    level : float
        Level of the intervals.

    Raises
    ------
    ModelError
        For a level that is not between 0 and 1.
    ConvergenceError
        When the likelihood cannot be maximised over the other components.
    """
    if not 0 < level < 1:
        raise ModelError(f"level {level!r}; expected a number between 0 and 1")
    drop = float(chdtri(1, 1 - level)) / 2
    parameter = fit.structure.parameter
    found = []
    for n, name in enumerate(fit.level_names):
        number = parameter[n]
        known = number >= 0 and parameter.count(number) == 1
        lower, upper = _ends(fit, number, drop) if known else (math.nan, math.nan)
        found.append(
            ComponentInterval(
                level_name=name, sigma2=float(fit.sigma2[n]), lower=lower, upper=upper, level=level
            )
        )
    return tuple(found)


def profile_log_lik(fit: MultilevelFit, level_name: str, value: float) -> float:
    """Return the log-likelihood with one component given, maximised over the others.

    Raises
    ------
    ModelError
        For a level without a component of its own, or a value below 0.
    ConvergenceError
        When there is no maximum.
    """
    number = dict(zip(fit.level_names, fit.structure.parameter, strict=True)).get(level_name, -1)
    if number < 0 or value < 0:
        raise ModelError(
            f"{level_name!r} at {value!r}; expected a level of the model and 0 or more"
        )
    start = fit.theta.copy()
    start[number] = value
    held = np.arange(fit.structure.r) == number
    return maximise(fit.model, start, fixed=held).likelihood.value


def _ends(fit: MultilevelFit, number: int, drop: float) -> tuple[float, float]:
    name = fit.level_names[fit.structure.parameter.index(number)]
    at = float(fit.theta[number])

    def fall(value: float) -> float:
        return profile_log_lik(fit, name, value) - fit.log_lik + drop

    lower = 0.0
    if at > 0 and fall(0.0) < 0:
        lower = float(brentq(fall, 0.0, at, xtol=1e-10 * at, rtol=1e-10))
    low = at
    step = max(at, 1 / math.sqrt(max(float(fit.expected[number, number]), 1e-300)))
    for _ in range(DOUBLINGS):
        high = low + step
        try:
            fallen = fall(high) < 0
        except CollinearityError:  # so large a variance that nothing else counts any more
            break
        if fallen:
            return lower, float(brentq(fall, low, high, xtol=1e-10 * high, rtol=1e-10))
        low, step = high, 2 * step
    return lower, math.inf


def component_tests(fit: MultilevelFit) -> tuple[ComponentTest, ...]:
    """Test for each level whether its component is 0, by the likelihood without it.

    Levels whose component is not identified get a statistic of 0.

    Raises
    ------
    ConvergenceError
        When a model without a level cannot be fitted.
    """
    parameter = fit.structure.parameter
    found = []
    for n, name in enumerate(fit.level_names):
        number = parameter[n]
        statistic = 0.0
        if number >= 0 and parameter.count(number) == 1:
            without = _without(fit, number)
            statistic = max(0.0, 2 * (fit.log_lik - without))
        p = float(chdtrc(1, statistic))
        found.append(
            ComponentTest(
                level_name=name,
                statistic=statistic,
                df=1,
                p=p,
                p_mixture=p / 2 if statistic else 1.0,
            )
        )
    return tuple(found)


def _without(fit: MultilevelFit, number: int) -> float:
    """Return the maximum of the likelihood with one component at 0."""
    held = np.arange(fit.structure.r) == number
    others = np.where(held, 0.0, fit.theta)
    total = float(fit.theta.sum()) / max(1, int((~held).sum()))
    starts = [others, np.where(held, 0.0, total)]
    return search(fit.model, starts, fixed=held, climbs=2).likelihood.value
