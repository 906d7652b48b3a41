"""The decision card of a finding: what a person who must decide asks first, from its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hub.card import Fact, Tile, counted
from hub.finding_members import Base, base_of
from hub.model import Hub, Row, parts
from hub.practice import cost_tile, practice_tile
from hub.tested_where import delivery_tile, tested_tile
from hub.text import CERTAINTY_WORDS, number, shorten
from hub.trust_sections import of, share_words

# The sections of the page that hold the rows behind a tile.
STUDIES = "#the-studies-in-it"
READ_ONCE = "#read-once-not-in-the-pooled-effect"
LEFT_OUT = "#considered-and-left-out"
MEANING = "#what-it-means-for-a-person"
DOMAINS = "#how-sure-domain-by-domain"
NUMBERS = "#all-numbers-of-this-finding"
ONLY_ONE = "#the-only-usable-study"
# GRADE's marks, as its summary-of-findings tables print them.
MARKS = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very_low": "⊕◯◯◯", "none": ""}
POINTS, SCALE = "points on ", "scale "  # as the table names them
PAIRS = "pairs in which the person with the intervention is better off"
CHANCE = "chance of a benefit of 0.2 or more in a new setting"
CHANCE_ANY = "chance of benefit in a new setting"
CHANCE_HARM = "chance of a harm of 0.2 or more in a new setting"
MOST_REASONS = 3


def decision_card(hub: Hub, finding: Row) -> list[Tile]:
    """Return the tiles of a finding's card, the three that decide first."""
    base = base_of(hub, finding)
    tiles = [
        size_tile(hub, finding, base),
        certainty_tile(hub, finding),
        setting_tile(hub, finding),
    ]
    if base.effects:
        to = section_of(finding, base)
        tiles += [tested_tile(hub, finding, base, to), delivery_tile(hub, base, to)]
        tiles.append(harms_tile(hub, finding, base))
    return [*tiles, cost_tile(hub, finding), practice_tile(hub, finding)]


def row_of(finding: Row) -> str:
    """Return the row of a finding as ``table/identifier``."""
    return f"pooled_effects/{finding['finding_id']}"


def section_of(finding: Row, base: Base) -> str:
    """Return the section of the page that lists what a finding rests on."""
    if base.kind == "read_once":
        return ONLY_ONE if finding["status"] == "single_study" else READ_ONCE
    return STUDIES if base.kind == "pooled" else LEFT_OUT


def size_tile(hub: Hub, finding: Row, base: Base) -> Tile:
    """Return how large the effect is, with its interval, or why there is no number."""
    say, heading = hub.say, hub.say("finding-size")
    status, row = finding["status"], row_of(finding)
    if status == "pooled":
        ends = (number(finding["ci_lb"]), number(finding["ci_ub"]))
        words = say("finding-deviations", lower=ends[0], upper=ends[1])
        facts = _meant(hub, finding)
        if finding["evidence_class"] == "pre_post":
            facts.insert(0, Fact(say("finding-mean-change")))
        facts += _measured_with(hub, base)
        return Tile("size", heading, Fact(number(finding["estimate"]), row, NUMBERS), words, facts)
    if status == "unchecked" and finding["estimate_all"] is not None:
        ends = (number(finding["ci_lb_all"]), number(finding["ci_ub_all"]))
        words = say("finding-deviations", lower=ends[0], upper=ends[1])
        facts = [Fact(say("finding-unchecked")), *_measured_with(hub, base)]
        return Tile("size", heading, Fact(number(finding["estimate_all"]), row), words, facts)
    if status == "single_study" and base.kind != "coded":
        effect = base.effects[0]
        once = "-once" if effect["review_status"] == "machine" else ""
        ends = (number(effect["ci_lb"]), number(effect["ci_ub"]))
        words = say("finding-deviations", lower=ends[0], upper=ends[1])
        facts = [Fact(say(f"finding-one-study{once}")), *_measured_with(hub, base)]
        figure = Fact(number(effect["yi"]), f"effect_sizes/{effect['effect_id']}", _effect(effect))
        return Tile("size", heading, figure, words, facts)
    figure = Fact(say("finding-no-number"), row)
    if not base.effects:
        return Tile("size", heading, figure, "", [Fact(say("finding-no-study"))])
    return Tile("size", heading, figure, "", _why_no_number(hub, finding))


def _effect(effect: Row) -> str:
    return f"../studies/{effect['study_id']}.md#{effect['effect_id']}"


def _meant(hub: Hub, finding: Row) -> list[Fact]:
    """Return the size on familiar scales: points first, then pairs and shares of people."""
    rows = [r for r in of(hub, "meaning", finding) if not r["quantity"].startswith("chance of")]
    rows.sort(key=lambda r: (not r["unit"].startswith("points"), r["quantity"] != PAIRS))
    facts = []
    for r in rows:
        if r["quantity"] == PAIRS:
            text = pairs_words(hub, r)
        elif r["value"] is not None and r["quantity"].startswith(POINTS):
            scale, ends = r["quantity"].removeprefix(POINTS), r["unit"].partition(SCALE)[2]
            named = hub.say("finding-points-scale", scale=scale, ends=ends) if ends else scale
            text = hub.say("finding-points", scale=named, value=share_words(r))
        elif r["value"] is None:
            quantity = r["quantity"][0].upper() + r["quantity"][1:]
            text = hub.say("finding-means", quantity=quantity, value=r["assumptions"])
        else:
            quantity = r["quantity"][0].upper() + r["quantity"][1:]
            text = hub.say("finding-means", quantity=quantity, value=share_words(r))
        if r["read_once"]:
            text = hub.say("finding-means-once", text=text)
        facts.append(Fact(text, f"meaning/{finding['finding_id']}/{r['quantity']}", MEANING))
    return facts


