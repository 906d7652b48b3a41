"""Direction of effect: the sentence that answers, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.answers.direction import DirectionFound, find_direction
from extract.documents.jats import read_jats
from tests.unit.extract.documents.jats_articles import article, save

METHODS = (
    "<sec><title>Methods</title><p>We aimed to compare emotional exhaustion between the mindful "
    "breaks group and the usual rota group. Sick leave was measured at 6 months.</p></sec>"
)


def asked(tmp_path: Path, results: str, outcome: str) -> DirectionFound:
    body = f"{METHODS}<sec><title>Results</title><p>{results}</p></sec>"
    document = read_jats(save(tmp_path, article(body)))
    return find_direction(document, outcome, "mindful breaks", "usual rota")


@pytest.mark.parametrize(
    ("results", "direction"),
    [
        (
            "Emotional exhaustion was significantly lower in the mindful breaks group than in the "
            "usual rota group (p = 0.01).",
            "decreased",
        ),
        (
            "Emotional exhaustion was significantly lower in the usual rota group than in the "
            "mindful breaks group (p = 0.01).",
            "increased",
        ),
        (
            "There was no significant difference in emotional exhaustion between the two groups "
            "(p = 0.41).",
            "no_difference",
        ),
        ("Emotional exhaustion did not differ between groups (p = 0.60).", "no_difference"),
        (
            "Compared with the usual rota, mindful breaks significantly reduced emotional "
            "exhaustion (MD -4.1, 95% CI -6.0 to -2.2).",
            "decreased",
        ),
        (
            "A significantly greater reduction in emotional exhaustion followed mindful breaks "
            "compared with the usual rota (p &lt; 0.001).",
            "decreased",
        ),
        (
            "Emotional exhaustion improved significantly with mindful breaks compared with the "
            "usual rota (p = 0.02).",
            "decreased",
        ),
    ],
)
def test_a_sentence_says_which_way_the_intervention_went(
    tmp_path: Path, results: str, direction: str
) -> None:
    assert asked(tmp_path, results, "emotional exhaustion").direction == direction


def test_each_outcome_has_its_own_sentence_and_place(tmp_path: Path) -> None:
    results = (
        "Emotional exhaustion was significantly lower with mindful breaks than with the usual rota "
        "(p = 0.003). Sick leave did not differ between the groups (p = 0.77)."
    )
    found = asked(tmp_path, results, "sick leave")
    assert found.direction == "no_difference"
    assert found.quote is not None
    assert found.quote.words.startswith("Sick leave did not differ")
    assert found.quote.source == "Results"
    assert found.quote.place.xpath is not None


def test_the_paper_explains_its_own_short_forms(tmp_path: Path) -> None:
    results = (
        "Scores of emotional exhaustion (EE) were kept. EE was significantly higher with mindful "
        "breaks than with the usual rota (p = 0.02)."
    )
    assert asked(tmp_path, results, "emotional exhaustion").direction == "increased"


def test_an_outcome_that_the_paper_never_names_has_no_direction(tmp_path: Path) -> None:
    found = asked(tmp_path, "Emotional exhaustion fell (p = 0.01).", "blood glucose")
    assert found == DirectionFound(None, 0.0, None)
