"""What is graded, what a person may overrule, and what comes out.

The domains are those of the GRADE working group: Guyatt et al. (2011), J. Clin. Epidemiol. 64:383
(introduction) and the parts of that series named in `analyses.grading.domains`. A grading by rules
is a first reading: GRADE is a judgement, and every domain can be overruled by a named person.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

LABELS = ("very_low", "low", "moderate", "high")
DOWN = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
UP = ("large_effect", "dose_response", "plausible_confounding")
SMALL_STUDY = ("not_assessed", "too_few", "no_sign", "suspected")
MOST_STEPS = {name: 2 for name in (*DOWN, *UP)} | {
    "publication_bias": 1,
    "dose_response": 1,
    "plausible_confounding": 1,
}


class GradingError(ValueError):
    """Evidence, rules or overrides that do not fit; says what was found and expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something about who, what or where was studied that differs from the question.

    Attributes
    ----------
    about : str
        Population, intervention, comparator, outcome or setting.
    note : str
        The difference in words.
    very_serious : bool
        Counts twice.
    """

    about: str
    note: str
    very_serious: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A body of evidence in plain numbers; None means not assessed or not available.

    Attributes
    ----------
    k : int
        Studies.
    n_participants : int or None
        People, as far as printed.
    share_randomised : float
        Share of the studies that are randomised trials, 0 to 1.
    share_low_risk, share_high_risk : float or None
        Share of the weight (or of the studies) at low and at high risk of bias; None when no one
        has assessed it.
    estimate, ci_lb, ci_ub, pi_lb, pi_ub : float
        Pooled effect, its interval and its prediction interval (None for a common effect);
        positive favours the intervention.
    i2 : float or None
        0 to 1.
    dominant_weight : float or None
        Largest share of the weight of one study.
    small_study : str
        ``not_assessed``, ``too_few``, ``no_sign`` or ``suspected``.
    small_study_note : str
        What the tests found, in words.
    concerns : tuple of Concern or None
        Differences from the question; empty when someone looked and found none.
    dose_response, opposing_confounding : str
        In words, when someone has shown it: more of it does more; what was not controlled would
        have made the effect smaller. Empty otherwise.
    """

    k: int
    n_participants: int | None
    share_randomised: float
    estimate: float
    ci_lb: float
    ci_ub: float
    share_low_risk: float | None = None
    share_high_risk: float | None = None
    pi_lb: float | None = None
    pi_ub: float | None = None
    i2: float | None = None
    dominant_weight: float | None = None
    small_study: str = "not_assessed"
    small_study_note: str = ""
    concerns: tuple[Concern, ...] | None = None
    dose_response: str = ""
    opposing_confounding: str = ""

    def __post_init__(self) -> None:
        if self.k < 1:
            raise GradingError(f"{self.k} studies; there is nothing to grade")
        if not (math.isfinite(self.estimate) and self.ci_lb <= self.estimate <= self.ci_ub):
            raise GradingError(
                f"estimate {self.estimate} does not lie in [{self.ci_lb}, {self.ci_ub}]"
            )
        if (self.pi_lb is None) != (self.pi_ub is None):
            raise GradingError("a prediction interval needs both ends")
        if self.small_study not in SMALL_STUDY:
            raise GradingError(
                f"small_study {self.small_study!r}; expected one of {', '.join(SMALL_STUDY)}"
            )
        for name in (
            "share_randomised",
            "share_low_risk",
            "share_high_risk",
            "i2",
            "dominant_weight",
        ):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                raise GradingError(f"{name} is {value}; expected a share between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's decision on a domain, which stands in place of the rule's.

    Attributes
    ----------
    domain : str
        One of `DOWN` or `UP`.
    steps : int
        0, -1 or -2 for a domain that takes steps down; 0, 1 or 2 for one that adds them.
    reason, reviewer : str
        Why, and who.
    date : str
        ISO date.
    expect : int or None
        The steps the rule gave when the person decided. When the rule says something else today,
        the evidence has changed and the decision must be looked at again: an error.
    """

    domain: str
    steps: int
    reason: str
    reviewer: str
    date: str
    expect: int | None = None

    def __post_init__(self) -> None:
        if self.domain not in MOST_STEPS:
            raise GradingError(f"domain {self.domain!r}; expected one of {', '.join(MOST_STEPS)}")
        most = MOST_STEPS[self.domain]
        allowed = range(-most, 1) if self.domain in DOWN else range(most + 1)
        if self.steps not in allowed:
            raise GradingError(
                f"{self.domain}: {self.steps} steps; expected {allowed[0]} to {allowed[-1]}"
            )
        if not self.reason.strip() or not self.reviewer.strip():
            raise GradingError(f"{self.domain}: an override needs a reason and a reviewer")
        try:
            date.fromisoformat(self.date)
        except ValueError as err:
            raise GradingError(f"{self.domain}: date {self.date!r}; expected an ISO date") from err


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """One domain: the steps it takes (negative) or adds, and why.

    Attributes
    ----------
    name : str
        One of `DOWN` or `UP`.
    steps : int
        What counts.
    reason : str
        In words, ready for a reader.
    assessed : bool
        False when what it would need is not known.
    override : Override or None
        The person's decision, when there is one.
    rule_steps, rule_reason : int, str
        What the rule said; the same as above without an override.
    """

    name: str
    steps: int
    reason: str
    assessed: bool
    rule_steps: int
    rule_reason: str
    override: Override | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """How sure the evidence makes us.

    Attributes
    ----------
    label : str
        ``very_low``, ``low``, ``moderate`` or ``high``.
    start, start_reason : str
        Where it starts, and why.
    domains : tuple of Domain
        All of them, in the order of `DOWN` and `UP`, also those that change nothing.
    """

    label: str
    start: str
    start_reason: str
    domains: tuple[Domain, ...]

    @property
    def by_rule_alone(self) -> bool:
        """True when no person has decided on any domain."""
        return all(domain.override is None for domain in self.domains)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The start and the reason of each domain that moved the label."""
        return (self.start_reason, *(d.reason for d in self.domains if d.steps))

    def domain(self, name: str) -> Domain:
        """Return one domain."""
        return next(d for d in self.domains if d.name == name)

    def summary(self) -> str:
        """Return the label and what made it, in plain words."""
        who = "by rules alone, no person has judged it yet" if self.by_rule_alone else "reviewed"
        return f"{self.label.replace('_', ' ')} ({who}): {'; '.join(self.reasons)}."
