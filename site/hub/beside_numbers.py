"""Voices and numbers side by side, with links both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hub.model import Hub, Row, grouped, parts
from hub.pieces import finding_link
from hub.text import CERTAINTY_WORDS, LEVEL_WORDS, badge, front_matter, interval, safe, table

VOCABULARIES = {
    "intervention": "interventions",
    "outcome": "outcome_families",
    "implementation": "implementation",
}
RELATIONS = ("agree", "contradict", "not_shown", "silent", "problem")
FAVOURABLE = ("recommendation", "facilitator")


def pages(hub: Hub) -> dict[str, str]:
    """Return the page of what voices ask for, beside the evidence."""
    return {"voices/beside-numbers.md": beside_page(hub)}


def subject(hub: Hub, finding: Row) -> str:
    """Return what a qualitative finding is about, in words."""
    return safe(hub.label(VOCABULARIES[finding["subject_kind"]], finding["subject"]))


def relation_badge(hub: Hub, relation: str) -> str:
    """Return the verdict of the rule as a label."""
    return badge(hub.say("voices-relation", relation=relation), f"relation-{relation}")


def number_of(hub: Hub, finding_id: str | None, up: str) -> str:
    """Return a finding as its number, or why there is none, with a link and how sure it is."""
    finding = hub.findings.get(finding_id or "")
    if finding is None:
        return hub.say("voices-no-study")
    if finding["status"] != "pooled":
        return finding_link(hub, finding, up)
    shown = interval(finding["estimate"], finding["ci_lb"], finding["ci_ub"])
    outcome = safe(hub.label("outcome_families", finding["outcome_family"]))
    sure = CERTAINTY_WORDS[finding["certainty"]]
    link = finding_link(hub, finding, up, shown)
    return hub.say("voices-number", outcome=outcome, link=link, sure=sure)


def themes_of(hub: Hub, voice_finding_id: str) -> list[Row]:
    """Return the themes of a qualitative finding."""
    return hub.themes_of_voice_finding[voice_finding_id]


def finding_voices(hub: Hub, finding: Row, up: str = "../") -> str:
    """Return the section of a finding's page: the voices beside its number, with the verdict."""
    groups = hub.voice_findings
    rows = [
        [
            relation_badge(hub, row["relation"]),
            badge(theme["kind"], f"kind-{theme['kind']}"),
            LEVEL_WORDS[theme["level"]],
            f"**{safe(theme['theme'])}**. {safe(theme['summary'])}",
            f"[{safe(theme['source_title'])}]({up}voices/{theme['source_id']}.md"
            f"#{theme['theme_id']})",
            _confidence(hub, groups[row["voice_finding_id"]], up),
        ]
        for row in _ranked(hub.beside_finding.get(finding["finding_id"], []))
        for theme in themes_of(hub, row["voice_finding_id"])
    ]
    if not rows:
        return ""
    head = [hub.say(f"voices-head-{n}") for n in ("verdict", "kind", "level", "said", "voice")]
    return (
        f"\n## {hub.say('voices-beside-heading')}\n\n{hub.say('voices-beside-rule', up=up)}\n\n"
        + table([*head, hub.say("voices-head-confidence")], rows)
    )


def _ranked(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (RELATIONS.index(r["relation"]), r["beside_id"]))


def _confidence(hub: Hub, group: Row, up: str) -> str:
    return (
        f"[{CERTAINTY_WORDS[group['confidence']]}]({up}voices/findings.md"
        f"#{group['voice_finding_id']})"
    )


def theme_numbers(hub: Hub, theme: Row, up: str = "../") -> str:
    """Return, for a theme on its voice's page, the numbers beside it."""
    mine = {
        r["voice_finding_id"] for r in hub["voice_themes"] if r["theme_id"] == theme["theme_id"]
    }
    rows = [r for r in hub["voices_beside"] if r["voice_finding_id"] in mine]
    spoken = [r for r in _ranked(rows) if r["relation"] not in ("silent", "problem")]
    lines = [
        f"    - {relation_badge(hub, r['relation'])} {number_of(hub, r['finding_id'], up)}\n"
        for r in spoken
    ]
    silent = sum(r["relation"] == "silent" for r in rows)
    if silent:
        lines.append(
            f"    - {relation_badge(hub, 'silent')} {hub.say('voices-silent', n=silent)}\n"
        )
    return f"- {hub.say('voices-beside-heading')}:\n\n{''.join(lines)}" if lines else ""


