"""Pages of findings: a question, its numbers, its studies, and the way back to the words."""

from __future__ import annotations

from collections.abc import Callable

from hub.citations_box import cite_section
from hub.citations_of import finding_item
from hub.citations_tags import head_of
from hub.course_pack_page import add_to_pack
from hub.explorer import explore_link
from hub.model import Hub, Row, parts
from hub.paper_index import what_if_block
from hub.pieces import (
    effect_link,
    finding_forest,
    findings_table,
    notice,
    study_link,
    themes_table,
)
from hub.text import (
    CLASS_WORDS,
    DESIGN_WORDS,
    STATUS_WORDS,
    badge,
    front_matter,
    interval,
    number,
    safe,
    table,
)
from hub.trust_sections import (
    certainty_section,
    influence_section,
    meaning_section,
    robustness_line,
    small_study_section,
    ways_section,
)
from hub.words import caveats, people, sentence, title

READ_ONCE = "Read once, not in the pooled effect"
FORMULAS = "../methods/statistics.md#formulas"


def finding_page(hub: Hub, finding: Row) -> str:
    """Return the page of one finding."""
    name = title(hub, finding)
    item = finding_item(finding, name, sentence(hub, finding))
    members = hub.members.get(finding["finding_id"], [])
    pieces = [
        front_matter(name, description=item.abstract, cited=head_of(item, hub.release)),
        f"# {safe(name)}\n\n",
        _answer(hub, finding),
        finding_forest(hub, finding, "../"),
        explore_link(finding, "../"),
        add_to_pack(hub, finding, "../"),
        meaning_section(hub, finding),
        _section(hub, "The studies in it", [m for m in members if m["included"]], _inside),
        _section(hub, READ_ONCE, _once(members), _inside),
        what_if_block(hub, finding),
        _numbers(finding),
        _sensitivity(hub, finding),
        ways_section(hub, finding),
        influence_section(hub, finding),
        small_study_section(hub, finding),
        certainty_section(hub, finding),
        _section(
            hub,
            "Considered and left out",
            [m for m in members if not m["included"] and not m["in_all"]],
            _outside,
        ),
        _voices(hub, finding),
        cite_section("Cite this finding", item, hub.release),
        notice(),
    ]
    return "".join(pieces)


def _once(members: list[Row]) -> list[Row]:
    return [m for m in members if m["in_all"] and not m["included"]]


def _section(
    hub: Hub, heading: str, members: list[Row], draw: Callable[[Hub, list[Row]], str]
) -> str:
    return f"\n## {heading}\n\n{draw(hub, members)}" if members else ""


def _answer(hub: Hub, finding: Row) -> str:
    lines = "".join(f"- {safe_bold(c)}\n" for c in caveats(finding))
    return (
        f'<div class="answer" markdown>\n\n<span data-id="pooled_effects/'
        f'{finding["finding_id"]}" data-number="{number(finding["estimate"])}">'
        f"{safe(sentence(hub, finding))}</span>\n\n{lines}{robustness_line(finding)}\n"
        "</div>\n\n"
    )


def safe_bold(text: str) -> str:
    """Return text made safe, with the ** of our own sentences kept."""
    return safe(text).replace("&#42;&#42;", "**")


def _inside(hub: Hub, members: list[Row]) -> str:
    rows = []
    for m in sorted(members, key=lambda m: (-(m["weight"] or 0), m["effect_id"])):
        e = hub.effects[m["effect_id"]]
        study = hub.studies[e["study_id"]]
        rows.append(
            [
                study_link(study, "../"),
                DESIGN_WORDS[study["design"]],
                safe(study["countries"] or "not stated"),
                safe(hub.label("outcomes", e["construct_id"])),
                effect_link(e, "../"),
                f"{100 * m['weight']:.1f}%" if m["weight"] is not None else "–",
                f"[{e['formula']}]({FORMULAS})",
                e["origin"],
                STATUS_WORDS[hub.readings[e["reading_id"]]["review_status"]],
            ]
        )
    return table(
        [
            "Study",
            "Design",
            "Country",
            "Outcome",
            "Effect (g) [95% interval]",
            "Weight",
            "Formula",
            "Origin",
            "Status",
        ],
        rows,
        right=(4, 5),
    )


def _outside(hub: Hub, members: list[Row]) -> str:
    rows = []
    for m in members:
        e = hub.effects[m["effect_id"]]
        shown = (
            effect_link(e, "../")
            if e["yi"] is not None
            else f"[no effect](../studies/{e['study_id']}.md#{e['effect_id']})"
        )
        rows.append(
            [
                study_link(hub.studies[e["study_id"]], "../"),
                safe(hub.label("outcomes", e["construct_id"])),
                shown,
                safe(m["reason"]),
            ]
        )
    return table(
        ["Study", "Outcome", "Effect (g) [95% interval]", "Why it is not pooled"], rows, right=(2,)
    )


