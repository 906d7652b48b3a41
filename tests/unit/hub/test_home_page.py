"""What the first page and the indexes draw and count is what the tables hold."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

LEVELS = ("individual", "team", "organisational", "system")
Tables = dict[str, list[dict[str, Any]]]


def cards(site: Path) -> list[str]:
    text = (site / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<li class="level tone--.*?</li>', text, re.DOTALL)


def values(drawing: str) -> dict[str, list[float]]:
    """Return the values that a card draws, worked back from its own ticks."""
    ticks = [
        (float(x), float(words.replace("−", "-")))
        for x, words in re.findall(r'<text x="([\d.]+)"[^>]*forest__tick[^>]*>([^<]+)<', drawing)
    ]
    (x0, v0), (x1, v1) = ticks[0], ticks[-1]

    def value(x: str) -> float:
        return v0 + (float(x) - x0) * (v1 - v0) / (x1 - x0)

    found = {
        name: [value(a), value(b)]
        for name, a, b in re.findall(
            r'class="effect__(\w+)" d="M([\d.]+) [\d.]+H([\d.]+)"', drawing
        )
    }
    (centre,) = re.findall(r'<circle class="effect__dot[^"]*" cx="([\d.]+)"', drawing)
    return found | {"dot": [value(centre)]}


def test_each_level_draws_the_numbers_of_its_row(site: Path, tables: Tables) -> None:
    rows = {f["finding_id"]: f for f in tables["pooled_effects"]}
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    found = cards(site)
    assert len(found) == len(LEVELS)
    for level, card in zip(LEVELS, found, strict=True):
        row = rows[f"burnout-{level}-controlled"]
        assert f'data-id="pooled_effects/{row["finding_id"]}"' in card
        if row["status"] == "pooled":
            drawn = values(card)
            assert drawn["dot"] == pytest.approx([row["estimate"]], abs=0.01)
            assert drawn["interval"] == pytest.approx([row["ci_lb"], row["ci_ub"]], abs=0.01)
            assert drawn["prediction"] == pytest.approx([row["pi_lb"], row["pi_ub"]], abs=0.01)
        elif row["status"] == "single_study":
            (effect,) = (
                effects[m["effect_id"]]
                for m in tables["pool_members"]
                if m["finding_id"] == row["finding_id"] and m["in_all"]
            )
            assert values(card)["dot"] == pytest.approx([effect["yi"]], abs=0.01)
        else:
            assert "<circle" not in card
        assert f">{row['certainty'].replace('_', ' ')}</span>" in card


def test_each_level_counts_its_studies(site: Path, tables: Tables) -> None:
    counts = {lv: sum(s["level"] == lv for s in tables["studies"]) for lv in LEVELS}
    whole = len(tables["studies"])
    for level, card in zip(LEVELS, cards(site), strict=True):
        assert f"{counts[level]} of {whole} coded studies" in card
        width = float(re.findall(r'level__bar" width="([\d.]+)"', card)[0])
        assert width == pytest.approx(100 * counts[level] / whole, abs=0.01)


def test_every_finding_is_in_the_index_and_the_empty_ones_are_folded(
    site: Path, tables: Tables
) -> None:
    text = (site / "findings" / "index.html").read_text(encoding="utf-8")
    folded = "".join(re.findall(r'<details class="folded">.*?</details>', text, re.DOTALL))
    for row in tables["pooled_effects"]:
        link = f'data-id="pooled_effects/{row["finding_id"]}"'
        assert text.count(link) == 2
        assert folded.count(link) == (2 if row["status"] == "none" else 0)
    drawn = sum(row["status"] in ("pooled", "single_study") for row in tables["pooled_effects"])
    assert text.count('class="effect effect--row"') == drawn


def test_every_intervention_and_outcome_is_in_its_index(site: Path, tables: Tables) -> None:
    for folder, vocabulary in (
        ("interventions", "interventions"),
        ("outcomes", "outcome_families"),
    ):
        text = (site / folder / "index.html").read_text(encoding="utf-8")
        present = {f["outcome_family"] for f in tables["pooled_effects"]}
        for term in tables["terms"]:
            if term["vocabulary"] != vocabulary:
                continue
            if vocabulary == "interventions" or term["term_id"] in present:
                assert f'href="{term["term_id"]}.html"' in text, term["term_id"]


def test_the_sentence_on_imbalance_counts_right(site: Path, tables: Tables) -> None:
    studies = tables["studies"]
    trials = [s for s in studies if s["design"] in ("rct", "cluster_rct")]
    text = html.unescape((site / "index.html").read_text(encoding="utf-8"))
    most = max(LEVELS, key=lambda lv: sum(s["level"] == lv for s in studies))
    assert (
        f"Of {len(studies)} coded studies, {sum(s['level'] == most for s in studies)} act on the "
        f"{most} level; of {len(trials)} randomised trials, "
        f"{sum(s['level'] == most for s in trials)} do." in text
    )


def test_the_studies_of_groups_at_team_level_are_counted(site: Path, tables: Tables) -> None:
    groups = {
        t["term_id"]
        for t in tables["terms"]
        if t["vocabulary"] == "interventions" and t["parent"] == "reflection"
    }
    assert "balint-group" in groups
    team = {s["study_id"] for s in tables["studies"] if s["level"] == "team"}
    of_groups = {
        arm["study_id"]
        for arm in tables["arms"]
        if groups.intersection((arm["intervention_types"] or "").split(";"))
    }
    text = html.unescape((site / "index.html").read_text(encoding="utf-8"))
    assert f">{len(team & of_groups)} of the {len(team)} studies</a> at team level" in text
