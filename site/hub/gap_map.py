"""The evidence gap map: how many studies each cell holds, how sure its finding is, and its list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import sqrt

from hub.explorer import bias_note, fixed_labels
from hub.gap_map_cells import (
    COLUMN_AXES,
    NOT_STATED,
    ROW_AXES,
    Cell,
    axes,
    cells,
    map_entries,
    study_facts,
)
from hub.model import Hub
from hub.pieces import study_name
from hub.script_words import GAP_MAP, script_words
from hub.text import LEVEL_WORDS, front_matter, safe
from hub.words import sentence

SURE = ("high", "moderate", "low", "very_low", "none")
RADIUS = 19.0  # of the largest bubble, in a box of 40 by 40
FILTER_VOCABULARIES = {
    "family": "outcome_families",
    "construct": "outcomes",
    "kind": "interventions",
    "cadre": "cadres",
    "group": "intervention_groups",
}
# Filled in by the page's script: a message is asked for with its places kept open.
OPEN = (
    *("studies", "all", "about", "filled", "empty", "unknown", "rows", "columns", "n", "sure"),
    *("row", "column", "numbers"),
)
SCRIPT_WORDS = (
    *("rows", "columns", "hide", "reset", "save", "explore", "explore-cell", "shown", "unknown"),
    *("filtered", "own", "nothing", "caption", "keys", "empty", "name", "title", "coded"),
    *("findings", "related", "studies", "close", "study", "year", "design", "level", "country"),
    *("evidence", "status", "number", "yes", "no", "choose-studies"),
)


def gap_map_data(hub: Hub) -> str:
    """Return the data of the page's script as JSON."""
    entries = map_entries(hub)
    studies = study_facts(hub, entries)
    labels: dict[str, dict[str, str]] = {
        name: {v: hub.label(vocabulary, v) for v in hub.terms(vocabulary)}
        for name, vocabulary in FILTER_VOCABULARIES.items()
    }
    labels |= fixed_labels(studies.values())
    data = {
        "start": {},
        "labels": labels,
        "axes": axes(hub, entries, studies),
        "group_of": {k: t["parent"] for k, t in hub.terms("interventions").items()},
        "studies": studies,
        "entries": entries,
        "findings": [
            {
                "id": f["finding_id"],
                "about": f["intervention_type"] or f["level"],
                "family": f["outcome_family"],
                "evidence": f["evidence_class"],
                "sure": f["certainty"],
                "says": sentence(hub, f),
            }
            for f in hub["pooled_effects"]
        ],
        "words": _script_words(hub),
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _script_words(hub: Hub) -> dict[str, str]:
    places = {name: f"{{{name}}}" for name in OPEN}
    words = {name: hub.say(f"gap-map-js-{name}", **places) for name in SCRIPT_WORDS}
    for axis in (*ROW_AXES, *COLUMN_AXES):
        words[f"axis-{axis}"] = hub.say(f"gap-map-axis-{axis}")
        words[f"one-{axis}"] = hub.say(f"gap-map-one-{axis}")
    for sure in SURE:
        words[f"sure-{sure}"] = hub.say(f"gap-map-sure-{sure}")
        words[f"letter-{sure}"] = hub.say(f"gap-map-letter-{sure}")
    for name in ("studies", "numbers", "sure", "finding", "list"):
        words[f"column-{name}"] = hub.say(f"gap-map-column-{name}")
    for name in ("not-stated", "not-rated", "no-finding", "finding-link"):
        words[name] = hub.say(f"gap-map-{name}")
    return words


def gap_map_files(hub: Hub) -> Iterable[tuple[str, bytes]]:
    """Yield the data file beside the page."""
    yield "gap-map/map.json", gap_map_data(hub).encode()


def gap_map_pages(hub: Hub) -> dict[str, str]:
    """Return the page of the map: readable whole without its script."""
    filled = cells(hub)
    title = hub.say("gap-map-title")
    lead = f"{hub.say('gap-map-lead')} {hub.say('gap-map-not')}"
    # The map needs the width of the page: no list of its sections beside it.
    head = front_matter(title, description=hub.say("gap-map-description")).replace(
        "  - navigation", "  - navigation\n  - toc", 1
    )
    text = "".join(
        [
            head,
            f"# {title}\n\n{lead}\n\n",
            '<div id="gap-map-panel" data-source="map.json"></div>\n\n',
            f'<p id="gap-map-note">{hub.say("gap-map-note")}</p>\n\n',
            _legend(hub, max((len(c.studies) for c in filled), default=1)),
            f"{_map_table(hub, filled)}\n",
            f"{_current(hub)}\n\n",
            f"## {hub.say('gap-map-counting-title')}\n\n{hub.say('gap-map-counting')}\n\n"
            f"{hub.say('gap-map-sure')} {bias_note(hub)}\n\n",
            f"## {hub.say('gap-map-table-title')}\n\n{hub.say('gap-map-table-lead')}\n\n",
            f"{_list_table(hub, filled)}\n",
            script_words(hub.say, GAP_MAP),
            '<script type="module" src="../assets/js/gap-map.js"></script>\n',
        ]
    )
    return {"gap-map/index.md": text}


def _current(hub: Hub) -> str:
    checked = max((c["checked_on"] for c in hub["checks"] if c["checked_on"]), default="none")
    newest = max((s["year"] for s in hub["studies"] if s["year"] is not None), default="–")
    return hub.say(
        "gap-map-current",
        version=safe(hub.release.version or "–"),
        date=safe(hub.release.date or "–"),
        studies=len(hub["studies"]),
        newest=str(newest),
        checked=str(checked),
    )


def bubble(count: int, most: int, sure: str) -> str:
    """Return a bubble as SVG; its area is in proportion to the count."""
    radius = RADIUS * sqrt(count / most)
    return (
        '<svg class="gap-map__bubble" viewBox="0 0 40 40" aria-hidden="true">'
        f'<circle class="{_sure_class(sure)}" cx="20" cy="20" r="{radius:.2f}"/></svg>'
    )


def _sure_class(sure: str) -> str:
    return f"gap-map__sure gap-map__sure--{sure.replace('_', '-')}"


def _inside(hub: Hub, count: int, most: int, sure: str) -> str:
    letter = hub.say(f"gap-map-letter-{sure}")
    return (
        f'{bubble(count, most, sure)}<span class="gap-map__n">{count}'
        f'<span class="gap-map__letter" aria-hidden="true">{letter}</span></span>'
    )


def _legend(hub: Hub, most: int) -> str:
    sizes = sorted({1, max(1, round(most / 4)), most})
    items = [
        f"<li>{bubble(most, most, sure)} <b>{hub.say(f'gap-map-letter-{sure}')}</b> "
        f"{hub.say(f'gap-map-sure-{sure}')}</li>"
        for sure in SURE
    ]
    scale = [f"<li>{bubble(n, most, 'none')} {n}</li>" for n in sizes]
    return (
        f'<div class="gap-map__legend">\n<p>{hub.say("gap-map-column-sure")}</p>\n'
        f"<ul>{''.join(items)}</ul>\n<p>{hub.say('gap-map-legend-size').capitalize()}</p>\n"
        f'<ul id="gap-map-sizes">{"".join(scale)}</ul>\n</div>\n\n'
    )


def _map_table(hub: Hub, filled: Sequence[Cell]) -> str:
    entries = map_entries(hub)
    order = axes(hub, entries, study_facts(hub, entries))
    at = {(c.row, c.column): c for c in filled}
    most = max((len(c.studies) for c in filled), default=1)
    heads = "".join(
        f'<th scope="col"><a href="../outcomes/{f}.html"><span>{_label(hub, "family", f)}</span>'
        "</a></th>"
        if f in hub.terms("outcome_families")
        else f'<th scope="col"><span>{_label(hub, "family", f)}</span></th>'
        for f in order["family"]
    )
    bodies = []
    for group, kinds in order["kind"]:
        lines = [
            f'<tr class="gap-map__group"><th scope="rowgroup">{_label(hub, "group", group)}</th>'
            f'<td colspan="{len(order["family"])}"></td></tr>'
        ]
        for kind in kinds:
            name = _label(hub, "kind", kind)
            if kind in hub.terms("interventions"):
                name = f'<a href="../interventions/{kind}.html">{name}</a>'
            row = "".join(_map_cell(hub, at.get((kind, f)), most) for f in order["family"])
            lines.append(f'<tr><th scope="row">{name}</th>{row}</tr>')
        bodies.append("<tbody>\n" + "\n".join(lines) + "\n</tbody>")
    return (
        '<div class="gap-map__box" id="gap-map-box" data-search-exclude>\n'
        f'<table class="gap-map__table" id="gap-map-table">\n'
        f"<caption>{hub.say('gap-map-caption')}</caption>\n"
        f'<thead><tr><th scope="col">{hub.say("gap-map-axis-kind")}</th>{heads}</tr></thead>\n'
        + "\n".join(bodies)
        + "\n</table>\n</div>\n"
    )


def _map_cell(hub: Hub, cell: Cell | None, most: int) -> str:
    if cell is None:
        return "<td></td>"
    name = hub.say(
        "gap-map-cell-name",
        n=len(cell.studies),
        sure=hub.say(f"gap-map-sure-{cell.sure}"),
        row=_label(hub, "kind", cell.row),
        column=_label(hub, "family", cell.column),
    )
    inside = _inside(hub, len(cell.studies), most, cell.sure)
    to = f'href="#{_anchor(cell)}" aria-label="{name}"'
    return f'<td><a class="gap-map__open" {to}>{inside}</a></td>'


def _anchor(cell: Cell) -> str:
    return f"cell-{cell.row}--{cell.column}"


def _label(hub: Hub, axis: str, value: str) -> str:
    if value == NOT_STATED:
        return hub.say("gap-map-not-stated")
    if axis == "level":
        return safe(LEVEL_WORDS.get(value, value))
    return safe(hub.label(FILTER_VOCABULARIES[axis], value))


def _list_table(hub: Hub, filled: Sequence[Cell]) -> str:
    columns = ("studies", "numbers", "sure", "finding", "list")
    names = [hub.say("gap-map-one-kind"), hub.say("gap-map-one-family")]
    names += [hub.say(f"gap-map-column-{c}") for c in columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "\n".join(_list_row(hub, cell) for cell in filled)
    return (
        '<div class="table-wrap" tabindex="0" data-search-exclude>\n'
        f'<table class="gap-map__list" id="gap-map-list">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>\n"
    )


def _list_row(hub: Hub, cell: Cell) -> str:
    if cell.finding is None:
        said = hub.say("gap-map-no-finding")
        to, data = f"../interventions/{cell.row}.html", ""
    else:
        ident = cell.finding["finding_id"]
        to, data = f"../findings/{ident}.html", f' data-id="pooled_effects/{ident}"'
        said = (
            f"{safe(sentence(hub, cell.finding))} "
            f'<a href="{to}"{data}>{hub.say("gap-map-finding-link")}</a>.'
        )
    studies = ", ".join(
        f'<a href="../studies/{s}.html">{safe(study_name(hub.studies[s]))}</a>'
        for s in cell.studies
    )
    name = f"{_label(hub, 'kind', cell.row)}, {_label(hub, 'family', cell.column)}"
    count = len(cell.studies)
    if cell.row in hub.terms("interventions") or cell.finding is not None:
        shown = f'<a href="{to}" aria-label="{count}: {name}">{count}</a>'
    else:
        shown = str(count)
    return (
        f'<tr id="{_anchor(cell)}"><th scope="row">{_label(hub, "kind", cell.row)}</th>'
        f"<td>{_label(hub, 'family', cell.column)}</td><td>{shown}</td><td>{cell.numbers}</td>"
        f"<td>{_how_sure(hub, cell)}</td><td>{said}</td><td>{studies}</td></tr>"
    )


def _how_sure(hub: Hub, cell: Cell) -> str:
    if cell.finding is None:
        return "–"
    return hub.say("gap-map-not-rated" if cell.sure == "none" else f"gap-map-sure-{cell.sure}")
