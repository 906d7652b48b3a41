"""Pages of studies: who, what, every printed number, where it was read, and what became of it."""

from __future__ import annotations

from hub.citations_box import cite_section, publications_section
from hub.citations_of import study_item
from hub.citations_tags import head_of
from hub.model import Hub, Row, parts
from hub.paper_index import machine_block
from hub.pieces import addresses, citation, second_reading, study_link
from hub.study_answer import effects_section, study_answer, used_section
from hub.text import (
    CLASS_WORDS,
    DESIGN_WORDS,
    LEVEL_WORDS,
    STATUS_WORDS,
    badge,
    count,
    front_matter,
    interval,
    number,
    printed,
    safe,
    table,
)


def study_page(hub: Hub, study: Row) -> str:
    """Return the page of one study."""
    ident = study["study_id"]
    reports = [r for r in hub.by_study("references").get(ident, [])]
    item = study_item(study, reports)
    pieces = [
        front_matter(study["title"], cited=head_of(item, hub.release)),
        f"# {safe(study['title'])}\n\n",
        _badges(study),
        study_answer(hub, study),
        "".join(f"- {citation(r)}\n" for r in reports) + "\n",
        effects_section(hub, study),
        used_section(hub, ident),
        "\n## With whom, and where\n\n",
        _facts(hub, study),
        "\n## What was compared\n\n",
        _arms(hub, ident),
        "\n## Every number, and what became of it\n\n",
        _effects(hub, ident),
        "\n## What the sources print\n\n",
        _readings(hub, ident),
        _disagreements(hub, ident),
        machine_block(hub, ident),
        f"\n## What is unclear\n\n{safe(study['unclear'])}\n" if study["unclear"] else "",
        publications_section(reports),
        cite_section("Cite this summary", item, hub.release),
        f"\nThe record is `{study['source_file']}`. Study identifier: `{ident}`.\n",
    ]
    return "".join(pieces)


def _badges(study: Row) -> str:
    kinds = [
        badge(DESIGN_WORDS[study["design"]], "design"),
        badge(LEVEL_WORDS[study["level"]] + " level", "level"),
        badge("risk of bias not assessed", "machine"),
    ]
    return " ".join(kinds) + "\n\n"


def _facts(hub: Hub, study: Row) -> str:
    rows = [
        [
            "Country",
            safe(study["countries"] or "not stated")
            + (f" ({safe(study['country_note'])})" if study["country_note"] else ""),
        ],
        ["Income group (approximate)", study["income_group"].replace("_", "-")],
        ["People", safe(study["population_as_printed"] or "not stated")],
        ["Setting", safe(study["setting_as_printed"] or "not stated")],
        [
            "People on one outcome, both arms",
            count(study["n_participants"])
            if study["n_participants"]
            else "not printed for both arms",
        ],
        [
            "Why this design and level",
            safe(
                "; ".join(n for n in (study["design_note"], study["level_note"]) if n)
                or "as the source says"
            ),
        ],
    ]
    return table(["What", "As coded"], rows)


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
    return table(["Arm", "Role", "What", "Type", "Delivery", "Weeks"], rows, right=(5,))


def _effects(hub: Hub, ident: str) -> str:
    outcomes = {o["outcome_id"]: o for o in hub.by_study("outcomes").get(ident, [])}
    contrasts = {c["contrast_id"]: c for c in hub.by_study("contrasts").get(ident, [])}
    rows = []
    for e in hub.by_study("effect_sizes").get(ident, []):
        outcome = outcomes[contrasts[e["contrast_id"]]["outcome_id"]]
        shown = "–" if e["yi"] is None else interval(e["yi"], e["ci_lb"], e["ci_ub"])
        if e["odds_ratio"] is not None:
            shown += f"<br>OR {interval(e['odds_ratio'], e['or_ci_lb'], e['or_ci_ub'])}"
        anchor = f'<span id="{e["effect_id"]}" data-id="effect_sizes/{e["effect_id"]}"></span>'
        rows.append(
            [
                anchor
                + safe(outcome["construct_as_printed"])
                + f" ({safe(outcome['instrument_as_printed'] or 'instrument not named')})",
                safe(outcome["time_as_printed"] or "not stated"),
                CLASS_WORDS[e["evidence_class"]],
                shown,
                f"`{e['formula']}`" if e["formula"] else "–",
                f"[{e['origin'] or 'none'}](#reading-{e['reading_id']})",
                _use(e),
                _findings(hub, e),
            ]
        )
    return table(
        [
            "Outcome (instrument)",
            "When",
            "Evidence",
            "Effect (g) [95% interval]",
            "Formula",
            "Origin and reading",
            "Use, and why",
            "Findings",
        ],
        rows,
        right=(3,),
    )


