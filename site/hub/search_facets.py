"""What the search knows of a page: its kind, its title, a line of facts, what it can be chosen by.

A page carries it in its front matter, the theme writes it into the head, the index is made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from hub.countries import country_names
from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.paper_index import paper_name
from hub.text import CERTAINTY_WORDS, DESIGN_WORDS, LEVEL_WORDS, interval, plain
from hub.words import title

# In the order of results that fit equally well.
KINDS = (
    *("finding", "intervention", "outcome", "level", "study", "claim", "voice", "cost"),
    *("paper", "method", "data", "page", "list"),
)
FACETS = (
    *("kind", "level", "outcome", "intervention", "design", "cadre", "country", "income"),
    *("certainty", "year"),
)
DOT = " · "


@dataclass(frozen=True)
class Found:
    """One entry of the search: a page, or a row of one.

    Attributes
    ----------
    kind : str
        One of ``KINDS``.
    title : str
    ident : str
        Its permanent identifier.
    order : str
        By which entries are listed that were only chosen, not searched for; its head also decides
        between entries that fit equally well.
    facts : str
        What the list of results says of it beside the title, its review status included.
    filters : mapping
        Values by facet; the kind is among them.
    """

    kind: str
    title: str
    ident: str
    order: str
    facts: str
    filters: Mapping[str, list[str]] = field(default_factory=dict)


def found(
    kind: str,
    name: str,
    ident: str,
    facts: Iterable[str],
    values: Mapping[str, Iterable[str]],
    *,
    later: bool = False,
) -> Found:
    """Return an entry, absent values and doubles left out; ``later`` puts it behind its kind."""
    filters = {k: sorted({x for x in v if x}) for k, v in values.items()}
    return Found(
        kind,
        plain(name),
        ident,
        f"{KINDS.index(kind):02d} {later:d} {plain(name).casefold()}",
        DOT.join(plain(f) for f in facts if f),
        {"kind": [kind], **{k: v for k, v in filters.items() if v}},
    )


def facets_of(hub: Hub) -> dict[str, Found]:
    """Return what the search knows of each generated page, by the page's path."""
    entries = {f"findings/{f['finding_id']}.md": _finding(hub, f) for f in hub["pooled_effects"]}
    entries |= {f"studies/{s['study_id']}.md": _study(hub, s) for s in hub["studies"]}
    for ident, themes in grouped(hub["themes"], "source_id").items():
        entries[f"voices/{ident}.md"] = _voice(hub, themes)
    for c in hub["claims"]:
        facts = [hub.say("search-verdict", verdict=c["verdict"])]
        entries[f"claims/{c['claim_id']}.md"] = found("claim", c["claim"], c["claim_id"], facts, {})
    for level in LEVELS:
        label = hub.say("search-level-title", level=hub.label("levels", level))
        path = f"levels/{level.replace('_', '-')}.md"
        entries[path] = found("level", label, level, [], {"level": [level]})
    for ident, term in hub.terms("interventions").items():
        group = hub.label("intervention_groups", term["parent"])
        entries[f"interventions/{ident}.md"] = found(
            "intervention", term["label"], ident, [group], {"intervention": [ident]}
        )
    for ident, term in hub.terms("outcome_families").items():
        entries[f"outcomes/{ident}.md"] = found(
            "outcome", term["label"], ident, [], {"outcome": [ident]}
        )
    for d in hub["machine_documents"]:
        entries[f"papers/{d['paper_id']}.md"] = _paper(hub, d)
    return entries


def _finding(hub: Hub, f: Row) -> Found:
    members = [m for m in hub.members.get(f["finding_id"], []) if m["included"]]
    studies = [hub.studies[i] for i in sorted({m["study_id"] for m in members})]
    if f["status"] == "pooled":
        shown = interval(f["estimate"], f["ci_lb"], f["ci_ub"])
        sure = CERTAINTY_WORDS[f["certainty"]]
        facts = [
            hub.say("search-effect", effect=shown),
            hub.say("search-studies", n=f["n_studies"]),
            hub.say("search-sure", certainty=sure),
        ]
    elif f["status"] == "unchecked":
        facts = [hub.say("search-unchecked")]
    else:
        facts = [
            hub.say("search-not-pooled"),
            hub.say("search-studies-coded", n=f["n_studies_coded"]),
        ]
    return found(
        "finding",
        title(hub, f),
        f["finding_id"],
        facts,
        {
            "level": [f["level"] if f["level"] != "any" else ""],
            "outcome": [f["outcome_family"]],
            "intervention": [f["intervention_type"] or ""],
            "certainty": [f["certainty"] if f["status"] == "pooled" else ""],
            **_of_studies(studies),
        },
        later=f["status"] != "pooled",
    )


