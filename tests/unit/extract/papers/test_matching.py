"""Matching words: stems, doses and times, short forms, shares of weight."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.documents.jats import read_jats
from extract.papers.matching import Weights, abbreviations, expanded, overlap, tokens
from tests.unit.extract.documents.jats_articles import article, save, table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("randomised programmes", "randomized program"),
        ("Anaemia of nurses", "anemia in nursing"),
        ("improvements", "improved"),
        ("400 mg", "400mg"),
        ("week 12", "twelve weeks"),
        ("12-week follow-up", "follow up at 12 weeks"),
        ("1,200 patients", "1200 patient"),
        ("TNF-α", "TNF alpha"),
    ],
)
def test_ways_of_writing_the_same_have_the_same_tokens(one: str, other: str) -> None:
    assert set(tokens(one)) == set(tokens(other))


@pytest.mark.parametrize(("one", "other"), [("400 mg", "40 mg"), ("12 weeks", "12 months")])
def test_doses_and_times_match_only_exactly(one: str, other: str) -> None:
    assert overlap(tokens(one), tokens(other)) == (0.0, 0.0)


def test_overlap_is_told_in_both_directions() -> None:
    shares = overlap(tokens("sleep quality"), tokens("sleep quality score of nurses"))
    assert shares.of_query == 1.0
    assert shares.of_text == 0.5


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = Weights.of_texts(["mean score", "score of sleep", "score of pain", "score"])
    asked = tokens("sleep score")
    rare, common = (overlap(asked, tokens(t), weights) for t in ("sleep", "score"))
    assert rare.of_query > common.of_query


def paper(tmp_path: Path, body: str) -> dict[str, str]:
    return abbreviations(read_jats(save(tmp_path, article(body))))


def test_short_forms_are_read_with_their_words(tmp_path: Path) -> None:
    found = paper(
        tmp_path,
        "<p>We used the Rota Fairness Index (RFI), night shifts (NS; main outcome) and the "
        "QWL (quality of working life) form (see text). Nurses (50) and care assistants (CAs) "
        "took part.</p>",
    )
    assert found == {
        "RFI": "Rota Fairness Index",
        "NS": "night shifts",
        "QWL": "quality of working life",
        "CAs": "care assistants",
        "CA": "care assistants",
    }


def test_short_forms_are_read_from_the_notes_of_a_table(tmp_path: Path) -> None:
    foot = "<fn><p>RFI, rota fairness index; HW = health worker.</p></fn>"
    found = paper(tmp_path, table("<tr><td>RFI</td><td>3.1</td></tr>", foot=foot))
    assert found == {"RFI": "rota fairness index", "HW": "health worker"}


@pytest.mark.parametrize(
    "text",
    ["It fell (Table 2).", "It fell by 3 (95% CI 1 to 5).", "It fell in May (NHS).", "Alone (P)."],
)
def test_brackets_that_explain_nothing_are_no_short_forms(tmp_path: Path, text: str) -> None:
    assert paper(tmp_path, f"<p>{text}</p>") == {}


def test_expanded_text_holds_both_forms() -> None:
    assert expanded("RFI at 6 months", {"RFI": "Rota Fairness Index"}) == (
        "RFI Rota Fairness Index at 6 months"
    )
