"""The decision card: each of its numbers is that of a row, and what is not coded is said."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import markdown
import pytest

from hub.card import Fact, Tile, card_html, counted
from hub.decision_card import decision_card, directions
from hub.model import Hub
from hub.text import CERTAINTY_WORDS, number
from tests.unit.hub.published import RELEASE, hub_of

Tables = dict[str, list[dict[str, Any]]]
FINDING = "burnout-individual-controlled"
# The eight studies of that finding as they were coded on 2026-11-24, copied by hand:
# cadres, countries, income group, settings, year; interval; delivery, weeks, comparator
COPIED: list[tuple[Any, ...]] = [
    ("physician", None, None, 2015, -0.02, 1.24, "not_stated", None, "not_stated"),
    ("mixed", "ES", "primary-care", None, 0.2235, 1.2395, "in_person", 8, "no_intervention"),
    ("mixed", "CA", None, 2023, 0.1396, 0.6383, "digital", 12, "wait_list"),
    (
        *("physician;resident", "US", "hospital;outpatient-clinic;training-programme", 2025),
        *(-0.119, 0.5374, "digital", 26, "wait_list"),
    ),
    ("nurse", "CN", "hospital", 2014, 0.6609, 1.2168, "in_person", 8, "no_intervention"),
    (
        *("mixed", "US", "hospital;training-programme", 2022),
        *(0.1682, 1.0656, "not_stated", 13, "usual_practice"),
    ),
    ("physician", None, None, 2011, -0.04, 0.9, "not_stated", None, "not_stated"),
    ("physician", None, None, 2013, -0.09, 0.41, "not_stated", None, "not_stated"),
]
CADRES = {"mixed": "Mixed", "nurse": "Nurses", "physician": "Physicians", "midwife": "Midwives"}
PAYLOAD = "<script>alert(1)</script> [x](javascript:alert(1)) | *b* {: onclick=x }"


def copied_hub(**more: Any) -> Hub:
    """Return a hub of the copied studies; every figure of the card is counted from them."""
    tables: Tables = {
        name: []
        for name in (
            *("studies", "arms", "contrasts", "outcomes", "effect_sizes", "pool_members"),
            *("meaning", "certainty", "economics", "themes", "terms"),
        )
    }
    tables["terms"] = [
        {"vocabulary": "cadres", "term_id": k, "label": v, "parent": None}
        for k, v in CADRES.items()
    ]
    for i, row in enumerate(COPIED):
        cadres, countries, settings, year, lower, upper, delivery, weeks, comparator = row
        study, effect = f"s{i}", f"s{i}-e01"
        tables["studies"].append(
            {
                "study_id": study,
                "cadres": cadres,
                "countries": countries,
                "income_group": "upper_middle" if countries == "CN" else "high",
                "settings": settings,
                "year": year,
                "design": "rct",
            }
        )
        arm = {
            "study_id": study,
            "arm_id": "a01",
            "intervention_types": "mbsr",
            "delivery": delivery,
            "duration_weeks": weeks,
            "comparator_type": None,
        }
        other = arm | {"arm_id": "a02", "comparator_type": comparator}
        tables["arms"] += [arm, other]
        tables["contrasts"].append(
            {
                "study_id": study,
                "contrast_id": f"{study}-c01",
                "arm_1": "a01",
                "arm_2": "a02",
                "outcome_id": "o01",
            }
        )
        tables["outcomes"].append({"study_id": study, "outcome_id": "o01", "instrument": None})
        tables["effect_sizes"].append(
            {
                "effect_id": effect,
                "study_id": study,
                "contrast_id": f"{study}-c01",
                "yi": (lower + upper) / 2,
                "ci_lb": lower,
                "ci_ub": upper,
                "review_status": "checked",
            }
        )
        tables["pool_members"].append(
            {
                "finding_id": FINDING,
                "effect_id": effect,
                "study_id": study,
                "included": True,
                "in_all": True,
                "reason": None,
                "weight": 0.125,
            }
        )
    finding = {
        "finding_id": FINDING,
        "level": "individual",
        "intervention_type": None,
        "outcome_family": "burnout",
        "evidence_class": "controlled",
        "status": "pooled",
        "estimate": 0.4895,
        "ci_lb": 0.2528,
        "ci_ub": 0.7263,
        "pi_lb": -0.1224,
        "pi_ub": 1.1015,
        "n_participants": 833,
        "n_without_size": 3,
        "certainty": "low",
        "certainty_reasons": "starts high; risk of bias is not assessed yet: one step down",
        "reason": None,
        **more,
    }
    return Hub(tables | {"pooled_effects": [finding]}, {}, ["burnout"], release=RELEASE)


def tile(hub: Hub, key: str) -> Tile:
    """Return a tile of the first finding's card."""
    return next(t for t in decision_card(hub, hub["pooled_effects"][0]) if t.key == key)


