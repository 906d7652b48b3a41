"""The first page: the question, the search, the answer at each level, and where to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyses.plots.axis import Axis
from analyses.plots.bars import BarRow, bars_svg
from analyses.plots.effect_line import CARD, EffectLine, effect_card, shared_axis
from hub.changes_pages import what_changed_block
from hub.effect_lines import certainty_badge, lines_of, tone, words_of
from hub.model import LEVELS, Hub, Row
from hub.pieces import finding_forest, finding_link, findings_table, level_counts
from hub.text import LEVEL_WORDS, count, folded, front_matter, number, safe
from hub.words import people, sentence

CHANGES = 3  # that the first page names
REFLECTIVE = "reflection"  # the group of intervention types to which Balint groups belong


def home_page(hub: Hub) -> str:
    """Return the first page: the answer, the imbalance, what is not known, where to go."""
    family = hub.headline_families[0]
    headline = [hub.findings[f"{family}-{level}-controlled"] for level in LEVELS[:4]]
    return "".join(
        [
            front_matter(hub.say("home-name"), contents=False),
            f"# {hub.say('home-title')}\n\n",
            '<div class="lead" markdown>\n\n',
            _short(hub, headline),
            "\n\n</div>\n\n",
            _search(hub),
            _levels(hub, headline),
            _imbalance(hub),
            what_changed_block(hub, "", CHANGES) + "\n",
            _doors(hub),
            _cards(hub),
            _unknown(hub),
            f"\n## {hub.say('home-most')}\n\n",
            finding_forest(hub, max(headline, key=lambda f: f["n_studies"]), ""),
            f"\n## {hub.say('home-other')}\n\n",
            _other(hub),
        ]
    )


def _search(hub: Hub) -> str:
    label, button = hub.say("home-search-label"), hub.say("home-search-button")
    return (
        '<form class="seek" action="search.html" role="search">\n'
        f'<label class="seek__label" for="seek">{safe(label)}</label>\n'
        '<input class="seek__words" id="seek" type="search" name="q" autocomplete="off">'
        f'<button class="button" type="submit">{safe(button)}</button>\n'
        "</form>\n\n"
    )


def _levels(hub: Hub, headline: Sequence[Row]) -> str:
    lines = lines_of(hub, headline)
    axis = shared_axis(list(lines.values()), CARD[0], hold=True)
    counts = {level: c["studies"] for level, c in level_counts(hub).items()}
    cards = "".join(
        _level(hub, f, lines.get(f["finding_id"]), axis) + _share(hub, f["level"], counts)
        for f in headline
    )
    return (
        f'<div class="answer levels" markdown>\n<ol class="levels__list" markdown>\n{cards}</ol>\n'
        f"\n{hub.say('home-key')}\n{{ .levels__key }}\n\n</div>\n\n"
    )


def _level(hub: Hub, finding: Row, line: EffectLine | None, axis: Axis) -> str:
    """Return a level's card: the effect drawn, the sentence, how sure, on how many it rests."""
    ident = finding["finding_id"]
    term = hub.terms("levels")[finding["level"]]
    name = hub.say("home-level", level=safe(term["label"]))
    drawn = ""
    if line is not None:
        title = hub.say("home-line-title", level=name)
        svg = effect_card(line, axis, plot_id=f"line-{ident}", title=title, words=words_of(line))
        drawn = (
            f'<figure class="level__drawn">\n{svg}\n<figcaption>{hub.say("home-axis")}'
            "</figcaption>\n</figure>\n"
        )
    sure = hub.say("home-sure", certainty=certainty_badge(finding), change=_change(hub, finding))
    return (
        f'<li class="level {tone(finding["level"])}" markdown="block">\n'
        f'<div class="level__name" role="heading" aria-level="2">{name}</div>\n\n'
        f"{safe(_first(term['definition']))}\n{{ .level__what }}\n\n"
        f"{drawn}\n"
        f'<span data-id="pooled_effects/{ident}" data-number="{number(finding["estimate"])}">'
        f"{safe(sentence(hub, finding))}</span>\n\n"
        f"{sure}<br>{_rests_on(hub, finding)}\n{{ .level__trust }}\n\n"
        f"{finding_link(hub, finding, '', hub.say('home-why'))}\n{{ .level__why }}\n\n"
    )


