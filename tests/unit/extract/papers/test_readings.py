"""The shapes of tables that trials print, read into groups with their values."""

from extract.papers.readings import read_table
from tests.unit.extract.papers.tables import table


def found(readings):
    """Return {names: values} in plain numbers."""
    return {
        (*r.sections, *r.stubs, *r.heads): {k: v.value for k, v in r.values.items()}
        for r in readings
    }


def test_arms_as_columns_mean_and_sd_in_one_cell():
    readings = read_table(
        table(
            [
                ["", "Yoga (n = 20)", "Control (n = 22)"],
                ["Exhaustion, mean (SD)", "21.4 (9.1)", "26.0 (8.7)"],
                ["Women, n (%)", "15 (75)", "16 (73)"],
            ]
        )
    )
    values = found(readings)
    assert values["Exhaustion", "Yoga"] == {"mean": 21.4, "sd": 9.1}
    assert values["Women", "Control"] == {"events": 16, "percent": 73}
    assert [r.column_size for r in readings[:2]] == [20, 22]


def test_mean_and_sd_in_columns_of_their_own_under_two_rows_of_headings():
    values = found(
        read_table(
            table(
                [
                    ["", "Yoga", "Yoga", "Yoga", "Control", "Control", "Control"],
                    ["", "n", "M", "SD", "n", "M", "SD"],
                    ["Exhaustion", "20", "21.4", "9.1", "22", "26.0", "8.7"],
                ],
                head=2,
                spans=[(0, 1, 1, 3), (0, 4, 1, 3)],
            )
        )
    )
    assert values == {
        ("Exhaustion", "Yoga"): {"n": 20, "mean": 21.4, "sd": 9.1},
        ("Exhaustion", "Control"): {"n": 22, "mean": 26.0, "sd": 8.7},
    }


def test_mean_and_sd_in_rows_under_a_heading():
    values = found(
        read_table(
            table(
                [
                    ["", "Yoga", "Control"],
                    ["Exhaustion", "", ""],
                    ["Mean", "21.4", "26.0"],
                    ["SD", "9.1", "8.7"],
                ]
            )
        )
    )
    assert values["Exhaustion", "Yoga"] == {"mean": 21.4, "sd": 9.1}


def test_groups_as_rows_times_as_columns():
    readings = read_table(
        table(
            [
                ["Scale", "Group", "Baseline", "Week 8"],
                ["Exhaustion", "Yoga", "27.0 ± 9.0", "21.4 ± 9.1"],
                ["", "Control", "26.8 ± 8.8", "26.0 ± 8.7"],
            ],
            caption="Values are mean ± SD",
        )
    )
    assert found(readings)["Exhaustion", "Control", "Week 8"] == {"mean": 26.0, "sd": 8.7}
    assert [r.time.phase for r in readings] == ["baseline", None, "baseline", None]


def test_sizes_in_a_row_of_the_body_hold_until_the_next():
    readings = read_table(
        table(
            [
                ["", "Yoga", "Control"],
                ["After training", "n = 20", "n = 22"],
                ["Exhaustion", "21.4 (9.1)", "26.0 (8.7)"],
                ["Later", "n = 17", "n = 19"],
                ["Exhaustion", "22.0 (9.3)", "25.1 (9.0)"],
            ],
            caption="Means (SD)",
        )
    )
    assert [r.column_size for r in readings] == [20, 22, 17, 19]


def test_a_footnote_says_standard_error():
    readings = read_table(
        table(
            [["", "Yoga", "Control"], ["Exhaustion", "21.4 (1.1)", "26.0 (1.2)"]],
            footnotes=["Values are means (standard error)."],
        )
    )
    assert found(readings)["Exhaustion", "Yoga"] == {"mean": 21.4, "se": 1.1}


def test_a_marked_note_tells_counts_from_means():
    values = found(
        read_table(
            table(
                [
                    ["", "Yoga (n = 20)", "Control (n = 22)"],
                    ["Age^a", "40 (10)", "41 (9)"],
                    ["Nurses^b", "10 (50)", "11 (50)"],
                ],
                footnotes=["^a Mean (standard deviation)", "^b Number (percentage)"],
            )
        )
    )
    assert values["Age", "Yoga"] == {"mean": 40, "sd": 10}
    assert values["Nurses", "Yoga"] == {"events": 10, "percent": 50}


def test_interval_beside_a_mean_and_around_a_median():
    values = found(
        read_table(
            table(
                [
                    ["", "Yoga", "Control"],
                    ["Score, mean (95% CI)", "21.4 (19.0 to 23.8)", "26.0 (23.5 to 28.5)"],
                    ["Days, median (IQR)", "3 (1 to 9)", "5 (2 to 12)"],
                ]
            )
        )
    )
    assert values["Score", "Yoga"] == {"mean": 21.4, "ci_lb": 19.0, "ci_ub": 23.8}
    assert values["Days", "Control"] == {"median": 5, "q_lb": 2, "q_ub": 12}


def test_men_to_women_is_no_fraction():
    assert read_table(table([["", "Yoga"], ["Male / Female", "8 / 12"]])) == []


def test_every_value_knows_its_cell():
    (first, _) = read_table(
        table([["", "Yoga", "Control"], ["Exhaustion", "21.4 (9.1)", "26 (8)"]])
    )
    assert first.cells["mean"].place.xpath == "/t/r[2]/c[2]"


def test_a_time_that_spans_some_columns_heads_the_rows_below():
    readings = read_table(
        table(
            [
                ["Group", "Yoga, mean (SD)", "Control, mean (SD)", "p"],
                ["Baseline", "", "", ""],
                ["Exhaustion", "27.0 (9.0)", "26.8 (8.8)", ""],
                ["1-month follow-up", "1-month follow-up", "", ""],
                ["Exhaustion", "21.4 (9.1)", "26.0 (8.7)", "0.02"],
            ],
            spans=[(3, 0, 1, 2)],
        )
    )
    assert [r.time.phase for r in readings if not r.effect] == ["baseline"] * 2 + ["follow_up"] * 2