def _of_studies(studies: Iterable[Row]) -> dict[str, list[str]]:
    """Return what findings and studies can be chosen by alike: a finding by that of its studies."""
    rows = list(studies)
    return {
        "design": [s["design"] for s in rows],
        "cadre": [c for s in rows for c in parts(s["cadres"])],
        "country": [c for s in rows for c in parts(s["countries"])],
        "income": [s["income_group"] for s in rows if s["income_group"] != "not_stated"],
    }


def _study(hub: Hub, s: Row) -> Found:
    outcomes = hub.by_study("outcomes").get(s["study_id"], [])
    facts = [
        DESIGN_WORDS[s["design"]],
        hub.say("search-level", level=LEVEL_WORDS[s["level"]]),
        country_names(s["countries"]),
        str(s["year"] or ""),
    ]
    return found(
        "study",
        s["title"],
        s["study_id"],
        facts,
        {
            "level": [s["level"]],
            "outcome": [o["outcome_family"] or "" for o in outcomes],
            "intervention": hub.types_of_study.get(s["study_id"], []),
            "year": [str(s["year"] or "")],
            **_of_studies([s]),
        },
    )


def _voice(hub: Hub, themes: list[Row]) -> Found:
    first, outcomes = themes[0], hub.terms("outcomes")
    spoken = {o for t in themes for o in parts(t["outcomes"]) if o in outcomes}
    return found(
        "voice",
        first["source_title"],
        first["source_id"],
        [
            first["source_kind"].replace("_", " "),
            country_names(first["countries"]),
            hub.say("search-statements", n=len(themes)),
        ],
        {
            "level": [t["level"] or "" for t in themes],
            "outcome": [outcomes[o]["parent"] or "" for o in spoken],
            "intervention": [k for t in themes for k in parts(t["intervention_types"])],
            "cadre": [c for t in themes for c in parts(t["cadres"])],
            "country": [c for t in themes for c in parts(t["countries"])],
        },
    )


def _paper(hub: Hub, d: Row) -> Found:
    facts = [hub.say("search-machine-read"), str(d["year"] or "")]
    if d["status"] == "not_read":
        facts = [hub.say("search-not-read")]
    if d["is_example"]:
        facts.insert(0, hub.say("search-invented"))
    return found("paper", paper_name(d), d["paper_id"], facts, {"year": [str(d["year"] or "")]})


def with_facets(text: str, entry: Found | None) -> str:
    """Return a page with its entry in its front matter; as it was when it has none."""
    if entry is None:
        return text
    # JSON is YAML, as long as no character is written as a pair of escapes
    line = f"found: {json.dumps(asdict(entry), ensure_ascii=False)}\n"
    return text.replace("---\n", f"---\n{line}", 1)


def cost_records(hub: Hub) -> Iterable[tuple[str, bytes]]:
    """Return the file of entries that have no page of their own: each cost or burden figure."""
    rows = [
        {
            "url": f"costs/index.html#{e['economics_id']}",
            "content": ". ".join(
                plain(v)
                for v in (e["measure"], e["population"], e["country_as_printed"], e["title"])
                if v
            ),
            "entry": asdict(
                found(
                    "cost",
                    e["measure"],
                    e["economics_id"],
                    [e["kind"].replace("_", " "), e["country_as_printed"] or "", _year(e)],
                    {
                        "level": parts(e["level"]),
                        "intervention": parts(e["intervention_types"]),
                        "country": parts(e["country_iso"]),
                        "year": [_year(e)],
                    },
                )
            ),
        }
        for e in hub["economics"]
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=0) + "\n"
    yield RECORDS, text.encode()


def _year(figure: Row) -> str:
    return str(figure["year"] or "")


# Read by the publishing step, which leaves it out of the site.
RECORDS = "search/records.json"
