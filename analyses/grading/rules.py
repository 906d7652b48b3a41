"""The thresholds of the grading, each with its reason; the configuration may set any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from analyses.grading.records import LABELS, GradingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules in numbers.

    Attributes
    ----------
    randomised_share : float
        Share of randomised studies from which a body starts as randomised evidence.
    start_randomised, start_other : str
        Where it starts: GRADE starts randomised evidence high and observational evidence low
        (Balshem et al. 2011, J. Clin. Epidemiol. 64:401).
    low_risk_share : float
        From this share at low risk of bias nothing is taken.
    high_risk_share : float
        From this share at high risk two steps are taken.
    unassessed_bias_steps : int
        Steps taken while no one has assessed risk of bias (0 to 2).
    high_i2, very_high_i2 : float
        I2 above which the studies differ, and differ very much.
    important : float
        The smallest difference that matters, in the unit of the effect.
    few_participants : int
        The optimal information size: fewer people take a step.
    very_few_participants : int
        Fewer people take two steps.
    few_studies : int
        Fewer studies count as a fragile estimate. This and the next are ours, stricter than GRADE.
    dominant_weight : float
        One study with a larger share of the weight makes a fragile estimate.
    unassessed_directness_steps, untested_publication_steps : int
        Steps taken while no one has judged directness (0 to 2), and while small-study effects
        cannot be tested (0 or 1).
    large_effect, very_large_effect : float or None
        Size from which observational evidence gains one and two steps. GRADE states them for
        ratios (2 and 5); None switches a step off.
    upgrade_only_unblemished : bool
        Steps up only when no step was taken down, as GRADE advises (Guyatt et al. 2011, J. Clin.
        Epidemiol. 64:1311).
    """

    randomised_share: float = 0.75
    start_randomised: str = "high"
    start_other: str = "low"
    low_risk_share: float = 0.75
    high_risk_share: float = 0.5
    unassessed_bias_steps: int = 1
    high_i2: float = 0.5
    very_high_i2: float = 0.75
    important: float = 0.2
    few_participants: int = 400
    very_few_participants: int = 100
    few_studies: int = 5
    dominant_weight: float = 0.5
    unassessed_directness_steps: int = 0
    untested_publication_steps: int = 0
    large_effect: float | None = 0.8
    very_large_effect: float | None = None
    upgrade_only_unblemished: bool = True

    def __post_init__(self) -> None:
        for name in (
            "randomised_share",
            "low_risk_share",
            "high_risk_share",
            "high_i2",
            "very_high_i2",
            "dominant_weight",
        ):
            if not 0 <= getattr(self, name) <= 1:
                raise GradingError(f"rule {name}: {getattr(self, name)}; expected 0 to 1")
        for name, most in (
            ("unassessed_bias_steps", 2),
            ("unassessed_directness_steps", 2),
            ("untested_publication_steps", 1),
        ):
            if getattr(self, name) not in range(most + 1):
                raise GradingError(f"rule {name}: {getattr(self, name)}; expected 0 to {most}")
        for name in ("start_randomised", "start_other"):
            if getattr(self, name) not in LABELS:
                raise GradingError(
                    f"rule {name}: {getattr(self, name)!r}; expected one of {LABELS}"
                )
        if self.very_high_i2 < self.high_i2 or self.very_few_participants > self.few_participants:
            raise GradingError("rules: a stricter threshold lies on the wrong side of the other")
        if self.important <= 0:
            raise GradingError(f"rule important: {self.important}; expected a number above 0")

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Rules:
        """Return the rules of a configuration; a key that is not a rule is an error."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(settings) - known)
        if unknown:
            raise GradingError(f"no such rule: {', '.join(unknown)}")
        return cls(**settings)
