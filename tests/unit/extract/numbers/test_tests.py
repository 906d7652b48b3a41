"""Tests printed in sentences and cells, as papers write them."""

from __future__ import annotations

import pytest

from extract.numbers.tests import find_tests
from extract.papers import model
from tests.unit.extract.numbers.texts import block, document, table


def _found(*sentences: str) -> list[model.TestFound]:
    return list(find_tests(document(block(*sentences))))


def _row(test: model.TestFound) -> tuple[object, ...]:
    return test.statistic, test.value, test.df1, test.df2, test.p_comparison, test.p


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Scores fell, t(28) = -2.10, p = .045.", ("t", -2.1, None, 28, "=", 0.045)),
        ("There was an effect [F(1, 53)=4.3, P<.05].", ("F", 4.3, 1, 53, "<", 0.05)),
        ("It differed (F_2,236 = 6.49, P value = 0.002).", ("F", 6.49, 2, 236, "=", 0.002)),
        ("The test (F = 7.69, df = 2, 40; p = .001)", ("F", 7.69, 2, 40, "=", 0.001)),
        ("It did not differ, F(2, 54) < 1, p = .80.", ("F", 1, 2, 54, "=", 0.8)),
        ("Sex differed (χ^2(2) = 7.49; p = 0.024).", ("chi2", 7.49, 2, None, "=", 0.024)),
        ("Sex differed (X2 = 8.08; p = .02).", ("chi2", 8.08, None, None, "=", 0.02)),
        ("A chi-square test (chi-squared(1) = 4.00, p < .05)", ("chi2", 4, 1, None, "<", 0.05)),
        ("They were linked, r(16) = .47, p = .049.", ("r", 0.47, None, 16, "=", 0.049)),
        ("Spearman's rho = -.30 (p < 0.01)", ("r", -0.3, None, None, "<", 0.01)),
        ("It fell (Mann-Whitney Z = -2.9 p = 0.003)", ("z", -2.9, None, None, "=", 0.003)),
        ("Studies differed (Q(4) = 9.49, p = .05)", ("Q", 9.49, 4, None, "=", 0.05)),
        ("It grew, F(l, 76) = 23.95, p <.001", ("F", 23.95, 1, 76, "<", 0.001)),
    ],
)
def test_tests_in_sentences(sentence: str, row: tuple[object, ...]) -> None:
    assert [_row(test) for test in _found(sentence)] == [row]


def test_the_size_in_a_chi_square_is_no_degree_of_freedom() -> None:
    (test,) = _found("It differed, χ2(1, N = 226) = 6.90, p < .01.")
    assert (test.df1, test.df2, test.n, test.consistent) == (1, None, 226, True)


@pytest.mark.parametrize(
    ("sentence", "statistic", "value", "ci", "p"),
    [
        ("(OR 1.60, 95% CI 1.25-2.05, P=.001)", "OR", 1.6, (1.25, 2.05), 0.001),
        ("the adjusted odds ratio was 1.5 (95% CI 1.1 to 2.0)", "OR", 1.5, (1.1, 2.0), None),
        ("(OR (95 % CI) = 4.8 (1.1–20.4), P value = 0.036)", "OR", 4.8, (1.1, 20.4), 0.036),
        ("Hazard Ratio[95%CI] = 2.17 [1.54–3.05], p<0.001", "HR", 2.17, (1.54, 3.05), 0.001),
        ("IRR = 0.39; CI 0.16, 0.91", "IRR", 0.39, (0.16, 0.91), None),
        ("RR 0.84; 95% CI, 0.7 to 1.0; P = 0.06", "RR", 0.84, (0.7, 1.0), 0.06),
        ("group difference = -0.83, 95% CI = [-3.49, 1.83]", "MD", -0.83, (-3.49, 1.83), None),
        (
            "mean difference (MD) -2.3, 95 % confidence interval (CI) -7.8, 3.2; P = 0.42",
            "MD", -2.3, (-7.8, 3.2), 0.42,
        ),
        (
            "The difference in scores at 6 months was 12 points (95% CI 6, 18; p < 0.001)",
            "MD", 12, (6, 18), 0.001,
        ),
        ("an effect, Cohen's d = 0.65", "d", 0.65, None, None),
        ("an effect (SMD -0.40, 95% CI -0.70 to -0.10)", "SMD", -0.4, (-0.7, -0.1), None),
    ],
)  # fmt: skip
def test_effects_with_their_intervals(
    sentence: str, statistic: str, value: float, ci: tuple[float, float] | None, p: float | None
) -> None:
    (test,) = _found(sentence)
    assert (test.statistic, test.value, test.ci, test.p) == (statistic, value, ci, p)
    assert test.flags == ()


def test_several_results_in_one_sentence_keep_their_own_p() -> None:
    tests = _found("We found F(1, 15) = 19.9 and 5.16, p <.001 and p <.05, respectively.")
    assert [(t.value, t.p, t.df2) for t in tests] == [(19.9, 0.001, 15), (5.16, 0.05, 15)]
    tests = _found("t(18) = 0.69, p = 0.50, but the second did not, t(18) = 1.10, n.s.")
    assert [(t.value, t.p) for t in tests] == [(0.69, 0.5), (1.1, None)]


def test_a_ratio_after_the_word_difference_is_no_difference() -> None:
    (test,) = _found(
        "After adjusting for baseline differences, the IRR was 0.56 (95% CI 0.3, 1.04)."
    )
    assert test.statistic == "IRR"


@pytest.mark.parametrize(
    "sentence",
    [
        "Heart rate (HR = 72 bpm) and dipoles at d = 1 mm.",
        "Two factors were kept (F1 = 76.4%, F2 = 23.6%).",
        "Correlations were weak (r = 0.27–0.41).",
        "We set alpha at p < .05 and n = 30.",
        "Figure 2 at t = 0 s.",
    ],
)
def test_letters_that_only_look_like_a_test(sentence: str) -> None:
    assert _found(sentence) == []


def test_p_is_checked_and_a_different_decision_noticed() -> None:
    right, wrong = _found("F(2,56) = 12.03, p < .001.", "F(2,56) = 1.203, p < .001.")
    assert (right.consistent, right.decision_error) == (True, False)
    assert (wrong.consistent, wrong.decision_error) == (False, True)
    assert wrong.p_computed == pytest.approx(0.308, abs=0.001)


def test_one_tail_counts_where_the_paper_speaks_of_it() -> None:
    claim = "It fell, t(28) = 1.80, p = .041."
    assert _found(claim)[0].consistent is False
    (test,) = _found("Tests were one-tailed.", claim)
    assert test.consistent is True
    assert test.flags == ("consistent only as a one-tailed test",)


def test_cells_and_notes_of_tables_are_read_with_their_place() -> None:
    rows = [["Outcome", "Test"], ["Exhaustion", "t(28) = 3.00, p = .006"], ["n", "30"]]
    doc = document(tables=(table(rows, "Cynicism: F(1, 34) = 4.13, p = .05."),))
    cell, note = find_tests(doc)
    assert (cell.statistic, cell.quote.source) == ("t", "Table 1, row Exhaustion, column Test")
    assert cell.quote.place.xpath == "/td[1,1]"
    assert (note.statistic, note.consistent) == ("F", True)


def test_references_are_other_peoples_numbers() -> None:
    doc = document(block("A trial, t(28) = 3.00, p = .006.", kind="reference"))
    assert find_tests(doc) == ()


def test_a_comma_in_the_degrees_of_a_t_leaves_them_open() -> None:
    (test,) = _found("It rose, t(97,151) = 1.53, p = 0.063.")
    assert (test.df2, test.consistent) == (None, None)
