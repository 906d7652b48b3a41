"""The data section: downloads, dictionary, problems, and our findings beside published reviews."""

from __future__ import annotations

import html
from collections.abc import Mapping

from hub.downloads import formats_section
from hub.model import Hub
from hub.pieces import finding_link
from hub.text import count, front_matter, interval, number, safe, table

READABLE = "a paper that can be read"


def data_page(hub: Hub, sizes: Mapping[str, int]) -> str:
    """Return the downloads."""
    lines = [
        front_matter("Data"),
        "# Data\n\nEvery table of the hub, as CSV with a contract. "
        "Licence: CC BY 4.0.\n\n- [datapackage.json](datapackage.json): the whole as a "
        "Frictionless data package\n- [Dictionary](dictionary.md) of every column\n"
        "- [Problems](problems.md) found in the corpus\n- [Beside published reviews]"
        "(comparison.md)\n- Formats of the records as JSON Schema: "
        "[study](study.schema.json), [focus group](focus_group.schema.json), "
        "[claim](claim.schema.json)\n\n",
    ]
    rows = [
        [
            f'<span id="{name.replace("_", "-")}"></span>[{name}.csv](tables/{name}.csv)',
            safe(hub.schemas[name].description),
            count(hub.n_rows(name)),
            f"{sizes[name] / 1024:.0f} kB",
        ]
        for name in sorted([*hub.tables, *hub.streamed])
    ]
    return "".join(
        [
            *lines,
            table(["Table", "One row is", "Rows", "Size"], rows, right=(2, 3)),
            formats_section(hub),
            _flow(hub),
        ]
    )


def _flow(hub: Hub) -> str:
    effects = hub["effect_sizes"]
    first = [e for e in effects if e["effect_id"] == e["reading_id"]]
    with_effect = [e for e in first if e["yi"] is not None]
    rows = [
        ["studies", count(len(hub["studies"]))],
        ["readings (printed results)", count(len(hub["readings"]))],
        ["readings with an effect", count(len(with_effect))],
        ["readings with a reason for none", count(len(first) - len(with_effect))],
    ]
    for use in ("main", "sensitivity", "none"):
        n = sum(e["use"] == use for e in with_effect)
        rows.append([f"effects whose use is {use}", count(n)])
    return "\n## From readings to effects\n\n" + table(["Stage", "Count"], rows, right=(1,))


def dictionary_page(hub: Hub) -> str:
    """Return every column of every table, from the contracts."""
    lines = [
        front_matter("Dictionary", search=False),
        "# Dictionary\n\nMissing values are empty "
        "cells. A leading apostrophe marks text that a spreadsheet would otherwise compute. "
        "Lists in a cell are separated by semicolons.\n",
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
        lines.append(
            f"\n## {name}\n\n{safe(schema.description)} Key: "
            f"{', '.join(f'`{k}`' for k in schema.primary_key)}.\n\n"
            + table(["Column", "Type", "Meaning", "Values"], rows)
        )
    return "".join(lines)


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
        for p in hub["problems"]
    ]
    rows += [
        ["error", f"`papers/{html.escape(p['files'])}`", "", "", safe(p["problem"]), READABLE]
        for p in hub["machine_documents"]
        if p["status"] == "not_read"
    ]
    body = (
        table(["", "File", "Entry", "Field", "Found", "Expected"], rows)
        if rows
        else "None: every entry of the corpus was read.\n"
    )
    return (
        front_matter("Problems") + "# Problems found in the corpus\n\nAn entry with an error "
        "is left out of every table until it is mended.\n\n" + body
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
            "read twice" if c["our_status"] == "pooled" else "read once",
            number(c["difference"]),
            c["overlap"].replace("_", " "),
            safe(c["note"] or ""),
        ]
        for c in hub["comparison"]
    ]
    return (
        front_matter("Beside published reviews") + "# Our estimates beside published "
        "reviews\n\nPublished results are a comparison and never an input. Their sign is "
        "turned so that positive is a benefit. Reviews choose other studies, outcomes and "
        "models: a difference is a question, not a fault.\n\n"
        + table(
            [
                "Review",
                "Outcome as printed",
                "Studies",
                "Published",
                "Ours",
                "Our studies",
                "Our numbers",
                "Difference",
                "Intervals overlap",
                "Note",
            ],
            rows,
            right=(2, 3, 4, 5, 7),
        )
    )
