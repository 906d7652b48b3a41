"""Pieces that several pages share: finding links, effect tables, forest plots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyses.plots.axis import Axis
from analyses.plots.effect_line import ROW, effect_row, shared_axis
from analyses.plots.forest import ForestRow, ForestSummary, forest_svg
from analyses.records.releases import short_name
from hub.effect_lines import certainty_badge, lines_of, tone
from hub.model import LEVELS, Hub, Row, parts
from hub.text import (
    CHECK_WORDS,
    CLASS_WORDS,
    DESIGN_WORDS,
    LEVEL_WORDS,
    THEME_WORDS,
    USE_WORDS,
    badge,
    count,
    doi_link,
    interval,
    number,
    safe,
    table,
)
from hub.texts import Texts
from hub.words import title

FINDING_COLUMNS = ("question", "line", "studies", "people", "sure", "evidence")
EFFECT_COLUMNS = ("study", "design", "outcome", "effect", "use", "reason")
THEME_COLUMNS = ("kind", "level", "said", "voice")


def finding_link(hub: Hub, finding: Row, up: str, text: str | None = None) -> str:
    """Return a link to a finding; it carries the row's identifier, so that a number is traced."""
    shown = text or safe(title(hub, finding))
    ident = finding["finding_id"]
    return f'[{shown}]({up}findings/{ident}.md){{ data-id="pooled_effects/{ident}" }}'


def effect_link(effect: Row, up: str) -> str:
    """Return an effect as a number that links to its row on the study's page."""
    text = interval(effect["yi"], effect["ci_lb"], effect["ci_ub"])
    ident = effect["effect_id"]
    return (
        f'[{text}]({up}studies/{effect["study_id"]}.md#{ident}){{ data-id="effect_sizes/{ident}" }}'
    )


def study_name(study: Row) -> str:
    """Return a short name: first author as read, and year; the slug when neither is known."""
    return short_name(study)


def study_link(study: Row, up: str) -> str:
    """Return a link to a study's page."""
    return f"[{safe(study_name(study))}]({up}studies/{study['study_id']}.md)"


def citation(report: Row) -> str:
    """Return a report as read: authors, year, title, journal, and a link to its identifier."""
    bits = [
        safe(report["authors"]),
        f"({report['year'] or Texts()('pieces-no-year')})",
        f"*{safe(report['title'])}*",
        safe(report["journal"]),
    ]
    link = report["no_identifier_reason"] or ""
    if report["doi"]:
        link = doi_link(report["doi"])
    elif report["pmid"]:
        link = f"[PubMed {report['pmid']}](https://pubmed.ncbi.nlm.nih.gov/{report['pmid']}/)"
    elif report["pmcid"]:
        link = f"[{report['pmcid']}](https://pmc.ncbi.nlm.nih.gov/articles/{report['pmcid']}/)"
    return ". ".join(b.removesuffix(".") for b in bits if b) + f". {link}"


def findings_table(hub: Hub, findings: Iterable[Row], up: str, axis: Axis | None = None) -> str:
    """Return findings as a table: the question, the effect, how many studies, how sure.

    Parameters
    ----------
    hub : Hub
        The tables.
    findings : iterable of Row
        In the order of the rows.
    up : str
        Where the site's root is, seen from the page.
    axis : Axis or None
        The axis that several tables share; one over the findings when None.
    """
    say = hub.say
    findings = list(findings)
    lines = lines_of(hub, findings)
    axis = axis or shared_axis(list(lines.values()), ROW[0])
    rows = []
    for f in findings:
        number_text = say("pieces-not-pooled")
        if f["status"] == "pooled":
            number_text = interval(f["estimate"], f["ci_lb"], f["ci_ub"])
        elif f["status"] == "single_study":
            number_text = say("pieces-one-study")
        elif f["status"] == "unchecked":
            number_text = say("pieces-unchecked", estimate=number(f["estimate_all"]))
        line = lines.get(f["finding_id"])
        drawn = effect_row(line, axis) if line else ""
        rows.append(
            [
                finding_link(hub, f, up),
                f'<span class="effect-cell {tone(f["level"])}">{drawn}'
                f"{finding_link(hub, f, up, number_text)}</span>",
                say("pieces-of", n=count(f["n_studies"]), all=count(f["n_studies_coded"])),
                count(f["n_participants"]) if f["n_participants"] else "–",
                certainty_badge(f),
                CLASS_WORDS[f["evidence_class"]],
            ]
        )
    return table(
        [say(f"pieces-{name}") for name in FINDING_COLUMNS],
        rows,
        right=(2, 3),
    )


def drawn_members(hub: Hub, finding: Row) -> list[Row]:
    """Return what a forest plot shows: the pooled effects, and those of other studies read once."""
    members = hub.members.get(finding["finding_id"], [])
    inside = [m for m in members if m["included"]]
    return [*inside, *(m for m in members if m["in_all"] and not m["included"])]


