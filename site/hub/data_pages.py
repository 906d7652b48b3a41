"""The data section: downloads, dictionary, problems, and our findings beside published reviews."""

from __future__ import annotations

import html
from collections.abc import Mapping

from analyses.records.lost import lost_findings
from hub.downloads import formats_section
from hub.model import Hub
from hub.pieces import finding_link
from hub.text import count, front_matter, interval, number, safe, table

LIST = ("package", "dictionary", "problems", "comparison", "schemas")


def _columns(hub: Hub, *names: str) -> list[str]:
    return [hub.say(f"data-column-{name}") for name in names]


def data_page(hub: Hub, sizes: Mapping[str, int]) -> str:
    """Return the downloads."""
    title = hub.say("data-title")
    items = "".join(f"- {hub.say(f'data-list-{name}')}\n" for name in LIST)
    rows = [
        [
            f'<span id="{name.replace("_", "-")}"></span>[{name}.csv](tables/{name}.csv)',
            safe(hub.schemas[name].description),
            count(hub.n_rows(name)),
            hub.say("data-size", kilobytes=f"{sizes[name] / 1024:.0f}"),
        ]
        for name in sorted([*hub.tables, *hub.streamed])
    ]
    return "".join(
        [
            front_matter(title),
            f"# {title}\n\n{hub.say('data-lead')}\n\n{items}\n",
            table(_columns(hub, "table", "row", "rows", "size"), rows, right=(2, 3)),
            formats_section(hub),
            _flow(hub),
        ]
    )


def _flow(hub: Hub) -> str:
    effects = hub["effect_sizes"]
    first = [e for e in effects if e["effect_id"] == e["reading_id"]]
    with_effect = [e for e in first if e["yi"] is not None]
    counts = {
        "studies": len(hub["studies"]),
        "readings": len(hub["readings"]),
        "effects": len(with_effect),
        "reasons": len(first) - len(with_effect),
    }
    rows = [[hub.say(f"data-flow-{name}"), count(n)] for name, n in counts.items()]
    for use in ("main", "sensitivity", "none"):
        n = sum(e["use"] == use for e in with_effect)
        rows.append([hub.say("data-flow-use", use=use), count(n)])
    flow = table(_columns(hub, "stage", "count"), rows, right=(1,))
    return f"\n## {hub.say('data-flow')}\n\n{flow}"


def dictionary_page(hub: Hub) -> str:
    """Return every column of every table, from the contracts."""
    title = hub.say("data-dictionary")
    lines = [
        front_matter(title, search=False),
        f"# {title}\n\n{hub.say('data-dictionary-lead')}\n\n",
        '<div class="later" markdown>\n',
    ]
    for name in sorted(hub.schemas):
        schema = hub.schemas[name]
        rows = [
            [
                f"`{f['name']}`",
                f["type"],
                safe(f["description"]),
                safe(", ".join(str(v) for v in f.get("constraints", {}).get("enum", []))),
            ]
            for f in schema.fields
        ]
        keys = ", ".join(f"`{k}`" for k in schema.primary_key)
        about = hub.say("data-dictionary-key", text=safe(schema.description), columns=keys)
        columns = table(_columns(hub, "column", "type", "meaning", "values"), rows)
        lines.append(f"\n## {name}\n\n{about}\n\n{columns}")
    return "".join([*lines, "\n</div>\n"])


def problems_page(hub: Hub) -> str:
    """Return what was wrong with the inputs."""
    rows = [
        [
            p["severity"],
            f"`{html.escape(p['file'])}`",
            safe(p["entry"]),
            safe(p["field"]),
            safe(p["found"]),
            safe(p["expected"]),
        ]
        for p in [*hub["problems"], *lost_findings(hub["claims"], hub.findings)]
    ]
    error, readable = hub.say("data-problems-error"), hub.say("data-problems-readable")
    rows += [
        [error, f"`papers/{html.escape(p['files'])}`", "", "", safe(p["problem"]), readable]
        for p in hub["machine_documents"]
        if p["status"] == "not_read"
    ]
    body = hub.say("data-problems-none") + "\n"
    if rows:
        body = table(["", *_columns(hub, "file", "entry", "field", "found", "expected")], rows)
    return (
        f"{front_matter(hub.say('data-problems'))}# {hub.say('data-problems-title')}\n\n"
        f"{hub.say('data-problems-lead')}\n\n{body}"
    )


def comparison_page(hub: Hub) -> str:
    """Return our findings beside published pooled results."""
    rows = [
        [
            safe(c["review_title"]),
            safe(c["review_outcome"]),
            str(c["review_k"] or safe(c["review_k_note"]) or "–"),
            interval(c["review_estimate"], c["review_ci_lb"], c["review_ci_ub"]),
            finding_link(
                hub,
                hub.findings[c["finding_id"]],
                "../",
                interval(c["our_estimate"], c["our_ci_lb"], c["our_ci_ub"]),
            ),
            str(c["our_k"]),
            hub.say(f"data-comparison-{'twice' if c['our_status'] == 'pooled' else 'once'}"),
            number(c["difference"]),
            c["overlap"].replace("_", " "),
            safe(c["note"] or ""),
        ]
        for c in hub["comparison"]
    ]
    names = (
        *("review", "outcome", "studies", "published", "ours"),
        *("our-studies", "our-numbers", "difference", "overlap", "note"),
    )
    return (
        f"{front_matter(hub.say('data-comparison'))}# {hub.say('data-comparison-title')}\n\n"
        f"{hub.say('data-comparison-lead')}\n\n"
        + table(_columns(hub, *names), rows, right=(2, 3, 4, 5, 7))
    )
