"""The list of studies by letter: every name has its place, whatever it begins with."""

import pytest

from hub.study_pages import OTHER, first_letter


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Agarwal A 2022", "A"),
        ("act2023nurseschina (2023)", "A"),
        ("Łukasz 2020", "L"),
        ("Östlund 2019", "O"),
        ("李 2021", OTHER),
        ("4th wave trial", OTHER),
        ("}", OTHER),
        ("\u202e evil", OTHER),
        ("", OTHER),
    ],
)
def test_a_name_stands_under_its_latin_letter(name: str, letter: str) -> None:
    assert first_letter(name) == letter
