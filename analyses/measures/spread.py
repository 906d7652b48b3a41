"""Means and standard deviations that a report does not print, from what it does print.

Each result carries ``origin = "converted"``: it is not the number of the report. Conversions from
medians and quartiles suppose scores that are roughly normal; the more skewed, the worse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtrit

from analyses.measures.columns import ANY, Floats, aligned
from analyses.measures.errors import MeasureError

LIMITS = {"n": (2.0, np.inf), "se": (0.0, np.inf), "mean": ANY}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConvertedMoments:
    """Means and standard deviations that were worked out.

    Attributes
    ----------
    mean : array, shape (k,), or None
        None when only the spread was converted.
    sd : array, shape (k,)
        Standard deviations.
    formula : str
        Slug of the conversion.
    origin : str
        ``converted``.
    """

    mean: Floats | None
    sd: Floats
    formula: str
    origin: str = "converted"

    def summary(self) -> str:
        """Return one sentence for a person."""
        k = self.sd.size
        what = "standard deviation" + "s" * (k != 1)
        what += "" if self.mean is None else " with the mean" + "s" * (k != 1)
        return f"{k} {what} converted ({self.formula}); no report prints them."


def _ordered(**points: Floats) -> None:
    names, columns = tuple(points), tuple(points.values())
    for i in range(len(columns) - 1):
        if (columns[i] > columns[i + 1]).any():
            raise MeasureError(f"found {names[i]} above {names[i + 1]}")


def sd_from_se(se: ArrayLike, n: ArrayLike) -> ConvertedMoments:
    """Return the SD of a mean's standard error: se sqrt(n); Cochrane Handbook 6.5.2.2."""
    c = aligned(LIMITS, se=se, n=n)
    return ConvertedMoments(mean=None, sd=c["se"] * np.sqrt(c["n"]), formula="sd-from-se")


def sd_from_interval(
    lower: ArrayLike, upper: ArrayLike, n: ArrayLike, *, level: float = 0.95, normal: bool = False
) -> ConvertedMoments:
    """Return the SD of the confidence interval of a mean; the mean is its middle.

    sqrt(n) (upper - lower) over twice the quantile of t with n - 1 degrees of freedom, or of the
    normal distribution (3.92 in all at 95%); Cochrane Handbook 6.5.2.2.
    """
    if not 0 < level < 1:
        raise MeasureError(f"level: found {level:g}; between 0 and 1 expected")
    c = aligned(LIMITS, lower=lower, upper=upper, n=n)
    _ordered(lower=c["lower"], upper=c["upper"])
    p = 0.5 + level / 2
    quantile = ndtri(p) if normal else stdtrit(c["n"] - 1, p)
    sd = np.sqrt(c["n"]) * (c["upper"] - c["lower"]) / (2 * quantile)
    return ConvertedMoments(mean=(c["lower"] + c["upper"]) / 2, sd=sd, formula="sd-from-interval")


def from_range(
    minimum: ArrayLike, median: ArrayLike, maximum: ArrayLike, n: ArrayLike
) -> ConvertedMoments:
    """Return mean and SD from median and range.

    SD: (max - min) / (2 z), z the normal quantile of (n - 0.375) / (n + 0.25), Wan et al. (2014),
    BMC Med. Res. Methodol. 14:135, scenario C1. Mean: w (min + max) / 2 + (1 - w) median with
    w = 4 / (4 + n^0.75), Luo et al. (2018), Stat. Methods Med. Res. 27:1785, scenario S1.
    """
    c = aligned(LIMITS, minimum=minimum, median=median, maximum=maximum, n=n)
    _ordered(minimum=c["minimum"], median=c["median"], maximum=c["maximum"])
    w = 4 / (4 + c["n"] ** 0.75)
    mean = w * (c["minimum"] + c["maximum"]) / 2 + (1 - w) * c["median"]
    sd = (c["maximum"] - c["minimum"]) / _expected_range(c["n"])
    return ConvertedMoments(mean=mean, sd=sd, formula="range-wan-luo")


def from_quartiles(
    q1: ArrayLike, median: ArrayLike, q3: ArrayLike, n: ArrayLike
) -> ConvertedMoments:
    """Return mean and SD from median and quartiles.

    SD: (q3 - q1) / (2 z), z the normal quantile of (0.75 n - 0.125) / (n + 0.25), Wan et al.
    (2014), scenario C3. Mean: w (q1 + q3) / 2 + (1 - w) median with w = 0.7 + 0.39 / n, Luo et
    al. (2018), scenario S2.
    """
    c = aligned(LIMITS, q1=q1, median=median, q3=q3, n=n)
    _ordered(q1=c["q1"], median=c["median"], q3=c["q3"])
    w = 0.7 + 0.39 / c["n"]
    mean = w * (c["q1"] + c["q3"]) / 2 + (1 - w) * c["median"]
    sd = (c["q3"] - c["q1"]) / _expected_iqr(c["n"])
    return ConvertedMoments(mean=mean, sd=sd, formula="quartiles-wan-luo")


def from_five_numbers(
    minimum: ArrayLike,
    q1: ArrayLike,
    median: ArrayLike,
    q3: ArrayLike,
    maximum: ArrayLike,
    n: ArrayLike,
) -> ConvertedMoments:
    """Return mean and SD from median, quartiles and range.

    SD: the mean of those by range and by quartiles, Wan et al. (2014), scenario C2. Mean: weights
    2.2 / (2.2 + n^0.75) for the middle of the range, 0.7 - 0.72 / n^0.55 for that of the
    quartiles, the rest for the median, Luo et al. (2018), scenario S3.
    """
    c = aligned(LIMITS, minimum=minimum, q1=q1, median=median, q3=q3, maximum=maximum, n=n)
    _ordered(**{name: c[name] for name in ("minimum", "q1", "median", "q3", "maximum")})
    outer, inner = 2.2 / (2.2 + c["n"] ** 0.75), 0.7 - 0.72 / c["n"] ** 0.55
    mean = (
        outer * (c["minimum"] + c["maximum"]) / 2
        + inner * (c["q1"] + c["q3"]) / 2
        + (1 - outer - inner) * c["median"]
    )
    by_range = (c["maximum"] - c["minimum"]) / _expected_range(c["n"])
    by_quartiles = (c["q3"] - c["q1"]) / _expected_iqr(c["n"])
    return ConvertedMoments(
        mean=mean, sd=(by_range + by_quartiles) / 2, formula="five-numbers-wan-luo"
    )


def _expected_range(n: Floats) -> Floats:
    """Range of n standard normal scores, on average (Blom's approximation)."""
    return np.asarray(2 * ndtri((n - 0.375) / (n + 0.25)))


def _expected_iqr(n: Floats) -> Floats:
    """Distance of the quartiles of n standard normal scores, on average."""
    return np.asarray(2 * ndtri((0.75 * n - 0.125) / (n + 0.25)))
