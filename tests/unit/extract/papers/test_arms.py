"""Groups of a study: names, roles and counts, each counting what it says."""

from __future__ import annotations

import csv

import pytest

from extract.documents.jats import read_jats
from extract.documents.model import Block, Document, Front, Place, Sentence, Table
from extract.papers.arm_equal import people_of_crossover
from extract.papers.arm_match import match_pair
from extract.papers.arm_words import arm_tokens, count_value, may_name_arm, role_of
from extract.papers.arms import find_arms, size_of
from extract.papers.matching import abbreviations
from extract.papers.model import ArmFound
from tests.conftest import ROOT
from tests.unit.extract.papers.tables import table

GOLD = ROOT.parent / "shared" / "gold" / "numeric"


def paper(*sentences: str, tables: tuple[Table, ...] = (), section: str = "Methods") -> Document:
    """Make a document with one sentence a paragraph."""
    blocks = tuple(
        Block(
            kind="paragraph",
            section=(section,),
            text=text,
            sentences=(Sentence(start=0, end=len(text)),),
            place=Place(xpath=f"/p[{i}]"),
        )
        for i, text in enumerate(sentences, 1)
    )
    return Document(
        sha256="0" * 64, kind="jats", reader="t", front=Front(), blocks=blocks, tables=tables
    )


def sizes(arms: tuple[ArmFound, ...], field: str) -> dict[str, int | None]:
    """Return a count of each group by its name in lower case."""
    numbers = {a.name.lower(): getattr(a, field) for a in arms}
    return {name: int(n.value) if n else None for name, n in numbers.items()}


@pytest.mark.parametrize(
    ("text", "value"),
    [("42", 42), ("1,204", 1204), ("forty-two", 42), ("one hundred and six", 106), ("often", None)],
)
def test_counts_are_read_in_digits_and_words(text: str, value: int | None) -> None:
    assert count_value(text) == value


@pytest.mark.parametrize(
    "sentence",
    [
        "Nurses were randomised to yoga (n = 40) or wait list (n = 38).",
        "Of 78 nurses, 40 were assigned to yoga and 38 to the wait list group.",
        "40 and 38 nurses were randomly allocated to yoga and wait list, respectively.",
        "Forty nurses were allocated to yoga and thirty-eight nurses to the wait list group.",
    ],
)
def test_ways_to_say_how_many_were_assigned(sentence: str) -> None:
    arms = find_arms(paper(sentence))
    assert [size_of(a).value for a in arms] == [40, 38]  # type: ignore[union-attr]
    assert [a.n_randomised is not None for a in arms] == [True, True]
    assert [a.role for a in arms] == ["intervention", "comparator"]


def test_every_count_is_quoted_with_its_place() -> None:
    sentence = "Nurses were randomised to yoga (n = 40) or wait list (n = 38)."
    for arm in find_arms(paper("We asked nurses.", sentence)):
        assert arm.n_randomised is not None
        assert arm.n_randomised.quote.words == sentence
        assert arm.n_randomised.quote.place.xpath == "/p[2]"


def test_assigned_and_completed_are_told_apart() -> None:
    arms = find_arms(
        paper(
            "Nurses were randomised to yoga (n = 40) or control (n = 38).",
            "At six months 31 nurses in the yoga group and 35 in the control group completed.",
        )
    )
    assert sizes(arms, "n_randomised") == {"yoga": 40, "control": 38}
    assert sizes(arms, "n_completed") == {"yoga": 31, "control": 35}


@pytest.mark.parametrize(
    "sentence",
    [
        "In the yoga group 9 nurses withdrew and 7 in the control group withdrew.",
        "Three nurses in the yoga group and 5 nurses in the control group reported pain.",
        "A sample size of 90 nurses in each group was needed.",
        "12 wards were randomised to yoga and 12 wards to control.",
    ],
)
def test_losses_events_plans_and_clusters_are_no_group_sizes(sentence: str) -> None:
    heads = table([["", "Yoga group", "Control group"], ["Stress", "3.1", "3.4"]])
    assert all(size_of(a) is None for a in find_arms(paper(sentence, tables=(heads,))))


