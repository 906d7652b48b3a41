"""What changed: by release, on each finding, and on the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analyses.records.releases import PRESENT
from hub.model import Hub, Row, grouped, parts
from hub.text import CERTAINTY_WORDS, front_matter, interval, safe
from hub.versions import (
    last_release,
    names_of,
    releases_in_words,
    stands,
    step_name,
    tracked,
    version_link,
    versions_of,
)

FEED_OF_ALL = "feeds/all.xml"
CONSEQUENCES = ("reversed", "retired", "certainty", "new", "superseded")


def feed_path(ident: str) -> str:
    """Return the path of the feed of a finding."""
    return f"feeds/{ident}.xml"


def feed_head(address: str, name: str) -> dict[str, Mapping[str, str]]:
    """Return front matter that names the feed of a page in its head."""
    return {"feed": {"href": address, "title": name}}


def pages(hub: Hub) -> dict[str, str]:
    """Return the page of changes."""
    return {"changes/index.md": changes_page(hub)} if tracked(hub) else {}


def changes_page(hub: Hub) -> str:
    """Return what changed, by release, the newest first."""
    title = hub.say("release-changes-title")
    lines = [
        front_matter(title, cited=feed_head(f"../{FEED_OF_ALL}", title)),
        f"# {title}\n\n{hub.say('release-changes-lead')}\n\n",
        hub.say("release-changes-check", feed=f"../{FEED_OF_ALL}") + "\n\n",
    ]
    if not hub.states:
        return "".join([*lines, hub.say("release-nothing-frozen"), "\n"])
    names, steps = names_of(hub), grouped(hub["finding_changes"], "to_release")
    for release in (PRESENT, *(s.version for s in reversed(hub.states))):
        lines.append(f"## {step_name(hub, release)}\n\n")
        lines.append(_note(hub, release))
        lines.append(_step(hub, release, steps.get(release, []), names))
    lines.append(f"{hub.say('release-changes-legend')}\n\n")
    lines.append(hub.say("release-changes-data", up="../") + "\n")
    return "".join(lines)


def _note(hub: Hub, release: str) -> str:
    notes = [s.note for s in hub.states if s.version == release and s.note]
    return f"{safe(notes[0])}\n\n" if notes else ""


def _step(hub: Hub, release: str, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    if release == hub.states[0].version:
        found = hub.states[0].findings.values()
        pooled = sum(f["status"] == "pooled" for f in found)
        return hub.say("release-changes-first", n=len(found), pooled=pooled) + "\n\n"
    if not rows:
        return hub.say("release-changes-none") + "\n\n"
    rows = sorted(rows, key=lambda r: r["place"])
    large = [r for r in rows if not _small(r)]
    small = [r for r in rows if _small(r)]
    text = f"{_counts(hub, rows)}\n\n{_items(hub, large, names, '../')}\n"
    if small:
        items = _items(hub, small, names, "../").replace("\n", "\n    ").rstrip()
        text += f'??? note "{hub.say("release-changes-small", n=len(small))}"\n\n    {items}\n\n'
    return text


def _small(row: Row) -> bool:
    """Say whether there was no pooled answer before, nor is one after."""
    answers = {row["conclusion_before"], row["conclusion_after"]} - {None}
    return answers == {"no_answer"}


def _counts(hub: Hub, rows: Sequence[Row]) -> str:
    many = Counter(r["consequence"] for r in rows)
    counts = ", ".join(f"{hub.say(f'release-{c}')} {many[c]}" for c in CONSEQUENCES if many[c])
    return hub.say("release-changes-counts", n=len(rows), counts=counts)


def _items(hub: Hub, rows: Sequence[Row], names: Mapping[str, str], up: str) -> str:
    return "".join(f"- {_item(hub, row, names, up)}\n" for row in rows)


def _item(hub: Hub, row: Row, names: Mapping[str, str], up: str) -> str:
    ident = row["finding_id"]
    link = f"[{safe(names.get(ident, ident))}]({up}findings/{ident}.md)"
    badge, account = stands(hub, row["consequence"]), safe(row["account"])
    return f"{badge} **{link}** {account} {_between(hub, row, up)}"


def _between(hub: Hub, row: Row, up: str) -> str:
    ident = row["finding_id"]
    known = {(r["finding_id"], r["version"]): bool(r["releases"]) for r in hub["finding_versions"]}
    links = {
        side: version_link(ident, version, known.get((ident, version), False), up)
        for side, version in (("old", row["from_version"]), ("new", row["to_version"]))
        if version
    }
    if len(links) == 2:
        said = hub.say("release-changes-from", **links)
    else:
        said = hub.say("release-changes-was" if "old" in links else "release-changes-is", **links)
    return f"({said})"


def what_changed_block(hub: Hub, up: str, n: int) -> str:
    """Return the most consequential changes of the latest step as Markdown, for the home page.

    Parameters
    ----------
    hub : Hub
        The tables.
    up : str
        The way from the page to the root of the site.
    n : int
        Changes shown.

    Returns
    -------
    str
        A heading, a list and a link to all changes; nothing when no release is frozen.
    """
    if not tracked(hub) or not hub.states:
        return ""
    steps = grouped(hub["finding_changes"], "to_release")
    release = PRESENT if PRESENT in steps else last_release(hub)
    rows = sorted(steps.get(release, []), key=lambda r: r["place"])
    rows = [r for r in rows if not _small(r)]
    title, all_changes = hub.say("release-changes-title"), hub.say("release-changes-all")
    body = _items(hub, rows[:n], names_of(hub), up) or hub.say("release-changes-none") + "\n"
    return (
        f"## {title}\n\n{step_name(hub, release)}:\n\n{body}\n"
        f"[{all_changes}]({up}changes/index.md)\n"
    )


def versions_section(hub: Hub, finding: Row) -> str:
    """Return the section on the versions of a finding: how each stands, and how to follow it."""
    if not tracked(hub):
        return ""
    ident = finding["finding_id"]
    rows = versions_of(hub, ident)
    present = [r for r in rows if r["version"] == finding["version"]]
    since = hub.say("release-versions-unreleased")
    link = version_link(ident, finding["version"], False, "../")
    if present and present[0]["releases"]:
        since = hub.say("release-versions-released", releases=releases_in_words(present[0]))
        link = version_link(ident, finding["version"], True, "../")
    lines = [
        f"\n## {hub.say('release-versions-title')} {{ #versions data-search-exclude }}\n\n",
        hub.say("release-versions-present", version=link, since=since),
    ]
    older = [r for r in rows if r["version"] != finding["version"]]
    lines.append(
        f"\n\n{versions_list(hub, older, '../')}\n"
        if older
        else f" {hub.say('release-versions-only')}\n\n"
    )
    follow = {"feed": f"../{feed_path(ident)}", "api": f"../api/v1/findings/{ident}.json"}
    return "".join([*lines, hub.say("release-versions-follow", up="../", **follow), "\n"])


def versions_list(hub: Hub, rows: Sequence[Row], up: str) -> str:
    """Return versions as a list: what each said, how it stands, what moved since."""
    return "".join(f"- {_version(hub, row, up)}\n" for row in rows)


def _version(hub: Hub, row: Row, up: str) -> str:
    if row["estimate"] is None:
        said = hub.say(f"release-status-{row['status'].replace('_', '-')}")
    else:
        said = hub.say(
            "release-versions-said",
            effect=interval(row["estimate"], row["ci_lb"], row["ci_ub"]),
            n=row["n_studies"],
            sure=CERTAINTY_WORDS[row["certainty"]],
        )
    return hub.say(
        "release-versions-item",
        version=version_link(row["finding_id"], row["version"], bool(row["releases"]), up),
        releases=", ".join(f"{v} ({_date(hub, v)})" for v in parts(row["releases"])),
        said=said,
        stands=stands(hub, row["standing"]),
        account=safe(row["account"]),
    )


def _date(hub: Hub, version: str) -> str:
    return next((s.date for s in hub.states if s.version == version), "")
