"""Values of groups that sentences print, each with its group, its outcome and its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.documents.model import Document
from extract.numbers.alignment import align
from extract.numbers.decimal_commas import as_printed, has_decimal_commas, with_points
from extract.numbers.expressions import Expression, SpreadKind, count_of, expressions
from extract.numbers.group_meaning import COUNTED, spread_kind_of
from extract.numbers.group_model import EACH, GroupValue
from extract.numbers.group_values import PLUS_MINUS, group_values
from extract.numbers.mentions import bare_pattern, group_names, usable_names
from extract.numbers.outcome_words import outcome_words
from extract.numbers.places import sentence_quotes
from extract.numbers.sentence_view import View, view_of, without_intervals
from extract.numbers.test_grammar import minus_plain
from extract.numbers.tokens import value_of
from extract.numbers.value_times import time_at
from extract.numbers.value_units import units, with_percents
from extract.numbers.zeros import zero_in_each, zeros
from extract.papers.model import Number, Quote

__all__ = ["GroupValue", "find_group_values", "values_in"]


def find_group_values(document: Document, names: Iterable[str] = ()) -> tuple[GroupValue, ...]:
    """Find the values that sentences give to groups.

    Parameters
    ----------
    document : Document
    names : iterable of str
        Names of groups known from elsewhere in the document, such as the heads of its tables.

    Returns
    -------
    tuple of GroupValue
        In reading order. A value whose group or time is open is left out.
    """
    texts = [words for block, words in document.sentences() if block.kind != "reference"]
    bare = bare_pattern(group_names(texts) | usable_names(names))
    kind = spread_kind_of(texts)
    commas = has_decimal_commas(texts)
    found: list[GroupValue] = []
    series = 0
    for quote in sentence_quotes(document, results=True):
        read = with_points(quote) if commas else quote
        if read is None:
            continue
        values = values_in(read, bare, kind, series)
        found += [as_printed(v, quote) for v in values] if commas else values
        series = 1 + max((v.series for v in values), default=series - 1)
    return tuple(found)


def values_in(
    quote: Quote, bare: re.Pattern[str], kind: SpreadKind | None = None, first_series: int = 0
) -> list[GroupValue]:
    """Return the values of one sentence.

    Parameters
    ----------
    quote : Quote
        The sentence.
    bare : re.Pattern
        Names of groups that stand without the word "group" (:func:`bare_pattern`).
    kind : str or None
        What stands behind "±" in this document, where it says so.
    first_series : int
        Number of the sentence's first series.
    """
    each = zeros_of_each(quote, first_series)
    view = view_of(quote.words, bare)
    if view is None or each:
        return each
    values = sorted([*expressions(view.blank), *zeros(view.blank)], key=lambda v: v.start)
    blank = without_intervals(view.blank, [(v.start, v.end) for v in values if v.spread])
    values = [v for v in values if blank[v.start : v.end].strip() and _is_whole(v, view.text)]
    values = [v for v in values if not (_is_total(v, blank) or _is_repeated(v, values))]
    values, blank = with_percents(_spreads_known(values, quote.words, kind), blank)
    view = replace(view, blank=blank)
    aligned = align(units(values, blank), view.groups, blank)
    found = group_values(quote, view, aligned, values, kind, first_series)
    after = 1 + max((v.series for v in found), default=first_series - 1)
    return [*found, *_differences(quote, view, after)]


def zeros_of_each(quote: Quote, series: int) -> list[GroupValue]:
    """Return the "no" of "no nurse left in either group": none in each of the groups."""
    match = zero_in_each(quote.words)
    if match is None:
        return []
    words = quote.words[match.end("no") : match.start("each")]
    return [
        GroupValue(
            statistic="events",
            value=Number(value=0, printed=match["no"], quote=quote),
            group=EACH,
            outcome=outcome_words(words, quote.words[match.end() :], share=True),
            quote=quote,
            series=series,
            start=match.start("no"),
        )
    ]


_TOTAL = re.compile(r"\b(?:among|of|in)\s(?:the|all|these)\s+$|\bamong\s+$|\ball\s+$")


# "mean time (median time) was 36 h (24 h)"
_OTHER_BRACKET = re.compile(
    r"\b(?:means?|medians?|average)\b[^()]*\((?:means?|medians?|n|%|percent\w*|number)\b",
    re.IGNORECASE,
)


def _spreads_known(
    values: list[Expression], words: str, kind: SpreadKind | None
) -> list[Expression]:
    """Leave out what stands in a bare bracket where the paper does not say what it is."""
    kind = spread_kind_of([words]) or kind
    if _OTHER_BRACKET.search(words):
        kind = None
    return [
        v
        if len(v.spread) != 1 or v.spread_kind or kind or PLUS_MINUS.search(words, v.start, v.end)
        else replace(v, spread=())
        for v in values
    ]


# "2.4% in | 56 children": how many the value before is of.
_SIZE_AFTER = re.compile(r"[\d%)]\s(?:in|among|of|for|from)\s$")


def _is_total(value: Expression, blank: str) -> bool:
    """Tell "among the 45 participants": how many there are, not what happened to them."""
    whole = value.shape == "plain" and value.value.isdigit()
    before = blank[: value.start]
    sized = _SIZE_AFTER.search(before) and re.match(COUNTED, blank[value.end :])
    return whole and (sized is not None or _TOTAL.search(before) is not None)


def _is_repeated(value: Expression, values: list[Expression]) -> bool:
    """Tell the "five" of "five in the A group (5/36)"."""
    if value.shape != "plain" or not value.value.isalpha():
        return False
    count = count_of(value.value)
    return any(v.shape in ("fraction", "count") and count_of(v.value) == count for v in values)


def _is_whole(value: Expression, text: str) -> bool:
    """Tell a number from a part of one that is left when a part of the sentence is blank."""
    before, after = text[value.start - 1 : value.start], text[value.end : value.end + 1]
    return not (value.start and (before.isdigit() or before in ".,")) and not after.isdigit()


def _differences(quote: Quote, view: View, series: int) -> Iterator[GroupValue]:
    """Yield "mean difference -2.3 (95% CI -7.8 to 3.2)" between the groups of a sentence."""
    names = list(dict.fromkeys(g.words for g in view.groups))
    for i, test in enumerate(view.tests):
        if test.statistic not in ("MD", "SMD") or test.ci is None:
            continue
        value = minus_plain(test.value)
        before = re.sub(r"[-+]?[\d.,]+|±", " ", view.blank[: test.start])
        yield GroupValue(
            statistic="difference",
            value=Number(value=value_of(value), printed=test.value, quote=quote),
            group=" vs ".join(names) if len(names) == 2 else "",
            outcome=outcome_words(before, view.blank[test.end :], share=False),
            quote=quote,
            series=series + i,
            start=test.start,
            time=time_at(view, (test.start, test.end), [])[1],
            spread_kind="ci",
            spread=tuple(
                Number(value=value_of(minus_plain(c)), printed=c, quote=quote) for c in test.ci
            ),
            unit="%" if test.percent else "",
        )
