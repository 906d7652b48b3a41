"""The reading grade, against the example that its authors' own abstract makes."""

from __future__ import annotations

from typing import Any

import pytest

from hub.readability import counts, grade
from hub.words import quotable, sentence
from tests.unit.hub.published import hub_of

# The abstract of Coleman and Liau (1975). Its 119 words, 639 letters and 5 sentences, and the
# grade of 14.5, are the worked example of the encyclopaedias.
ABSTRACT = (
    "Existing computer programs that measure readability are based largely upon subroutines which "
    "estimate number of syllables, usually by counting vowels. The shortcoming in estimating "
    "syllables is that it necessitates keypunching the prose into the computer. There is no need "
    "to estimate syllables since word length in letters is a better predictor of readability than "
    "word length in syllables. Therefore, a new readability formula was computed that has for its "
    "predictors letters per 100 words and sentences per 100 words. Both predictors can be counted "
    "by an optical scanning device, and thus the formula makes it economically feasible for an "
    "organization such as the U.S. Office of Education to calibrate the readability of all "
    "textbooks for the public school system."
)
# A reader with a degree; what is to be quoted must not ask for more.
HARDEST_QUOTE = 16.0
HARDEST_SENTENCE = 18.5


def test_the_published_example() -> None:
    assert counts(ABSTRACT) == (639, 119, 5)
    assert round(grade(ABSTRACT), 1) == 14.5


def test_a_decimal_point_ends_no_sentence() -> None:
    # letters and digits: The 3, mean 4, is 2, 0.49 3, SD 2 = 14
    assert counts("The mean is −0.49 SD.") == (14, 5, 1)


def test_a_text_without_words_has_no_grade() -> None:
    with pytest.raises(ValueError, match="without words"):
        grade(" – ")


def test_no_sentence_of_a_finding_asks_too_much(tables: dict[str, list[dict[str, Any]]]) -> None:
    hub = hub_of(tables)
    for finding in hub["pooled_effects"]:
        assert grade(sentence(hub, finding)) < HARDEST_SENTENCE, finding["finding_id"]
        text = quotable(hub, finding)
        if text:
            assert grade(text) < HARDEST_QUOTE, text
