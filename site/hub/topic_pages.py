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
    lines = [
        front_matter(term["label"], description=term["definition"]),
        f"# {safe(term['label'])}\n\n{safe(term['definition'])}\n\n",
        answer(hub, pooled or findings[:1], "../"),
    ]
    lines += [finding_forest(hub, f, "../") for f in pooled]
    if findings:
        lines.append(_section(hub, "findings", findings_table(hub, findings, "../")))
    for evidence_class, mine in grouped(effects, "evidence_class").items():
        heading = hub.say("topic-effects", evidence=CLASS_WORDS[evidence_class])
        lines += [f"\n## {heading}\n\n", effects_table(hub, mine, "../")]
    if costs:
        lines.append(_section(hub, "costs", costs_table(hub, costs, "../")))
    if themes:
        lines.append(_section(hub, "voices", intervention_voices(hub, kind)))
        lines.append(themes_table(hub, themes, "../"))
    if not studies:
        lines.append(f"\n{hub.say('topic-no-study')}\n")
    group = safe(hub.label("intervention_groups", term["parent"]))
    lines.append(f"\n{hub.say('topic-group', group=group, type=kind)}")
    if term["synonyms"]:
        synonyms = safe(term["synonyms"].replace(";", ", "))
        lines.append(f"\n\n{hub.say('topic-synonyms', list=synonyms)}")
    return "".join([*lines, "\n\n", notice()])


def _section(hub: Hub, name: str, content: str) -> str:
    return f"\n## {hub.say(f'topic-{name}')}\n\n{content}"


def _columns(hub: Hub, *names: str) -> list[str]:
    return [hub.say(f"topic-column-{name}") for name in names]


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
    title = hub.say("topic-interventions")
    lines = [
        front_matter(title),
        f"# {title}\n\n",
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
            lines.append(_types(hub, shown, used))
        if empty:
            summary = hub.say("interventions-none", n=len(empty))
            lines.append("\n" + folded(summary, _types(hub, empty, used)))
    return "".join(lines)


def _types(hub: Hub, terms: Sequence[Row], used: Mapping[str, int]) -> str:
    return table(
        _columns(hub, "type", "what", "studies"),
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
                _section(hub, _of_level(f), finding_forest(hub, f, "../"))
                for f in levels
                if f["status"] == "pooled"
            ),
            _section(hub, "all-findings", findings_table(hub, [*levels, *rest], "../")),
            _section(hub, "counts-as", _constructs(hub, constructs)),
            _section(hub, "scales", _scales(hub, {t["term_id"] for t in constructs})),
            notice(),
        ]
    )


def _of_level(finding: Row) -> str:
    return f"level-{finding['level'].replace('_', '-')}"


def _constructs(hub: Hub, terms: Sequence[Row]) -> str:
    rows = [
        [
            safe(t["label"]),
            safe(t["definition"]),
            hub.say("topic-higher" if t["higher_is_better"] else "topic-lower"),
        ]
        for t in terms
    ]
    return table(_columns(hub, "construct", "definition", "better"), rows)


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
            name = safe(term["label"])
            if subscale:
                of = safe(hub.label("instruments", instrument))
                name = hub.say("topic-scale-of", instrument=of, subscale=name)
            rows.append([name, safe(term["definition"]), _range(hub, term)])
    return table(_columns(hub, "scale", "what", "range"), rows)


def _range(hub: Hub, term: Row) -> str:
    if term["range_min"] is None:
        return hub.say("topic-range-varies")
    lower, upper = (f"{term[name]:g}" for name in ("range_min", "range_max"))
    return hub.say("topic-range", lower=lower, upper=upper)


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
    title, outcome = hub.say("topic-outcomes"), hub.say("topic-column-outcome")
    text = (
        front_matter(title, contents=False)
        + f"# {title}\n\n{hub.say('outcomes-lead')} {hub.say('outcomes-dash')}\n\n"
        + table([outcome, *names], shown)
        + f"\n{hub.say('findings-key')}\n{{ .levels__key }}\n\n"
    )
    if empty:
        header = [outcome, *(hub.say("topic-column-coded", level=name) for name in names)]
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
