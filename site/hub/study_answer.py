"""What stands first on a study's page: what was done, with whom, the main numbers, their use."""

from __future__ import annotations

from collections.abc import Sequence

from hub.countries import country_name
from hub.model import Hub, Row, parts
from hub.pieces import finding_link
from hub.text import CLASS_WORDS, STATUS_WORDS, count, interval, safe, shorten, table
from hub.texts import Texts

LENGTH = 160
COLUMNS = ("outcome", "when", "effect", "evidence", "status")


def study_sentence(hub: Hub, study: Row) -> str:
    """Return what a study did in plain sentences, from its fields and nothing else."""
    say = hub.say
    named = sorted(parts(study["cadres"]), key=lambda c: c == "mixed")
    cadres = [_cadre(hub, c) for c in named]
    countries = [country_name(c) for c in parts(study["countries"])]
    said = [
        say(
            "study-compared",
            design=say(f"study-design-{study['design'].replace('_', '-')}"),
            people=listed(cadres) if cadres else say("study-not-stated"),
            place=say("study-in", countries=listed(countries)) if countries else "",
        )
    ]
    arms = hub.by_study("arms").get(study["study_id"], [])
    done = [_arm(a) for a in arms if a["role"] == "intervention"]
    others = [a for a in arms if a["role"] == "comparator"]
    # the arm of those before is no other group
    against = [_arm(a) for a in others if a["comparator_type"] != "before_period"]
    if done and against:
        exposure = study["design"] == "cross_sectional"
        message = "study-exposure" if exposure else "study-arms"
        said.append(say(message, intervention="; ".join(done), comparator="; ".join(against)))
    elif done:
        said.append(say("study-one-arm", intervention="; ".join(done)))
    if study["n_participants"]:
        said.append(say("study-n", n=count(study["n_participants"])))
    else:
        said.append(say("study-no-n"))
    return " ".join(said)


def _arm(arm: Row) -> str:
    # a mark of whoever coded it, for what nobody assigned
    return shorten(arm["label"].removeprefix("EXPOSURE:").strip(), LENGTH).removesuffix(".")


def _cadre(hub: Hub, ident: str) -> str:
    if ident == "mixed":
        return hub.say("finding-several-cadres")
    label = hub.label("cadres", ident)
    return label[:1].lower() + label[1:]


def listed(names: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return Texts()("study-list", names=", ".join(names[:-1]), last=names[-1])


def study_answer(hub: Hub, study: Row) -> str:
    """Return the answer box of a study."""
    return (
        f'<div class="answer" markdown>\n\n<span data-id="studies/{study["study_id"]}">'
        f"{safe(study_sentence(hub, study))}</span>\n\n</div>\n\n"
    )


def main_effects(hub: Hub, study: Row) -> list[Row]:
    """Return the effects of a study that a main analysis may use."""
    effects = hub.by_study("effect_sizes").get(study["study_id"], [])
    return [e for e in effects if e["yi"] is not None and e["use"] == "main"]


def effects_section(hub: Hub, study: Row) -> str:
    """Return the main effects of a study, each linked to its row with all that is known of it."""
    heading = f"## {hub.say('study-effects')}\n\n"
    effects = main_effects(hub, study)
    if not effects:
        return f"{heading}{hub.say('study-no-effect')}\n\n"
    outcomes = {o["outcome_id"]: o for o in hub.by_study("outcomes")[study["study_id"]]}
    contrasts = {c["contrast_id"]: c for c in hub.by_study("contrasts")[study["study_id"]]}
    rows = []
    for e in effects:
        outcome = outcomes[contrasts[e["contrast_id"]]["outcome_id"]]
        ident = e["effect_id"]
        number = interval(e["yi"], e["ci_lb"], e["ci_ub"])
        rows.append(
            [
                safe(hub.label("outcomes", e["construct_id"])),
                safe(outcome["time_as_printed"] or hub.say("study-effects-not-stated")),
                f'[{number}](#{ident}){{ data-id="effect_sizes/{ident}" }}',
                CLASS_WORDS[e["evidence_class"]],
                STATUS_WORDS[e["review_status"]],
            ]
        )
    head = [hub.say(f"study-effects-{name}") for name in COLUMNS]
    return heading + table(head, rows, right=(2,)) + "\n"


def used_section(hub: Hub, ident: str) -> str:
    """Return the findings that pool an effect of a study, and how many others considered one."""
    used: dict[str, bool] = {}
    for e in hub.by_study("effect_sizes").get(ident, []):
        for m in hub.members_of_effect.get(e["effect_id"], []):
            used[m["finding_id"]] = used.get(m["finding_id"], False) or m["included"]
    pooled = [name for name, inside in used.items() if inside]
    lines = [f"- {finding_link(hub, hub.findings[name], '../')}\n" for name in sorted(pooled)]
    if not lines:
        lines = [hub.say("study-no-findings") + "\n"]
    rest = len(used) - len(pooled)
    if rest:
        lines.append(f"\n{hub.say('study-considered', n=rest)}\n")
    return f"\n## {hub.say('study-findings')}\n\n{''.join(lines)}"
