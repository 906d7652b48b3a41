"""What the numbers of a cell are: told by labels and notes first, then by their shape."""

from __future__ import annotations

from collections.abc import Iterator

from extract.papers.cells import CellValue, Printed
from extract.papers.labels import Statistic

# A share printed beside a count agrees with it when no farther off than this, in points.
PERCENT_SLACK = 1.1
# An interval is taken for one around a mean when its middle lies this near, in widths.
MIDDLE = 0.06


def interpret(
    value: CellValue,
    declared: tuple[Statistic, ...],
    n: int | None,
    said: frozenset[Statistic] = frozenset(),
) -> tuple[dict[str, Printed], bool]:
    """Say what the numbers of a cell are.

    Parameters
    ----------
    value : CellValue
    declared : tuple of str
        Statistics named by its labels, in order.
    n : int or None
        Size of the group, to tell a share from a spread.
    said : frozenset of str
        Statistics named by the caption or the notes of the table.

    Returns
    -------
    dict of str to Printed, and bool
        Values by name, and whether the labels or notes said so.
    """
    if value.shape == "pair":
        return {}, False
    return dict(_fields(value, declared, n, said)), _is_sure(value, declared, said)


def _is_sure(value: CellValue, declared: tuple[Statistic, ...], said: frozenset[Statistic]) -> bool:
    if value.shape == "single":
        return bool(declared) or value.numbers[0].percent
    if value.shape == "fraction" or any(p.percent for p in value.numbers):
        return True
    return bool(
        set(declared) & {"sd", "se", "ci", "iqr", "range", "percent", "n"}
        or said & {"sd", "se", "ci", "iqr"}
    )


def _fields(
    value: CellValue, declared: tuple[Statistic, ...], n: int | None, said: frozenset[Statistic]
) -> Iterator[tuple[str, Printed]]:
    kinds = set(declared)
    numbers = value.numbers
    if value.shape == "single":
        yield _single_name(numbers[0], declared), numbers[0]
    elif value.shape == "fraction":
        yield from zip(("events", "total", "percent"), numbers, strict=False)
    elif value.shape == "plus_minus":
        yield "mean", numbers[0]
        yield ("se" if _is_se(kinds, said) else "sd"), numbers[1]
    elif value.shape == "interval":
        yield from _interval(value, kinds, said)
    elif len(numbers) == 2:
        yield from _paren(numbers[0], numbers[1], kinds, said, n)
    elif numbers and numbers[0].percent:
        yield "percent", numbers[0]
    elif numbers and kinds & {"sd", "se"}:
        yield ("se" if "se" in kinds else "sd"), numbers[0]
    elif numbers and "percent" in kinds:
        yield "percent", numbers[0]


def _single_name(number: Printed, declared: tuple[Statistic, ...]) -> str:
    if number.percent:
        return "percent"
    names = {
        "mean": "mean",
        "sd": "sd",
        "se": "se",
        "median": "median",
        "percent": "percent",
        "total": "total",
    }
    # the first that can be a single number: the column's own name comes before the row's
    for statistic in declared:
        if statistic in ("n", "events"):
            return "count" if number.decimals == 0 else "value"
        if statistic in names:
            return names[statistic]
        if statistic == "p":
            return "p"
    return "value"


def _is_se(kinds: set[Statistic], said: frozenset[Statistic]) -> bool:
    if kinds & {"sd", "se"}:
        return "se" in kinds and "sd" not in kinds
    return "se" in said and "sd" not in said


def _interval(
    value: CellValue, kinds: set[Statistic], said: frozenset[Statistic]
) -> Iterator[tuple[str, Printed]]:
    low, high = value.low, value.high
    if low is None or high is None:
        return
    if not value.numbers:
        if kinds & {"ci"} or "ci" in said:
            yield from (("ci_lb", low), ("ci_ub", high))
        elif kinds & {"iqr", "range"}:
            yield from (("q_lb", low), ("q_ub", high))
        return
    centre = value.numbers[0]
    named = kinds & {"ci", "iqr", "range", "median", "mean"} or said & {
        "ci",
        "iqr",
        "range",
        "median",
    }
    width = high.value - low.value
    middle = width > 0 and abs((low.value + high.value) / 2 - centre.value) <= MIDDLE * width
    if named & {"iqr", "range", "median"} and "ci" not in named:
        around_mean = False
    elif "ci" in named and not named & {"median"}:
        around_mean = True
    else:
        around_mean = middle
    if "percent" in kinds and "mean" not in kinds and around_mean:
        yield "percent", centre
    else:
        yield ("mean" if around_mean else "median"), centre
    yield from (
        (("ci_lb", low), ("ci_ub", high)) if around_mean else (("q_lb", low), ("q_ub", high))
    )


def _paren(
    a: Printed, b: Printed, kinds: set[Statistic], said: frozenset[Statistic], n: int | None
) -> Iterator[tuple[str, Printed]]:
    if a.percent and not b.percent and b.decimals == 0:
        yield from (("percent", a), ("events", b))
    elif is_count_with_share(a, b, kinds, said, n):
        yield from (("events", a), ("percent", b))
    elif kinds & {"median", "iqr"} and not kinds & {"mean", "sd", "se"}:
        yield "median", a
    elif kinds & {"p"} or a.percent or b.percent:
        return
    else:
        yield "mean", a
        yield ("se" if _is_se(kinds, said) else "sd"), b


def is_count_with_share(
    a: Printed, b: Printed, kinds: set[Statistic], said: frozenset[Statistic], n: int | None
) -> bool:
    """Tell "12 (26.7)" of a count with its share from one of a mean with its spread.

    Parameters
    ----------
    a, b : Printed
        Before and inside the brackets.
    kinds, said : set of str
        Statistics named by the labels, and by caption or notes.
    n : int or None
        Size of the group.

    Returns
    -------
    bool
    """
    if a.decimals or a.value < 0 or not 0 <= b.value <= 100:
        return False
    if b.percent:
        return True
    fits = (
        n is not None
        and n > 0
        and a.value <= n
        and abs(100 * a.value / n - b.value) <= PERCENT_SLACK
    )
    if kinds & {"sd", "se", "mean"} and not fits:
        return False
    if kinds & {"sd", "se"}:
        return False
    if kinds >= {"n", "percent"} or kinds >= {"events", "percent"}:
        return True
    return fits or ("percent" in kinds | said and not said & {"mean", "sd", "se"})
