"""Machine-read contrasts become effects by the formulas of the coded ones, and stay apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analyses.machine.effects import facts_of, paper_effects
from tests.unit.analyses.machine.made_up import DOCUMENT, FACTS, FAMILIES, LIMITS, contrast

NO_MEANS: dict[str, Any] = dict.fromkeys(("m1i", "sd1i", "m2i", "sd2i"))


def effect(given: dict[str, Any], facts: Any = FACTS, **document: Any) -> dict[str, Any]:
    """Return the effect of one contrast."""
    (row,) = paper_effects(DOCUMENT | document, [given], facts, FAMILIES, LIMITS)
    return row


def test_means_give_hedges_g_with_the_sign_of_the_benefit() -> None:
    """d = 2/5 by hand; J = 1 - 3 / (4 * 98 - 1) to four digits; lower exhaustion is better."""
    row = effect(contrast())
    assert row["yi"] == pytest.approx(0.4 * (1 - 3 / 391), abs=1e-4)
    assert (row["formula"], row["origin"], row["review_status"]) == (
        "smd-means",
        "computed",
        "machine",
    )
    assert row["what_if"] is True


@pytest.mark.parametrize(
    "spread",
    [
        {"se1i": 5 / 50**0.5, "se2i": 5 / 50**0.5},
        # 2.0096 is the 0.975 quantile of t with 49 degrees of freedom
        {
            "ci1_lb": 20 - 2.0096 * 5 / 50**0.5,
            "ci1_ub": 20 + 2.0096 * 5 / 50**0.5,
            "ci2_lb": 22 - 2.0096 * 5 / 50**0.5,
            "ci2_ub": 22 + 2.0096 * 5 / 50**0.5,
        },
    ],
)
def test_standard_errors_and_intervals_are_converted_and_said_to_be(spread: Any) -> None:
    row = effect(contrast(sd1i=None, sd2i=None, **spread))
    assert row["yi"] == pytest.approx(effect(contrast())["yi"], rel=1e-4)
    assert row["origin"] == "converted"


def test_change_scores_are_named_by_their_formula() -> None:
    assert effect(contrast(kind="change"))["formula"] == "smd-means-change"


def test_counts_give_an_effect() -> None:
    row = effect(contrast(**NO_MEANS, ai=10.0, ci=20.0))
    assert row["formula"] == "smd-from-or-counts"
    assert row["yi"] > 0


def test_a_printed_difference_with_its_interval_gives_an_effect() -> None:
    row = effect(contrast(**NO_MEANS, md=-2.0, ci_lb=-3.96, ci_ub=-0.04))
    assert row["yi"] == pytest.approx(2 / 5 * (1 - 3 / 391), rel=0.01)


def test_no_direction_is_no_effect_with_the_reason() -> None:
    row = effect(contrast(higher_is_better=None))
    assert row["yi"] is None
    assert "higher score is better" in row["no_effect_reason"]
    assert row["what_if_reason"] == row["no_effect_reason"]


@pytest.mark.parametrize(
    ("changes", "facts", "document", "reason"),
    [
        ({}, {}, {"is_example": True}, "worked example"),
        ({}, {}, {"study_id": "s"}, "coded"),
        ({}, {}, {"same_report_as": "p2"}, "same report"),
        ({"timing": "baseline"}, {}, {}, "before the intervention"),
        ({"confidence": 0.89}, {}, {}, "not sure enough"),
        ({"construct_id": None}, {}, {}, "outcome was not recognised"),
        ({}, {"design": None}, {}, "no design"),
        ({}, {"design": "cross_sectional"}, {}, "no design"),
        ({}, {"design": "cluster_rct"}, {}, "cluster"),
        ({}, {"level": None}, {}, "no single level"),
        ({}, {"health_workers": False}, {}, "health workers"),
    ],
)
def test_what_is_not_sure_or_not_new_stays_out_of_the_what_if_estimate(
    changes: Any, facts: Any, document: Any, reason: str
) -> None:
    row = effect(contrast(**changes), replace(FACTS, **facts), **document)
    assert row["what_if"] is False
    assert reason in row["what_if_reason"]


def test_two_levels_are_no_level_and_unsure_facts_are_none() -> None:
    def fact(field: str, value: str, confidence: float) -> dict[str, Any]:
        return {"field": field, "value": value, "confidence": confidence}

    facts = facts_of(
        [
            fact("level", "team", 0.9),
            fact("level", "individual", 0.8),
            fact("design", "rct", 0.9),
            fact("design", "pre_post", 0.5),
            fact("intervention_type", "mindfulness", 0.6),
            fact("intervention_type", "balint-group", 0.7),
        ],
        0.7,
    )
    assert (facts.level, facts.design) == (None, "rct")
    assert facts.intervention_types == ("balint-group",)
    assert facts.health_workers is False
