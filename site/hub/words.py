"""Sentences about findings: what a person may quote, made from the row and nothing else."""

from __future__ import annotations

import re

from hub.model import Hub, Row
from hub.text import LEVEL_WORDS, count, number, plural

BETTER = {
    "burnout": ("lower burnout", "higher burnout", "burnout"),
    "depersonalisation": ("less depersonalisation", "more depersonalisation", "depersonalisation"),
    "personal-accomplishment": (
        "more personal accomplishment",
        "less personal accomplishment",
        "personal accomplishment",
    ),
    "stress": ("less stress", "more stress", "stress"),
    "anxiety": ("less anxiety", "more anxiety", "anxiety"),
    "depression": (
        "fewer symptoms of depression",
        "more symptoms of depression",
        "symptoms of depression",
    ),
    "distress": (
        "less psychological distress",
        "more psychological distress",
        "psychological distress",
    ),
    "wellbeing": ("better well-being", "worse well-being", "well-being"),
    "resilience": ("more resilience", "less resilience", "resilience"),
    "leaving": ("less leaving or wish to leave", "more leaving or wish to leave", "leaving"),
}


# How firmly a sentence speaks follows from how sure the finding is (Santesso et al. 2020, GRADE
# guidelines 26, J. Clin. Epidemiol. 119:126); "goes with", since risk of bias is not assessed yet.
VERBS = {
    "high": "{subject} go with {direction}",
    "moderate": "{subject} probably go with {direction}",
    "low": "{subject} may go with {direction}",
    "very_low": "{subject}: the evidence is very uncertain; so far it points to {direction}",
}


def about(hub: Hub, finding: Row) -> str:
    """Return what was done, as the subject of a sentence: a level or an intervention type."""
    if finding["intervention_type"]:
        return hub.label("interventions", finding["intervention_type"])
    return f"{LEVEL_WORDS[finding['level']].capitalize()}-level interventions"


def words_for(hub: Hub, family: str) -> tuple[str, str, str]:
    """Return (better, worse, the outcome's name) for an outcome family."""
    name = hub.label("outcome_families", family).lower()
    return BETTER.get(family, (f"better {name}", f"worse {name}", name))


def title(hub: Hub, finding: Row) -> str:
    """Return the question of a finding as a title."""
    subject = about(hub, finding)
    outcome = words_for(hub, finding["outcome_family"])[2]
    suffix = {
        "controlled": "",
        "pre_post": " (before and after, no comparison group)",
        "cross_sectional": " (associations)",
    }[finding["evidence_class"]]
    return f"{subject} and {outcome}{suffix}"


def sentence(hub: Hub, finding: Row) -> str:
    """Return one sentence that answers the finding's question, or says why it cannot."""
    if finding["status"] != "pooled":
        outcome = words_for(hub, finding["outcome_family"])[2]
        return _not_pooled(hub, finding, about(hub, finding), outcome)
    numbers = (
        f"{number(finding['estimate'])} standard deviations, 95% interval "
        f"{number(finding['ci_lb'])} to {number(finding['ci_ub'])}, "
        f"{plural(finding['n_studies'], 'study', 'studies')}"
    )
    if finding["evidence_class"] == "pre_post":
        return (
            f"In single groups without a comparison, people were measured before and after: "
            f"the mean change was {numbers} (positive is better). This does not show that "
            "the intervention caused it."
        )
    if finding["ci_lb"] > 0 or finding["ci_ub"] < 0:
        return f"{_claim(hub, finding)}: {numbers}."
    return f"{_claim(hub, finding)}: {numbers}. The interval includes no effect."


def _claim(hub: Hub, finding: Row) -> str:
    """Return what a pooled controlled effect says, without its numbers."""
    subject = about(hub, finding)
    better, worse, outcome = words_for(hub, finding["outcome_family"])
    if finding["ci_lb"] > 0 or finding["ci_ub"] < 0:
        direction = better if finding["ci_lb"] > 0 else worse
        said = VERBS[finding["certainty"]].format(subject=subject, direction=direction)
        return f"{said} than the comparison"
    return f"{subject}: no clear difference in {outcome} from the comparison"


