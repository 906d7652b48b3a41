"""Compare a result with its reference value, number by number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from analyses.reference.cases import number

# Variance components sit at the boundary in some cases; R leaves about 1e-18 there, not 0.
COMPONENTS = ("tau2", "sigma2", "se_tau2", "tau2_del")
SHARES = ("I2", "R2", "I2_total", "I2_levels")  # in percent
RATIOS = ("LRT", "LRT_tau2")  # differences of log-likelihoods: no smaller than their rounding
SLACK = 1e-9
RATIO_SLACK = 1e-11
ROUNDING = 1e-15  # what is left where the true value is 0
TINY = 1e-12  # absolute slack for everything else, times the scale of the reference list


def differences(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], tol_rel: float, median_vi: float
) -> Iterator[tuple[str, float]]:
    """Yield (field, error in units of the tolerance) for every field that both results have.

    A value above 1 is a disagreement; infinity stands for a number against none, or lists of
    different length. Fields that we do not return are not compared.
    """
    for field, value in ours.items():
        expected = theirs.get(field)
        if isinstance(expected, Mapping) and isinstance(value, Mapping):
            for part, inner in expected.items():
                slack = _slack(part, median_vi)
                error = _error(value.get(part), inner, tol_rel, slack, median_vi)
                yield f"{field}.{part}", error
        elif expected is not None:
            yield field, _error(value, expected, tol_rel, _slack(field, median_vi), median_vi)


def _slack(field: str, median_vi: float) -> float:
    if field.split(".")[0] in COMPONENTS:
        return SLACK * median_vi
    if field in RATIOS:
        return RATIO_SLACK
    return 100 * SLACK if field in SHARES else 0.0


def _error(ours: Any, theirs: Any, tol: float, slack: float, median_vi: float) -> float:
    if isinstance(theirs, Mapping):
        if not isinstance(ours, Mapping):
            return math.inf
        inside = (
            _error(ours.get(k), v, tol, _slack(k, median_vi), median_vi) for k, v in theirs.items()
        )
        return max(inside, default=0.0)
    if isinstance(theirs, list):
        if not isinstance(ours, list) or len(ours) != len(theirs):
            return math.inf
        scale = max((abs(number(v)) for v in theirs if _finite(v)), default=0.0)
        return max(
            (
                _error(a, b, tol, slack + TINY * scale, median_vi)
                for a, b in zip(ours, theirs, strict=True)
            ),
            default=0.0,
        )
    if isinstance(theirs, bool) or (isinstance(theirs, str) and not _special(theirs)):
        return 0.0 if ours == theirs else math.inf
    if isinstance(ours, list | Mapping):
        return math.inf
    return _scalar(ours, theirs, tol, slack)


def _special(value: str) -> bool:
    return value in ("Infinity", "-Infinity", "NaN")


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _scalar(ours: Any, theirs: Any, tol: float, slack: float) -> float:
    if isinstance(ours, str) and not _special(ours):
        return math.inf
    a, b = number(ours), number(theirs)
    if math.isnan(a) or math.isnan(b):
        return 0.0 if math.isnan(a) and math.isnan(b) else math.inf
    if a == b:
        return 0.0
    if math.isinf(a) or math.isinf(b):
        return math.inf
    return abs(a - b) / (tol * abs(b) + slack + ROUNDING)
