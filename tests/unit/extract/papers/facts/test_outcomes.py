"""Labels of outcomes: construct, instrument, part and direction, or nothing."""

from __future__ import annotations

import pytest

from extract.papers.facts.outcomes import OutcomeName, _data, name_outcome
from tests.unit.extract.papers.facts.study_papers import TAXONOMY


def _named(label: str, context: str = "") -> tuple[str | None, str | None, str | None, bool | None]:
    n = name_outcome(label, context, TAXONOMY)
    return n.construct, n.instrument, n.subscale, n.higher_is_better


@pytest.mark.parametrize(
    ("label", "context", "expected"),
    [
        ("EE", "Maslach Burnout Inventory", ("emotional-exhaustion", "mbi", "ee", False)),
        ("PA (0-48)", "Scores of the MBI", ("personal-accomplishment", "mbi", "pa", True)),
        ("PA", "PANAS", ("wellbeing", "panas", "positive", True)),
        ("Depersonalization", "", ("depersonalisation", None, None, False)),
        ("PSS-10 total", "", ("perceived-stress", "pss", "pss-10", False)),
        ("HADS-D", "", ("depression", "hads", "depression", False)),
        ("Anxiety", "Scores on PHQ-9 and GAD-7", ("anxiety", "gad-7", None, False)),
        ("Stress", "DASS-21", ("stress", "dass", "stress", False)),
        ("Compassion satisfaction", "ProQOL", ("compassion-satisfaction", "proqol", "cs", True)),
        ("Connor-Davidson Resilience Scale", "", ("resilience", "cd-risc", None, True)),
        ("Body weight (kg)", "", (None, None, None, None)),
    ],
)
def test_a_label_names_its_outcome(
    label: str, context: str, expected: tuple[str | None, str | None, str | None, bool | None]
) -> None:
    assert _named(label, context) == expected


def test_two_constructs_in_one_label_name_none() -> None:
    assert name_outcome("Anxiety and depression", "", TAXONOMY) == OutcomeName()


def test_the_instrument_knows_better_than_its_name() -> None:
    # More on the Well-Being Index is worse, as its entry in the taxonomy says.
    assert _named("Well-Being Index") == ("psychological-distress", "wbi", None, False)


@pytest.mark.parametrize(
    "label",
    ["Improved emotional exhaustion", "No burnout", "Burnout remission", "Mini-Z total"],
)
def test_no_direction_where_the_label_may_turn_it_or_the_taxonomy_has_none(label: str) -> None:
    assert _named(label)[3] is None


def test_low_accomplishment_is_its_own_outcome() -> None:
    construct, _, _, better = _named("Low personal accomplishment, n (%)", "MBI")
    assert (construct, better) == ("low-accomplishment", False)


def test_the_word_lists_name_entries_of_the_taxonomy() -> None:
    data = _data()
    assert set(data["constructs"]) <= set(TAXONOMY.terms["outcomes"])
    for path in data["subscales"]:
        instrument, _, part = path.partition("/")
        term = TAXONOMY.terms["instruments"][instrument]
        assert part in {s.id for s in getattr(term, "subscales", [])}, path
