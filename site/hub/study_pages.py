"""Pages of studies: who, what, every printed number, where it was read, and what became of it."""

from __future__ import annotations

import re
import unicodedata

from hub.citations_box import cite_section, publications_section
from hub.citations_of import study_item
from hub.citations_tags import head_of
from hub.countries import country_names
from hub.model import Hub, Row, grouped, parts
from hub.paper_index import machine_block
from hub.pieces import addresses, citation, second_reading, study_link, study_name
from hub.study_answer import effects_section, study_answer, used_section
from hub.text import (
    CLASS_WORDS,
    DESIGN_WORDS,
    LEVEL_WORDS,
    STATUS_WORDS,
    badge,
    count,
    front_matter,
    heading,
    interval,
    jump,
    number,
    printed,
    safe,
    table,
)

OTHER = "other"  # what begins with a digit, a sign, or a letter that is not Latin
_LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])\b")


def study_page(hub: Hub, study: Row) -> str:
    """Return the page of one study."""
    ident = study["study_id"]
    reports = [r for r in hub.by_study("references").get(ident, [])]
    item = study_item(study, reports)
    pieces = [
        front_matter(study["title"], cited=head_of(item, hub.release)),
        f"# {safe(study['title'])}\n\n",
        _badges(hub, study),
        study_answer(hub, study),
        "".join(f"- {citation(r)}\n" for r in reports) + "\n",
        effects_section(hub, study),
        used_section(hub, ident),
        _section(hub, "where", _facts(hub, study)),
        _section(hub, "compared", _arms(hub, ident)),
        _section(hub, "numbers", _effects(hub, ident)),
        _section(hub, "printed", _readings(hub, ident)),
        _disagreements(hub, ident),
        machine_block(hub, ident),
        _section(hub, "unclear", f"{safe(study['unclear'])}\n") if study["unclear"] else "",
        publications_section(reports),
        cite_section(hub.say("study-page-cite"), item, hub.release),
        f"\n{hub.say('study-page-record', file=study['source_file'], study=ident)}\n",
    ]
    return "".join(pieces)


def _section(hub: Hub, name: str, content: str) -> str:
    return f"\n## {hub.say(f'study-page-{name}')}\n\n{content}"


def _columns(hub: Hub, *names: str) -> list[str]:
    return [hub.say(f"study-page-column-{name}") for name in names]


def _badges(hub: Hub, study: Row) -> str:
    kinds = [
        badge(DESIGN_WORDS[study["design"]], "design"),
        badge(hub.say("study-page-level", level=LEVEL_WORDS[study["level"]]), "level"),
        badge(hub.say("study-page-bias"), "machine"),
    ]
    return " ".join(kinds) + "\n\n"


def _stated(hub: Hub, text: str | None) -> str:
    return safe(text) if text else hub.say("study-page-not-stated")


def _facts(hub: Hub, study: Row) -> str:
    say = hub.say
    country = _stated(hub, country_names(study["countries"]))
    if study["country_note"]:
        country = say("study-page-noted", text=country, note=safe(study["country_note"]))
    size = say("study-page-size-unknown")
    if study["n_participants"]:
        size = count(study["n_participants"])
    notes = "; ".join(n for n in (study["design_note"], study["level_note"]) if n)
    facts = {
        "country": country,
        "income": study["income_group"].replace("_", "-"),
        "people": _stated(hub, study["population_as_printed"]),
        "setting": _stated(hub, study["setting_as_printed"]),
        "size": size,
        "why": safe(notes) if notes else say("study-page-as-source"),
    }
    rows = [[say(f"study-page-{name}"), text] for name, text in facts.items()]
    return table(_columns(hub, "fact", "coded"), rows)


def _arms(hub: Hub, ident: str) -> str:
    rows = []
    for arm in hub.by_study("arms").get(ident, []):
        kinds = ", ".join(
            f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)"
            for k in parts(arm["intervention_types"])
        )
        weeks = printed(arm["duration_weeks"]) if arm["duration_weeks"] is not None else "–"
        rows.append(
            [
                f"`{arm['arm_id']}`",
                arm["role"],
                safe(arm["label"]),
                kinds or safe((arm["comparator_type"] or "").replace("_", " ")),
                safe((arm["delivery"] or "").replace("_", " ")),
                weeks,
            ]
        )
    return table(
        _columns(hub, "arm", "role", "what", "type", "delivery", "weeks"), rows, right=(5,)
    )


