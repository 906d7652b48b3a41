"""What each of several values in a row measures: "cognitive, language and motor scores", times."""

from __future__ import annotations

import re

from extract.numbers.outcome_words import cleaned, has_content
from extract.numbers.tokens import NUMBER_WORDS

_WORD = r"[A-Za-z][\w’'/-]*"
# Words that end a label on its left or right.
_STOP = (
    r"(?:the|an?|of|in|for|at|on|by|to|from|with|was|were|is|are|had|has|have|showed|reached|"
    r"between|after|before|than|that|which|who|whose|whereas|while|but|mean|median|average|"
    r"baseline|respectively|vs|versus|compared|and|or|both)\b"
)
_ITEM = rf"(?:(?<![\w’'/-])(?!{_STOP}){_WORD}(?:\s(?!{_STOP}){_WORD}){{0,3}})"
# The noun that all labels of a list share, behind the last.
_SHARED = re.compile(
    r"\s(?P<noun>(?:[a-z]+\s)?(?:scores?|levels?|rates?|values?|concentrations?|pressures?|scales?|"
    r"subscales?|domains?|quotients?|percentages?|proportions?|symptoms?|frequenc(?:y|ies)|"
    r"intakes?|times?|counts?))$",
    re.IGNORECASE,
)
_NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(w for w in NUMBER_WORDS if '-' not in w)})"
_TIMES = re.compile(
    rf"(?P<lead>.*?)(?P<items>{_NUMBER}(?:(?:\s?,\s?(?:and\s)?|\sand\s){_NUMBER})+)(?P<tail>.*)"
)


def item_labels(before: str, n: int) -> tuple[str, ...]:
    """Return the labels of ``n`` values, from the last list of ``n`` things before them.

    Parameters
    ----------
    before : str
        Words in front of the values.
    n : int
        How many, two or more.

    Returns
    -------
    tuple of str
        In order; empty where no such list stands there.
    """
    lists = list(_list_of(n).finditer(before))
    if not lists:
        return ()
    whole = lists[-1]
    if re.search(r"(?:,\s?|\band\s)$", before[: whole.start()]):
        return ()  # a list of more
    items = [item.strip() for item in re.split(r"\s?,\s?(?:and\s)?|\s(?:and|&)\s", whole[0])]
    shared = _SHARED.search(items[-1])
    noun = shared["noun"].strip() if shared and shared.start() else ""
    labels = [cleaned(item) for item in items]
    if noun:
        labels = [x if x.endswith(noun) else f"{x} {noun}" for x in labels]
    if len(set(labels)) != n or not all(has_content(label) for label in labels):
        return ()
    return tuple(labels)


def _list_of(n: int) -> re.Pattern[str]:
    commas = rf"(?:{_ITEM}\s?,\s){{{n - 2}}}" if n > 2 else ""
    return re.compile(rf"{commas}{_ITEM}(?:\s?,)?\s(?:and|&)\s{_ITEM}", re.IGNORECASE)


def item_times(words: str, n: int) -> tuple[str, ...]:
    """Return the ``n`` times of "at 6, 12 and 24 months"; empty where there are not so many."""
    match = _TIMES.fullmatch(words)
    if match is None:
        parts = re.split(r"\s?,\s(?:and\s)?|\sand\s", words)  # "1-year and 2-year"
        return tuple(parts) if len(parts) == n > 1 else ()
    numbers = re.findall(_NUMBER, match["items"])
    return tuple(f"{match['lead']}{x}{match['tail']}" for x in numbers) if len(numbers) == n else ()
