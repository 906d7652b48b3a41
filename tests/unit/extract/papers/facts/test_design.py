"""The design is what the report says of itself, not what it says of others."""

from __future__ import annotations

from time import process_time

import pytest

from tests.unit.extract.papers.facts.study_papers import facts, values


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Walking at noon for ward nurses: a randomised controlled trial", "rct"),
        ("Walking at noon: a cluster randomized trial in 12 wards", "cluster_rct"),
        ("A stepped-wedge randomised trial of shorter shifts", "cluster_rct"),
        ("Shorter shifts: a non-randomised controlled study", "non_randomised"),
        ("Shorter shifts: a quasi-experimental study", "non_randomised"),
        ("Shorter shifts and sick leave: an interrupted time series", "interrupted_time_series"),
        ("A yoga course for midwives: a single-arm pilot study", "pre_post"),
        ("New rosters: a before-and-after study", "pre_post"),
        ("Rosters and fatigue: a cross-sectional survey of porters", "cross_sectional"),
        ("How porters see their rosters: a qualitative interview study", "qualitative"),
        ("A survey of nurses who took part in a randomised trial", "cross_sectional"),
    ],
)
def test_a_title_names_the_design(title: str, design: str) -> None:
    assert values("design", title) == [design]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Yoga for nurses: a systematic review of randomised trials", "review"),
        ("Yoga for nurses: study protocol for a randomised controlled trial", "protocol"),
    ],
)
def test_a_review_or_a_protocol_is_no_primary_study(title: str, kind: str) -> None:
    assert values("design", title) == []
    assert values("publication_kind", title) == [kind]


def test_trials_of_others_and_of_the_future_are_not_this_study() -> None:
    text = (
        "Previous randomised controlled trials were small. We asked all porters once in a "
        "cross-sectional study. Future randomised controlled trials are needed."
    )
    assert values("design", Abstract=text) == ["cross_sectional"]


def test_nothing_is_said_of_a_design_that_is_not_told() -> None:
    assert values("design", "Rest for nurses", Abstract="Nurses rested. They felt well.") == []


@pytest.mark.parametrize(
    ("sentence", "design"),
    [
        ("Twelve wards were randomly allocated to the course or to usual work.", "cluster_rct"),
        ("The unit of randomisation was the ward.", "cluster_rct"),
        ("Nurses from twelve wards were randomly allocated to a course or a list.", "rct"),
        ("Randomisation was stratified by hospital.", "rct"),
    ],
)
def test_groups_put_to_chance_make_a_cluster_trial(sentence: str, design: str) -> None:
    found = values("design", "Rest: a randomised controlled trial", Methods=sentence)
    assert found == [design]


def test_random_allocation_in_the_methods_outweighs_a_test_before_and_after() -> None:
    found = values(
        "design",
        Abstract="Stress was measured with a pre-test and post-test.",
        Methods="Nurses were randomly assigned to a course or to a waiting list.",
    )
    assert found == ["rct"]


def test_a_scheme_is_noted_beside_the_design() -> None:
    title = "Naps on night shifts: a randomised crossover trial"
    assert values("design", title) == ["rct"]
    assert values("design_scheme", title) == ["crossover"]


def test_the_sentence_that_says_so_is_quoted_with_its_place() -> None:
    said = "Nurses were randomly assigned to a course or to a waiting list."
    (found,) = facts("design", Methods=f"We asked nurses. {said}")
    assert found.quotes[0].words == said
    assert found.quotes[0].place.xpath == "/article/p[1]"
    assert found.quotes[0].source == "Methods"
    assert 0 < found.confidence < 1


def test_a_run_of_damaged_text_takes_no_long_time() -> None:
    text = "randomised nurses were randomly assigned to groups " * 1500
    start = process_time()
    values("design", Methods=text, Discussion=text)
    assert process_time() - start < 5


def test_an_empty_paper_gives_no_facts() -> None:
    assert values("design", "") == []
