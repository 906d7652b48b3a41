"""Papers read by machine as a list, what to check first, and what they would change."""

from __future__ import annotations

from hub.model import Hub, Row, grouped, parts
from hub.pieces import finding_link
from hub.text import (
    badge,
    count,
    front_matter,
    interval,
    number,
    printed,
    safe,
    shorten,
    table,
)

SHOWN = 200  # entries of the queue on the page; the table has all
COLUMNS = ("paper", "file", "status", "comparisons", "facts", "tests", "know")
QUEUE_COLUMNS = ("look", "rank", "what", "finding", "unsure", "moves", "score", "why")


def paper_name(document: Row) -> str:
    """Return the title as read, or the name of the file."""
    return str(document["title"] or parts(document["files"])[0].rsplit("/", 1)[-1])


def sure(hub: Hub, confidence: float | None) -> str:
    """Return a confidence as ``85 of 100``."""
    return "–" if confidence is None else hub.say("papers-sure", n=f"{100 * confidence:.0f}")


def papers_index(hub: Hub) -> str:
    """Return the list of the papers received."""
    say = hub.say
    papers = sorted(
        hub["machine_documents"],
        key=lambda d: (d["is_example"], paper_name(d).casefold(), d["paper_id"]),
    )
    read = [d for d in papers if d["status"] == "read"]
    own = sum(not d["is_example"] for d in read)
    lead = say(
        "papers-lead",
        n=len(papers),
        shown=count(len(papers)),
        read=count(len(read)),
        own=count(own),
        n_own=own,
    )
    lines = [
        front_matter(say("papers-title")),
        f"# {say('papers-title')}\n\n",
        f'!!! warning "{say("papers-warning")}"\n    {say("papers-warning-words")}\n\n',
        f"{lead}\n",
        _section(hub, say("papers-not-read"), [d for d in papers if d["status"] != "read"]),
        _section(hub, say("papers-read"), [d for d in read if not d["is_example"]]),
        _section(hub, say("papers-examples"), [d for d in read if d["is_example"]]),
    ]
    return "".join(lines)


def _section(hub: Hub, heading: str, documents: list[Row]) -> str:
    if not documents:
        return ""
    rows = [
        [
            f"[{safe(paper_name(d))}]({d['paper_id']}.md)",
            ", ".join(f"`{safe(f)}`" for f in parts(d["files"])),
            _status(hub, d),
            count(d["n_contrasts"]),
            count(d["n_suggestions"]),
            hub.say("site-of", n=count(d["n_inconsistent"]), all=count(d["n_tests"])),
            safe(d["problem"] or d["notes"]) or "–",
        ]
        for d in documents
    ]
    head = [hub.say(f"papers-column-{name}") for name in COLUMNS]
    return f"\n## {heading}\n\n" + table(head, rows, right=(3, 4, 5))


def _status(hub: Hub, document: Row) -> str:
    say = hub.say
    if document["status"] == "not_read":
        return badge(say("papers-status-not-read"), "verdict-wrong-link")
    if document["is_example"]:
        return badge(say("papers-status-example"), "machine")
    if document["study_id"]:
        return say("papers-status-coded", study=document["study_id"])
    if document["same_report_as"]:
        return say("papers-status-same", paper=document["same_report_as"])
    return badge(say("papers-status-not-checked"), "machine")


def queue_page(hub: Hub) -> str:
    """Return what to look at first."""
    entries = sorted(hub["review_queue"], key=lambda q: q["rank"])
    names = {d["paper_id"]: paper_name(d) for d in hub["machine_documents"]}
    rows = [
        [
            _entry(q, names),
            str(q["rank"]),
            _about(hub, q),
            finding_link(hub, hub.findings[q["finding_id"]], "../") if q["finding_id"] else "–",
            number(q["unsure"]),
            number(q["moves"]),
            number(q["score"], 3),
            safe(q["reason"]),
        ]
        for q in entries[:SHOWN]
    ]
    say = hub.say
    head = [say(f"queue-column-{name}") for name in QUEUE_COLUMNS]
    body = table(head, rows, right=(1, 4, 5, 6)) if rows else f"{say('queue-empty')}\n"
    more = (
        f"\n{say('queue-more', shown=str(SHOWN), all=count(len(entries)))}\n"
        if len(entries) > SHOWN
        else ""
    )
    return (
        front_matter(say("queue-title"), search=False)
        + f"# {say('queue-title')}\n\n{say('queue-lead')}\n\n"
        + body
        + more
    )


