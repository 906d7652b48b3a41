"""Values of several outcomes, times or groups in one sentence, and none of something."""

from __future__ import annotations

import pytest

from extract.documents.model import Place
from extract.numbers.groups import GroupValue, find_group_values, values_in
from extract.numbers.item_labels import item_labels, item_times
from extract.numbers.mentions import bare_pattern, usable_names
from extract.papers.model import Quote
from tests.unit.extract.numbers.texts import block, document


def _values(sentence: str, names: str = "") -> list[GroupValue]:
    quote = Quote(words=sentence, place=Place(), source="Results")
    return values_in(quote, bare_pattern(usable_names(names.split(","))))


def _told(sentence: str, names: str = "") -> list[tuple[str, float, str]]:
    return [(v.group, v.value.value, v.outcome) for v in _values(sentence, names)]


def test_each_value_of_a_list_has_its_own_outcome() -> None:
    values = _values(
        "Mean anger, fear and fatigue scores were 9.1 (12), 9.7 (12) and 9.4 (11) in the yoga "
        "group and 10.1 (8), 9.8 (11) and 9.2 (10) in the control group."
    )
    assert [(v.group, v.value.value, v.outcome, v.series) for v in values] == [
        ("yoga group", 9.1, "anger scores", 0),
        ("control group", 10.1, "anger scores", 0),
        ("yoga group", 9.7, "fear scores", 1),
        ("control group", 9.8, "fear scores", 1),
        ("yoga group", 9.4, "fatigue scores", 2),
        ("control group", 9.2, "fatigue scores", 2),
    ]
    assert not any(v.outcome_shared for v in values)


def test_outcomes_that_the_sentence_does_not_tell_apart_are_said_to_be_shared() -> None:
    values = _values(
        "Mean scores on the three scales were 9.1, 9.7 and 9.4 in the yoga group and 10.1, 9.8 "
        "and 9.2 in the control group."
    )
    assert [v.value.value for v in values] == [9.1, 10.1, 9.7, 9.8, 9.4, 9.2]
    assert all(v.outcome_shared for v in values)


def test_each_value_of_a_list_has_its_own_time() -> None:
    values = _values(
        "Sick leave at 6, 12 and 24 months was 1.5%, 6.5% and 15.5% in the yoga group and 2.5%, "
        "5.5% and 11.5% in the control group."
    )
    assert [(v.value.printed, v.time) for v in values] == [
        ("1.5", "at 6 months"),
        ("2.5", "at 6 months"),
        ("6.5", "at 12 months"),
        ("5.5", "at 12 months"),
        ("15.5", "at 24 months"),
        ("11.5", "at 24 months"),
    ]


def test_pairs_in_brackets_have_the_outcome_before_them() -> None:
    assert _told(
        "At 6 months anger (12.5 vs 14.5) and fear (8.5 vs 9.5) scores were lower in the yoga "
        "group than in the control group."
    ) == [
        ("yoga group", 12.5, "anger"),
        ("control group", 14.5, "anger"),
        ("yoga group", 8.5, "fear"),
        ("control group", 9.5, "fear"),
    ]
    # the words say lower, the numbers higher
    assert not _told("Anger scores (14.5 vs 12.5) were lower in the yoga group than in controls.")


@pytest.mark.parametrize(
    ("sentence", "names", "pairs"),
    [
        (
            "Mean pulse changed by -5.5 ± 1.1 bpm after yoga and -7.5 ± 2.3 bpm after choir.",
            "yoga,choir",
            [("yoga", -5.5), ("choir", -7.5)],
        ),
        (
            "Weight changed in those given tea (+ 50.5 g) compared with juice (+ 18.5 g) or broth "
            "(- 0.5 g).",
            "tea,juice,broth",
            [("tea", 50.5), ("juice", 18.5), ("broth", -0.5)],
        ),
        (
            "Mean cost was higher in the intervention EUR€0.65 [0.55–0.75]/100 g versus control "
            "EUR€0.60 [0.50–0.70]/100 g.",
            "",
            [("intervention", 0.65), ("control", 0.60)],
        ),
        (
            "Those in the yoga group were given a mean 53 (29) min of rest daily compared to 86 "
            "(35) min of rest daily in the control group.",
            "",
            [("yoga group", 53), ("control group", 86)],
        ),
        (
            "In all, 26 of 77 (34%) left their ward in the yoga group as compared to 5 of 92 (5%) "
            "in the control group.",
            "",
            [("yoga group", 26), ("control group", 5)],
        ),
        (
            "Four nurses (one in the yoga group and three in the control group) moved.",
            "",
            [("yoga group", 1), ("control group", 3)],
        ),
        (
            "There were 40 visits: 12 patients in the yoga group (30%) and 9 in controls (21%).",
            "",
            [("yoga group", 12), ("controls", 9)],
        ),
        (
            "Complaints rose by 34/42 (81%) and 31/41 (76%) in all, in the yoga and control "
            "groups, respectively.",
            "",
            [("yoga", 34), ("control group", 31)],
        ),
    ],
)
def test_groups_behind_other_words(
    sentence: str, names: str, pairs: list[tuple[str, float]]
) -> None:
    assert [(v.group, v.value.value) for v in _values(sentence, names)] == pairs