def intervention_voices(hub: Hub, kind: str, up: str = "../") -> str:
    """Return one sentence on what voices say of an intervention and the numbers beside it."""
    ask = next((a for a in asks(hub) if a["subject"] == kind), None)
    if ask is None:
        return ""
    verdict = relation_badge(hub, ask["relation"])
    text = hub.say("voices-ask-line", n=len(ask["sources"]), up=up, ask=f"ask-{kind}")
    return f"{text} {verdict}\n\n"


def asks(hub: Hub) -> list[dict[str, Any]]:
    """Return the interventions that voices ask for, or say help, over levels and kinds.

    The verdict of an ask is the strongest that any of its findings gives; an ask whose findings
    are all silent is ``silent``.
    """
    favourable = [
        g
        for g in hub["voice_findings"]
        if g["subject_kind"] == "intervention" and g["kind"] in FAVOURABLE
    ]
    beside = grouped(hub["voices_beside"], "voice_finding_id")
    found = []
    for kind, mine in grouped(favourable, "subject").items():
        rows = [r for g in mine for r in beside.get(g["voice_finding_id"], [])]
        best = min((r["relation"] for r in rows), key=RELATIONS.index, default="silent")
        found.append(
            {
                "subject": kind,
                "groups": mine,
                "sources": sorted({s for g in mine for s in parts(g["sources"])}),
                "n_studies": mine[0]["n_studies"],
                "relation": best,
                "rows": rows,
            }
        )
    return sorted(found, key=lambda a: (-len(a["sources"]), a["subject"]))


def answered(ask: dict[str, Any]) -> str:
    """Return the section of the page that an ask belongs to."""
    if ask["relation"] != "silent":
        return str(ask["relation"])
    return "unpooled" if ask["n_studies"] else "gap"


SECTIONS = ("agree", "contradict", "not_shown", "unpooled", "gap")


def beside_page(hub: Hub) -> str:
    """Return the table of asks against evidence, gaps included."""
    say, found = hub.say, asks(hub)
    by_section = {name: [a for a in found if answered(a) == name] for name in SECTIONS}
    summary = "".join(
        f"- {say('voices-asks-' + name.replace('_', '-'), n=len(mine))}{_most_asked(hub, mine)}\n"
        for name, mine in by_section.items()
        if mine or name == "agree"
    )
    lines = [
        front_matter(say("voices-asks-title"), description=say("voices-asks-description")),
        f"# {say('voices-asks-title')}\n\n",
        f'<div class="answer" markdown>\n\n{say("voices-asks-lead", n=len(found))}\n\n',
        f"{summary}\n</div>\n\n{say('voices-asks-rule')}\n\n",
    ]
    for name, mine in by_section.items():
        if mine:
            ident = name.replace("_", "-")
            lines.append(f"\n## {say(f'voices-section-{ident}')} {{ #{ident} }}\n\n")
            lines.append(f"{say(f'voices-section-{ident}-text')}\n\n{_asks_table(hub, mine, name)}")
    return "".join([*lines, _outcomes(hub), _doubts(hub)])


def _most_asked(hub: Hub, found: Sequence[dict[str, Any]]) -> str:
    """Return the first asks of a section: those of most voices."""
    if not found:
        return ""
    named = ", ".join(
        f"[{safe(hub.label('interventions', a['subject']))}](#ask-{a['subject']}) "
        f"({hub.say('voices-count', n=len(a['sources']))})"
        for a in found[:3]
    )
    return " " + hub.say("voices-asks-most", named=named)


def _asks_table(hub: Hub, found: Sequence[dict[str, Any]], section: str) -> str:
    head = ["ask", "asked-by", "level", "confidence", "numbers", "studies"]
    if section == "gap":
        head = head[:4]
    rows = []
    for ask in found:
        kind = ask["subject"]
        label = safe(hub.label("interventions", kind))
        cells = [
            f'<span id="ask-{kind}"></span>[{label}](../interventions/{kind}.md)',
            _asked_by(hub, ask["groups"]),
            ", ".join(dict.fromkeys(LEVEL_WORDS[g["level"]] for g in ask["groups"])),
            _confidences(hub, ask["groups"]),
        ]
        if section != "gap":
            cells += [_numbers(hub, ask["rows"]), str(ask["n_studies"])]
        rows.append(cells)
    right = (5,) if section != "gap" else ()
    return table([hub.say(f"voices-head-{n}") for n in head], rows, right=right) + "\n"