def _entry(q: Row, names: dict[str, str]) -> str:
    anchor = f"#{q['machine_contrast_id']}" if q["machine_contrast_id"] else ""
    return f"[{_short(names[q['paper_id']])}]({q['paper_id']}.md{anchor})"


def _short(name: str) -> str:
    return safe(shorten(name, 60))


def _about(hub: Hub, q: Row) -> str:
    if q["kind"] == "difference":
        return hub.say("queue-differs", fields=safe(q["field"].replace(";", ", ")))
    weeks = q["time_weeks"]
    time = (
        hub.say(f"queue-time-{q['time_kind'].replace('_', '-')}")
        if weeks is None
        else hub.say("queue-time-weeks", weeks=printed(weeks))
    )
    outcome = safe(hub.label("outcomes", q["construct_id"]))
    return hub.say("queue-outcome", outcome=outcome, time=time)


def what_if_block(hub: Hub, finding: Row) -> str:
    """Return what the machine-read papers would make of a finding; empty when none speaks to it."""
    found = hub.by_finding("what_if").get(finding["finding_id"])
    if not found:
        return ""
    (row,), say = found, hub.say
    names = {d["paper_id"]: paper_name(d) for d in hub["machine_documents"]}
    papers = ", ".join(f"[{_short(names[p])}](../papers/{p}.md)" for p in parts(row["papers"]))
    read = say(
        "papers-what-if-machine",
        n=row["k_machine"],
        shown=count(row["k_machine"]),
        n_papers=row["n_papers"],
        shown_papers=count(row["n_papers"]),
    )
    return (
        f"\n## {say('papers-what-if')} {{ #what-if }}\n\n"
        f"{badge(say('papers-status-not-checked'), 'machine')}\n\n"
        f'<span data-id="what_if/{finding["finding_id"]}">{read} {_with_them(hub, row)}</span> '
        f"{say('papers-what-if-papers', list=papers)}\n"
    )


def _with_them(hub: Hub, row: Row) -> str:
    """Return what the pooled effect would be, or why there would be none."""
    say = hub.say
    if row["estimate_if"] is None:
        return say("papers-what-if-none", reason=safe(row["reason"]))
    effect = interval(row["estimate_if"], row["ci_lb_if"], row["ci_ub_if"])
    if row["estimate_now"] is None:
        said = say("papers-what-if-now-none", effect=effect)
    else:
        now = interval(row["estimate_now"], row["ci_lb_now"], row["ci_ub_now"])
        said = say("papers-what-if-now", effect=effect, now=now)
    return f"{said} {say('papers-what-if-turns')}" if row["turns"] else said


def machine_block(hub: Hub, study_id: str) -> str:
    """Return, for a coded study, the papers on it that a machine read too."""
    documents = [d for d in hub["machine_documents"] if d["study_id"] == study_id]
    if not documents:
        return ""
    double = grouped(hub.by_study("double_extraction").get(study_id, []), "paper_id")
    lines = []
    for d in documents:
        rows = double.get(d["paper_id"], [])
        n = {r: sum(x["result"] == r for x in rows) for r in ("agree", "differ")}
        said = hub.say(
            "papers-beside-study-line",
            paper=f"[{safe(paper_name(d))}](../papers/{d['paper_id']}.md#beside-the-coded-study)",
            agree=n["agree"],
            shown_agree=count(n["agree"]),
            differ=n["differ"],
            shown_differ=count(n["differ"]),
        )
        lines.append(f"- {said}\n")
    return f"\n## {hub.say('papers-beside-study')}\n\n" + "".join(lines)
