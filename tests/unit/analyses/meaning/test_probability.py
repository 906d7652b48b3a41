"""The chance of a benefit: against metafor's prediction intervals, closed forms and corners."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.meaning.checks import MeaningError, percent
from analyses.meaning.probability import new_setting

REFERENCE = json.loads(
    (Path(__file__).parent / "prediction_reference.json").read_text(encoding="utf-8")
)["cases"]


@pytest.mark.parametrize("case", REFERENCE, ids=[c["name"] for c in REFERENCE])
def test_the_prediction_interval_of_metafor_holds_95_percent(case: dict) -> None:
    """R gives the ends of the interval; 2.5% of new settings lie beyond each."""
    for end, beyond in (("pi_lb", 0.975), ("pi_ub", 0.025)):
        moved = case["estimate"] - case[end]
        chance = new_setting(moved, case["se"], case["tau2"], df=case["k"] - 1).p_benefit
        assert chance == pytest.approx(beyond, abs=1e-7)


def test_t_with_one_degree_of_freedom_is_the_cauchy_distribution() -> None:
    """P(T > -1) = 3/4, by the arctangent."""
    assert new_setting(1.0, 1.0, 0.0, df=1).p_benefit == pytest.approx(0.75)


def test_se_and_tau2_add_up_and_the_normal_table_gives_the_chance() -> None:
    """sqrt(0.3^2 + 0.16) = 0.5, so 0.5 is one standard deviation: Phi(1) = 0.841345."""
    found = new_setting(0.5, 0.3, 0.16, important=0.25)
    assert found.p_benefit == pytest.approx(0.841345, abs=1e-6)
    assert found.p_important == pytest.approx(0.691462, abs=1e-6)  # Phi(0.5)
    assert found.p_harm == pytest.approx(0.066807, abs=1e-6)  # Phi(-1.5)


@given(st.floats(-2, 2), st.floats(0.01, 1), st.floats(0, 1), st.floats(1, 50), st.floats(0.05, 1))
def test_turning_the_sign_turns_benefit_and_harm(
    estimate: float, se: float, tau2: float, df: float, important: float
) -> None:
    one = new_setting(estimate, se, tau2, df=df, important=important)
    other = new_setting(-estimate, se, tau2, df=df, important=important)
    assert one.p_benefit == pytest.approx(1 - other.p_benefit)
    assert one.p_important == pytest.approx(other.p_harm)


@given(st.floats(0.01, 2), st.floats(0.01, 1), st.floats(0, 0.5), st.floats(0.1, 10))
def test_the_unit_of_the_effect_does_not_matter(
    estimate: float, se: float, tau2: float, unit: float
) -> None:
    one = new_setting(estimate, se, tau2, df=5).p_benefit
    assert new_setting(unit * estimate, unit * se, unit**2 * tau2, df=5).p_benefit == (
        pytest.approx(one)
    )


def test_no_spread_at_all_is_an_error_not_a_certainty() -> None:
    with pytest.raises(MeaningError, match="both 0"):
        new_setting(0.4, 0.0, 0.0, df=3)


@pytest.mark.parametrize(
    "numbers",
    [(math.nan, 0.1, 0.1), (0.1, -0.1, 0.1), (0.1, 0.1, -1e-9), (math.inf, 0.1, 0.1)],
)
def test_numbers_out_of_range_are_named(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(MeaningError, match="expected"):
        new_setting(*numbers)


def test_the_sentence_names_what_matters_and_the_assumptions_say_when_tau2_is_0() -> None:
    found = new_setting(0.4, 0.1, 0.0, df=4, important=0.2)
    assert found.summary().startswith("In a new setting like those studied, the chance of any")
    assert "0.20" in found.summary()
    assert any("tau2 = 0" in words for words in found.assumptions)
    assert any("4 degrees of freedom" in words for words in found.assumptions)


def test_no_sentence_claims_certainty() -> None:
    assert percent(0.9999) == "over 99%"
    assert percent(1e-9) == "under 1%"
    assert percent(0.5) == "50%"
