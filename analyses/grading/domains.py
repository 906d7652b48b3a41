"""The domains, each a pure function from evidence and rules to steps and a reason in words."""

from __future__ import annotations

from collections.abc import Callable

from analyses.grading.records import Domain, Evidence
from analyses.grading.rules import Rules

Verdict = tuple[int, str, bool]  # steps, reason, whether it could be assessed
STEPS = {0: "no step down", 1: "one step down", 2: "two steps down"}
UP_STEPS = {0: "no step up", 1: "one step up", 2: "two steps up"}


def judged(name: str, evidence: Evidence, rules: Rules) -> Domain:
    """Return one domain as the rules see it."""
    steps, reason, assessed = RULES_OF[name](evidence, rules)
    return Domain(
        name=name,
        steps=steps,
        reason=reason,
        assessed=assessed,
        rule_steps=steps,
        rule_reason=reason,
    )


def _risk_of_bias(e: Evidence, rules: Rules) -> Verdict:
    """Guyatt et al. (2011), J. Clin. Epidemiol. 64:407."""
    if e.share_low_risk is None:
        steps = rules.unassessed_bias_steps
        return -steps, f"risk of bias is not assessed yet: {STEPS[steps]}", False
    high = e.share_high_risk or 0.0
    found = f"{e.share_low_risk:.0%} of the evidence is at low risk of bias, {high:.0%} at high"
    steps = 1
    if high >= rules.high_risk_share:
        steps = 2
    elif e.share_low_risk >= rules.low_risk_share:
        steps = 0
    return -steps, f"{found}: {STEPS[steps]}", True


def _inconsistency(e: Evidence, rules: Rules) -> Verdict:
    """Guyatt et al. (2011), J. Clin. Epidemiol. 64:1294; prediction interval as well as I2.

    A mean that is vague by itself is imprecise, which is another domain, and not counted twice.
    """
    if e.k == 1:
        return 0, "one study: whether studies agree cannot be seen", False
    found, steps = [], 0
    if e.i2 is not None and e.i2 > rules.high_i2:
        found.append(f"I2 is {e.i2:.0%}")
        steps = 1
    if _unsure_elsewhere(e):
        found.append("the mean differs from none, but a new setting may see none or the opposite")
        steps = 1
    if _both_ways(e.pi_lb, e.pi_ub, rules.important) and not _both_ways(
        e.ci_lb, e.ci_ub, rules.important
    ):
        found.append("a new setting may see an important benefit or an important harm")
        steps = 2 if e.i2 is not None and e.i2 > rules.very_high_i2 else 1
    if e.i2 is None and e.pi_lb is None:
        return 0, "how much the studies differ is not available: no step down", False
    words = " and ".join(found) if found else "the studies agree well enough"
    return -steps, f"{words}: {STEPS[steps]}", True


def _unsure_elsewhere(e: Evidence) -> bool:
    """Say whether the mean excludes no effect while the prediction interval includes it."""
    if e.pi_lb is None or e.pi_ub is None:
        return False
    return not e.ci_lb <= 0 <= e.ci_ub and e.pi_lb <= 0 <= e.pi_ub


def _both_ways(lower: float | None, upper: float | None, important: float) -> bool:
    """Say whether an interval holds an important benefit and an important harm."""
    return lower is not None and upper is not None and lower < -important and upper > important


def _indirectness(e: Evidence, rules: Rules) -> Verdict:
    """Guyatt et al. (2011), J. Clin. Epidemiol. 64:1303."""
    if e.concerns is None:
        steps = rules.unassessed_directness_steps
        return -steps, f"directness is not assessed yet: {STEPS[steps]}", False
    if not e.concerns:
        return 0, "people, intervention and outcome are those of the question: no step down", True
    steps = min(2, sum(2 if concern.very_serious else 1 for concern in e.concerns))
    notes = "; ".join(f"{concern.about}: {concern.note}" for concern in e.concerns)
    return -steps, f"{notes}: {STEPS[steps]}", True


