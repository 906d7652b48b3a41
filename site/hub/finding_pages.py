"""Pages of findings: a question, its numbers, its studies, and the way back to the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analyses.plots.effect_line import ROW, shared_axis
from hub.beside_numbers import finding_voices
from hub.card import card_html
from hub.changes_pages import feed_head, feed_path, versions_section
from hub.citations import HubItem
from hub.citations_box import cite_section
from hub.citations_of import finding_item
from hub.citations_tags import head_of
from hub.claim_pages import finding_claims
from hub.countries import country_names
from hub.course_pack_page import add_to_pack
from hub.decision_card import LEFT_OUT, NUMBERS, ONLY_ONE, READ_ONCE, STUDIES, decision_card
from hub.effect_lines import lines_of
from hub.explorer import explore_link
from hub.model import LEVELS, Hub, Row
from hub.paper_index import what_if_block
from hub.pieces import (
    effect_link,
    finding_forest,
    findings_table,
    notice,
    study_link,
)
from hub.share import share_links, share_section, share_tags
from hub.text import (
    CLASS_WORDS,
    DESIGN_WORDS,
    ORIGIN_WORDS,
    STATUS_WORDS,
    badge,
    count,
    folded,
    front_matter,
    heading,
    interval,
    jump,
    number,
    safe,
    table,
)
from hub.texts import Words
from hub.trust_sections import (
    certainty_section,
    influence_section,
    meaning_section,
    robustness_line,
    small_study_section,
    ways_section,
)
from hub.words import caveats, people, sentence, title

MODELS = Words("finding-model", ("CHE-CR2", "REML-KH"))
COLUMNS = (
    *("study", "design", "country", "outcome", "effect"),
    *("weight", "formula", "origin", "status"),
)
FORMULAS = "../methods/statistics.md#formulas"


def finding_page(hub: Hub, finding: Row) -> str:
    """Return the page of one finding."""
    name = title(hub, finding)
    item = finding_item(finding, name, sentence(hub, finding))
    members = hub.members.get(finding["finding_id"], [])
    pieces = [
        front_matter(name, description=item.abstract, cited=_head(hub, finding, item)),
        f"# {safe(name)}\n\n",
        _answer(hub, finding),
        card_html(decision_card(hub, finding), hub.say("finding-card")),
        finding_forest(hub, finding, "../"),
        explore_link(finding, "../"),
        robustness_line(hub, finding),
        add_to_pack(hub, finding, "../"),
        _section(hub, "inside", STUDIES, [m for m in members if m["included"]], _inside),
        _section(hub, *_beside(finding), _once(members), _inside),
        _voices(hub, finding),
        share_section(hub, finding),
        versions_section(hub, finding),
        cite_section(hub.say("finding-cite"), item, hub.release),
        what_if_block(hub, finding),
        _methods(hub, finding, members),
        notice(),
    ]
    return "".join(pieces)


def _head(hub: Hub, finding: Row, item: HubItem) -> dict[str, Any]:
    feed = feed_head(f"../{feed_path(finding['finding_id'])}", item.title)
    return head_of(item, hub.release) | {"share": share_tags(hub, finding)} | feed


def _methods(hub: Hub, finding: Row, members: list[Row]) -> str:
    """Return the long tables, each closed under its heading."""
    left_out = [m for m in members if not m["included"] and not m["in_all"]]
    sections = [
        meaning_section(hub, finding),
        certainty_section(hub, finding),
        _numbers(hub, finding),
        _sensitivity(hub, finding),
        ways_section(hub, finding),
        influence_section(hub, finding),
        small_study_section(hub, finding),
        _section(hub, "outside", LEFT_OUT, left_out, _outside, 3),
    ]
    shown = [folded_section(s, hub.say("finding-open-table")) for s in sections if s]
    return "".join(["\n## ", hub.say("finding-methods"), "\n", *shown]) if shown else ""


def folded_section(section: str, summary: str) -> str:
    """Return a section with all below its heading in closed ``details``."""
    opening, _, body = section.strip().partition("\n")
    return f"\n{opening}\n\n{folded(safe(summary), body.strip())}"


def _beside(finding: Row) -> tuple[str, str]:
    """Return the heading of the numbers that are not pooled; a single one may be read twice."""
    if finding["status"] == "single_study":
        return "only-one", ONLY_ONE
    return "read-once", READ_ONCE


def _once(members: list[Row]) -> list[Row]:
    return [m for m in members if m["in_all"] and not m["included"]]


def _section(
    hub: Hub,
    message: str,
    anchor: str,
    members: list[Row],
    draw: Callable[[Hub, list[Row]], str],
    level: int = 2,
) -> str:
    if not members:
        return ""
    opening = heading(level, hub.say(f"finding-{message}"), anchor.removeprefix("#"))
    return f"\n{opening}{draw(hub, members)}"


def _answer(hub: Hub, finding: Row) -> str:
    beside = " ".join(safe(c) for c in caveats(hub, finding))
    return (
        f'<div class="answer" markdown>\n\n<span data-id="pooled_effects/'
        f'{finding["finding_id"]}" data-number="{number(finding["estimate"])}">'
        f"{safe(sentence(hub, finding))}</span>\n\n{beside}\n\n{share_links(hub, finding)}"
        "\n\n</div>\n\n"
    )


def _inside(hub: Hub, members: list[Row]) -> str:
    rows = []
    for m in sorted(members, key=lambda m: (-(m["weight"] or 0), m["effect_id"])):
        e = hub.effects[m["effect_id"]]
        study = hub.studies[e["study_id"]]
        rows.append(
            [
                study_link(study, "../"),
                DESIGN_WORDS[study["design"]],
                safe(country_names(study["countries"]) or hub.say("finding-not-stated")),
                safe(hub.label("outcomes", e["construct_id"])),
                effect_link(e, "../"),
                f"{100 * m['weight']:.1f}%" if m["weight"] is not None else "–",
                f"[{e['formula']}]({FORMULAS})",
                ORIGIN_WORDS[e["origin"]],
                STATUS_WORDS[hub.readings[e["reading_id"]]["review_status"]],
            ]
        )
    return table(
        [hub.say(f"finding-column-{name}") for name in COLUMNS],
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
            else f"[{hub.say('finding-no-effect')}](../studies/{e['study_id']}.md#{e['effect_id']})"
        )
        rows.append(
            [
                study_link(hub.studies[e["study_id"]], "../"),
                safe(hub.label("outcomes", e["construct_id"])),
                shown,
                safe(m["reason"]),
            ]
        )
    head = [hub.say(f"finding-column-{name}") for name in ("study", "outcome", "effect", "why")]
    return table(head, rows, right=(2,))


def _numbers(hub: Hub, f: Row) -> str:
    if f["status"] != "pooled":
        return ""
    say, ident = hub.say, f["finding_id"]
    lower, upper = number(f["pi_lb"]), number(f["pi_ub"])
    values = {
        "pooled": interval(f["estimate"], f["ci_lb"], f["ci_ub"]),
        "model": MODELS[f["model"]],
        "k": f"{f['k']}, {f['n_studies']}",
        "df": _freedom(hub, f),
        "prediction": say("finding-numbers-range", lower=lower, upper=upper),
        "variance": f"{number(f['sigma2_study'], 3)}, {number(f['sigma2_effect'], 3)}",
        "i2": f"{100 * f['i2']:.0f}%",
        "q": f"{number(f['q'], 1)}, {number(f['q_p'], 3)}",
        "people": people(f),
        "all": _all(hub, f),
        "version": f"`{f['version']}`",
    }
    rows = [[say(f"finding-numbers-{name}"), value] for name, value in values.items()]
    head = [say("finding-numbers-what"), say("finding-numbers-value")]
    opening = heading(3, say("finding-numbers"), NUMBERS.removeprefix("#"))
    row = say("finding-numbers-row", finding=ident)
    return f"\n{opening}{table(head, rows, right=(1,))}\n{row}\n"


def _freedom(hub: Hub, f: Row) -> str:
    few = f["df"] is not None and f["df"] < 4
    return hub.say(
        "finding-numbers-df-value",
        df=number(f["df"], 1),
        few="yes" if few else "no",
        p=number(f["p"], 3),
    )


def _all(hub: Hub, f: Row) -> str:
    if f["k_all"] == f["k"]:
        return hub.say("finding-numbers-all-same")
    shown = interval(f["estimate_all"], f["ci_lb_all"], f["ci_ub_all"])
    return hub.say("finding-numbers-all-value", effect=shown, n=count(f["n_studies_all"]))


def _sensitivity(hub: Hub, finding: Row) -> str:
    rows = [
        [
            safe(s["variant"]),
            hub.say("finding-holds-of", k=count(s["k"]), n=count(s["n_studies"]))
            if s["n_studies"]
            else "–",
            interval(s["estimate"], s["ci_lb"], s["ci_ub"])
            if s["estimate"] is not None
            else safe(s["reason"]),
        ]
        for s in hub["sensitivity"]
        if s["finding_id"] == finding["finding_id"]
    ]
    if not rows:
        return ""
    head = [
        hub.say("finding-holds-way"),
        hub.say("finding-holds-effects"),
        hub.say("pieces-effect"),
    ]
    opening = heading(3, hub.say("finding-holds"), "does-the-answer-hold")
    return f"\n{opening}{table(head, rows, right=(1, 2))}"


def _voices(hub: Hub, finding: Row) -> str:
    return finding_voices(hub, finding) + finding_claims(hub, finding)


def findings_index(hub: Hub) -> str:
    """Return the list of all findings, by outcome: pooled first, the empty ones folded."""
    findings = hub["pooled_effects"]
    pooled = sum(f["status"] == "pooled" for f in findings)
    axis = shared_axis(list(lines_of(hub, findings).values()), ROW[0])
    lines = [
        front_matter(hub.say("findings-title")),
        f"# {hub.say('findings-title')}\n\n",
        hub.say("findings-lead", pooled=pooled, all=len(findings)) + "\n\n",
        jump(
            hub.say("jump"),
            {family: hub.label("outcome_families", family) for family in hub.families},
        ),
    ]
    evidence = {"controlled": 0, "pre_post": 1, "cross_sectional": 2}
    status = {"pooled": 0, "unchecked": 1, "single_study": 2}
    for family in hub.families:
        mine = [f for f in findings if f["outcome_family"] == family]
        mine.sort(
            key=lambda f: (
                status.get(f["status"], 3),
                evidence[f["evidence_class"]],
                LEVELS.index(f["level"]) if f["level"] in LEVELS else len(LEVELS),
                -f["n_studies"],
                f["finding_id"],
            )
        )
        lines.append(f"## {safe(hub.label('outcome_families', family))} {{ #{family} }}\n\n")
        shown = [f for f in mine if f["status"] in status]
        empty = [f for f in mine if f["status"] not in status]
        if shown:
            lines.append(findings_table(hub, shown, "../", axis) + "\n")
        if empty:
            rows = findings_table(hub, empty, "../", axis)
            lines.append(folded(hub.say("findings-empty", n=len(empty)), rows))
    lines.append(
        f"## {hub.say('findings-read')}\n\n{hub.say('findings-read-words')} "
        f"{hub.say('findings-key')}\n"
    )
    return "".join(lines)


def evidence_badge(finding: Row) -> str:
    """Return the badge of a finding's evidence class."""
    return badge(CLASS_WORDS[finding["evidence_class"]], f"class-{finding['evidence_class']}")
