"""A rule-based label of how sure a finding is. It is not a GRADE rating: no one has judged it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyses.findings.pool import Pooled

STEPS = ("very_low", "low", "moderate", "high")
RANDOMISED = ("rct", "cluster_rct")


@dataclass(frozen=True, slots=True)
class Certainty:
    """The label and the reasons for it, in the order in which they were applied."""

    label: str
    reasons: tuple[str, ...]


def rate(
    pooled: Pooled, designs: Sequence[str], n_participants: int, rules: Mapping[str, Any]
) -> Certainty:
    """Rate a pooled estimate by rules that are stated in the configuration.

    Parameters
    ----------
    pooled : Pooled
        The estimate.
    designs : sequence of str
        Design of each pooled study.
    n_participants : int
        People in the pooled effects, as far as printed.
    rules : mapping
        ``randomised_share, few_studies, few_participants, high_i2, dominant_weight``.

    Returns
    -------
    Certainty
        Starts high for randomised evidence and low for other evidence; each reason takes a step.
    """
    share = sum(d in RANDOMISED for d in designs) / len(designs)
    randomised = share >= rules["randomised_share"]
    start = 3 if randomised else 1
    reasons = [
        f"{share:.0%} of the studies are randomised: starts {STEPS[start]}",
        "risk of bias is not assessed yet: one step down",
    ]
    checks = (
        (
            pooled.i2 > rules["high_i2"] or _unsure_elsewhere(pooled),
            "the studies differ (I2 or prediction interval): one step down",
        ),
        (
            pooled.ci_lb <= 0 <= pooled.ci_ub or n_participants < rules["few_participants"],
            "few people, or an interval that includes no effect: one step down",
        ),
        (
            pooled.n_studies < rules["few_studies"]
            or pooled.largest_study > rules["dominant_weight"],
            "few studies, or one study carries most of the weight: one step down",
        ),
    )
    reasons += [text for applies, text in checks if applies]
    steps = start - (len(reasons) - 1)
    return Certainty(STEPS[max(0, steps)], tuple(reasons))


def _unsure_elsewhere(pooled: Pooled) -> bool:
    """Say whether the mean differs from none, but a new setting may well see none."""
    if pooled.pi_lb is None or pooled.pi_ub is None:
        return True
    return not pooled.ci_lb <= 0 <= pooled.ci_ub and pooled.pi_lb <= 0 <= pooled.pi_ub
