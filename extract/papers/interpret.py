"""What the numbers of a cell are: told by labels and notes first, then by their shape."""

from __future__ import annotations

from collections.abc import Iterator

from extract.papers.cells import CellValue, Printed, Shape
from extract.papers.labels import Statistic

# A share printed beside a count agrees with it when no farther off than this, in points.
PERCENT_SLACK = 1.1
# An interval is taken for one around a mean when its middle lies this near, in widths.
MIDDLE = 0.06
# Statistics that are one number, under their own names.
_SINGLE = ("mean", "sd", "se", "median", "percent", "total", "p")
_CENTRES = {"mean", "median"}


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
    if value.shape in ("pair", "span"):
        return _bounds(value, set(declared)), bool(declared)
    values = dict(_fields(value, declared, n, said))
    if values.keys() & {"sd", "se"} and len(values) > 1:
        mixed = said & {"iqr", "median"} and not set(declared) & {"mean", "sd", "se"}
        return values, not mixed and bool((set(declared) | said) & {"sd", "se"})
    return values, _is_sure(value, declared, said)


def _bounds(value: CellValue, kinds: set[Statistic]) -> dict[str, Printed]:
    """Return the bounds of "20.1 to 28.5" where a label says that it is an interval."""
    low, high = (value.low, value.high) if value.low else value.numbers
    if low is None or high is None or low.value > high.value or "p" in kinds:
        return {}
    if "ci" in kinds:
        return {"ci_lb": low, "ci_ub": high}
    return {"q_lb": low, "q_ub": high} if kinds & {"iqr", "range"} else {}


def _is_sure(value: CellValue, declared: tuple[Statistic, ...], said: frozenset[Statistic]) -> bool:
    if value.shape == "single":
        return bool(declared) or value.numbers[0].percent
    if value.shape in ("fraction", "p") or any(p.percent for p in value.numbers):
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
    if value.shape in ("single", "p"):
        yield _single_name(numbers[0], declared, value.shape), numbers[0]
    elif value.shape == "fraction":
        yield from zip(("events", "total", "percent"), numbers, strict=False)
    elif value.shape == "plus_minus":
        yield "mean", numbers[0]
        yield ("se" if _is_se(kinds, said) else "sd"), numbers[1]
        if value.low and value.high:
            around = ("ci_lb", "ci_ub") if "ci" in kinds else ("q_lb", "q_ub")
            yield from zip(around, (value.low, value.high), strict=True)
    elif value.shape == "interval":
        yield from _interval(value, kinds, said)
    elif len(numbers) == 2:
        yield from _paren(numbers[0], numbers[1], declared, said, n)
    elif numbers and numbers[0].percent:
        yield "percent", numbers[0]
    elif numbers and kinds & {"sd", "se"}:
        yield ("se" if "se" in kinds else "sd"), numbers[0]
    elif numbers and "percent" in kinds:
        yield "percent", numbers[0]


def _single_name(number: Printed, declared: tuple[Statistic, ...], shape: Shape) -> str:
    if number.percent or shape == "p":
        return "percent" if number.percent else "p"
    shares = declared[:1] == ("percent",) or declared[:2] == ("n", "percent")
    if shares and set(declared) & _CENTRES:
        # "n (%)" over all columns, "median" in the row: the row knows better
        declared = tuple(s for s in declared if s not in ("n", "percent"))
    # the first that can be a single number: the column's own name comes before the row's
    for statistic in declared:
        if statistic in ("n", "events"):
            return "count" if number.decimals == 0 else "value"
        if statistic == "percent" and number.value > 100:
            return "value"
        if statistic in _SINGLE:
            return statistic
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
    if "ci" in kinds and "median" in kinds and "mean" not in kinds:
        yield from (("median", centre), ("ci_lb", low), ("ci_ub", high))
        return
    if kinds & {"iqr", "range"} and "mean" in kinds and "median" not in kinds:
        yield from (("mean", centre), ("q_lb", low), ("q_ub", high))
        return
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
    a: Printed,
    b: Printed,
    declared: tuple[Statistic, ...],
    said: frozenset[Statistic],
    n: int | None,
) -> Iterator[tuple[str, Printed]]:
    kinds = set(declared)
    spread = kinds & {"sd", "se"}
    if a.percent and not b.percent and b.decimals == 0 and not kinds & {"mean", "sd", "se"}:
        yield from (("percent", a), ("events", b))
    elif is_count_with_share(a, b, kinds, said, n):
        yield from (("events", a), ("percent", b))
    elif kinds >= _CENTRES and not spread:
        first: Statistic = next(s for s in declared if s in _CENTRES)
        yield from ((first, a), ("median" if first == "mean" else "mean", b))
    elif kinds & {"median", "iqr"} and not kinds & {"mean", "sd", "se"}:
        yield "median", a
    elif "p" in kinds and not spread and 0 <= b.value <= 1:
        yield from (("value", a), ("p", b))
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
    if a.decimals or a.value < 0 or not 0 <= b.value <= 100 or (n is not None and a.value > n):
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
    if fits:
        return True
    if "percent" in kinds and n is None and not kinds & _CENTRES and b.decimals > 0:
        return True  # a mean would have decimals where its spread has some
    return "percent" in kinds | said and not said & {"mean", "sd", "se"}