def pairs_words(hub: Hub, meaning: Row) -> str:
    """Return the row of ``meaning`` on pairs of people as a sentence."""
    value, lower, upper = (round(100 * meaning[k]) for k in ("value", "ci_lb", "ci_ub"))
    return hub.say("finding-pairs", share=value, lower=lower, upper=upper)


def _measured_with(hub: Hub, base: Base) -> list[Fact]:
    used = set()
    for e in base.effects:
        contrasts = {c["contrast_id"]: c for c in hub.by_study("contrasts")[e["study_id"]]}
        outcomes = {o["outcome_id"]: o for o in hub.by_study("outcomes")[e["study_id"]]}
        outcome = outcomes[contrasts[e["contrast_id"]]["outcome_id"]]
        used.add((e["study_id"], outcome["instrument"]))
    names = [hub.label("instruments", i) if i else hub.say("finding-not-coded") for _, i in used]
    return [Fact(hub.say("finding-instruments", list=counted(names, 4)))]


def _why_no_number(hub: Hub, finding: Row) -> list[Fact]:
    members = hub.members.get(finding["finding_id"], [])
    reasons = Counter(m["reason"] for m in members).most_common()
    facts = [
        Fact(hub.say("finding-no-number-why", n=n, reason=shorten(reason, 160)), to=LEFT_OUT)
        for reason, n in reasons[:MOST_REASONS]
    ]
    left = sum(n for _, n in reasons[MOST_REASONS:])
    return [*facts, Fact(hub.say("finding-no-number-more", n=left))] if left else facts


def certainty_tile(hub: Hub, finding: Row) -> Tile:
    """Return how sure the finding is, what that means, and the reasons step by step."""
    kind = finding["certainty"]
    says = f"finding-certainty-{kind.replace('_', '-')}"
    if finding["status"] != "pooled":
        says = "finding-certainty-single" if kind != "none" else "finding-certainty-none"
    reasons = parts(finding["certainty_reasons"]) or parts(finding["reason"])
    domains = of(hub, "certainty", finding)
    if domains:
        # where it starts, then the domains that move it: one may have several reasons
        reasons = [reasons[0], *(r["reason"] for r in domains if r["steps"])]
    to = DOMAINS if domains else ""
    facts = [Fact(hub.say(says)), *(Fact(_sentence_case(r), to=to) for r in reasons)]
    figure = Fact(_sentence_case(CERTAINTY_WORDS[kind]), row_of(finding), to)
    return Tile("sure", hub.say("finding-sure"), figure, MARKS[kind], facts)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def setting_tile(hub: Hub, finding: Row) -> Tile:
    """Return what a new setting may see: chances and the prediction interval."""
    say, heading = hub.say, hub.say("finding-setting")
    rows = {r["quantity"]: r for r in of(hub, "meaning", finding)}
    facts = []
    for message, quantity in (
        ("finding-chance-any", CHANCE_ANY),
        ("finding-chance-harm", CHANCE_HARM),
    ):
        if quantity in rows:
            text = say(message, value=share_words(rows[quantity]))
            facts.append(Fact(text, f"meaning/{finding['finding_id']}/{quantity}", MEANING))
    if finding["pi_lb"] is not None:
        ends = (number(finding["pi_lb"]), number(finding["pi_ub"]))
        text = say("finding-prediction", lower=ends[0], upper=ends[1])
        facts.append(Fact(text, row_of(finding), NUMBERS))
    if CHANCE in rows:
        row = f"meaning/{finding['finding_id']}/{CHANCE}"
        figure = Fact(share_words(rows[CHANCE]), row, MEANING)
        return Tile("setting", heading, figure, say("finding-chance"), facts)
    why = "finding-setting-before-after" if finding["status"] == "pooled" else "finding-setting-why"
    figure = Fact(say("finding-setting-unknown"))
    return Tile("setting", heading, figure, "", [Fact(say(why)), *facts])


def harms_tile(hub: Hub, finding: Row, base: Base) -> Tile:
    """Return how many effects show no difference, and how many favour the comparison."""
    say = hub.say
    with_number = [e for e in base.effects if e["yi"] is not None]
    null, better, worse = directions(with_number)
    section = section_of(finding, base)
    facts = [
        Fact(say("finding-better", n=better), to=section),
        Fact(say("finding-worse", n=worse), to=section),
    ]
    if base.left_out:
        facts.append(Fact(say("finding-left-out", n=base.left_out), to=LEFT_OUT))
    facts.append(Fact(say("finding-adverse")))
    figure = Fact(say("finding-null", n=null, all=len(with_number)), to=section)
    return Tile("harms", say("finding-harms"), figure, say("finding-null-words"), facts)


def directions(effects: Sequence[Row]) -> tuple[int, int, int]:
    """Return how many intervals include none, lie above it, and lie below it."""
    better = sum(e["ci_lb"] > 0 for e in effects)
    worse = sum(e["ci_ub"] < 0 for e in effects)
    return len(effects) - better - worse, better, worse
