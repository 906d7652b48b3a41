"""Sentences of scientific English."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents.sentences import split, whole


def _split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["We saw 12 vs. 13 cases (P = .03).", "Lee et al. (2010) found more.", "The end."],
        ["See Fig. 2 and Figs. 3 to 5.", "Scores fell, e.g. from 3.5 to 2.1."],
        ["However, P < . 05 held.", "It was 0.5 mg."],
        ["Nurses (n = 25; see Table 2. Also Fig. 3) were asked.", "They left."],
        ["As in Lee et al.", "The trial ended."],
        ["It worked.12", "The rest did not. [3]", "We saw [4,5].", "So it was."],
        ["It was done in 2010.", "25 nurses took part.", "No. 12 was out.", "There were no."],
        ["1. Staff were asked.", "2. They came."],
        ["It rose in group A.", "The mean was 3."],
        ["By A. Young and B. C. Lee.", "Dr. Lee left the U.S. army."],
        ["It was significant.", "The rest was not."],
        ["Was it so?", "Yes!", "“It is.”", "She left."],
        ["They met at 10 a.m. on Mondays in the ICU.", "Nurses were asked."],
        ["It fell by 12.", "mRNA rose.", "β-blockers were used."],
        ["It was filled in at 12 weeks.", "At 24 weeks it was not."],
        ["Exhaustion (mean 3.2, SD 1.1) fell.", "(It was late.) They slept."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


def test_a_missing_space_after_the_stop() -> None:
    assert _split("It was significant.The rest was not.") == [
        "It was significant.",
        "The rest was not.",
    ]
    assert len(_split("See ClinicalTrials.gov and R.Studio for more")) == 1


def test_a_bracket_never_closed_does_not_hold_sentences_together() -> None:
    assert len(_split("We asked (n = 5. They left. We stayed.")) == 3


def test_nothing_and_one_whole() -> None:
    assert split("") == () == split("  ") == whole("")
    assert [(s.start, s.end) for s in whole("A. B. C")] == [(0, 7)]


@given(st.text("aB.?![]() 1,;=<\"'’…", max_size=60))
def test_every_character_but_spaces_is_in_one_sentence(text: str) -> None:
    found = split(text)
    inside = "".join(text[s.start : s.end] for s in found)
    assert inside.replace(" ", "") == text.replace(" ", "")
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)


@pytest.mark.parametrize("few", [")\t[†", "(.) ", "a. b ", "((", "1.", "aaaa"])
def test_long_runs_are_split_in_time_that_grows_with_their_length(few: str) -> None:
    start = time.process_time()
    split(few * 20_000)
    assert time.process_time() - start < 3


def test_a_very_long_run_of_stops_ends():
    """Leaders of 50,000 dots once took minutes: each stop was tried with all that follow it."""
    assert len(split("." * 50_000 + "x")) == 1
