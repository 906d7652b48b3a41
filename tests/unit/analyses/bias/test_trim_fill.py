"""Trim and fill, and fail-safe numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.bias import (
    TooFewError,
    fail_safe_orwin,
    fail_safe_rosenberg,
    fail_safe_rosenthal,
    trim_and_fill,
)
from analyses.models.errors import CollinearityError, ModelError

# a symmetric funnel around 0.3 without its three lowest effects
YI = np.array([0.30, 0.28, 0.32, 0.25, 0.36, 0.20, 0.41, 0.75, 0.82, 0.95])
VI = np.array([0.002, 0.002, 0.002, 0.01, 0.01, 0.02, 0.02, 0.08, 0.09, 0.1])


def test_l0_finds_the_three_missing_and_mirrors_the_extremes() -> None:
    found = trim_and_fill(YI, VI, method="FE")
    assert (found.side, found.k0) == ("left", 3)
    centre = float(np.average(YI[:7], weights=1 / VI[:7]))
    assert sorted(found.filled_yi) == pytest.approx(sorted(2 * centre - YI[7:]))
    assert set(found.filled_vi) == set(VI[7:])
    assert found.filled.k == 13
    assert found.filled.b[0] < found.observed.b[0]


def test_the_wrong_side_only_looks_clean() -> None:
    found = trim_and_fill(YI, VI, method="FE", side="right")
    assert found.k0 == 0
    assert found.filled is found.observed


def test_r0_has_a_p_value_and_the_others_have_none() -> None:
    found = trim_and_fill(YI, VI, method="FE", estimator="R0")
    assert found.p_k0 == 0.5 ** (found.k0 + 1)
    assert math.isnan(trim_and_fill(YI, VI, method="FE").p_k0)


@pytest.mark.parametrize("estimator", ["L0", "R0", "Q0"])
def test_equal_effects_lack_nothing(estimator: str) -> None:
    assert trim_and_fill(np.full(10, 0.3), VI, estimator=estimator, side="left").k0 == 0


def test_errors_are_named() -> None:
    with pytest.raises(ModelError, match="estimator 'L1'"):
        trim_and_fill(YI, VI, estimator="L1")
    with pytest.raises(ModelError, match="side 'up'"):
        trim_and_fill(YI, VI, side="up")
    with pytest.raises(TooFewError, match="1 effect"):
        trim_and_fill(YI[:1], VI[:1], side="left")
    with pytest.raises(CollinearityError):
        trim_and_fill(YI, np.full(10, 0.04))
    with pytest.raises(ModelError, match="Q0 has no real solution"):
        trim_and_fill(np.sort(YI) + np.sqrt(VI) * 3, VI, estimator="Q0", side="left", method="FE")


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(10)), st.floats(1e-3, 1e3))
def test_order_unit_and_mirror_do_not_matter(order: list[int], unit: float) -> None:
    plain = trim_and_fill(YI, VI)
    turned = trim_and_fill(-unit * YI[order], unit**2 * VI[order])
    assert turned.side == "right"
    assert turned.k0 == plain.k0
    assert turned.filled.b[0] == pytest.approx(-unit * plain.filled.b[0], rel=1e-6)


def test_rosenthal_by_hand() -> None:
    """z = 2, 2.5, 1.5: (6 / 1.6449)^2 - 3 = 10.3, so 11."""
    found = fail_safe_rosenthal([0.2, 0.25, 0.15], [0.01, 0.01, 0.01])
    assert found.n == 11
    assert found.p == pytest.approx(0.000266, abs=1e-6)


def test_orwin_by_hand() -> None:
    """Ten effects of .4 with .1 as the smallest that matters: 10 (.4 / .1 - 1) = 30."""
    assert fail_safe_orwin([0.4] * 10, target=0.1).n == 30
    assert fail_safe_orwin([0.4] * 10).n == 10
    assert math.isinf(fail_safe_orwin([0.4], target=0.0).n)
    assert fail_safe_orwin([0.0, 0.0]).n == 0


def test_fail_safe_numbers_keep_their_promise() -> None:
    """With n null results of average weight p is above the level, with n - 1 it is not."""
    found = fail_safe_rosenberg(YI, VI)
    weight = float((1 / VI).mean())
    for extra, significant in ((found.n, False), (found.n - 1, True)):
        z = float((YI / VI).sum()) / math.sqrt(float((1 / VI).sum()) + extra * weight)
        assert (z > 1.959963984540054) is significant
    assert "unseen null results" in found.summary()


def test_fail_safe_errors_are_named() -> None:
    with pytest.raises(ModelError, match="alpha"):
        fail_safe_rosenthal(YI, VI, alpha=0.0)
    with pytest.raises(ModelError, match="expected one or more"):
        fail_safe_orwin([])
