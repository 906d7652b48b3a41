"""The levels beside each other: the honest answer first, then what it rests on, level by level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyses.plots.level_intervals import LevelRow, level_intervals_svg
from hub.model import LEVELS, Hub, Row, grouped, parts
from hub.pieces import favours, finding_link, level_counts
from hub.text import (
    CERTAINTY_WORDS,
    LEVEL_WORDS,
    badge,
    count,
    front_matter,
    interval,
    number,
    safe,
    table,
)
from hub.words import words_for

# What the question of the page compares: intervention types by their side.
QUESTION: Mapping[str, Sequence[str]] = {
    "rota": ("participatory-scheduling", "scheduling", "reduced-hours"),
    "mindfulness": ("mbsr", "mindfulness-brief", "mindfulness-other"),
}


def compare_page(hub: Hub) -> str:
    """Return the comparison of the levels, and what confounds it."""
    say = hub.say
    ordered = sorted(hub["level_profiles"], key=lambda p: LEVELS.index(p["level"]))
    profiles = grouped(ordered, "outcome_family")
    compared = {c["outcome_family"]: c for c in hub["level_comparison"]}
    lines = [
        front_matter(say("levels-title"), description=say("levels-description")),
        f"# {say('levels-title')}\n\n",
        f'<div class="answer" markdown>\n\n{_answer(hub, compared, profiles)}\n</div>\n\n',
    ]
    for family in (f for f in hub.families if f in profiles):
        lines.append(_family(hub, family, profiles[family], compared.get(family)))
    return "".join([*lines, _imbalance(hub)])


def _answer(hub: Hub, compared: Mapping[str, Row], profiles: Mapping[str, Sequence[Row]]) -> str:
    """Return the answer to the question for the headline outcome."""
    family, say = hub.headline_families[0], hub.say
    outcome = safe(words_for(hub, family)[2])
    row = compared.get(family)
    verdict = "nothing" if row is None else row["verdict"]
    lines = [f"{say('levels-answer', verdict=verdict, outcome=outcome)}\n\n"]
    for profile in profiles.get(family, []):
        finding = hub.findings[profile["finding_id"]]
        if finding["status"] == "pooled":
            shown = interval(finding["estimate"], finding["ci_lb"], finding["ci_ub"])
            text = say(
                "levels-line",
                level=LEVEL_WORDS[profile["level"]].capitalize(),
                link=finding_link(hub, finding, "../", shown),
                n=profile["n_studies"],
                randomised=profile["n_randomised"],
            )
        else:
            text = say(
                "levels-line-none",
                level=LEVEL_WORDS[profile["level"]].capitalize(),
                n=profile["n_studies"],
                coded=profile["n_studies_coded"],
            )
        lines.append(f"- {text}\n")
    if row is not None and row["p"] is not None:
        lines.append(f"\n{_test(hub, row)}\n")
    return "".join([*lines, f"\n{_question(hub)}\n"])


def _test(hub: Hub, row: Row) -> str:
    text = hub.say("levels-test", shown="yes" if row["p"] < 0.05 else "no", p=number(row["p"], 3))
    if row["p_adjusted"] is not None:
        text += " " + hub.say("levels-test-adjusted", p=number(row["p_adjusted"], 3))
    return text


def _question(hub: Hub) -> str:
    """Return how many studies there are of the two things that the question names."""
    sides = {}
    for side, kinds in QUESTION.items():
        known = [k for k in kinds if k in hub.terms("interventions")]
        sides[side] = len({s for s, mine in hub.types_of_study.items() if set(mine) & set(known)})
        sides[f"{side}_pooled"] = sum(
            f["intervention_type"] in known
            and f["outcome_family"] == hub.headline_families[0]
            and f["status"] == "pooled"
            for f in hub["pooled_effects"]
        )
    return hub.say("levels-question", **sides)


def _family(hub: Hub, family: str, profiles: Sequence[Row], row: Row | None) -> str:
    name = safe(hub.label("outcome_families", family))
    ident = f"compare-{family}"
    return "".join(
        [
            f"\n## {name} {{ #{family} }}\n\n{_verdict(hub, row)}\n\n",
            _chart(hub, profiles, ident, name),
            _estimates(hub, profiles),
            f"\n### {hub.say('levels-differs')} {{ #{family}-differs }}\n\n",
            _differences(hub, profiles),
            _wanted(hub, family, profiles),
        ]
    )


def _verdict(hub: Hub, row: Row | None) -> str:
    say = hub.say
    if row is None:
        return f"{badge(say('levels-verdict', verdict='nothing'), 'verdict')} {say('levels-one')}"
    text = f"{badge(say('levels-verdict', verdict=row['verdict']), 'verdict')} "
    text += _test(hub, row) if row["p"] is not None else say("levels-no-test")
    reasons = [r.strip() for r in (row["reasons"] or "").split(";") if r.strip()]
    if reasons:
        text += f"\n\n{say('levels-why')}\n\n" + "".join(f"- {safe(r)}\n" for r in reasons)
    ident = row["comparison_id"]
    return f'<span data-id="level_comparison/{ident}"></span>{text}'


def _chart(hub: Hub, profiles: Sequence[Row], ident: str, name: str) -> str:
    rows = []
    for p in profiles:
        f = hub.findings[p["finding_id"]]
        pooled = f["status"] == "pooled"
        note = "levels-studies" if pooled else "levels-not-pooled"
        rows.append(
            LevelRow(
                hub.say("levels-level", level=LEVEL_WORDS[p["level"]].capitalize()),
                hub.say(note, n=p["n_studies"]),
                f"../findings/{p['finding_id']}.html",
                *(
                    f[k] if pooled else None
                    for k in ("estimate", "ci_lb", "ci_ub", "pi_lb", "pi_ub")
                ),
            )
        )
    svg = level_intervals_svg(
        rows,
        plot_id=ident,
        title=hub.say("levels-chart", outcome=name),
        description=hub.say("levels-chart-text", n=sum(r.estimate is not None for r in rows)),
        x_label=hub.say("levels-axis"),
        favours=favours(hub.say),
        new_setting=hub.say("levels-new-setting"),
    )
    return (
        f'<figure class="forest levels-chart" tabindex="0">\n{svg}\n'
        f"<figcaption>{hub.say('levels-caption')}</figcaption>\n</figure>\n\n"
    )


def _estimates(hub: Hub, profiles: Sequence[Row]) -> str:
    rows = []
    for p in profiles:
        f = hub.findings[p["finding_id"]]
        pooled = f["status"] == "pooled"
        rows.append(
            [
                _level_link(p),
                finding_link(
                    hub,
                    f,
                    "../",
                    number(f["estimate"])
                    if pooled
                    else hub.say(f"levels-status-{f['status'].replace('_', '-')}"),
                ),
                _range(hub, f, "ci") if pooled else "–",
                _range(hub, f, "pi") if pooled and f["pi_lb"] is not None else "–",
                _of(hub, p["n_studies"], p["n_studies_coded"]),
                count(f["n_participants"]) if f["n_participants"] else "–",
                CERTAINTY_WORDS[f["certainty"]],
            ]
        )
    names = ("level", "estimate", "interval", "prediction", "studies", "people", "sure")
    head = [hub.say(f"levels-column-{n}") for n in names]
    return table(head, rows, right=(1, 2, 3, 4, 5))


def _range(hub: Hub, finding: Row, kind: str) -> str:
    lower, upper = (number(finding[f"{kind}_{end}"]) for end in ("lb", "ub"))
    return hub.say("site-range", lower=lower, upper=upper)


def _of(hub: Hub, n: int, of: int) -> str:
    return hub.say("site-of", n=str(n), all=str(of))


def _level_link(profile: Row) -> str:
    level = profile["level"]
    return f"[{LEVEL_WORDS[level]}]({level.replace('_', '-')}.md)"


def _differences(hub: Hub, profiles: Sequence[Row]) -> str:
    """Return what differs between the levels besides the level, a row a level."""
    rows = []
    for p in profiles:
        n = p["n_studies"]
        if not n:
            rows.append([_level_link(p), *["–"] * 6])
            continue
        rows.append(
            [
                _level_link(p),
                _of(hub, p["n_randomised"], n),
                _counted(hub, p["outcomes"], "outcomes"),
                _counted(hub, p["comparators"]) or "–",
                _weeks(hub, p),
                _countries(hub, p),
                _of(hub, p["n_converted"], n),
            ]
        )
    names = ("level", "randomised", "outcomes", "control", "weeks", "countries", "converted")
    return table([hub.say(f"levels-column-{n}") for n in names], rows, right=(1, 6))


def _counted(hub: Hub, cell: str | None, vocabulary: str = "") -> str:
    found = [part.rpartition("=") for part in parts(cell)]
    return ", ".join(
        f"{safe(hub.label(vocabulary, word) if vocabulary else word.replace('_', ' '))} ({n})"
        for word, _, n in found
    )


def _weeks(hub: Hub, p: Row) -> str:
    silent = hub.say("levels-silent", n=p["n_without_weeks"]) if p["n_without_weeks"] else ""
    if p["weeks_median"] is None:
        return silent or "–"
    low, mid, high = (f"{p[k]:g}" for k in ("weeks_min", "weeks_median", "weeks_max"))
    shown = hub.say("levels-weeks", mid=mid, low=low, high=high)
    return f"{shown}; {silent}" if silent else shown


def _countries(hub: Hub, p: Row) -> str:
    silent = hub.say("levels-silent", n=p["n_without_country"]) if p["n_without_country"] else ""
    return "; ".join(t for t in (_counted(hub, p["countries"]), silent) if t) or "–"


def _wanted(hub: Hub, family: str, profiles: Sequence[Row]) -> str:
    """Return what would be needed before the levels can be compared."""
    lines = [
        f"- {hub.say('levels-wanted-studies', n=p['n_studies_wanted'], level=level)}\n"
        for p in profiles
        if p["n_studies_wanted"]
        for level in [LEVEL_WORDS[p["level"]]]
    ]
    lines += [
        f"- {hub.say('levels-wanted-randomised', level=LEVEL_WORDS[p['level']])}\n"
        for p in profiles
        if p["n_studies"] and not p["n_randomised"]
    ]
    if not lines:
        return ""
    return f"\n### {hub.say('levels-wanted')} {{ #{family}-wanted }}\n\n" + "".join(lines) + "\n"


def _imbalance(hub: Hub) -> str:
    rows = [
        [
            f"[{safe(hub.label('levels', lv))}]({lv.replace('_', '-')}.md)",
            str(c["studies"]),
            str(c["randomised"]),
            str(c["countries"]),
        ]
        for lv, c in level_counts(hub).items()
    ]
    names = ("level", "coded", "randomised-coded", "countries-coded")
    head = [hub.say(f"levels-column-{n}") for n in names]
    return (
        f"\n## {hub.say('levels-imbalance')} {{ #imbalance }}\n\n"
        f"{hub.say('levels-imbalance-text')}\n\n" + table(head, rows, right=(1, 2, 3))
    )
