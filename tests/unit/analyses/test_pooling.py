"""The two-level model against metafor, at published data sets and at the corners."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from analyses.pooling import PoolingError, compare_levels, leave_one_out, pool_common, pool_reml_kh

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
REFERENCE = json.loads((HERE / "metafor_reference.json").read_text(encoding="utf-8"))["pooling"]
# Both programs iterate; they stop within 1e-8 of the optimum, relative to the size of tau2.
TOLERANCE = {"rel": 1e-6, "abs": 1e-9}
NUMBERS = ("estimate", "se", "ci_lb", "ci_ub", "tau2", "i2", "q", "q_p", "pi_lb", "pi_ub")


def more_cases() -> list[dict]:
    """Return the cases of the large reference folder, where it stands beside the project."""
    shared = Path(os.environ.get("HUB_SHARED", ROOT.parent / "shared")) / "reference"
    cases = []
    for path in sorted(shared.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for case in data["cases"]:
            if case["id"] == "rma.REML.knha" and case["result"] and len(data["inputs"]["yi"]) > 1:
                r = case["result"]
                cases.append(
                    {
                        "name": path.stem,
                        "yi": data["inputs"]["yi"],
                        "vi": data["inputs"]["vi"],
                        "estimate": r["b"][0],
                        "se": r["se"][0],
                        "tau2": r["tau2"],
                        "i2": r["I2"] / 100,
                        "q": r["QE"],
                    }
                )
    return cases


CASES = [*REFERENCE, *more_cases()]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_reml_with_knapp_hartung_equals_metafor(case: dict) -> None:
    pooled = pool_reml_kh(case["yi"], case["vi"])
    scale = {"rel": 1e-6, "abs": 1e-9 * max(1e-6, float(np.median(case["vi"])))}
    for name in NUMBERS:
        if name in case:
            assert getattr(pooled, name) == pytest.approx(case[name], **scale), name


def test_one_study_is_not_pooled_and_says_so() -> None:
    with pytest.raises(PoolingError, match="one study"):
        pool_reml_kh([0.3], [0.1])


def test_no_study_is_not_pooled_and_says_so() -> None:
    with pytest.raises(PoolingError, match="no study"):
        pool_reml_kh([], [])


@pytest.mark.parametrize("vi", [[0.1, 0.0], [0.1, -1.0], [0.1, float("nan")]])
def test_a_variance_that_is_none_is_refused(vi: list[float]) -> None:
    with pytest.raises(PoolingError, match="not a finite number above 0"):
        pool_reml_kh([0.1, 0.2], vi)


def test_common_effect_equals_statsmodels() -> None:
    case = REFERENCE[0]
    other = combine_effects(np.array(case["yi"]), np.array(case["vi"]))
    assert pool_common(case["yi"], case["vi"]).estimate == pytest.approx(other.mean_effect_fe)


def test_weights_add_up_to_one_and_the_precise_study_weighs_most() -> None:
    pooled = pool_reml_kh([0.1, 0.5, 0.3], [0.01, 0.5, 0.2])
    assert sum(pooled.weights) == pytest.approx(1)
    assert pooled.weights[0] == max(pooled.weights)


def test_leaving_out_the_outlier_lowers_the_mean() -> None:
    yi, vi = [0.1, 0.2, 3.0], [0.1, 0.1, 0.1]
    whole = pool_reml_kh(yi, vi)
    assert leave_one_out(yi, vi)[2].estimate < whole.estimate


def test_equal_groups_do_not_differ_and_distant_ones_do() -> None:
    near = ([0.1, 0.2, 0.3], [0.01, 0.01, 0.01])
    far = ([2.1, 2.2, 2.3], [0.01, 0.01, 0.01])
    assert compare_levels({"a": near, "b": near}).p == pytest.approx(1)
    assert compare_levels({"a": near, "b": far}).p < 0.001


def test_issue_1_an_iteration_that_swings_between_two_values_still_finds_the_maximum() -> None:
    """Fisher scoring never settles here; the maximum was found on a fine grid of tau2."""
    yi, vi = [1.0] + [0.0] * 7, [0.1 + 0.05 * i for i in range(8)]
    grid = np.linspace(0, 0.5, 200_001)
    w = 1 / (np.array(vi) + grid[:, None])
    mean = (w @ np.array(yi)) / w.sum(1)
    likelihood = (
        np.log(w).sum(1) - np.log(w.sum(1)) - (w * (np.array(yi) - mean[:, None]) ** 2).sum(1)
    )
    assert pool_reml_kh(yi, vi).tau2 == pytest.approx(grid[np.argmax(likelihood)], abs=3e-6)


effects = st.lists(st.floats(-2, 2), min_size=2, max_size=12)


@given(effects, st.floats(-3, 3))
def test_shifting_every_effect_shifts_the_mean_and_nothing_else(yi: list[float], by: float) -> None:
    vi = [0.1 + 0.05 * i for i in range(len(yi))]
    one, two = pool_reml_kh(yi, vi), pool_reml_kh([y + by for y in yi], vi)
    assert two.estimate == pytest.approx(one.estimate + by, abs=1e-6)
    assert two.tau2 == pytest.approx(one.tau2, abs=1e-6)


@given(effects)
def test_turning_every_sign_turns_the_interval(yi: list[float]) -> None:
    vi = [0.1 + 0.05 * i for i in range(len(yi))]
    one, two = pool_reml_kh(yi, vi), pool_reml_kh([-y for y in yi], vi)
    assert two.ci_lb == pytest.approx(-one.ci_ub, abs=1e-6)