def _share(hub: Hub, level: str, counts: Mapping[str, int]) -> str:
    """Return how many of all coded studies a level has, in words and as a bar in a track of all."""
    words = hub.say("home-share", n=counts[level], all=sum(counts.values()))
    share = counts[level] / (sum(counts.values()) or 1)
    bar = f'<rect class="level__bar" width="{100 * share:.2f}" height="4"/>'
    return (
        f'<div class="level__share">{words}<svg viewBox="0 0 100 4" preserveAspectRatio="none" '
        f'aria-hidden="true"><rect class="level__track" width="100" height="4"/>{bar}</svg></div>\n'
        "\n</li>\n"
    )


def _first(text: str) -> str:
    return text.split(":")[0].split(". ")[0].removesuffix(".") + "."


def _rests_on(hub: Hub, finding: Row) -> str:
    if finding["status"] == "single_study":
        return hub.say("home-studies-single", coded=finding["n_studies_coded"])
    text = hub.say("home-studies", pooled=finding["n_studies"], coded=finding["n_studies_coded"])
    return f"{text}; {people(finding)}" if finding["status"] == "pooled" else text


def _change(hub: Hub, finding: Row) -> str:
    """Return what the studies read only once would change."""
    more = finding["n_studies_all"] - finding["n_studies"]
    if finding["status"] != "pooled" or more <= 0:
        return ""
    estimate = number(finding["estimate_all"])
    return f" {hub.say('home-change', n=more, count=count(more), estimate=estimate)}"


DOORS = {
    "advocate": "findings/index.md#{family}",
    "teacher": "interventions/index.md",
    "researcher": "explorer/index.md",
}


def _doors(hub: Hub) -> str:
    doors = "".join(
        f'<section class="door" markdown="block">\n\n### {hub.say(f"home-door-{who}")}\n\n'
        f"{hub.say(f'home-door-{who}-words')}\n\n"
        f"[{hub.say(f'home-door-{who}-first')}]({place.format(family=hub.headline_families[0])})"
        f"{{ .button }}\n\n{hub.say(f'home-door-{who}-more')}\n\n</section>\n"
        for who, place in DOORS.items()
    )
    return f'## {hub.say("home-doors")}\n\n<div class="doors" markdown>\n{doors}</div>\n\n'


def _short(hub: Hub, headline: Sequence[Row]) -> str:
    clear = [f for f in headline if f["status"] == "pooled" and f["ci_lb"] > 0]
    firm = [f for f in clear if f["certainty"] != "very_low"]
    unsure = [f for f in clear if f not in firm]
    verdict = next(
        (c for c in hub["level_comparison"] if c["outcome_family"] == hub.headline_families[0]),
        None,
    )
    text = hub.say("home-short-none")
    if firm:
        text = hub.say("home-short-firm", n=len(firm), levels=_levels_of(hub, firm))
    if unsure:
        levels = _levels_of(hub, unsure)
        text += f" {hub.say('home-short-unsure', n=len(unsure), levels=levels)}"
    if verdict is not None:
        known = verdict["verdict"] != "not_comparable_yet"
        message = "home-short-comparable" if known else "home-short-not-comparable"
        text += f" {hub.say(message)}"
    return text


def _levels_of(hub: Hub, findings: Sequence[Row]) -> str:
    *names, last = [LEVEL_WORDS[f["level"]] for f in findings]
    return hub.say("home-and", first=", ".join(names), last=last) if names else last


