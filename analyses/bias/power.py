"""Could these studies have seen the effect that they are said to show?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri
from scipy.stats import chi2

from analyses.models.errors import ModelError
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects
from analyses.models.weighted import Problem, problem

Floats = NDArray[np.float64]
ADEQUATE = 0.8  # Cohen (1988), Statistical Power Analysis, ch. 2; the convention of the field
FEWEST = 2  # adequately powered studies that WAAP needs (Stanley et al. 2017)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPower:
    """The power of each study to find an effect, and the mean of the powerful ones.

    Attributes
    ----------
    effect : float
        The effect that is taken to be true.
    power : array, shape (k,)
        Probability of a two-sided p below ``alpha`` in each study.
    alpha, adequate : float
        Level of the tests; power that counts as adequate.
    observed : int
        Significant results seen.
    excess_p : float
        p-value of their difference, chi-square with 1 degree of freedom; NaN when none or all are
        expected.
    estimate, ci_lb, ci_ub : float
        Mean of the adequately powered studies (WAAP), or of all when fewer than two are.
    n_used : int
        Studies behind it.
    """

    effect: float
    power: Floats
    alpha: float
    adequate: float
    observed: int
    excess_p: float
    estimate: float
    ci_lb: float
    ci_ub: float
    n_used: int

    @property
    def median(self) -> float:
        """Median power."""
        return float(np.median(self.power))

    @property
    def n_adequate(self) -> int:
        """Number of studies with adequate power."""
        return int((self.power >= self.adequate).sum())

    @property
    def expected(self) -> float:
        """Number of significant results to be expected."""
        return float(self.power.sum())

    def summary(self) -> str:
        """Return the power and the mean of the powerful studies in plain text."""
        k = self.power.size
        used = (
            f"mean of these {self.n_used}"
            if self.n_adequate >= FEWEST
            else f"too few to stand alone; mean of all {self.n_used}"
        )
        return (
            f"If the effect is {self.effect:.4f}, the median power of {k} studies is "
            f"{self.median:.0%}; {self.n_adequate} reach {self.adequate:.0%} ({used}: "
            f"{self.estimate:.4f} [{self.ci_lb:.4f}, {self.ci_ub:.4f}]).\n"
            f"{self.observed} significant results, {self.expected:.1f} expected."
        )


def study_power(
    yi: ArrayLike,
    vi: ArrayLike,
    *,
    effect: float | None = None,
    alpha: float = 0.05,
    adequate: float = ADEQUATE,
    level: float = 0.95,
) -> StudyPower:
    """Return the power of studies to find an effect.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Independent effects and sampling variances.
    effect : float, optional
        True effect to be found; the common-effect mean by default, as Ioannidis, Stanley &
        Doucouliagos (2017), Econ. J. 127:F236, take it.
    alpha : float
        Level of the two-sided tests.
    adequate : float
        Power that counts as adequate.
    level : float
        Level of the interval.

    Returns
    -------
    StudyPower
        ``estimate`` is the weighted average of the adequately powered (WAAP) with the
        multiplicative variance of weighted least squares: Stanley, Doucouliagos & Ioannidis (2017),
        Stat. Med. 36:1580. ``excess_p`` is the test of excess significance: Ioannidis & Trikalinos
        (2007), Clin. Trials 4:245.

    Raises
    ------
    ModelError
        For bad data, or levels that are not between 0 and 1.
    """
    if not (0 < alpha < 1 and 0 < adequate < 1):
        raise ModelError(f"alpha {alpha!r}, adequate {adequate!r}; expected between 0 and 1")
    data = problem(yi, vi)
    w, sei = 1 / data.vi, np.sqrt(data.vi)
    true = float(w @ data.yi / w.sum()) if effect is None else effect
    critical = -float(ndtri(alpha / 2))
    power = ndtr(true / sei - critical) + ndtr(-true / sei - critical)
    observed = int((np.abs(data.yi / sei) > critical).sum())
    mean = _mean_of(data, power >= adequate, level)
    return StudyPower(
        effect=true,
        power=power,
        alpha=alpha,
        adequate=adequate,
        observed=observed,
        excess_p=_excess(observed, float(power.sum()), data.k),
        estimate=float(mean.b[0]),
        ci_lb=float(mean.ci_lb[0]),
        ci_ub=float(mean.ci_ub[0]),
        n_used=mean.k,
    )


def _mean_of(data: Problem, strong: NDArray[np.bool_], level: float) -> RandomEffectsFit:
    """Return the weighted least squares mean of the strong studies; of all when too few."""
    rows = strong if strong.sum() >= FEWEST else np.ones(data.k, dtype=bool)
    return fit_random_effects(data.yi[rows], data.vi[rows], method="FE", test="knha", level=level)


def _excess(observed: int, expected: float, k: int) -> float:
    if not 0 < expected < k:
        return math.nan
    return float(chi2.sf((observed - expected) ** 2 * (1 / expected + 1 / (k - expected)), 1))
