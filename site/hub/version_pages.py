"""Pages of old versions, from frozen data, and of findings that are retired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyses.records.releases import State
from hub.changes_pages import versions_list
from hub.model import Hub, Row, parts
from hub.text import (
    CERTAINTY_WORDS,
    STATUS_WORDS,
    front_matter,
    interval,
    number,
    safe,
    table,
)
from hub.versions import (
    UP,
    hub_then,
    names_of,
    releases_in_words,
    stands,
    tracked,
    version_path,
    versions_of,
)
from hub.words import sentence, title

MODELS = {
    "CHE-CR2": "release-old-model-correlated",
    "REML-KH": "release-old-model-two-level",
}


def pages(hub: Hub) -> dict[str, str]:
    """Return a page for each version that was ever released, and for each retired finding."""
    if not tracked(hub):
        return {}
    found = {}
    then = {state.version: (state, hub_then(hub, state)) for state in hub.states}
    names = names_of(hub)
    for row in hub["finding_versions"]:
        if row["releases"]:
            state, old = then[parts(row["releases"])[-1]]
            path = version_path(row["finding_id"], row["version"])
            found[f"{path}.md"] = _version_page(hub, row, state, old, names)
    for ident in sorted({r["finding_id"] for r in hub["finding_versions"]} - set(hub.findings)):
        found[f"findings/{ident}.md"] = _retired_page(hub, ident, names)
    return found


def _version_page(hub: Hub, row: Row, state: State, old: Hub, names: Mapping[str, str]) -> str:
    ident, version = row["finding_id"], row["version"]
    finding = state.findings[ident]
    name = hub.say("release-old-title", title=title(old, finding), version=version)
    values = {"title": safe(title(old, finding)), "version": f"`{safe(version)}`"}
    shown = hub.say("release-old-title", **values)
    path = f"findings/{ident}.html"
    canonical = hub.release.address_of(path) or f"{UP}{path}"
    pieces = [
        front_matter(name, search=False, cited={"canonical": canonical}),
        f"# {shown}\n\n",
        _banner(hub, row, names),
        f"## {hub.say('release-old-said')}\n\n{safe(sentence(old, finding))}\n\n",
        f"{hub.say('release-old-worded')}\n\n",
        hub.say("release-old-note", note=safe(state.note)) + "\n\n" if state.note else "",
    ]
    if row["standing"] not in ("current", "retired"):
        pieces.append(
            f"## {hub.say('release-old-moved')}\n\n{stands(hub, row['standing'])} "
            f"{safe(row['account'])}\n\n"
        )
    return "".join([*pieces, _numbers(hub, finding), _effects(hub, old, state, finding)])


def _banner(hub: Hub, row: Row, names: Mapping[str, str]) -> str:
    ident, standing = row["finding_id"], row["standing"]
    values: dict[str, Any] = {
        "version": f"`{safe(row['version'])}`",
        "releases": releases_in_words(row),
        "link": f"{UP}findings/{ident}.md",
    }
    if standing == "current":
        text = hub.say("release-old-current", title=safe(names[ident]), **values)
        return _admonition("note", hub.say("release-old-current-title"), text)
    if standing == "retired":
        text = hub.say("release-old-retired", **values)
        return _admonition("warning", hub.say("release-old-retired-title"), text)
    present = hub.findings[ident]
    values |= {"present": present["version"], "sentence": safe(sentence(hub, present))}
    text = hub.say("release-old-banner", **values)
    return _admonition("warning", hub.say("release-old-banner-title"), text)


def _admonition(kind: str, heading: str, text: str) -> str:
    return f'!!! {kind} "{heading}"\n    {text}\n\n'


def _numbers(hub: Hub, f: Row) -> str:
    if f["status"] != "pooled":
        return ""
    sure = CERTAINTY_WORDS[f["certainty"]]
    reasons = f": {safe(f['certainty_reasons'])}" if f["certainty_reasons"] else ""
    rows = [
        [hub.say("release-old-estimate"), interval(f["estimate"], f["ci_lb"], f["ci_ub"])],
        [hub.say("release-old-prediction"), _range(hub, f)],
        [hub.say("release-old-model"), _model(hub, f["model"])],
        [hub.say("release-old-k"), f"{f['k']}, {f['n_studies']}"],
        [hub.say("release-old-sure"), sure + reasons],
    ]
    header = [hub.say("release-old-what"), hub.say("release-old-value")]
    return f"## {hub.say('release-old-numbers')}\n\n{table(header, rows)}\n"


def _range(hub: Hub, f: Row) -> str:
    return hub.say("site-range", lower=number(f["pi_lb"]), upper=number(f["pi_ub"]))


def _model(hub: Hub, name: str | None) -> str:
    return hub.say(MODELS[name]) if name in MODELS else safe(name or "–")


def _effects(hub: Hub, old: Hub, state: State, finding: Row) -> str:
    inside = [m for m in finding["members"] if m["included"] or m["in_all"]]
    left = len(finding["members"]) - len(inside)
    rows = [
        [
            _study(hub, state, m["study_id"]),
            safe(old.label("outcomes", m["construct_id"])),
            interval(m["yi"], m["ci_lb"], m["ci_ub"]),
            f"{100 * m['weight']:.1f}%" if m["weight"] is not None else "–",
            hub.say("release-old-pooled" if m["included"] else "release-old-chosen"),
            STATUS_WORDS[m["review_status"]],
        ]
        for m in sorted(inside, key=lambda m: (-(m["weight"] or 0), m["effect_id"]))
    ]
    columns = ("study", "outcome", "effect", "weight", "use", "status")
    header = [hub.say(f"release-old-{name}") for name in columns]
    text = f"{table(header, rows, right=(2, 3))}\n" if rows else ""
    frozen = f"{UP}api/v1/releases/{state.version}.json"
    text += hub.say("release-old-left", n=left, frozen=frozen) + "\n" if left else ""
    return f"## {hub.say('release-old-effects')}\n\n{text}" if text else ""


def _study(hub: Hub, state: State, ident: str) -> str:
    name = safe(state.studies.get(ident, ident))
    return f"[{name}]({UP}studies/{ident}.md)" if ident in hub.studies else name


def _retired_page(hub: Hub, ident: str, names: Mapping[str, str]) -> str:
    entry = hub.retired.get(ident, {"reason": None, "moved_to": None})
    extra: dict[str, Any] = {}
    moved = entry["moved_to"]
    lines = [f"# {safe(names[ident])}\n\n", hub.say("release-retired-lead") + "\n\n"]
    reason = entry["reason"]
    lines.append(
        hub.say("release-retired-reason", reason=safe(reason))
        if reason
        else hub.say("release-retired-no-reason")
    )
    lines.append("\n\n")
    if moved in hub.findings:
        extra = {"refresh": f"{moved}.html"}
        link = hub.say("release-retired-moved", title=safe(names[moved]), link=f"{moved}.md")
        lines.append(f"{link}\n\n")
    considered = _considered_in(hub, ident)
    if considered:
        lines.append(hub.say("release-retired-considered") + "\n\n")
        lines += [f"- [{safe(names[i])}]({i}.md)\n" for i in considered]
        lines.append("\n")
    lines.append(f"## {hub.say('release-retired-versions')}\n\n")
    lines.append(versions_list(hub, versions_of(hub, ident), "../"))
    return front_matter(names[ident], search=False, cited=extra) + "".join(lines)


def _considered_in(hub: Hub, ident: str) -> list[str]:
    """Return the findings that consider the effects of a retired one now."""
    effects = {
        m["effect_id"] for s in hub.states for m in s.findings.get(ident, {}).get("members", [])
    }
    return sorted({m["finding_id"] for e in effects for m in hub.members_of_effect.get(e, [])})
