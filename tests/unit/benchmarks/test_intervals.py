"""Intervals of rates."""

from __future__ import annotations

import pytest

from benchmarks.extraction.intervals import Count, rate, wilson


def test_wilson_interval_has_the_published_values() -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I: method 3."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_a_rate_of_nothing_is_absent() -> None:
    assert rate([Count("a", 0, 0)]) == {"right": 0, "of": 0, "rate": None}


def test_answers_that_go_together_in_a_paper_tell_less() -> None:
    together = [Count(str(p), 10 * (p % 2), 10) for p in range(20)]
    apart = [Count(f"{p}-{i}", i % 2, 1) for p in range(20) for i in range(10)]
    wide, narrow = (rate(c)["interval_over_papers"] for c in (together, apart))
    assert isinstance(wide, tuple) and isinstance(narrow, tuple)
    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])
