"""Counting answers against annotators."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from benchmarks.extraction.intervals import rate
from benchmarks.extraction.numeric import Row, counts, kind_of_error, of_gpt4, read_gold
from tests.conftest import ROOT

GOLD = ROOT.parent / "shared" / "gold"
MEANS = {
    "intervention_mean": 10.0,
    "intervention_standard_deviation": 2.0,
    "intervention_group_size": 40.0,
    "comparator_mean": 12.0,
    "comparator_standard_deviation": 3.0,
    "comparator_group_size": 41.0,
}
EVENTS = {
    "intervention_events": 5.0,
    "intervention_group_size": 40.0,
    "comparator_events": 8.0,
    "comparator_group_size": 50.0,
}
# How the scorer words its rates.
SCORED = {
    "exact_all": "exact, all rows (blank = blank)",
    "exact_complete": "exact, complete rows",
    "answered_complete": "answered in full, of complete rows",
    "exact_of_answered": "exact, of those answered in full",
    "cell_precision": "cells: precision where gold has a value",
    "cell_recall": "cells: recall",
    "filled_blank": "cells: filled where gold is blank",
}


def row(gold: Mapping[str, float], found: Mapping[str, float], *, accepted: bool = False) -> Row:
    kind = "continuous" if "intervention_mean" in gold else "binary"
    return Row(paper="a", kind=kind, gold=gold, found=found, confidence=0.9, accepted=accepted)


def shares(*rows: Row) -> dict[str, tuple[object, object]]:
    found = {name: rate(c) for name, c in counts(rows).items()}
    return {name: (r["right"], r["of"]) for name, r in found.items()}


def test_rates_are_counted_as_by_hand() -> None:
    whole = row(MEANS, MEANS, accepted=True)
    without_sd = {k: v for k, v in MEANS.items() if "deviation" not in k}
    filled = row(without_sd, {**MEANS, "comparator_mean": 11.0})
    found = shares(whole, filled, row(EVENTS, {}))
    assert found == {
        "exact_complete": (1, 2),
        "cell_precision": (9, 10),
        "cell_recall": (9, 14),
        "filled_blank": (2, 2),
        "exact_all": (1, 3),
        "answered_complete": (1, 2),
        "exact_of_answered": (1, 1),
        "accepted_share": (1, 3),
        "accepted_precision": (6, 6),
        "accepted_blank": (0, 6),
    }


@pytest.mark.parametrize(
    ("gold", "change", "kind"),
    [
        (MEANS, {}, None),
        (MEANS, {"intervention_standard_deviation": 0.3}, "spread"),
        (MEANS, {"comparator_group_size": 45.0}, "size"),
        (MEANS, {"comparator_mean": 7.0}, "one_arm"),
        (MEANS, {"comparator_mean": 7.0, "intervention_mean": 6.0}, "other_place"),
        (EVENTS, {"intervention_events": 8.0, "comparator_events": 5.0}, "arms_swapped"),
        (EVENTS, {"comparator_events": 16.0}, "percentage"),
    ],
)
def test_errors_are_told_apart(
    gold: Mapping[str, float], change: Mapping[str, float], kind: str | None
) -> None:
    assert kind_of_error(row(gold, {**gold, **change})) == kind


def test_what_is_not_given_is_an_error_of_its_own() -> None:
    assert kind_of_error(row(EVENTS, {"intervention_group_size": 40.0})) == "not_answered"
    assert kind_of_error(row(EVENTS, {"intervention_events": 5.0})) == "part_given"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated trials are not beside the checkout")
def test_rates_are_those_of_the_scorer_of_the_annotation() -> None:
    folder = GOLD / "numeric"
    ours = of_gpt4(read_gold(folder), folder)
    command = [sys.executable, str(GOLD / "score_numeric.py"), "--gold", str(folder)]
    command += ["--answers", str(folder / "gpt4_answers.csv"), "--only-with-gpt4"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line.rsplit(None, 2) for line in printed.splitlines()]
    for kind in ("binary", "continuous"):
        of_kind = counts([r for r in ours if r.kind == kind])
        for name, words in SCORED.items():
            wanted = [line[1] for line in lines if line and line[0].strip() == words]
            which = 0 if kind == "binary" else 1
            assert f"{rate(of_kind[name])['rate']:.3f}" == wanted[which], (kind, name)
