"""A cell of a table is read whole or not at all."""

import pytest

from extract.papers.cells import read_cell


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
        "n = 40",
        "12 weeks",
    ],
)
def test_not_read(text):
    """Two values, a broken bracket, a bound the wrong way round: no half of it is taken."""
    assert read_cell(text) is None


def test_decimals_are_kept():
    assert [n.decimals for n in read_cell("24.30 (10)").numbers] == [2, 0]
