"""The walk of a finding: back to the printed words, and forward to the pages that show it."""

from __future__ import annotations

from hub.model import Hub, Row
from hub.pieces import (
    addresses,
    effect_link,
    finding_link,
    second_reading,
)
from hub.text import (
    ORIGIN_WORDS,
    front_matter,
    safe,
    table,
)
from hub.texts import Texts

COLUMNS = (
    *("effect", "part", "formula", "origin", "reading"),
    *("words", "page", "second", "record"),
)


def trace_page(hub: Hub, finding: Row) -> str:
    """Return the walk of a finding back to the printed words of each number in it."""
    say, ident = hub.say, finding["finding_id"]
    back = finding_link(hub, finding, "../", say("trace-back"))
    lines = [
        front_matter(say("trace-title", finding=ident), search=False),
        f"# {say('trace-heading', finding=ident)}\n\n",
        f"{say('trace-lead', link=back)}\n\n",
    ]
    rows = []
    for m in hub.members.get(ident, []):
        if not (m["included"] or m["in_all"]):
            continue
        e = hub.effects[m["effect_id"]]
        place = hub.evidence[e["evidence_id"]]
        rows.append(
            [
                effect_link(e, "../"),
                say("trace-pooled") if m["included"] else say("trace-read-once"),
                f"`{e['formula']}`",
                ORIGIN_WORDS[e["origin"]],
                f"`{e['reading_id']}`",
                safe(place["words"] or say("trace-no-words")),
                addresses(place["read_at"]),
                second_reading(hub, e["reading_id"]),
                f"`{hub.studies[e['study_id']]['source_file']}`",
            ]
        )
    lines.append(
        table(
            [say(f"trace-{name}") for name in COLUMNS],
            rows,
        )
    )
    return "".join(lines)


def shown_on(pages: list[str], ident: str) -> str:
    """Return the way forward: every page that shows a finding."""
    links = "".join(f"- [{p.removesuffix('.md')}](../{p})\n" for p in pages if "trace/" not in p)
    return f"\n## {Texts()('trace-shown', finding=ident)}\n\n{links}"
