"""The first page: the answer, the imbalance, what is not known, where to go."""

from __future__ import annotations

from collections.abc import Sequence

from analyses.plots.bars import BarRow, bars_svg
from hub.model import LEVELS, Hub, Row
from hub.pieces import finding_forest, finding_link, findings_table, level_counts
from hub.text import CERTAINTY_WORDS, count, front_matter, number, plural, safe
from hub.words import sentence


def home_page(hub: Hub) -> str:
    """Return the first page: the answer, the imbalance, what is not known, where to go."""
    family = hub.headline_families[0]
    headline = [hub.findings[f"{family}-{level}-controlled"] for level in LEVELS[:4]]
    lines = "".join(
        f'- <span data-id="pooled_effects/{f["finding_id"]}" '
        f'data-number="{number(f["estimate"])}">{safe(sentence(hub, f))}</span> '
        f"{_sure(f)}{finding_link(hub, f, '', 'See why')}.\n"
        for f in headline
    )
    return "".join(
        [
            front_matter("What helps health workers?"),
            "# What helps health workers with burnout?\n\n",
            '<div class="answer" markdown>\n\n',
            _short(hub, headline),
            "\n\n",
            lines,
            "\n</div>\n\n",
            _imbalance(hub),
            _cards(hub),
            _unknown(hub),
            "\n## The question with the most studies\n\n",
            finding_forest(hub, max(headline, key=lambda f: f["n_studies"]), ""),
            "\n## Other outcomes\n\n",
            _other(hub),
            "\n## Where to go\n\n"
            "- **To make a case**: the [findings](findings/index.md), the "
            "[claims we checked](claims/index.md), [costs and burden](costs/index.md).\n"
            "- **To teach**: [interventions](interventions/index.md) in plain words, "
            "[voices](voices/index.md), [how to cite](cite.md).\n"
            "- **To do research**: [the Explorer](explorer/index.md), [data](data/index.md), "
            "[methods](methods/index.md), "
            "[papers read by machine](papers/index.md), "
            "[our estimates beside published reviews](data/comparison.md).\n",
        ]
    )


def _sure(finding: Row) -> str:
    if finding["status"] != "pooled":
        return ""
    more = finding["n_studies_all"] - finding["n_studies"]
    change = (
        f" (with {plural(more, 'study', 'studies')} read only once: "
        f"{number(finding['estimate_all'])})"
        if more > 0
        else ""
    )
    return f"How sure: **{CERTAINTY_WORDS[finding['certainty']]}**{change}. "


def _short(hub: Hub, headline: Sequence[Row]) -> str:
    clear = [f for f in headline if f["status"] == "pooled" and f["ci_lb"] > 0]
    firm = [f for f in clear if f["certainty"] != "very_low"]
    unsure = [f for f in clear if f not in firm]
    verdict = next(
        (c for c in hub["level_comparison"] if c["outcome_family"] == hub.headline_families[0]),
        None,
    )
    text = "**No level shows a clear effect on burnout yet.** "
    if firm:
        names = _and([str(f["level"]) for f in firm])
        text = f"**Help at the {names} level may go with lower burnout.** "
    if unsure:
        names = _and([str(f["level"]) for f in unsure])
        text += f"At the {names} level the studies point the same way, very uncertainly. "
    if verdict is not None and verdict["verdict"] == "not_comparable_yet":
        text += (
            "Which level does more cannot be said yet: the studies differ in design, outcome "
            "and country as well as in level."
        )
    elif verdict is not None:
        text += "Whether one level does more is on the [levels](levels/index.md) page, with care."
    return text


def _and(names: Sequence[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else ", ".join(names[:-1]) + f" and {names[-1]}"
        if names
        else ""
    )


def _cards(hub: Hub) -> str:
    effects = [e for e in hub["effect_sizes"] if e["yi"] is not None and e["use"] != "none"]
    countries = {c for s in hub["studies"] for c in (s["countries"] or "").split(";") if c}
    cards = [
        (len(hub["studies"]), "studies coded", "studies/index.md"),
        (len(hub["readings"]), "printed results kept", "data/index.md"),
        (len(effects), "usable effects", "data/index.md"),
        (len(countries), "countries", "studies/index.md"),
        (len(hub["themes"]), "coded statements of voices", "voices/index.md"),
    ]
    items = "".join(f"- **[{count(n)}]({href})**<br>{text}\n" for n, text, href in cards)
    return f'<div class="cards" markdown>\n\n{items}\n</div>\n\n'


def _imbalance(hub: Hub) -> str:
    counts = level_counts(hub)
    rows = [
        BarRow(
            hub.label("levels", lv),
            f"levels/{lv.replace('_', '-')}.html",
            c["studies"],
            f"{c['studies']} studies, {c['randomised']} randomised",
        )
        for lv, c in counts.items()
    ]
    svg = bars_svg(
        rows,
        plot_id="bars-levels",
        title="Studies coded by level",
        description="Number of coded studies at each level.",
    )
    return (
        "## The evidence is not evenly spread\n\nMost studies help the individual to bear the "
        "work; few change the work.\n\n"
        f'<figure class="bars">\n{svg}\n</figure>\n\n'
    )


def _unknown(hub: Hub) -> str:
    low = sum(s["income_group"] == "low" for s in hub["studies"])
    rows = "data/index.md"
    late = sum((o["time_weeks"] or 0) >= 52 for o in hub["outcomes"])
    leaving = sum(o["outcome_family"] == "leaving" for o in hub["outcomes"])
    system = [s for s in hub["studies"] if s["level"] == "system"]
    randomised = sum(s["design"] in ("rct", "cluster_rct") for s in system)
    several = sum(s["level"] == "multi_level" for s in hub["studies"])
    return (
        "## What is not known\n\n"
        f"- [{plural(low, 'study', 'studies')}]({rows}#studies) from a low-income country.\n"
        f"- [{plural(late, 'outcome')}]({rows}#outcomes) of {len(hub['outcomes'])} measured a "
        "year or later.\n"
        f"- [{plural(leaving, 'outcome')}]({rows}#outcomes) on leaving, or the wish to leave.\n"
        f"- [{plural(randomised, 'randomised trial')}](levels/system.md) among the "
        f"{len(system)} studies at system level.\n"
        f"- [{plural(several, 'study', 'studies')}](levels/multi-level.md) of programmes at "
        "several levels at once.\n"
        "- Team-level evidence is mostly Balint groups and other small groups.\n"
        "- Risk of bias is not assessed yet for any study.\n"
        f"- [{count(_unread(hub))}]({rows}#readings) of {count(len(hub['readings']))} printed "
        "results have had no second reading; they are in no pooled effect.\n"
    )


def _unread(hub: Hub) -> int:
    return sum(r["review_status"] == "machine" for r in hub["readings"])


def _other(hub: Hub) -> str:
    found = [
        hub.findings[i]
        for family in hub.headline_families[1:]
        for level in LEVELS[:4]
        if (i := f"{family}-{level}-controlled") in hub.findings
    ]
    return findings_table(hub, found, "")
