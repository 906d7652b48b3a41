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
    front_matter,
    safe,
    table,
)


def trace_page(hub: Hub, finding: Row) -> str:
    """Return the walk of a finding back to the printed words of each number in it."""
    ident = finding["finding_id"]
    lines = [
        front_matter(f"Trace of {ident}", search=False),
        f"# Trace of `{ident}`\n\n",
        f"From the number on the page to the words it came from. "
        f"{finding_link(hub, finding, '../', 'Back to the finding')}.\n\n",
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
                "pooled" if m["included"] else "read once, not pooled",
                f"`{e['formula']}`",
                e["origin"],
                f"`{e['reading_id']}`",
                safe(place["words"] or "no words kept"),
                addresses(place["read_at"]),
                second_reading(hub, e["reading_id"]),
                f"`{hub.studies[e['study_id']]['source_file']}`",
            ]
        )
    lines.append(
        table(
            [
                "Effect",
                "Part",
                "Formula",
                "Origin",
                "Reading",
                "Words near the number",
                "Page read (provenance)",
                "Second reading",
                "Record",
            ],
            rows,
        )
    )
    return "".join(lines)


def shown_on(pages: list[str], ident: str) -> str:
    """Return the way forward: every page that shows a finding."""
    links = "".join(f"- [{p.removesuffix('.md')}](../{p})\n" for p in pages if "trace/" not in p)
    return f"\n## Pages that show `{ident}`\n\n{links}"
