"""Documents that print decimal commas throughout: read with points, quoted as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.numbers.group_model import GroupValue
from extract.papers.model import Number, Quote

# "12,5" and "0,04"; not "1,204", nor one of a list of references "[1,2]".
_COMMA = re.compile(r"(?<![\d,.\[])\d{1,3},\d{1,2}(?![\d,.\]]\d?)")
_POINT = re.compile(r"(?<![\d,.])\d{1,3}\.\d{1,3}(?![\d.])")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_LEAST = 10
_SHARE = 0.95


def has_decimal_commas(texts: Iterable[str]) -> bool:
    """Tell whether a document prints its decimals with commas, as good as all of them.

    Parameters
    ----------
    texts : iterable of str
        Its sentences.
    """
    commas = points = 0
    for text in texts:
        if "," in text or "." in text:
            commas += len(_COMMA.findall(text))
            points += len(_POINT.findall(text))
    return commas >= _LEAST and commas >= _SHARE * (commas + points)


def with_points(quote: Quote) -> Quote | None:
    """Return a quote with points for decimal commas, as long as before.

    None where a point stands in a number: it may part thousands.
    """
    if _POINT.search(quote.words):
        return None
    return replace(quote, words=_DECIMAL.sub(".", quote.words))


def as_printed(value: GroupValue, quote: Quote) -> GroupValue:
    """Return a value read from :func:`with_points` with the words and numbers of the paper.

    ``printed`` keeps its point, so that its decimals are counted as everywhere.
    """

    def own(number: Number) -> Number:
        return replace(number, quote=quote)

    return replace(
        value,
        quote=quote,
        value=own(value.value),
        spread=tuple(map(own, value.spread)),
        n=own(value.n) if value.n else None,
        percent=own(value.percent) if value.percent else None,
    )
