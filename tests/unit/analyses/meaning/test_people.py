"""Shares of people: against published calculators, textbook values and symmetries."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.meaning.checks import MeaningError, StandardisedEffect
from analyses.meaning.people import (
    ControlRisk,
    between_persons,
    number_needed,
    share_after,
    share_beyond,
)


def effect(estimate: float, ci_lb: float | None = None, ci_ub: float | None = None):
    return StandardisedEffect(
        estimate=estimate,
        ci_lb=estimate if ci_lb is None else ci_lb,
        ci_ub=estimate if ci_ub is None else ci_ub,
    )


def risk(share: float, unwanted: bool = True) -> ControlRisk:
    return ControlRisk(share=share, event="burnout", source="a survey", unwanted=unwanted)


def test_the_worked_example_of_magnusson() -> None:
    """rpsychologist.com/cohend: at d = 0.8, 78.8% above the control mean, 68.9% overlap, 71.4%
    superiority; with 20% favourable outcomes in controls, 28.3 more in 100 and a number of 3.5.
    """
    found = between_persons(effect(0.8))
    assert found.above_average == pytest.approx(0.788, abs=5e-4)
    assert found.overlap == pytest.approx(0.689, abs=5e-4)
    assert found.superiority == pytest.approx(0.714, abs=5e-4)
    number = number_needed(effect(0.8), risk(0.2, unwanted=False))
    assert number.nnt == pytest.approx(3.5, abs=0.05)
    assert number.change.fewer == pytest.approx(0.283, abs=5e-4)


def test_the_worked_example_at_a_medium_effect() -> None:
    """statistik-interaktiv.ch: at d = 0.5, overlap 80.3%, superiority 63.8%, U3 69.1%."""
    found = between_persons(effect(0.5))
    assert found.overlap == pytest.approx(0.803, abs=5e-4)
    assert found.superiority == pytest.approx(0.638, abs=5e-4)
    assert found.above_average == pytest.approx(0.691, abs=5e-4)


@pytest.mark.parametrize(("d", "number"), [(0.3, 5.952524), (0.5, 3.618909), (0.8, 2.334309)])
def test_superiority_equals_that_behind_kraemer_and_kupfer(d: float, number: float) -> None:
    """The tests of R's dmetar give 1 / (2 x superiority - 1) for three effects."""
    superiority = between_persons(effect(d)).superiority
    assert 1 / (2 * superiority - 1) == pytest.approx(number, abs=1e-6)


def test_furukawa_by_hand_from_the_normal_table() -> None:
    """Phi^-1(0.3085375) = -0.5; minus 0.5 is -1; Phi(-1) = 0.1586553; 1 / 0.1498823 = 6.6719."""
    found = number_needed(effect(0.5), risk(0.3085375))
    assert found.change.share == pytest.approx(0.1586553, abs=1e-6)
    assert found.nnt == pytest.approx(6.6719, abs=1e-3)


def test_the_logistic_way_by_hand() -> None:
    """ln OR = 0.5 x pi / sqrt(3) = 0.9069, OR 2.4766; odds 3/7 become 1.06140, share 0.51489."""
    found = share_after(effect(0.5), risk(0.3, unwanted=False), "logistic")
    assert found.share == pytest.approx(0.51489, abs=1e-5)


@given(st.floats(-1.5, 1.5), st.floats(0.05, 0.95))
def test_fewer_with_burnout_is_more_without(d: float, share: float) -> None:
    bad, good = share_after(effect(d), risk(share)), share_after(effect(d), risk(1 - share, False))
    assert bad.share == pytest.approx(1 - good.share)
    assert bad.fewer == pytest.approx(good.fewer)


@given(st.floats(-2, 2))
def test_turning_the_sign_turns_the_pair(d: float) -> None:
    one, other = between_persons(effect(d)), between_persons(effect(-d))
    assert one.superiority == pytest.approx(1 - other.superiority)
    assert one.overlap == pytest.approx(other.overlap)


def test_no_effect_is_half_of_the_pairs_and_no_number() -> None:
    assert between_persons(effect(0.0)).superiority == 0.5
    assert between_persons(effect(0.0)).overlap == 1
    found = number_needed(effect(0.0, -0.2, 0.2), risk(0.3))
    assert math.isinf(found.nnt)
    assert "no difference" in found.summary()


def test_an_interval_over_no_effect_runs_through_infinity() -> None:
    found = number_needed(effect(0.1, -0.2, 0.4), risk(0.4))
    assert found.at_ci_lb < 0 < found.at_ci_ub
    assert "through no difference" in found.summary()
    assert "for one worse off" in found.summary()


def test_harm_is_called_harm() -> None:
    found = number_needed(effect(-0.3, -0.5, -0.1), risk(0.4))
    assert found.nnt < 0
    assert "for one more to have burnout" in found.summary()


def test_people_are_rounded_up() -> None:
    """6.67 people promise one spared; six do not."""
    assert number_needed(effect(0.5), risk(0.3085375)).summary().startswith("About 7 people")


def test_the_share_beyond_a_cut_off_from_mean_and_sd() -> None:
    """Mean 22, sd 10, cut-off 27: 1 - Phi(0.5) = 0.308538."""
    assert share_beyond(22, 10, 27) == pytest.approx(0.308538, abs=1e-6)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 40.0])
def test_a_share_is_between_0_and_1(share: float) -> None:
    with pytest.raises(MeaningError, match="expected between 0 and 1"):
        risk(share)


def test_a_share_without_a_source_is_refused() -> None:
    with pytest.raises(MeaningError, match="source"):
        ControlRisk(share=0.3, event="burnout", source=" ")


def test_the_assumptions_name_distribution_source_and_cut_off() -> None:
    words = " ".join(number_needed(effect(0.5), risk(0.3)).assumptions)
    for part in ("a survey", "normal distribution", "same cut-off", "share without"):
        assert part in words
