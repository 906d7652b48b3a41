"""Real trial reports and coded studies: accuracy on the half not used to write the rules."""

from __future__ import annotations

import pytest

from benchmarks.extraction.facts import Counted, measure
from tests.conftest import shared_folder

GOLD = shared_folder("gold")


@pytest.fixture(scope="module")
def counted() -> Counted:
    """Return the counts; trial reports only where they are beside the checkout."""
    return measure(GOLD)


@pytest.mark.parametrize(
    ("field", "said_right"),
    [("design", 0.8), ("level", 0.9), ("types", 0.8), ("comparator_kind", 0.9)],
)
def test_what_is_said_of_held_out_studies_is_right(
    counted: Counted, field: str, said_right: float
) -> None:
    c = counted["held_out/study"][field]
    assert c["n"] > 50
    assert c["right"] >= said_right * (c["right"] + c["wrong"])


@pytest.mark.skipif(GOLD is None, reason="the gold papers are not beside the checkout")
@pytest.mark.parametrize(("field", "found"), [("design", 0.85), ("countries", 0.9)])
def test_held_out_papers(counted: Counted, field: str, found: float) -> None:
    c = counted["held_out/paper"][field]
    assert c["n"] > 20
    assert c["right"] >= found * c["n"]
