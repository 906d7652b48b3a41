"""Spread, clusters, and groups put together or shared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.measures import (
    MeasureError,
    combine_counts,
    combine_groups,
    design_effect,
    effective_counts,
    from_five_numbers,
    from_quartiles,
    from_range,
    inflate_variance,
    sd_from_interval,
    sd_from_se,
    split_comparator,
    split_comparator_counts,
)


def test_range_of_a_published_example() -> None:
    # Example of the R package metaBLUE: 1, 4, 10 of 30 people; its output 4.356748 and 2.205578
    found = from_range(1, 4, 10, 30)
    assert found.mean is not None
    assert (found.mean[0], found.sd[0]) == pytest.approx((4.356748, 2.205578), abs=5e-7)
    assert found.origin == "converted"


def test_quartiles_of_many_normal_scores_give_their_mean_and_sd() -> None:
    found = from_quartiles(10 - 2 * 0.6744898, 10, 10 + 2 * 0.6744898, 10**6)
    assert found.mean is not None
    assert (found.mean[0], found.sd[0]) == pytest.approx((10, 2), rel=1e-5)


def test_five_numbers_average_the_two_spreads() -> None:
    five = from_five_numbers(1, 3, 4, 6, 10, 30)
    by_range, by_quartiles = from_range(1, 4, 10, 30), from_quartiles(3, 4, 6, 30)
    assert five.sd[0] == pytest.approx((by_range.sd[0] + by_quartiles.sd[0]) / 2)
    assert five.mean is not None
    w = 2.2 / (2.2 + 30**0.75), 0.7 - 0.72 / 30**0.55
    assert five.mean[0] == pytest.approx(w[0] * 5.5 + w[1] * 4.5 + (1 - sum(w)) * 4)


def test_standard_deviations_of_standard_errors_and_intervals() -> None:
    # Cochrane Handbook 6.5.2.2: SD = SE sqrt(N); 25 people and 95%: t = 2.064, so 4.128 for 3.92
    assert sd_from_se(0.5, 16).sd[0] == pytest.approx(2)
    by_t, by_z = sd_from_interval(30, 34.2, 25), sd_from_interval(30, 34.2, 25, normal=True)
    assert by_t.sd[0] == pytest.approx(5 * 4.2 / 4.128, rel=1e-4)
    assert by_z.sd[0] == pytest.approx(5 * 4.2 / 3.92, rel=1e-4)
    assert by_t.mean is not None
    assert by_t.mean[0] == pytest.approx(32.1)
    assert "converted" in by_t.summary()
    assert sd_from_se(1, 4).summary().startswith("1 standard deviation converted")


def test_points_out_of_order_are_named() -> None:
    with pytest.raises(MeasureError, match="median above q3"):
        from_quartiles(1, 5, 4, 20)
    with pytest.raises(MeasureError, match="level"):
        sd_from_interval(1, 2, 20, level=95)


def test_the_cluster_example_of_the_cochrane_handbook() -> None:
    # Section 23.1.4: 295 and 330 children in 21 classes, ICC 0.02; 63 and 84 successes
    size = (295 + 330) / 21
    assert design_effect(0.02, size)[0] == pytest.approx(1.576, abs=1e-3)
    people = effective_counts([295, 330], 0.02, size)
    events = effective_counts([63, 84], 0.02, size)
    np.testing.assert_allclose(people.effective, [187.2, 209.4], atol=0.1)
    np.testing.assert_allclose(events.effective, [40.0, 53.3], atol=0.1)
    assert people.origin == "converted"
    assert "stated ICC 0.02" in people.summary()


def test_unequal_clusters_inflate_more_and_independence_not_at_all() -> None:
    assert design_effect(0.05, 20, cv=0.6)[0] > design_effect(0.05, 20)[0]
    assert inflate_variance([0.1, 0.2], 0, 20).tolist() == [0.1, 0.2]
    with pytest.raises(MeasureError, match=r"icc: found 1\.2"):
        design_effect(1.2, 20)
    with pytest.raises(MeasureError, match="not above 0"):
        inflate_variance(0, 0.1, 20)


SCORES = st.lists(st.floats(-50, 50), min_size=2, max_size=12)


@given(groups=st.lists(SCORES, min_size=1, max_size=4))
def test_combined_groups_equal_the_group_of_all_people(groups: list[list[float]]) -> None:
    found = combine_groups(
        [len(g) for g in groups], [np.mean(g) for g in groups], [np.std(g, ddof=1) for g in groups]
    )
    everyone = np.concatenate(groups)
    assert found.n == everyone.size
    assert found.mean == pytest.approx(everyone.mean(), abs=1e-9)
    assert found.sd == pytest.approx(everyone.std(ddof=1), rel=1e-9, abs=1e-6)


def test_two_groups_by_the_formula_of_the_cochrane_handbook() -> None:
    n1, m1, s1, n2, m2, s2 = 12, 20.5, 4.0, 18, 23.0, 5.0
    gap = n1 * n2 / (n1 + n2) * (m1**2 + m2**2 - 2 * m1 * m2)
    expected = np.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2 + gap) / (n1 + n2 - 1))
    found = combine_groups([n1, n2], [m1, m2], [s1, s2])
    assert found.sd == pytest.approx(expected)
    assert found.origin == "converted"
    assert found.summary() == "n = 30, mean 22, SD 4.72 (converted)"


def test_a_shared_comparator_keeps_its_people_and_its_scores() -> None:
    parts = split_comparator(45, 10.0, 3.0, 2)
    assert [p.n for p in parts] == [22.5, 22.5]
    assert {(p.mean, p.sd) for p in parts} == {(10.0, 3.0)}
    assert [p.n for p in split_comparator(45, 10.0, 3.0, [20, 10])] == [30, 15]
    np.testing.assert_allclose(split_comparator_counts(9, 45, 3), [[3, 15]] * 3)
    assert combine_counts([3, 4], [15, 20]) == (7, 35)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: combine_groups([10, None], [1, 2], [1, 1]), "missing number"),
        (lambda: combine_groups([1], [1], [1]), "1 people"),
        (lambda: combine_counts([5], [4]), "more events"),
        (lambda: split_comparator(3, 1, 1, 2), "at least 2 an arm"),
        (lambda: split_comparator(30, 1, 1, 0), "found 0 arms"),
        (lambda: split_comparator(30, 1, 1, [1, -1]), "not all above 0"),
        (lambda: split_comparator_counts(5, 4, 2), "5 events of 4"),
    ],
)
def test_mistakes_are_named(call: object, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        call()  # type: ignore[operator]
