"""Pages for people who teach: all competencies, one competency, and the course pack."""

from __future__ import annotations

from collections.abc import Sequence

from hub.citations_box import cite_box
from hub.course_lessons import audience_words, item_of, plain_text
from hub.course_pack_page import chosen, pack_page
from hub.course_packs import pack_findings
from hub.glossary import glossary_link
from hub.model import LEVELS, Hub, Row, parts
from hub.pieces import finding_link, findings_table, notice, themes_table
from hub.script_words import TEACHING, script_words
from hub.teaching import (
    NUMBERED,
    competencies,
    findings_of,
    level_findings,
    questions,
    studies_of,
    unknowns,
    voice_question,
    voices_of,
)
from hub.text import (
    CERTAINTY_WORDS,
    LEVEL_WORDS,
    badge,
    front_matter,
    number,
    safe,
    shorten,
)
from hub.words import sentence, title

SHOWN = 4  # answers in the first screen
ASKED = 6  # findings and voices that prompts are made from
SCRIPT = "../assets/js/teaching.js"
FILES = (("cc11", "imscc"), ("cc13", "imscc"), ("docx", "docx"), ("md", "md.txt"))


def teaching_pages(hub: Hub) -> dict[str, str]:
    """Return every page for people who teach, by its path."""
    pages = {
        f"teaching/{c['competency_id']}.md": competency_page(hub, c) for c in competencies(hub)
    }
    return {"teaching/index.md": teaching_index(hub), "teaching/pack.md": pack_page(hub), **pages}


def teaching_index(hub: Hub) -> str:
    """Return all competencies in one table that a script filters."""
    head = "".join(
        f'<th scope="col">{hub.say(f"teaching-column-{c}")}</th>'
        for c in ("competency", "what", "findings", "sure", "levels", "audience")
    )
    rows = "\n".join(_index_row(hub, c) for c in competencies(hub))
    name = hub.say("teaching-title")
    return "".join(
        [
            front_matter(name, description=hub.say("teaching-lead")),
            f"# {name}\n\n{hub.say('teaching-lead')} ",
            f"{hub.say('teaching-pack-link', page='pack.md')}\n\n",
            '<div id="teaching-filters"></div>\n\n',
            '<div class="table-wrap" tabindex="0">\n'
            f'<table id="competencies">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n\n",
            f"{hub.say('teaching-order')}\n\n",
            notice(),
            script_words(hub.say, TEACHING),
            f'<script type="module" src="{SCRIPT}"></script>\n',
        ]
    )


def _index_row(hub: Hub, competency: Row) -> str:
    findings = findings_of(hub, competency)
    pooled = [f for f in findings if f["status"] == "pooled"]
    single = sum(f["status"] == "single_study" for f in findings)
    known = hub.say("teaching-known-nothing")
    if pooled or single:
        known = hub.say("teaching-known", pooled=len(pooled), single=single)
    best = pooled[0]["certainty"] if pooled else "none"
    firmest = badge(CERTAINTY_WORDS[best], f"certainty-{best}") if pooled else "–"
    cells = [
        f'<a href="{competency["competency_id"]}.html">{safe(competency["label"])}</a>',
        safe(competency["definition"]),
        known,
        firmest,
        safe(", ".join(LEVEL_WORDS[x] for x in parts(competency["levels"]))),
        safe(", ".join(audience_words(hub, competency))),
    ]
    return (
        f'<tr data-levels="{_list(competency["levels"])}" '
        f'data-audience="{_list(competency["audience"])}" data-known="{_known(findings)}">'
        + "".join(f"<td>{c}</td>" for c in cells)
        + "</tr>"
    )


def _list(cell: str | None) -> str:
    return safe(" ".join(parts(cell)))


def _known(findings: Sequence[Row]) -> str:
    statuses = {f["status"] for f in findings}
    return "pooled" if "pooled" in statuses else "some" if statuses & set(NUMBERED) else "nothing"


def competency_page(hub: Hub, competency: Row) -> str:
    """Return the page of a competency: the answer first, then what it rests on."""
    findings = findings_of(hub, competency)
    numbered = [f for f in findings if f["status"] in NUMBERED]
    return "".join(
        [
            front_matter(competency["label"], description=competency["definition"]),
            f"# {safe(competency['label'])}\n\n{safe(competency['definition'])} ",
            f"{_for_whom(hub, competency)}\n\n",
            _answer(hub, competency, numbered, [f for f in findings if f not in numbered]),
            _levels(hub, competency),
            _take(hub, competency),
            _findings(hub, findings, numbered),
            _reusable(hub, numbered),
            _voices(hub, competency),
            _unknown(hub, competency),
            _discuss(hub, competency, numbered),
            _cite(hub, numbered),
            _about(hub, competency),
            notice(),
        ]
    )


def _for_whom(hub: Hub, competency: Row) -> str:
    audience = safe(hub.say("course-audience", audience=", ".join(audience_words(hub, competency))))
    levels = ", ".join(
        f"[{LEVEL_WORDS[x]}](../levels/{x.replace('_', '-')}.md)"
        for x in parts(competency["levels"])
    )
    return f"{audience} {hub.say('course-levels', levels=levels)}"


def _answer(hub: Hub, competency: Row, numbered: Sequence[Row], empty: Sequence[Row]) -> str:
    pooled = [f for f in numbered if f["status"] == "pooled"]
    shown = (pooled or numbered or empty)[:SHOWN]
    lead = ""
    if not numbered:
        lead = hub.say("teaching-no-number", studies=len(studies_of(hub, competency))) + "\n\n"
    elif not pooled:
        lead = hub.say("teaching-no-pooled") + "\n\n"
    more = len(numbered or empty) - len(shown)
    rest = hub.say("teaching-more", n=more) + "\n" if more > 0 else ""
    return (
        f'<div class="answer" markdown>\n\n**{hub.say("teaching-question")}**\n\n{lead}'
        + "".join(f"- {_said(hub, f)}\n" for f in shown)
        + f"\n{rest}\n</div>\n\n"
    )


