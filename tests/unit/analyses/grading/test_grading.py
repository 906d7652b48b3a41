"""Gradings: whole bodies of evidence, each rule at its edges, and people's decisions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.grading.grade import grade
from analyses.grading.records import (
    DOWN,
    LABELS,
    UP,
    Concern,
    Evidence,
    GradingError,
    Override,
)
from analyses.grading.rules import Rules

SOUND = Evidence(
    k=12,
    n_participants=1500,
    share_randomised=1.0,
    share_low_risk=0.9,
    share_high_risk=0.0,
    estimate=0.4,
    ci_lb=0.3,
    ci_ub=0.5,
    pi_lb=0.1,
    pi_ub=0.7,
    i2=0.2,
    dominant_weight=0.15,
    small_study="no_sign",
    concerns=(),
)
OBSERVED = replace(SOUND, share_randomised=0.0)
RULES = Rules()


def decided(domain: str, steps: int, **more: object) -> Override:
    given = {"reason": "looked at the trials", "reviewer": "ab", "date": "2025-03-01"}
    return Override(domain=domain, steps=steps, **(given | more))


def test_sound_trials_are_high_and_nothing_moves() -> None:
    found = grade(SOUND, RULES)
    assert (found.label, found.start) == ("high", "high")
    assert [d.name for d in found.domains] == [*DOWN, *UP]
    assert found.reasons == ("100% of the studies are randomised: starts high",)


def test_sound_observations_start_low() -> None:
    assert grade(OBSERVED, RULES).label == "low"


def test_unassessed_risk_of_bias_takes_the_configured_step_and_says_so() -> None:
    body = replace(SOUND, share_low_risk=None, share_high_risk=None)
    found = grade(body, RULES)
    assert found.label == "moderate"
    assert not found.domain("risk_of_bias").assessed
    assert "not assessed yet" in found.summary()
    assert grade(body, replace(RULES, unassessed_bias_steps=0)).label == "high"


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [(0.75, 0.0, 0), (0.74, 0.0, -1), (0.2, 0.49, -1), (0.2, 0.5, -2), (0.75, 0.5, -2)],
)
def test_risk_of_bias(low: float, high: float, steps: int) -> None:
    body = replace(SOUND, share_low_risk=low, share_high_risk=high)
    assert grade(body, RULES).domain("risk_of_bias").steps == steps


@pytest.mark.parametrize(
    ("i2", "pi", "steps"),
    [
        (0.5, (0.1, 0.7), 0),
        (0.51, (0.1, 0.7), -1),
        (0.2, (-0.1, 0.9), -1),  # a new setting may see none
        (0.6, (-0.3, 1.1), -1),  # important benefit and important harm
        (0.8, (-0.3, 1.1), -2),
        (0.6, (None, None), -1),
        (None, (None, None), 0),
    ],
)
def test_inconsistency(i2: float | None, pi: tuple[float | None, float | None], steps: int) -> None:
    body = replace(SOUND, i2=i2, pi_lb=pi[0], pi_ub=pi[1])
    assert grade(body, RULES).domain("inconsistency").steps == steps


def test_a_vague_mean_is_imprecise_and_not_inconsistent_as_well() -> None:
    body = replace(SOUND, estimate=0.0, ci_lb=-0.5, ci_ub=0.5, pi_lb=-0.5, pi_ub=0.5, i2=0.0)
    found = grade(body, RULES)
    assert found.domain("inconsistency").steps == 0
    assert found.domain("imprecision").steps == -2


def test_one_study_cannot_disagree() -> None:
    found = grade(replace(SOUND, k=1, i2=0.9), RULES).domain("inconsistency")
    assert (found.steps, found.assessed) == (0, False)


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({}, 0),
        ({"n_participants": 400}, 0),
        ({"n_participants": 399}, -1),
        ({"n_participants": 99}, -2),
        ({"n_participants": None}, -1),
        ({"ci_lb": -0.05}, -1),
        ({"ci_lb": -0.05, "n_participants": 300}, -1),  # one lack of information, one step
        ({"estimate": 0.0, "ci_lb": -0.1, "ci_ub": 0.1}, 0),  # narrow around no effect
        ({"estimate": 0.0, "ci_lb": -0.3, "ci_ub": 0.3}, -2),
        ({"k": 4}, -1),
        ({"dominant_weight": 0.6}, -1),
        ({"k": 4, "dominant_weight": 0.6, "n_participants": 300}, -2),
    ],
)
def test_imprecision(changes: dict, steps: int) -> None:
    assert grade(replace(SOUND, **changes), RULES).domain("imprecision").steps == steps


def test_indirectness_adds_up_concerns_and_names_them() -> None:
    one = Concern(about="population", note="students, not staff")
    grave = Concern(about="outcome", note="a single item", very_serious=True)
    assert grade(replace(SOUND, concerns=(one,)), RULES).domain("indirectness").steps == -1
    assert grade(replace(SOUND, concerns=(one, one)), RULES).domain("indirectness").steps == -2
    found = grade(replace(SOUND, concerns=(grave, one)), RULES).domain("indirectness")
    assert found.steps == -2
    assert "students, not staff" in found.reason
    assert not grade(replace(SOUND, concerns=None), RULES).domain("indirectness").assessed


def test_publication_bias_takes_one_step_at_most() -> None:
    for verdict, steps in (("no_sign", 0), ("suspected", -1), ("too_few", 0)):
        body = replace(SOUND, small_study=verdict, small_study_note="Egger p = 0.01")
        found = grade(body, RULES).domain("publication_bias")
        assert found.steps == steps
        assert "Egger" in found.reason
    strict = replace(RULES, untested_publication_steps=1)
    body = replace(SOUND, small_study="too_few")
    assert grade(body, strict).domain("publication_bias").steps == -1


def test_observations_are_rated_up_for_large_effect_dose_and_confounding() -> None:
    large = replace(OBSERVED, estimate=0.9, ci_lb=0.7, ci_ub=1.1, pi_lb=0.5, pi_ub=1.3)
    assert grade(large, RULES).label == "moderate"
    more = replace(large, dose_response="more sessions, less burnout")
    assert grade(more, RULES).label == "high"
    all_three = replace(more, opposing_confounding="sicker wards got it")
    assert grade(all_three, RULES).label == "high"  # there is nothing above high


def test_a_large_but_vague_effect_is_no_reason() -> None:
    vague = replace(OBSERVED, estimate=0.9, ci_lb=0.1, ci_ub=1.7, pi_lb=0.1, pi_ub=1.8)
    assert grade(vague, RULES).domain("large_effect").steps == 0


def test_two_steps_up_only_when_configured() -> None:
    huge = replace(OBSERVED, estimate=2.0, ci_lb=1.8, ci_ub=2.2, pi_lb=1.5, pi_ub=2.5)
    assert grade(huge, RULES).domain("large_effect").steps == 1
    assert grade(huge, replace(RULES, very_large_effect=1.5)).domain("large_effect").steps == 2


def test_blemished_observations_are_not_rated_up_by_a_rule_but_may_be_by_a_person() -> None:
    body = replace(OBSERVED, i2=0.6, dose_response="more sessions, less burnout")
    held = grade(body, RULES).domain("dose_response")
    assert held.steps == 0
    assert "steps were taken down" in held.reason
    assert grade(body, replace(RULES, upgrade_only_unblemished=False)).label == "low"
    assert grade(body, RULES, [decided("dose_response", 1)]).label == "low"


def test_trials_are_never_rated_up_by_a_rule() -> None:
    body = replace(SOUND, n_participants=300, dose_response="more sessions, less burnout")
    assert grade(body, RULES).label == "moderate"


def test_a_person_overrules_with_name_date_and_reason() -> None:
    body = replace(SOUND, share_low_risk=None)
    found = grade(body, RULES, [decided("risk_of_bias", 0, expect=-1)])
    domain = found.domain("risk_of_bias")
    assert (found.label, domain.steps, domain.rule_steps) == ("high", 0, -1)
    assert "ab, 2025-03-01" in domain.reason
    assert domain.assessed
    assert not found.by_rule_alone


def test_a_decision_made_on_other_evidence_fails() -> None:
    with pytest.raises(GradingError, match="it gives 0 now"):
        grade(SOUND, RULES, [decided("risk_of_bias", 0, expect=-1)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": "design", "steps": 0},
        {"domain": "imprecision", "steps": 1},
        {"domain": "publication_bias", "steps": -2},
        {"domain": "large_effect", "steps": 3},
        {"domain": "imprecision", "steps": 0, "reason": ""},
        {"domain": "imprecision", "steps": 0, "reviewer": " "},
        {"domain": "imprecision", "steps": 0, "date": "1 March"},
    ],
)
def test_an_override_that_does_not_fit_is_refused(wrong: dict) -> None:
    with pytest.raises(GradingError):
        decided(**wrong)


def test_two_decisions_on_one_domain_are_refused() -> None:
    with pytest.raises(GradingError, match="two overrides"):
        grade(SOUND, RULES, [decided("imprecision", 0), decided("imprecision", -1)])


def test_rules_come_from_a_configuration_and_typos_fail() -> None:
    assert Rules.of({"few_participants": 500}).few_participants == 500
    with pytest.raises(GradingError, match="few_participant"):
        Rules.of({"few_participant": 500})
    with pytest.raises(GradingError, match="wrong side"):
        Rules.of({"high_i2": 0.9})
    with pytest.raises(GradingError, match="expected 0 to 1"):
        Rules.of({"randomised_share": 75})


@pytest.mark.parametrize(
    "wrong",
    [
        {"k": 0},
        {"estimate": 0.9},
        {"pi_lb": None},
        {"i2": 64.0},
        {"small_study": "maybe"},
    ],
)
def test_evidence_that_does_not_fit_is_refused(wrong: dict) -> None:
    with pytest.raises(GradingError):
        replace(SOUND, **wrong)


@given(
    st.integers(1, 40),
    st.one_of(st.none(), st.integers(0, 5000)),
    st.floats(0, 1),
    st.one_of(st.none(), st.floats(0, 1)),
    st.floats(-2, 2),
    st.floats(0, 2),
    st.sampled_from(["not_assessed", "too_few", "no_sign", "suspected"]),
)
def test_any_body_gets_a_label_and_a_reason_for_every_domain(
    k: int,
    n: int | None,
    randomised: float,
    low: float | None,
    estimate: float,
    half: float,
    small: str,
) -> None:
    body = Evidence(
        k=k,
        n_participants=n,
        share_randomised=randomised,
        share_low_risk=low,
        estimate=estimate,
        ci_lb=estimate - half,
        ci_ub=estimate + half,
        small_study=small,
    )
    found = grade(body, RULES)
    assert found.label in LABELS
    assert all(domain.reason for domain in found.domains)
    # evidence that is better in one way is never graded lower
    assert LABELS.index(grade(replace(body, share_low_risk=1.0), RULES).label) >= LABELS.index(
        found.label
    )
