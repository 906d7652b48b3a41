"""The page to check citations of findings: a table of every version, and what reads it."""

from __future__ import annotations

import json

from hub.model import Hub, Row, parts
from hub.text import front_matter, letters, safe
from hub.versions import names_of, tracked, version_path, versions_of

STANDINGS = (
    *("current", "superseded", "reversed", "retired"),
    *("no-version", "unknown-version", "unknown-finding"),
)
WORDS = ("found", "nothing", "present", "read-old", *STANDINGS[4:])


def pages(hub: Hub) -> dict[str, str]:
    """Return the page."""
    return {"changes/check.md": check_page(hub)} if tracked(hub) else {}


def check_page(hub: Hub) -> str:
    """Return the page; its table is the data of its script."""
    title = hub.say("release-check-title")
    return "".join(
        [
            front_matter(title),
            f"# {title}\n\n{hub.say('release-check-lead')}\n\n",
            _form(hub),
            f"{hub.say('release-check-meaning')}\n\n",
            f"## {hub.say('release-check-table')}\n\n{_table(hub)}\n",
            '<script src="../assets/js/citation-check.js" defer></script>\n',
        ]
    )


def _form(hub: Hub) -> str:
    example = next(iter(sorted(hub.findings)), "")
    blank = {"count": "{count}", "counts": "{counts}", "version": "{version}", "example": example}
    words = {name: hub.say(f"release-check-{name}", **blank) for name in WORDS}
    words |= {f"is-{name}": hub.say(f"release-{name}") for name in STANDINGS}
    data = letters(json.dumps(words, ensure_ascii=False, sort_keys=True))
    return (
        f"{hub.say('release-check-noscript')}\n{{: #check-note }}\n\n"
        f'<form id="check" class="check" hidden data-words="{data}">\n'
        f'<label for="check-text">{hub.say("release-check-label")}</label>\n'
        '<textarea id="check-text" rows="6" spellcheck="false"></textarea>\n'
        f'<button type="submit">{hub.say("release-check-button")}</button>\n'
        f'<button type="reset">{hub.say("release-check-clear")}</button>\n'
        '<p id="check-said" role="status"></p>\n<ol id="check-found"></ol>\n</form>\n\n'
    )


def _table(hub: Hub) -> str:
    """Return the table as HTML: some thousand rows of Markdown would make the build slow."""
    columns = ("finding", "version", "stands", "account", "releases")
    head = "".join(
        f'<th scope="col">{hub.say(f"release-check-column-{name}")}</th>' for name in columns
    )
    names = names_of(hub)
    rows = [r for ident in sorted(names) for r in versions_of(hub, ident)]
    body = "\n".join(_row(hub, r, names[r["finding_id"]]) for r in rows)
    return (
        '<div class="table-wrap" tabindex="0" data-search-exclude>\n'
        f'<table id="check-versions">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>\n"
    )


def _row(hub: Hub, row: Row, name: str) -> str:
    ident, version = row["finding_id"], row["version"]
    shown = f"<code>{safe(version)}</code>"
    if row["releases"]:
        shown = f'<a href="../{version_path(ident, version)}.html">{shown}</a>'
    cells = [
        f'<a href="../findings/{ident}.html">{safe(name)}</a><br><code>{ident}</code>',
        shown,
        safe(hub.say(f"release-{row['standing']}")),
        safe(row["account"]),
        safe(", ".join(parts(row["releases"])) or "–"),
    ]
    marks = {
        "finding": ident,
        "version": version,
        "standing": row["standing"],
        "present": row["present_version"] or "",
    }
    data = " ".join(f'data-{key}="{safe(value)}"' for key, value in marks.items())
    return f"<tr {data}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
