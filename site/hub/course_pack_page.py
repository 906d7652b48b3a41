"""The course pack: findings to tick, and the links that open it with some ticked."""

from __future__ import annotations

from collections.abc import Sequence

from hub.course_packs import PARTS, pack_findings
from hub.model import Hub, Row, grouped
from hub.pieces import notice
from hub.script_words import PACK, script_words
from hub.teaching import NUMBERED, competencies, in_order
from hub.text import CERTAINTY_WORDS, badge, front_matter, interval, safe
from hub.words import title

SCRIPT = "../assets/js/teaching-pack.js"


def chosen(findings: Sequence[Row]) -> str:
    """Return findings as the address of the course pack names them: with their versions."""
    return ",".join(f"{f['finding_id']}~{f['version']}" for f in findings)


def add_to_pack(hub: Hub, finding: Row, up: str) -> str:
    """Return a line that opens the course pack with a finding ticked."""
    return f"[{hub.say('teaching-pack-add')}]({up}teaching/pack.md?findings={chosen([finding])}).\n"


def pack_page(hub: Hub) -> str:
    """Return the page on which findings are ticked; without its script it is a list of them."""
    name = hub.say("teaching-pack-title")
    kept = [f for f in hub["pooled_effects"] if f["status"] in NUMBERED]
    rest = [f for f in hub["pooled_effects"] if f["status"] not in NUMBERED]
    used: dict[str, list[str]] = {}
    for competency in competencies(hub):
        for finding in pack_findings(hub, competency):
            used.setdefault(finding["finding_id"], []).append(competency["competency_id"])
    ready = "".join(
        f"- [{safe(c['label'])}]({c['competency_id']}.md#take-it-into-a-course)\n"
        for c in competencies(hub)
    )
    return "".join(
        [
            front_matter(name, description=hub.say("teaching-pack-lead")),
            f"# {name}\n\n{hub.say('teaching-pack-lead')}\n\n",
            f'<div id="pack-builder" data-parts="{PARTS.rpartition("/")[2]}" '
            f"data-names='{_names(hub)}'></div>\n\n",
            f'<p id="pack-note" markdown>{hub.say("teaching-pack-needs")}</p>\n\n',
            f"## {hub.say('teaching-pack-list')}\n\n{_choices(hub, kept, used)}\n",
            f"## {hub.say('teaching-pack-none')}\n\n{_choices(hub, rest, used)}\n",
            f"## {hub.say('teaching-pack-ready')}\n\n{ready}\n",
            notice(),
            script_words(hub.say, PACK),
            f'<script type="module" src="{SCRIPT}"></script>\n',
        ]
    )


def _names(hub: Hub) -> str:
    """Return the labels of competencies for the page's filter: identifier, equals, label."""
    return safe("; ".join(f"{c['competency_id']}={c['label']}" for c in competencies(hub)))


def _choices(hub: Hub, findings: Sequence[Row], used: dict[str, list[str]]) -> str:
    lines = []
    for family, mine in grouped(in_order(hub, findings), "outcome_family").items():
        label = safe(hub.label("outcome_families", family))
        rows = "".join(_choice(hub, f, used.get(f["finding_id"], [])) for f in mine)
        lines.append(
            f'<h3 class="pack__family">{label}</h3>\n<ul class="pack__list">\n{rows}</ul>\n'
        )
    return f"<div data-search-exclude>\n{''.join(lines)}</div>\n"


def _choice(hub: Hub, finding: Row, used: Sequence[str]) -> str:
    ident, shown = finding["finding_id"], ""
    if finding["status"] == "pooled":
        shown = f" {interval(finding['estimate'], finding['ci_lb'], finding['ci_ub'])}"
    elif finding["status"] == "single_study":
        shown = f" {hub.say('course-one-study')}"
    certainty = badge(CERTAINTY_WORDS[finding["certainty"]], f"certainty-{finding['certainty']}")
    return (
        f'<li data-finding="{safe(ident)}" data-version="{safe(finding["version"])}" '
        f'data-competencies="{safe(" ".join(used))}">'
        f'<a href="../findings/{safe(ident)}.html" data-id="pooled_effects/{safe(ident)}">'
        f"{safe(title(hub, finding))}</a>{shown} {certainty}</li>\n"
    )
