"""Tests and effects as printed: "t(18) = 2.1, p = .05", "OR 1.6 (95% CI 1.2 to 2.1)".

A head is followed by a tail: a short list of known things, p and interval among them. The first
word that is not known ends the tail, so a p of the next statement is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.numbers.test_heads import (
    COMPARISON,
    DF,
    DF_BEFORE,
    EFFECT,
    EFFECT_NAMES,
    INTERVAL_NAME,
    NUM,
    RANGE_AFTER,
    RATIOS,
    TEST,
    TEST_NAMES,
    UNIT_AFTER,
)
from extract.numbers.tokens import UNSIGNED, decimals_of, value_of


@dataclass(slots=True, kw_only=True)
class Printed:
    """A test or effect as printed; numbers are still words.

    ``start`` and ``end`` are its place in the text, tail included.
    """

    statistic: str
    value: str
    comparison: str
    start: int
    end: int
    df1: str | None = None
    df2: str | None = None
    n: str | None = None
    p: str | None = None
    p_comparison: str | None = None
    ci: tuple[str, str] | None = None
    level: str | None = None
    announced: bool = False
    named: bool = False
    percent: bool = False
    others: list[str] = field(default_factory=list)


_SEP = re.compile(r"[\s,;:()\[\]]*(?:(?:and|with|at)\s+)?")
_P_VALUE = rf"(?P<p_cmp>=|:|<|>|≤|≥|⩽|⩾|of|was)\s*[<>]?\s*(?P<p>{UNSIGNED})(?!\.?\d)"
_P = rf"(?<!\w)(?:(?:one|two)-(?:tailed|sided)\s)?[pP](?:s|_\w+)?(?:[- ]?values?)?\s*{_P_VALUE}"
P = re.compile(_P)
_TO = r"\s?%?\s?(?:to|–|—|-|,|;|and|–-)\s?"
INTERVAL = re.compile(
    rf"(?P<name>{INTERVAL_NAME.format('')})\s?(?:of|was|from|are)?\s?[=:,;]?\s?[(\[{{]*\s?"
    rf"(?P<low>{NUM}){_TO}(?P<high>{NUM})(?!\d)\s?%?"
)
BARE_INTERVAL = re.compile(rf"\s?%?\s?[(\[]\s?(?P<low>{NUM}){_TO}(?P<high>{NUM})\s?%?\s?[)\];,]")
_ITEMS = (
    ("p", P),
    ("interval", INTERVAL),
    ("n", re.compile(r"(?<!\w)[nN]\s*=\s*(\d+)")),
    ("df", re.compile(rf"{DF}\s*[=:]?\s*[(\[]?(\d+(?:\.\d+)?)(?:\s?[,;]\s?(\d+(?:\.\d+)?))?")),
    ("skip", re.compile(r"(?:n\.?s\.?(?!\w)|(?:not |non-?)significant)")),
    ("skip", re.compile(r"(?:one|two|1|2)[- ](?:tailed|sided)(?: test)?")),
    (
        "skip",
        re.compile(
            r"(?:MS_?[Ee]|Mse|SEM?|SD|ε|[Bb]|β|R\^?2|ω\^?2|power"
            r"|(?:partial )?[ηƞ][\s_p]*\^?2?(?:_?p)?"
            rf"|(?:Cohen\s?[’'`´]?\s?s?\s)?d|(?:Hedges\s?[’'`´]?\s?s?\s)?g)\s*[=<>]\s*{NUM}"
        ),
    ),
)
_UNIT = re.compile(r"\s?(?:%|[A-Za-zμ][\w/%^·.]{0,14}(?:\s[A-Za-z/]{1,12}){0,2}?)(?=\s?[,;(\[])")
_MORE = re.compile(
    rf"(?P<rest>(?:\s?,\s?{NUM})*\s?,?\s(?:and|&)\s(?:{NUM}))(?=\s?[,;)\]]|$|\srespectively)"
)
_NEXT_P = rf"[pP]?\s*{COMPARISON}\s*{UNSIGNED}"
_P_LIST = re.compile(rf"[\s,;(]*(?P<both>(?:both|all)\s)?{_P}(?:\s?(?:,|,?\sand)\s{_NEXT_P})*")


def printed_tests(text: str) -> Iterator[Printed]:
    """Yield the tests and effects of a text in order.

    Parameters
    ----------
    text : str
        A sentence or a cell.
    """
    if not any(c in text for c in "=<>:≤≥") and " CI" not in text and "interval" not in text:
        return
    heads = [*TEST.finditer(text), *EFFECT.finditer(text)]
    end = 0
    for head in sorted(heads, key=lambda m: (m.start(), m.start("value"))):
        if head.start() < end or not _may_be(head):
            continue
        found = _printed(head)
        listed = list(_listed(found, head))
        if not listed:
            _read_tail(found, text, head.end())
        for one in listed or [found]:
            if _is_sound(one, text):
                end = max(end, head.end())
                yield one


def _name(head: re.Match[str]) -> str:
    names = TEST_NAMES if head.re is TEST else EFFECT_NAMES
    return next(name for name in names if head[name])


def _may_be(head: re.Match[str]) -> bool:
    text, end = head.string, head.end("value")
    return not (RANGE_AFTER.match(text, end) or UNIT_AFTER.match(text, end)) or (
        head.re is EFFECT and _name(head) in ("MD", "RD")
    )


def _printed(head: re.Match[str]) -> Printed:
    groups = head.groupdict()
    name = _name(head)
    found = Printed(
        statistic=name,
        value=head["value"],
        comparison=_plain(head["comparison"] or "="),
        start=head.start(),
        end=head.end(),
        announced=bool(groups.get("announced")),
        named=head["comparison"] not in (None, ":"),
        percent=bool(groups.get("percent")),
        level=groups.get("level_head"),
    )
    if groups.get("df1"):
        found.df1 = re.sub("[lI]", "1", groups["df1"])
        found.df2 = groups["df2"]
        if groups["is_n"] or (found.statistic == "chi2" and found.df2):
            found.n, found.df2 = found.df2, None
    elif head.re is TEST and (before := DF_BEFORE.search(head.string[: head.start()][-40:])):
        found.df1, found.df2 = before[1], before[2]
    return found


def _plain(comparison: str) -> str:
    return {"≤": "<", "⩽": "<", "≥": ">", "⩾": ">", "<": "<", ">": ">"}.get(comparison, "=")


def _read_tail(found: Printed, text: str, at: int) -> None:
    """Take what follows a value, as long as it is known."""
    if found.statistic in ("MD", "RD") and (unit := _UNIT.match(text, at)):
        at = unit.end()
    ratio = found.statistic in RATIOS
    if (ratio or found.announced) and (bare := BARE_INTERVAL.match(text, at)):
        low, high = value_of(minus_plain(bare["low"])), value_of(minus_plain(bare["high"]))
        if found.announced or low <= value_of(minus_plain(found.value)) <= high:
            found.ci, at = (bare["low"], bare["high"]), bare.end() - 1
    while True:
        start = _SEP.match(text, at).end()  # type: ignore[union-attr]
        item = next(((kind, m) for kind, form in _ITEMS if (m := form.match(text, start))), None)
        if item is None or not _take(found, *item):
            return
        at = found.end = item[1].end()


def _take(found: Printed, kind: str, item: re.Match[str]) -> bool:
    """Note an item of the tail; False where there was one already: it belongs to the next."""
    if kind == "p":
        if found.p is not None:
            return False
        found.p, found.p_comparison = item["p"], _plain(item["p_cmp"])
    elif kind == "interval":
        if found.ci is not None:
            return False
        found.ci, found.level = (item["low"], item["high"]), item["level"]
    elif kind == "n":
        found.n = found.n or item[1]
    elif kind == "df" and found.df1 is None:
        found.df1, found.df2 = item[1], item[2]
    return True


def _listed(found: Printed, head: re.Match[str]) -> Iterator[Printed]:
    """Yield the tests of "F(1, 15) = 19.9 and 5.16, p < .001 and p < .05"."""
    more = _MORE.match(head.string, head.end())
    if more is None or found.statistic in RATIOS | {"MD", "RD"}:
        return
    values = [found.value, *re.findall(NUM, more["rest"])]
    ps: list[tuple[str, str]] = []
    after = _P_LIST.match(head.string, more.end())
    if after:
        ps = [(_plain(m["p_cmp"]), m["p"]) for m in P.finditer(after[0])]
        if len(ps) == 1 and (after["both"] or re.match(r"[\s,;(]*[pP]s\b", after[0])):
            ps = ps * len(values)
    for i, value in enumerate(values):
        comparison, p = ps[i] if len(ps) == len(values) else (None, None)
        yield Printed(
            statistic=found.statistic, value=value, comparison=found.comparison,
            start=found.start, end=after.end() if after else more.end(), df1=found.df1,
            df2=found.df2, n=found.n, p=p, p_comparison=comparison, named=found.named,
        )  # fmt: skip


def minus_plain(printed: str) -> str:
    """Return a number with a plain minus sign and no space after it."""
    return re.sub(r"^[-–]\s?", "-", printed)


def _is_sound(found: Printed, text: str) -> bool:
    """Tell a test from letters that only look like one."""
    value = minus_plain(found.value)
    decimals, backed = decimals_of(value), found.p is not None or found.ci is not None
    name = found.statistic
    if name in ("t", "F", "Q", "chi2"):
        if name != "t" and value.startswith("-"):
            return False
        return bool(found.df1 or backed or (name == "chi2" and decimals))
    if name == "z":
        return found.p is not None and abs(value_of(value)) < 100
    if name == "r":
        threshold = found.comparison != "=" and not backed
        return abs(value_of(value)) <= 1 and (decimals > 0 or backed) and not threshold
    if name == "beta":
        return bool(re.match(r"[\s,;(]*(?:SE\s*=\s*[\d.]+\s*[,;]\s*)?t\s?[(=]", text[found.end :]))
    if name in ("d", "g", "SMD", "eta2", "ES"):
        return (found.named and decimals > 0) or backed
    if name in ("MD", "RD"):
        return found.ci is not None or (found.named and backed)
    return backed or (name == "OR" and found.named and decimals > 0)
