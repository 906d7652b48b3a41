"""Which spreads make a scale familiar: of sound readings, one a study, three at least."""

from __future__ import annotations

from typing import Any

import pytest

from analyses.findings.meaning import scales_of
from analyses.meaning.scales import NoScale, Scale

TERMS = [
    {"vocabulary": "instruments", "term_id": "mbi", "label": "MBI", "higher_is_better": None,
     "range_min": None, "range_max": None},
    {"vocabulary": "instruments", "term_id": "mbi/ee", "label": "Emotional exhaustion",
     "higher_is_better": False, "range_min": 0.0, "range_max": 54.0},
]  # fmt: skip
ARM = {"use": "main", "means_are": "post", "m2i": 26.0, "sd1i": 7.4, "review_status": "checked"}


def scale(*readings: dict[str, Any]) -> Scale | NoScale:
    """Return what is known of the subscale from readings of a study each."""
    rows = [r | {"contrast_id": str(i), "study_id": f"s{i}"} for i, r in enumerate(readings)]
    contrasts = [
        {"contrast_id": str(i), "study_id": f"s{i}", "outcome_id": "o"}
        for i in range(len(readings))
    ]
    outcomes = [
        {"study_id": f"s{i}", "outcome_id": "o", "instrument": "mbi", "subscale": "ee"}
        for i in range(len(readings))
    ]
    return scales_of(rows, contrasts, outcomes, TERMS)["mbi", "ee"]


def test_the_spread_is_the_median_of_the_comparators_and_names_what_was_read_once() -> None:
    once = ARM | {"sd2i": 8.7, "review_status": "machine"}
    found = scale(ARM | {"sd2i": 6.9}, once, ARM | {"sd2i": 11.0})
    assert isinstance(found, Scale)
    assert found.sd == 8.7
    assert found.name == "MBI, emotional exhaustion"
    assert found.source.endswith("of 3 studies in this hub: s0, s1, s2")
    assert found.read_once == "s1"


def test_the_one_group_of_a_survey_counts() -> None:
    survey = ARM | {"means_are": "not_used", "m2i": None, "sd1i": 10.7, "sd2i": None}
    found = scale(ARM | {"sd2i": 6.9}, ARM | {"sd2i": 8.7}, survey)
    assert isinstance(found, Scale)
    assert found.sd == 8.7


@pytest.mark.parametrize(
    "other",
    [
        {"means_are": "change", "sd2i": 7.7},
        {"means_are": "baseline_in_control", "sd2i": 0.9},
        {"use": "sensitivity", "sd2i": 11.0},
        {"sd2i": None},
        {"means_are": "not_used", "sd2i": None},  # of two groups, and the comparator's is not said
    ],
)
def test_doubtful_numbers_and_changes_are_no_spread(other: dict[str, Any]) -> None:
    found = scale(ARM | {"sd2i": 6.9}, ARM | {"sd2i": 8.7}, ARM | other)
    assert isinstance(found, NoScale)
    assert found.reason == "not given, 2 usable studies print its spread, 3 are needed"
