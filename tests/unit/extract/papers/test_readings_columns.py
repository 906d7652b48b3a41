"""Columns of tables: sizes, shares, comparisons, and whose they are."""

import pytest

from extract.papers.readings import read_table
from tests.unit.extract.papers.tables import table


def plain(reading):
    return {k: v.value for k, v in reading.values.items()}


def test_a_second_row_of_headings_below_spanning_ones():
    readings = read_table(
        table(
            [
                ["", "Before", "Before", "After", "After"],
                ["Item", "Yoga (n = 20)", "Control", "Yoga (n = 20)", "Control"],
                ["Stress", "8.1 (1.2)", "8.2 (1.3)", "7.1 (1.2)", "8.0 (1.3)"],
            ],
            spans=[(0, 1, 1, 2), (0, 3, 1, 2)],
        )
    )
    assert [r.heads[-1] for r in readings] == ["Yoga", "Control", "Yoga", "Control"]


def test_counts_under_a_size_beside_their_shares():
    readings = read_table(
        table(
            [
                ["", "Yoga", "Yoga", "Control", "Control"],
                ["", "N = 20", "(%)", "N = 22", "(%)"],
                ["Fall", "5", "25.0", "4", "18.2"],
            ],
            head=2,
            spans=[(0, 1, 1, 2), (0, 3, 1, 2)],
        )
    )
    assert [plain(r) for r in readings] == [
        {"events": 5, "percent": 25.0},
        {"events": 4, "percent": 18.2},
    ]


def test_a_size_without_name_belongs_to_the_column_on_its_right():
    readings = read_table(
        table(
            [
                ["", "n", "Yoga", "n", "Control"],
                ["Stress", "20", "8.1 (1.2)", "22", "8.2 (1.3)"],
                ["Fall", "20", "5 (25.0)", "22", "4 (18.2)"],
            ]
        )
    )
    assert [r.values["n"].value for r in readings] == [20, 22, 20, 22]
    assert plain(readings[2]) == {"events": 5, "percent": 25.0, "n": 20}


def test_one_size_beside_two_groups_is_given_to_neither():
    readings = read_table(
        table([["", "n", "Yoga", "Control"], ["Stress", "42", "8.1 (1.2)", "8.2 (1.3)"]])
    )
    assert [r.values.keys() for r in readings] == [{"n"}, {"mean", "sd"}, {"mean", "sd"}]


def test_a_row_says_median_under_a_heading_of_counts():
    (first, _) = read_table(
        table([["", "Yoga, n (%)", "Control, n (%)"], ["Age, median", "41", "43"]])
    )
    assert plain(first) == {"median": 41}


def test_a_whole_number_with_a_share_is_a_count_though_the_notes_speak_of_means():
    (first, _) = read_table(
        table(
            [["", "Yoga", "Control"], ["Nurses (%)", "15 (62.5)", "16 (64.0)"]],
            caption="Values marked * are mean (SD)",
        )
    )
    assert plain(first) == {"events": 15, "percent": 62.5}


def test_no_count_is_larger_than_its_group():
    (first, _) = read_table(
        table([["", "Yoga (n = 8)", "Control (n = 9)"], ["Capacity (%)", "51 (17)", "59 (20)"]])
    )
    assert "events" not in first.values


def test_p_is_not_mixed_with_the_values_of_the_group_it_stands_under():
    readings = read_table(
        table(
            [
                ["", "Yoga", "Yoga", "Yoga"],
                ["", "Mean", "SD", "p"],
                ["Stress", "8.1", "1.2", "0.03"],
            ],
            head=2,
            spans=[(0, 1, 1, 3)],
        )
    )
    assert [(plain(r), r.effect) for r in readings] == [
        ({"mean": 8.1, "sd": 1.2}, False),
        ({"p": 0.03}, True),
    ]


def test_an_interval_in_a_column_of_its_own():
    (first,) = read_table(
        table([["", "Yoga", "Yoga"], ["", "Mean", "95% CI"], ["Stress", "8.1", "7.0 to 9.2"]],
              head=2, spans=[(0, 1, 1, 2)])
    )  # fmt: skip
    assert plain(first) == {"mean": 8.1, "ci_lb": 7.0, "ci_ub": 9.2}


def test_degrees_of_freedom_are_no_spread():
    readings = read_table(
        table([["", "Yoga", "Chi-square (df)"], ["Fall", "5 (25.0%)", "5.8 (2)"]])
    )
    assert [r.heads for r in readings] == [("Yoga",)]


@pytest.mark.parametrize("cell", ["OR 1.4 (0.9 to 2.1)", "OR = 1.4 (0.9–2.1) p = 0.11"])
def test_an_effect_named_in_its_cell(cell):
    readings = read_table(table([["", "Yoga", "Result"], ["Fall (%)", "5 (25%)", cell]]))
    assert readings[1].effect
    assert readings[1].heads[-1] == "OR"
    assert plain(readings[1]) == {"mean": 1.4, "ci_lb": 0.9, "ci_ub": 2.1}


def test_a_table_written_with_decimal_commas():
    readings = read_table(
        table([["", "Yoga", "Control"], ["Stress", "8,1", "8,2"], ["Sleep", "7,5", "7,4"]])
    )
    assert [r.values["value"].value for r in readings] == [8.1, 8.2, 7.5, 7.4]
    assert readings[0].values["value"].text == "8,1"


def test_times_under_a_spanning_week():
    readings = read_table(
        table(
            [["", "Week", "Week"], ["", "4", "8"], ["Yoga", "8.1 (1.2)", "7.9 (1.1)"]],
            head=2,
            spans=[(0, 1, 1, 2)],
        )
    )
    assert [r.time.weeks for r in readings] == [4, 8]


def test_a_whole_number_under_a_size_with_a_percent_sign_is_a_count():
    readings = read_table(
        table([["", "Yoga N = 20 (%)"], ["Fall", "5 (25.0)"], ["Burn", "0"], ["Age, mean", "41"]])
    )
    assert [plain(r) for r in readings] == [
        {"events": 5, "percent": 25.0},
        {"events": 0},
        {"mean": 41},
    ]
