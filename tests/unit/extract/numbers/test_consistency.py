"""A printed p against its statistic: values of printed tables of distributions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from extract.numbers.consistency import Rounded, check_interval, check_p, p_value
from tests.conftest import ROOT

# Critical values at 0.05 (two-sided for t, z and r), as tables of textbooks print them.
CRITICAL = [
    ("t", 2.048, None, 28),
    ("z", 1.960, None, None),
    ("chi2", 3.841, 1, None),
    ("chi2", 18.307, 10, None),
    ("Q", 5.991, 2, None),
    ("F", 4.13, 1, 34),
    ("F", 3.32, 2, 30),
    ("r", 0.468, None, 16),
]


@pytest.mark.parametrize(("statistic", "value", "df1", "df2"), CRITICAL)
def test_critical_values_have_p_of_one_in_twenty(
    statistic: str, value: float, df1: float | None, df2: float | None
) -> None:
    assert p_value(statistic, value, df1, df2) == pytest.approx(0.05, abs=0.0005)


def test_without_degrees_of_freedom_nothing_is_computed() -> None:
    assert p_value("t", 2.0, None, None) is None
    assert p_value("F", 2.0, 1, None) is None
    assert p_value("chi2", 2.0, 0, None) is None


def _check(
    value: str, p: str, *, comparison: str = "<", df: float = 28, one_tailed: bool = False
) -> tuple[bool | None, bool]:
    statistic, printed = (Rounded(float(x), len(x.partition(".")[2])) for x in (value, p))
    check = check_p("t", statistic, "=", (None, df), (comparison, printed), one_tailed=one_tailed)
    return check.consistent, check.decision_error


def test_rounding_of_the_statistic_is_allowed_for() -> None:
    # t(28) = 2.0 may stand for 2.049, whose p is below 0.05; 2.00 may not
    assert _check("2.0", "0.05") == (True, False)
    assert _check("2.00", "0.05") == (False, True)


def test_a_wrong_p_on_the_same_side_decides_nothing_else() -> None:
    # t(28) = 3.00: p = 0.0056
    assert _check("3.00", "0.006", comparison="=") == (True, False)
    assert _check("3.00", "0.01", comparison="=") == (True, False)
    assert _check("3.00", "0.020", comparison="=") == (False, False)
    assert _check("3.00", "0.20", comparison="=") == (False, True)
    assert _check("1.00", "0.05", comparison=">") == (True, False)
    assert _check("3.00", "0.05", comparison=">") == (False, True)


def test_half_the_p_is_accepted_only_where_the_text_speaks_of_one_tail() -> None:
    # t(28) = 1.80: two-sided 0.083, one-sided 0.041
    assert _check("1.80", "0.041", comparison="=") == (False, True)
    assert _check("1.80", "0.041", comparison="=", one_tailed=True) == (True, False)


def _interval(
    estimate: str, low: str, high: str, *, ratio: bool, p: tuple[str, str] | None = None
) -> tuple[str, ...]:
    e, lo, hi = (Rounded(float(x), len(x.partition(".")[2])) for x in (estimate, low, high))
    printed = (p[0], Rounded(float(p[1]), len(p[1].partition(".")[2]))) if p else None
    return check_interval(e, lo, hi, ratio=ratio, p=printed)


def test_intervals_that_fit_raise_no_flag() -> None:
    assert _interval("2.0", "0.5", "3.5", ratio=False, p=("=", "0.01")) == ()
    assert _interval("2.0", "1.0", "4.0", ratio=True) == ()  # even on the log scale
    assert _interval("0.2", "0.0", "0.9", ratio=True) == ()  # rounding hides the lower bound


@pytest.mark.parametrize(
    ("printed", "ratio", "p", "flag"),
    [
        (("5.0", "0.5", "3.5"), False, None, "estimate outside its own interval"),
        (("3.0", "0.5", "3.5"), False, None, "interval not even around its estimate"),
        (("2.50", "1.00", "4.00"), True, None, "interval not even around its estimate"),
        (("2.0", "3.5", "0.5"), False, None, "interval printed the wrong way round"),
        (("2.0", "0.5", "3.5"), False, ("=", "0.30"), "interval and p disagree"),
        (("1.0", "-0.5", "2.5"), False, ("<", "0.01"), "interval and p disagree"),
        (("1.40", "0.70", "2.80"), True, ("<", "0.05"), "interval and p disagree"),
    ],
)
def test_intervals_that_do_not_fit_are_flagged(
    printed: tuple[str, str, str], ratio: bool, p: tuple[str, str] | None, flag: str
) -> None:
    (found,) = _interval(*printed, ratio=ratio, p=p)
    assert found.startswith(flag)


def test_scipy_enters_the_package_through_one_module() -> None:
    def imports(path: Path) -> bool:
        names = [
            node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        return any((name or "").split(".")[0] == "scipy" for name in names)

    folder = ROOT / "extract" / "numbers"
    assert {p.name for p in folder.glob("*.py") if imports(p)} == {"distributions.py"}