def _effects(hub: Hub, ident: str) -> str:
    outcomes = {o["outcome_id"]: o for o in hub.by_study("outcomes").get(ident, [])}
    contrasts = {c["contrast_id"]: c for c in hub.by_study("contrasts").get(ident, [])}
    rows = []
    for e in hub.by_study("effect_sizes").get(ident, []):
        outcome = outcomes[contrasts[e["contrast_id"]]["outcome_id"]]
        shown = "–" if e["yi"] is None else interval(e["yi"], e["ci_lb"], e["ci_ub"])
        if e["odds_ratio"] is not None:
            odds = interval(e["odds_ratio"], e["or_ci_lb"], e["or_ci_ub"])
            shown += f"<br>{hub.say('study-page-odds-ratio', interval=odds)}"
        anchor = f'<span id="{e["effect_id"]}" data-id="effect_sizes/{e["effect_id"]}"></span>'
        rows.append(
            [
                anchor + _outcome(hub, outcome),
                _stated(hub, outcome["time_as_printed"]),
                CLASS_WORDS[e["evidence_class"]],
                shown,
                f"`{e['formula']}`" if e["formula"] else "–",
                f"[{e['origin'] or hub.say('study-page-no-origin')}](#reading-{e['reading_id']})",
                _use(hub, e),
                _findings(hub, e),
            ]
        )
    names = ("outcome", "when", "evidence", "effect", "formula", "origin", "use", "findings")
    return table(_columns(hub, *names), rows, right=(3,))


def _outcome(hub: Hub, outcome: Row) -> str:
    instrument = outcome["instrument_as_printed"]
    return hub.say(
        "study-page-outcome",
        outcome=safe(outcome["construct_as_printed"]),
        instrument=safe(instrument) if instrument else hub.say("study-page-no-instrument"),
    )


def _use(hub: Hub, effect: Row) -> str:
    why = effect["no_effect_reason"] or effect["use_reason"]
    use = effect["use"] if effect["yi"] is not None else hub.say("study-page-no-effect")
    text = hub.say(f"study-page-use{'-why' if why else ''}", use=use, why=safe(why))
    flags = ", ".join(f.replace("_", " ") for f in parts(effect["flags"]))
    return hub.say("study-page-use-flags", text=text, flags=safe(flags)) if flags else text


def _findings(hub: Hub, effect: Row) -> str:
    inside = [m for m in hub.members_of_effect.get(effect["effect_id"], []) if m["included"]]
    return (
        ", ".join(f"[{m['finding_id']}](../findings/{m['finding_id']}.md)" for m in inside) or "–"
    )


def _readings(hub: Hub, ident: str) -> str:
    blocks = [_reading(hub, r) for r in hub.by_study("readings").get(ident, [])]
    return hub.say("study-page-provenance") + "\n" + "".join(blocks)


def _reading(hub: Hub, r: Row) -> str:
    place = hub.evidence[r["evidence_id"]]
    fields = {
        "groups": _groups(hub, r),
        "effect": _printed_effect(hub, r),
        "test": _printed_test(hub, r),
        "words": safe(place["words"]) if place["words"] else hub.say("study-page-no-words"),
        "page": addresses(place["read_at"]),
        "second": second_reading(hub, r["reading_id"]),
        "note": safe(r["note"] or ""),
    }
    rows = [
        [hub.say(f"study-page-field-{name}"), text]
        for name, text in fields.items()
        if text not in ("", "–")
    ]
    ident = r["reading_id"]
    name = hub.say("study-page-reading", reading=ident)
    heading = f'### {name} {{ #reading-{ident} data-id="readings/{ident}" }}'
    status = badge(STATUS_WORDS[r["review_status"]], r["review_status"])
    return f"\n{heading}\n\n{status}\n\n{table(_columns(hub, 'fact', 'read'), rows)}"


def _groups(hub: Hub, r: Row) -> str:
    arms = [_group(hub, r, arm) for arm in ("1", "2")]
    if not any(arms):
        return "–"
    first, second = (text or "–" for text in arms)
    if r["m1i"] is None:
        return hub.say("study-page-groups", first=first, second=second)
    kind = r["means_are"].replace("_", " ")
    return hub.say("study-page-groups-scores", first=first, second=second, kind=kind)