def _numbers(f: Row) -> str:
    if f["status"] != "pooled":
        return ""
    ident = f["finding_id"]
    rows = [
        ["Pooled effect", interval(f["estimate"], f["ci_lb"], f["ci_ub"])],
        ["Model", MODELS[f["model"]]],
        ["Effects, studies", f"{f['k']}, {f['n_studies']}"],
        ["Degrees of freedom, p", f"{number(f['df'], 1)}{_few(f)}, {number(f['p'], 3)}"],
        ["95% prediction interval", f"{number(f['pi_lb'])} to {number(f['pi_ub'])}"],
        [
            "Variance between studies, within studies",
            f"{number(f['sigma2_study'], 3)}, {number(f['sigma2_effect'], 3)}",
        ],
        ["Share of variance that is not sampling error I²", f"{100 * f['i2']:.0f}%"],
        ["Cochran's Q, p", f"{number(f['q'], 1)}, {number(f['q_p'], 3)}"],
        ["People", people(f)],
        ["Pooled effect with the numbers read once", _all(f)],
        ["Version of the finding", f"`{f['version']}`"],
    ]
    return (
        f"\n## All numbers of this finding\n\n{table(['What', 'Value'], rows, right=(1,))}\n"
        f"The row is `{ident}` in [pooled_effects.csv](../data/index.md#pooled-effects). To "
        f"walk it back to the printed words: `make trace ID={ident}`, or read the "
        f"[trace](../trace/{ident}.md).\n"
    )


MODELS = {
    "CHE-CR2": "correlated and hierarchical effects, robust variance (CR2)",
    "REML-KH": "one effect a study: REML, Knapp-Hartung",
}


def _few(f: Row) -> str:
    return " (below 4: do not trust the interval)" if f["df"] is not None and f["df"] < 4 else ""


def _all(f: Row) -> str:
    if f["k_all"] == f["k"]:
        return "the same: every number was read twice"
    shown = interval(f["estimate_all"], f["ci_lb_all"], f["ci_ub_all"])
    return f"{shown}, {f['n_studies_all']} studies"


def _sensitivity(hub: Hub, finding: Row) -> str:
    rows = [
        [
            safe(s["variant"]),
            f"{s['k']} of {s['n_studies']} studies" if s["n_studies"] else "–",
            interval(s["estimate"], s["ci_lb"], s["ci_ub"])
            if s["estimate"] is not None
            else safe(s["reason"]),
        ]
        for s in hub["sensitivity"]
        if s["finding_id"] == finding["finding_id"]
    ]
    if not rows:
        return ""
    return "\n## Does the answer hold?\n\n" + table(
        ["Pooled in another way", "Effects", "Effect (g) [95% interval]"], rows, right=(1, 2)
    )


def _voices(hub: Hub, finding: Row) -> str:
    kind, level = finding["intervention_type"], finding["level"]
    themes = [
        t
        for t in hub["themes"]
        if (kind and kind in parts(t["intervention_types"]))
        or (not kind and t["level"] == level and finding["outcome_family"] in _families(hub, t))
    ]
    if not themes:
        return ""
    return "\n## Voices beside the numbers\n\n" + themes_table(hub, themes, "../")


def _families(hub: Hub, theme: Row) -> set[str]:
    outcomes = hub.terms("outcomes")
    return {outcomes[o]["parent"] for o in parts(theme["outcomes"]) if o in outcomes}


def findings_index(hub: Hub) -> str:
    """Return the list of all findings, by outcome."""
    lines = [
        front_matter("Findings"),
        "# Findings\n\n",
        "Each finding is one question: an outcome, a level or an intervention type, and a "
        "kind of evidence. Its identifier is permanent. Positive effects favour the "
        "intervention. Controlled evidence, before-and-after measurements and associations "
        "are never mixed.\n\n",
    ]
    for family in hub.families:
        mine = [f for f in hub["pooled_effects"] if f["outcome_family"] == family]
        order = {"controlled": 0, "pre_post": 1, "cross_sectional": 2}
        mine.sort(key=lambda f: (order[f["evidence_class"]], f["level"] == "any", f["finding_id"]))
        lines.append(f"## {safe(hub.label('outcome_families', family))}\n\n")
        lines.append(findings_table(hub, mine, "../") + "\n")
    return "".join(lines)


def evidence_badge(finding: Row) -> str:
    """Return the badge of a finding's evidence class."""
    return badge(CLASS_WORDS[finding["evidence_class"]], f"class-{finding['evidence_class']}")
