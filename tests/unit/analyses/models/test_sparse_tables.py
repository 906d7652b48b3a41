"""Mantel-Haenszel and Peto against metafor, and at the edges of sparse tables."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.measures.errors import MeasureError
from analyses.models.errors import ModelError
from analyses.models.sparse_tables import PooledTables, mantel_haenszel, peto_odds_ratio

SETS = json.loads(
    (Path(__file__).parent / "metafor_sparse_tables.json").read_text(encoding="utf-8")
)["sets"]
CASES = [(name, case) for name, data in SETS.items() for case in data["cases"]]
FIELDS = {
    "b": "estimate",
    "se": "se",
    "stat": "stat",
    "pval": "p",
    "ci_lb": "ci_lb",
    "ci_ub": "ci_ub",
    "QE": "qe",
    "QEp": "qe_p",
    "k": "k",
    "k_yi": "k_effects",
    "MH": "cmh",
    "MHp": "cmh_p",
    "TA": "tarone",
    "TAp": "tarone_p",
    "BD": "breslow_day",
    "BDp": "breslow_day_p",
}
SIZES: dict[str, Any] = {"n1i": [50, 40, 30], "n2i": [45, 42, 30]}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}-{c['id']}" for n, c in CASES])
def test_equals_metafor(name: str, case: dict[str, Any]) -> None:
    counts = SETS[name]["counts"]
    if case["measure"]:
        found = mantel_haenszel(**counts, measure=case["measure"])
    else:
        found = peto_odds_ratio(**counts)
    for field, expected in case["result"].items():
        assert getattr(found, FIELDS[field]) == pytest.approx(expected, rel=1e-9), field


def test_one_table_is_its_own_effect() -> None:
    found = mantel_haenszel([8], [4], bi=[12], di=[16])
    assert found.estimate == pytest.approx(math.log(8 * 16 / (4 * 12)))
    assert found.se == pytest.approx(math.sqrt(1 / 8 + 1 / 12 + 1 / 4 + 1 / 16))
    risk = mantel_haenszel([8], [4], bi=[12], di=[16], measure="RR")
    assert risk.estimate == pytest.approx(math.log(2))
    assert mantel_haenszel([8], [4], n1i=[20], n2i=[20], measure="RD").estimate == pytest.approx(
        0.2
    )


@pytest.mark.parametrize("measure", ["OR", "RR"])
def test_no_events_in_a_group_is_not_identified(measure: str) -> None:
    found = mantel_haenszel([0, 0, 0], [1, 2, 0], **SIZES, measure=measure)
    assert math.isnan(found.estimate)
    assert "not identified" in found.summary()


def test_no_events_at_all() -> None:
    none = [0, 0, 0]
    assert math.isnan(peto_odds_ratio(none, none, **SIZES).estimate)
    found = mantel_haenszel(none, none, **SIZES, measure="RD")
    assert (found.estimate, found.k, found.k_effects) == (0, 3, 0)


def test_rows_with_a_missing_count_are_left_out() -> None:
    whole = mantel_haenszel([3, 5], [1, 2], n1i=[50, 40], n2i=[45, 42])
    assert mantel_haenszel([3, 5, np.nan], [1, 2, 3], **SIZES) == whole


def test_bad_input_is_named() -> None:
    with pytest.raises(ModelError, match="measure 'PR'"):
        mantel_haenszel([1], [1], n1i=[5], n2i=[5], measure="PR")
    with pytest.raises(ModelError, match="neither di nor n2i"):
        mantel_haenszel([1], [1], n1i=[5])
    with pytest.raises(MeasureError, match="events"):
        mantel_haenszel([6], [1], n1i=[5], n2i=[5])
    with pytest.raises(ModelError, match="no table"):
        peto_odds_ratio([np.nan], [1], n1i=[5], n2i=[5])
    with pytest.raises(ModelError, match="level"):
        peto_odds_ratio([2], [1], n1i=[5], n2i=[5], level=95)


table = st.tuples(*[st.integers(0, 30)] * 4).filter(sum)


@given(st.lists(table, min_size=1, max_size=8), st.sampled_from(["OR", "RR", "RD", "Peto"]))
def test_exchanged_groups_turn_the_sign(tables: list[tuple[int, ...]], measure: str) -> None:
    a, b, c, d = np.array(tables).T

    def pool(*cells: np.ndarray) -> PooledTables:
        a, b, c, d = cells
        if measure == "Peto":
            return peto_odds_ratio(a, c, bi=b, di=d)
        return mantel_haenszel(a, c, bi=b, di=d, measure=measure)

    one, two = pool(a, b, c, d), pool(c, d, a, b)
    close = {"rel": 1e-9, "abs": 1e-12, "nan_ok": True}
    assert two.estimate == pytest.approx(-one.estimate, **close)
    assert two.se == pytest.approx(one.se, **close)
    assert two.tarone == pytest.approx(one.tarone, rel=1e-6, abs=1e-9, nan_ok=True)
