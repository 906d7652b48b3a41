"""Points of a scale: the direction of the words, the source of the spread, the corners."""

import pytest

from analyses.meaning.checks import MeaningError, StandardisedEffect
from analyses.meaning.scales import Scale, on_scale, typical_sd


def exhaustion(**more: object) -> Scale:
    given = {
        "name": "emotional exhaustion",
        "sd": 11.0,
        "source": "baseline of a trial",
        "higher_is_better": False,
        "low": 0.0,
        "high": 54.0,
    }
    return Scale(**(given | more))


def g(estimate: float, ci_lb: float, ci_ub: float) -> StandardisedEffect:
    return StandardisedEffect(estimate=estimate, ci_lb=ci_lb, ci_ub=ci_ub)


def test_points_are_the_effect_times_the_spread() -> None:
    found = on_scale(g(0.5, 0.2, 0.8), exhaustion())
    assert (found.points, found.ci_lb) == (5.5, pytest.approx(2.2))
    assert "5.5 points lower" in found.summary()


def test_on_a_scale_where_more_is_better_a_benefit_is_higher() -> None:
    wellbeing = exhaustion(name="WHO-5", higher_is_better=True, sd=20.0, low=0.0, high=100.0)
    assert "10.0 points higher" in on_scale(g(0.5, 0.2, 0.8), wellbeing).summary()


def test_ends_on_both_sides_each_have_a_direction() -> None:
    words = on_scale(g(0.1, -0.2, 0.4), exhaustion()).summary()
    assert "2.2 points higher to 4.4 points lower" in words


def test_the_important_difference_is_the_callers_and_named() -> None:
    scale = exhaustion(important=5.0, important_source="an anchor study")
    assert on_scale(g(0.5, 0.2, 0.8), scale).matters is True
    assert on_scale(g(0.4, 0.2, 0.8), scale).matters is False
    assert on_scale(g(0.4, 0.2, 0.8), exhaustion()).matters is None
    assert any("anchor study" in w for w in on_scale(g(0.5, 0.2, 0.8), scale).assumptions)


def test_a_spread_without_a_source_is_refused() -> None:
    with pytest.raises(MeaningError, match="source of the standard deviation"):
        exhaustion(source="")


def test_a_spread_wider_than_half_the_scale_is_of_another_scale() -> None:
    with pytest.raises(MeaningError, match="does not fit"):
        exhaustion(sd=28.0)


def test_more_points_than_the_scale_has_are_refused() -> None:
    with pytest.raises(MeaningError, match="more than the whole scale"):
        on_scale(g(5.0, 4.0, 6.0), exhaustion())


def test_the_typical_spread_by_hand() -> None:
    """(10 x 10^2 + 20 x 20^2) / 30 = 300; its root is 17.3205."""
    assert typical_sd([10, 20], [11, 21]) == pytest.approx(17.3205, abs=1e-4)
    assert typical_sd([7.0], [5]) == pytest.approx(7.0)


@pytest.mark.parametrize(("sds", "sizes"), [([], []), ([1.0], [1]), ([1.0, 2.0], [5]), ([0], [9])])
def test_groups_that_give_no_spread_are_named(sds: list[float], sizes: list[int]) -> None:
    with pytest.raises(MeaningError):
        typical_sd(sds, sizes)