def finding_forest(hub: Hub, finding: Row, up: str) -> str:
    """Return the forest plot of a finding's effects, or nothing when fewer than two are drawn."""
    inside = drawn_members(hub, finding)
    if len(inside) < 2:
        return ""
    effects = sorted((hub.effects[m["effect_id"]] for m in inside), key=lambda e: -e["yi"])
    weights = {m["effect_id"]: m["weight"] or 0.0 for m in inside}
    pooled = {m["effect_id"] for m in inside if m["included"]}
    say = hub.say
    rows = [
        ForestRow(
            study_name(hub.studies[e["study_id"]]),
            f"{up}studies/{e['study_id']}.html#{e['effect_id']}",
            e["yi"],
            e["ci_lb"],
            e["ci_ub"],
            min(1.0, max(0.0, weights[e["effect_id"]])),
            outcome if checked else say("pieces-forest-read-once", outcome=outcome),
            hollow=not checked,
        )
        for e in effects
        for checked in [e["effect_id"] in pooled]
        for outcome in [hub.label("outcomes", e["construct_id"])]
    ]
    summary = (
        ForestSummary(
            say("pieces-forest-pooled"),
            finding["estimate"],
            finding["ci_lb"],
            finding["ci_ub"],
            finding["pi_lb"],
            finding["pi_ub"],
        )
        if finding["status"] == "pooled"
        else None
    )
    name = title(hub, finding)
    svg = forest_svg(
        rows,
        summary,
        plot_id=f"forest-{finding['finding_id']}",
        title=say("pieces-forest-title", name=name),
        description=_described(hub, finding, len(rows)),
        favours=favours(say, "got-" if finding["evidence_class"] == "pre_post" else ""),
        x_label=say("pieces-axis"),
        columns=(say("pieces-forest-study"), say("pieces-forest-estimate")),
        prediction=say("pieces-forest-prediction"),
    )
    caption = say(f"pieces-forest-caption{'' if summary is None else '-pooled'}")
    if len(pooled) < len(rows):
        caption += f" {say('pieces-forest-hollow')}"
    return (
        f'<figure class="forest" tabindex="0">\n{svg}\n<figcaption>{caption}</figcaption>\n'
        "</figure>\n"
    )


def favours(say: Texts, got: str = "") -> tuple[str, str]:
    """Return what a negative and a positive effect mean; ``got-`` of a group before and after."""
    return say(f"pieces-forest-{got}worse"), say(f"pieces-forest-{got}better")


def _described(hub: Hub, finding: Row, drawn: int) -> str:
    if finding["status"] != "pooled":
        return hub.say("pieces-forest-described", n=count(drawn))
    return hub.say(
        "pieces-forest-described-pooled",
        effects=count(finding["k"]),
        studies=count(finding["n_studies"]),
        estimate=number(finding["estimate"]),
        lower=number(finding["ci_lb"]),
        upper=number(finding["ci_ub"]),
    )


def effects_table(hub: Hub, effects: Sequence[Row], up: str) -> str:
    """Return effects as a table with their study, outcome, number, origin and use."""
    rows = []
    for e in effects:
        study = hub.studies[e["study_id"]]
        shown = effect_link(e, up) if e["yi"] is not None else "–"
        why = e["no_effect_reason"] or e["use_reason"] or ""
        rows.append(
            [
                study_link(study, up),
                DESIGN_WORDS[study["design"]],
                safe(hub.label("outcomes", e["construct_id"])),
                shown,
                USE_WORDS[e["use"]] if e["yi"] is not None else hub.say("pieces-no-effect"),
                safe(why),
            ]
        )
    return table(
        [hub.say(f"pieces-{name}") for name in EFFECT_COLUMNS],
        rows,
        right=(3,),
    )


def level_counts(hub: Hub) -> dict[str, dict[str, int]]:
    """Return, for each level, how many studies there are, randomised ones, and countries."""
    counts = {}
    for level in LEVELS:
        studies = [s for s in hub["studies"] if s["level"] == level]
        counts[level] = {
            "studies": len(studies),
            "randomised": sum(s["design"] in ("rct", "cluster_rct") for s in studies),
            "countries": len({c for s in studies for c in parts(s["countries"])}),
        }
    return counts


def themes_table(hub: Hub, themes: Sequence[Row], up: str) -> str:
    """Return themes as a table with their kind, level and voice."""
    rows = [
        [
            badge(THEME_WORDS[t["kind"]], f"kind-{t['kind']}"),
            LEVEL_WORDS[t["level"]],
            f"**{safe(t['theme'])}**. {safe(t['summary'])}",
            f"[{safe(t['source_title'])}]({up}voices/{t['source_id']}.md#{t['theme_id']})",
        ]
        for t in themes
    ]
    return table([hub.say(f"pieces-{name}") for name in THEME_COLUMNS], rows)


def addresses(text: str) -> str:
    """Return the addresses of a page read as links; a reading may name several."""
    found = [part.strip() for part in text.split(" ; ")]
    return "<br>".join(
        f"<{p}>" if p.startswith("http") and " " not in p else safe(p) for p in found
    )


def second_reading(hub: Hub, reading_id: str) -> str:
    """Return what a second look at a reading found, and on which page."""
    check = hub.checks.get(reading_id)
    if check is None:
        return hub.say("pieces-second-none")
    result = CHECK_WORDS[check["result"]]
    text = hub.say("pieces-second", result=result, date=check["checked_on"])
    if check["words"]:
        words = safe(check["words"])
        text = hub.say("pieces-second-near", result=result, date=check["checked_on"], words=words)
    page = f"<br>{addresses(check['read_at'])}" if check["read_at"] else ""
    remark = f"<br>{safe(check['remark'])}" if check["remark"] else ""
    return f"{text}{page}{remark}"


def notice(up: str = "../") -> str:
    """Return the sentence on review status that stands on every page with numbers."""
    say = Texts()
    return f'!!! note "{say("pieces-notice-title")}"\n    {say("pieces-notice", up=up)}\n\n'
