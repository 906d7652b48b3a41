"""Pages of levels: the answer first, then what it rests on; and the levels beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.answers import answer
from hub.compare_levels import compare_page
from hub.cost_pages import costs_table
from hub.countries import country_names
from hub.model import Hub, Row, parts
from hub.pieces import (
    finding_forest,
    findings_table,
    level_counts,
    notice,
    study_link,
    themes_table,
)
from hub.text import DESIGN_WORDS, count, front_matter, safe, table


def _of_level(hub: Hub, level: str) -> list[Row]:
    order = {family: i for i, family in enumerate(hub.families)}
    found = [f for f in hub["pooled_effects"] if f["level"] == level]
    return sorted(
        found,
        key=lambda f: (
            f["evidence_class"] != "controlled",
            f["evidence_class"],
            order[f["outcome_family"]],
        ),
    )


def level_page(hub: Hub, level: str) -> str:
    """Return the page of a level."""
    term, counts = hub.terms("levels")[level], level_counts(hub)[level]
    findings = _of_level(hub, level)
    first = [
        f
        for f in findings
        if f["outcome_family"] == hub.headline_families[0] and f["evidence_class"] == "controlled"
    ]
    studies = [s for s in hub["studies"] if s["level"] == level]
    themes = [t for t in hub["themes"] if t["level"] == level]
    costs = [e for e in hub["economics"] if level in parts(e["level"])]
    return "".join(
        [
            front_matter(_title(hub, term["label"]), description=term["definition"]),
            f"# {_title(hub, safe(term['label']))}\n\n{safe(term['definition'])}\n\n",
            answer(hub, first, "../"),
            f"{_coded(hub, counts)}\n\n",
            *(finding_forest(hub, f, "../") for f in first),
            _section(hub, "findings", findings_table(hub, findings, "../")),
            _section(hub, "kinds", _types_of(hub, studies)),
            _section(hub, "costs", costs_table(hub, costs, "../")) if costs else "",
            _section(hub, "voices", themes_table(hub, themes, "../")) if themes else "",
            _section(hub, "studies", _study_list(hub, studies)),
            notice(),
        ]
    )


def _title(hub: Hub, label: str) -> str:
    return hub.say("level-page-title", level=label)


def _coded(hub: Hub, counts: Mapping[str, int]) -> str:
    return hub.say(
        "level-page-coded",
        n=counts["studies"],
        studies=count(counts["studies"]),
        randomised=str(counts["randomised"]),
        places=counts["countries"],
        countries=count(counts["countries"]),
    )


def _section(hub: Hub, name: str, content: str) -> str:
    return f"\n## {hub.say(f'level-page-{name}')}\n\n{content}"


def _columns(hub: Hub, *names: str) -> list[str]:
    return [hub.say(f"level-page-column-{name}") for name in names]


def _types_of(hub: Hub, studies: Sequence[Row]) -> str:
    found: dict[str, int] = {}
    for study in studies:
        for kind in hub.types_of_study.get(study["study_id"], []):
            found[kind] = found.get(kind, 0) + 1
    rows = [
        [f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)", str(n)]
        for k, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    return table(_columns(hub, "type", "studies"), rows, right=(1,))


def _study_list(hub: Hub, studies: Sequence[Row]) -> str:
    rows = [
        [
            study_link(s, "../"),
            safe(s["title"]),
            DESIGN_WORDS[s["design"]],
            safe(country_names(s["countries"]) or "–"),
        ]
        for s in studies
    ]
    return table(_columns(hub, "study", "title", "design", "country"), rows)


def levels_index(hub: Hub) -> str:
    """Return the comparison of the levels, and what confounds it."""
    return compare_page(hub)
