"""From evidence, rules and people's decisions to a grading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyses.grading.domains import judged
from analyses.grading.records import (
    DOWN,
    LABELS,
    UP,
    Domain,
    Evidence,
    Grading,
    GradingError,
    Override,
)
from analyses.grading.rules import Rules


def grade(evidence: Evidence, rules: Rules, overrides: Sequence[Override] = ()) -> Grading:
    """Grade a body of evidence.

    Parameters
    ----------
    evidence : Evidence
        Plain numbers; what is not assessed is None.
    rules : Rules
        Thresholds, as configured.
    overrides : sequence of Override
        People's decisions, one a domain at most; they win over the rules.

    Returns
    -------
    Grading
        Starts by design; each domain takes or adds its steps; the label stays between very low and
        high. Randomised evidence is never rated up. Other evidence is rated up by a rule only when
        nothing was taken down (if so configured); a person may do it regardless.

    Raises
    ------
    GradingError
        For two overrides of one domain, or one made when the rule said something else.
    """
    decided = {override.domain: override for override in overrides}
    if len(decided) < len(overrides):
        raise GradingError("two overrides of one domain")
    randomised = evidence.share_randomised >= rules.randomised_share
    start = rules.start_randomised if randomised else rules.start_other
    down = [_decided(judged(name, evidence, rules), decided.get(name)) for name in DOWN]
    up = [judged(name, evidence, rules) for name in UP]
    up = [_held_back(d, randomised, down, rules) for d in up]
    domains = (*down, *(_decided(d, decided.get(d.name)) for d in up))
    place = LABELS.index(start) + sum(domain.steps for domain in domains)
    return Grading(
        label=LABELS[min(max(place, 0), len(LABELS) - 1)],
        start=start,
        start_reason=f"{evidence.share_randomised:.0%} of the studies are randomised: starts "
        f"{start.replace('_', ' ')}",
        domains=domains,
    )


def _held_back(domain: Domain, randomised: bool, down: Sequence[Domain], rules: Rules) -> Domain:
    """Take back steps up where they do not apply, and say why."""
    if not domain.steps:
        return domain
    if randomised:
        why = "randomised evidence is not rated up"
    elif rules.upgrade_only_unblemished and any(d.steps < 0 for d in down):
        why = "no step up, since steps were taken down"
    else:
        return domain
    reason = f"{domain.reason.rsplit(':', 1)[0]}: {why}"
    return replace(domain, steps=0, reason=reason, rule_steps=0, rule_reason=reason)


def _decided(domain: Domain, override: Override | None) -> Domain:
    """Let a person's decision stand in place of the rule's."""
    if override is None:
        return domain
    if override.expect is not None and override.expect != domain.rule_steps:
        raise GradingError(
            f"{domain.name}: {override.reviewer} decided on {override.date} when the rule gave "
            f"{override.expect} steps; it gives {domain.rule_steps} now ({domain.rule_reason})"
        )
    reason = f"{override.reason} ({override.reviewer}, {override.date}; {_words(override.steps)})"
    return replace(domain, steps=override.steps, reason=reason, assessed=True, override=override)


def _words(steps: int) -> str:
    if not steps:
        return "no step"
    number = {1: "one step", 2: "two steps"}[abs(steps)]
    return f"{number} {'up' if steps > 0 else 'down'}"
