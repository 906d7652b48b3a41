"""Signals on risk of bias: what is said, with negations heard."""

from __future__ import annotations

import pytest

from tests.unit.extract.papers.facts.study_papers import facts, values


@pytest.mark.parametrize(
    ("field", "sentence", "value"),
    [
        (
            "signal_randomisation",
            "Nurses were allocated by a computer-generated sequence.",
            "computer-generated sequence",
        ),
        ("signal_randomisation", "A coin was flipped to assign wards.", "drawing of lots or coin"),
        (
            "signal_randomisation",
            "Nurses were alternately assigned to the groups.",
            "allocated by alternation or date",
        ),
        (
            "signal_randomisation",
            "Nurses were randomly assigned to two groups.",
            "randomised without saying how",
        ),
        (
            "signal_concealment",
            "The sequence was kept in sealed opaque envelopes.",
            "sealed envelopes",
        ),
        ("signal_concealment", "The allocation was not concealed.", "not concealed"),
        (
            "signal_concealment",
            "Allocation used a central randomisation service.",
            "central or remote allocation",
        ),
        ("signal_blinding", "Nurses could not be blinded.", "not blinded"),
        ("signal_blinding", "This was an open-label trial.", "not blinded"),
        (
            "signal_blinding",
            "Outcome assessors were blinded to the groups.",
            "outcome assessors blinded",
        ),
        ("signal_blinding", "A double-blind trial was done.", "double-blind"),
        (
            "signal_attrition",
            "Data were analysed by intention to treat.",
            "intention to treat",
        ),
        ("signal_attrition", "Eleven nurses were lost to follow-up.", "drop-outs told"),
        (
            "signal_selective_reporting",
            "The primary outcome was emotional exhaustion.",
            "primary outcome named",
        ),
        (
            "signal_selective_reporting",
            "The study protocol was published before.",
            "protocol published",
        ),
    ],
)
def test_what_is_said_in_plain_words(field: str, sentence: str, value: str) -> None:
    (found,) = facts(field, Methods=sentence)
    assert found.value == value
    assert found.quotes[0].words == sentence


@pytest.mark.parametrize(
    ("field", "sentence", "value"),
    [
        ("signal_blinding", "Nurses and outcome assessors were not blinded.", "not blinded"),
        ("signal_concealment", "The sequence was not concealed from the head nurse.", None),
        ("signal_attrition", "Missing data were not imputed.", None),
    ],
)
def test_a_denial_is_not_read_as_its_opposite(field: str, sentence: str, value: str | None) -> None:
    found = values(field, Methods=sentence)
    assert "outcome assessors blinded" not in found
    assert "concealed" not in found
    assert "missing values imputed" not in found
    if value:
        assert found == [value]


def test_a_planned_loss_is_no_loss() -> None:
    text = "Assuming that 20% drop out, we needed 60 nurses."
    assert values("signal_attrition", Methods=text) == []


def test_limitations_may_say_that_nobody_was_blinded() -> None:
    text = "A limitation is that nurses were not blinded to the course."
    assert values("signal_blinding", Discussion=text) == ["not blinded"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The trial was registered (NCT01234567).", "registered"),
        ("The trial was retrospectively registered (NCT01234567).", "registered retrospectively"),
        ("The trial was not registered.", "not registered"),
    ],
)
def test_registration_as_a_signal(sentence: str, value: str) -> None:
    assert values("signal_registration", Methods=sentence) == [value]
