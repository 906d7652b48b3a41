"""A standardised difference as shares of people: above a cut-off, needed to treat, better off.

Furukawa & Leucht (2011), PLoS ONE 6:e19070 (normal distribution); Chinn (2000), Stat. Med. 19:3127,
and Cochrane Handbook 15.5.3.3 (logistic distribution); McGraw & Wong (1992), Psychol. Bull. 111:361
(probability of superiority); Cohen (1988), ch. 2 (U3); Altman (1998), BMJ 317:1309 (interval of the
number needed to treat).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import expit, logit, ndtr, ndtri

from analyses.meaning.checks import (
    MeaningError,
    StandardisedEffect,
    percent,
    require_above_zero,
    require_finite,
    require_words,
)

DISTRIBUTIONS = ("normal", "logistic")
LOGIT_OF_SD = math.pi / math.sqrt(3)  # a standard deviation of the logistic distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRisk:
    """The share of people with an event when nothing is done.

    Attributes
    ----------
    share : float
        Between 0 and 1, both excluded.
    event : str
        Such as "burnout (emotional exhaustion of 27 or more)".
    source : str
        Where the share comes from: study, people, place.
    unwanted : bool
        True when the event is bad (burnout), False when it is good (recovery).
    read_once : str
        The figure, where nobody has read it a second time.
    """

    share: float
    event: str
    source: str
    unwanted: bool = True
    read_once: str = ""

    def __post_init__(self) -> None:
        require_words("event", self.event)
        require_words("source of the share without the intervention", self.source)
        if not 0 < self.share < 1:
            raise MeaningError(
                f"share without the intervention is {self.share}; expected between 0 and 1"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """The share of people with an event without and with the intervention.

    Attributes
    ----------
    control : ControlRisk
        Without.
    share, ci_lb, ci_ub : float
        With, and its interval, 0 to 1.
    fewer : float
        How much smaller the share of an unwanted event gets (larger, of a wanted one); negative
        when the intervention does harm.
    level : float
        Level of the interval.
    assumptions : tuple of str
        What was assumed, in words.
    """

    control: ControlRisk
    share: float
    ci_lb: float
    ci_ub: float
    fewer: float
    level: float
    assumptions: tuple[str, ...]

    def summary(self) -> str:
        """Return the shares in one plain sentence."""
        return (
            f"Of 100 people, about {100 * self.control.share:.0f} have {self.control.event} "
            f"without the intervention and {100 * self.share:.0f} with it "
            f"({self.level:.0%} interval {100 * self.ci_lb:.0f} to {100 * self.ci_ub:.0f})."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberNeeded:
    """How many people need the intervention for one more to be better off.

    Attributes
    ----------
    nnt : float
        Positive for benefit, negative for harm, infinite for no difference.
    at_ci_lb, at_ci_ub : float
        The same at the ends of the effect's interval. When they differ in sign the interval runs
        through infinity, not through 0.
    change : ShareChange
        The shares behind it.
    assumptions : tuple of str
        What was assumed, in words.
    """

    nnt: float
    at_ci_lb: float
    at_ci_ub: float
    change: ShareChange
    assumptions: tuple[str, ...]

    def summary(self) -> str:
        """Return the number in one plain sentence, rounded up to whole people."""
        name = f"{self.change.level:.0%} interval"
        worst, best = _people(self.at_ci_lb), _people(self.at_ci_ub)
        crossing = self.at_ci_lb < 0 < self.at_ci_ub < math.inf
        if math.isinf(self.nnt):
            return f"The intervention makes no difference to {self.change.control.event}."
        who = "be spared" if self.change.control.unwanted else "have"
        if self.nnt < 0:
            who = "have" if self.change.control.unwanted else "miss"
        ends = (
            f"from {best} for one better off, through no difference, to {worst} for one worse off"
            if crossing
            else " to ".join(sorted((best, worst), key=_order))
        )
        return (
            f"About {_people(self.nnt)} people need the intervention for one more to {who} "
            f"{self.change.control.event} ({name} {ends})."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenPersons:
    """How two randomly chosen people, one with and one without the intervention, compare.

    Attributes
    ----------
    superiority, ci_lb, ci_ub : float
        Chance that the one with the intervention is better off, and its interval.
    above_average : float
        Share of people with the intervention who are better off than the average without (U3).
    overlap : float
        Share that the two distributions have in common.
    assumptions : tuple of str
        What was assumed, in words.
    """

    superiority: float
    ci_lb: float
    ci_ub: float
    above_average: float
    overlap: float
    level: float
    assumptions: tuple[str, ...]

    def summary(self) -> str:
        """Return the chance in one plain sentence."""
        ends = f"{100 * self.ci_lb:.0f}% to {100 * self.ci_ub:.0f}%"
        return (
            "A person with the intervention is better off than one without in "
            f"{percent(self.superiority)} of random pairs ({self.level:.0%} interval {ends}; "
            "50% would be no difference)."
        )


def share_after(
    effect: StandardisedEffect, control: ControlRisk, distribution: str = "normal"
) -> ShareChange:
    """Return the share of people with an event when the intervention is in place.

    Parameters
    ----------
    effect : StandardisedEffect
        Positive favours the intervention: fewer unwanted, more wanted events.
    control : ControlRisk
        The share without the intervention, with its source.
    distribution : {"normal", "logistic"}
        ``normal`` moves Phi^-1(share) by the effect; ``logistic`` moves the log-odds by
        pi / sqrt(3) times the effect.
    """
    if distribution not in DISTRIBUTIONS:
        raise MeaningError(f"distribution {distribution!r}; expected normal or logistic")
    sign = -1 if control.unwanted else 1
    share, *ends = (
        _moved(control.share, sign * d, distribution)
        for d in (effect.estimate, effect.ci_lb, effect.ci_ub)
    )
    return ShareChange(
        control=control,
        share=share,
        ci_lb=min(ends),
        ci_ub=max(ends),
        fewer=sign * (share - control.share),
        level=effect.level,
        assumptions=(
            f"without the intervention {control.share:.0%} have {control.event} ({control.source})",
            f"the score behind the event has a {distribution} distribution with the same standard "
            "deviation in both groups",
            "the same cut-off holds for both groups, and the effect is the same along the score",
            "the interval is that of the effect; the share without the intervention is as given",
        ),
    )


def _moved(share: float, by: float, distribution: str) -> float:
    if by == 0:
        return share  # there and back would leave a difference of 1e-17 and a number of 1e17
    if distribution == "normal":
        return float(ndtr(ndtri(share) + by))
    return float(expit(logit(share) + LOGIT_OF_SD * by))


def number_needed(
    effect: StandardisedEffect, control: ControlRisk, distribution: str = "normal"
) -> NumberNeeded:
    """Return how many people need the intervention for one more to be better off.

    The parameters are those of `share_after`; the number is 1 / (difference of the shares).
    """
    change = share_after(effect, control, distribution)
    sign = -1 if control.unwanted else 1
    lower, upper = (
        _inverse(sign * (_moved(control.share, sign * d, distribution) - control.share))
        for d in (effect.ci_lb, effect.ci_ub)
    )
    return NumberNeeded(
        nnt=_inverse(change.fewer),
        at_ci_lb=lower,
        at_ci_ub=upper,
        change=change,
        assumptions=change.assumptions,
    )


def _inverse(difference: float) -> float:
    return 1 / difference if difference != 0 else math.inf


def _people(nnt: float) -> str:
    """Return a number of people, rounded up so that nothing is promised too much."""
    return "infinitely many" if math.isinf(nnt) else str(math.ceil(abs(nnt) - 1e-9))


def _order(people: str) -> float:
    return math.inf if people == "infinitely many" else float(people)


def between_persons(effect: StandardisedEffect) -> BetweenPersons:
    """Return what a standardised difference means for two randomly chosen people.

    Returns
    -------
    BetweenPersons
        Superiority Phi(d / sqrt(2)), U3 Phi(d), overlap 2 Phi(-|d| / 2).
    """
    chance, lower, upper = (
        float(ndtr(d / math.sqrt(2))) for d in (effect.estimate, effect.ci_lb, effect.ci_ub)
    )
    return BetweenPersons(
        superiority=chance,
        ci_lb=lower,
        ci_ub=upper,
        above_average=float(ndtr(effect.estimate)),
        overlap=float(2 * ndtr(-abs(effect.estimate) / 2)),
        level=effect.level,
        assumptions=(
            "scores follow a normal distribution with the same standard deviation in both groups",
            "the two people are chosen at random, not matched",
        ),
    )


def share_beyond(mean: float, sd: float, cutoff: float) -> float:
    """Return the share of people at or above a cut-off when scores are normally distributed.

    For the share without the intervention where a study prints only a mean and standard deviation;
    1 - Phi((cutoff - mean) / sd).
    """
    require_finite(mean=mean, cutoff=cutoff)
    require_above_zero(sd=sd)
    return float(ndtr((mean - cutoff) / sd))
