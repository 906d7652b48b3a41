"""What can be taught: competencies, and what the findings, voices and gaps say about each."""

from __future__ import annotations

from collections.abc import Iterable

from hub.countries import country_name
from hub.model import Hub, Row, parts
from hub.text import CERTAINTY_WORDS, number
from hub.words import unchecked

NUMBERED = ("pooled", "single_study", "unchecked")
_STATUS = ("pooled", "single_study", "unchecked", "none")
_CERTAINTY = ("high", "moderate", "low", "very_low", "none")
_POOR = ("low", "lower_middle")


def competencies(hub: Hub) -> list[Row]:
    """Return the competencies in their own order."""
    return sorted(hub["competencies"], key=lambda c: c["place"])


def findings_of(hub: Hub, competency: Row) -> list[Row]:
    """Return the findings on the intervention types of a competency, the firmest first."""
    types = parts(competency["intervention_types"])
    return in_order(hub, (f for f in hub["pooled_effects"] if f["intervention_type"] in types))


def level_findings(hub: Hub, competency: Row) -> list[Row]:
    """Return pooled findings of whole levels: more than the competency, and said to be."""
    levels = parts(competency["levels"])
    return in_order(
        hub,
        (
            f
            for f in hub["pooled_effects"]
            if not f["intervention_type"]
            and f["level"] in levels
            and f["status"] == "pooled"
            and f["evidence_class"] == "controlled"
            and f["outcome_family"] in hub.headline_families
        ),
    )


def in_order(hub: Hub, findings: Iterable[Row]) -> list[Row]:
    """Return findings in the order of a reader's interest: pooled, firm, headline outcome."""
    families = {family: i for i, family in enumerate(hub.families)}
    return sorted(
        findings,
        key=lambda f: (
            _STATUS.index(f["status"]),
            f["evidence_class"] != "controlled",
            _CERTAINTY.index(f["certainty"]),
            families[f["outcome_family"]],
            f["finding_id"],
        ),
    )


def voices_of(hub: Hub, competency: Row) -> list[Row]:
    """Return the themes that ask for a competency, in the order of the taxonomy."""
    themes = {t["theme_id"]: t for t in hub["themes"]}
    return [themes[i] for i in parts(competency["asked_by"])]


def studied_types(hub: Hub, competency: Row) -> list[str]:
    """Return the intervention types of a competency that have studies here."""
    used = {kind for kinds in hub.types_of_study.values() for kind in kinds}
    return [kind for kind in parts(competency["intervention_types"]) if kind in used]


def studies_of(hub: Hub, competency: Row) -> list[Row]:
    """Return the studies with an arm of one of the intervention types of a competency."""
    types = set(parts(competency["intervention_types"]))
    return [s for s in hub["studies"] if types & set(hub.types_of_study.get(s["study_id"], []))]


def unknowns(hub: Hub, competency: Row) -> list[str]:
    """Return what is not known about a competency, each counted from the tables; plain text."""
    types = parts(competency["intervention_types"])
    studied = studied_types(hub, competency)
    findings = findings_of(hub, competency)
    asked = {f["intervention_type"] for f in findings}
    found = []
    missing = [hub.label("interventions", t) for t in types if t not in studied]
    if missing:
        found.append(hub.say("teaching-gap-no-study", kinds="; ".join(missing)))
    silent = [hub.label("interventions", t) for t in studied if t not in asked]
    if silent:
        found.append(hub.say("teaching-gap-no-finding", kinds="; ".join(silent)))
    pooled = [f for f in findings if f["status"] == "pooled"]
    if pooled and all(f["certainty"] in ("low", "very_low") for f in pooled):
        found.append(hub.say("teaching-gap-certainty", n=len(pooled)))
    alone = sum(f["status"] == "single_study" for f in findings)
    if alone:
        found.append(hub.say("teaching-gap-single", n=alone))
    return [*found, *_places_unknown(hub, competency)]


def _places_unknown(hub: Hub, competency: Row) -> list[str]:
    studies = studies_of(hub, competency)
    if not studies:
        return []
    poor = sum(s["income_group"] in _POOR for s in studies)
    silent = sum(s["income_group"] in ("mixed", "not_stated") for s in studies)
    found = [hub.say("teaching-gap-income", n=len(studies), poor=poor, silent=silent)]
    there = {c for s in studies for c in parts(s["countries"])}
    asking = {c for t in voices_of(hub, competency) for c in parts(t["countries"])}
    if asking - there:
        names = ", ".join(sorted(country_name(c) for c in asking - there))
        found.append(hub.say("teaching-gap-country", countries=names))
    return found


def countries_of(hub: Hub, finding: Row) -> list[str]:
    """Return the countries of the studies whose numbers a finding shows."""
    members = (m for m in hub.members.get(finding["finding_id"], []) if m["in_all"])
    studies = (hub.studies[hub.effects[m["effect_id"]]["study_id"]] for m in members)
    return sorted({country_name(c) for s in studies for c in parts(s["countries"])})


def questions(hub: Hub, finding: Row) -> list[str]:
    """Return prompts for a discussion of a finding; each holds what its row says, no more."""
    if finding["status"] not in NUMBERED:
        return [hub.say("teaching-ask-none"), hub.say("teaching-ask-scale")]
    found = []
    pooled = finding["status"] == "pooled"
    if pooled and finding["certainty"] != "high":
        certainty = CERTAINTY_WORDS[finding["certainty"]]
        found.append(
            hub.say(
                "teaching-ask-certainty", certainty=certainty, reasons=finding["certainty_reasons"]
            )
        )
    if pooled and finding["pi_lb"] is not None:
        low, high = number(finding["pi_lb"]), number(finding["pi_ub"])
        found.append(hub.say("teaching-ask-setting", low=low, high=high))
    if pooled and finding["ci_lb"] <= 0 <= finding["ci_ub"]:
        found.append(hub.say("teaching-ask-no-effect"))
    if finding["status"] == "single_study":
        found.append(hub.say("teaching-ask-single"))
    countries = countries_of(hub, finding)
    if countries:
        found.append(hub.say("teaching-ask-country", countries=", ".join(countries)))
    return found


def voice_question(hub: Hub, theme: Row) -> str:
    """Return a prompt from what a voice said."""
    return hub.say("teaching-ask-voice", said=theme["summary"], voice=theme["source_title"])


def read_words(hub: Hub, finding: Row) -> str:
    """Return which numbers of a finding were read only once."""
    if finding["status"] == "pooled":
        return unchecked(finding)
    members = [m for m in hub.members.get(finding["finding_id"], []) if m["in_all"]]
    once = sum(hub.effects[m["effect_id"]]["review_status"] == "machine" for m in members)
    if not members:
        return hub.say("teaching-read-none")
    return hub.say("teaching-read", twice=len(members) - once, once=once)
