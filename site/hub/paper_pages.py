"""A page for each paper that a machine read: what it found, where it stands, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hub.model import Hub, Row, grouped, parts
from hub.paper_index import paper_name, sure
from hub.paper_numbers import contrasts_section, where, words
from hub.text import (
    DESIGN_WORDS,
    badge,
    doi_link,
    front_matter,
    heading,
    number,
    printed,
    safe,
    table,
)

Papers = Mapping[str, Sequence[Row]]
SIGNAL = "signal_"


def pages_of_papers(hub: Hub) -> Iterator[tuple[str, str]]:
    """Yield path and Markdown of each paper's page, one paper in memory at a time."""
    double = grouped(hub["double_extraction"], "paper_id")
    for ident, rows in hub.papers():
        yield f"papers/{ident}.md", paper_page(hub, rows, double.get(ident, []))


def paper_page(hub: Hub, rows: Papers, double: Sequence[Row]) -> str:
    """Return the page of a paper.

    Parameters
    ----------
    hub : Hub
    rows : mapping
        The paper's rows by table name.
    double : sequence of mapping
        Its rows of ``double_extraction``.
    """
    (document,) = rows["machine_documents"]
    places = {e["evidence_id"]: e for e in rows["machine_evidence"]}
    say, name = hub.say, paper_name(document)
    invented = _note("danger", say("paper-example"), say("paper-example-words"))
    pieces = [
        front_matter(name),
        f"# {safe(name)}\n\n",
        _badges(hub, document),
        invented if document["is_example"] else "",
        _note("warning", say("paper-warning"), say("paper-warning-words")),
        _document(document, hub),
    ]
    if document["status"] == "read":
        pieces += [
            contrasts_section(hub, rows, places),
            _suggestions(hub, rows["machine_suggestions"], places),
            _arms(hub, rows["machine_arms"], places),
            _tests(hub, rows["machine_tests"], places),
            _double(hub, double, places),
        ]
    ident = f"`{document['paper_id']}`"
    pieces.append(f"\n{say('paper-identifier', paper=ident)}\n")
    return "".join(pieces)


def _note(kind: str, heading: str, text: str) -> str:
    return f'!!! {kind} "{heading}"\n    {text}\n\n'


def _badges(hub: Hub, document: Row) -> str:
    kinds = [badge(hub.say("paper-badge-machine"), "machine")]
    if document["is_example"]:
        kinds.append(badge(hub.say("paper-badge-example"), "verdict-wrong-link"))
    if document["status"] == "not_read":
        kinds = [badge(hub.say("papers-status-not-read"), "verdict-wrong-link")]
    return " ".join(kinds) + "\n\n"


def _document(d: Row, hub: Hub) -> str:
    links = [doi_link(d["doi"]) if d["doi"] else "", safe(d["pmid"]), safe(d["pmcid"])]
    study = d["study_id"]
    link = f"[{safe(study)}](../studies/{study}.md)"
    same = d["same_report_as"]
    fields = [
        ("problem", safe(d["problem"])),
        ("front", safe(", ".join(str(d[k]) for k in FRONT if d[k]))),
        ("identifiers", ", ".join(i for i in links if i)),
        ("study", hub.say("paper-about-study-wins", study=link) if study else ""),
        ("same", f"[{same}]({same}.md)" if same else ""),
        ("file", ", ".join(f"`{safe(f)}`" for f in parts(d["files"]))),
        ("format", safe(", ".join(str(d[k]) for k in ("kind", "n_pages") if d[k]))),
        ("reader", safe(", ".join(d[k] for k in ("reader", "extractor") if d[k]))),
        ("notes", "<br>".join(safe(n) for n in (d["notes"] or "").split(" | "))),
    ]
    head = _columns(hub, "what", "as-read")
    return table(head, [[hub.say(f"paper-about-{name}"), text] for name, text in fields if text])


def _columns(hub: Hub, *names: str) -> list[str]:
    return [hub.say(f"paper-column-{name}") for name in names]


FRONT = ("authors", "journal", "year")