def _imprecision(e: Evidence, rules: Rules) -> Verdict:
    """Guyatt et al. (2011), J. Clin. Epidemiol. 64:1283; GRADE guidance 34 (2022), 150:216.

    The interval against no effect and the important difference; then the number of people. A
    narrow interval around no effect is precise. Few studies, or one that carries the weight, take
    a step of their own: the usual intervals say too little about such estimates.
    """
    found, steps = [], 0
    if _both_ways(e.ci_lb, e.ci_ub, rules.important):
        found.append("the interval includes an important benefit and an important harm")
        steps = 2
    elif e.ci_lb <= 0 <= e.ci_ub and max(-e.ci_lb, e.ci_ub) > rules.important:
        found.append("the interval includes no effect and an important one")
        steps = 1
    if e.n_participants is None:
        found.append("the number of people is not known")
        steps = max(steps, 1)
    elif e.n_participants < rules.few_participants:
        found.append(f"{e.n_participants} people are few")
        steps = 2 if e.n_participants < rules.very_few_participants else max(steps, 1)
    fragile = _fragile(e, rules)
    if fragile:
        found.append(fragile)
        steps = min(2, steps + 1)
    words = "; ".join(found) if found else "narrow interval and enough people"
    return -steps, f"{words}: {STEPS[steps]}", e.n_participants is not None


def _fragile(e: Evidence, rules: Rules) -> str:
    if e.k < rules.few_studies:
        return f"{e.k} {'study is' if e.k == 1 else 'studies are'} few"
    if e.dominant_weight is not None and e.dominant_weight > rules.dominant_weight:
        return f"one study carries {e.dominant_weight:.0%} of the weight"
    return ""


def _publication_bias(e: Evidence, rules: Rules) -> Verdict:
    """Guyatt et al. (2011), J. Clin. Epidemiol. 64:1277: undetected or strongly suspected."""
    note = f" ({e.small_study_note})" if e.small_study_note else ""
    if e.small_study == "suspected":
        return -1, f"small studies show larger effects{note}: one step down", True
    if e.small_study == "no_sign":
        return 0, f"no sign that small or unfavourable studies are missing{note}", True
    steps = rules.untested_publication_steps
    words = (
        "too few studies to see whether some are missing"
        if e.small_study == "too_few"
        else "whether studies are missing is not assessed yet"
    )
    return -steps, f"{words}{note}: {STEPS[steps]}", False


def _large_effect(e: Evidence, rules: Rules) -> Verdict:
    """Guyatt et al. (2011), J. Clin. Epidemiol. 64:1311.

    The interval must exclude unimportant effects too: a large but vague effect is no reason.
    """
    nearest = 0.0 if e.ci_lb <= 0 <= e.ci_ub else min(abs(e.ci_lb), abs(e.ci_ub))
    size, steps = abs(e.estimate), 0
    if nearest >= rules.important:
        if rules.very_large_effect is not None and size >= rules.very_large_effect:
            steps = 2
        elif rules.large_effect is not None and size >= rules.large_effect:
            steps = 1
    words = "the effect is large and precise enough" if steps else "the effect is not large"
    return steps, f"{words}: {UP_STEPS[steps]}", True


def _dose_response(e: Evidence, rules: Rules) -> Verdict:
    if e.dose_response:
        return 1, f"more of it does more ({e.dose_response}): one step up", True
    return 0, "no dose-response shown: no step up", False


def _plausible_confounding(e: Evidence, rules: Rules) -> Verdict:
    if e.opposing_confounding:
        note = e.opposing_confounding
        return (
            1,
            f"what was not controlled would make the effect smaller ({note}): one step up",
            True,
        )
    return 0, "no confounding against the effect shown: no step up", False


RULES_OF: dict[str, Callable[[Evidence, Rules], Verdict]] = {
    "risk_of_bias": _risk_of_bias,
    "inconsistency": _inconsistency,
    "indirectness": _indirectness,
    "imprecision": _imprecision,
    "publication_bias": _publication_bias,
    "large_effect": _large_effect,
    "dose_response": _dose_response,
    "plausible_confounding": _plausible_confounding,
}
