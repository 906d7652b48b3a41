"""Sections of a finding's page that say how far to trust it, and what it means for a person."""

from __future__ import annotations

from dataclasses import dataclass

from analyses.plots import funnel, specification_curve
from analyses.plots.funnel import FunnelPoint, funnel_svg
from analyses.plots.specification_curve import specification_curve_svg
from hub.model import Hub, Row, parts
from hub.pieces import favours, study_link, study_name
from hub.plot_words import plot_words
from hub.text import DOMAIN_WORDS, badge, count, heading, interval, number, safe, table
from hub.texts import Texts, Words
from hub.words import title

LEAST_IN_FUNNEL = 5
ROBUSTNESS_WORDS = Words(
    "trust-robustness", ("robust", "consistent", "unclear", "depends", "too_few")
)
CHOICES = Words(
    "trust-choice",
    (
        "effects",
        "main",
        "with_doubtful",
        "no_conversions",
        "randomised_only",
        "checked_only",
        "per_study",
        "first",
        "most_precise",
        "mean",
        "method",
        "test",
        "knha",
        "z",
        "outliers",
        "keep",
        "drop",
        "rho",
        "model",
        "two_level",
        "multilevel",
    ),
)


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
    say, rows = hub.say, []
    for r in of(hub, "meaning", finding):
        assumed = safe(r["assumptions"])
        if r["read_once"]:
            assumed += f" {say('trust-meaning-once', what=safe(r['read_once']))}"
        rows.append([safe(r["quantity"]), share_words(r), assumed])
    if not rows:
        return ""
    head = [say(f"trust-meaning-{name}") for name in ("what", "value", "assumed")]
    return (
        "\n"
        + heading(3, say("trust-meaning"), "what-it-means-for-a-person")
        + table(head, rows, right=(1,))
    )


def share_words(row: Row) -> str:
    """Return a value of ``meaning`` with its interval: a share in percent, or a number."""
    share = row["unit"] == "0 to 1"
    shown = _share(row["value"]) if share else number(row["value"], 1)
    if row["ci_lb"] is not None:
        ends = (row["ci_lb"], row["ci_ub"])
        low, high = (_share(v) if share else number(v, 1) for v in ends)
        return Texts()("trust-meaning-interval", value=shown, lower=low, upper=high)
    return shown


def _share(value: float | None) -> str:
    """Return a share in percent that never says certain or impossible."""
    if value is None:
        return "–"
    say = Texts()
    if value > 0.99:
        return say("trust-share-most")
    if value < 0.01:
        return say("trust-share-least")
    return say("trust-share", percent=f"{100 * value:.0f}")


def robustness_line(hub: Hub, finding: Row) -> str:
    """Return the line that says whether the answer holds in every way of pooling."""
    kind = finding["robustness"]
    if not kind:
        return ""
    shown = badge(ROBUSTNESS_WORDS[kind], f"robustness-{kind}")
    return f"\n{hub.say('trust-robustness', verdict=shown)}\n"


def certainty_section(hub: Hub, finding: Row) -> str:
    """Return the GRADE domains with their steps and reasons."""
    say = hub.say
    rows = [
        [
            DOMAIN_WORDS[r["domain"]],
            f"{r['steps']:+d}".replace("-", "−") if r["steps"] else "0",
            safe(r["reason"]),
            say("trust-sure-judged", judge=safe(r["judged_by"]), date=r["judged_on"])
            if r["judged_on"]
            else safe(r["judged_by"]),
        ]
        for r in of(hub, "certainty", finding)
    ]
    if not rows:
        return ""
    head = [say(f"trust-sure-{name}") for name in ("domain", "steps", "why", "judge")]
    return (
        "\n"
        + heading(3, say("trust-sure"), "how-sure-domain-by-domain")
        + table(head, rows, right=(1,))
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
    says = [safe(verdict["note"])]
    if verdict["power"] is not None:
        says.append(hub.say("trust-small-power", power=f"{verdict['power']:.0%}"))
    opening = heading(3, hub.say("trust-small"), "do-small-studies-show-more")
    text = f"\n{opening}{' '.join(says)}\n\n"
    if rows:
        head = [hub.say(f"trust-small-{name}") for name in ("test", "result", "note")]
        text += table(head, rows)
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
        title=hub.say("trust-funnel-title", name=title(hub, finding)),
        x_label=hub.say("pieces-axis"),
        favours=favours(hub.say),
        words=plot_words(hub.say, "funnel", funnel.WORDS),
    )
    return _figure(svg, hub.say("trust-funnel-caption"))


def ways_section(hub: Hub, finding: Row) -> str:
    """Return the specification curve with its verdict."""
    if not finding["robustness"]:
        return ""
    opening = heading(3, hub.say("trust-ways"), "every-defensible-way-of-pooling")
    text = f"\n{opening}{safe(finding['robustness_summary'])}\n\n"
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
        title=hub.say("trust-ways-title", name=title(hub, finding)),
        y_label=hub.say("pieces-axis"),
        choices=dict(CHOICES),
        words=plot_words(hub.say, "ways", specification_curve.WORDS),
    )
    caption = hub.say("trust-ways-caption", n=len(rows), count=count(len(rows)))
    return text + _figure(svg, caption)


def _figure(svg: str, caption: str) -> str:
    return (
        f'<figure class="forest" tabindex="0">\n{svg}\n<figcaption>{safe(caption)}</figcaption>\n'
        "</figure>\n"
    )


def influence_section(hub: Hub, finding: Row) -> str:
    """Return the finding without each study in turn."""
    say = hub.say
    rows = [
        [
            study_link(hub.studies[r["study_id"]], "../"),
            f"{100 * (r['weight'] or 0):.1f}%",
            interval(r["estimate"], r["ci_lb"], r["ci_ub"])
            if r["estimate"] is not None
            else safe(r["reason"]),
            "–" if r["turns"] is None else say(f"trust-one-{'yes' if r['turns'] else 'no'}"),
        ]
        for r in sorted(of(hub, "influence", finding), key=lambda r: -(r["weight"] or 0))
    ]
    if not rows:
        return ""
    head = [
        say("trust-one-without"),
        say("trust-one-weight"),
        say("pieces-effect"),
        say("trust-one-turns"),
    ]
    opening = heading(3, say("trust-one"), "does-one-study-decide")
    return f"\n{opening}{table(head, rows, right=(1, 2))}"
