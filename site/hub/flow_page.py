"""How the evidence came together, in the shape of PRISMA 2020, counted from the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from analyses.plots.flow import FlowBox, flow_svg
from hub.model import Hub, Row
from hub.text import count, front_matter, safe, table

# Why a reading is in no pooled effect, in the order in which one reason is given to each.
LEFT = ("no_effect", "association", "sensitivity", "unused", "once", "few", "other")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the flow: counts by what they count, and counts of what left; none when empty."""

    name: str
    counts: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)


def pages(hub: Hub) -> dict[str, str]:
    """Return the page."""
    return {"data/flow.md": flow_page(hub)}


def stages(hub: Hub) -> list[Stage]:
    """Return the flow, counted from the tables; a stage that nobody recorded has no counts."""
    reports = [r for r in hub["references"] if r["kind"] == "study_report"]
    statuses = Counter(r["review_status"] for r in hub["readings"])
    pooled = {m["effect_id"] for m in hub["pool_members"] if m["included"]}
    of_pooled = {hub.effects[e]["reading_id"] for e in pooled}
    with_effect = {e["reading_id"] for e in hub["effect_sizes"] if e["yi"] is not None}
    studies = {r["reading_id"]: r["study_id"] for r in hub["readings"]}
    left = Counter(_why_left(hub, r) for r in hub["readings"] if r["reading_id"] not in of_pooled)
    return [
        Stage("identified"),
        Stage("screened"),
        Stage("sought"),
        Stage(
            "coded",
            {
                "reports": len(reports),
                "studies": len(hub["studies"]),
                "contrasts": len(hub["contrasts"]),
            },
        ),
        Stage(
            "read",
            {
                "readings": len(hub["readings"]),
                "twice": statuses["checked"] + statuses["corrected"],
                "readings-once": statuses["machine"],
            },
            {"rejected": statuses["rejected"]} if statuses["rejected"] else {},
        ),
        Stage(
            "effects",
            {
                "with-effect": len(with_effect),
                "effect-studies": len({studies[r] for r in with_effect}),
            },
            {"no_effect": left.pop("no_effect", 0)},
        ),
        Stage(
            "pooled",
            {
                "pooled-readings": len(of_pooled),
                "pooled-studies": len({studies[r] for r in of_pooled}),
                "pooled-findings": sum(f["status"] == "pooled" for f in hub["pooled_effects"]),
            },
            {name: left[name] for name in LEFT if left[name]},
        ),
    ]


def _why_left(hub: Hub, reading: Row) -> str:
    """Return the one reason why a reading is in no pooled effect."""
    effects = _effects(hub).get(reading["reading_id"], [])
    usable = [e for e in effects if e["yi"] is not None]
    if not usable:
        return "no_effect"
    if all(e["evidence_class"] == "cross_sectional" for e in usable):
        return "association"
    uses = {e["use"] for e in usable}
    if "main" not in uses:
        return "sensitivity" if "sensitivity" in uses else "unused"
    if reading["review_status"] not in ("checked", "corrected"):
        return "once"
    members = [m for e in usable for m in hub.members_of_effect.get(e["effect_id"], [])]
    return "few" if any(m["in_all"] for m in members) else "other"


def _effects(hub: Hub) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for effect in hub["effect_sizes"]:
        found.setdefault(effect["reading_id"], []).append(effect)
    return found


def flow_page(hub: Hub) -> str:
    """Return the page: the words first, then the drawing, then the same as a table."""
    found = stages(hub)
    title = hub.say("release-flow-title")
    svg = flow_svg(
        [_drawn(hub, s) for s in found],
        plot_id="flow",
        title=title,
        description=hub.say("release-flow-described"),
    )
    reviews = {r["review_id"] for r in hub["reviews"]}
    cited = sum(r["kind"] != "study_report" for r in hub["references"])
    beside = {
        "reviews": len(reviews),
        "review-rows": len(hub["reviews"]),
        "cited": cited,
        "machine": len(hub["machine_documents"]),
        "examples": sum(bool(d["is_example"]) for d in hub["machine_documents"]),
    }
    rows = [row for s in found for row in _rows(hub, s)]
    rows += [[hub.say("release-flow-beside"), *_said(hub, n, v), ""] for n, v in beside.items()]
    header = [hub.say(f"release-flow-column-{n}") for n in ("stage", "what", "count", "left")]
    return "".join(
        [
            front_matter(title),
            f"# {title}\n\n",
            f'!!! warning "{hub.say("release-flow-honest-title")}"\n'
            f"    {hub.say('release-flow-honest')}\n\n",
            f'<figure class="flow" tabindex="0">\n{svg}\n'
            f"<figcaption>{hub.say('release-flow-caption')}</figcaption>\n</figure>\n\n",
            f"## {hub.say('release-flow-table')}\n\n{table(header, rows, right=(2,))}\n",
            f"{hub.say('release-flow-sources')}\n",
        ]
    )


def _said(hub: Hub, name: str, value: int) -> list[str]:
    return [safe(hub.say(f"release-flow-{name}")), count(value)]


def _rows(hub: Hub, stage: Stage) -> list[list[str]]:
    name = hub.say(f"release-flow-{stage.name}")
    if not stage.counts:
        why = safe(hub.say(f"release-flow-{stage.name}-why"))
        return [[name, why, hub.say("release-flow-unknown"), ""]]
    rows = [[name, *_said(hub, n, v), ""] for n, v in stage.counts.items()]
    left = hub.say("release-flow-out")
    return rows + [[name, *_said(hub, f"left-{n}", v), left] for n, v in stage.left.items()]


def _drawn(hub: Hub, stage: Stage) -> FlowBox:
    name = hub.say(f"release-flow-{stage.name}")
    if not stage.counts:
        unknown = hub.say("release-flow-unknown")
        return FlowBox([name, unknown], [hub.say(f"release-flow-{stage.name}-why")], recorded=False)
    lines = [f"{hub.say(f'release-flow-{n}')}: {v}" for n, v in stage.counts.items()]
    left = [f"{hub.say(f'release-flow-left-{n}')}: {v}" for n, v in stage.left.items()]
    heading = [hub.say("release-flow-out")] if left else []
    return FlowBox([name, *lines], [*heading, *left])