def _group(hub: Hub, r: Row, arm: str) -> str:
    n, mean, sd, events = (r[f"{name}{arm}i"] for name in ("n", "m", "sd", "x"))
    texts = {
        "n": None if n is None else str(n),
        "mean": None if mean is None else printed(mean),
        "sd": None if sd is None else printed(sd),
        "events": None if events is None else str(events),
    }
    return ", ".join(
        hub.say(f"study-page-group-{name}", value=text)
        for name, text in texts.items()
        if text is not None
    )


def _printed_effect(hub: Hub, r: Row) -> str:
    if r["effect_measure"] is None:
        return "–"
    measure, value = r["effect_measure"].replace("_", " "), printed(r["effect_value"])
    text = hub.say("study-page-effect", measure=measure, value=value)
    if r["effect_ci_lb"] is not None or r["effect_ci_ub"] is not None:
        text = hub.say(
            "study-page-effect-interval",
            text=text,
            lower=printed(r["effect_ci_lb"]),
            upper=printed(r["effect_ci_ub"]),
            level=f"{100 * (r['effect_ci_level'] or 0.95):g}",
        )
    if r["effect_se"] is not None:
        text = hub.say("study-page-effect-error", text=text, error=printed(r["effect_se"]))
    return hub.say("study-page-effect-origin", text=text, origin=str(r["effect_origin"]))


def _printed_test(hub: Hub, r: Row) -> str:
    bits = []
    if r["test_kind"]:
        value, compares = printed(r["test_value"]), (r["test_compares"] or "").replace("_", " ")
        bits.append(hub.say("study-page-test", kind=r["test_kind"], value=value, compares=compares))
    if r["p_relation"]:
        relation, compares = safe(r["p_relation"]), (r["p_compares"] or "").replace("_", " ")
        message = "study-page-p-alone" if r["p_value"] is None else "study-page-p"
        value = printed(r["p_value"])
        bits.append(hub.say(message, relation=relation, value=value, compares=compares))
    return ", ".join(bits) or "–"


def _disagreements(hub: Hub, ident: str) -> str:
    found = hub.by_study("disagreements").get(ident, [])
    if not found:
        return ""
    rows = [
        [safe(d["field"]), safe(d["values"]), safe(d["kept"] or "–"), safe(d["reason"] or "")]
        for d in found
    ]
    names = _columns(hub, "field", "readings", "kept", "reason")
    return _section(hub, "differ", table(names, rows))


def studies_index(hub: Hub) -> str:
    """Return the list of all studies, by the letter that their names begin with."""
    names = ("study", "title", "country", "design", "level", "intervention", "readings")
    columns = [hub.say(f"studies-column-{name}") for name in names]
    title, n = hub.say("studies-title"), len(hub["studies"])
    explorer = f"[{hub.say('studies-explorer')}](../explorer/index.md)"
    lead = f"{hub.say('studies-lead', n=n, count=count(n))}"
    lead += f" {hub.say('studies-explore', explorer=explorer)}"
    by_name = sorted(hub["studies"], key=lambda s: (study_name(s).casefold(), s["study_id"]))
    letters = grouped([s | {"letter": first_letter(study_name(s))} for s in by_name], "letter")
    order = sorted(letters, key=lambda letter: (letter == OTHER, letter))
    places = {
        f"studies-{letter.lower()}": hub.say("studies-other") if letter == OTHER else letter
        for letter in order
    }
    pieces = [
        f"{front_matter(title)}# {title}\n\n{lead}\n\n",
        jump(hub.say("studies-letters"), places),
    ]
    for (anchor, shown), letter in zip(places.items(), order, strict=True):
        rows = [_listed(hub, study) for study in letters[letter]]
        pieces.append(f"{heading(2, shown, anchor)}{table(columns, rows, right=(6,))}\n")
    return "".join(pieces)


def first_letter(name: str) -> str:
    """Return the letter under which a list files a name: ``L`` of *Łukasz*, `OTHER` of *李*."""
    found = _LATIN.match(unicodedata.name(name[:1] or " ", ""))
    return found[1] if found else OTHER


def _listed(hub: Hub, study: Row) -> list[str]:
    types = hub.types_of_study.get(study["study_id"], [])
    return [
        study_link(study, "../"),
        safe(study["title"]),
        safe(country_names(study["countries"]) or "–"),
        DESIGN_WORDS[study["design"]],
        LEVEL_WORDS[study["level"]],
        safe(", ".join(hub.label("interventions", t) for t in types)),
        number(study["n_readings"], 0),
    ]
