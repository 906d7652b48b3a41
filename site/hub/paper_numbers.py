"""The comparisons that a machine read in a paper, number by number, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.model import Hub, Row, grouped
from hub.paper_index import sure
from hub.text import badge, interval, printed, safe, shorten, table

Papers = Mapping[str, Sequence[Row]]
STATISTICS = {
    "n1i": "People, arm 1",
    "m1i": "Mean, arm 1",
    "sd1i": "Standard deviation, arm 1",
    "se1i": "Standard error, arm 1",
    "ci1_lb": "Lower limit, arm 1",
    "ci1_ub": "Upper limit, arm 1",
    "ai": "People with the event, arm 1",
    "p1i": "Share with the event, arm 1",
    "n2i": "People, arm 2",
    "m2i": "Mean, arm 2",
    "sd2i": "Standard deviation, arm 2",
    "se2i": "Standard error, arm 2",
    "ci2_lb": "Lower limit, arm 2",
    "ci2_ub": "Upper limit, arm 2",
    "ci": "People with the event, arm 2",
    "p2i": "Share with the event, arm 2",
    "d": "Standardised difference",
    "md": "Difference of means",
    "or": "Odds ratio",
    "rr": "Risk ratio",
    "hr": "Hazard ratio",
    "ci_lb": "Lower limit of the effect",
    "ci_ub": "Upper limit of the effect",
    "p": "p",
}
ORDER = {name: i for i, name in enumerate(STATISTICS)}
TIMES = {"baseline": "before", "post": "after", "follow_up": "follow-up", None: "time not stated"}


def where(evidence: Row | None) -> str:
    """Return a place as a reader would look for it: source, page, or element of the file."""
    if evidence is None:
        return "–"
    place = f", page {evidence['page']}" if evidence["page"] is not None else ""
    path = f"<br>`{evidence['xpath']}`" if evidence["xpath"] else ""
    return safe(evidence["source"]) + place + path


def words(evidence: Row | None) -> str:
    """Return the words of a place, shortened; the table has all of them."""
    return "–" if evidence is None else f"“{safe(shorten(evidence['words']))}”"


def contrasts_section(hub: Hub, rows: Papers, places: Mapping[str, Row]) -> str:
    """Return every comparison found, first in one table, then with its numbers."""
    contrasts = rows["machine_contrasts"]
    if not contrasts:
        return "\n## Comparisons found\n\nNone.\n"
    effects = {e["machine_contrast_id"]: e for e in rows["machine_effects"]}
    numbers = grouped(rows["machine_numbers"], "machine_contrast_id")
    overview = [
        [
            f"[{safe(c['outcome'])}](#{c['machine_contrast_id']})",
            _when(c),
            f"{safe(c['arm_1'])} against {safe(c['arm_2'])}",
            _effect(effects[c["machine_contrast_id"]]),
            sure(c["confidence"]),
            safe(c["flags"]) or "–",
        ]
        for c in contrasts
    ]
    head = ["Outcome", "When", "Arms 1 and 2", "Effect (g) [95% interval]", "How sure", "Look at"]
    blocks = [
        _contrast(hub, c, effects[c["machine_contrast_id"]], numbers, places) for c in contrasts
    ]
    return (
        "\n## Comparisons found\n\n*How sure*: of 100 such readings, how many are expected to have "
        "every number right.\n\n" + table(head, overview, right=(3,)) + "".join(blocks)
    )


def _when(contrast: Row) -> str:
    timing, label = contrast["timing"], contrast["time_label"]
    text = safe(label) if label and timing is None else TIMES[timing]
    if label and timing is not None:
        text += f" ({safe(label)})"
    return text + (", change scores" if contrast["kind"] == "change" else "")


def _effect(effect: Row) -> str:
    if effect["yi"] is None:
        return "–"
    return interval(effect["yi"], effect["ci_lb"], effect["ci_ub"])


def _contrast(
    hub: Hub,
    c: Row,
    effect: Row,
    numbers: Mapping[str, Sequence[Row]],
    places: Mapping[str, Row],
) -> str:
    ident = c["machine_contrast_id"]
    found = sorted(numbers.get(ident, []), key=lambda n: ORDER.get(n["statistic"], len(ORDER)))
    rows = [
        [
            STATISTICS.get(n["statistic"], f"`{n['statistic']}`"),
            f"{safe(n['printed'])}" + ("" if n["origin"] == "reported" else _computed(n)),
            where(places.get(n["evidence_id"])),
            words(places.get(n["evidence_id"])),
        ]
        for n in found
    ]
    told = [
        f"arm 1: {safe(c['arm_1'])}; arm 2: {safe(c['arm_2'])}",
        _outcome(hub, c),
        "adjusted" if c["adjusted"] else "",
        (c["analysis"] or "").replace("_", " "),
        f"effect {_effect(effect)}, by `{effect['formula']}` ({effect['origin']})"
        if effect["yi"] is not None
        else f"no effect: {safe(effect['no_effect_reason'] or effect['what_if_reason'])}",
        f"flagged: {safe(c['flags'])}" if c["flags"] else "",
    ]
    heading = (
        f'### {safe(c["outcome"])}, {_when(c)} {{ #{ident} data-id="machine_contrasts/{ident}" }}'
    )
    lines = "".join(f"- {t}\n" for t in told if t)
    shown = table(["Number", "As printed", "Where", "Words there"], rows, right=(1,))
    return f"\n{heading}\n\n{badge('not yet checked', 'machine')}\n\n{lines}\n{shown}"


def _computed(n: Row) -> str:
    return f" (computed: {safe(n['formula'])}, {printed(n['value'])})"


def _outcome(hub: Hub, c: Row) -> str:
    if c["construct_id"] is None:
        return "the outcome was not recognised"
    name = safe(hub.label("outcomes", c["construct_id"]))
    scale = safe(hub.label("instruments", c["instrument"])) if c["instrument"] else ""
    return f"taken as {name}" + (f" ({scale})" if scale else "")
