"""Releases beside the present: what a finding said then, in the words that pages use now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analyses.records.releases import PRESENT, State
from hub.model import Hub, Row, parts
from hub.text import badge, safe
from hub.words import title

# Old versions stand below the page of the finding: findings/ID/versions/VERSION.md
UP = "../../../"


def tracked(hub: Hub) -> bool:
    """Say whether the tables of versions and changes are there."""
    return "finding_versions" in hub.tables and "finding_changes" in hub.tables


def version_path(ident: str, version: str) -> str:
    """Return the permanent path of a version that was released, without its ending."""
    return f"findings/{ident}/versions/{version}"


def version_link(ident: str, version: str, released: bool, up: str) -> str:
    """Return a version as a link to its permanent page, or as it is when it was not released."""
    text = f"`{safe(version)}`"
    return f"[{text}]({up}{version_path(ident, version)}.md)" if released else text


def stands(hub: Hub, word: str) -> str:
    """Return how a version stands, or what a change means, as a badge."""
    return badge(hub.say(f"release-{word.replace('_', '-')}"), f"stands-{word}")


def versions_of(hub: Hub, ident: str) -> list[Row]:
    """Return the versions of a finding, the present one first, then from new to old."""
    order = {state.version: place for place, state in enumerate(hub.states)}

    def newest(row: Row) -> int:
        return max((order.get(r, -1) for r in parts(row["releases"])), default=len(order))

    rows = hub.by_finding("finding_versions").get(ident, [])
    return sorted(rows, key=lambda r: (r["version"] == r["present_version"], newest(r)))[::-1]


def releases_in_words(row: Row) -> str:
    """Return the releases that have a version: ``0.1.0, 0.2.0``."""
    return ", ".join(parts(row["releases"]))


def names_of(hub: Hub) -> dict[str, str]:
    """Return the title of each finding there ever was, the present words first."""
    found: dict[str, str] = {}
    for state in hub.states:
        then = hub_then(hub, state)
        found |= {ident: title(then, row) for ident, row in state.findings.items()}
    return found | {f["finding_id"]: title(hub, f) for f in hub["pooled_effects"]}


def hub_then(hub: Hub, state: State) -> Hub:
    """Return the hub of a release, as far as the sentences of findings need it."""
    members = [
        m | {"finding_id": ident} for ident, f in state.findings.items() for m in f["members"]
    ]
    tables: Mapping[str, list[Row]] = {
        "pooled_effects": list(state.findings.values()),
        "pool_members": members,
        "effect_sizes": members,
        "terms": [*hub["terms"], *_terms(state)],
    }
    return replace(hub, tables=tables)


def _terms(state: State) -> list[Row]:
    rows = []
    for word, label in state.labels.items():
        vocabulary, ident = word.split("/", 1)
        rows.append({"vocabulary": vocabulary, "term_id": ident, "label": label})
    return rows


def last_release(hub: Hub) -> str:
    """Return the version of the newest frozen release; empty when there is none."""
    return hub.states[-1].version if hub.states else ""


def step_name(hub: Hub, release: str) -> str:
    """Return a release, or what came after the last one, as a heading."""
    if release == PRESENT:
        return hub.say("release-changes-present", version=last_release(hub))
    date = next(s.date for s in hub.states if s.version == release)
    return hub.say("release-changes-release", version=release, date=date)
