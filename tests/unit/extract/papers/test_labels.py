"""Labels of tables taken apart: statistic, size, time, what is left."""

import pytest

from extract.papers.labels import read_label
from extract.papers.times import read_time


@pytest.mark.parametrize(
    ("text", "name", "statistics"),
    [
        ("Mean (SD)", "", ("mean", "sd")),
        ("M", "", ("mean",)),
        ("n (%)", "", ("n", "percent")),
        ("95% CI", "", ("ci",)),
        ("Median (IQR)", "", ("median", "iqr")),
        ("Mean (SE)", "", ("mean", "se")),
        ("Emotional exhaustion, mean ± SD", "Emotional exhaustion", ("mean", "sd")),
        ("Adverse events", "Adverse events", ()),
        ("SD48 arm", "SD48 arm", ()),
    ],
)
def test_statistics(text, name, statistics):
    label = read_label(text)
    assert (label.name, label.statistics) == (name, statistics)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Exercise (n = 35)", 35),
        ("Exercise,n=35", 35),
        ("Exercise N = 1,035", 1035),
        ("n = 12", 12),
    ],
)
def test_size(text, n):
    assert read_label(text).n == n


@pytest.mark.parametrize(
    "text", ["Difference (95% CI)", "OR (95% CI)", "p value", "t", "Cohen's d", "MBSR vs. control"]
)
def test_comparisons_are_no_groups(text):
    assert read_label(text).effect


@pytest.mark.parametrize(
    "text", ["Losses (g/kg/hr)", "Pre-test", "Change from baseline", "Test scores"]
)
def test_not_mistaken_for_comparisons(text):
    assert not read_label(text).effect


def test_change_from_baseline_is_not_baseline():
    label = read_label("Mean change from baseline")
    assert label.change
    assert label.time is None


def test_marks_point_to_notes():
    assert read_label("Age (years)^a").marks == ("a",)


@pytest.mark.parametrize(
    ("text", "phase", "weeks"),
    [
        ("Baseline", "baseline", None),
        ("Pre-intervention", "baseline", None),
        ("T0", "baseline", None),
        ("Week 0", "baseline", 0),
        ("Post-test", "post", None),
        ("6-month follow-up", "follow_up", 26.1),
        ("week 12", None, 12),
        ("12 weeks", None, 12),
        ("two weeks after", "post", 2),
    ],
)
def test_times(text, phase, weeks):
    time = read_time(text)
    assert time.phase == phase
    assert time.weeks == (None if weeks is None else pytest.approx(weeks, abs=0.05))


@pytest.mark.parametrize(
    "text", ["Emotional exhaustion", "Control", "Postoperative pain", "Precision"]
)
def test_no_time(text):
    assert read_time(text) is None
