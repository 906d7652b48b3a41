"""From a reading to its effect: which number is used, and the reason when none is."""

from typing import Any

import pytest

from analyses.effects import effect_rows
from extract.records.tables import load_schema

FIELDS = [f["name"] for f in load_schema("readings").fields]
EMPTY = dict.fromkeys(FIELDS)


def effects(context: dict[str, Any] | None = None, **numbers: Any) -> list[dict[str, Any]]:
    """Return the effects of one reading of a burnout score (lower is better)."""
    reading = EMPTY | {
        "reading_id": "r1",
        "contrast_id": "c1",
        "study_id": "s1",
        "evidence_id": "r1-ev",
        "review_status": "checked",
        "use": "main",
        "benefit": "unclear",
        "means_are": "none",
        "n_is": "analysed",
        **numbers,
    }
    about = {
        "design": "rct",
        "level": "team",
        "evidence_class": "controlled",
        "construct_id": "emotional-exhaustion",
        "outcome_family": "burnout",
        "higher_is_better": False,
        "time_weeks": 8,
        "time_kind": "post",
        "intervention_types": "balint-group",
    }
    return effect_rows([reading], {"c1": about | (context or {})})


MEANS = {"n1i": 50, "m1i": 20.0, "sd1i": 5.0, "n2i": 50, "m2i": 22.0, "sd2i": 5.0}


def test_lower_burnout_in_the_intervention_arm_is_positive() -> None:
    (effect,) = effects(**MEANS, means_are="post")
    # d = 2/5, J = 1 - 3/(4*98 - 1) to four decimals
    assert effect["yi"] == pytest.approx(0.4 * (1 - 3 / 391), abs=1e-4)
    assert (effect["formula"], effect["origin"], effect["use"]) == ("smd-means", "computed", "main")


def test_an_unknown_direction_gives_no_effect_and_says_so() -> None:
    (effect,) = effects({"higher_is_better": None}, **MEANS, means_are="post")
    assert effect["yi"] is None if "yi" in effect else True
    assert "not known whether a higher score is better" in effect["no_effect_reason"]


def test_raw_counts_come_before_the_adjusted_ratio_and_both_are_shown() -> None:
    first, second = effects(
        n1i=85,
        x1i=35,
        n2i=91,
        x2i=46,
        effect_measure="OR",
        effect_value=0.46,
        effect_ci_lb=0.21,
        effect_ci_ub=0.99,
        effect_adjusted=True,
    )
    # (35/50)/(46/45) = 0.685, turned: 1.46
    assert first["odds_ratio"] == pytest.approx(35 / 50 / (46 / 45), rel=1e-9)
    assert (first["use"], second["use"]) == ("main", "none")
    assert second["odds_ratio"] == pytest.approx(0.46)
    assert "preferred" in second["use_reason"]


@pytest.mark.parametrize(
    ("adjusted", "use"), [(True, "main"), (False, "sensitivity"), (None, "sensitivity")]
)
def test_a_cluster_trial_needs_a_number_that_allows_for_clusters(
    adjusted: bool | None, use: str
) -> None:
    printed = {"effect_measure": "OR", "effect_value": 0.56, "effect_ci_lb": 0.46}
    (effect,) = effects(
        {"design": "cluster_rct"}, **printed, effect_ci_ub=0.68, effect_adjusted=adjusted
    )
    assert effect["use"] == use


@pytest.mark.parametrize(
    ("numbers", "use"),
    [
        ({"effect_measure": "MD", "effect_adjusted": False}, "main"),
        ({"effect_measure": "MD", "effect_adjusted": True}, "sensitivity"),
        ({"effect_measure": "MD_change", "effect_adjusted": None}, "sensitivity"),
    ],
)
def test_a_modelled_difference_without_the_spread_of_scores_is_for_sensitivity(
    numbers: dict[str, Any], use: str
) -> None:
    interval = {"effect_value": -2.0, "effect_ci_lb": -4.0, "effect_ci_ub": 0.0}
    (effect,) = effects(n1i=50, n2i=50, **interval, **numbers)
    assert effect["use"] == use


def test_a_printed_d_takes_its_precision_from_the_exact_p() -> None:
    printed = {"effect_measure": "SMD", "smd_is": "g", "effect_value": -0.35}
    p = {"p_relation": "=", "p_value": 0.001, "p_compares": "between_two_arms"}
    (effect,) = effects(**printed, **p)
    # z of a two-sided p of 0.001 is 3.2905
    assert effect["se"] == pytest.approx(0.35 / 3.2905, rel=1e-4)
    assert effect["yi"] == pytest.approx(0.35)


def test_a_bound_on_p_is_never_a_value() -> None:
    p = {"p_relation": "<", "p_value": 0.001, "p_compares": "between_two_arms"}
    (effect,) = effects(n1i=40, n2i=40, **p, benefit="benefit")
    assert "a bound is not a value" in effect["no_effect_reason"]


def test_what_is_not_known_of_a_p_is_not_said_of_it() -> None:
    p = {"p_relation": "=", "p_value": 0.01, "p_compares": "unclear"}
    (effect,) = effects(n1i=40, n2i=40, **p)
    assert effect["no_effect_reason"] == "an exact p is printed, but not what it compares"


def test_an_interval_that_is_impossible_for_its_people_gives_way_to_the_sizes() -> None:
    printed = {"effect_measure": "SMD", "smd_is": "g", "effect_value": -0.04}
    narrow = {"effect_ci_lb": -0.11, "effect_ci_ub": 0.04}
    (effect,) = effects(n1i=248, n2i=234, **printed, **narrow, flags="ci_implausible")
    # sqrt(1/248 + 1/234) = 0.0911
    assert effect["se"] == pytest.approx(0.0911, abs=1e-4)


@pytest.mark.parametrize(
    ("value", "lower", "upper", "taken"),
    [(0.8, 0.5, 1.0, True), (0.81, 0.50, 1.01, False), (1.1, 0.04, 1.21, False)],
)
def test_rounding_is_allowed_for_as_far_as_the_printed_decimals_go(
    value: float, lower: float, upper: float, taken: bool
) -> None:
    """0.8 (0.5 to 1.0) may be 0.78 (0.54 to 1.02); with two decimals it may not."""
    printed = {"effect_measure": "SMD", "smd_is": "g", "effect_value": value}
    (effect,) = effects(**printed, effect_ci_lb=lower, effect_ci_ub=upper)
    assert (effect.get("yi") is not None) == taken


def test_counts_before_and_after_say_what_is_missing() -> None:
    numbers = {"n1i": 49, "x1i": 7, "n2i": 53, "x2i": 15}
    (effect,) = effects({"evidence_class": "pre_post", "design": "pre_post"}, **numbers)
    assert "not who changed" in effect["no_effect_reason"]
