"""Pages of levels, intervention types and outcomes: the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.pieces import (
    costs_table,
    effects_table,
    finding_forest,
    finding_link,
    findings_table,
    level_counts,
    notice,
    study_link,
    themes_table,
)
from hub.text import CLASS_WORDS, DESIGN_WORDS, front_matter, plural, safe, table
from hub.words import sentence


def answer(hub: Hub, findings: Sequence[Row], up: str) -> str:
    """Return the sentences of findings in the answer box, each with a link to its finding."""
    lines = [
        f"{safe(sentence(hub, f))} {finding_link(hub, f, up, 'See the finding')}." for f in findings
    ]
    if not lines:
        lines = ["No study on this prints a number that can be pooled yet."]
    return '<div class="answer" markdown>\n\n' + "\n\n".join(lines) + "\n\n</div>\n\n"


def _of_level(hub: Hub, level: str) -> list[Row]:
    order = {family: i for i, family in enumerate(hub.families)}
    found = [f for f in hub["pooled_effects"] if f["level"] == level]
    return sorted(
        found,
        key=lambda f: (
            f["evidence_class"] != "controlled",
            f["evidence_class"],
            order[f["outcome_family"]],
        ),
    )


def level_page(hub: Hub, level: str) -> str:
    """Return the page of a level."""
    term, counts = hub.terms("levels")[level], level_counts(hub)[level]
    findings = _of_level(hub, level)
    first = [
        f
        for f in findings
        if f["outcome_family"] == hub.headline_families[0] and f["evidence_class"] == "controlled"
    ]
    studies = [s for s in hub["studies"] if s["level"] == level]
    themes = [t for t in hub["themes"] if t["level"] == level]
    costs = [e for e in hub["economics"] if level in parts(e["level"])]
    return "".join(
        [
            front_matter(f"{term['label']} level", description=term["definition"]),
            f"# {safe(term['label'])} level\n\n{safe(term['definition'])}\n\n",
            answer(hub, first, "../"),
            f"{plural(counts['studies'], 'study', 'studies')} coded, "
            f"{counts['randomised']} of them randomised, from "
            f"{plural(counts['countries'], 'country', 'countries')}.\n\n",
            *(finding_forest(hub, f, "../") for f in first),
            "\n## Findings at this level\n\n",
            findings_table(hub, findings, "../"),
            "\n## Kinds of intervention\n\n",
            _types_of(hub, studies),
            "\n## Costs and burden\n\n" + costs_table(costs, "../") if costs else "",
            "\n## Voices\n\n" + themes_table(hub, themes, "../") if themes else "",
            "\n## Studies\n\n",
            _study_list(hub, studies),
            notice(),
        ]
    )


def _types_of(hub: Hub, studies: Sequence[Row]) -> str:
    found: dict[str, int] = {}
    for study in studies:
        for kind in hub.types_of_study.get(study["study_id"], []):
            found[kind] = found.get(kind, 0) + 1
    rows = [
        [f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)", str(n)]
        for k, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    return table(["Intervention type", "Studies"], rows, right=(1,))


def _study_list(hub: Hub, studies: Sequence[Row]) -> str:
    rows = [
        [
            study_link(s, "../"),
            safe(s["title"]),
            DESIGN_WORDS[s["design"]],
            safe(s["countries"] or "–"),
        ]
        for s in studies
    ]
    return table(["Study", "Title as read", "Design", "Country"], rows)


def levels_index(hub: Hub) -> str:
    """Return the comparison of the levels, and what confounds it."""
    counts = level_counts(hub)
    rows = [
        [
            f"[{safe(hub.label('levels', lv))}]({lv.replace('_', '-')}.md)",
            str(c["studies"]),
            str(c["randomised"]),
            str(c["countries"]),
        ]
        for lv, c in counts.items()
    ]
    compared = [
        [
            safe(hub.label("outcome_families", c["outcome_family"])),
            safe(c["levels"].replace(";", ", ")),
            "–" if c["f"] is None else f"{c['f']:.2f} ({c['df1']}, {c['df2']:.1f})",
            "too little to test" if c["p"] is None else f"{c['p']:.3f}",
            "–" if c["p_adjusted"] is None else f"{c['p_adjusted']:.3f}",
            c["verdict"].replace("_", " "),
            safe(c["reasons"] or "–"),
            safe(c["confounding"]),
        ]
        for c in hub["level_comparison"]
    ]
    return (
        front_matter("Levels") + "# Levels\n\n"
        "Where does help act: on the person, the team, the organisation, or the system "
        "around it? The levels are not evenly studied, and the table says so first.\n\n"
        + table(["Level", "Studies", "Randomised", "Countries"], rows, right=(1, 2, 3))
        + "\n## Do the levels differ?\n\nA difference between levels is not shown by two "
        "estimates that look different. Each row tests it, and names what differs between the "
        "levels besides the level.\n\n"
        + table(
            [
                "Outcome",
                "Levels pooled",
                "F (df)",
                "p",
                "p, adjusted",
                "Verdict",
                "Why",
                "What confounds it",
            ],
            compared,
            right=(2, 3, 4),
        )
    )


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
        lines += ["\n## Costs and uptake\n\n", costs_table(costs, "../")]
    if themes:
        lines += ["\n## Voices\n\n", themes_table(hub, themes, "../")]
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
