"""What voices say together: qualitative findings with their confidence, and the first screen."""

from __future__ import annotations

from collections.abc import Sequence

from hub.beside_numbers import subject, themes_of
from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.text import CERTAINTY_WORDS, LEVEL_WORDS, badge, front_matter, safe, table

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
# A country or a cadre is listed apart only where so many voices share it: a smaller cell could
# point at a person (methods/voices.md, "Few people").
SMALL = 3
NAMED = 3  # subjects that a level's sentence names


def pages(hub: Hub) -> dict[str, str]:
    """Return the page of qualitative findings."""
    return {"voices/findings.md": findings_page(hub)}


def findings_page(hub: Hub) -> str:
    """Return all qualitative findings: those of several voices in full, the others as a list."""
    say, found = hub.say, hub["voice_findings"]
    several = sorted(
        (f for f in found if f["n_sources"] > 1),
        key=lambda f: (LEVELS.index(f["level"]), -f["n_sources"], f["voice_finding_id"]),
    )
    single = [f for f in found if f["n_sources"] == 1]
    by_label = grouped(found, "confidence")
    told = ", ".join(
        say("voices-confidence-count", n=len(by_label[label]), label=CERTAINTY_WORDS[label])
        for label in ("high", "moderate", "low", "very_low")
        if label in by_label
    )
    lines = [
        front_matter(say("voices-findings-title"), description=say("voices-findings-description")),
        f"# {say('voices-findings-title')}\n\n",
        f'<div class="answer" markdown>\n\n{say("voices-findings-lead", n=len(found), told=told)}'
        f"\n\n</div>\n\n{say('voices-findings-rule')}\n\n",
    ]
    for level, mine in grouped(several, "level").items():
        ident = level.replace("_", "-")
        lines.append(f"\n## {say('voices-level-heading', level=level)} {{ #{ident} }}\n\n")
        lines += [_finding(hub, f) for f in mine]
    if single:
        lines.append(f"\n## {say('voices-single')} {{ #single }}\n\n{_singles(hub, single)}")
    return "".join(lines)


def _finding(hub: Hub, f: Row) -> str:
    ident = f["voice_finding_id"]
    said = "; ".join(
        f"[{safe(t['theme'])}]({t['source_id']}.md#{t['theme_id']})" for t in themes_of(hub, ident)
    )
    rows = [
        [
            hub.say("voices-component", component=name),
            badge(f[name].replace("_", " "), f"concern-{f[name]}"),
            safe(f[f"{name}_reason"]),
        ]
        for name in COMPONENTS
    ]
    kind = hub.say("voices-kind", kind=f["kind"])
    label = CERTAINTY_WORDS[f["confidence"]]
    judged = "" if f["judged_by"] == "rule" else f" ({safe(f['judged_by'])}, {f['judged_on']})"
    return (
        f"### {kind}: {subject(hub, f)} {{ #{ident} "
        f'data-id="voice_findings/{ident}" }}\n\n'
        f"{badge(hub.say('voices-confidence', label=label), 'confidence-' + f['confidence'])} "
        f"{hub.say('voices-heard', n=f['n_sources'], themes=f['n_themes'])}{judged}: {said}.\n\n"
        + table([hub.say(f"voices-head-{n}") for n in ("component", "concern", "why")], rows)
        + "\n"
    )


def _singles(hub: Hub, found: Sequence[Row]) -> str:
    rows = []
    for f in sorted(found, key=lambda f: (LEVELS.index(f["level"]), f["voice_finding_id"])):
        ident = f["voice_finding_id"]
        said = "; ".join(
            f"[{safe(t['theme'])}]({t['source_id']}.md#{t['theme_id']})"
            for t in themes_of(hub, ident)
        )
        rows.append(
            [
                f'<span id="{ident}" data-id="voice_findings/{ident}"></span>'
                + LEVEL_WORDS[f["level"]],
                hub.say("voices-kind", kind=f["kind"]),
                subject(hub, f),
                said,
                CERTAINTY_WORDS[f["confidence"]],
            ]
        )
    head = [hub.say(f"voices-head-{n}") for n in ("level", "kind", "subject", "said", "confidence")]
    return f"{hub.say('voices-single-text')}\n\n" + table(head, rows)


def level_sentences(hub: Hub) -> str:
    """Return what is heard at each level in a sentence, with the number of voices."""
    by_level, total = grouped(hub["themes"], "level"), len({t["source_id"] for t in hub["themes"]})
    lines = []
    for level in LEVELS:
        themes = by_level.get(level, [])
        ident = level.replace("_", "-")
        heard = len({t["source_id"] for t in themes})
        if not heard:
            lines.append(
                f"- {hub.say('voices-level-none', level=LEVEL_WORDS[level].capitalize())}\n"
            )
            continue
        named = ", ".join(most_heard(hub, level))
        text = hub.say(
            "voices-level",
            level=f"[{LEVEL_WORDS[level].capitalize()}](#{ident})",
            n=heard,
            all=total,
            named=named,
        )
        lines.append(f"- {text}\n")
    return "".join(lines)


def most_heard(hub: Hub, level: str) -> list[str]:
    """Return the subjects that most voices of a level speak of, with how many do."""
    found: dict[tuple[str, str], set[str]] = {}
    for f in hub["voice_findings"]:
        if f["level"] == level and f["subject_kind"] != "outcome":
            found.setdefault((f["subject_kind"], f["subject"]), set()).update(parts(f["sources"]))
    ranked = sorted(found, key=lambda k: (-len(found[k]), k[0] != "intervention", k[1]))
    return [
        hub.say(
            "voices-named",
            what=subject(hub, {"subject_kind": k[0], "subject": k[1]}),
            n=len(found[k]),
        )
        for k in ranked[:NAMED]
    ]


def shared_by(hub: Hub, column: str, vocabulary: str | None) -> str:
    """Return the voices by country or cadre, where enough voices share one."""
    voices = {t["source_id"]: t for t in hub["themes"]}
    found: dict[str, list[Row]] = {}
    for voice in voices.values():
        for code in parts(voice[column]):
            if code not in ("mixed", "not-stated"):
                found.setdefault(code, []).append(voice)
    lines = [
        f"- {safe(hub.label(vocabulary, code) if vocabulary else code)}: "
        + ", ".join(f"[{safe(v['source_title'])}]({v['source_id']}.md)" for v in mine)
        + "\n"
        for code, mine in sorted(found.items())
        if len(mine) >= SMALL
    ]
    small = sum(len(mine) < SMALL for mine in found.values())
    if small:
        lines.append(f"- {hub.say('voices-small', n=small, column=column)}\n")
    return "".join(lines)
