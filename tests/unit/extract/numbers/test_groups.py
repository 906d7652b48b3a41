"""Values of groups in sentences, as reports of trials write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.documents.model import Place
from extract.numbers.groups import GroupValue, find_group_values, values_in
from extract.numbers.mentions import bare_pattern
from extract.papers.model import Quote
from tests.unit.extract.numbers.texts import block, document

NONE = bare_pattern(frozenset())


def _values(sentence: str, names: str = "") -> list[GroupValue]:
    quote = Quote(words=sentence, place=Place(), source="Results")
    return values_in(quote, bare_pattern(frozenset(names.split())))


def _pairs(sentence: str, names: str = "") -> list[tuple[str, float]]:
    return [(v.group, v.value.value) for v in _values(sentence, names)]


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        # a value before its group
        (
            "Burnout was found in 30% in the rota group and 49% in the control group.",
            [("rota group", 0.30), ("control group", 0.49)],
        ),
        (
            "Leave was taken by 12/40 (30%) of nurses in the yoga arm versus 20 of 41 (49%) in "
            "the control arm (p = .08).",
            [("yoga arm", 12), ("control arm", 20)],
        ),
        # a group before its value
        (
            "The yoga group (24.1 ± 3.0) and the control group (26.0 ± 4.0) differed in mean "
            "exhaustion.",
            [("yoga group", 24.1), ("control group", 26.0)],
        ),
        (
            "In the coaching arm, 12 (30%) physicians left, whereas in the waiting arm, "
            "20 (49%) left.",
            [("coaching arm", 12), ("waiting arm", 20)],
        ),
        # lists in one order
        (
            "Mean scores in the rota, yoga and control groups were 11.5, 12.5 and 13.5, "
            "respectively.",
            [("rota", 11.5), ("yoga", 12.5), ("control group", 13.5)],
        ),
        (
            "Mean scores were 11.5 ± 2 and 12.5 ± 3 points in groups A and B, respectively.",
            [("group A", 11.5), ("group B", 12.5)],
        ),
        # a pair against a pair
        (
            "Mean distress was lower in the yoga group than in the control group "
            "(10.5 ± 3.1 vs 14.5 ± 3.3, p < .001).",
            [("yoga group", 10.5), ("control group", 14.5)],
        ),
        (
            "The yoga group had shorter leave (median 5.5 vs 8.5 days) compared with controls.",
            [("yoga group", 5.5), ("controls", 8.5)],
        ),
        (
            "More nurses in the rota group stayed (79% vs 64%, p = 0.01).",
            [("rota group", 0.79), ("the other group", 0.64)],
        ),
    ],
)
def test_values_find_their_groups(sentence: str, pairs: list[tuple[str, float]]) -> None:
    assert _pairs(sentence) == pairs


@pytest.mark.parametrize(
    "sentence",
    [
        # more values than groups, or none named
        "Scores in the rota and control groups were 1.5, 2.5 and 3.5, respectively.",
        "Mean scores in the two groups were 94.7 (SD 7.1) and 121.9 (SD 9.8), respectively.",
        # whose share is first is open
        "Compared with the control group, nurses in the rota group had fewer errors "
        "(12% vs 7%, p = .03).",
        # a label that may name another group
        "In the yoga group calm rose at both wards (north: M = 24.1, SD = 3.0).",
        # groups that are not set side by side, and a value of neither
        "In the depressed group, the yoga group slept longer (561 vs 180 minutes on average).",
        "Nurses were assigned to the yoga group or the control group, and the yoga group saw mean "
        "falls in anger and fear of 6.5 and 8.5, respectively.",
        "Mean stress in nurses was superior to the control group (-8.7 [95% CI -9.7 to -7.7]).",
        # the words and the numbers disagree
        "More nurses in the rota group stayed (64% vs 79%, p = 0.01).",
        # a difference, a limit, a range, a dose, a ratio
        "Scores were 12% higher in the yoga group.",
        "At least 50% in the yoga group attended.",
        "Scores in the yoga group ranged from 5 to 40.",
        "Titres ranged from 1/64 in the yoga group.",
        "The odds ratio for the yoga group was 1.5.",
        "We enrolled 19 nurses in each group of a parallel group trial.",
        # a share of a number that is not its whole
        "In the yoga group 12/40 (49%) left.",
    ],
)
def test_what_is_open_or_no_value_is_left_out(sentence: str) -> None:
    assert _pairs(sentence) == []


def test_a_number_is_never_a_part_of_a_longer_one() -> None:
    sentence = "Mean stress was 13.3±1.7 points in Group I, and 9.0±1.6 points in Group II (P=.01)."
    assert _pairs(sentence) == [("group I", 13.3), ("group II", 9.0)]
    sentence = "Twenty-two of 30 (73.3%) nurses in the yoga group stayed."
    assert [(v.value.value, v.n and v.n.value) for v in _values(sentence)] == [(22, 30)]


def test_events_carry_their_denominator_and_percentage() -> None:
    (value,) = _values("Burnout remained in 12 of the 40 nurses (30%) in the yoga group.")
    assert value.statistic == "events"
    assert value.n is not None and value.n.value == 40
    assert value.percent is not None and value.percent.value == pytest.approx(0.30)
    assert value.value.printed == "12"


@pytest.mark.parametrize(
    ("words", "kind", "spread"),
    [
        ("24.1 (SD 3.0)", "sd", [3.0]),
        ("24.1 (SE = 0.5)", "se", [0.5]),
        ("24.1 (95% CI 20.1 to 28.1)", "ci", [20.1, 28.1]),
        ("24.1 [range, 5–40]", "range", [5, 40]),
        ("24.1 (SD = 3.0; 95% CI 20.1; 28.1)", "sd", [3.0]),
        ("24.1 ± 3.0", None, [3.0]),
        ("24.1", None, []),
    ],
)
def test_spread_is_named_as_printed(words: str, kind: str | None, spread: list[float]) -> None:
    (value,) = _values(f"Mean exhaustion was {words} in the yoga group.")
    assert (value.statistic, value.value.value, value.spread_kind) == ("mean", 24.1, kind)
    assert [number.value for number in value.spread] == spread


def test_what_plus_minus_means_is_taken_from_the_paper_where_it_says_so_once() -> None:
    sentence = "Mean exhaustion was 24.1 ± 3.0 in the yoga group."
    methods = block("Data are given as mean ± SD.", section=("Methods",))
    (value,) = find_group_values(document(methods, block(sentence)))
    assert value.spread_kind == "sd"
    both = block("Data are mean ± SD or mean ± SE, n = 3.", section=("Methods",))
    (value,) = find_group_values(document(both, block(sentence)))
    assert value.spread_kind is None


def test_a_bare_bracket_is_read_only_where_its_meaning_is_announced() -> None:
    assert _pairs("Exhaustion was 24.1 (3.0) in the yoga group.") == []
    (value,) = _values("Exhaustion, mean (SD), was 24.1 (3.0) in the yoga group.")
    assert (value.spread_kind, value.spread[0].value) == ("sd", 3.0)


def test_from_to_gives_two_values_with_their_times() -> None:
    values = _values(
        "Exhaustion fell from 24.3 (SD 10.2) to 20.1 (SD 9.8) in the mindfulness arm and from "
        "25.0 (SD 9.1) to 23.9 (SD 9.9) among controls."
    )
    assert [(v.group, v.value.value, v.time, v.statistic) for v in values] == [
        ("mindfulness arm", 24.3, "before", "mean"),
        ("mindfulness arm", 20.1, "after", "mean"),
        ("controls", 25.0, "before", "mean"),
        ("controls", 23.9, "after", "mean"),
    ]
    assert {v.series for v in values} == {0}
    assert values[0].outcome == "Exhaustion fell"


def test_each_value_has_the_time_that_stands_with_it() -> None:
    values = _values(
        "Sick leave was taken by 22/66 (33%) in the yoga group and 25/72 (35%) in the control "
        "group at 28 days, and by 27/65 (42%) in the yoga group and 29/69 (42%) in the control "
        "group at 90 days."
    )
    assert [(v.value.value, v.time, v.series) for v in values] == [
        (22, "at 28 days", 0),
        (25, "at 28 days", 0),
        (27, "at 90 days", 1),
        (29, "at 90 days", 1),
    ]


def test_several_times_at_once_are_none() -> None:
    assert _pairs("Mean stress was 12.5 in the yoga group at 6 and 12 months.") == []


def test_outcomes_of_one_sentence_stay_apart() -> None:
    values = _values(
        "In the yoga group than in the control group we saw less fatigue (12% vs 18%), and less "
        "anger (3% vs 6%)."
    )
    assert {v.outcome for v in values if "fatigue" in v.outcome}
    assert len({v.series for v in values}) == 2


@pytest.mark.parametrize(
    ("sentence", "statistic", "direction"),
    [
        ("Scores decreased by 4.5 points in the yoga group.", "change", "down"),
        ("Mean change in stress was -4.5 (SD 2.0) in the yoga group.", "change", None),
        ("The yoga group saw a 12% increase in sleep.", "change", None),
        ("Stress rose in the yoga group (M = 4.5, SD = 1.0), a clear increase.", "mean", None),
        ("Median stress was 4.5 (IQR 2 to 6) in the yoga group.", "median", None),
        ("The proportion burnt out was 12% in the yoga group.", "percent", None),
    ],
)
def test_what_a_value_is(sentence: str, statistic: str, direction: str | None) -> None:
    (value,) = _values(sentence)
    assert value.statistic == statistic
    assert direction is None or value.direction == direction


def test_each_change_points_its_own_way() -> None:
    values = _values(
        "Mean stress decreased by 3.3 points in the yoga group and increased by 2.6 points in the "
        "control group."
    )
    assert [(v.value.value, v.direction) for v in values] == [(3.3, "down"), (2.6, "up")]
    (value,) = _values("Sleep increased, and stress scores changed by 4.5 in the yoga group.")
    assert value.direction is None


def test_series_of_different_sentences_never_share_a_number() -> None:
    open_times = (
        "At baseline and 3 months, 30% in the yoga group slept, 20% at 6 months in the yoga group, "
        "and 12.5% in the yoga group and 11.5% in the control group at 9 months."
    )
    doc = document(block(open_times, "Anger was seen in 5% in the yoga group and 7% in controls."))
    values = find_group_values(doc)
    assert values[-1].quote.words.startswith("Anger")
    first = {v.series for v in values if v.quote.words == open_times}
    second = {v.series for v in values if v.quote.words != open_times}
    assert first and second and not first & second


def test_differences_carry_their_interval_and_both_groups() -> None:
    values = _values(
        "At 6 months the mean difference between the yoga group and the control group was "
        "-2.3 (95% CI -4.1 to -0.5)."
    )
    (value,) = [v for v in values if v.statistic == "difference"]
    assert value.group == "yoga group vs control group"
    assert [n.value for n in value.spread] == [-4.1, -0.5]
    assert value.time == "At 6 months"


def test_a_name_given_to_a_group_stands_for_it_elsewhere() -> None:
    doc = document(
        block("Nurses were split into a BREATHE group and a control group, 40 each."),
        block("In the BREATHE group, 30% improved.", "Errors were 12% with BREATHE."),
    )
    assert [(v.group, v.value.value) for v in find_group_values(doc)] == [
        ("BREATHE group", 0.30),
        ("BREATHE", 0.12),
    ]


def test_only_results_of_the_study_itself_are_read() -> None:
    sentence = "Burnout was found in 30% in the rota group."
    for title in ("Introduction", "Methods", "Discussion"):
        assert find_group_values(document(block(sentence, section=(title,)))) == ()
    for title in ("Results", "Abstract", "Results and discussion"):
        assert len(find_group_values(document(block(sentence, section=(title,))))) == 1


def test_a_value_knows_where_it_was_printed() -> None:
    sentence = "Burnout was found in 30% in the rota group."
    (value,) = find_group_values(document(block(sentence)))
    assert value.quote.words[value.start :].startswith("30%")
    assert value.quote.source == "Results"


PIECES = st.sampled_from(
    [
        "in the yoga group", "in the control group", "groups A and B", "controls", "versus", "and",
        "respectively", "mean", "score", "(SD", "(95% CI", ")", "(", "at 6 months", "at baseline",
        "from", "to", "±", "12/40", "30%", "24.1", "-1.5", "1,204", ",", ";", "was", "fell", "than",
        "p = .03", "of", "nurses", "(n = 30)", "t(28) = 2.1", "0.5", "[", "]", "/", "–", "7",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.sampled_from([" ", ""]))
@settings(max_examples=200, deadline=None)
def test_whatever_a_sentence_holds_every_value_stands_in_it(
    pieces: list[str], between: str
) -> None:
    sentence = between.join(["Mean burnout", *pieces])
    for value in _values(sentence):
        numbers = [value.value, *value.spread, *filter(None, (value.n, value.percent))]
        assert all(number.printed in sentence for number in numbers)
        assert sentence[value.start :].find(value.value.printed) >= 0


@pytest.mark.parametrize("words", ["group ", "at group ", "1-"])
def test_a_very_long_sentence_ends(words):
    """Each "group" once looked through all that stands before it, for minutes."""
    assert _values(words * (50_000 // len(words))) == []