def _said(hub: Hub, finding: Row) -> str:
    ident = finding["finding_id"]
    shown = f' data-number="{number(finding["estimate"])}"' if finding["status"] == "pooled" else ""
    sure = ""
    if finding["certainty"] != "none":
        link = glossary_link(hub, "certainty", "../", hub.say("teaching-sure"))
        sure = f"{link} **{CERTAINTY_WORDS[finding['certainty']]}**. "
    return (
        f'<span data-id="pooled_effects/{ident}"{shown}>{safe(sentence(hub, finding))}</span> '
        f"{sure}"
        f"{finding_link(hub, finding, '../', hub.say('teaching-see'))}."
    )


def _levels(hub: Hub, competency: Row) -> str:
    first = hub.headline_families[0]
    lines = []
    for level in LEVELS:
        mine = [
            f
            for f in level_findings(hub, competency)
            if f["level"] == level and f["outcome_family"] == first
        ]
        lead = hub.say("teaching-level", level=LEVEL_WORDS[level])
        lines += [f"{lead} {_said(hub, f)}\n\n" for f in mine]
    return "".join(lines)


def _take(hub: Hub, competency: Row) -> str:
    ident = competency["competency_id"]
    names = {"cc11": f"{ident}-cc11.imscc", "cc13": f"{ident}-cc13.imscc"}
    lines = [
        f"- [{hub.say(f'teaching-file-{kind}')}](packs/{names.get(kind, f'{ident}.{ending}')})"
        f'{{ download="{names.get(kind, f"{ident}.{kind}")}" }}\n'
        for kind, ending in FILES
    ]
    page = f"pack.md?findings={chosen(pack_findings(hub, competency))}"
    return (
        f"## {hub.say('teaching-take')}\n\n{''.join(lines)}\n"
        f"{hub.say('teaching-choose', page=page)}.\n\n{hub.say('teaching-take-text')}\n\n"
    )


def _findings(hub: Hub, findings: Sequence[Row], numbered: Sequence[Row]) -> str:
    lines = [f"## {hub.say('teaching-findings')}\n\n"]
    if not findings:
        lines.append(hub.say("teaching-findings-none") + "\n\n")
    if numbered:
        lines.append(findings_table(hub, numbered, "../") + "\n")
    empty = [f for f in findings if f not in numbered]
    if empty:
        links = ", ".join(finding_link(hub, f, "../") for f in empty)
        lines.append(f"{hub.say('teaching-findings-asked')} {links}.\n\n")
    return "".join(lines)


def _reusable(hub: Hub, findings: Sequence[Row]) -> str:
    if not findings:
        return ""
    boxes = "\n".join(
        f'<div class="teaching__plain"><p id="plain-{f["finding_id"]}">'
        f"{safe(plain_text(hub, f))}</p>"
        f'<button class="copy" type="button" data-copy="plain-{f["finding_id"]}" '
        f'aria-label="{hub.say("teaching-copy-text", title=safe(title(hub, f)))}">'
        f"{hub.say('teaching-copy')}</button></div>"
        for f in findings
    )
    return (
        f"## {hub.say('teaching-plain')} {{ data-search-exclude }}\n\n"
        f"{hub.say('teaching-plain-lead')}\n\n"
        f'<div class="teaching__texts" data-search-exclude>\n{boxes}\n</div>\n\n'
    )


def _voices(hub: Hub, competency: Row) -> str:
    themes = voices_of(hub, competency)
    body = themes_table(hub, themes, "../") if themes else hub.say("teaching-voices-none") + "\n"
    return f"## {hub.say('teaching-voices')}\n\n{body}\n"


def _unknown(hub: Hub, competency: Row) -> str:
    found = unknowns(hub, competency)
    lines = "".join(f"- {safe(text)}\n" for text in found)
    return f"## {hub.say('teaching-unknown')}\n\n{lines or hub.say('teaching-unknown-nothing')}\n\n"


def _discuss(hub: Hub, competency: Row, numbered: Sequence[Row]) -> str:
    asked = [(f"{title(hub, f)}: ", q) for f in numbered[:ASKED] for q in questions(hub, f)[:2]]
    asked += [("", voice_question(hub, t)) for t in voices_of(hub, competency)[:ASKED]]
    if not numbered:
        asked += [("", hub.say(f"teaching-ask-{a}")) for a in ("none", "scale")]
    lines = "".join(f"- {safe(about + shorten(text, 420))}\n" for about, text in asked)
    return f"## {hub.say('teaching-discuss')}\n\n{hub.say('teaching-discuss-lead')}\n\n{lines}\n"


def _cite(hub: Hub, findings: Sequence[Row]) -> str:
    if not findings:
        return ""
    boxes = "\n".join(
        f"<details><summary>{safe(title(hub, f))}</summary>\n"
        f"{cite_box(item_of(hub, f), hub.release).rstrip()}\n</details>"
        for f in findings
    )
    return (
        f"## {hub.say('teaching-cite')} {{ data-search-exclude }}\n\n"
        f"{hub.say('teaching-cite-lead')}\n\n"
        f'<div class="teaching__cites" data-search-exclude>\n{boxes}\n</div>\n\n'
    )


def _about(hub: Hub, competency: Row) -> str:
    kinds = ", ".join(
        f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)"
        for k in parts(competency["intervention_types"])
    )
    text = hub.say("teaching-about", name=competency["competency_id"], kinds=kinds or "–")
    return f"{text}\n\n"
