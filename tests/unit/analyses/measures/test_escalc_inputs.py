"""What `escalc` does with gaps, edges and mistakes."""

import numpy as np
import pytest

from analyses.measures import MeasureError, escalc

MEANS = {"m1i": [5.0, 6.0], "sd1i": [2, 2], "n1i": [20, 30], "m2i": [4, 4], "sd2i": 2, "n2i": 25}


def test_one_number_stands_for_all_studies() -> None:
    np.testing.assert_array_equal(
        escalc("SMD", **MEANS).yi, escalc("SMD", **{**MEANS, "sd2i": [2, 2], "n2i": [25, 25]}).yi
    )


def test_a_missing_number_makes_its_row_missing_only() -> None:
    found = escalc("SMD", **{**MEANS, "sd1i": [None, 2]})
    assert np.isnan(found.yi).tolist() == [True, False]
    assert found.computed.tolist() == [False, True]


def test_what_can_still_be_computed_without_a_number_stays() -> None:
    found = escalc("MD", **{**MEANS, "sd1i": [np.nan, 2]})
    assert found.yi[0] == 1
    assert np.isnan(found.vi[0])


def test_means_of_different_sign_have_no_ratio_and_no_variance() -> None:
    found = escalc("ROM", **{**MEANS, "m2i": [-4, 4]})
    assert np.isnan([found.yi[0], found.vi[0]]).all()


def test_no_spread_gives_no_effect() -> None:
    found = escalc("SMD", m1i=2, sd1i=0, n1i=10, m2i=1, sd2i=0, n2i=10)
    assert not found.computed.any()


def test_a_correlation_of_four_people_has_no_variance() -> None:
    found = escalc("ZCOR", ri=[0.5, 0.5], ni=[4, 5])
    assert np.isfinite(found.yi).all()
    assert np.isnan(found.vi).tolist() == [True, False]


def test_d_t_and_p_of_the_same_study_give_the_same_effect_in_one_column_each() -> None:
    n1, n2, t = 20, 30, 2.5
    d = t * np.sqrt(1 / n1 + 1 / n2)
    p = 0.015893  # two-sided p of t = 2.5 with 48 degrees of freedom, tables
    found = escalc(
        "SMD", di=[d, None, None], ti=[None, t, None], pi=[None, None, p], n1i=n1, n2i=n2
    )
    np.testing.assert_allclose(found.yi, found.yi[0], rtol=1e-4)


def test_the_sign_of_p_is_the_sign_of_the_effect() -> None:
    # metafor's documentation: pi = -0.018 with 20 and 20 people gives -0.7664
    assert escalc("SMD", pi=-0.018, n1i=20, n2i=20).yi[0] == pytest.approx(-0.7664, abs=5e-5)
    assert escalc("COR", pi=-0.07, ni=30).yi[0] == pytest.approx(-0.3354, abs=5e-5)
    assert escalc("SMCC", pi=-0.018, ni=50).yi[0] == pytest.approx(-0.3408, abs=5e-5)


def test_the_paired_t_gives_the_standardised_change() -> None:
    means = escalc("SMCC", m1i=26, m2i=22, sd1i=5, sd2i=4, ri=0.7, ni=60)
    t = 4 / np.sqrt((25 + 16 - 28) / 60)
    assert escalc("SMCC", ti=t, ni=60).yi[0] == pytest.approx(means.yi[0])


def test_tables_may_be_given_by_cells_or_by_group_sizes() -> None:
    cells = escalc("OR", ai=[3, 0], bi=[17, 20], ci=[5, 2], di=[20, 18])
    sizes = escalc("OR", ai=[3, 0], n1i=[20, 20], ci=[5, 2], n2i=[25, 20])
    np.testing.assert_array_equal(cells.yi, sizes.yi)


def test_nothing_is_added_where_a_measure_is_defined_at_zero() -> None:
    table = {"ai": 0, "n1i": 20, "ci": 5, "n2i": 20}
    assert escalc("AS", **table).yi[0] == pytest.approx(-np.arcsin(np.sqrt(0.25)))
    assert escalc("AS", add=0.5, **table).yi[0] > escalc("AS", **table).yi[0]


def test_double_zeros_can_be_dropped() -> None:
    table = {"ai": [0, 1], "n1i": [20, 20], "ci": [0, 4], "n2i": [20, 20]}
    assert escalc("OR", **table).computed.all()
    assert escalc("OR", drop00=True, **table).computed.tolist() == [False, True]
    rates = {"x1i": [0, 1], "t1i": 10, "x2i": [0, 4], "t2i": 12}
    assert escalc("IRR", drop00=True, **rates).computed.tolist() == [False, True]


def test_the_result_says_what_it_is() -> None:
    found = escalc("SMD", **MEANS)
    assert found.k == 2
    assert found.columns == tuple(MEANS)
    assert found.summary().startswith("SMD (LS): 2 of 2 computed; effects 0.")
    low, high = found.interval()
    np.testing.assert_allclose(high - low, 2 * 1.959963984540054 * found.sei)
    with pytest.raises(ValueError, match="read-only"):
        found.yi[0] = 0


def test_a_set_without_effects_says_so() -> None:
    assert escalc("ROM", **{**MEANS, "m1i": -1}).summary() == "ROM (LS): 0 of 2 computed."


@pytest.mark.parametrize(
    ("measure", "settings", "message"),
    [
        ("XYZ", {}, "measure: found 'XYZ'"),
        ("SMD", {**MEANS, "vtype": "XX"}, "vtype: found 'XX'; SMD has LS, LS2, UB, AV"),
        ("SMD", {**MEANS, "mean": 1}, "found column 'mean'"),
        ("SMD", {"n1i": 5, "n2i": 5}, "m1i or di or ti or pi missing"),
        ("MD", {"m1i": 5}, "sd1i, n1i, m2i, sd2i, n2i missing"),
        ("SMD", {**MEANS, "sd1i": [-1, 2]}, "sd1i: found -1 in row 0; 0 to inf expected"),
        ("SMD", {**MEANS, "n1i": [20, 30, 40]}, "one length expected"),
        ("SMD", {**MEANS, "m1i": []}, "at least one study"),
        ("SMD", {**MEANS, "m1i": ["a", "b"]}, "numbers expected"),
        ("SMD", {**MEANS, "m1i": [np.inf, 1]}, "infinite"),
        ("SMD", {**MEANS, "m1i": [[1, 2]]}, "one value a study"),
        ("OR", {"ai": 21, "n1i": 20, "ci": 1, "n2i": 20}, "group 1: found 21 events of 20"),
        ("PR", {"xi": 21, "ni": 20}, "found 21 events of 20"),
        ("OR", {"ai": 1, "ci": 1, "n1i": 5}, "di or n2i missing"),
        ("OR", {"ai": 1, "n1i": 5, "ci": 1, "n2i": 5, "to": "some"}, "to: found 'some'"),
        ("OR", {"ai": 1, "n1i": 5, "ci": 1, "n2i": 5, "add": -1}, "add: found -1"),
        ("COR", {"ri": 1.2, "ni": 20}, "ri: found 1.2"),
        ("ARAW", {"ai": 0.8, "mi": 1, "ni": 20}, "mi: found 1"),
    ],
)
def test_mistakes_are_named(measure: str, settings: dict, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        escalc(measure, **settings)
