"""Sections of a finding's page that say how far to trust it, and what it means for a person."""

from __future__ import annotations

from dataclasses import dataclass

from analyses.plots.funnel import FunnelPoint, funnel_svg
from analyses.plots.specification_curve import specification_curve_svg
from hub.model import Hub, Row, parts
from hub.pieces import study_link, study_name
from hub.text import badge, interval, number, plural, safe, table
from hub.words import title

LEAST_IN_FUNNEL = 5
ROBUSTNESS_WORDS = {
    "robust": "holds however it is pooled",
    "consistent": "same direction however it is pooled, not always clear",
    "unclear": "unclear however it is pooled",
    "depends": "depends on how it is pooled",
    "too_few": "too few ways of pooling to say",
}
CHOICES = {
    "effects": "which effects",
    "main": "all usable",
    "with_doubtful": "with doubtful ones",
    "no_conversions": "without conversions",
    "randomised_only": "randomised trials only",
    "checked_only": "read twice only",
    "per_study": "one effect a study",
    "first": "the first by the rule",
    "most_precise": "the most precise",
    "mean": "their mean",
    "method": "heterogeneity by",
    "test": "interval",
    "knha": "Knapp-Hartung",
    "z": "normal",
    "outliers": "outliers",
    "keep": "kept",
    "drop": "left out",
    "rho": "correlation within studies",
    "model": "model",
    "two_level": "two-level",
    "multilevel": "several effects a study",
}


@dataclass(frozen=True, slots=True)
class Result:
    """A row of the table ``multiverse`` as the drawing wants it."""

    estimate: float
    ci_lb: float
    ci_ub: float
    options: tuple[tuple[str, str], ...]
    reference: bool


def of(hub: Hub, name: str, finding: Row) -> list[Row]:
    """Return the rows of a table that belong to a finding."""
    return hub.by_finding(name).get(finding["finding_id"], [])


def meaning_section(hub: Hub, finding: Row) -> str:
    """Return what the finding means: chances, pairs of people, points on a familiar scale."""
    rows = []
    for r in of(hub, "meaning", finding):
        rows.append([safe(r["quantity"]), share_words(r), safe(r["assumptions"])])
    if not rows:
        return ""
    return "\n### What it means for a person\n\n" + table(
        ["What", "Value", "What was assumed"], rows, right=(1,)
    )


def share_words(row: Row) -> str:
    """Return a value of ``meaning`` with its interval: a share in percent, or a number."""
    share = row["unit"] == "0 to 1"
    shown = _share(row["value"]) if share else number(row["value"], 1)
    if row["ci_lb"] is not None:
        ends = (row["ci_lb"], row["ci_ub"])
        low, high = (_share(v) if share else number(v, 1) for v in ends)
        shown += f" ({low} to {high})"
    return shown


def _share(value: float | None) -> str:
    """Return a share in percent that never says certain or impossible."""
    if value is None:
        return "–"
    if value > 0.99:
        return "more than 99%"
    return "less than 1%" if value < 0.01 else f"{100 * value:.0f}%"


def robustness_line(finding: Row) -> str:
    """Return the line that says whether the answer holds in every way of pooling."""
    kind = finding["robustness"]
    if not kind:
        return ""
    shown = badge(ROBUSTNESS_WORDS[kind], f"robustness-{kind}")
    return (
        f"\nPooled in [other ways](#every-defensible-way-of-pooling): {shown} "
        "(flaws that the studies share remain in all of them).\n"
    )


def certainty_section(hub: Hub, finding: Row) -> str:
    """Return the GRADE domains with their steps and reasons."""
    rows = [
        [
            safe(r["domain"].replace("_", " ")),
            f"{r['steps']:+d}".replace("-", "−") if r["steps"] else "0",
            safe(r["reason"]),
            safe(r["judged_by"]) + (f", {r['judged_on']}" if r["judged_on"] else ""),
        ]
        for r in of(hub, "certainty", finding)
    ]
    if not rows:
        return ""
    return "\n### How sure, domain by domain\n\n" + table(
        ["Domain", "Steps", "Why", "Judged by"], rows, right=(1,)
    )


