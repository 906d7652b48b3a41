"""Questions against whole papers: which groups they mean where names and words differ."""

from __future__ import annotations

import pytest

from extract.documents.model import Document
from extract.papers.arm_match import LEAST, match_pair
from extract.papers.arms import find_arms, size_of
from tests.unit.extract.papers.tables import table
from tests.unit.extract.papers.test_arms import paper, sizes


def asked(document: Document, intervention: str, comparator: str) -> tuple[str | None, str | None]:
    """Return the names of the groups that a question means, in lower case."""
    one, two, score = match_pair(intervention, comparator, find_arms(document), {})
    assert (score >= LEAST) or not (one and two)
    return (one.name.lower() if one else None, two.name.lower() if two else None)


def headed(*labels: str) -> Document:
    """Make a paper whose only table has these groups."""
    rows = [["", *labels], ["Stress", *("3.1" for _ in labels)], ["Sleep", *("7" for _ in labels)]]
    return paper(tables=(table(rows),))


@pytest.mark.parametrize(
    ("sentences", "heads", "question"),
    [
        (
            ("Group A received morning yoga.", "Group B received a printed leaflet."),
            ("Group A", "Group B"),
            ("yoga classes", "leaflet"),
        ),
        (
            (
                "Nurses at Northgate received a new rota, while nurses at Southgate "
                "kept the old one.",
            ),
            ("Northgate group", "Southgate group"),
            ("redesigned rota", "old rota"),
        ),
        (
            ("The first group received peer coaching.", "The second group received a booklet."),
            ("Group 1", "Group 2"),
            ("coaching by peers", "booklet"),
        ),
        (
            ("Melatonin capsules were given to the night group and lactose to the day group.",),
            ("Night group", "Day group"),
            ("melatonin", "day group"),
        ),
        (
            ("The intervention consisted of weekly debriefing with a psychologist.",),
            ("Intervention", "Control"),
            ("debriefing by psychologists", "no debriefing"),
        ),
    ],
)
def test_text_links_what_was_done_to_the_names_of_columns(
    sentences: tuple[str, ...], heads: tuple[str, str], question: tuple[str, str]
) -> None:
    tables = headed(*heads).tables
    found = asked(paper(*sentences, tables=tables), *question)
    assert found == (heads[0].lower(), heads[1].lower())


@pytest.mark.parametrize(
    ("heads", "question"),
    [
        (("Yoga group", "Placebo group"), ("yoga", "placbeo")),
        (("Melatonin", "Placebo"), ("melatonine", "placebo")),
        (("With spray", "Without spray"), ("injection plus coolant", "injection alone")),
        (
            ("Coaching + app group", "Coaching group"),
            ("coaching in addition to the app", "coaching"),
        ),
        (("Intervention group", "Control group"), ("aromatherapy", "a quiet room")),
        (("Exp", "Con"), ("lamps", "usual light")),
        (("Daily group", "Weekly group"), ("yoga every day", "weekly yoga")),
    ],
)
def test_slips_additions_and_the_remaining_group(
    heads: tuple[str, str], question: tuple[str, str]
) -> None:
    assert asked(headed(*heads), *question) == (heads[0].lower(), heads[1].lower())


def test_what_is_not_asked_to_be_added_is_not_in_the_group() -> None:
    document = paper(
        "Group A received evening yoga.",
        "Group B received evening yoga plus a sleep diary.",
        "Group C received a booklet.",
        tables=headed("Group A", "Group B", "Group C").tables,
    )
    assert asked(document, "yoga in the evening", "booklet") == ("group a", "group c")
    assert asked(document, "evening yoga plus diary", "booklet") == ("group b", "group c")


@pytest.mark.parametrize(
    ("heads", "question"),
    [
        (("10 mg", "20 mg", "Placebo group"), ("melatonin 10 or 20 mg", "placebo")),
        (("10 mg", "20 mg", "Placebo group"), ("melatonin (10, or 20 mg)", "placebo")),
        (("Yoga group", "Tai chi group", "Control group"), ("yoga; tai chi", "control")),
    ],
)
def test_a_description_of_several_groups_means_none_of_them(
    heads: tuple[str, ...], question: tuple[str, str]
) -> None:
    assert asked(headed(*heads), *question) == (None, heads[-1].lower())


@pytest.mark.parametrize(
    "question",
    [
        ("men", "women"),
        ("smokers", "non-smokers"),
        ("nurses lost to follow-up", "remaining nurses"),
    ],
)
def test_sorts_of_people_are_not_the_groups_of_a_trial(question: tuple[str, str]) -> None:
    assert asked(headed("Intervention group", "Control group"), *question) == (None, None)


