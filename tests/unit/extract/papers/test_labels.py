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
        ("P -value", "", ("p",)),
        ("WHO-P score", "WHO-P score", ()),
        ("Saline (4%)", "Saline (4%)", ()),
        ("• Surgical", "Surgical", ()),
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
    "text",
    [
        "Difference (95% CI)",
        "OR (95% CI)",
        "p value",
        "t",
        "Cohen's d",
        "MBSR vs. control",
        "Estimate",
        "DID",
        "Chi2 (p)",
    ],
)
def test_comparisons_are_no_groups(text):
    assert read_label(text).effect


@pytest.mark.parametrize(
    "text",
    [
        "Losses (g/kg/hr)",
        "Pre-test",
        "Change from baseline",
        "Test scores",
        "Side effects",
        "Those who did walk",
    ],
)
def test_not_mistaken_for_comparisons(text):
    assert not read_label(text).effect


def test_change_from_baseline_is_not_baseline():
    label = read_label("Mean change from baseline")
    assert label.change
    assert label.time is None


def test_the_name_of_a_group_is_no_change_and_no_time():
    label = read_label("3-day routine change group (n = 20)")
    assert (label.change, label.time, label.n) == (False, None, 20)


def test_two_sorts_of_people_are_no_size():
    assert read_label("Yoga (n = 59 men, 60 women)").n is None


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
        ("6 m", None, 26.1),
        ("30 min", None, 0.003),
    ],
)
def test_times(text, phase, weeks):
    time = read_time(text)
    assert time.phase == phase
    assert time.weeks == (None if weeks is None else pytest.approx(weeks, abs=0.05))


@pytest.mark.parametrize(
    "text",
    [
        "Emotional exhaustion",
        "Control",
        "Postoperative pain",
        "Precision",
        "Post-partum bleeding",
        "Pre-eclampsia",
        "6-minute walk",
        "EQ-5D",
        "10–20 years",
        "Fall in the past 12 months",
        "Age < 65 years",
        "Final decision",
    ],
)
def test_no_time(text):
    assert read_time(text) is None


@pytest.mark.parametrize("text", ["(" + "," * 40 + "x", "[(\t" * 16_000, "(±" * 25_000 + "x"])
def test_a_label_of_brackets_ends(text):
    """Each comma once doubled the time, and nested brackets were taken away one by one."""
    assert read_label(text).statistics == ()
