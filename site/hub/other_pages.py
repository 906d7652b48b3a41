"""Home, voices, claims, costs, and the data pages."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from hub.forest import BarRow, bars_svg
from hub.model import LEVELS, Hub, Row, grouped
from hub.pieces import finding_forest, finding_link, findings_table, level_counts, themes_table
from hub.text import (
    CERTAINTY_WORDS,
    badge,
    count,
    doi_link,
    front_matter,
    interval,
    number,
    plural,
    printed,
    safe,
    table,
)
from hub.words import sentence


def home_page(hub: Hub) -> str:
    """Return the first page: the answer, the imbalance, what is not known, where to go."""
    family = hub.headline_families[0]
    headline = [hub.findings[f"{family}-{level}-controlled"] for level in LEVELS[:4]]
    lines = "".join(
        f'- <span data-id="pooled_effects/{f["finding_id"]}" '
        f'data-number="{number(f["estimate"])}">{safe(sentence(hub, f))}</span> '
        f"{_sure(f)}{finding_link(hub, f, '', 'See why')}.\n"
        for f in headline
    )
    return "".join(
        [
            front_matter("What helps health workers?"),
            "# What helps health workers with burnout?\n\n",
            '<div class="answer" markdown>\n\n',
            _short(hub, headline),
            "\n\n",
            lines,
            "\n</div>\n\n",
            _imbalance(hub),
            _cards(hub),
            _unknown(hub),
            "\n## The question with the most studies\n\n",
            finding_forest(hub, max(headline, key=lambda f: f["k"]), ""),
            "\n## Other outcomes\n\n",
            _other(hub),
            "\n## Where to go\n\n"
            "- **To make a case**: the [findings](findings/index.md), the "
            "[claims we checked](claims/index.md), [costs and burden](costs/index.md).\n"
            "- **To teach**: [interventions](interventions/index.md) in plain words, "
            "[voices](voices/index.md), [how to cite](cite.md).\n"
            "- **To do research**: [data](data/index.md), [methods](methods/index.md), "
            "[our estimates beside published reviews](data/comparison.md).\n",
        ]
    )


def _sure(finding: Row) -> str:
    if finding["status"] != "pooled":
        return ""
    more = finding["k_all"] - finding["k"]
    change = (
        f" (with {plural(more, 'study', 'studies')} read only once: "
        f"{number(finding['estimate_all'])})"
        if more > 0
        else ""
    )
    return f"How sure: **{CERTAINTY_WORDS[finding['certainty']]}**{change}. "


def _short(hub: Hub, headline: Sequence[Row]) -> str:
    pooled = [f for f in headline if f["status"] == "pooled"]
    clear = [f for f in pooled if f["ci_lb"] > 0]
    verdict = next(
        (c for c in hub["level_comparison"] if c["outcome_family"] == hub.headline_families[0]),
        None,
    )
    names = _and([str(f["level"]) for f in clear])
    text = (
        f"**In controlled studies, help at the {names} level went with lower burnout.** "
        if clear
        else "**No level shows a clear effect on burnout yet.** "
    )
    if verdict is not None and verdict["verdict"] == "not_comparable_yet":
        text += (
            "Which level does more cannot be said yet: the studies differ in design, outcome "
            "and country as well as in level."
        )
    elif verdict is not None:
        text += "Whether one level does more is on the [levels](levels/index.md) page, with care."
    return text


def _and(names: Sequence[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else ", ".join(names[:-1]) + f" and {names[-1]}"
        if names
        else ""
    )


def _cards(hub: Hub) -> str:
    effects = [e for e in hub["effect_sizes"] if e["yi"] is not None and e["use"] != "none"]
    countries = {c for s in hub["studies"] for c in (s["countries"] or "").split(";") if c}
    cards = [
        (len(hub["studies"]), "studies coded", "studies/index.md"),
        (len(hub["readings"]), "printed results kept", "data/index.md"),
        (len(effects), "usable effects", "data/index.md"),
        (len(countries), "countries", "studies/index.md"),
        (len(hub["themes"]), "coded statements of voices", "voices/index.md"),
    ]
    items = "".join(f"- **[{count(n)}]({href})**<br>{text}\n" for n, text, href in cards)
    return f'<div class="cards" markdown>\n\n{items}\n</div>\n\n'


def _imbalance(hub: Hub) -> str:
    counts = level_counts(hub)
    rows = [
        BarRow(
            hub.label("levels", lv),
            f"levels/{lv.replace('_', '-')}.html",
            c["studies"],
            f"{c['studies']} studies, {c['randomised']} randomised",
        )
        for lv, c in counts.items()
    ]
    svg = bars_svg(
        rows,
        plot_id="bars-levels",
        title="Studies coded by level",
        description="Number of coded studies at each level.",
    )
    return (
        "## The evidence is not evenly spread\n\nMost studies help the individual to bear the "
        "work; few change the work.\n\n"
        f'<figure class="bars">\n{svg}\n</figure>\n\n'
    )


def _unknown(hub: Hub) -> str:
    low = sum(s["income_group"] == "low" for s in hub["studies"])
    late = sum((o["time_weeks"] or 0) >= 52 for o in hub["outcomes"])
    leaving = sum(o["outcome_family"] == "leaving" for o in hub["outcomes"])
    system = [s for s in hub["studies"] if s["level"] == "system"]
    randomised = sum(s["design"] in ("rct", "cluster_rct") for s in system)
    several = sum(s["level"] == "multi_level" for s in hub["studies"])
    return (
        "## What is not known\n\n"
        f"- {plural(low, 'study', 'studies')} from a low-income country.\n"
        f"- {plural(late, 'outcome')} of {len(hub['outcomes'])} measured a year or later.\n"
        f"- {plural(leaving, 'outcome')} on leaving, or the wish to leave.\n"
        f"- {plural(randomised, 'randomised trial')} among the {len(system)} studies at "
        "system level.\n"
        f"- {plural(several, 'study', 'studies')} of programmes at several levels at once.\n"
        "- Team-level evidence is mostly Balint groups and other small groups.\n"
        "- Risk of bias is not assessed yet for any study.\n"
        f"- {count(_unread(hub))} of {count(len(hub['readings']))} printed results have had no "
        "second reading; they are in no pooled effect.\n"
    )


def _unread(hub: Hub) -> int:
    return sum(r["review_status"] == "machine" for r in hub["readings"])


def _other(hub: Hub) -> str:
    found = [
        hub.findings[i]
        for family in hub.headline_families[1:]
        for level in LEVELS[:4]
        if (i := f"{family}-{level}-controlled") in hub.findings
    ]
    return findings_table(hub, found, "")


def voice_page(hub: Hub, themes: Sequence[Row]) -> str:
    """Return the page of one voice: its coded themes."""
    first = themes[0]
    kind = first["source_kind"].replace("_", " ")
    url = f"\n\nPublished at <{first['source_url']}>." if first["source_url"] else ""
    lines = [
        front_matter(first["source_title"]),
        f"# {safe(first['source_title'])}\n\n",
        badge(kind, "voice"),
        " ",
        safe(first["countries"] or ""),
        url,
        "\n\nCoded summaries in our own words; people are not named.\n\n",
    ]
    for t in themes:
        kinds = ", ".join(
            f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)"
            for k in (t["intervention_types"] or "").split(";")
            if k
        )
        lines.append(
            f"### {safe(t['theme'])} {{ #{t['theme_id']} }}\n\n"
            f"{badge(t['kind'], 'kind-' + t['kind'])} {badge(t['level'], 'level')}\n\n"
            f"{safe(t['summary'])}\n\n"
            + (f"Speaks to: {kinds}.\n\n" if kinds else "")
            + f"Place: {safe(t['place'])}, near “{safe(t['words'])}”.\n\n"
        )
    return "".join(lines)


def voices_index(hub: Hub) -> str:
    """Return all voices by kind of statement."""
    sources = grouped(hub["themes"], "source_id")
    rows = [
        [
            f"[{safe(t[0]['source_title'])}]({i}.md)",
            t[0]["source_kind"].replace("_", " "),
            safe(t[0]["countries"] or "–"),
            str(len(t)),
        ]
        for i, t in sources.items()
    ]
    lines = [
        front_matter("Voices"),
        "# Voices\n\nWhat health workers and those who speak for "
        "them say they need, what stands in the way, what helps, and what they recommend. "
        "Few voices, not a sample: they say what matters, not how often.\n\n",
        table(["Voice", "Kind", "Country", "Statements"], rows, right=(3,)),
    ]
    for kind, themes in grouped(hub["themes"], "kind").items():
        lines.append(f"\n## {safe(kind.capitalize())}\n\n" + themes_table(hub, themes, "../"))
    return "".join(lines)


def claims_page(hub: Hub) -> str:
    """Return all claims with their verdicts."""
    lines = [
        front_matter("Claims we checked"),
        "# Claims we checked\n\nStatements that the "
        "texts of this hub make or cite, set beside what the cited source says.\n\n",
        table(
            ["Claim", "Verdict"],
            [
                [
                    f"[{safe(c['claim'])}](#{c['claim_id']})",
                    badge(c["verdict"], "verdict-" + c["verdict"].replace(" ", "-")),
                ]
                for c in hub["claims"]
            ],
        ),
    ]
    for c in hub["claims"]:
        cited = safe(c["cited_text"] or "no source")
        if c["cited_doi"]:
            cited += f" ({doi_link(c['cited_doi'])})"
        fields = [
            ("What the source says", c["what_the_source_says"]),
            ("Say instead", c["safer_wording"]),
            ("Made in", c["made_in"]),
            ("Read at", c["read_at"]),
            ("Note", c["note"]),
        ]
        lines.append(
            f'\n### {safe(c["claim"])} {{ #{c["claim_id"]} data-id="claims/'
            f'{c["claim_id"]}" }}\n\n'
            + badge(c["verdict"], "verdict-" + c["verdict"].replace(" ", "-"))
            + f"\n\nCites: {cited}.\n\n"
            + "".join(f"**{n}.** {safe(v)}\n\n" for n, v in fields if v)
        )
    return "".join(lines)


def costs_page(hub: Hub) -> str:
    """Return cost and burden figures, by kind."""
    lines = [
        front_matter("Costs and burden"),
        "# Costs and burden\n\nFigures as published, each "
        "with its unit, its year and where it was read. They are never pooled: populations, "
        "definitions and currencies differ.\n",
    ]
    for kind, found in grouped(hub["economics"], "kind").items():
        rows = []
        for e in found:
            shown = safe(e["value_as_printed"]) if e["value"] is None else printed(e["value"])
            value = f"{shown} {safe(e['unit'] or '')}"
            if e["ci_lb"] is not None:
                note = f", {safe(e['interval_note'])}" if e["interval_note"] else ""
                value += f" ({printed(e['ci_lb'])} to {printed(e['ci_ub'])}{note})"
            source = doi_link(e["doi"]) if e["doi"] else safe(e["title"])
            rows.append(
                [
                    f'<span id="{e["economics_id"]}" data-id="economics/'
                    f'{e["economics_id"]}"></span>{safe(e["measure"])}',
                    value,
                    safe(e["population"] or "–"),
                    safe(e["country_as_printed"] or "–"),
                    str(e["year"] or "–"),
                    source,
                    safe(e["words"] or "–"),
                    safe(e["note"] or ""),
                ]
            )
        lines.append(
            f"\n## {safe(kind.replace('_', ' ').capitalize())}\n\n"
            + table(
                [
                    "What",
                    "Value",
                    "Who",
                    "Country",
                    "Year",
                    "Source",
                    "Words near the number",
                    "Note",
                ],
                rows,
                right=(1,),
            )
        )
    return "".join(lines)


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
            count(len(hub[name])),
            f"{sizes[name] / 1024:.0f} kB",
        ]
        for name in sorted(hub.tables)
    ]
    return "".join(
        [*lines, table(["Table", "One row is", "Rows", "Size"], rows, right=(2, 3)), _flow(hub)]
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
            str(c["review_k"] or "–"),
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