@pytest.mark.parametrize("words", ["yoga", "melatonim"])
def test_other_treatments_are_not_taken_for_the_groups(words: str) -> None:
    assert asked(headed("Metformin", "Placebo"), words, "music") == (None, None)


def test_a_control_column_stands_beside_doses_under_one_head() -> None:
    rows = [
        ["", "Placebo (n = 20)", "Melatonin", ""],
        ["", "", "2 mg (n = 21)", "4 mg (n = 22)"],
        ["Sleep", "6", "7", "8"],
    ]
    document = paper(tables=(table(rows, head=2, spans=((0, 2, 1, 2),)),))
    assert sizes(find_arms(document), "n_listed") == {"placebo": 20, "2 mg": 21, "4 mg": 22}
    assert asked(document, "melatonin 4 mg", "placebo") == ("4 mg", "placebo")


def test_parts_of_the_people_have_no_size_of_the_group() -> None:
    rows = [
        ["", "Day staff", "", "Night staff", ""],
        ["", "Group", "", "Group", ""],
        ["", "Yoga (n = 11)", "Rest (n = 12)", "Yoga (n = 9)", "Rest (n = 8)"],
        ["Stress", "1", "2", "3", "4"],
    ]
    spans = ((0, 1, 1, 2), (0, 3, 1, 2), (1, 1, 1, 2), (1, 3, 1, 2))
    parts = table(rows, head=3, spans=spans)
    whole = table([["", "Yoga (n = 20)", "Rest (n = 20)"], ["Stress", "2", "3"]], label="Table 2")
    arms = find_arms(paper(tables=(parts, whole)))
    assert sizes(arms, "n_listed") == {"yoga": 20, "rest": 20}


def test_columns_of_other_people_are_not_groups_beside_those_assigned() -> None:
    heads = ["", "Day staff (n = 30)", "Night staff (n = 34)", "Yoga (n = 32)", "Rest (n = 32)"]
    document = paper(
        "Nurses were randomly assigned to receive yoga or rest.",
        tables=(table([heads, ["Age", "41", "42", "43", "44"]]),),
    )
    assert sizes(find_arms(document), "n_listed") == {"yoga": 32, "rest": 32}


def test_groups_down_the_side_have_the_counts_of_a_column() -> None:
    rows = [["Group", "N", "Stress"], ["I", "24", "3.1"], ["II", "26", "3.4"]]
    arms = find_arms(paper(tables=(table(rows),)))
    assert sizes(arms, "n_listed") == {"group i": 24, "group ii": 26}


def test_answers_of_no_are_not_counts_of_people() -> None:
    rows = [["", "Yoga group", "Control group"], ["Smokes", "", ""]]
    rows += [["Yes", "11", "12"], ["No", "29", "26"]]
    assert [size_of(a) for a in find_arms(paper(tables=(table(rows),)))] == [None, None]


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("In all 78 nurses (40 yoga; 38 wait list) took part.", [40, 38]),
        ("In all 80 nurses (40 yoga; 38 wait list) took part.", [None, None]),
        ("In all 78 nurses (40 with pain, 38 without pain) took part.", [None, None]),
    ],
)
def test_counts_in_brackets_are_sizes_where_they_add_up(
    sentence: str, known: list[float | None]
) -> None:
    document = paper(sentence, tables=headed("Yoga", "Wait list").tables)
    numbers = [size_of(a) for a in find_arms(document)]
    assert [n.value if n else None for n in numbers] == known


def test_the_range_of_a_course_is_no_size() -> None:
    document = paper(
        "It was taught to groups of 8–12 nurses.",
        tables=headed("Yoga group", "Control group").tables,
    )
    assert [size_of(a) for a in find_arms(document)] == [None, None]


def test_beside_the_only_intervention_the_other_is_its_comparator() -> None:
    arms = find_arms(headed("Intervention group", "Booklet"))
    assert [a.role for a in arms] == ["intervention", "comparator"]


def test_what_both_groups_received_describes_neither() -> None:
    document = paper(
        "The yoga group and the control group received a booklet.",
        "The yoga group received weekly classes.",
        tables=headed("Yoga group", "Control group").tables,
    )
    told = {a.name: a.descriptions for a in find_arms(document)}
    assert told["Yoga group"] == ("weekly classes",)
