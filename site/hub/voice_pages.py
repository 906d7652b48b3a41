"""Pages of what people say."""

from __future__ import annotations

from collections.abc import Sequence

from hub.beside_numbers import theme_numbers
from hub.citations_box import cite_section
from hub.citations_of import voice_item
from hub.citations_tags import head_of
from hub.countries import country_names
from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.text import badge, front_matter, safe, table
from hub.voice_findings import level_sentences, shared_by

KINDS = ("need", "barrier", "facilitator", "recommendation")


def voice_page(hub: Hub, themes: Sequence[Row]) -> str:
    """Return the page of one voice: who spoke and where, and its coded themes."""
    say, first = hub.say, themes[0]
    unknown = say("voices-not-stated")
    item = voice_item(first)
    kind = first["source_kind"].replace("_", " ")
    countries = country_names(first["countries"]) or say("voices-not-printed")
    facts = [
        [say("voices-fact-people"), safe(first["participants_note"])],
        [say("voices-fact-country"), safe(countries)],
        [say("voices-fact-cadre"), _labels(hub, "cadres", first["cadres"]) or unknown],
        [say("voices-fact-setting"), _labels(hub, "settings", first["settings"]) or unknown],
        [say("voices-fact-published"), _publication(first)],
    ]
    lines = [
        front_matter(first["source_title"], cited=head_of(item, hub.release)),
        f"# {safe(first['source_title'])}\n\n{badge(kind, 'voice')}\n\n",
        table([say("voices-fact-what"), say("voices-fact-coded")], facts),
        f"\n{say('voices-own-words')}\n\n",
    ]
    lines += [_theme(hub, t) for t in themes]
    return "".join([*lines, cite_section(say("voices-cite"), item, hub.release)])


def _publication(theme: Row) -> str:
    bits = [theme["published_as"], theme["publisher"], theme["published_on"]]
    text = ", ".join(safe(b) for b in bits if b)
    return f"{text}, <{theme['source_url']}>" if theme["source_url"] else text


def _labels(hub: Hub, vocabulary: str, cell: str | None) -> str:
    return ", ".join(safe(hub.label(vocabulary, i)) for i in parts(cell))


def _theme(hub: Hub, t: Row) -> str:
    kinds = ", ".join(
        f"[{safe(hub.label('interventions', k))}](../interventions/{k}.md)"
        for k in parts(t["intervention_types"])
    )
    spoken = [
        ("interventions", kinds),
        ("outcomes", _labels(hub, "outcomes", t["outcomes"])),
        ("implementation", _labels(hub, "implementation", t["implementation"])),
    ]
    place = hub.say("voices-place", place=safe(t["place"]), words=safe(t["words"]))
    return (
        f'## {safe(t["theme"])} {{ #{t["theme_id"]} data-id="themes/{t["theme_id"]}" }}\n\n'
        f"{badge(t['kind'], 'kind-' + t['kind'])} {badge(t['level'], 'level')}\n\n"
        f"{safe(t['summary'])}\n\n"
        + "".join(f"- {hub.say(f'voices-spoken-{k}')}: {v}\n" for k, v in spoken if v)
        + f"- {place}\n{theme_numbers(hub, t)}\n"
    )


def voices_index(hub: Hub) -> str:
    """Return what is heard at each level, all voices, and their statements by level."""
    say, sources = hub.say, grouped(hub["themes"], "source_id")
    rows = [
        [
            f"[{safe(t[0]['source_title'])}]({i}.md)",
            t[0]["source_kind"].replace("_", " "),
            str(len(t)),
        ]
        for i, t in sources.items()
    ]
    by_level = grouped(hub["themes"], "level")
    lines = [
        front_matter(say("voices-title"), description=say("voices-description")),
        f"# {say('voices-title')}\n\n",
        f'<div class="answer" markdown>\n\n{say("voices-lead", n=len(sources))}\n\n',
        f"{level_sentences(hub)}\n</div>\n\n{say('voices-ways')}\n\n",
    ]
    for level in (lv for lv in LEVELS if lv in by_level):
        ident = level.replace("_", "-")
        lines.append(f"\n## {say('voices-level-heading', level=level)} {{ #{ident} }}\n\n")
        kinds = grouped(by_level[level], "kind")
        present = [k for k in KINDS if k in kinds]
        jumps = [f"[{say('voices-kind', kind=k)}](#{ident}-{k}) ({len(kinds[k])})" for k in present]
        lines.append(" · ".join(jumps) + "\n\n")
        for kind in present:
            lines.append(f"### {say('voices-kind', kind=kind)} {{ #{ident}-{kind} }}\n\n")
            lines.append(said_table(hub, kinds[kind]))
    lines += [
        f"\n## {say('voices-all')} {{ #all }}\n\n",
        table(
            [say("voices-head-voice"), say("voices-head-form"), say("voices-head-n")], rows, (2,)
        ),
        f"\n### {say('voices-by-country')}\n\n{shared_by(hub, 'countries', None)}",
        f"\n### {say('voices-by-cadre')}\n\n{shared_by(hub, 'cadres', 'cadres')}",
    ]
    return "".join(lines)


def said_table(hub: Hub, themes: Sequence[Row]) -> str:
    """Return themes of one level and kind: what was said, and by whom."""
    rows = [
        [
            f"**{safe(t['theme'])}**. {safe(t['summary'])}",
            f"[{safe(t['source_title'])}]({t['source_id']}.md#{t['theme_id']})",
        ]
        for t in themes
    ]
    return table([hub.say("voices-head-said"), hub.say("voices-head-voice")], rows) + "\n"