def quotable(hub: Hub, finding: Row) -> str:
    """Return the sentence of a finding cut into short ones, for those who quote it.

    Nothing for a finding without a number: there is nothing to quote.
    """
    if finding["status"] not in ("pooled", "single_study", "unchecked"):
        return ""
    text = sentence(hub, finding)
    if finding["status"] != "pooled" or finding["evidence_class"] != "controlled":
        # a new sentence where ours pauses
        return ". ".join(p[0].upper() + p[1:] for p in re.split(r"; |: (?=the mean)", text))
    numbers = (
        f"The mean effect is {number(finding['estimate'])} standard deviations (95% interval "
        f"{number(finding['ci_lb'])} to {number(finding['ci_ub'])}, "
        f"{plural(finding['n_studies'], 'study', 'studies')})."
    )
    claim = _claim(hub, finding)
    if finding["ci_lb"] > 0 or finding["ci_ub"] < 0:
        return f"{claim}. {numbers}"
    return f"{claim}. {numbers} The interval includes no effect."


def _not_pooled(hub: Hub, finding: Row, subject: str, outcome: str) -> str:
    coded = plural(finding["n_studies_coded"], "study", "studies")
    if finding["evidence_class"] == "cross_sectional":
        return (
            f"{coded} looked at how {outcome} goes together with conditions of this kind at "
            "one time. Such associations are listed and not pooled: they do not show a cause."
        )
    if finding["status"] == "single_study":
        return (
            f"{subject}: only one study prints a number on {outcome} that can be used "
            f"({coded} coded), so there is nothing to pool{_single(hub, finding)}."
        )
    if finding["status"] == "unchecked":
        return (
            f"{subject}: no answer on {outcome} yet, because {finding['reason']}."
            + _with_unchecked(finding, " Taken as read once,")
        )
    if finding["n_studies_coded"] == 0:
        return f"{subject}: no controlled study on {outcome} is in the corpus yet."
    if finding["n_studies_coded"] == 1:
        return (
            f"{subject}: one study on {outcome} is coded; it prints no number that can be pooled."
        )
    return f"{subject}: {coded} on {outcome} are coded; none prints a number that can be pooled."


def _single(hub: Hub, finding: Row) -> str:
    """Return the number of the only usable study; it is no pooled effect."""
    chosen = [m for m in hub.members.get(finding["finding_id"], []) if m["in_all"]]
    if not chosen:
        return ""
    effect = hub.effects[chosen[0]["effect_id"]]
    once = " (read once, not checked)" if effect["review_status"] == "machine" else ""
    return (
        f"; that study finds {number(effect['yi'])} standard deviations, 95% interval "
        f"{number(effect['ci_lb'])} to {number(effect['ci_ub'])}{once}"
    )


def _with_unchecked(finding: Row, start: str) -> str:
    if finding["estimate_all"] is None:
        return ""
    return (
        f"{start} the {finding['n_studies_all']} studies together give "
        f"{number(finding['estimate_all'])}, 95% interval {number(finding['ci_lb_all'])} to "
        f"{number(finding['ci_ub_all'])}."
    )


def unchecked(finding: Row) -> str:
    """Return what the numbers that were read only once would change, or that there are none."""
    more = finding["n_studies_all"] - finding["n_studies"]
    if more <= 0:
        return "Every number in it was read twice."
    many = plural(more, "more study was", "more studies were")
    return (
        f"Every number in it was read twice; the number of {many} read only once."
        if more == 1
        else f"Every number in it was read twice; the numbers of {many} read only once."
    ) + _with_unchecked(finding, " With it," if more == 1 else " With those,")


def caveats(hub: Hub, finding: Row) -> list[str]:
    """Return what a reader must know beside the sentence of a pooled effect."""
    if finding["status"] != "pooled":
        return []
    lines = [unchecked(finding)]
    if finding["df"] is not None and finding["df"] < 4:
        lines.append(hub.say("finding-few"))
    return lines


def people(finding: Row) -> str:
    """Return how many people a finding rests on, as far as the sources print it."""
    unknown = finding["n_without_size"]
    silent = f"{plural(unknown, 'study', 'studies')} whose arm sizes are not printed"
    if not finding["n_participants"]:
        return silent
    known = f"{count(finding['n_participants'])} people"
    return f"{known}, and {silent}" if unknown else known
