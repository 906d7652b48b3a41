"""The comparisons that a machine read in a paper, number by number, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.model import Hub, Row, grouped
from hub.paper_index import sure
from hub.text import badge, interval, printed, safe, shorten, table

Papers = Mapping[str, Sequence[Row]]
# The numbers of a comparison in the order that a reader takes them.
STATISTICS = (
    *("n1i", "m1i", "sd1i", "se1i", "ci1_lb", "ci1_ub", "ai", "p1i"),
    *("n2i", "m2i", "sd2i", "se2i", "ci2_lb", "ci2_ub", "ci", "p2i"),
    *("d", "md", "or", "rr", "hr", "ci_lb", "ci_ub", "p"),
)
ORDER = {name: i for i, name in enumerate(STATISTICS)}


def where(hub: Hub, evidence: Row | None) -> str:
    """Return a place as a reader would look for it: source, page, or element of the file."""
    if evidence is None:
        return "–"
    source, page = safe(evidence["source"]), evidence["page"]
    if page is not None:
        source = hub.say("paper-place-page", source=source, page=str(page))
    return source + (f"<br>`{evidence['xpath']}`" if evidence["xpath"] else "")


def words(evidence: Row | None) -> str:
    """Return the words of a place, shortened; the table has all of them."""
    return "–" if evidence is None else f"“{safe(shorten(evidence['words']))}”"


def contrasts_section(hub: Hub, rows: Papers, places: Mapping[str, Row]) -> str:
    """Return every comparison found, first in one table, then with its numbers."""
    say, contrasts = hub.say, rows["machine_contrasts"]
    if not contrasts:
        return f"\n## {say('paper-comparisons')}\n\n{say('paper-comparisons-none')}\n"
    effects = {e["machine_contrast_id"]: e for e in rows["machine_effects"]}
    numbers = grouped(rows["machine_numbers"], "machine_contrast_id")
    overview = [
        [
            f"[{safe(c['outcome'])}](#{c['machine_contrast_id']})",
            _when(hub, c),
            say("paper-arms", first=safe(c["arm_1"]), second=safe(c["arm_2"])),
            _effect(effects[c["machine_contrast_id"]]),
            sure(hub, c["confidence"]),
            safe(c["flags"]) or "–",
        ]
        for c in contrasts
    ]
    columns = ("outcome", "when", "arms", "effect", "sure", "look")
    head = [say(f"paper-column-{name}") for name in columns]
    blocks = [
        _contrast(hub, c, effects[c["machine_contrast_id"]], numbers, places) for c in contrasts
    ]
    return (
        f"\n## {say('paper-comparisons')}\n\n{say('paper-comparisons-sure')}\n\n"
        + table(head, overview, right=(3,))
        + "".join(blocks)
    )


def _when(hub: Hub, contrast: Row) -> str:
    timing, label = contrast["timing"], safe(contrast["time_label"])
    text = hub.say(f"paper-time-{(timing or 'none').replace('_', '-')}")
    if label:
        text = hub.say("paper-when-label", time=text, label=label) if timing else label
    return hub.say("paper-when-change", when=text) if contrast["kind"] == "change" else text


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
    say, ident = hub.say, c["machine_contrast_id"]
    found = sorted(numbers.get(ident, []), key=lambda n: ORDER.get(n["statistic"], len(ORDER)))
    rows = [
        [
            _statistic(hub, n["statistic"]),
            safe(n["printed"]) if n["origin"] == "reported" else _computed(hub, n),
            where(hub, places.get(n["evidence_id"])),
            words(places.get(n["evidence_id"])),
        ]
        for n in found
    ]
    told = [
        say("paper-told-arms", first=safe(c["arm_1"]), second=safe(c["arm_2"])),
        _outcome(hub, c),
        say("paper-told-adjusted") if c["adjusted"] else "",
        (c["analysis"] or "").replace("_", " "),
        _told_effect(hub, effect),
        say("paper-told-flagged", flags=safe(c["flags"])) if c["flags"] else "",
    ]
    name = say("paper-heading", outcome=safe(c["outcome"]), when=_when(hub, c))
    heading = f'### {name} {{ #{ident} data-id="machine_contrasts/{ident}" }}'
    lines = "".join(f"- {t}\n" for t in told if t)
    columns = ("number", "printed", "where", "words")
    shown = table([say(f"paper-column-{name}") for name in columns], rows, right=(1,))
    mark = badge(say("papers-status-not-checked"), "machine")
    return f"\n{heading}\n\n{mark}\n\n{lines}\n{shown}"


def _statistic(hub: Hub, name: str) -> str:
    return hub.say(f"paper-number-{name.replace('_', '-')}") if name in ORDER else f"`{name}`"


def _computed(hub: Hub, n: Row) -> str:
    values = {"formula": safe(n["formula"]), "value": printed(n["value"])}
    return hub.say("paper-computed", printed=safe(n["printed"]), **values)


def _told_effect(hub: Hub, effect: Row) -> str:
    if effect["yi"] is None:
        reason = effect["no_effect_reason"] or effect["what_if_reason"]
        return hub.say("paper-told-no-effect", reason=safe(reason))
    values = {"formula": effect["formula"], "origin": effect["origin"]}
    return hub.say("paper-told-effect", effect=_effect(effect), **values)


def _outcome(hub: Hub, c: Row) -> str:
    if c["construct_id"] is None:
        return hub.say("paper-told-unknown")
    name = safe(hub.label("outcomes", c["construct_id"]))
    if not c["instrument"]:
        return hub.say("paper-told-outcome", outcome=name)
    scale = safe(hub.label("instruments", c["instrument"]))
    return hub.say("paper-told-outcome-scale", outcome=name, scale=scale)
