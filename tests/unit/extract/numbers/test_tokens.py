"""Numbers of a text."""

from __future__ import annotations

import pytest

from extract.numbers.tokens import fractions_in, numbers_in, ranges_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It fell by 2.5, from 24 to 21.5.", [2.5, 24, 21.5]),
        ("A change of -1.5 (-3 to -0.2).", [-1.5, -3, -0.2]),
        ("1,204 nurses and 12\u202f345 others", [1204, 12345]),
        ("the SF-36, the GHQ-12 and HbA1c", []),
        ("10^3 and note^2", [10]),
        ("Twelve of twenty-two nurses, two-sided", [12, 22]),
        ("at .05 or 5%", [0.05, 5]),
        ("5mg and 3rd", [5]),
        ("on 3.5. Then", [3.5]),
    ],
)
def test_numbers_are_read_as_printed(text: str, values: list[float]) -> None:
    assert [n.value for n in numbers_in(text)] == values


def test_a_number_knows_its_place_decimals_and_percent_sign() -> None:
    text = "In all, 26.70 % agreed"
    (number,) = numbers_in(text)
    assert text[number.start : number.end] == "26.70 %"
    assert (number.printed, number.decimals, number.percent) == ("26.70", 2, True)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("12/45 left", [(12, 45)]),
        ("12 of the 45 and five out of 9", [(12, 45), (5, 9)]),
        ("45 of 12", []),
        ("0.5/2", []),
        ("1/2/3", []),
    ],
)
def test_fractions_are_shares_of_a_group(text: str, pairs: list[tuple[int, int]]) -> None:
    assert [(a.value, b.value) for a, b in fractions_in(text)] == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("3 to 5", [(3, 5)]),
        ("3-5 and 3–5", [(3, 5), (3, 5)]),
        ("(-0.3 to 0.5)", [(-0.3, 0.5)]),
        ("5 to 3", []),
        ("3, 5", []),
    ],
)
def test_ranges(text: str, pairs: list[tuple[float, float]]) -> None:
    assert [(a.value, b.value) for a, b in ranges_in(text)] == pairs
