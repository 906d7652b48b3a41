"""Pages of intervention types and outcomes: the answer first, then what it rests on."""

from __future__ import annotations

from hub.answers import answer
from hub.beside_numbers import intervention_voices
from hub.cost_pages import costs_table
from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.pieces import (
    effects_table,
    finding_forest,
    finding_link,
    findings_table,
    notice,
    themes_table,
)
from hub.text import CLASS_WORDS, front_matter, safe, table


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
    """Return the list of intervention types by group."""
    used: dict[str, int] = {}
    for kinds in hub.types_of_study.values():
        for kind in kinds:
            used[kind] = used.get(kind, 0) + 1
    lines = [
        front_matter("Interventions"),
        "# Interventions\n\nWhat was tried, in plain words, with the number of studies of each.\n",
    ]
    groups = grouped(list(hub.terms("interventions").values()), "parent")
    for group, term in hub.terms("intervention_groups").items():
        rows = [
            [
                f"[{safe(t['label'])}]({t['term_id']}.md)",
                safe(t["definition"]),
                str(used.get(t["term_id"], 0)),
            ]
            for t in groups.get(group, [])
        ]
        if rows:
            lines.append(
                f"\n## {safe(term['label'])}\n\n{safe(term['definition'])}\n\n"
                + table(["Type", "What it is", "Studies"], rows, right=(2,))
            )
    return "".join(lines)


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
    """Return the list of outcome families with their answers at each level."""
    rows = []
    for family in hub.families:
        term = hub.terms("outcome_families").get(family)
        if term is None:
            continue
        cells = []
        for level in LEVELS[:4]:
            f = hub.findings.get(f"{family}-{level}-controlled")
            cells.append(
                finding_link(hub, f, "../", f"{f['estimate']:.2f}".replace("-", "−"))
                if f and f["status"] == "pooled"
                else "–"
            )
        rows.append([f"[{safe(term['label'])}]({family}.md)", *cells])
    return (
        front_matter("Outcomes") + "# Outcomes\n\nPooled effects (Hedges' g; positive is "
        "better) of controlled studies, by level. A dash means: not enough studies print a "
        "number that can be pooled.\n\n"
        + table(
            ["Outcome", "Individual", "Team", "Organisational", "System"], rows, right=(1, 2, 3, 4)
        )
    )
