"""The Explorer: every effect in one table, and as data for the filters of the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hub.countries import country_name
from hub.model import Hub, Row, parts
from hub.pieces import study_name
from hub.script_words import EXPLORER, script_words
from hub.text import (
    CLASS_WORDS,
    DESIGN_WORDS,
    LEVEL_WORDS,
    STATUS_WORDS,
    count,
    front_matter,
    interval,
    safe,
)
from hub.texts import Texts

# How the filters of the page are named, and the vocabulary of their values.
VOCABULARIES = {
    "family": "outcome_families",
    "construct": "outcomes",
    "kind": "interventions",
    "cadre": "cadres",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """How one effect of a study is chosen.

    Attributes
    ----------
    order : callable
        A key for the effects of one outcome family; the smallest of a study is chosen.
    headline_status : sequence of str
        Review statuses of the numbers that may be pooled.
    """

    order: Callable[[Row], Any]
    headline_status: Sequence[str]


def explorer_rows(hub: Hub, choice: Choice) -> list[Row]:
    """Return every effect with a number, as the page's script reads it, in the table's order.

    ``rank`` puts the effects of each study in the order in which one is chosen.
    """
    effects = [e for e in hub["effect_sizes"] if e["yi"] is not None]
    families = {family: i for i, family in enumerate(hub.terms("outcome_families"))}
    families |= {family: i - len(families) for i, family in enumerate(hub.families)}
    ranks: dict[str, int] = {}
    for family in families:
        mine = [e for e in effects if e["outcome_family"] == family]
        ranks |= {e["effect_id"]: i for i, e in enumerate(sorted(mine, key=choice.order))}
    rows = [_row(hub, e, ranks[e["effect_id"]], choice) for e in effects]
    return sorted(rows, key=lambda r: (families[r["family"]], r["label"].casefold(), r["id"]))


def _row(hub: Hub, effect: Row, rank: int, choice: Choice) -> Row:
    study = hub.studies[effect["study_id"]]
    return {
        "id": effect["effect_id"],
        "study": effect["study_id"],
        "label": study_name(study),
        "year": study["year"],
        "family": effect["outcome_family"],
        "construct": effect["construct_id"],
        "evidence": effect["evidence_class"],
        "level": effect["level"],
        "kind": parts(effect["intervention_types"]),
        "country": parts(study["countries"]),
        "income": study["income_group"],
        "cadre": parts(study["cadres"]),
        "design": study["design"],
        "bias": study["risk_of_bias"],
        "status": effect["review_status"],
        "checked": effect["review_status"] in choice.headline_status,
        "use": effect["use"],
        "why": None if effect["use"] == "main" else _why(hub, effect),
        "rank": rank,
        "yi": effect["yi"],
        "vi": effect["vi"],
        "lower": effect["ci_lb"],
        "upper": effect["ci_ub"],
        "n1": effect["n1i"],
        "n2": effect["n2i"],
    }


def _why(hub: Hub, effect: Row) -> str:
    """Return how an effect is used, and the reason: plain text, made safe where it is shown."""
    sensitivity = effect["use"] == "sensitivity"
    kept = hub.say("explorer-sensitivity" if sensitivity else "explorer-not-used")
    reason = effect["use_reason"]
    return hub.say("explorer-why", use=kept, reason=reason) if reason else kept


def explorer_data(hub: Hub, rows: Sequence[Row]) -> str:
    """Return the data of the page's script as JSON."""
    labels = {
        name: {v: hub.label(vocabulary, v) for v in _values(rows, name)}
        for name, vocabulary in VOCABULARIES.items()
    }
    labels |= fixed_labels(rows)
    data = {
        "start": {"family": hub.headline_families[0], "evidence": "controlled"},
        "labels": labels,
        "findings": sorted(hub.findings),
        "titles": {s: hub.studies[s]["title"] for s in _values(rows, "study")},
        "effects": rows,
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def fixed_labels(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    """Return the words of the filters' values that are no terms of a vocabulary."""
    found = list(rows)
    return {
        "level": dict(LEVEL_WORDS),
        "evidence": dict(CLASS_WORDS),
        "design": dict(DESIGN_WORDS),
        "status": dict(STATUS_WORDS),
        "income": {v: v.replace("_", "-") for v in _values(found, "income")},
        "bias": {v: v.replace("_", " ") for v in _values(found, "bias")},
    }


def _values(rows: Iterable[Row], name: str) -> list[str]:
    found: set[str] = set()
    for row in rows:
        value = row[name]
        found |= set(value) if isinstance(value, list) else {value}
    return sorted(found)


def explorer_page(hub: Hub, rows: Sequence[Row]) -> str:
    """Return the page: whole as a table, with room for what its script adds."""
    title = hub.say("explorer-title")
    return "".join(
        [
            front_matter(title),
            f"# {title}\n\n{hub.say('explorer-lead')} {bias_note(hub)}\n\n",
            '<div id="explorer-panel" data-source="effects.json"></div>\n\n',
            f'<p id="explorer-note">{hub.say("explorer-note")}</p>\n\n',
            f"## {hub.say('explorer-effects')}\n\n{_table(hub, rows)}\n",
            script_words(hub.say, EXPLORER),
            '<script type="module" src="../assets/js/explorer.js"></script>\n',
        ]
    )


def bias_note(hub: Hub) -> str:
    """Return how many studies have a judged risk of bias: what its filter can tell apart."""
    judged = sum(s["risk_of_bias"] != "not_assessed" for s in hub["studies"])
    total = len(hub["studies"])
    if judged:
        return hub.say("explorer-bias", judged=str(judged), n=total, count=count(total))
    return hub.say("explorer-bias-none")


COLUMNS = (
    *("study", "outcome", "effect", "use", "reading", "level"),
    *("intervention", "country", "who", "design", "evidence"),
)
USE = 3  # the script of the page writes what became of an effect into this column


def _table(hub: Hub, rows: Sequence[Row]) -> str:
    """Return the table as HTML: some thousand rows of Markdown would make the build slow."""
    names = [safe(hub.say(f"explorer-column-{name}")) for name in COLUMNS]
    head = "".join(f'<th scope="col"{_use(i)}>{name}</th>' for i, name in enumerate(names))
    body = "\n".join(_table_row(hub, row) for row in rows)
    return (
        '<div class="table-wrap" tabindex="0" data-search-exclude>\n'
        f'<table id="explorer-effects">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>\n"
    )


def _table_row(hub: Hub, row: Row) -> str:
    address = f"../studies/{row['study']}.html"
    unknown = hub.say("explorer-not-stated")
    number = interval(row["yi"], row["lower"], row["upper"])
    cells = [
        f'<a href="{address}">{safe(row["label"])}</a>',
        safe(hub.label("outcomes", row["construct"])),
        f'<a href="{address}#{row["id"]}" data-id="effect_sizes/{row["id"]}">{number}</a>',
        safe(row["why"] or hub.say("explorer-main")),
        STATUS_WORDS[row["status"]],
        LEVEL_WORDS[row["level"]],
        safe(", ".join(hub.label("interventions", k) for k in row["kind"]) or "–"),
        safe(", ".join(country_name(c) for c in row["country"]) or unknown),
        safe(", ".join(hub.label("cadres", c) for c in row["cadre"]) or unknown),
        DESIGN_WORDS[row["design"]],
        CLASS_WORDS[row["evidence"]],
    ]
    body = "".join(f"<td{_use(i)}>{cell}</td>" for i, cell in enumerate(cells))
    return f'<tr id="row-{row["id"]}">{body}</tr>'


def _use(column: int) -> str:
    return ' class="explorer__use"' if column == USE else ""


def explore_link(finding: Row, up: str) -> str:
    """Return a line that opens the Explorer at a finding whose studies can be pooled."""
    if finding["status"] not in ("pooled", "unchecked"):
        return ""
    kind = finding["intervention_type"]
    about = f"kind={kind}" if kind else f"level={finding['level']}"
    query = f"family={finding['outcome_family']}&evidence={finding['evidence_class']}&{about}"
    say = Texts()
    return say("explorer-link", address=f"{up}explorer/index.md?{query}") + "\n"
