"""Tiles on who and where the studies of a finding were, and what was done: counts of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hub.card import Fact, Tile, counted
from hub.countries import country_name
from hub.finding_members import Base
from hub.model import Hub, Row, parts
from hub.text import DESIGN_WORDS, number, printed
from hub.words import people

INCOME_WORDS = {
    "high": "high",
    "upper_middle": "upper-middle",
    "lower_middle": "lower-middle",
    "low": "low",
}
SEVERAL = ("mixed", "not-stated")


def tested_tile(hub: Hub, finding: Row, base: Base, to: str) -> Tile:
    """Return people, places, designs and years of the studies, and who is not among them."""
    say, studies = hub.say, base.studies
    facts = []
    if finding["n_participants"] or finding["n_without_size"]:
        facts.append(Fact(people(finding), f"pooled_effects/{finding['finding_id']}", to))
    unknown = say("finding-not-coded")
    codes = [c for s in studies for c in parts(s["countries"])]
    placeless = [unknown for s in studies if not parts(s["countries"])]
    groups = INCOME_WORDS | {"mixed": say("finding-several-incomes")}
    incomes = [groups.get(s["income_group"], unknown) for s in studies]
    cadres, settings = (_labels(hub, column, studies) for column in ("cadres", "settings"))
    named = counted([*map(country_name, codes), *placeless], 6, unknown)
    facts += [
        Fact(say("finding-cadres", list=counted(cadres, 6, unknown)), to=to),
        Fact(say("finding-countries", n=len(set(codes)), list=named), to=to),
        Fact(say("finding-income", list=counted(incomes, last=unknown))),
        *no_income(hub, studies),
        Fact(say("finding-designs", list=counted(DESIGN_WORDS[s["design"]] for s in studies))),
        Fact(say("finding-settings", list=counted(settings, 5, unknown))),
        Fact(_years(hub, studies)),
        *no_cadres(hub, studies),
    ]
    figure = Fact(say("finding-studies", n=len(studies)), to=to)
    words = say(f"finding-studies-{base.kind.replace('_', '-')}")
    return Tile("tested", say("finding-tested"), figure, words, facts)


def no_income(hub: Hub, studies: Sequence[Row]) -> list[Fact]:
    """Return the income groups without a study; one in several groups may hold them."""
    groups = {s["income_group"] for s in studies}
    missing = [words for group, words in INCOME_WORDS.items() if group not in groups]
    if not missing:
        return []
    mixed = "-mixed" if "mixed" in groups else ""
    return [Fact(hub.say(f"finding-absent-income{mixed}", list=", ".join(missing)))]


def no_cadres(hub: Hub, studies: Sequence[Row]) -> list[Fact]:
    """Return the professions that no study names; one of several professions may hold them."""
    named = {c for s in studies for c in parts(s["cadres"])}
    missing = [
        term["label"].lower()
        for ident, term in hub.terms("cadres").items()
        if ident not in named and ident not in SEVERAL
    ]
    if not missing:
        return []
    mixed = "-mixed" if "mixed" in named else ""
    return [Fact(hub.say(f"finding-absent-cadres{mixed}", list=", ".join(missing)))]


def _labels(hub: Hub, column: str, studies: Sequence[Row]) -> list[str]:
    """Return the terms of each study; a study that names none counts as not coded."""
    found = []
    for s in studies:
        names = [_term(hub, column, t) for t in parts(s[column]) if t != "not-stated"]
        found += names or [hub.say("finding-not-coded")]
    return found


def _term(hub: Hub, column: str, ident: str) -> str:
    if ident == "mixed":
        return hub.say("finding-several-cadres")
    label = hub.label(column, ident)
    return label[:1].lower() + label[1:]


def _years(hub: Hub, studies: Sequence[Row]) -> str:
    years = sorted(s["year"] for s in studies if s["year"] is not None)
    unknown = len(studies) - len(years)
    if not years:
        return hub.say("finding-no-year")
    first, last = number(years[0], 0), number(years[-1], 0)
    if first == last:
        return hub.say("finding-year", first=first, unknown=unknown)
    return hub.say("finding-years", first=first, last=last, unknown=unknown)


def delivery_tile(hub: Hub, base: Base, to: str) -> Tile:
    """Return how it was delivered, for how long and against what, as far as it is coded."""
    say = hub.say
    done = _once(first for first, _ in base.arms)
    against = _once(second for _, second in base.arms)
    unknown = say("finding-not-coded")
    types = [hub.label("interventions", t) for a in done for t in parts(a["intervention_types"])]
    kinds = [_words(a["delivery"], unknown) for a in done]
    compared = [_words(a["comparator_type"], unknown) for a in against]
    facts = [
        Fact(say("finding-types", list=counted(types, 5) or unknown), to=to),
        Fact(_weeks(hub, done)),
        Fact(say("finding-dose")),
        Fact(say("finding-against", list=counted(compared, last=unknown))),
    ]
    figure = Fact(counted(kinds, 2, unknown), to=to)
    return Tile("delivery", say("finding-delivery"), figure, "", facts)


def _once(arms: Iterable[Row]) -> list[Row]:
    return list({(a["study_id"], a["arm_id"]): a for a in arms}.values())


def _words(value: str | None, unknown: str) -> str:
    return unknown if value in (None, "not_stated") else str(value).replace("_", " ")


def _weeks(hub: Hub, arms: Sequence[Row]) -> str:
    weeks = sorted(a["duration_weeks"] for a in arms if a["duration_weeks"] is not None)
    if not weeks:
        return hub.say("finding-no-weeks")
    unknown, n = len(arms) - len(weeks), len(arms)
    first, last = printed(weeks[0]), printed(weeks[-1])
    if first == last:
        return hub.say("finding-weeks-same", first=first, unknown=unknown, n=n)
    return hub.say("finding-weeks", first=first, last=last, unknown=unknown, n=n)
