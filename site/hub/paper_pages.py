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
    number,
    printed,
    safe,
    table,
)

Papers = Mapping[str, Sequence[Row]]
NOT_CHECKED = (
    '!!! warning "Not yet checked"\n    A machine read this paper; no person has compared it with '
    "the page. Nothing here is in any pooled number. Each value stands with its place, so that you "
    "can look it up.\n\n"
)
EXAMPLE = (
    '!!! danger "Worked example: invented data"\n    This paper was made up to show how papers are '
    "read. Its numbers mean nothing and can never be pooled.\n\n"
)
SIGNAL = "signal_"
RESULTS = {
    "agree": "agree",
    "differ": "differ",
    "only_coded": "not found by the machine",
    "only_machine": "not coded",
}


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
    name = paper_name(document)
    pieces = [
        front_matter(name),
        f"# {safe(name)}\n\n",
        _badges(document),
        EXAMPLE if document["is_example"] else "",
        NOT_CHECKED,
        _document(document, hub),
    ]
    if document["status"] == "read":
        pieces += [
            contrasts_section(hub, rows, places),
            _suggestions(hub, rows["machine_suggestions"], places),
            _arms(rows["machine_arms"], places),
            _tests(rows["machine_tests"], places),
            _double(double, places),
        ]
    pieces.append(f"\nPaper identifier: `{document['paper_id']}`, made from the file's content.\n")
    return "".join(pieces)


def _badges(document: Row) -> str:
    kinds = [badge("read by machine, not checked", "machine")]
    if document["is_example"]:
        kinds.append(badge("worked example, invented data", "verdict-wrong-link"))
    if document["status"] == "not_read":
        kinds = [badge("could not be read", "verdict-wrong-link")]
    return " ".join(kinds) + "\n\n"


def _document(d: Row, hub: Hub) -> str:
    links = [doi_link(d["doi"]) if d["doi"] else "", safe(d["pmid"]), safe(d["pmcid"])]
    study = d["study_id"]
    same = d["same_report_as"]
    fields = [
        ("Could not be read", safe(d["problem"])),
        ("Authors, journal, year", safe(", ".join(str(d[k]) for k in FRONT if d[k]))),
        ("Identifiers as read", ", ".join(i for i in links if i)),
        (
            "Coded study",
            f"[{safe(study)}](../studies/{study}.md): its numbers win" if study else "",
        ),
        ("Counted instead of this file", f"[{same}]({same}.md)" if same else ""),
        ("File", ", ".join(f"`{safe(f)}`" for f in parts(d["files"]))),
        ("Format, pages", safe(", ".join(str(d[k]) for k in ("kind", "n_pages") if d[k]))),
        ("Read by", safe(", ".join(d[k] for k in ("reader", "extractor") if d[k]))),
        ("To know about the file", "<br>".join(safe(n) for n in (d["notes"] or "").split(" | "))),
    ]
    return table(["What", "As read"], [[name, text] for name, text in fields if text])


FRONT = ("authors", "journal", "year")


def _suggestions(hub: Hub, suggestions: Sequence[Row], places: Mapping[str, Row]) -> str:
    text = ""
    for heading, signals in (
        ("The study, as the machine understood it", False),
        ("Passages that bear on risk of bias", True),
    ):
        rows = []
        for s in suggestions:
            if s["field"].startswith(SIGNAL) != signals:
                continue
            first = places.get(parts(s["evidence_ids"])[0])
            field = safe(s["field"].removeprefix(SIGNAL).replace("_", " "))
            arm = f"<br>({safe(s['arm'])})" if s["arm"] else ""
            rows.append(
                [field + arm, _value(hub, s), sure(s["confidence"]), where(first), words(first)]
            )
        if rows:
            note = "Evidence for a person's judgement, not a judgement.\n\n" if signals else ""
            head = ["Field", "Suggested", "How sure", "Where", "Words there"]
            text += f"\n## {heading}\n\n{note}{table(head, rows)}"
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
SIZES = {
    "n_analysed": "Analysed",
    "n_listed": "In tables",
    "n_randomised": "Randomised",
    "n_baseline": "At the start",
}


def _arms(arms: Sequence[Row], places: Mapping[str, Row]) -> str:
    if not arms:
        return ""
    rows = []
    for a in arms:
        ident = next((a[f"{k}_evidence"] for k in SIZES if a[f"{k}_evidence"]), a["evidence_ids"])
        first = places.get(parts(ident)[0]) if ident else None
        sizes = [printed(a[k]) for k in SIZES]
        rows.append([safe(a["name"]), a["role"] or "not known", *sizes, where(first), words(first)])
    head = ["Arm", "Role", *SIZES.values(), "Where", "Words there"]
    return "\n## Groups found\n\n" + table(head, rows, right=(2, 3, 4, 5))


def _tests(tests: Sequence[Row], places: Mapping[str, Row]) -> str:
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
                _verdict(t),
                where(place),
                words(place),
            ]
        )
    head = ["Test", "Value", "p as printed", "p of the test", "Fit?", "Where", "Words there"]
    return "\n## Tests in sentences\n\n" + table(head, rows, right=(1, 2, 3))


def _verdict(test: Row) -> str:
    if test["consistent"] is None:
        return "cannot be told"
    if test["consistent"]:
        return "yes"
    return "**no, and on the other side of 0.05**" if test["decision_error"] else "**no**"


def _double(double: Sequence[Row], places: Mapping[str, Row]) -> str:
    if not double:
        return ""
    rows = []
    for d in double:
        first = places.get(next(iter(parts(d["machine_evidence_ids"])), ""))
        study = d["study_id"]
        entry = d["entry"]
        link = (
            f"[study](../studies/{study}.md)"
            if entry == "study"
            else f"[{entry}](../studies/{study}.md#reading-{entry})"
        )
        result = RESULTS[d["result"]]
        rows.append(
            [
                link,
                safe(d["field"].replace("_", " ")),
                safe(d["coded"]) or "–",
                safe(d["machine"]) or "–",
                f"**{result}**" if d["result"] == "differ" else result,
                where(first),
            ]
        )
    head = ["Entry", "Field", "Coded", "Machine-read", "Result", "Where the machine read it"]
    return (
        "\n## Beside the coded study\n\nThe coded value is the one that is used. A difference is a "
        "question for a person: either may be wrong.\n\n" + table(head, rows, right=(2, 3))
    )
