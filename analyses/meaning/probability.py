"""The chance that a new setting sees a benefit, from the predictive distribution of a model."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtr, stdtr

from analyses.meaning.checks import (
    MeaningError,
    percent,
    require_above_zero,
    require_finite,
    require_not_negative,
    signed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSetting:
    """What a setting that has not been studied may expect.

    Attributes
    ----------
    estimate, se, tau2 : float
        The mean effect, its standard error, and the variance between settings.
    df : float or None
        Degrees of freedom of t; None for the normal distribution.
    important : float or None
        The smallest difference that matters, in the unit of the effect.
    p_benefit : float
        Chance that the true effect there is above 0.
    p_important : float or None
        Chance that it is above ``important``.
    p_harm : float or None
        Chance that it is below minus ``important``.
    assumptions : tuple of str
        What was assumed, in words.
    """

    estimate: float
    se: float
    tau2: float
    df: float | None
    important: float | None
    p_benefit: float
    p_important: float | None
    p_harm: float | None
    assumptions: tuple[str, ...]

    def summary(self) -> str:
        """Return the chances in one plain sentence."""
        words = "In a new setting like those studied, the chance of any benefit is "
        words += percent(self.p_benefit)
        if self.important is None or self.p_important is None or self.p_harm is None:
            return f"{words}."
        size = signed(self.important)
        return (
            f"{words}; of a benefit of at least {size}, {percent(self.p_important)}; "
            f"of harm of at least {size}, {percent(self.p_harm)}."
        )


def new_setting(
    estimate: float,
    se: float,
    tau2: float,
    *,
    df: float | None = None,
    important: float | None = None,
) -> NewSetting:
    """Return the chance of a benefit, and of one that matters, in a new setting.

    Parameters
    ----------
    estimate, se : float
        Mean effect (positive favours the intervention) and its standard error, of the model.
    tau2 : float
        Variance of true effects between settings; of a three-level model the sum of both levels.
    df : float, optional
        Degrees of freedom of the model's test; the normal distribution without.
    important : float, optional
        The smallest difference that matters, above 0, in the unit of the effect.

    Returns
    -------
    NewSetting
        From ``estimate + sqrt(se^2 + tau2) x t(df)``, the distribution behind the prediction
        interval: Higgins, Thompson & Spiegelhalter (2009), J. R. Stat. Soc. A 172:137.

    Raises
    ------
    MeaningError
        For numbers out of range, or when se and tau2 are both 0: equal effects leave no spread,
        and a chance of exactly 0 or 1 would be false certainty.
    """
    require_finite(estimate=estimate)
    require_not_negative(se=se, tau2=tau2)
    if df is not None:
        require_above_zero(df=df)
    if important is not None:
        require_above_zero(important=important)
    spread = math.sqrt(se**2 + tau2)
    if spread == 0:
        raise MeaningError(
            "se and tau2 are both 0; the effects leave no spread to take chances from"
        )
    beyond = None if important is None else _chance((estimate - important) / spread, df)
    harm = None if important is None else _chance((-important - estimate) / spread, df)
    return NewSetting(
        estimate=estimate,
        se=se,
        tau2=tau2,
        df=df,
        important=important,
        p_benefit=_chance(estimate / spread, df),
        p_important=beyond,
        p_harm=harm,
        assumptions=_assumptions(tau2, df, important),
    )


def _chance(standardised: float, df: float | None) -> float:
    """Return the distribution function of t, or of the normal distribution without df."""
    return float(ndtr(standardised) if df is None else stdtr(df, standardised))


def _assumptions(tau2: float, df: float | None, important: float | None) -> tuple[str, ...]:
    found = (
        "the true effects of settings follow a normal distribution around the mean"
        if tau2 > 0
        else "the model found no differences between settings (tau2 = 0): what is left is the "
        "uncertainty of the mean, and the chance may be too extreme"
    )
    shape = (
        "the mean and tau2 are as well known as the normal distribution says"
        if df is None
        else f"t with {df:g} degrees of freedom stands for the uncertainty of the mean and of tau2"
    )
    words = ["the new setting is of the same kind as those studied", found, shape]
    if important is not None:
        words.append(f"a difference of {signed(important)} is the smallest that matters")
    return tuple(words)
