"""Sentences about findings: what a person may quote, made from the row and nothing else."""

from __future__ import annotations

from hub.model import Hub, Row
from hub.text import count, number
from hub.texts import Texts


def about(hub: Hub, finding: Row) -> str:
    """Return what was done, as the subject of a sentence: a level or an intervention type."""
    if finding["intervention_type"]:
        return hub.label("interventions", finding["intervention_type"])
    return hub.say(f"sentence-about-{_named(finding['level'])}")


def words_for(hub: Hub, family: str) -> tuple[str, str, str]:
    """Return (better, worse, the outcome's name) for an outcome family."""
    say = hub.say
    if f"sentence-outcome-{family}" in say:
        better, worse, name = (
            say(f"sentence-{kind}-{family}") for kind in ("better", "worse", "outcome")
        )
        return better, worse, name
    name = hub.label("outcome_families", family).lower()
    return say("sentence-any-better", name=name), say("sentence-any-worse", name=name), name


def title(hub: Hub, finding: Row) -> str:
    """Return the question of a finding as a title."""
    message = f"sentence-title-{_named(finding['evidence_class'])}"
    outcome = words_for(hub, finding["outcome_family"])[2]
    return hub.say(message, subject=about(hub, finding), outcome=outcome)


def sentence(hub: Hub, finding: Row) -> str:
    """Return one sentence that answers the finding's question, or says why it cannot."""
    if finding["status"] != "pooled":
        return _not_pooled(hub, finding, "sentence")
    return _pooled(hub, finding, "sentence")


def quotable(hub: Hub, finding: Row) -> str:
    """Return the sentence of a finding cut into short ones, for those who quote it.

    Nothing for a finding without a number: there is nothing to quote.
    """
    if finding["status"] not in ("pooled", "single_study", "unchecked"):
        return ""
    if finding["status"] != "pooled":
        return _capital(_not_pooled(hub, finding, "sentence-quote"))
    return _pooled(hub, finding, "sentence-quote")


def _pooled(hub: Hub, finding: Row, prefix: str) -> str:
    shown = {
        **_interval(finding, "estimate", "ci_lb", "ci_ub"),
        **_studies(finding["n_studies"]),
    }
    if finding["evidence_class"] == "pre_post":
        return hub.say(f"{prefix}-before-after", **shown)
    ending = "clear" if _is_clear(finding) else "unclear"
    return hub.say(f"{prefix}-{ending}", claim=_claim(hub, finding), **shown)


def _is_clear(finding: Row) -> bool:
    return bool(finding["ci_lb"] > 0 or finding["ci_ub"] < 0)


def _claim(hub: Hub, finding: Row) -> str:
    """Return what a pooled controlled effect says, without its numbers."""
    subject = about(hub, finding)
    better, worse, outcome = words_for(hub, finding["outcome_family"])
    if not _is_clear(finding):
        return hub.say("sentence-claim-unclear", subject=subject, outcome=outcome)
    direction = better if finding["ci_lb"] > 0 else worse
    message = f"sentence-claim-{_named(finding['certainty'])}"
    return hub.say(message, subject=subject, direction=direction)


def _not_pooled(hub: Hub, finding: Row, prefix: str) -> str:
    say = hub.say
    outcome = words_for(hub, finding["outcome_family"])[2]
    said = {"subject": about(hub, finding), "outcome": outcome}
    coded = _studies(finding["n_studies_coded"])
    if finding["evidence_class"] == "cross_sectional":
        return say("sentence-associations", outcome=outcome, **coded)
    if finding["status"] == "single_study":
        found = _single(hub, finding)
        if not found:
            return say("sentence-one-study", **said, **coded)
        return say(f"{prefix}-one-study-number", **said, **coded, **found)
    if finding["status"] == "unchecked":
        reason = finding["reason"]
        if prefix == "sentence-quote":
            # a new sentence where the reason pauses
            first, *rest = reason.split("; ")
            reason = ". ".join([first, *map(_capital, rest)])
        text = say("sentence-unchecked", **said, reason=reason)
        return " ".join([text, *_with_unchecked(say, finding, "sentence-taken")])
    return say("sentence-no-number", **said, **coded)


def _single(hub: Hub, finding: Row) -> dict[str, str]:
    """Return the number of the only usable study; it is no pooled effect."""
    chosen = [m for m in hub.members.get(finding["finding_id"], []) if m["in_all"]]
    if not chosen:
        return {}
    effect = hub.effects[chosen[0]["effect_id"]]
    return _interval(effect, "yi", "ci_lb", "ci_ub") | {"reading": effect["review_status"]}


def _with_unchecked(say: Texts, finding: Row, message: str) -> list[str]:
    if finding["estimate_all"] is None:
        return []
    shown = _interval(finding, "estimate_all", "ci_lb_all", "ci_ub_all")
    more = finding["n_studies_all"] - finding["n_studies"]
    return [say(message, more=more, **shown, **_studies(finding["n_studies_all"]))]


def unchecked(finding: Row) -> str:
    """Return what the numbers that were read only once would change, or that there are none."""
    say = Texts()
    more = finding["n_studies_all"] - finding["n_studies"]
    if more <= 0:
        return say("sentence-read-twice")
    read = say("sentence-read-once", **_studies(more))
    return " ".join([read, *_with_unchecked(say, finding, "sentence-with-those")])


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
    say, unknown = Texts(), finding["n_without_size"]
    if not finding["n_participants"]:
        return say("sentence-people-unknown", **_studies(unknown))
    known = count(finding["n_participants"])
    if not unknown:
        return say("sentence-people", people=known)
    return say("sentence-people-some", people=known, **_studies(unknown))


def _named(value: str) -> str:
    return value.replace("_", "-")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _interval(row: Row, estimate: str, lower: str, upper: str) -> dict[str, str]:
    values = {"estimate": row[estimate], "lower": row[lower], "upper": row[upper]}
    return {name: number(value) for name, value in values.items()}


def _studies(n: int) -> dict[str, str | int]:
    """Return a number of studies twice: to choose the plural, and as it is shown."""
    return {"n": n, "count": count(n)}
