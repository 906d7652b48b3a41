"""Tiles on what it costs and what helps or hinders: figures and voices of the same kind."""

from __future__ import annotations

from hub.card import Fact, Tile
from hub.model import Hub, Row, parts
from hub.text import printed, shorten

COSTS = ("cost", "return_on_investment")
MOST = 3
LENGTH = 110
ORDER = {"barrier": 0, "facilitator": 1, "need": 2, "recommendation": 3}


def fits(finding: Row, row: Row) -> bool:
    """Say whether a figure or a voice speaks of a finding's intervention type or level."""
    kind = finding["intervention_type"]
    if kind:
        return kind in parts(row["intervention_types"])
    return bool(finding["level"] == row["level"])


def cost_tile(hub: Hub, finding: Row) -> Tile:
    """Return the cost figures of the same intervention type or level."""
    say = hub.say
    figures = [e for e in hub["economics"] if e["kind"] in COSTS and fits(finding, e)]
    if not figures:
        return Tile("cost", say("finding-cost"), Fact(say("finding-costs-none")), "", [])
    facts = [Fact(_figure(e), f"economics/{e['economics_id']}", _cost(e)) for e in figures[:MOST]]
    if len(figures) > MOST:
        facts.append(Fact(say("finding-costs-more"), to="../costs/index.md"))
    figure = Fact(say("finding-costs", n=len(figures)), to=_cost(figures[0]))
    return Tile("cost", say("finding-cost"), figure, say("finding-costs-words"), facts)


def _cost(row: Row) -> str:
    return f"../costs/index.md#{row['economics_id']}"


def _figure(row: Row) -> str:
    value = row["value_as_printed"] if row["value"] is None else printed(row["value"])
    year = f", {row['year']}" if row["year"] else ""
    measure = shorten(row["measure"][:1].upper() + row["measure"][1:], LENGTH)
    return f"{measure}: {value} {shorten(row['unit'] or '', LENGTH)}".rstrip() + year


def practice_tile(hub: Hub, finding: Row) -> Tile:
    """Return the voices that name what helps to put it into practice or stands in the way."""
    say = hub.say
    voices = [t for t in hub["themes"] if t["implementation"] and fits(finding, t)]
    if not voices:
        return Tile("practice", say("finding-practice"), Fact(say("finding-voices-none")), "", [])
    voices.sort(key=lambda t: (ORDER.get(t["kind"], len(ORDER)), t["theme_id"]))
    facts = [
        Fact(
            say("finding-voice", kind=t["kind"].capitalize(), theme=shorten(t["theme"], LENGTH)),
            f"themes/{t['theme_id']}",
            f"../voices/{t['source_id']}.md#{t['theme_id']}",
        )
        for t in voices[:MOST]
    ]
    if len(voices) > MOST:
        facts.append(Fact(say("finding-voices-more"), to="../voices/index.md", leads=True))
    figure = Fact(say("finding-voices", n=len(voices)))
    words = say("finding-voices-words")
    return Tile("practice", say("finding-practice"), figure, words, facts)