def test_who_and_where_as_counted_by_hand() -> None:
    found = tile(copied_hub(), "tested")
    texts = [f.text for f in found.facts]
    assert (found.figure.text, found.words) == ("8 studies", "pooled")
    assert texts == [
        "833 people, and 3 studies whose arm sizes are not printed",
        "People: physicians (4), several professions (3), nurses (1), resident (1)",
        "4 countries: United States (2), Canada (1), China (1), Spain (1), not coded (3)",
        "Income of the country: high (7), upper-middle (1)",
        "No study in countries of this income: lower-middle, low",
        "Design: randomised trial (8)",
        "Setting: hospital (3), training programme (2), outpatient clinic (1), primary care (1), "
        "not coded (4)",
        "Published 2011 to 2025 (1 without a year)",
        "No study names (those of several professions may hold some): midwives",
    ]


def test_what_was_done_as_counted_by_hand() -> None:
    found = tile(copied_hub(), "delivery")
    texts = [f.text for f in found.facts]
    assert found.figure.text == "digital (2), in person (2), not coded (4)"
    assert "Length: 8 to 26 weeks (not coded in 3 of 8 studies)" in texts
    assert "Sessions and hours: not coded" in texts
    assert texts[-1] == (
        "Compared with: no intervention (2), wait list (2), usual practice (1), not coded (3)"
    )


def test_null_results_as_counted_by_hand() -> None:
    found = tile(copied_hub(), "harms")
    assert (found.figure.text, found.words[:7]) == ("4 of 8", "effects")
    assert [f.text for f in found.facts] == [
        "Interval wholly on the better side: 4",
        "Interval wholly on the worse side: 0",
        "Adverse events: not coded yet",
    ]


def test_harm_counts_as_harm() -> None:
    effects = [
        {"ci_lb": a, "ci_ub": b} for a, b in ((-0.9, -0.1), (-0.2, 0.3), (0.1, 0.4), (0.0, 0.4))
    ]
    assert directions(effects) == (2, 1, 1)


def test_without_figures_or_voices_their_absence_is_said() -> None:
    hub = copied_hub()
    assert tile(hub, "cost").figure.text == "No cost figure in the corpus"
    assert tile(hub, "practice").figure.text == "No voice on this in the corpus"


def test_an_effect_read_once_is_never_shown_as_checked() -> None:
    hub = copied_hub(status="single_study", certainty="very_low", estimate=None)
    for m in hub["pool_members"]:
        m["included"] = False
        m["in_all"] = m["effect_id"] == "s1-e01"
    hub.effects["s1-e01"]["review_status"] = "machine"
    found = tile(hub, "size")
    assert found.figure == Fact("0.73", "effect_sizes/s1-e01", "../studies/s1.md#s1-e01")
    assert found.facts[0].text == "The only usable study, read once and not checked; not pooled"
    assert tile(hub, "setting").figure.text == "Unknown"


class Attributes(HTMLParser):
    """The names of all attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the names of an element."""
        self.names |= {name for name, _ in attrs}


