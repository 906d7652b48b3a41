"""The ledger of claims: what the source says, what to say instead, what our numbers say."""

from __future__ import annotations

from hub.beside_numbers import number_of
from hub.citations_box import cite_section
from hub.citations_of import claim_item
from hub.citations_tags import head_of
from hub.model import Hub, Row, grouped, parts
from hub.pieces import addresses
from hub.text import badge, doi_link, front_matter, safe, table

VERDICTS = (
    "supported",
    "supported with limits",
    "overstated",
    "not found",
    "wrong link",
    "not checked",
)


def claims_page(hub: Hub) -> str:
    """Return all claims by verdict, with the number of each in the first screen."""
    say, claims = hub.say, hub["claims"]
    by_verdict = grouped(sorted(claims, key=lambda c: str(c["claim_id"])), "verdict")
    present = [v for v in VERDICTS if v in by_verdict]
    counts = "".join(
        f"- [{say('claims-verdict', verdict=slug(v))}](#{slug(v)}): {len(by_verdict[v])}. "
        f"{say('claims-means', verdict=slug(v))}\n"
        for v in present
    )
    checked = sum(c["verdict"] != "not checked" for c in claims)
    safer = sum(bool(c["safer_wording"]) for c in claims)
    lead = say("claims-lead", n=len(claims), checked=checked, safer=safer)
    lines = [
        # each claim has a page that the search leads to
        front_matter(say("claims-title"), search=False, description=say("claims-description")),
        f"# {say('claims-title')}\n\n",
        f'<div class="answer" markdown>\n\n{lead}\n\n{counts}\n</div>\n\n',
    ]
    for verdict in present:
        name = slug(verdict)
        lines.append(f"\n## {say('claims-verdict', verdict=name)} {{ #{name} }}\n\n")
        lines += [
            f"{_claim(hub, c, '###')}[{say('claims-cite')}]({c['claim_id']}.md)\n\n"
            for c in by_verdict[verdict]
        ]
    return "".join(lines)


def claim_page(hub: Hub, claim: Row) -> str:
    """Return the page of one claim, to find it and to cite it by."""
    item = claim_item(claim)
    return (
        front_matter(item.title, cited=head_of(item, hub.release))
        + f"# {hub.say('claims-one')}\n\n{_claim(hub, claim, '##')}"
        + cite_section(hub.say("claims-cite"), item, hub.release)
        + f"[{hub.say('claims-all')}](index.md)\n"
    )


def finding_claims(hub: Hub, finding: Row, up: str = "../") -> str:
    """Return the section of a finding's page: the claims on its question, with their verdicts."""
    lines = "".join(
        f"- {badge(c['verdict'], 'verdict-' + slug(c['verdict']))} "
        f"[{safe(c['claim'])}]({up}claims/index.md#{c['claim_id']})\n"
        for c in hub["claims"]
        if finding["finding_id"] in parts(c["findings"])
    )
    return f"\n## {hub.say('claims-heading')}\n\n{lines}" if lines else ""


def slug(verdict: str) -> str:
    """Return a verdict as an anchor."""
    return verdict.replace(" ", "-")


def _claim(hub: Hub, c: Row, heading: str) -> str:
    say, ident = hub.say, c["claim_id"]
    fields = [
        ("says", safe(c["what_the_source_says"])),
        ("cites", _cited(hub, c)),
        ("made", _made_in(hub, c["made_in"])),
        ("read", addresses((c["read_at"] or "").replace(" http", " ; http"))),
        ("note", safe(c["note"])),
    ]
    return (
        f'\n{heading} {safe(c["claim"])} {{ #{ident} data-id="claims/{ident}" }}\n\n'
        f"{badge(c['verdict'], 'verdict-' + slug(c['verdict']))}\n\n"
        + _safer(hub, c)
        + "".join(f"**{say('claims-field', field=n)}** {text}\n\n" for n, text in fields if text)
        + _numbers(hub, c)
        + _figures(hub, c)
    )


def _safer(hub: Hub, c: Row) -> str:
    if not c["safer_wording"]:
        return ""
    ident, label = f"safer-{c['claim_id']}", hub.say("claims-copy")
    return (
        f'<div class="safer" markdown>\n\n**{hub.say("claims-instead")}** '
        f'<span id="{ident}">{safe(c["safer_wording"])}</span>\n\n'
        f'<button class="copy" type="button" data-copy="{ident}">{label}</button>\n\n</div>\n\n'
    )


def _cited(hub: Hub, c: Row) -> str:
    cited = safe(c["cited_text"] or hub.say("claims-no-source"))
    if c["cited_doi"]:
        cited += f", {doi_link(c['cited_doi'])}"
    if c["cited_pmid"]:
        cited += f", PubMed {safe(c['cited_pmid'])}"
    if c["cited_url"]:
        cited = hub.say("claims-linked", cited=cited, addresses=addresses(c["cited_url"]))
    return cited


def _numbers(hub: Hub, c: Row) -> str:
    """Return our own findings on the claim's question, and which of them are not there."""
    lines = "".join(
        f"- {number_of(hub, f, '../')}\n"
        if f in hub.findings
        else f"- {hub.say('claims-lost', finding=safe(f))}\n"
        for f in parts(c["findings"])
    )
    return f"**{hub.say('claims-numbers')}**\n\n{lines}\n" if lines else ""


def _figures(hub: Hub, c: Row) -> str:
    rows = [
        [
            f'<span id="{f["figure_id"]}" data-id="claim_figures/{f["figure_id"]}"></span>'
            + safe(f["label"]),
            safe(f["value"]) + (f" ({_range(hub, f)})" if f["ci_lb"] else ""),
            safe(f["unit"]),
            addresses(f["read_at"]) if f["read_at"] else "–",
        ]
        for f in hub["claim_figures"]
        if f["claim_id"] == c["claim_id"]
    ]
    head = [hub.say(f"claims-figure-{n}") for n in ("what", "value", "unit", "read")]
    return table(head, rows, right=(1,)) + "\n" if rows else ""


def _range(hub: Hub, figure: Row) -> str:
    return hub.say("site-range", lower=safe(figure["ci_lb"]), upper=safe(figure["ci_ub"]))


def _made_in(hub: Hub, cell: str | None) -> str:
    titles = {t["source_id"]: t["source_title"] for t in hub["themes"]}
    found = []
    for part in parts(cell):
        source, _, place = part.partition(" ")
        name = f"[{safe(titles[source])}](../voices/{source}.md)" if source in titles else source
        found.append(f"{name} {safe(place)}")
    return "; ".join(found)
