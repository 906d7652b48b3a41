"""A cell of a table is read whole or not at all."""

import pytest

from extract.papers.cells import has_decimal_commas, read_cell, read_comma_cell


@pytest.mark.parametrize(
    ("text", "shape", "numbers"),
    [
        ("24.3 (10.2)", "paren", [24.3, 10.2]),
        ("24.3 ± 10.2", "plus_minus", [24.3, 10.2]),
        ("24.3 (±10.2)", "plus_minus", [24.3, 10.2]),
        ("24.3+/-10.2", "plus_minus", [24.3, 10.2]),
        ("(3.1 ± 0.4)", "plus_minus", [3.1, 0.4]),
        ("12/45", "fraction", [12, 45]),
        ("12/45 (26.7%)", "fraction", [12, 45, 26.7]),
        ("27% (12/45)", "fraction", [12, 45, 27]),
        ("12 of 45 (27%)", "fraction", [12, 45, 27]),
        ("12 (26.7)", "paren", [12, 26.7]),
        ("12(26.7%)", "paren", [12, 26.7]),
        ("1,204 (45)", "paren", [1204, 45]),
        ("-1.65", "single", [-1.65]),
        (".48", "single", [0.48]),
        ("43.3%", "single", [43.3]),
        ("4.3 ± 1,4", "plus_minus", [4.3, 1.4]),
        ("7.6, 31.8", "pair", [7.6, 31.8]),
        ("13.9+/-(7.5)", "plus_minus", [13.9, 7.5]),
        ("(20/21)", "fraction", [20, 21]),
        ("3.1 (0.4) (p = 0.17)", "paren", [3.1, 0.4]),
        ("p = 0.03", "p", [0.03]),
        ("$7,056.00", "single", [7056]),
        ("4.1 days (2.2)", "paren", [4.1, 2.2]),
    ],
)
def test_forms(text, shape, numbers):
    value = read_cell(text)
    assert value.shape == shape
    assert [n.value for n in value.numbers] == numbers


@pytest.mark.parametrize(
    "text",
    ["24.3 [20.1, 28.5]", "24.3 (20.1 to 28.5)", "24.3 (20.1–28.5)", "24.3 (95% CI 20.1; 28.5)"],
)
def test_interval(text):
    value = read_cell(text)
    assert value.shape == "interval"
    assert (value.numbers[0].value, value.low.value, value.high.value) == (24.3, 20.1, 28.5)


@pytest.mark.parametrize(
    "text", ["3.4 ± 0.6^†", "3.4 ± 0.6*", "3.4 ± 0.6^a,b", "3.4 ± 0.6 ***", "3.4 ± 0.6+"]
)
def test_marks_are_no_part_of_the_number(text):
    assert [n.value for n in read_cell(text).numbers] == [3.4, 0.6]


def test_size_inside_the_cell():
    value = read_cell("41% (n = 74)")
    assert (value.numbers[0].value, value.numbers[0].percent, value.total) == (41, True, 74)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "NA",
        "n.s.",
        "<0.001",
        "24.3 (10.2) 25.1 (9.8)",
        "17.96 0.29)",
        "149.3 + 20.0",
        "2.02 (1.02, 3.99) 0.033",
        "5,6",
        "24.3 (28.5 to 20.1)",
        "24.3 (30.1 to 38.5)",
        "8.7 (-9.7 to -7.7)",
        "n = 40",
        "12 weeks",
    ],
)
def test_not_read(text):
    """Two values, a broken bracket, a bound the wrong way round: no half of it is taken."""
    assert read_cell(text) is None


def test_decimals_are_kept():
    assert [n.decimals for n in read_cell("24.30 (10)").numbers] == [2, 0]


@pytest.mark.parametrize("text", ["-3.2 – 6.8", "-3.2 to 6.8", "-3.2–6.8"])
def test_bounds_without_brackets(text):
    value = read_cell(text)
    assert (value.shape, value.low.value, value.high.value) == ("span", -3.2, 6.8)


def test_mean_and_spread_with_the_range_behind():
    value = read_cell("54.8 ± 7.1 (36–64)")
    assert [n.value for n in value.numbers] == [54.8, 7.1]
    assert (value.low.value, value.high.value) == (36, 64)


def test_an_effect_names_its_measure():
    value = read_cell("RR 1.14 (0.88, 1.47), p = 0.39")
    assert (value.measure, value.numbers[0].value, value.high.value) == ("RR", 1.14, 1.47)


def test_decimal_commas_are_told_from_intervals():
    assert has_decimal_commas(["11,6", "12,1", "9,0"])
    assert has_decimal_commas(["(52,9)", "(4,1)", "(3,2)"])
    assert not has_decimal_commas(["3 (1,5)", "4 (2,6)", "2 (1,3)"])
    assert not has_decimal_commas(["11,6", "12,1", "9.0"])
    assert read_comma_cell("11,6 (2,5)").numbers[1].value == 2.5
