"""Answers to questions: the right numbers of the right groups, or none with a reason."""

import csv

import pytest

from extract.answers.answer import answer
from extract.answers.files import answer_files, read_questions
from extract.answers.question import Question
from extract.documents.model import Block, Document, Front, Place, Sentence
from tests.unit.extract.papers.tables import table


def paper(*tables, text=()):
    """Make a document of tables and sentences."""
    blocks = tuple(
        Block(
            kind="paragraph",
            section=("Results",),
            text=t,
            sentences=(Sentence(start=0, end=len(t)),),
            place=Place(xpath=f"/p[{i + 1}]"),
        )
        for i, t in enumerate(text)
    )
    return Document(
        sha256="0" * 64, kind="jats", reader="test", front=Front(), blocks=blocks, tables=tables
    )


def ask(
    document, outcome, *, kind="continuous", intervention="mindfulness course", comparator="control"
):
    """Return the answer to one question."""
    question = Question(
        id="1", outcome=outcome, intervention=intervention, comparator=comparator, type=kind
    )
    (found,) = answer(document, [question])
    return found


def values(found):
    """Return the cells as plain numbers."""
    return {name: number.value for name, number in found.cells.items()}


OUTCOMES = table(
    [
        ["", "Mindfulness (n = 40)", "Control (n = 38)", "p"],
        ["Emotional exhaustion", "21.4 (9.1)", "26.0 (8.7)", "0.02"],
        ["Depersonalisation", "6.2 (4.0)", "8.1 (4.4)", "0.05"],
        ["Sick leave, n (%)", "6 (15)", "11 (29)", "0.14"],
        ["Intention to leave", "25%", "50%", "0.03"],
    ],
    caption="Outcomes after the course. Values are mean (SD) unless stated otherwise",
)
BEFORE = table(
    [
        ["", "Mindfulness (n = 42)", "Control (n = 41)"],
        ["Emotional exhaustion, mean (SD)", "27.0 (9.0)", "26.8 (8.8)"],
        ["Age, mean (SD)", "41.0 (9.9)", "40.2 (10.3)"],
    ],
    caption="Baseline characteristics of the participants",
)


def test_means_spreads_and_sizes_of_both_groups():
    assert values(ask(paper(BEFORE, OUTCOMES), "emotional exhaustion")) == {
        "intervention_mean": 21.4,
        "intervention_standard_deviation": 9.1,
        "intervention_group_size": 40,
        "comparator_mean": 26.0,
        "comparator_standard_deviation": 8.7,
        "comparator_group_size": 38,
    }


def test_baseline_only_when_asked_for():
    found = values(ask(paper(BEFORE, OUTCOMES), "emotional exhaustion at baseline"))
    assert (found["intervention_mean"], found["intervention_group_size"]) == (27.0, 42)


def test_groups_the_other_way_round():
    found = ask(
        paper(OUTCOMES), "depersonalisation", intervention="control", comparator="mindfulness"
    )
    assert values(found)["intervention_mean"] == 8.1


def test_events():
    found = ask(paper(OUTCOMES), "sick leave", kind="binary")
    assert values(found) == {
        "intervention_events": 6,
        "intervention_group_size": 40,
        "comparator_events": 11,
        "comparator_group_size": 38,
    }


def test_events_worked_out_from_a_percentage_say_so():
    found = ask(paper(OUTCOMES), "intention to leave", kind="binary")
    number = found.cells["intervention_events"]
    assert (number.value, number.origin) == (10, "computed")
    assert "percentage" in number.formula


def test_standard_deviation_from_a_standard_error_says_so():
    document = paper(
        table(
            [
                ["", "Mindfulness (n = 36)", "Control (n = 49)"],
                ["Exhaustion", "21.4 (1.5)", "26.0 (1.2)"],
            ],
            footnotes=["Values are means (standard error)."],
        )
    )
    found = ask(document, "exhaustion")
    number = found.cells["intervention_standard_deviation"]
    # 1.5 times the root of 36, 1.2 times the root of 49
    assert (number.value, number.origin) == (pytest.approx(9.0), "computed")
    assert found.cells["comparator_standard_deviation"].value == pytest.approx(8.4)