def _cards(hub: Hub) -> str:
    effects = [e for e in hub["effect_sizes"] if e["yi"] is not None and e["use"] != "none"]
    countries = {c for s in hub["studies"] for c in (s["countries"] or "").split(";") if c}
    cards = {
        "studies": (len(hub["studies"]), "studies/index.md"),
        "readings": (len(hub["readings"]), "data/index.md"),
        "effects": (len(effects), "data/index.md"),
        "countries": (len(countries), "studies/index.md"),
        "themes": (len(hub["themes"]), "voices/index.md"),
    }
    items = "".join(
        f"- **[{count(n)}]({href})**<br>{hub.say(f'home-card-{name}')}\n"
        for name, (n, href) in cards.items()
    )
    return f'<div class="cards" markdown>\n\n{items}\n</div>\n\n'


def _imbalance(hub: Hub) -> str:
    counts = level_counts(hub)
    rows = [
        BarRow(
            hub.label("levels", lv),
            f"levels/{lv.replace('_', '-')}.html",
            c["studies"],
            hub.say("home-bar", studies=c["studies"], randomised=c["randomised"]),
            tone(lv),
        )
        for lv, c in counts.items()
    ]
    svg = bars_svg(
        rows,
        plot_id="bars-levels",
        title=hub.say("home-bars-title"),
        description=hub.say("home-bars-text"),
    )
    most = max(counts, key=lambda lv: counts[lv]["studies"])
    words = hub.say(
        "home-imbalance-words",
        studies=sum(c["studies"] for c in counts.values()),
        most=counts[most]["studies"],
        level=hub.label("levels", most).lower(),
        randomised=sum(c["randomised"] for c in counts.values()),
        mostrandomised=counts[most]["randomised"],
        least=counts["multi_level"]["studies"],
        system=counts["system"]["studies"],
    )
    return (
        f"## {hub.say('home-imbalance')}\n\n"
        f'<div class="imbalance" markdown>\n<figure class="bars">\n{svg}\n</figure>\n\n'
        f"{words}\n\n</div>\n\n"
    )


def _unknown(hub: Hub) -> str:
    studies, outcomes = hub["studies"], hub["outcomes"]
    system = [s for s in studies if s["level"] == "system"]
    team = [s for s in studies if s["level"] == "team"]
    types = hub.terms("interventions").items()
    reflective = {ident for ident, term in types if term["parent"] == REFLECTIVE}
    # how many there are, and of how many, where the sentence says so
    counts: dict[str, tuple[int, str]] = {
        "low-income": (sum(s["income_group"] == "low" for s in studies), ""),
        "late": (sum((o["time_weeks"] or 0) >= 52 for o in outcomes), str(len(outcomes))),
        "leaving": (sum(o["outcome_family"] == "leaving" for o in outcomes), ""),
        "system": (
            sum(s["design"] in ("rct", "cluster_rct") for s in system),
            str(len(system)),
        ),
        "several": (sum(s["level"] == "multi_level" for s in studies), ""),
        "team": (sum(_has_type(hub, s, reflective) for s in team), str(len(team))),
        "bias": (0, ""),
        "unread": (_unread(hub), count(len(hub["readings"]))),
    }
    items = "".join(
        f"- {hub.say(f'home-unknown-{name}', n=n, count=count(n), all=total)}\n"
        for name, (n, total) in counts.items()
    )
    return f"## {hub.say('home-unknown')}\n\n{items}"


def _has_type(hub: Hub, study: Row, types: set[str]) -> bool:
    return not types.isdisjoint(hub.types_of_study.get(study["study_id"], []))


def _unread(hub: Hub) -> int:
    return sum(r["review_status"] == "machine" for r in hub["readings"])


def _other(hub: Hub) -> str:
    found = [
        hub.findings[i]
        for family in hub.headline_families[1:]
        for level in LEVELS[:4]
        if (i := f"{family}-{level}-controlled") in hub.findings
    ]
    answered = [f for f in found if f["status"] != "none"]
    empty = [f for f in found if f["status"] == "none"]
    text = findings_table(hub, answered, "")
    if empty:
        summary = hub.say("findings-empty", n=len(empty))
        text += "\n" + folded(summary, findings_table(hub, empty, ""))
    return text