def test_columns_name_groups_and_totals_and_p_values_do_not() -> None:
    heads = table(
        [["", "All (n = 78)", "Yoga (n = 40)", "Control (n = 38)", "P"], ["Age", "3", "4", "5", ""]]
    )
    assert sizes(find_arms(paper(tables=(heads,))), "n_listed") == {"yoga": 40, "control": 38}


def test_wards_in_a_column_head_are_not_people() -> None:
    heads = table(
        [["", "Yoga group (n = 6 wards)", "Control group (n = 5 wards)"], ["a", "1", "2"]]
    )
    arms = find_arms(paper(tables=(heads,)))
    assert [a.name for a in arms] == ["Yoga group", "Control group"]
    assert [size_of(a) for a in arms] == [None, None]


def test_a_row_of_counts_belongs_to_the_columns() -> None:
    rows = [["", "Yoga", "Control"], ["No. of participants", "40", "38"], ["Age", "41.2", "40.9"]]
    arms = find_arms(paper(tables=(table(rows),)))
    assert sizes(arms, "n_listed") == {"yoga": 40, "control": 38}


def test_the_table_of_outcomes_counts_before_that_of_the_start() -> None:
    start = [["", "Yoga (n = 40)", "Control (n = 38)"], ["Age", "41.2", "40.9"]]
    later = [["", "Yoga (n = 33)", "Control (n = 35)"], ["Stress", "3.1", "3.4"]]
    arms = find_arms(
        paper(
            tables=(
                table(start, caption="Baseline characteristics"),
                table(later, caption="Stress after six months", label="Table 2"),
            )
        )
    )
    assert [size_of(a).value for a in arms] == [33, 35]  # type: ignore[union-attr]
    assert sizes(arms, "n_baseline") == {"yoga": 40, "control": 38}


def test_a_subgroup_does_not_displace_the_groups() -> None:
    whole = [["", "Yoga (n = 40)", "Control (n = 38)"], ["Stress", "3", "4"]]
    part = [["", "Yoga (n = 12)", "Control (n = 11)"], ["Stress", "3", "4"]]
    arms = find_arms(
        paper(tables=(table(part, caption="Subgroup of night staff"), table(whole, caption="All")))
    )
    assert sizes(arms, "n_listed") == {"yoga": 40, "control": 38}


def test_labels_that_repeat_are_told_apart_by_the_head_above() -> None:
    rows = [
        ["", "Yoga", "", "Rest", ""],
        ["", "Home (n = 11)", "Ward (n = 12)", "Home (n = 13)", "Ward (n = 14)"],
        ["Stress", "1", "2", "3", "4"],
    ]
    spans = ((0, 1, 1, 2), (0, 3, 1, 2))
    arms = find_arms(paper(tables=(table(rows, head=2, spans=spans),)))
    assert sizes(arms, "n_listed") == {
        "yoga home": 11,
        "yoga ward": 12,
        "rest home": 13,
        "rest ward": 14,
    }


def test_times_above_the_groups_do_not_make_other_groups() -> None:
    rows = [
        ["", "Baseline", "", "Week 12", ""],
        ["", "Yoga (n = 40)", "Rest (n = 38)", "Yoga (n = 33)", "Rest (n = 35)"],
        ["Stress", "1", "2", "3", "4"],
    ]
    spans = ((0, 1, 1, 2), (0, 3, 1, 2))
    arms = find_arms(paper(tables=(table(rows, head=2, spans=spans),)))
    assert sizes(arms, "n_baseline") == {"yoga": 40, "rest": 38}
    assert sizes(arms, "n_listed") == {"yoga": 33, "rest": 35}


def test_a_letter_and_what_it_stands_for_are_one_group() -> None:
    arms = find_arms(
        paper(
            "Nurses were assigned to group A (yoga) or group B (reading).",
            tables=(table([["", "Group A (n=9)", "Group B (n=8)"], ["a", "1", "2"]]),),
        )
    )
    assert sizes(arms, "n_listed") == {"group a": 9, "group b": 8}
    assert ["yoga" in a.aliases for a in arms] == [True, False]
    assert ["reading" in a.aliases for a in arms] == [False, True]


