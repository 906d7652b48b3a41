"""Rows of tables: headings between them, labels that go on, what belongs to whom."""

from extract.papers.readings import read_table
from tests.unit.extract.papers.tables import table


def rows(readings):
    """Return {(sections, stubs): first value} of the first column of groups."""
    return {
        (r.sections, r.stubs): next(iter(r.values.values())).value
        for r in readings
        if r.heads == ("Yoga",)
    }


def test_a_label_with_a_test_beside_it_is_the_heading_of_the_rows_below():
    values = rows(
        read_table(
            table(
                [
                    ["", "Yoga", "Control", "p value"],
                    ["Ward", "", "", "0.41"],
                    ["Medical", "8", "9", ""],
                    ["Surgical", "7", "8", ""],
                    ["Children", "3", "2", "0.70"],
                ]
            )
        )
    )
    assert values == {
        (("Ward",), ("Medical",)): 8,
        (("Ward",), ("Surgical",)): 7,
        ((), ("Children",)): 3,
    }


def test_a_bullet_sets_a_row_in_and_a_row_at_the_edge_ends_the_heading():
    values = rows(
        read_table(
            table(
                [
                    ["", "Yoga", "Control"],
                    ["Ward", "", ""],
                    ["• Medical", "8", "9"],
                    ["Children", "3", "2"],
                ]
            )
        )
    )
    assert values == {(("Ward",), ("Medical",)): 8, ((), ("Children",)): 3}


def test_rows_set_in_below_a_row_of_values_belong_to_it():
    values = rows(
        read_table(
            table(
                [
                    ["", "Yoga", "Control"],
                    ["Any injury", "8 (40%)", "9 (41%)"],
                    ["• Back", "5 (25%)", "6 (27%)"],
                    ["Fall", "1 (5%)", "2 (9%)"],
                ]
            )
        )
    )
    assert values == {
        ((), ("Any injury",)): 8,
        (("Any injury",), ("Back",)): 5,
        ((), ("Fall",)): 1,
    }


def test_a_row_that_cannot_be_read_is_no_heading():
    readings = read_table(
        table([["", "Yoga", "Control"], ["Grade", "1/4/9", "2/5/7"], ["Score", "8", "9"]])
    )
    assert [r.sections for r in readings] == [(), ()]


def test_a_row_named_by_a_statistic_alone_belongs_to_the_row_above():
    (first, _) = read_table(
        table(
            [
                ["", "Yoga", "Control"],
                ["Exhaustion, mean", "21.4", "26.0"],
                ["(SD)", "9.1", "8.7"],
            ]
        )
    )
    assert first.stubs == ("Exhaustion",)
    assert {k: v.value for k, v in first.values.items()} == {"mean": 21.4, "sd": 9.1}


def test_a_row_without_label_goes_on_from_the_row_above():
    readings = read_table(
        table([["", "Yoga", "p"], ["Score", "8.1 (1.2)", "0.2"], ["", "7.9 (1.1)", "0.3"]])
    )
    assert {r.stubs for r in readings} == {("Score",)}


def test_a_dash_in_the_first_of_two_label_columns_means_as_above():
    readings = read_table(
        table(
            [
                ["Scale", "Time", "Yoga", "Control"],
                ["Stress", "Baseline", "8.1 (1.2)", "8.2 (1.3)"],
                ["–", "Week 8", "7.1 (1.2)", "8.0 (1.3)"],
            ]
        )
    )
    assert [r.stubs[0] for r in readings] == ["Stress"] * 4


def test_no_beside_yes_is_an_answer():
    values = rows(
        read_table(
            table(
                [
                    ["", "Yoga", "Control"],
                    ["Smoker", "", ""],
                    ["Yes", "8 (40%)", "9 (41%)"],
                    ["No", "12 (60%)", "13 (59%)"],
                ]
            )
        )
    )
    assert values[("Smoker",), ("No",)] == 12


def test_occasions_amid_the_table_are_headings():
    readings = read_table(
        table(
            [
                ["", "", ""],
                ["Week", "4", "8"],
                ["Yoga", "21.4 ± 9.1", "20.0 ± 9.0"],
            ]
        )
    )
    assert [r.time.weeks for r in readings] == [4, 8]


def test_headings_with_a_label_amid_the_table_start_a_new_part():
    readings = read_table(
        table(
            [
                ["", "Yoga (n = 20)", "Control (n = 22)"],
                ["Stress", "8.1 (1.2)", "8.2 (1.3)"],
                ["After a year", "Yoga (n = 15)", "Control (n = 16)"],
                ["Stress", "7.1 (1.2)", "8.0 (1.3)"],
            ]
        )
    )
    assert [(r.sections, r.column_size) for r in readings][2] == (("After a year",), 15)