def _use(effect: Row) -> str:
    why = effect["no_effect_reason"] or effect["use_reason"]
    head = effect["use"] if effect["yi"] is not None else "no effect"
    flags = ", ".join(f.replace("_", " ") for f in parts(effect["flags"]))
    return (
        f"**{head}**" + (f": {safe(why)}" if why else "") + (f" ({safe(flags)})" if flags else "")
    )


def _findings(hub: Hub, effect: Row) -> str:
    inside = [m for m in hub.members_of_effect.get(effect["effect_id"], []) if m["included"]]
    return (
        ", ".join(f"[{m['finding_id']}](../findings/{m['finding_id']}.md)" for m in inside) or "–"
    )


def _readings(hub: Hub, ident: str) -> str:
    blocks = [_reading(hub, r) for r in hub.by_study("readings").get(ident, [])]
    return "The page read is provenance and may be a mirror; cite the publication.\n" + "".join(
        blocks
    )


def _reading(hub: Hub, r: Row) -> str:
    place = hub.evidence[r["evidence_id"]]
    fields = [
        ("Numbers by arm", _groups(r)),
        ("Effect as printed", _printed_effect(r)),
        ("Test as printed", _printed_test(r)),
        ("Words near the number", safe(place["words"] or "none kept")),
        ("Page read", addresses(place["read_at"])),
        ("Second reading", second_reading(hub, r["reading_id"])),
        ("Coder's note", safe(r["note"] or "")),
    ]
    rows = [[name, text] for name, text in fields if text not in ("", "–")]
    ident = r["reading_id"]
    heading = f'### Reading {ident} {{ #reading-{ident} data-id="readings/{ident}" }}'
    status = badge(STATUS_WORDS[r["review_status"]], r["review_status"])
    return f"\n{heading}\n\n{status}\n\n{table(['What', 'As read'], rows)}"


def _groups(r: Row) -> str:
    arms = []
    for i in ("1", "2"):
        n, m, sd, x = (r[f"{k}{i}i"] for k in ("n", "m", "sd", "x"))
        bits = [
            f"n {n}" if n is not None else "",
            f"mean {printed(m)}" if m is not None else "",
            f"SD {printed(sd)}" if sd is not None else "",
            f"events {x}" if x is not None else "",
        ]
        arms.append(", ".join(b for b in bits if b))
    if not any(arms):
        return "–"
    kind = r["means_are"].replace("_", " ")
    note = f" ({kind} scores)" if r["m1i"] is not None else ""
    return f"1: {arms[0] or '–'}; 2: {arms[1] or '–'}{note}"


def _printed_effect(r: Row) -> str:
    if r["effect_measure"] is None:
        return "–"
    text = f"{r['effect_measure'].replace('_', ' ')} {printed(r['effect_value'])}"
    if r["effect_ci_lb"] is not None or r["effect_ci_ub"] is not None:
        level = 100 * (r["effect_ci_level"] or 0.95)
        text += f" [{printed(r['effect_ci_lb'])}, {printed(r['effect_ci_ub'])}] ({level:g}%)"
    if r["effect_se"] is not None:
        text += f", SE {printed(r['effect_se'])}"
    return text + f" ({r['effect_origin']})"


def _printed_test(r: Row) -> str:
    bits = []
    if r["test_kind"]:
        bits.append(
            f"{r['test_kind']} = {printed(r['test_value'])} "
            f"({(r['test_compares'] or '').replace('_', ' ')})"
        )
    if r["p_relation"]:
        value = "" if r["p_value"] is None else f" {printed(r['p_value'])}"
        bits.append(
            f"p {safe(r['p_relation'])}{value} ({(r['p_compares'] or '').replace('_', ' ')})"
        )
    return ", ".join(bits) or "–"


def _disagreements(hub: Hub, ident: str) -> str:
    found = hub.by_study("disagreements").get(ident, [])
    if not found:
        return ""
    rows = [
        [safe(d["field"]), safe(d["values"]), safe(d["kept"] or "–"), safe(d["reason"] or "")]
        for d in found
    ]
    return "\n## Where readings differ\n\n" + table(["Field", "Readings", "Kept", "Why"], rows)


def studies_index(hub: Hub) -> str:
    """Return the list of all studies."""
    rows = [
        [
            study_link(s, "../"),
            safe(s["title"]),
            safe(s["countries"] or "–"),
            DESIGN_WORDS[s["design"]],
            LEVEL_WORDS[s["level"]],
            safe(
                ", ".join(
                    hub.label("interventions", t) for t in hub.types_of_study.get(s["study_id"], [])
                )
            ),
            number(s["n_readings"], 0),
        ]
        for s in sorted(hub["studies"], key=lambda s: (s["title"].casefold(), s["study_id"]))
    ]
    return (
        front_matter("Studies") + "# Studies\n\n"
        f"{len(rows)} studies are coded. Every printed number of each is kept, those that "
        "cannot be pooled too, with the reason.\n\n"
        + table(
            ["Study", "Title as read", "Country", "Design", "Level", "Intervention", "Readings"],
            rows,
            right=(6,),
        )
    )
