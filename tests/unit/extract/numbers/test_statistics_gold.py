"""Tests coded by hand in real papers; skipped where these are not beside the checkout."""

from __future__ import annotations

import pytest

from benchmarks.extraction.statistics import measure
from tests.conftest import shared_folder

GOLD = shared_folder("gold")

pytestmark = pytest.mark.skipif(GOLD is None, reason="the gold papers are not beside the checkout")


def test_hand_coded_tests_are_found_and_their_checks_agree() -> None:
    assert GOLD is not None
    counts = measure(GOLD)
    assert counts["apa"]["right"] == counts["apa"]["expected"] == 15
    for kind, right in (("pdf", 11), ("html", 10)):  # of 12; two stand in a table of the page
        found = counts[f"statcheck_{kind}"]
        assert found["right"] >= right
        assert found["error_agrees"] == found["decision_error_agrees"] == found["right"]