def _suggestions(hub: Hub, suggestions: Sequence[Row], places: Mapping[str, Row]) -> str:
    text = ""
    for section, signals in (("paper-facts", False), ("paper-signals", True)):
        rows = []
        for s in suggestions:
            if s["field"].startswith(SIGNAL) != signals:
                continue
            first = places.get(parts(s["evidence_ids"])[0])
            field = safe(s["field"].removeprefix(SIGNAL).replace("_", " "))
            arm = f"<br>({safe(s['arm'])})" if s["arm"] else ""
            rows.append(
                [
                    field + arm,
                    _value(hub, s),
                    sure(hub, s["confidence"]),
                    where(hub, first),
                    words(first),
                ]
            )
        if rows:
            note = f"{hub.say('paper-signals-note')}\n\n" if signals else ""
            head = _columns(hub, "field", "suggested", "sure", "where", "words")
            text += f"\n## {hub.say(section)}\n\n{note}{table(head, rows)}"
    return text


VOCABULARIES = {
    "intervention_type": "interventions",
    "level": "levels",
    "cadre": "cadres",
    "setting": "settings",
}


def _value(hub: Hub, suggestion: Row) -> str:
    value = suggestion["value"]
    if suggestion["field"] == "design":
        return DESIGN_WORDS.get(value, safe(value))
    vocabulary = VOCABULARIES.get(suggestion["field"])
    return safe(hub.label(vocabulary, value) if vocabulary else value.replace("_", " "))


# Counts of a group, the one a reader would look for first in front.
SIZES = ("n_analysed", "n_listed", "n_randomised", "n_baseline")


def _arms(hub: Hub, arms: Sequence[Row], places: Mapping[str, Row]) -> str:
    if not arms:
        return ""
    rows = []
    for a in arms:
        ident = next((a[f"{k}_evidence"] for k in SIZES if a[f"{k}_evidence"]), a["evidence_ids"])
        first = places.get(parts(ident)[0]) if ident else None
        sizes = [printed(a[k]) for k in SIZES]
        role = a["role"] or hub.say("paper-role-none")
        rows.append([safe(a["name"]), role, *sizes, where(hub, first), words(first)])
    head = [
        *_columns(hub, "arm", "role"),
        *(hub.say(f"paper-size-{name.replace('_', '-')}") for name in SIZES),
        *_columns(hub, "where", "words"),
    ]
    return f"\n## {hub.say('paper-groups')}\n\n" + table(head, rows, right=(2, 3, 4, 5))


def _tests(hub: Hub, tests: Sequence[Row], places: Mapping[str, Row]) -> str:
    if not tests:
        return ""
    rows = []
    for t in tests:
        df = ", ".join(printed(t[k]) for k in ("df1", "df2") if t[k] is not None)
        stated = f"p {safe(t['p_comparison'])} {printed(t['p'])}" if t["p"] is not None else "–"
        place = places.get(t["evidence_id"])
        rows.append(
            [
                safe(t["statistic"]) + (f"({df})" if df else ""),
                f"{safe(t['comparison'])} {printed(t['value'])}",
                stated,
                number(t["p_computed"], 3),
                hub.say(_verdict(t)),
                where(hub, place),
                words(place),
            ]
        )
    head = _columns(hub, "test", "value", "p-printed", "p-test", "fit", "where", "words")
    return f"\n## {hub.say('paper-tests')}\n\n" + table(head, rows, right=(1, 2, 3))


def _verdict(test: Row) -> str:
    if test["consistent"] is None:
        return "paper-fit-unknown"
    if test["consistent"]:
        return "paper-fit-yes"
    return "paper-fit-no-side" if test["decision_error"] else "paper-fit-no"


def _double(hub: Hub, double: Sequence[Row], places: Mapping[str, Row]) -> str:
    if not double:
        return ""
    rows = []
    for d in double:
        first = places.get(next(iter(parts(d["machine_evidence_ids"])), ""))
        study = d["study_id"]
        entry = d["entry"]
        link = (
            f"[{hub.say('paper-beside-study')}](../studies/{study}.md)"
            if entry == "study"
            else f"[{entry}](../studies/{study}.md#reading-{entry})"
        )
        result = hub.say(f"paper-result-{d['result'].replace('_', '-')}")
        rows.append(
            [
                link,
                safe(d["field"].replace("_", " ")),
                safe(d["coded"]) or "–",
                safe(d["machine"]) or "–",
                f"**{result}**" if d["result"] == "differ" else result,
                where(hub, first),
            ]
        )
    head = _columns(hub, "entry", "field", "coded", "machine", "result", "where-machine")
    beside = heading(2, hub.say("paper-beside"), "beside-the-coded-study")
    return f"\n{beside}{hub.say('paper-beside-lead')}\n\n" + table(head, rows, right=(2, 3))
