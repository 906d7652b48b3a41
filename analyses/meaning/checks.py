"""Checked input and wording that the re-expressions share."""

from __future__ import annotations

import math
from dataclasses import dataclass


class MeaningError(ValueError):
    """An effect that cannot be re-expressed; the message says what was found and expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardisedEffect:
    """A pooled standardised mean difference with its interval; positive favours the intervention.

    Attributes
    ----------
    estimate, ci_lb, ci_ub : float
        In standard deviations.
    level : float
        Level of the interval, 0 to 1.
    """

    estimate: float
    ci_lb: float
    ci_ub: float
    level: float = 0.95

    def __post_init__(self) -> None:
        require_finite(estimate=self.estimate, ci_lb=self.ci_lb, ci_ub=self.ci_ub)
        require_level(self.level)
        if not self.ci_lb <= self.estimate <= self.ci_ub:
            raise MeaningError(
                f"estimate {self.estimate} lies outside [{self.ci_lb}, {self.ci_ub}]"
            )

    @property
    def interval_words(self) -> str:
        """The name of the interval, such as "95% interval"."""
        return f"{self.level:.0%} interval"


def require_finite(**numbers: float) -> None:
    """Raise unless every number is finite."""
    for name, value in numbers.items():
        if not math.isfinite(value):
            raise MeaningError(f"{name} is {value}; expected a finite number")


def require_above_zero(**numbers: float) -> None:
    """Raise unless every number is finite and above 0."""
    require_finite(**numbers)
    for name, value in numbers.items():
        if value <= 0:
            raise MeaningError(f"{name} is {value}; expected a number above 0")


def require_not_negative(**numbers: float) -> None:
    """Raise unless every number is finite and 0 or more."""
    require_finite(**numbers)
    for name, value in numbers.items():
        if value < 0:
            raise MeaningError(f"{name} is {value}; expected 0 or more")


def require_level(level: float) -> None:
    """Raise unless the level of an interval lies between 0 and 1."""
    if not 0 < level < 1:
        raise MeaningError(f"level is {level}; expected a number between 0 and 1")


def require_words(what: str, words: str) -> None:
    """Raise when a source, name or event is not given in words."""
    if not words.strip():
        raise MeaningError(f"{what} is empty; a number without its source is not re-expressed")


def percent(share: float) -> str:
    """Return a share for reading; never 0% or 100%, which would claim certainty."""
    if share < 0.01:
        return "under 1%"
    if share > 0.99:
        return "over 99%"
    return f"{100 * share:.0f}%"


def signed(value: float, places: int = 2) -> str:
    """Return a number for reading, with a true minus sign and never minus zero."""
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "\N{MINUS SIGN}")
