"""The sentences that people quote: true to the row, and no firmer than it allows."""

import html
from typing import Any

import pytest

from hub.model import Hub
from hub.text import safe, table
from hub.words import people, quotable, sentence, unchecked, words_for

TERM = {
    "vocabulary": "outcome_families",
    "term_id": "burnout",
    "label": "Burnout",
    "definition": "Burnout.",
}


def hub() -> Hub:
    return Hub({"terms": [TERM], "pool_members": [], "effect_sizes": []}, {}, ["burnout"])


def finding(**more: Any) -> dict[str, Any]:
    return {
        "finding_id": "burnout-team-controlled",
        "outcome_family": "burnout",
        "level": "team",
        "intervention_type": None,
        "evidence_class": "controlled",
        "status": "pooled",
        "estimate": 0.412,
        "ci_lb": 0.104,
        "ci_ub": 0.72,
        "k": 14,
        "k_all": 14,
        "n_studies": 14,
        "n_studies_all": 14,
        "n_studies_coded": 29,
        "certainty": "low",
        "reason": None,
        "estimate_all": 0.412,
        "ci_lb_all": 0.104,
        "ci_ub_all": 0.72,
        **more,
    }


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        ("high", "interventions go with lower burnout"),
        ("moderate", "probably go with lower burnout"),
        ("low", "may go with lower burnout"),
        ("very_low", "the evidence is very uncertain; so far it points to lower burnout"),
    ],
)
def test_the_verb_follows_how_sure_the_finding_is(certainty: str, words: str) -> None:
    text = sentence(hub(), finding(certainty=certainty))
    assert words in text
    assert "0.41 standard deviations, 95% interval 0.10 to 0.72, 14 studies" in text


def test_an_interval_that_includes_none_shows_no_difference() -> None:
    text = sentence(hub(), finding(ci_lb=-0.2))
    assert "no clear difference in burnout" in text
    assert "The interval includes no effect." in text


def test_harm_is_called_by_its_name() -> None:
    text = sentence(hub(), finding(estimate=-0.4, ci_lb=-0.7, ci_ub=-0.1))
    assert "higher burnout" in text
    assert "−0.40" in text


def test_before_and_after_never_claims_a_cause() -> None:
    text = sentence(hub(), finding(evidence_class="pre_post"))
    assert "does not show that the intervention caused it" in text


def test_unchecked_numbers_are_no_answer_yet() -> None:
    text = sentence(hub(), finding(status="unchecked", reason="1 of 3", n_studies_all=3))
    assert "no answer on burnout yet" in text
    assert "Taken as read once, the 3 studies together give 0.41" in text


def test_what_the_unchecked_would_change_is_said() -> None:
    assert unchecked(finding()) == "Every number in it was read twice."
    text = unchecked(finding(n_studies=12, n_studies_all=13, estimate_all=0.3))
    assert "the number of 1 more study was read only once" in text
    assert "With it, the 13 studies together give 0.30" in text


def test_a_quote_is_made_of_short_sentences() -> None:
    assert quotable(hub(), finding()) == (
        "Team-level interventions may go with lower burnout than the comparison. The mean effect "
        "is 0.41 standard deviations (95% interval 0.10 to 0.72, 14 studies)."
    )
    text = quotable(hub(), finding(status="unchecked", reason="1 of 3; a headline needs 2"))
    assert "yet, because 1 of 3. A headline needs 2. Taken as read once" in text


def test_an_outcome_without_words_of_its_own_has_its_name() -> None:
    assert words_for(hub(), "moral-injury") == (
        "better moral injury",
        "worse moral injury",
        "moral injury",
    )


@pytest.mark.parametrize(
    ("known", "unknown", "words"),
    [
        (1200, 0, "1\u202f200 people"),
        (None, 2, "2 studies whose arm sizes are not printed"),
        (90, 1, "90 people, and 1 study whose arm sizes are not printed"),
    ],
)
def test_people_are_counted_as_far_as_they_are_known(
    known: int | None, unknown: int, words: str
) -> None:
    assert people({"n_participants": known, "n_without_size": unknown}) == words


def test_issue_2_an_apostrophe_is_escaped_once() -> None:
    """It was escaped for HTML, and the mark of that escape again for Markdown."""
    import markdown

    assert 'a member\'s & "own" # case' in html.unescape(
        markdown.markdown(safe('a member\'s & "own" # case'))
    )


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "`code` **bold** _em_ ~~no~~",
        "| a | b |\n| --- | --- |",
        "{{ config }} {% raw %}",
        "![x](https://example.org/x.png)",
    ],
)
def test_markup_in_a_text_stays_letters(payload: str) -> None:
    import markdown

    page = markdown.markdown(
        table(["T"], [[safe(payload)]]), extensions=["tables", "md_in_html", "attr_list"]
    )
    cell = page.split("<td>")[1].split("</td>")[0]
    assert "<" not in cell
    assert page.count("<td>") == 1
