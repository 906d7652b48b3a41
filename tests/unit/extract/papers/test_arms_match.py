"""Which group a description means: doses, letters and additions decide."""

from __future__ import annotations

import pytest

from extract.papers.arm_match import LEAST, match_arm, match_pair, score_header
from extract.papers.model import ArmFound


def arm(
    name: str, role: str | None = None, *aliases: str, received: tuple[str, ...] = ()
) -> ArmFound:
    """Make a group."""
    return ArmFound(name=name, role=role, aliases=(name, *aliases), descriptions=received)  # type: ignore[arg-type]


YOGA = (arm("Yoga", "intervention"), arm("Control", "comparator"))
DOSES = (arm("200 mg"), arm("400 mg"), arm("Placebo", "comparator"))
ADDED = (arm("Coaching"), arm("Coaching + app"), arm("Usual care", "comparator"))


@pytest.mark.parametrize(
    ("words", "arms", "name"),
    [
        ("Melatonin 400 mg", DOSES, "400 mg"),
        ("melatonin 200 mg daily", DOSES, "200 mg"),
        ("dummy tablets", DOSES, "Placebo"),
        ("control received general advice", YOGA, "Control"),
        ("yoga classes", YOGA, "Yoga"),
        ("coaching plus app", ADDED, "Coaching + app"),
        ("coaching", ADDED, "Coaching"),
        ("treatment as usual", ADDED, "Usual care"),
        ("group 2", (arm("Group I"), arm("Group II")), "Group II"),
        ("H1", (arm("H1"), arm("H2")), "H1"),
    ],
)
def test_a_description_finds_its_group(words: str, arms: tuple[ArmFound, ...], name: str) -> None:
    found, score = match_arm(words, arms, {})
    assert found is not None
    assert found.name == name
    assert score >= LEAST


@pytest.mark.parametrize(
    ("words", "arms"),
    [
        ("baseline", YOGA),
        ("before the programme", YOGA),
        ("melatonin 800 mg", DOSES[:2]),
        ("aromatherapy", YOGA),
        ("coaching", (arm("Group A"), arm("Group B"))),
    ],
)
def test_where_no_group_is_meant_or_two_fit_none_is_given(
    words: str, arms: tuple[ArmFound, ...]
) -> None:
    assert match_arm(words, arms, {})[0] is None


def test_short_forms_are_read_as_the_paper_explains_them() -> None:
    arms = (arm("MBSR"), arm("HEP"))
    short = {"MBSR": "mindfulness-based stress reduction", "HEP": "health education programme"}
    found, _ = match_arm("mindfulness based stress reduction", arms, short)
    assert found is arms[0]


def test_what_a_group_received_names_it() -> None:
    arms = (
        arm("Group A", None, received=("weekly breathing exercises",)),
        arm("Group B", None, received=("a printed leaflet",)),
    )
    assert match_arm("breathing exercises", arms, {})[0] is arms[0]


def test_of_two_groups_one_is_not_the_other() -> None:
    first, second, _ = match_pair("fluorescent lamps", "control", YOGA, {})
    assert (first, second) == YOGA


def test_a_comparator_that_is_a_time_gives_the_same_group_twice() -> None:
    assert match_pair("yoga", "baseline", YOGA, {})[:2] == (YOGA[0], YOGA[0])


def test_without_groups_there_is_no_match() -> None:
    assert match_arm("yoga", (), {}) == (None, 0.0)
    assert match_pair("yoga", "control", (), {}) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("words", "header", "other"),
    [
        ("Melatonin 400 mg", "400 mg (n = 31)", "200 mg (n = 33)"),
        ("yoga classes", "Yoga", "Control"),
        ("waiting list", "Control (n=12)", "Yoga (n=12)"),
    ],
)
def test_the_head_of_the_right_column_scores_higher(words: str, header: str, other: str) -> None:
    arms = DOSES if "mg" in header else YOGA
    right = score_header(words, header, arms, {})
    assert right > score_header(words, other, arms, {}) + 0.2
    assert 0 <= right <= 1
