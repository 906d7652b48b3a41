"""One way of writing characters, and never another number."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents.characters import plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("−0.35", "-0.35"),
        ("p =\u2009−\u20090.35", "p = -0.35"),
        ("−2.1 to − 0.3", "-2.1 to -0.3"),
        ("5 − 3", "5 - 3"),
        ("change –3.4", "change -3.4"),
        ("(–1.2–0.5)", "(-1.2–0.5)"),
        ("10–20", "10–20"),
        ("10 –20", "10 –20"),
        ("groups – 5", "groups – 5"),
    ],
)
def test_minus_signs(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("24·5 (10∙2)", "24.5 (10.2)"),
        ("p<·001", "p<.001"),
        ("p = ·03", "p = .03"),
        ("·03", ".03"),
        ("·12 nurses", "·12 nurses"),
        ("3·10³", "3·10^3"),
        ("1,234.5", "1,234.5"),
    ],
)
def test_decimal_points(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("n\u00a0=\u00a012\u00a0345", "n = 12\u202f345"),
        ("12\u2009345\u2009678", "12\u202f345\u202f678"),
        ("in 2010\u00a0345 nurses", "in 2010 345 nurses"),
        ("12 345", "12 345"),
        ("5\u202f%", "5 %"),
    ],
)
def test_a_space_that_does_not_break_keeps_thousands_together(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10³", "10^3"),
        ("kg/m²", "kg/m^2"),
        ("10⁻³", "10^-3"),
        ("10²5", "10^2 5"),
        ("CO₂", "CO₂"),
        ("𝜒²(1)", "χ^2(1)"),
        ("ﬁnal eﬀect", "final effect"),
        ("co\u00adoperate", "cooperate"),
        ("2010\u00ad2012", "2010-2012"),
        ("12\u200b345", "12 345"),
        ("a\u00a0 b\n\tc ", "a b c"),
    ],
)
def test_other_characters(written: str, expected: str) -> None:
    assert plain(written) == expected


def _digits(text: str) -> str:
    plain_digits = "".join(unicodedata.normalize("NFKC", c) for c in text)
    return "".join(c for c in plain_digits if c in "0123456789")


NUMERIC = st.text(
    "0123456789 .·−–-±()<=^,%\u00ad\u200b\u00a0\u2009\u202f²³⁻aßéµ\n\x07", max_size=40
)


@given(NUMERIC | st.text(max_size=40))
def test_no_digit_is_changed_and_a_second_time_changes_nothing(text: str) -> None:
    once = plain(text)
    written = "".join(c for c in text if unicodedata.category(c) in {"Nd", "No"} or c.isascii())
    if not any(unicodedata.decomposition(c) for c in text if c not in "²³"):
        assert _digits(once) == _digits(written)
    assert plain(once) == once


@given(st.lists(st.from_regex(r"\A[0-9]{1,3}\Z"), min_size=2, max_size=4), st.data())
def test_numbers_apart_stay_apart(numbers: list[str], data: st.DataObject) -> None:
    between = st.sampled_from([" ", "\u00a0", "\u200b", "\u00ad", "–", "−", "±", "\n", "\x07", "²"])
    text = numbers[0]
    for number in numbers[1:]:
        text += data.draw(between) + number
    assert plain(text).count("".join(numbers)) == 0
