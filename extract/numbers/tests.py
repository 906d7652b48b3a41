"""Statistical tests of a document: in its sentences, cells and notes, each with its check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extract.documents.model import Document
from extract.numbers.consistency import Check, Rounded, check_interval, check_p
from extract.numbers.places import quotes
from extract.numbers.test_grammar import Printed, minus_plain, printed_tests
from extract.numbers.test_heads import RATIOS
from extract.numbers.tokens import decimals_of, value_of
from extract.papers.model import Quote, TestFound

_ONE_TAILED = re.compile(
    r"\b(?:one|1|single)[- ](?:tailed|sided)|\bdirectional (?:hypothes|test)", re.IGNORECASE
)
_CHECKED_INTERVALS = frozenset({"MD", "SMD", "d", "g", "RD"})
_LEVEL = 95.0


def find_tests(document: Document) -> tuple[TestFound, ...]:
    """Find the tests and effects printed in a document.

    Parameters
    ----------
    document : Document

    Returns
    -------
    tuple of TestFound
        In reading order; prose first, then tables. ``statistic`` is one of t, F, chi2, r, z, Q
        or of the effects OR, RR, HR, IRR, RD, MD, SMD, d, g, eta2, ES, beta. Values are as
        printed: a difference in percent is not divided by 100. "≤" reads as "<".
    """
    one_tailed = any(_ONE_TAILED.search(block.text) for block in document.blocks)
    return tuple(
        found for quote in quotes(document) for found in tests_in(quote, one_tailed=one_tailed)
    )


def tests_in(quote: Quote, *, one_tailed: bool = False) -> Iterator[TestFound]:
    """Yield the tests of one sentence or cell.

    Parameters
    ----------
    quote : Quote
    one_tailed : bool
        Whether the document speaks of one-tailed tests.
    """
    for printed in printed_tests(quote.words):
        yield _found(printed, quote, one_tailed=one_tailed)


def _found(printed: Printed, quote: Quote, *, one_tailed: bool) -> TestFound:
    value = _rounded(printed.value)
    df1, df2 = _degrees(printed)
    p, flags = _p(printed)
    check = Check()
    if not flags:
        check = check_p(
            printed.statistic, value, printed.comparison, (df1, df2), p, one_tailed=one_tailed
        )
    ci = None
    if printed.ci:
        low, high = _rounded(printed.ci[0]), _rounded(printed.ci[1])
        flags += _interval_flags(printed, value, low, high, p)
        ci = (low.value, high.value)
    return TestFound(
        statistic=printed.statistic,
        value=value.value,
        quote=quote,
        df1=df1,
        df2=df2,
        comparison=_comparison(printed.comparison),
        p=p[1].value if p else None,
        p_comparison=_comparison(p[0]) if p else None,
        ci=ci,
        n=int(value_of(printed.n)) if printed.n and "." not in printed.n else None,
        p_computed=check.p,
        consistent=check.consistent,
        decision_error=check.decision_error,
        flags=flags + check.flags,
    )


def _p(printed: Printed) -> tuple[tuple[str, Rounded] | None, tuple[str, ...]]:
    if printed.p is None or printed.p_comparison is None:
        return None, ()
    p = _rounded(printed.p)
    if p.value > 1:
        return None, ("p above 1 is no probability",)
    return (printed.p_comparison, p), ()


def _rounded(printed: str) -> Rounded:
    plain = minus_plain(printed)
    return Rounded(value_of(plain), decimals_of(plain))


def _comparison(comparison: str) -> Literal["=", "<", ">"]:
    return "<" if comparison == "<" else ">" if comparison == ">" else "="


def _degrees(printed: Printed) -> tuple[float | None, float | None]:
    """Return both degrees of freedom; those of t and r stand second, as in statcheck's tables."""
    df1 = value_of(printed.df1) if printed.df1 else None
    df2 = value_of(printed.df2) if printed.df2 else None
    if printed.statistic not in ("t", "r"):
        return df1, df2
    # "t(97,151)" may be a decimal comma: then nothing is known
    return (None, df1) if df2 is None else (None, None)


def _interval_flags(
    printed: Printed, value: Rounded, low: Rounded, high: Rounded, p: tuple[str, Rounded] | None
) -> tuple[str, ...]:
    ratio = printed.statistic in RATIOS
    if not ratio and printed.statistic not in _CHECKED_INTERVALS:
        return ()
    known = printed.level is None or value_of(printed.level) == _LEVEL
    return check_interval(value, low, high, ratio=ratio, p=p if known else None)