def test_a_list_of_groups_is_not_read_as_those_of_the_values_before() -> None:
    told = _told(
        "Rest was had by 2/5 teams in the large group, 6/6 in the single one, and no more."
    )
    assert [(group, value) for group, value, _ in told] == [("large group", 2)]


def test_a_share_before_and_after_in_brackets() -> None:
    values = _values(
        "The proportion burnt out fell in the yoga group (from 59 to 49%) as opposed to the "
        "control group (from 58 to 74%)."
    )
    assert [(v.group, v.value.value, v.time) for v in values] == [
        ("yoga group", 0.59, "before"),
        ("yoga group", 0.49, "after"),
        ("control group", 0.58, "before"),
        ("control group", 0.74, "after"),
    ]


def test_the_time_of_a_clause_holds_for_all_its_values() -> None:
    values = _values(
        "At 6 months, calm was seen in 58% in the yoga group and 53% in the control group, while "
        "22% in the yoga group and 17% in the control group were at work at 12 months."
    )
    assert [(v.value.value, v.time) for v in values] == [
        (0.58, "At 6 months"),
        (0.53, "At 6 months"),
        (0.22, "at 12 months"),
        (0.17, "at 12 months"),
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "No serious adverse events were reported in the yoga group and 1 (2%) in the control "
            "group.",
            [("yoga group", 0, "serious adverse events"), ("control group", 1, "")],
        ),
        ("The yoga group had no errors.", [("yoga group", 0, "errors")]),
        ("No nurse resigned in either group.", [("each group", 0, "nurse resigned")]),
        # which people, how sure, how different: nothing is counted
        ("Stress fell in 12 nurses with no injuries in the yoga group.", []),
        ("There was no significant difference in errors in the yoga group.", []),
        ("There was no increase in errors in either group.", []),
        ("No other errors occurred in the yoga group.", []),
        ("No nurse resigned.", []),
    ],
)
def test_none_is_zero_where_it_is_said_of_a_group(
    sentence: str, told: list[tuple[str, float, str]]
) -> None:
    values = [v for v in _values(sentence) if v.statistic == "events"]
    zeros = [(v.group, v.value.value) for v in values if v.value.value == 0 or len(told) > 1]
    assert zeros == [t[:2] for t in told]
    assert all(t[2] in v.outcome for v, t in zip(values, told, strict=False))


def test_how_many_a_share_is_of_is_no_value() -> None:
    assert _told("Leave was taken on 2.5% in 56 nurses in the yoga group.") == [
        ("yoga group", 0.025, "Leave was taken")
    ]


def test_captions_are_read() -> None:
    doc = document(block("Leave: 13.5% vs 17.5% in the yoga and control groups.", kind="caption"))
    assert [v.value.value for v in find_group_values(doc)] == [0.135, 0.175]


def test_decimal_commas_are_read_where_a_document_uses_them_throughout() -> None:
    sentence = "Stress was lower in 12,5% in the yoga group and 1,204 calls were made."
    others = ["Mean calm was 3,4 and 5,61 and 7,8 points, then 9,1 and 2,25."] * 3
    (value,) = find_group_values(document(block(sentence, *others)))
    assert (value.value.value, value.quote.words) == (0.125, sentence)
    assert value.value.quote.words == sentence
    assert all(v.value.value != 0.125 for v in find_group_values(document(block(sentence))))


@pytest.mark.parametrize(
    ("words", "n", "labels"),
    [
        ("Mean anger, fear and fatigue scores were", 3, ("anger", "fear", "fatigue")),
        ("The rates of leave and theft were", 2, ("leave", "theft")),
        ("Scores for anger, fear and fatigue were", 2, ()),
        ("Anger was", 2, ()),
    ],
)
def test_labels_of_items(words: str, n: int, labels: tuple[str, ...]) -> None:
    assert tuple(label.split()[0] for label in item_labels(words, n)) == labels


def test_times_of_items() -> None:
    assert item_times("at 6 and 12 weeks", 2) == ("at 6 weeks", "at 12 weeks")
    assert item_times("at 6 and 12 weeks", 3) == ()


def test_what_the_people_of_a_group_did_stands_behind_it() -> None:
    told = _told("In the yoga group, 26 of 66 nurses (39%) had colds versus 18 of 73 in controls.")
    assert told == [("yoga group", 26, "colds"), ("controls", 18, "colds")]
    values = _values(
        "12 nurses in the yoga group reported colds, while nine nurses in the control group "
        "reported pain."
    )
    assert [v.value.value for v in values] == [12, 9]
    assert all(v.outcome_shared for v in values)


def test_a_bracket_of_another_statistic_is_no_spread() -> None:
    methods = block("Data are given as mean (SD).", section=("Methods",))
    sentence = "The mean time off (median time) was 19.9 h (5.8 h) in the yoga group."
    (value,) = find_group_values(document(methods, block(sentence)))
    assert (value.statistic, value.value.value, value.spread) == ("mean", 19.9, ())


def test_a_sign_apart_from_its_number_is_kept() -> None:
    (value,) = _values("Weight changed in the yoga group (- 0.5 kg).")
    assert (value.statistic, value.value.value) == ("change", -0.5)
