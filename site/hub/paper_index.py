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
    plural,
    printed,
    safe,
    shorten,
    table,
)

SHOWN = 200  # entries of the queue on the page; the table has all
TIME_KINDS = {"post": "after", "follow_up": "follow-up", "not_stated": "time not stated"}


def paper_name(document: Row) -> str:
    """Return the title as read, or the name of the file."""
    return str(document["title"] or parts(document["files"])[0].rsplit("/", 1)[-1])


def sure(confidence: float | None) -> str:
    """Return a confidence as ``85 of 100``."""
    return "–" if confidence is None else f"{100 * confidence:.0f} of 100"


def papers_index(hub: Hub) -> str:
    """Return the list of the papers received."""
    papers = sorted(
        hub["machine_documents"],
        key=lambda d: (d["is_example"], paper_name(d).casefold(), d["paper_id"]),
    )
    read = [d for d in papers if d["status"] == "read"]
    real = sum(not d["is_example"] for d in read)
    lines = [
        front_matter("Papers read by machine"),
        "# Papers read by machine\n\n",
        '!!! warning "Not yet checked"\n    What a machine reads stands here, apart from the '
        "pooled evidence, until a person has compared it with the paper. Each value has its place "
        "and how sure the machine is.\n\n",
        f"{plural(len(papers), 'file')} received, {count(len(read))} read, of which {count(real)} "
        f"{'is' if real == 1 else 'are'} not a worked example. What to look at first: the "
        "[review queue](queue.md). How papers are read: [methods](../methods/papers.md).\n",
        _section("Files that could not be read", [d for d in papers if d["status"] != "read"]),
        _section("Papers", [d for d in read if not d["is_example"]]),
        _section("Worked examples: invented data", [d for d in read if d["is_example"]]),
    ]
    return "".join(lines)


def _section(heading: str, documents: list[Row]) -> str:
    if not documents:
        return ""
    rows = [
        [
            f"[{safe(paper_name(d))}]({d['paper_id']}.md)",
            ", ".join(f"`{safe(f)}`" for f in parts(d["files"])),
            _status(d),
            count(d["n_contrasts"]),
            count(d["n_suggestions"]),
            f"{count(d['n_inconsistent'])} of {count(d['n_tests'])}",
            safe(d["problem"] or d["notes"]) or "–",
        ]
        for d in documents
    ]
    head = [
        "Paper",
        "File",
        "Status",
        "Comparisons",
        "Facts",
        "Tests whose p does not fit",
        "To know",
    ]
    return f"\n## {heading}\n\n" + table(head, rows, right=(3, 4, 5))


def _status(document: Row) -> str:
    if document["status"] == "not_read":
        return badge("could not be read", "verdict-wrong-link")
    if document["is_example"]:
        return badge("example", "machine")
    if document["study_id"]:
        return f"[coded](../studies/{document['study_id']}.md), the coded numbers win"
    if document["same_report_as"]:
        return f"[same report]({document['same_report_as']}.md) counted"
    return badge("not yet checked", "machine")


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
    head = ["Look at", "Rank", "What", "Finding", "Unsure", "Would move it by", "Score", "Why"]
    body = table(head, rows, right=(1, 4, 5, 6)) if rows else "Nothing waits for a review.\n"
    more = (
        f"\nThe first {SHOWN} of {count(len(entries))}; all are in "
        "[review_queue.csv](../data/index.md#review-queue).\n"
        if len(entries) > SHOWN
        else ""
    )
    return (
        front_matter("Review queue", search=False)
        + "# Review queue\n\nWhat a person should look at "
        "first: how unsure a value is, times how far it would move a finding (in standard "
        "deviations). A comparison that moves nothing can wait, however unsure. To take a "
        "number into the evidence, code the study and read it again (`CONTRIBUTING.md`).\n\n"
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
        return f"differs from the coded study: {safe(q['field'].replace(';', ', '))}"
    weeks = q["time_weeks"]
    time = TIME_KINDS[q["time_kind"]] if weeks is None else f"{printed(weeks)} weeks"
    return f"{safe(hub.label('outcomes', q['construct_id']))}, {time}"


def what_if_block(hub: Hub, finding: Row) -> str:
    """Return what the machine-read papers would make of a finding; empty when none speaks to it."""
    found = hub.by_finding("what_if").get(finding["finding_id"])
    if not found:
        return ""
    (row,) = found
    names = {d["paper_id"]: paper_name(d) for d in hub["machine_documents"]}
    papers = ", ".join(f"[{_short(names[p])}](../papers/{p}.md)" for p in parts(row["papers"]))
    many = plural(row["n_papers"], "paper")
    if row["estimate_if"] is None:
        said = f"Nothing can be pooled with them: {safe(row['reason'])}."
    else:
        now = (
            f"now {interval(row['estimate_now'], row['ci_lb_now'], row['ci_ub_now'])}"
            if row["estimate_now"] is not None
            else "now not pooled"
        )
        with_them = interval(row["estimate_if"], row["ci_lb_if"], row["ci_ub_if"])
        turn = " The interval would change sides of no effect." if row["turns"] else ""
        said = f"The pooled effect would be {with_them} ({now}).{turn}"
    return (
        "\n## What if machine-read papers were included? { #what-if }\n\n"
        f'{badge("not yet checked", "machine")}\n\n<span data-id="what_if/{finding["finding_id"]}">'
        f"A machine read {plural(row['k_machine'], 'effect')} in {many}; nobody has checked them. "
        f"{said}</span> They are in no number of this page. Papers: {papers}.\n"
    )


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
        lines.append(
            f"- [{safe(paper_name(d))}](../papers/{d['paper_id']}.md#beside-the-coded-study): "
            f"{plural(n['agree'], 'value agrees', 'values agree')}, "
            f"{plural(n['differ'], 'differs', 'differ')}; the coded values are used\n"
        )
    return "\n## Read by a machine too\n\n" + "".join(lines)