def test_names_with_the_same_different_counts_are_joined() -> None:
    arms = find_arms(
        paper(
            "Staff were allocated to peer coaching (n = 41) or a leaflet (n = 39).",
            tables=(table([["", "Arm 1 (n=41)", "Arm 2 (n=39)"], ["a", "1", "2"]]),),
        )
    )
    assert [a.name for a in arms] == ["Arm 1", "Arm 2"]
    assert "peer coaching" in arms[0].aliases
    assert "leaflet" in arms[1].aliases


@pytest.mark.parametrize(
    ("sentence", "each", "origin"),
    [
        ("Nurses were divided into two groups of 12.", 12, "reported"),
        ("There were 15 nurses in each group.", 15, "reported"),
        ("The 30 nurses were divided into two equal groups.", 15, "computed"),
    ],
)
def test_groups_said_to_be_equal(sentence: str, each: int, origin: str) -> None:
    heads = table([["", "Yoga group", "Control group"], ["Stress", "3.1", "3.4"]])
    for arm in find_arms(paper(sentence, tables=(heads,))):
        number = size_of(arm)
        assert number is not None
        assert (number.value, number.origin) == (each, origin)


def test_an_odd_number_is_not_halved() -> None:
    heads = table([["", "Yoga group", "Control group"], ["Stress", "3.1", "3.4"]])
    arms = find_arms(paper("The 31 nurses formed two equal groups.", tables=(heads,)))
    assert [size_of(a) for a in arms] == [None, None]


def test_in_a_crossover_trial_all_are_in_every_group() -> None:
    design = "Ten nurses took part in this crossover trial of light and rest."
    number = people_of_crossover(paper(design))
    assert number is not None
    assert number.value == 10
    assert people_of_crossover(paper("Ten nurses took part in this trial.")) is None


def test_what_others_did_is_not_read() -> None:
    sentence = "Nurses were randomised to yoga (n = 40) or wait list (n = 38)."
    assert find_arms(paper(sentence, section="Introduction")) == ()


def test_a_paper_without_groups_has_none() -> None:
    rows = [["Item", "Mean (SD)", "95% CI"], ["Stress", "3.1 (1.0)", "2 to 4"]]
    assert find_arms(paper("We asked 40 nurses.", tables=(table(rows),))) == ()


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Waiting list", "comparator"),
        ("treatment as usual", "comparator"),
        ("No intervention", "comparator"),
        ("Sham device", "comparator"),
        ("Intervention group", "intervention"),
        ("Yoga", None),
    ],
)
def test_roles_come_from_the_words_alone(words: str, role: str | None) -> None:
    assert role_of(words) == role


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Yoga", True),
        ("3 h group", True),
        ("Total", False),
        ("P value", False),
        ("Week 12", False),
        ("Yoga vs. control", False),
        ("Between groups", False),
        ("Mean (SD)", False),
        ("12.3", False),
    ],
)
def test_what_may_name_a_group(label: str, named: bool) -> None:
    assert may_name_arm(label) is named


def test_roman_and_arabic_marks_are_the_same() -> None:
    assert arm_tokens("Group II") == arm_tokens("group 2") != arm_tokens("group 1")


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated trials are not beside the checkout")
def test_sizes_of_annotated_trials() -> None:
    with (GOLD / "gold.csv").open(encoding="utf-8") as handle:
        gold = {r["id"]: r for r in csv.DictReader(handle)}
    with (GOLD / "questions.csv").open(encoding="utf-8") as handle:
        asked = list(csv.DictReader(handle))
    right = known = 0
    for name in sorted({q["paper"] for q in asked})[:8]:
        document = read_jats(GOLD / "papers" / name)
        short = abbreviations(document)
        arms = find_arms(document, short)
        for question in (q for q in asked if q["paper"] == name):
            pair = match_pair(question["intervention"], question["comparator"], arms, short)
            for side, arm in zip(("intervention", "comparator"), pair[:2], strict=True):
                size = gold[question["id"]][f"{side}_group_size"]
                number = size_of(arm) if arm else None
                known += bool(size)
                right += bool(size and number and number.value == float(size))
    assert right / known > 0.5


@pytest.mark.parametrize("digits", ["6", "55"])
def test_a_cell_of_very_many_digits_names_no_group_and_ends(digits):
    """A head of 50,000 digits once took minutes: an end was looked for from each of them."""
    long = digits * (50_000 // len(digits)) + "!"
    assert find_arms(paper(tables=(table([["a", long], ["b", "1"]]),))) == ()
