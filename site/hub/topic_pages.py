"""Pages of intervention types and outcomes: the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyses.plots.axis import Axis
from analyses.plots.effect_line import ROW, EffectLine, effect_row, shared_axis
from hub.answers import answer
from hub.beside_numbers import intervention_voices
from hub.cost_pages import costs_table
from hub.effect_lines import certainty_badge, lines_of, tone
from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.pieces import (
    effects_table,
    finding_forest,
    finding_link,
    findings_table,
    notice,
    themes_table,
)
from hub.text import CLASS_WORDS, folded, front_matter, interval, jump, safe, table


def intervention_page(hub: Hub, term: Row) -> str:
    """Return the page of an intervention type."""
    kind = term["term_id"]
    studies = [s for s in hub["studies"] if kind in hub.types_of_study.get(s["study_id"], [])]
    effects = [e for e in hub["effect_sizes"] if kind in parts(e["intervention_types"])]
    findings = [f for f in hub["pooled_effects"] if f["intervention_type"] == kind]
    pooled = [f for f in findings if f["status"] == "pooled"]
    themes = [t for t in hub["themes"] if kind in parts(t["intervention_types"])]
    costs = [e for e in hub["economics"] if kind in parts(e["intervention_types"])]
    synonyms = (
        f"\n\nAlso written: {safe(term['synonyms'].replace(';', ', '))}."
        if term["synonyms"]
        else ""
    )
    lines = [
        front_matter(term["label"], description=term["definition"]),
        f"# {safe(term['label'])}\n\n{safe(term['definition'])}\n\n",
        answer(hub, pooled or findings[:1], "../"),
    ]
    lines += [finding_forest(hub, f, "../") for f in pooled]
    if findings:
        lines += ["\n## Findings\n\n", findings_table(hub, findings, "../")]
    for evidence_class, mine in grouped(effects, "evidence_class").items():
        lines += [
            f"\n## Effects: {CLASS_WORDS[evidence_class]}\n\n",
            effects_table(hub, mine, "../"),
        ]
    if costs:
        lines += ["\n## Costs and uptake\n\n", costs_table(hub, costs, "../")]
    if themes:
        lines += ["\n## Voices\n\n", intervention_voices(hub, kind)]
        lines.append(themes_table(hub, themes, "../"))
    if not studies:
        lines.append(
            "\nNo study of this intervention is in the corpus yet; it is named by the "
            "voices above or by the taxonomy.\n"
        )
    group = hub.label("intervention_groups", term["parent"])
    return "".join(
        [*lines, f"\nGroup: {safe(group)}. Identifier: `{kind}`.{synonyms}\n\n", notice()]
    )


def interventions_index(hub: Hub) -> str:
    """Return the list of intervention types: those with a pooled answer, then all by group."""
    used: dict[str, int] = {}
    for kinds in hub.types_of_study.values():
        for kind in kinds:
            used[kind] = used.get(kind, 0) + 1
    pooled = [
        f for f in hub["pooled_effects"] if f["intervention_type"] and f["status"] == "pooled"
    ]
    pooled.sort(key=lambda f: (-f["n_studies"], f["finding_id"]))
    groups = grouped(list(hub.terms("interventions").values()), "parent")
    named = {g: t for g, t in hub.terms("intervention_groups").items() if groups.get(g)}
    lines = [
        front_matter("Interventions"),
        "# Interventions\n\n",
        hub.say("interventions-lead", n=len({f["intervention_type"] for f in pooled})),
        "\n\n",
        f"## {hub.say('interventions-pooled')}\n\n",
        findings_table(hub, pooled, "../") + "\n",
        jump(hub.say("jump"), {group: term["label"] for group, term in named.items()}),
    ]
    for group, term in named.items():
        mine = sorted(groups[group], key=lambda t: (-used.get(t["term_id"], 0), t["label"]))
        shown = [t for t in mine if used.get(t["term_id"])]
        empty = [t for t in mine if not used.get(t["term_id"])]
        lines.append(f"\n## {safe(term['label'])} {{ #{group} }}\n\n{safe(term['definition'])}\n\n")
        if shown:
            lines.append(_types(shown, used))
        if empty:
            summary = hub.say("interventions-none", n=len(empty))
            lines.append("\n" + folded(summary, _types(empty, used)))
    return "".join(lines)


def _types(terms: Sequence[Row], used: Mapping[str, int]) -> str:
    return table(
        ["Type", "What it is", "Studies"],
        [
            [
                f"[{safe(t['label'])}]({t['term_id']}.md)",
                safe(t["definition"]),
                str(used.get(t["term_id"], 0)),
            ]
            for t in terms
        ],
        right=(2,),
    )


def outcome_page(hub: Hub, family: Row) -> str:
    """Return the page of an outcome family: the levels side by side, its constructs and scales."""
    ident = family["term_id"]
    findings = [f for f in hub["pooled_effects"] if f["outcome_family"] == ident]
    levels = [f for f in findings if f["evidence_class"] == "controlled" and f["level"] in LEVELS]
    levels.sort(key=lambda f: LEVELS.index(f["level"]))
    rest = [f for f in findings if f not in levels]
    constructs = [t for t in hub.terms("outcomes").values() if t["parent"] == ident]
    return "".join(
        [
            front_matter(family["label"], description=family["definition"]),
            f"# {safe(family['label'])}\n\n{safe(family['definition'])}\n\n",
            answer(hub, levels, "../"),
            *(
                f"\n## {CLASS_TITLE[f['level']]}\n\n{finding_forest(hub, f, '../')}"
                for f in levels
                if f["status"] == "pooled"
            ),
            "\n## All findings on this outcome\n\n",
            findings_table(hub, [*levels, *rest], "../"),
            "\n## What counts as this outcome\n\n",
            table(
                ["Construct", "Definition", "Better when"],
                [
                    [
                        safe(t["label"]),
                        safe(t["definition"]),
                        "higher" if t["higher_is_better"] else "lower",
                    ]
                    for t in constructs
                ],
            ),
            "\n## Scales\n\n",
            _scales(hub, {t["term_id"] for t in constructs}),
            notice(),
        ]
    )


CLASS_TITLE = {
    "individual": "Individual level",
    "team": "Team level",
    "organisational": "Organisational level",
    "system": "System level",
    "multi_level": "Multi-level",
}


def _scales(hub: Hub, constructs: set[str]) -> str:
    used = {
        (o["instrument"], o["subscale"])
        for o in hub["outcomes"]
        if o["construct_id"] in constructs and o["instrument"]
    }
    rows = []
    for instrument, subscale in sorted(used, key=str):
        term = hub.terms("instruments").get(f"{instrument}/{subscale}" if subscale else instrument)
        if term is not None:
            span = (
                "varies"
                if term["range_min"] is None
                else f"{term['range_min']:g} to {term['range_max']:g}"
            )
            name = f"{safe(hub.label('instruments', instrument))}: " if subscale else ""
            rows.append([name + safe(term["label"]), safe(term["definition"]), span])
    return table(["Scale", "What it is", "Range"], rows)


def outcomes_index(hub: Hub) -> str:
    """Return the list of outcome families with their answers at each level, pooled ones first."""
    answers = {
        family: {lv: hub.findings.get(f"{family}-{lv}-controlled") for lv in LEVELS[:4]}
        for family in hub.families
        if family in hub.terms("outcome_families")
    }
    pooled = {
        family: {lv: f for lv, f in found.items() if f and f["status"] == "pooled"}
        for family, found in answers.items()
    }
    lines = lines_of(hub, [f for found in pooled.values() for f in found.values()])
    axis = shared_axis(list(lines.values()), ROW[0])
    names = [hub.label("levels", lv) for lv in LEVELS[:4]]
    shown, empty = [], []
    for family, found in pooled.items():
        name = f"[{safe(hub.label('outcome_families', family))}]({family}.md)"
        cells = [_cell(hub, found.get(lv), lines, axis) for lv in LEVELS[:4]]
        if found:
            shown.append([name, *cells])
        else:
            coded = [f["n_studies_coded"] if f else 0 for f in answers[family].values()]
            empty.append([name, *map(str, coded)])
    text = (
        front_matter("Outcomes", contents=False)
        + f"# Outcomes\n\n{hub.say('outcomes-lead')} {hub.say('outcomes-dash')}\n\n"
        + table(["Outcome", *names], shown)
        + f"\n{hub.say('findings-key')}\n{{ .levels__key }}\n\n"
    )
    if empty:
        header = ["Outcome", *(f"{name}: studies coded" for name in names)]
        rows = table(header, empty, right=(1, 2, 3, 4))
        text += folded(hub.say("outcomes-empty", n=len(empty)), rows)
    return text


def _cell(hub: Hub, finding: Row | None, lines: Mapping[str, EffectLine], axis: Axis) -> str:
    if finding is None:
        return "–"
    numbers = interval(finding["estimate"], finding["ci_lb"], finding["ci_ub"])
    drawn = effect_row(lines[finding["finding_id"]], axis)
    return (
        f'<span class="{tone(finding["level"])}">{drawn}</span>'
        f"{finding_link(hub, finding, '../', numbers)}<br>{certainty_badge(finding)}"
    )
