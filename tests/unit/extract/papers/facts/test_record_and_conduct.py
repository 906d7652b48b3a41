"""Registration, money, interests; people and places; comparator, delivery, dose and follow-up."""

from __future__ import annotations

import pytest

from tests.unit.extract.papers.facts.study_papers import values


@pytest.mark.parametrize(
    "number",
    [
        "NCT01234567",
        "ISRCTN12345678",
        "ACTRN12612345678901",
        "DRKS00012345",
        "ChiCTR-TRC-10001234",
        "CTRI/2019/05/019123",
        "PACTR201901234567890",
    ],
)
def test_registration_numbers(number: str) -> None:
    assert values("registration", Abstract=f"Trial registration: {number}.") == [number]


def test_another_trials_number_is_not_this_ones() -> None:
    assert values("registration", Methods="They came from an earlier trial (NCT01234567).") == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("This study received no external funding.", "none"),
        (
            "This study was funded by the Council for Rest.",
            "This study was funded by the Council for Rest.",
        ),
    ],
)
def test_funding(sentence: str, value: str) -> None:
    assert values("funding", Funding=sentence) == [value]


def test_a_finding_supported_by_data_is_no_funding() -> None:
    assert values("funding", Discussion="This view is supported by the diaries.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The authors declare that they have no competing interests.", "none declared"),
        ("AB received fees from a maker. The other authors declare no interests.", "declared"),
    ],
)
def test_interests(text: str, value: str) -> None:
    assert values("conflict_of_interest", Competing_interests=text) == [value]


@pytest.mark.parametrize(
    ("title", "cadres"),
    [
        ("Rest for emergency nurses", ["emergency-professional", "nurse"]),
        ("Coaching for surgeons", ["physician"]),
        ("An internet course for midwives", ["midwife"]),
        ("A tablet for nursing home residents", []),
        ("Stress of nursing students", ["nursing-student"]),
        ("A psychological treatment of insomnia", []),
    ],
)
def test_cadres_of_the_title(title: str, cadres: list[str]) -> None:
    assert sorted(values("cadre", title)) == cadres


def test_the_setting_is_where_the_study_was_done() -> None:
    text = "The study was conducted in two intensive care units."
    assert values("setting", Methods=text) == ["intensive-care"]
    assert values("setting", Methods="A clinical interview was conducted.") == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Nurses were randomised to yoga or a waiting list.", "wait_list"),
        ("The control group received treatment as usual.", "usual_practice"),
        ("Nurses in the control group received no training.", "no_intervention"),
        ("The control group received sham needles.", "placebo"),
        ("The control group attended a lecture on rotas.", "active"),
    ],
)
def test_comparators(sentence: str, kind: str) -> None:
    assert values("comparator_kind", Abstract=sentence) == [kind]


def test_delivery_dose_and_follow_up() -> None:
    text = (
        "Nurses took part in an 8-week online yoga programme of eight weekly 90-minute group "
        "sessions. Stress was measured at 6-month follow-up."
    )
    assert values("dose_weeks", Abstract=text) == ["8"]
    assert values("dose_sessions", Abstract=text) == ["8"]
    assert values("dose_session_hours", Abstract=text) == ["1.5"]
    assert sorted(values("delivery", Abstract=text)) == ["group", "online"]
    # Six months of 52.18 / 12 weeks.
    assert values("follow_up_weeks", Abstract=text) == ["26.09"]


def test_an_allocation_ratio_is_no_one_to_one_session() -> None:
    text = "Nurses were allocated to treatment in a ratio of 1:1."
    assert values("delivery", Abstract=text) == []
