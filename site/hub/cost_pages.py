"""Published cost and burden figures: their page, and tables of them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from hub.model import Hub, Row, grouped
from hub.pieces import addresses
from hub.text import doi_link, front_matter, printed, safe, table


def costs_page(hub: Hub) -> str:
    """Return cost and burden figures, by kind."""
    lines = [
        front_matter("Costs and burden"),
        "# Costs and burden\n\nFigures as published, each "
        "with its unit, its year and where it was read. They are never pooled: populations, "
        "definitions and currencies differ. All were read once.\n",
    ]
    for kind, found in grouped(hub["economics"], "kind").items():
        lines.append(f"\n## {safe(kind.replace('_', ' ').capitalize())}\n\n" + costs_table(found))
    return "".join(lines)


def costs_table(figures: Iterable[Row], up: str | None = None) -> str:
    """Return cost and burden figures as a table.

    ``up`` is the way to the costs page for tables elsewhere; None on that page, where each row
    gets its anchor.
    """
    rows = []
    for e in figures:
        shown = safe(e["value_as_printed"]) if e["value"] is None else printed(e["value"])
        value = f"{shown} {safe(e['unit'] or '')}"
        if e["ci_lb"] is not None:
            note = f", {safe(e['interval_note'])}" if e["interval_note"] else ""
            value += f" ({printed(e['ci_lb'])} to {printed(e['ci_ub'])}{note})"
        if up:
            what = f"[{safe(e['measure'])}]({up}costs/index.md#{e['economics_id']})"
        else:
            ident = e["economics_id"]
            what = f'<span id="{ident}" data-id="economics/{ident}"></span>{safe(e["measure"])}'
        rows.append(
            [
                what,
                value,
                safe(e["population"] or "–"),
                safe(e["country_as_printed"] or "–"),
                str(e["year"] or "–"),
                doi_link(e["doi"]) if e["doi"] else safe(e["title"]),
                safe(e["words"] or "–"),
                addresses(e["read_at"]),
                safe(e["note"] or ""),
            ]
        )
    return table(
        [
            "What",
            "Value",
            "Who",
            "Country",
            "Year",
            "Source",
            "Words near the number",
            "Page read",
            "Note",
        ],
        rows,
        right=(1,),
    )
