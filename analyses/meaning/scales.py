"""A standardised difference in the points of a scale that people know.

Cochrane Handbook for Systematic Reviews of Interventions, 15.5.3.2: the standardised difference
times a typical standard deviation of the scale. The standard deviation and where it comes from are
the caller's: none is built in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analyses.meaning.checks import (
    MeaningError,
    StandardisedEffect,
    require_above_zero,
    require_finite,
    require_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A questionnaire score.

    Attributes
    ----------
    name : str
        Such as "MBI emotional exhaustion".
    sd : float
        Standard deviation among people like those studied, in points.
    source : str
        Where that standard deviation comes from: study, people, place.
    higher_is_better : bool
        False for exhaustion, depression, anxiety, stress.
    low, high : float or None
        The ends of the scale.
    important, important_source : float or None, str
        The smallest difference that matters to people, in points, and who showed it.
    read_once : str
        What of the standard deviation nobody has read a second time.
    """

    name: str
    sd: float
    source: str
    higher_is_better: bool
    low: float | None = None
    high: float | None = None
    important: float | None = None
    important_source: str = ""
    read_once: str = ""

    def __post_init__(self) -> None:
        require_words("name of the scale", self.name)
        require_words(f"source of the standard deviation of {self.name}", self.source)
        require_above_zero(sd=self.sd)
        if self.important is not None:
            require_above_zero(important=self.important)
            require_words("source of the important difference", self.important_source)
        if (self.low is None) != (self.high is None):
            raise MeaningError(f"{self.name}: a scale has both ends or none is given")
        if self.low is not None and self.high is not None:
            require_finite(low=self.low, high=self.high)
            # no spread is wider than half its range (Popoviciu): such an sd is of another scale
            if not 0 < self.sd <= (self.high - self.low) / 2:
                raise MeaningError(
                    f"{self.name}: sd {self.sd} does not fit a scale from {self.low} to {self.high}"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoScale:
    """A scale on which nothing can be said.

    Attributes
    ----------
    name : str
        As of ``Scale``.
    reason : str
        Why not.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleDifference:
    """A difference between groups in points; positive is an improvement, whatever the scale.

    Attributes
    ----------
    scale : Scale
        The score.
    points, ci_lb, ci_ub : float
        Improvement and its interval.
    level : float
        Level of the interval.
    matters : bool or None
        Whether ``points`` reaches the important difference; None when there is none.
    assumptions : tuple of str
        What was assumed, in words.
    """

    scale: Scale
    points: float
    ci_lb: float
    ci_ub: float
    level: float
    matters: bool | None
    assumptions: tuple[str, ...]

    def summary(self) -> str:
        """Return the difference in one plain sentence."""
        ends = " to ".join(
            self._words(end, shared=self.ci_lb * self.ci_ub > 0) for end in (self.ci_lb, self.ci_ub)
        )
        return (
            f"On {self.scale.name}, where people differ by about {self.scale.sd:.1f} points, the "
            f"average would be {self._words(self.points)} ({self.level:.0%} interval {ends})."
        )

    def _words(self, points: float, shared: bool = False) -> str:
        """Return points with their direction; ends of one direction need no word."""
        size = f"{abs(points):.1f}"
        if shared or float(size) == 0:
            return size if shared else "the same"
        better = points > 0
        return f"{size} points {'higher' if better == self.scale.higher_is_better else 'lower'}"


def on_scale(effect: StandardisedEffect, scale: Scale) -> ScaleDifference:
    """Return a standardised difference in points of a scale.

    Parameters
    ----------
    effect : StandardisedEffect
        Positive favours the intervention.
    scale : Scale
        With the standard deviation and its source.

    Raises
    ------
    MeaningError
        When the difference is wider than the whole scale.
    """
    points = effect.estimate * scale.sd
    if scale.low is not None and scale.high is not None and abs(points) > scale.high - scale.low:
        raise MeaningError(f"{points:.1f} points are more than the whole scale of {scale.name}")
    words = [
        f"the standard deviation of {scale.name} is {scale.sd:g} points ({scale.source})",
        "the effect in standard deviations is the same on this scale as on those measured",
        "the interval is that of the effect; the standard deviation is taken as known",
    ]
    if scale.important is not None:
        words.append(
            f"{scale.important:g} points are the smallest difference that matters "
            f"({scale.important_source})"
        )
    return ScaleDifference(
        scale=scale,
        points=points,
        ci_lb=effect.ci_lb * scale.sd,
        ci_ub=effect.ci_ub * scale.sd,
        level=effect.level,
        matters=None if scale.important is None else points >= scale.important,
        assumptions=tuple(words),
    )


def typical_sd(sds: Sequence[float], sizes: Sequence[int]) -> float:
    """Return the standard deviation within groups, from those of several groups.

    Parameters
    ----------
    sds, sizes : sequence, shape (m,)
        Standard deviation and number of people of each group, two people at least.

    Returns
    -------
    float
        sqrt(sum (n - 1) sd^2 / sum (n - 1)): Cochrane Handbook 6.5.2 and 15.5.3.2.
    """
    if not sds or len(sds) != len(sizes):
        raise MeaningError(f"{len(sds)} standard deviations, {len(sizes)} sizes; expected as many")
    for sd, n in zip(sds, sizes, strict=True):
        require_above_zero(sd=sd)
        if n < 2:
            raise MeaningError(f"a group of {n}; a standard deviation needs two people")
    squares = sum((n - 1) * sd**2 for sd, n in zip(sds, sizes, strict=True))
    return math.sqrt(squares / sum(n - 1 for n in sizes))