def small_study_section(hub: Hub, finding: Row) -> str:
    """Return the tests for small-study effects, and a funnel plot of enough effects."""
    tests = of(hub, "small_study", finding)
    verdict = next((r for r in tests if r["test"] == "verdict"), None)
    if verdict is None:
        return ""
    rows = [
        [
            safe(r["test"]),
            interval(r["estimate"], r["ci_lb"], r["ci_ub"])
            if r["estimate"] is not None
            else safe(r["says"].replace("_", " ")),
            safe(r["note"] or ""),
        ]
        for r in tests
        if r["test"] != "verdict" and r["says"] != "cannot_say"
    ]
    power = "" if verdict["power"] is None else f" Median power of a study: {verdict['power']:.0%}."
    text = f"\n### Do small studies show more?\n\n{safe(verdict['note'])}{power}\n\n"
    if rows:
        text += table(["Test or mean", "Result", "Note"], rows)
    return text + _funnel(hub, finding)


def _funnel(hub: Hub, finding: Row) -> str:
    inside = [m for m in hub.members.get(finding["finding_id"], []) if m["included"]]
    if len(inside) < LEAST_IN_FUNNEL:
        return ""
    effects = [hub.effects[m["effect_id"]] for m in inside]
    points = [
        FunnelPoint(
            study_name(hub.studies[e["study_id"]]),
            f"../studies/{e['study_id']}.html#{e['effect_id']}",
            e["yi"],
            e["se"],
        )
        for e in sorted(effects, key=lambda e: e["effect_id"])
    ]
    svg = funnel_svg(
        points,
        pooled=finding["estimate"],
        plot_id=f"funnel-{finding['finding_id']}",
        title=f"Funnel plot: {title(hub, finding)}",
        x_label="Standardised effect (Hedges' g)",
    )
    return _figure(
        svg,
        "Each dot is one effect; precise ones stand at the top. Without small-study effects they "
        "spread evenly around the line; the bands show where p is below .10, .05 and .01.",
    )


def ways_section(hub: Hub, finding: Row) -> str:
    """Return the specification curve with its verdict."""
    if not finding["robustness"]:
        return ""
    text = f"\n### Every defensible way of pooling\n\n{safe(finding['robustness_summary'])}\n\n"
    rows = of(hub, "multiverse", finding)
    if len(rows) < LEAST_IN_FUNNEL:
        return text
    results = [
        Result(
            r["estimate"],
            r["ci_lb"],
            r["ci_ub"],
            tuple((a, b) for a, b in (c.split("=", 1) for c in parts(r["all_choices"]))),
            bool(r["is_primary"]),
        )
        for r in sorted(rows, key=lambda r: r["place"])
    ]
    svg = specification_curve_svg(
        results,
        plot_id=f"ways-{finding['finding_id']}",
        title=f"Specification curve: {title(hub, finding)}",
        y_label="Standardised effect (Hedges' g)",
        words=CHOICES,
    )
    return text + _figure(
        svg,
        f"{plural(len(rows), 'different result')}, from the smallest to the largest, with their "
        "intervals; the marks below show the choices behind each.",
    )


def _figure(svg: str, caption: str) -> str:
    return (
        f'<figure class="forest" tabindex="0">\n{svg}\n<figcaption>{safe(caption)}</figcaption>\n'
        "</figure>\n"
    )


def influence_section(hub: Hub, finding: Row) -> str:
    """Return the finding without each study in turn."""
    rows = [
        [
            study_link(hub.studies[r["study_id"]], "../"),
            f"{100 * (r['weight'] or 0):.1f}%",
            interval(r["estimate"], r["ci_lb"], r["ci_ub"])
            if r["estimate"] is not None
            else safe(r["reason"]),
            "–" if r["turns"] is None else "yes" if r["turns"] else "no",
        ]
        for r in sorted(of(hub, "influence", finding), key=lambda r: -(r["weight"] or 0))
    ]
    if not rows:
        return ""
    head = ["Without", "Its weight", "Effect (g) [95% interval]", "Turns the answer"]
    return "\n### Does one study decide?\n\n" + table(head, rows, right=(1, 2))
