"""The Explorer: every effect in one table, and as data for the filters of the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hub.model import Hub, Row, parts
from hub.pieces import study_name
from hub.script_words import EXPLORER, script_words
from hub.text import (
    CLASS_WORDS,
    DESIGN_WORDS,
    LEVEL_WORDS,
    STATUS_WORDS,
    front_matter,
    interval,
    plural,
    safe,
)

# How the filters of the page are named, and the vocabulary of their values.
VOCABULARIES = {
    "family": "outcome_families",
    "construct": "outcomes",
    "kind": "interventions",
    "cadre": "cadres",
}
NOTE = (
    "The filters, the estimate and the drawing need JavaScript, and the site on a web server "
    "(opened from a folder, a page may not read the data file beside it). The table below holds "
    "the same numbers and works everywhere."
)


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
        "why": None if effect["use"] == "main" else _why(effect),
        "rank": rank,
        "yi": effect["yi"],
        "vi": effect["vi"],
        "lower": effect["ci_lb"],
        "upper": effect["ci_ub"],
        "n1": effect["n1i"],
        "n2": effect["n2i"],
    }


def _why(effect: Row) -> str:
    kept = "kept for sensitivity" if effect["use"] == "sensitivity" else "not used"
    return f"{kept}: {effect['use_reason']}" if effect["use_reason"] else kept


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
    return "".join(
        [
            front_matter("Explorer"),
            "# Explorer\n\nChoose the studies that matter to you: the table, the drawing and the "
            "pooled estimate follow at once. Positive effects favour the intervention. The "
            "estimate takes one effect a study ([two-level model, REML with Knapp-Hartung]"
            "(../methods/statistics.md)) and only numbers that were read twice; the address of "
            "the page holds your choice, so that a link shows it again. Several values of one "
            "filter are alternatives; different filters hold together. "
            f"{bias_note(hub)}\n\n",
            '<div id="explorer-panel" data-source="effects.json"></div>\n\n',
            f'<p id="explorer-note">{NOTE}</p>\n\n',
            f"## The effects\n\n{_table(hub, rows)}\n",
            script_words(hub.say, EXPLORER),
            '<script type="module" src="../assets/js/explorer.js"></script>\n',
        ]
    )


def bias_note(hub: Hub) -> str:
    """Return how many studies have a judged risk of bias: what its filter can tell apart."""
    judged = sum(s["risk_of_bias"] != "not_assessed" for s in hub["studies"])
    total = len(hub["studies"])
    if judged:
        return f"Risk of bias is judged for {judged} of {plural(total, 'study', 'studies')}."
    return "Risk of bias is not assessed for any study yet: its filter has one value only."


HEADER = (
    *("Study", "Outcome", "Effect (g) [95% interval]", "Use", "Reading", "Level"),
    *("Intervention", "Country", "Who", "Design", "Kind of evidence"),
)
USE = 3  # the script of the page writes what became of an effect into this column


def _table(hub: Hub, rows: Sequence[Row]) -> str:
    """Return the table as HTML: some thousand rows of Markdown would make the build slow."""
    head = "".join(f'<th scope="col"{_use(i)}>{safe(name)}</th>' for i, name in enumerate(HEADER))
    body = "\n".join(_table_row(hub, row) for row in rows)
    return (
        '<div class="table-wrap" tabindex="0" data-search-exclude>\n'
        f'<table id="explorer-effects">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>\n"
    )


def _table_row(hub: Hub, row: Row) -> str:
    address = f"../studies/{row['study']}.html"
    number = interval(row["yi"], row["lower"], row["upper"])
    cells = [
        f'<a href="{address}">{safe(row["label"])}</a>',
        safe(hub.label("outcomes", row["construct"])),
        f'<a href="{address}#{row["id"]}" data-id="effect_sizes/{row["id"]}">{number}</a>',
        safe(row["why"] or "can be pooled"),
        STATUS_WORDS[row["status"]],
        LEVEL_WORDS[row["level"]],
        safe(", ".join(hub.label("interventions", k) for k in row["kind"]) or "–"),
        safe(", ".join(row["country"]) or "not stated"),
        safe(", ".join(hub.label("cadres", c) for c in row["cadre"]) or "not stated"),
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
    return (
        f"[Leave studies out, or choose others, and see what changes]({up}explorer/index.md?"
        f"{query}).\n"
    )
