"""Pages of what people say and claim."""

from __future__ import annotations

from collections.abc import Sequence

from hub.citations_box import cite_section
from hub.citations_of import claim_item, voice_item
from hub.citations_tags import head_of
from hub.model import Hub, Row, grouped, parts
from hub.pieces import addresses, themes_table
from hub.text import badge, doi_link, front_matter, safe, table

KINDS = ("need", "barrier", "facilitator", "recommendation")
VERDICTS = (
    "supported",
    "supported with limits",
    "overstated",
    "not found",
    "wrong link",
    "not checked",
)


def voice_page(hub: Hub, themes: Sequence[Row]) -> str:
    """Return the page of one voice: who spoke and where, and its coded themes."""
    first = themes[0]
    item = voice_item(first)
    kind = first["source_kind"].replace("_", " ")
    facts = [
        ["People", safe(first["participants_note"])],
        ["Country", safe(first["countries"] or "not printed")],
        ["Cadre", _labels(hub, "cadres", first["cadres"]) or "not stated"],
        ["Setting", _labels(hub, "settings", first["settings"]) or "not stated"],
        ["Published as", _publication(first)],
    ]
    lines = [
        front_matter(first["source_title"], cited=head_of(item, hub.release)),
        f"# {safe(first['source_title'])}\n\n{badge(kind, 'voice')}\n\n",
        table(["What", "As coded"], facts),
        "\nCoded summaries in our own words; people are not named.\n\n",
    ]
    lines += [_theme(hub, t) for t in themes]
    return "".join([*lines, cite_section("Cite this voice", item, hub.release)])


def _publication(theme: Row) -> str:
    bits = [theme["published_as"], theme["publisher"], theme["published_on"]]
    text = ", ".join(safe(b) for b in bits if b)
    return f"{text}, <{theme['source_url']}>" if theme["source_url"] else text


def _labels(hub: Hub, vocabulary: str, cell: str | None) -> str:
    return ", ".join(safe(hub.label(vocabulary, i)) for i in parts(cell))


def _theme(hub: Hub, t: Row) -> str:
    kinds = ", ".join(
        f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)"
        for k in parts(t["intervention_types"])
    )
    spoken = [
        ("Interventions", kinds),
        ("Outcomes", _labels(hub, "outcomes", t["outcomes"])),
        ("Putting it into practice", _labels(hub, "implementation", t["implementation"])),
    ]
    return (
        f'## {safe(t["theme"])} {{ #{t["theme_id"]} data-id="themes/{t["theme_id"]}" }}\n\n'
        f"{badge(t['kind'], 'kind-' + t['kind'])} {badge(t['level'], 'level')}\n\n"
        f"{safe(t['summary'])}\n\n"
        + "".join(f"- {name}: {found}\n" for name, found in spoken if found)
        + f"- Place: {safe(t['place'])}, near “{safe(t['words'])}”\n\n"
    )


def voices_index(hub: Hub) -> str:
    """Return all voices, and their statements by kind."""
    sources = grouped(hub["themes"], "source_id")
    rows = [
        [
            f"[{safe(t[0]['source_title'])}]({i}.md)",
            t[0]["source_kind"].replace("_", " "),
            safe(t[0]["countries"] or "–"),
            _labels(hub, "cadres", t[0]["cadres"]) or "–",
            str(len(t)),
        ]
        for i, t in sources.items()
    ]
    lines = [
        front_matter("Voices"),
        "# Voices\n\nWhat health workers and those who speak for "
        "them say they need, what stands in the way, what helps, and what they recommend. "
        "Few voices, not a sample: they say what matters, not how often.\n\n",
        table(["Voice", "Kind", "Country", "Cadre", "Statements"], rows, right=(4,)),
    ]
    kinds = grouped(hub["themes"], "kind")
    for kind in KINDS:
        if kind in kinds:
            lines.append(
                f"\n## {safe(kind.capitalize())}\n\n" + themes_table(hub, kinds[kind], "../")
            )
    return "".join(lines)


def claims_page(hub: Hub) -> str:
    """Return all claims with their verdicts, the checked ones first."""
    claims = sorted(hub["claims"], key=lambda c: (VERDICTS.index(c["verdict"]), c["claim_id"]))
    checked = sum(c["verdict"] != "not checked" for c in claims)
    lines = [
        # each claim has a page that the search leads to
        front_matter("Claims", search=False),
        "# Claims, and what their sources say\n\nStatements that the texts of this hub make "
        f"or cite. {checked} of {len(claims)} were set beside the source that they cite; the "
        "others are listed with the reason why not. *Not found* means that no page read shows "
        "it; it does not prove the claim false.\n\n",
        table(
            ["Claim", "Verdict"],
            [[f"[{safe(c['claim'])}](#{c['claim_id']})", _verdict(c)] for c in claims],
        ),
    ]
    cite = "[Cite this claim]({}.md)\n\n"
    return "".join([*lines, *(_claim(hub, c) + cite.format(c["claim_id"]) for c in claims)])


def claim_page(hub: Hub, claim: Row) -> str:
    """Return the page of one claim, to find it and to cite it by."""
    item = claim_item(claim)
    return (
        front_matter(item.title, cited=head_of(item, hub.release))
        + f"# Claim\n\n{_claim(hub, claim)}"
        + cite_section("Cite this claim", item, hub.release)
        + "[All claims](index.md)\n"
    )


def _verdict(claim: Row) -> str:
    return badge(claim["verdict"], "verdict-" + claim["verdict"].replace(" ", "-"))


def _claim(hub: Hub, c: Row) -> str:
    cited = safe(c["cited_text"] or "no source")
    if c["cited_doi"]:
        cited += f", {doi_link(c['cited_doi'])}"
    if c["cited_pmid"]:
        cited += f", PubMed {safe(c['cited_pmid'])}"
    if c["cited_url"]:
        cited += f", linked to {addresses(c['cited_url'])}"
    fields = [
        ("What the source says", safe(c["what_the_source_says"])),
        ("Say instead", safe(c["safer_wording"])),
        ("Made in", _made_in(hub, c["made_in"])),
        ("Read at", addresses(c["read_at"]) if c["read_at"] else ""),
        ("Note", safe(c["note"])),
    ]
    figures = [
        [
            f'<span id="{f["figure_id"]}" data-id="claim_figures/{f["figure_id"]}"></span>'
            + safe(f["label"]),
            safe(f["value"])
            + (f" ({safe(f['ci_lb'])} to {safe(f['ci_ub'])})" if f["ci_lb"] else ""),
            safe(f["unit"]),
            addresses(f["read_at"]) if f["read_at"] else "–",
        ]
        for f in hub["claim_figures"]
        if f["claim_id"] == c["claim_id"]
    ]
    heading = f'## {safe(c["claim"])} {{ #{c["claim_id"]} data-id="claims/{c["claim_id"]}" }}'
    return (
        f"\n{heading}\n\n{_verdict(c)}\n\nCites: {cited}.\n\n"
        + "".join(f"**{name}.** {text}\n\n" for name, text in fields if text)
        + (table(["Figure", "Value", "Unit", "Read at"], figures, right=(1,)) if figures else "")
    )


def _made_in(hub: Hub, cell: str | None) -> str:
    titles = {t["source_id"]: t["source_title"] for t in hub["themes"]}
    found = []
    for part in parts(cell):
        source, _, place = part.partition(" ")
        name = f"[{safe(titles[source])}](../voices/{source}.md)" if source in titles else source
        found.append(f"{name} {safe(place)}")
    return "; ".join(found)