def _confidences(hub: Hub, groups: Sequence[Row]) -> str:
    """Return each label of confidence once, linked to the findings that have it."""
    by_label = grouped(groups, "confidence")
    return "; ".join(
        f"{CERTAINTY_WORDS[label]}: "
        + ", ".join(f"[{safe(g['kind'])}](findings.md#{g['voice_finding_id']})" for g in mine)
        for label, mine in by_label.items()
    )


def _asked_by(hub: Hub, groups: Iterable[Row]) -> str:
    """Return the voices of an ask, each linked to its first theme on it."""
    first: dict[str, Row] = {}
    for group in groups:
        for theme in themes_of(hub, group["voice_finding_id"]):
            first.setdefault(theme["source_id"], theme)
    links = [
        f"[{safe(t['source_title'])}]({s}.md#{t['theme_id']})" for s, t in sorted(first.items())
    ]
    return f"{hub.say('voices-count', n=len(links))}: " + "; ".join(links)


def _numbers(hub: Hub, rows: Iterable[Row]) -> str:
    """Return the numbers beside an ask, each once; the outcomes without one in one line."""
    shown = list({r["finding_id"]: r for r in _ranked(rows)}.values())
    lines = [
        f"{relation_badge(hub, r['relation'])} {number_of(hub, r['finding_id'], '../')}"
        for r in shown
        if r["relation"] != "silent"
    ]
    silent = [
        hub.findings[r["finding_id"]]
        for r in shown
        if r["relation"] == "silent" and r["finding_id"]
    ]
    if silent:
        named = ", ".join(
            finding_link(hub, f, "../", safe(hub.label("outcome_families", f["outcome_family"])))
            for f in silent
        )
        lines.append(f"{relation_badge(hub, 'silent')} {named}")
    return "<br>".join(lines) or hub.say("voices-no-main-study")


def _outcomes(hub: Hub) -> str:
    """Return what voices say helps with an outcome at a level, beside the pooled number."""
    groups, rows = hub.voice_findings, []
    for row in _ranked(hub["voices_beside"]):
        group = groups[row["voice_finding_id"]]
        if group["subject_kind"] != "outcome" or group["kind"] not in FAVOURABLE:
            continue
        if row["relation"] not in ("silent", "problem"):
            rows.append(
                [
                    relation_badge(hub, row["relation"]),
                    f"{LEVEL_WORDS[group['level']]}: {subject(hub, group)}",
                    _asked_by(hub, [group]),
                    _confidence(hub, group, "../"),
                    number_of(hub, row["finding_id"], "../"),
                ]
            )
    if not rows:
        return ""
    head = [hub.say(f"voices-head-{n}") for n in ("verdict", "outcome", "asked-by", "confidence")]
    return (
        f"\n## {hub.say('voices-outcomes')} {{ #outcomes }}\n\n"
        f"{hub.say('voices-outcomes-text')}\n\n"
        + table([*head, hub.say("voices-head-numbers")], rows)
    )


def _doubts(hub: Hub) -> str:
    """Return where voices call an effect limited, beside the pooled numbers."""
    groups = hub.voice_findings
    rows = [
        [
            relation_badge(hub, row["relation"]),
            "<br>".join(
                f"[{safe(t['theme'])}]({t['source_id']}.md#{t['theme_id']}): {safe(t['summary'])}"
                for t in themes_of(hub, row["voice_finding_id"])
            ),
            number_of(hub, row["finding_id"], "../"),
        ]
        for row in _ranked(hub["voices_beside"])
        if groups[row["voice_finding_id"]]["kind"] == "barrier"
        and row["relation"] in ("agree", "contradict", "not_shown")
    ]
    if not rows:
        return ""
    head = [hub.say(f"voices-head-{n}") for n in ("verdict", "said", "numbers")]
    return (
        f"\n## {hub.say('voices-doubts')} {{ #doubts }}\n\n{hub.say('voices-doubts-text')}\n\n"
        + table(head, rows)
    )