def test_standard_deviation_from_an_interval():
    document = paper(
        table(
            [
                ["", "Mindfulness (n = 64)", "Control (n = 64)"],
                ["Exhaustion, mean (95% CI)", "21.0 (19.04 to 22.96)", "26.0 (24.04 to 27.96)"],
            ]
        )
    )
    # width 3.92 is 3.92 standard errors; times the root of 64
    found = ask(document, "exhaustion").cells["intervention_standard_deviation"]
    assert found.value == pytest.approx(8.0)


def test_no_numbers_for_an_outcome_that_is_not_there():
    found = ask(paper(OUTCOMES), "blood pressure")
    assert not any(name.endswith("mean") for name in found.cells)
    assert found.reasons
    assert not found.accepted


def test_a_dose_is_not_another_dose():
    document = paper(
        table(
            [
                ["", "Drug 200 mg (n = 20)", "Drug 400 mg (n = 21)", "Placebo (n = 22)"],
                ["Fatigue, mean (SD)", "5.1 (1.0)", "4.2 (1.1)", "6.0 (1.2)"],
            ]
        )
    )
    found = ask(document, "fatigue", intervention="drug 400 mg", comparator="placebo")
    assert values(found)["intervention_mean"] == 4.2


def test_every_number_knows_its_cell():
    number = ask(paper(BEFORE, OUTCOMES), "emotional exhaustion").cells["intervention_mean"]
    assert number.quote.place.xpath == "/t/r[2]/c[2]"
    assert number.quote.words == "21.4 (9.1)"
    assert "Emotional exhaustion" in number.quote.source


def test_a_size_is_quoted_from_the_heading_that_prints_it():
    number = ask(paper(OUTCOMES), "emotional exhaustion").cells["intervention_group_size"]
    assert (number.quote.words, number.quote.place.xpath) == (
        "Mindfulness (n = 40)",
        "/t/r[1]/c[2]",
    )


def test_numbers_in_a_sentence():
    document = paper(
        text=[
            "At 12 weeks, sick leave was reported by 6/40 (15%) in the mindfulness group and "
            "11/38 (29%) in the control group."
        ]
    )
    found = values(ask(document, "sick leave", kind="binary", intervention="mindfulness"))
    assert (found["intervention_events"], found["comparator_events"]) == (6, 11)


PAPER = """<article><front><article-meta><title-group><article-title>Yoga for nurses
</article-title></title-group></article-meta></front><body><sec><title>Results</title>
<table-wrap><label>Table 1</label><caption><p>Outcomes, mean (SD)</p></caption><table><thead>
<tr><th/><th>Yoga (n = 20)</th><th>Control (n = 22)</th></tr></thead><tbody>
<tr><td>Exhaustion</td><td>21.4 (9.1)</td><td>26.0 (8.7)</td></tr></tbody></table></table-wrap>
</sec></body></article>"""
HEAD = "id,paper,outcome,intervention,comparator,outcome_type\n"


def test_a_file_of_questions(tmp_path):
    (tmp_path / "one.nxml").write_text(PAPER, encoding="utf-8")
    asked = tmp_path / "questions.csv"
    asked.write_text(
        HEAD
        + "a,one,exhaustion,yoga,control,continuous\nb,two,exhaustion,yoga,control,continuous\n",
        encoding="utf-8",
    )
    n, problems = answer_files(tmp_path, asked, tmp_path / "answers.csv")
    with (tmp_path / "answers.csv").open(newline="", encoding="utf-8") as handle:
        first, second = csv.DictReader(handle)
    assert n == 2
    assert first["intervention_mean"] == "21.4"
    assert "Table 1" in first["evidence"]
    assert second["intervention_mean"] == ""
    assert "no such file" in second["reason"]
    assert len(problems) == 1


def test_a_question_of_unknown_type_is_named(tmp_path):
    asked = tmp_path / "questions.csv"
    asked.write_text(HEAD + "a,one,exhaustion,yoga,control,ordinal\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 2, outcome_type: 'ordinal'"):
        read_questions(asked)