def test_what_the_corpus_says_stays_letters() -> None:
    facts = [Fact(PAYLOAD, f"themes/{PAYLOAD}", "../voices/a.md#b"), Fact(PAYLOAD)]
    text = card_html([Tile("size", PAYLOAD, Fact(PAYLOAD), PAYLOAD, facts)], PAYLOAD)
    page = markdown.markdown(text, extensions=["md_in_html", "attr_list", "tables"])
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert not Attributes(page).names & {"onclick", "onerror"}
    assert page.count("<li>") == 2


def test_names_are_counted_and_what_is_left_is_said() -> None:
    names = [*"aabbcd", "not coded", "not coded", "not coded"]
    assert counted(names, last="not coded") == "a (2), b (2), c (1), d (1), not coded (3)"
    assert counted(names, 2) == "not coded (3), a (2), and 3 more"
    # one more is not worth the words
    assert counted("aabc", 2) == "a (2), b (1), c (1)"


def test_every_card_says_what_its_rows_say(tables: Tables) -> None:
    hub = hub_of(tables)
    meaning = {(m["finding_id"], m["quantity"]): m for m in tables["meaning"]}
    for finding in hub["pooled_effects"]:
        tiles = {t.key: t for t in decision_card(hub, finding)}
        assert tiles["sure"].figure.text.lower() == CERTAINTY_WORDS[finding["certainty"]]
        ident = finding["finding_id"]
        inside = [m for m in hub.members.get(ident, []) if m["included"]]
        if finding["status"] == "pooled":
            assert tiles["size"].figure.text == number(finding["estimate"])
            assert tiles["tested"].figure.text == f"{finding['n_studies']} studies"
            assert tiles["harms"].figure.text.endswith(f" of {len(inside)}")
        else:
            assert tiles["setting"].figure.text == "Unknown"
        chance = meaning.get((ident, "chance of a benefit of 0.2 or more in a new setting"))
        if chance is not None and 0.01 <= chance["value"] <= 0.99:
            assert tiles["setting"].figure.text == f"{100 * chance['value']:.0f}%"


def test_a_card_says_what_rests_on_a_number_read_only_once(tables: Tables) -> None:
    hub = hub_of(tables)
    once = {
        f"meaning/{m['finding_id']}/{m['quantity']}": m["read_once"] is not None
        for m in tables["meaning"]
        if not m["quantity"].startswith("chance of")
    }
    said = {
        f.row: f.text.endswith("; from a number read once")
        for finding in hub["pooled_effects"]
        for tile in decision_card(hub, finding)
        for f in tile.facts
        if f.row in once
    }
    assert any(said.values())  # the corpus has such a number today; without one nothing is tried
    assert said == {row: once[row] for row in said}


def test_points_name_their_scale_and_are_better_above_zero(tables: Tables) -> None:
    hub = hub_of(tables)
    texts = [f.text for t in decision_card(hub, hub.findings[FINDING]) for f in t.facts]
    (points,) = [text for text in texts if text.startswith("Points better on MBI")]
    (row,) = [
        m
        for m in tables["meaning"]
        if m["finding_id"] == FINDING and m["quantity"].startswith("points on")
    ]
    ends = f"{number(row['ci_lb'], 1)} to {number(row['ci_ub'], 1)}"
    assert "(it runs from 0 to 54)" in points
    assert f": {number(row['value'], 1)} ({ends})" in points


@pytest.mark.parametrize("kind", ["economics", "themes", "meaning", "effect_sizes"])
def test_every_row_a_card_names_is_there(tables: Tables, kind: str) -> None:
    hub = hub_of(tables)
    keys = {
        "economics": {f"economics/{e['economics_id']}" for e in tables["economics"]},
        "themes": {f"themes/{t['theme_id']}" for t in tables["themes"]},
        "meaning": {f"meaning/{m['finding_id']}/{m['quantity']}" for m in tables["meaning"]},
        "effect_sizes": {f"effect_sizes/{e['effect_id']}" for e in tables["effect_sizes"]},
    }
    named = {
        f.row
        for finding in hub["pooled_effects"]
        for t in decision_card(hub, finding)
        for f in (t.figure, *t.facts)
        if f.row.startswith(f"{kind}/")
    }
    assert named
    assert named <= keys[kind]
