"""The page on the JSON addresses: what there is, and what is promised."""

from __future__ import annotations

from hub.api import ROOT
from hub.model import Hub
from hub.text import front_matter, table
from hub.versions import tracked

KINDS = ("index", "findings", "finding", "study", "changes", "release")


def pages(hub: Hub) -> dict[str, str]:
    """Return the page."""
    return {"data/api.md": api_page(hub)} if tracked(hub) else {}


def api_page(hub: Hub) -> str:
    """Return the page on the JSON addresses."""
    title = hub.say("release-api-title")
    finding, study = min(hub.findings, default=""), min(hub.studies, default="")
    examples = {
        "index": "index.json",
        "findings": "findings.json",
        "finding": f"findings/{finding}.json" if finding else "",
        "study": f"studies/{study}.json" if study else "",
        "changes": "changes.json",
        "release": f"releases/{hub.states[-1].version}.json" if hub.states else "",
    }
    names = {
        **examples,
        "finding": "findings/<id>.json",
        "study": "studies/<id>.json",
        "release": "releases/<version>.json",
    }
    rows = [
        [
            f"`{ROOT}/{names[kind]}`",
            hub.say(f"release-api-{kind}"),
            f"[{kind}](../{ROOT}/schema/{kind}.schema.json)" if kind != "release" else "–",
            f"[{examples[kind]}](../{ROOT}/{examples[kind]})" if examples[kind] else "–",
        ]
        for kind in KINDS
    ]
    header = [hub.say(f"release-api-{name}") for name in ("file", "holds", "schema", "example")]
    code = (
        "import json\n"
        f'with open("{ROOT}/{examples["finding"]}", encoding="utf-8") as file:\n'
        "    finding = json.load(file)\n"
        'print(finding["sentence"], finding["version"])\n'
    )
    return "".join(
        [
            front_matter(title),
            f"# {title}\n\n{hub.say('release-api-lead')}\n\n{table(header, rows)}\n",
            *(f"{hub.say(f'release-api-{name}')}\n\n" for name in ("promise", "rules", "licence")),
            f"{hub.say('release-api-try')}\n\n```python\n{code}```\n",
        ]
    )
