"""A reading survives being written and read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from extract.library.outcome import from_line, to_line
from extract.papers.serial import from_data, to_data, to_json
from tests.unit.extract.library.made_up import READING, number, outcome


def test_a_reading_comes_back_the_same() -> None:
    assert from_data(json.loads(to_json(READING))) == READING


def test_an_outcome_is_one_line_and_comes_back_the_same() -> None:
    for made in (outcome(), outcome("bad.pdf", problem="not a PDF;\nfound text")):
        line = to_line(made)
        assert "\n" not in line
        assert from_line(line) == made


def test_what_holds_its_default_is_left_out_and_the_rest_is_not() -> None:
    data = to_data(READING)
    assert "is_example" not in data
    assert data["contrasts"][0]["timing"] == "post"
    assert "adjusted" not in data["contrasts"][0]


def test_a_number_that_is_none_of_json_is_refused() -> None:
    broken = replace(READING.contrasts[0], statistics={"m1i": number(float("nan"), "nan")})
    with pytest.raises(ValueError, match="JSON"):
        to_json(replace(READING, contrasts=(broken,)))
